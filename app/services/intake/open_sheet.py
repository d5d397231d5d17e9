"""OpenDocument spreadsheets: every sheet as a grid, merged cells spread, as they are seen.

Read here from the text of the file: the library for Excel knows neither their merged cells nor
their percentages nor their errors. Runs in the process that parses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.intake.grid import BLANK, Cell, CellKind, Grid
from app.services.intake.assembly import Assembly, Tally, columns_away
from app.services.intake.figures import Format, Shown, day_cell, number_text
from app.services.intake.gate import opened, weigh
from app.services.intake.open_styles import OpenStyles
from app.services.intake.unlike_text import told_of

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_CELL, _COVERED, _LINE = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell", f"{_TEXT}p"
_ACROSS, _DOWN = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_WIDE, _HIGH = f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned"
_KIND, _CALC_KIND = f"{_OFFICE}value-type", f"{_CALC}value-type"

_BLANKS = re.compile(r"[ \t\r\n]+")
_LASTS = re.compile(r"-?PT?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")
_SHOWN = re.compile(r"[+−-]?(\d+)(?:[.,](\d+))?\s?(%?)")

_DIGITS = 9
_MOST_BLANKS = 1 << 17

_Element = Any
"""An element of lxml, which has no types."""

_Given = Mapping[str, str]
"""The attributes of an element."""


def read_open_sheet(data: bytes, tally: Tally, told: Callable[[int, int], None]) -> Iterator[Grid]:
    """Give the sheets of a spreadsheet in its order.

    Raises `InvalidValueError` beyond the limits, and what lxml says of a part that is no XML.
    """
    from lxml import etree  # noqa: PLC0415 - only where such a file is read

    weigh(data, tally.name, tally.limits)
    with opened(data, tally.name) as archive, archive.open("content.xml") as content:
        told(0, 1)
        styles, sheet = OpenStyles(), None
        tags = [f"{_TABLE}{each}" for each in ("table", "table-row", "table-column")]
        tags += [f"{_OFFICE}automatic-styles", f"{_TABLE}null-date"]
        walk = etree.iterparse(
            content, ("start", "end"), tag=tags, resolve_entities=False, no_network=True
        )
        for event, element in walk:
            name = etree.QName(element).localname
            if event == "start":
                if name == "table" and sheet is None:
                    sheet = _Sheet(element, styles, tally)
            elif name in ("automatic-styles", "null-date"):
                styles.learn(element)
            elif sheet is not None and element.getparent() is not None:
                if element is sheet.element:
                    yield replace(sheet.grid(), days_from=styles.days_from)
                    sheet = None
                elif name != "table":
                    sheet.take(element, name)
                    element.clear()


class _Sheet:
    """One sheet as its rows come."""

    def __init__(self, element: _Element, styles: OpenStyles, tally: Tally) -> None:
        self.element = element
        self._styles = styles
        self._assembly = Assembly(tally)
        self._tally = tally
        self._widest = tally.limits.columns + 1
        self._columns: list[tuple[int, str]] = []
        self._over: dict[int, tuple[int, Cell]] = {}
        self._hidden_rows = 0
        self._row = 0
        self._struck: set[int] = set()
        self._away: list[range] = []
        self._laid = 0

    def grid(self) -> Grid:
        """Return the sheet, once its last row has come."""
        hidden = self.element.get(f"{_TABLE}style-name") in self._styles.hidden
        notes = ["This sheet is hidden in the workbook."] if hidden else []
        if self._hidden_rows:
            notes.append(f"Rows hidden in the workbook were read too: {self._hidden_rows:,}.")
        notes += told_of(self._struck, "Struck-out text")
        notes += columns_away(self._assembly.rows, tuple(self._away))
        return Grid(
            rows=self._assembly.rows,
            name=self.element.get(f"{_TABLE}name", ""),
            hidden=hidden,
            notes=tuple(notes),
        )

    def take(self, element: _Element, name: str) -> None:
        """Take in a row or a column of the sheet."""
        if name == "table-column":
            style = element.get(f"{_TABLE}default-cell-style-name", "")
            times = _times(element.attrib, _ACROSS)
            if element.get(f"{_TABLE}visibility", "visible") != "visible":
                self._away.append(range(self._laid + 1, self._laid + times + 1))
            self._laid += times
            self._columns.append((times, style))
            return
        times = _times(element.attrib, _DOWN)
        cells = self._cells(element)
        self._row += times
        if not any(each.text for each in cells) and not self._over:
            self._assembly.skip(times)
            return
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            self._hidden_rows += times
        for _ in range(times):
            self._assembly.add(self._with_merged(cells))
            cells = cells if times > 1 else []

    def _cells(self, row: _Element) -> list[Cell]:
        """Return the cells of a row, as far as they may reach; blank ones at its end left out."""
        cells: list[Cell] = []
        blank = 0
        for each in row.iterchildren(_CELL, _COVERED):
            given: _Given = dict(each.attrib)
            times = _times(given, _ACROSS)
            cell = self._cell(each, given, len(cells) + blank) if each.tag == _CELL else BLANK
            if not cell.text:
                blank += times
                continue
            if self._styles.struck and self._strikes(each, given, len(cells) + blank):
                self._struck.add(self._row + 1)
            # Whatever lies further out is refused, so that it need not be laid out.
            cells += [BLANK] * min(blank, self._widest)
            cells += [cell] * min(times, self._widest)
            blank = 0
            if _WIDE in given or _HIGH in given:
                self._merge(given, cell, len(cells) - 1)
            if len(cells) > self._widest:
                break
        return cells

    def _merge(self, given: _Given, cell: Cell, column: int) -> None:
        """Note what a cell is merged over: how many more rows, for each of its columns."""
        wide, high = _times(given, _WIDE), _times(given, _HIGH)
        if wide == high == 1:
            return
        over = Cell(cell.text, cell.kind, spread=True)
        for each in range(column, min(column + wide, self._widest)):
            self._over[each] = (high, over)

    def _with_merged(self, cells: list[Cell]) -> list[Cell]:
        """Return a row with what is merged over it, and count that row off."""
        if not self._over:
            return cells
        laid = cells + [BLANK] * (max(self._over) + 1 - len(cells))
        for column, (_rows, over) in self._over.items():
            if not laid[column].text:
                laid[column] = over
        self._over = {
            column: (rows - 1, over) for column, (rows, over) in self._over.items() if rows > 1
        }
        return laid

    def _cell(self, element: _Element, given: _Given, column: int) -> Cell:
        text = "\n".join([_paragraph(each) for each in element.iterchildren(_LINE)])
        kind = given.get(_KIND, "")
        if given.get(_CALC_KIND) == "error":
            return Cell(text or "#VALUE!", CellKind.ERROR)
        if kind in ("float", "currency", "percentage"):
            value = given.get(f"{_OFFICE}value", "")
            return _number(value, text, percent=kind == "percentage")
        if kind == "date":
            style = given.get(f"{_TABLE}style-name") or self._column_style(column)
            shown = self._styles.shown.get(style, Shown.DAY)
            return _day(given.get(f"{_OFFICE}date-value", ""), text, shown)
        if kind == "boolean":
            true = given.get(f"{_OFFICE}boolean-value") == "true"
            return Cell("TRUE" if true else "FALSE", CellKind.FLAG)
        if kind == "time":
            text = _time(given.get(f"{_OFFICE}time-value", ""), text)
        elif not text:
            text = given.get(f"{_OFFICE}string-value", "")
        return Cell(text, CellKind.TEXT) if text else BLANK

    def _strikes(self, element: _Element, given: _Given, column: int) -> bool:
        """Whether a cell or letters in it are struck out."""
        style = given.get(f"{_TABLE}style-name") or self._column_style(column)
        spans = (each.get(f"{_TEXT}style-name") for each in element.iter(f"{_TEXT}span"))
        return not self._styles.struck.isdisjoint((style, *spans))

    def _column_style(self, column: int) -> str:
        for times, style in self._columns:
            if column < times:
                return style
            column -= times
        return ""


def _times(given: _Given, name: str) -> int:
    """Return how often an element stands for itself: 1 where the file says nothing of use."""
    text = given.get(name)
    if text is None:
        return 1
    sound = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return max(1, int(text)) if sound else 1


def _paragraph(element: _Element) -> str:
    """Return the text of a paragraph, with the blanks that are written as elements."""
    text = _BLANKS.sub(" ", element.text or "")
    if not len(element):
        return text
    parts = [text]
    for each in element:
        if each.tag == f"{_TEXT}s":
            count = each.get(f"{_TEXT}c", "1")
            sound = count.isascii() and count.isdigit() and len(count) <= _DIGITS
            parts.append(" " * min(int(count) if sound else 1, _MOST_BLANKS))
        elif each.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif each.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif isinstance(each.tag, str) and not each.tag.startswith(_OFFICE):
            parts.append(_paragraph(each))
        parts.append(_BLANKS.sub(" ", each.tail or ""))
    return "".join(parts)


def _number(value: str, text: str, *, percent: bool) -> Cell:
    """Return a number in full, with the zeros that it is shown with."""
    try:
        number = float(value)
    except ValueError:
        return Cell(text, CellKind.TEXT) if text else BLANK
    digits, places = 1, 0
    seen = _SHOWN.fullmatch(text.strip())
    if seen:
        with suppress(InvalidOperation):
            shown = Decimal(f"{seen[1]}.{seen[2] or 0}")
            if shown == abs(Decimal(value)) * (100 if percent else 1):
                digits, places = len(seen[1]), len(seen[2] or "")
    return Cell(
        number_text(number, Format(digits=digits, places=places, percent=percent)),
        CellKind.NUMBER,
    )


def _day(value: str, text: str, shown: Shown) -> Cell:
    """Return a day, or as much of it as is shown; in words where it is beyond the calendar."""
    try:
        day = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        words = text or value
        return Cell(words, CellKind.TEXT) if words else BLANK
    return day_cell(day, shown)


def _time(value: str, text: str) -> str:
    """Return a length of time in hours and minutes, else as it is shown."""
    found = _LASTS.fullmatch(value)
    if not found or not any(found.groups()):
        return text or value
    hours, minutes, seconds = (int(each or 0) for each in found.groups())
    sign = "-" if value.startswith("-") else ""
    clock = f"{sign}{hours:02}:{minutes:02}"
    return f"{clock}:{seconds:02}" if seconds else clock
