"""Tables of a Word document, each as a grid: the implementation matrix is one.

Merged cells are spread. A table within a cell stays in that cell, a row to a line with tabs. Text
is taken as the document stands with its tracked changes accepted. Runs in the process that parses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.domain.intake.grid import BLANK, Cell, CellKind, Grid, GridRow
from app.domain.marking import marking_heading
from app.services.intake.assembly import Assembly, Tally
from app.services.intake.gate import weigh
from app.services.intake.numbering import Numbering
from app.services.intake.unlike_text import WordLook, told_of

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AROUND = frozenset(
    f"{_W}{each}"
    for each in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink")
) | frozenset(f"{_W}{each}" for each in ("fldSimple", "bdo", "dir"))
"""What stands around rows, cells and runs without being one."""

_DIGITS = 9
_GONE = frozenset(f"{_W}{each}" for each in ("del", "moveFrom"))
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}

_Element = Any
"""An element of lxml, which has no types."""


def read_letter(data: bytes, tally: Tally, told: Callable[[int, int], None]) -> Iterator[Grid]:
    """Give the tables of a document in its order. Raises `InvalidValueError` beyond the limits."""
    from docx import Document as document_of  # noqa: N813, PLC0415 - it is a function, on use

    weigh(data, tally.name, tally.limits)
    document = document_of(BytesIO(data))
    body = document.element.body
    look = WordLook(document.styles.element, _W)
    reading = _Reading(Numbering(document.part, body), look)
    reading.begin()
    tables = [each for each in body.iter(f"{_W}tbl") if not _inside(each)]
    marking = _marking(document, body)
    for number, each in enumerate(tables, 1):
        told(number - 1, len(tables))
        reading.begin()
        rows = _table(each, tally, reading)
        yield Grid(rows=rows, name=f"Table {number}", notes=reading.notes(), marking=marking)


def _marking(document: Document, body: _Element) -> str:
    """Return the marking that stands before, between or behind tables, or at the head of pages."""
    ends = (
        each.target_part.element
        for each in document.part.rels.values()
        if not each.is_external and each.reltype.rpartition("/")[2] in ("header", "footer")
    )
    for paragraph in (*_within(body, "p"), *(p for end in ends for p in end.iter(f"{_W}p"))):
        text = "".join(each.text or "" for each in paragraph.iter(f"{_W}t"))
        if found := marking_heading(text):
            return found
    return ""


def _inside(table: _Element) -> bool:
    """Whether a table stands in a cell of another."""
    return any(each.tag == f"{_W}tc" for each in table.iterancestors())


@dataclass(slots=True)
class _Reading:
    """What is kept while a document is read: its numbers, and what there is to know of a table."""

    numbering: Numbering
    look: WordLook
    row: int = 0
    changes: bool = field(default=False)
    rows: dict[str, set[int]] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin another table."""
        self.row, self.changes, self.rows = 0, False, {"struck": set(), "hidden": set()}

    def seen(self, run: _Element) -> None:
        """Keep in which row text stands that is struck out or hidden."""
        for each in self.look.of(run):
            self.rows[each].add(self.row)

    def notes(self) -> tuple[str, ...]:
        """Say what there is to know of the table."""
        accepted = ("Tracked changes were read as accepted.",) if self.changes else ()
        return (
            *accepted,
            *told_of(self.rows["struck"], "Struck-out text"),
            *told_of(self.rows["hidden"], "Hidden text"),
        )


def _within(element: _Element, name: str) -> Iterator[_Element]:
    """Give the children of a name, also those in content controls and the like."""
    for each in element:
        if each.tag == f"{_W}{name}":
            yield each
        elif each.tag in _AROUND:
            yield from _within(each, name)


def _table(table: _Element, tally: Tally, reading: _Reading) -> tuple[GridRow, ...]:
    assembly = Assembly(tally)
    widest = tally.limits.columns + 1
    above: list[Cell] = []
    for row in _within(table, "tr"):
        properties = row.find(f"{_W}trPr")
        if properties is not None and properties.find(f"{_W}del") is not None:
            reading.changes = True
            continue
        reading.row += 1
        above = _row(row, above, widest, reading)
        assembly.add(above)
    return assembly.rows


def _row(row: _Element, above: list[Cell], widest: int, reading: _Reading) -> list[Cell]:
    """Return the cells of a row, laid on the columns of its table."""
    cells = [BLANK] * min(_value(row, "trPr/gridBefore", 0), widest)
    for each in _within(row, "tc"):
        span = min(max(1, _value(each, "tcPr/gridSpan", 1)), widest)
        text = _cell_text(each, reading)
        if _continued(each):
            over = above[len(cells)] if len(cells) < len(above) else BLANK
            cell = Cell(over.text, over.kind, spread=True) if over.text else BLANK
        else:
            cell = Cell(text, CellKind.TEXT) if text else BLANK
        spread = Cell(cell.text, cell.kind, spread=True) if cell.text else BLANK
        cells += [cell, *([spread] * (span - 1))]
        if len(cells) > widest:
            break  # it is refused
    return cells


def _continued(cell: _Element) -> bool:
    """Whether a cell is merged with the one above it."""
    merge = _at(cell, "tcPr/vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") != "restart"


def _at(element: _Element, path: str) -> _Element | None:
    return element.find("/".join(f"{_W}{each}" for each in path.split("/")))


def _value(element: _Element, path: str, default: int) -> int:
    found = _at(element, path)
    text = "" if found is None else found.get(f"{_W}val", "")
    sound = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return int(text) if sound else default


def _cell_text(cell: _Element, reading: _Reading) -> str:
    """Return the text of a cell: a paragraph to a line, a row of a table in it to a line."""
    return "\n".join(_lines(cell, reading)).strip("\n")


def _lines(block: _Element, reading: _Reading) -> Iterator[str]:
    for each in block:
        if each.tag == f"{_W}p":
            number = reading.numbering.of(each)
            text = _runs(each, reading)
            yield f"{number} {text}" if number and text else number or text
        elif each.tag == f"{_W}tbl":
            for row in _within(each, "tr"):
                yield "\t".join(_cell_text(inner, reading) for inner in _within(row, "tc"))
        elif each.tag in _AROUND:
            yield from _lines(each, reading)


def _runs(element: _Element, reading: _Reading) -> str:
    """Return the text of a paragraph without what was struck out."""
    parts = []
    for each in element:
        if each.tag == f"{_W}r":
            letters = [_SIGNS.get(part.tag, "") or _letters(part) for part in each]
            parts += letters
            if any(text.strip() for text in letters):
                reading.seen(each)
        elif each.tag in _GONE:
            reading.changes = True
        elif each.tag in _AROUND:
            reading.changes |= each.tag in (f"{_W}ins", f"{_W}moveTo")
            parts.append(_runs(each, reading))
    return "".join(parts)


def _letters(part: _Element) -> str:
    return part.text or "" if part.tag == f"{_W}t" else ""
