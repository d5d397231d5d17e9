"""What calamine does not tell of an Excel workbook: formats, errors, and how far a sheet reaches.

The parts of the archive are searched for what matters, not parsed as a whole: a sheet may be large.
Runs in the process that parses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zipfile import ZipFile

from app.domain.intake.dates import DAYS_FROM
from app.services.intake.figures import GENERAL, Format, built_in, format_of
from app.services.intake.unlike_text import struck_rows, struck_styles, struck_texts

_TAG = rb"<(?:\w+:)?"
_CELL = _TAG + rb"c\s"
_PLACE = re.compile(rb'\br="([A-Z]{1,7})([0-9]{1,9})"')
_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_HELD = rb"(?<!/)>\s*" + _TAG + rb"(?:v|is|f)\b"
_FAR = re.compile(_CELL + rb'[^>]*?\br="([A-Z]{3,7})([0-9]{1,9})"[^>]*' + _HELD)
_LONG = re.compile(rb'r="[A-Z]{3}')
_HELD_AT = (b"<v>", b"<v ", b":v>", b":v ", b"<is>", b":is>")
_HIDDEN_ROW = re.compile(_TAG + rb'row\s[^>]*\bhidden="(?:1|true)"')
_HIDDEN_COLUMNS = re.compile(_TAG + rb'col\s(?=[^>]*\bhidden="(?:1|true)")([^>]*)>')
_FROM_TO = re.compile(rb'\b(min|max)="([0-9]{1,5})"')
_ERROR = rb'[^>]*\bt="e"[^>]*>(?:\s*' + _TAG + rb"f\b[^<]*(?:/>|</(?:\w+:)?f>))?"
_ERROR_TEXT = rb"\s*" + _TAG + rb"v>([^<]{1,20})<"
_LETTERS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is to be known of one cell, counted from 0: its format, or the error that it shows."""

    row: int
    column: int
    format: Format = GENERAL
    error: str = ""


@dataclass(slots=True)
class Parts:
    """The parts of one workbook."""

    archive: ZipFile
    _formats: dict[int, Format] = field(default_factory=dict)
    _sheets: dict[str, str] = field(default_factory=dict)
    _since_1904: bool = False
    _struck: frozenset[str] = frozenset()
    _struck_texts: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Read the formats, and where each sheet lies."""
        styles = self._tree("xl/styles.xml")
        self._formats = dict(_formats(styles))
        self._struck = struck_styles(styles)
        self._struck_texts = self._texts_struck()
        targets = {
            each.get("Id"): each.get("Target", "")
            for each in _named(self._tree("xl/_rels/workbook.xml.rels"), "Relationship")
        }
        book = self._tree("xl/workbook.xml")
        told = (each.get("date1904", "") for each in _named(book, "workbookPr"))
        self._since_1904 = any(each in ("1", "true") for each in told)
        for each in _named(book, "sheet"):
            key = next((value for name, value in each.items() if name.endswith("}id")), None)
            target = targets.get(key, "")
            place = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            self._sheets[each.get("name", "")] = place

    @property
    def days_from(self) -> date:
        """The day from which the workbook counts days: Excel for Mac long began with 1904."""
        return DAYS_FROM["1904" if self._since_1904 else "1900"]

    def sheet(self, name: str) -> bytes:
        """Return the part that holds a sheet; empty where there is none."""
        place = self._sheets.get(name, "")
        return self.archive.read(place) if place in self.archive.namelist() else b""

    def struck(self, sheet: bytes) -> set[int]:
        """Return the rows of a sheet in which text is struck out, counted from 1."""
        return struck_rows(sheet, self._struck, self._struck_texts)

    def _texts_struck(self) -> frozenset[int]:
        """Return the struck texts that cells share; most workbooks have none, and may be large."""
        part = "xl/sharedStrings.xml"
        if part not in self.archive.namelist() or b"strike" not in self.archive.read(part):
            return frozenset()
        return struck_texts(self._tree(part))

    def remarks(self, sheet: bytes) -> Iterator[Remark]:
        """Give what is to be known of the cells of a sheet, in its order."""
        styles = b"|".join(str(each).encode() for each in self._formats)
        wanted = rb"\bt=\"e\"" + (rb"|\bs=\"(?:" + styles + rb")\"" if styles else b"")
        cells = re.compile(_CELL + rb"(?=[^>]*(?:" + wanted + rb"))([^>]*)>")
        error = re.compile(_ERROR + _ERROR_TEXT)
        for each in cells.finditer(sheet):
            place = _PLACE.search(each[1])
            if place is None:
                continue
            style = _STYLE.search(each[1])
            shows = error.match(sheet, each.start(1))
            yield Remark(
                row=int(place[2]) - 1,
                column=_column(place[1]) - 1,
                format=self._formats.get(int(style[1]), GENERAL) if style else GENERAL,
                error=shows[1].decode("ascii", "replace") if shows else "",
            )

    def _tree(self, part: str) -> Any:  # noqa: ANN401 - lxml has no types
        from lxml import etree  # noqa: PLC0415 - only where a workbook is read

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        if part not in self.archive.namelist():
            return None
        return etree.fromstring(self.archive.read(part), parser)


def _named(tree: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - as above
    return iter(()) if tree is None else tree.iter(f"{{*}}{name}")


def _formats(styles: Any) -> Iterator[tuple[int, Format]]:  # noqa: ANN401 - as above
    """Give the formats of a workbook that show something else than the bare value."""
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in _named(styles, "numFmt")}
    for cells in _named(styles, "cellXfs"):
        for number, each in enumerate(_named(cells, "xf")):
            key = each.get("numFmtId", "0")
            found = _format(key, codes)
            if found != GENERAL:
                yield number, found


def _format(key: str, codes: Mapping[str | None, str]) -> Format:
    if key in codes:
        return format_of(codes[key])
    return built_in(int(key)) if key.isdecimal() else GENERAL


def _column(letters: bytes) -> int:
    """Return the number of a column, counted from 1."""
    number = 0
    for each in letters:
        number = number * _LETTERS + each - 64
    return number


def reach(sheet: bytes) -> tuple[int, int]:
    """Return the last row in which something stands, and a column if it is beyond the 702nd.

    Both count from 1; 0 is none. A sheet of two cells may be so far from one corner to the other
    that no computer holds what lies between.
    """
    row = 0
    last = max(sheet.rfind(each) for each in _HELD_AT)
    if last >= 0:
        begins = max(sheet.rfind(b"<c ", 0, last), sheet.rfind(b":c ", 0, last), 0)
        place = _PLACE.search(sheet, begins, last)
        row = int(place[2]) if place else 0
    far = _FAR.search(sheet) if _LONG.search(sheet) else None
    return row, _column(far[1]) if far else 0


def hidden_columns(sheet: bytes) -> tuple[range, ...]:
    """Return which columns of a sheet are hidden, counted from 1."""
    found = []
    for each in _HIDDEN_COLUMNS.finditer(sheet[: max(0, sheet.find(b"sheetData"))]):
        ends = {name: int(number) for name, number in _FROM_TO.findall(each[1])}
        if b"min" in ends and b"max" in ends:
            found.append(range(ends[b"min"], ends[b"max"] + 1))
    return tuple(found)


def hidden_rows(sheet: bytes) -> int:
    """Return how many rows of a sheet are hidden, by a filter or by hand."""
    return sum(1 for _ in _HIDDEN_ROW.finditer(sheet))
