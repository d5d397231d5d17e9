"""Tables in a web page: what Excel and Word put on the clipboard, and what old systems name .xls.

Runs in the process that parses: the page may be of any size and shape.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.domain.intake.grid import BLANK, Cell, CellKind, Grid, GridRow
from app.services.intake.assembly import Assembly, Tally
from app.services.intake.unlike_text import told_of

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINE, _TAB = "\x1e", "\x1f"
_MARKS = re.compile(f"[{_LINE}{_TAB}]")
"""Stand in a cell for what is seen as a line break or a tab; no page has them as letters."""

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STRIKING = frozenset(("s", "strike", "del"))
_STRUCK = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_LINES = frozenset(("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
_UNREAD = frozenset(("script", "style", "title", "head", "xml", "template", "noscript"))
_ENDED_BY = {
    "tr": ("tr",),
    "td": ("td", "th", "tr"),
    "th": ("td", "th", "tr"),
    "p": ("p", "td", "tr"),
}
"""What ends an element that came without its own end, by beginning."""
_ENDED_WITH = {"tr": ("table",), "td": ("tr", "table"), "th": ("tr", "table"), "p": ("td", "tr")}
"""And what does so by ending itself."""

_DIGITS = 9
_VOID = frozenset(("br", "img", "hr", "input", "meta", "link", "col", "wbr"))


def read_markup(text: str, tally: Tally) -> list[Grid]:
    """Return the tables of a page in its order; one in a cell of another stays in that cell.

    Raises `InvalidValueError` beyond the limits.
    """
    page = _Page(tally.limits.columns + 1)
    # A conditional comment of Office hides nothing that a person sees, and may never close.
    page.feed(re.sub(r"<!\[(?:if|endif)[^>]*>", "", text, flags=re.IGNORECASE))
    page.close()
    page.finish()
    return [
        Grid(
            rows=_laid(table, tally),
            name=f"Table {number}",
            notes=tuple(told_of(page.struck.get(number, ()), "Struck-out text")),
        )
        for number, table in enumerate(page.tables, 1)
    ]


@dataclass(slots=True)
class _Piece:
    """A cell as it stands in the page."""

    wide: int = 1
    high: int = 1
    parts: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add letters of the page, in which a line break is a blank."""
        self.parts.append(_BLANKS.sub(" ", _MARKS.sub("", text)))

    def mark(self, mark: str) -> None:
        """Add a line break or a tab that is seen."""
        self.parts.append(mark)

    @property
    def begun(self) -> bool:
        """Whether letters stand in the line or cell that is being written."""
        return any(each.strip() for each in self.parts) and self.parts[-1] != _TAB

    @property
    def text(self) -> str:
        """The text as it is seen: runs of blanks are one, none stand at the ends of lines."""
        joined = re.sub(" +", " ", "".join(self.parts)).replace("\xa0", " ")
        lines = re.sub(f" *([{_LINE}{_TAB}]) *", r"\1", joined).strip(f" {_LINE}")
        return lines.replace(_LINE, "\n").replace(_TAB, "\t")


_Table = list[list[_Piece]]


class _Page(HTMLParser):
    """Walks through a page and keeps the cells of its outermost tables."""

    def __init__(self, widest: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.struck: defaultdict[int, set[int]] = defaultdict(set)
        """Rows of each table, both counted from 1, in which letters are struck out."""
        self._widest = widest
        self._depth = 0
        self._row: list[_Piece] | None = None
        self._piece: _Piece | None = None
        self._unread: list[str] = []
        self._block = False
        self._first = True

    def finish(self) -> None:
        """Keep what the end of the page left open."""
        self._end_row()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._passed_over(tag):
            return
        given = dict(attrs)
        if self._row is not None and (tag in _STRIKING or _STRUCK.search(given.get("style") or "")):
            self.struck[len(self.tables)].add(len(self.tables[-1]) + 1)
        if tag in _UNREAD or (tag not in _VOID and _HIDDEN.search(given.get("style") or "")):
            self._unread.append(tag)
        elif tag == "table":
            self._begin_table()
        elif tag in ("tr", "td", "th"):
            self._begin_part(tag, given)
        elif self._piece is not None and (tag == "br" or tag in _LINES):
            self._break(tag)

    def _passed_over(self, tag: str) -> bool:
        """Whether an element begins in what is not read; one without its end may end there."""
        if self._unread and tag in _ENDED_BY.get(self._unread[-1], ()):
            self._unread.pop()
        elif self._unread and tag in (self._unread[-1], "table"):
            self._unread.append(tag)
        return bool(self._unread)

    def handle_endtag(self, tag: str) -> None:
        while self._unread and tag in _ENDED_WITH.get(self._unread[-1], ()):
            self._unread.pop()
        if self._unread:
            if tag == self._unread[-1]:
                self._unread.pop()
        elif tag == "table":
            self._end_table()
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
        elif tag in _LINES:
            self._block = True

    def handle_data(self, data: str) -> None:
        if self._unread or self._piece is None:
            return
        if self._block and data.strip():
            if self._piece.begun:
                self._piece.mark(_LINE)
            self._block = False
        self._piece.add(data)

    def _break(self, tag: str) -> None:
        if tag == "br" and self._piece is not None:
            self._piece.mark(_LINE)
        self._block = tag != "br"

    def _begin_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self.tables.append([])
        self._block = True

    def _end_table(self) -> None:
        if self._depth == 1:
            self._end_row()
        self._depth = max(0, self._depth - 1)
        self._block = True

    def _begin_part(self, tag: str, given: dict[str, str | None]) -> None:
        """Begin a row or cell; within a cell, another line or a tab of it."""
        if self._depth > 1:
            self._begin_inner(tag)
            return
        if tag == "tr":
            self._end_row()
            if self._depth:
                self._row = []
            return
        self._end_cell()
        if self._row is None and self._depth:
            self._row = []  # a cell without its row
        if self._row is not None:
            self._piece = _Piece(_span(given, "colspan", self._widest), _span(given, "rowspan"))
            self._block = False

    def _begin_inner(self, tag: str) -> None:
        """Begin a row or cell of a table within a cell: another line of that, or a tab in it."""
        if tag == "tr":
            self._block = self._first = True
            return
        if not self._first and self._piece is not None:
            self._piece.mark(_TAB)
            self._block = False
        self._first = False

    def _end_cell(self) -> None:
        if self._piece is not None and self._row is not None:
            self._row.append(self._piece)
        self._piece = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None and self.tables:
            self.tables[-1].append(self._row)
        self._row = None


def _span(given: dict[str, str | None], name: str, most: int = 1 << 20) -> int:
    text = (given.get(name) or "").strip()
    sound = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return min(max(1, int(text)), most) if sound else 1


def _laid(table: _Table, tally: Tally) -> tuple[GridRow, ...]:
    """Return the rows of a table with its merged cells spread."""
    assembly, layout = Assembly(tally), _Layout(tally.limits.columns + 1)
    for row in table:
        assembly.add(layout.row(row))
    return assembly.rows


class _Layout:
    """Lays rows on the columns of their table: a cell may hang over rows below its own."""

    def __init__(self, widest: int) -> None:
        self._widest = widest
        self._over: dict[int, tuple[int, Cell]] = {}
        self._later: dict[int, tuple[int, Cell]] = {}

    def row(self, pieces: list[_Piece]) -> list[Cell]:
        """Return the cells of the next row."""
        cells: list[Cell] = []
        for each in pieces:
            self._hang(cells)
            self._place(cells, each)
        while self._over:
            self._hang(cells)
            cells += [BLANK] * bool(self._over)
        self._over, self._later = self._later, {}
        return cells

    def _hang(self, cells: list[Cell]) -> None:
        """Add what hangs over the next columns from rows above."""
        while (column := len(cells)) in self._over:
            rows, cell = self._over.pop(column)
            cells.append(cell)
            if rows > 1:
                self._later[column] = (rows - 1, cell)

    def _place(self, cells: list[Cell], piece: _Piece) -> None:
        text = piece.text
        cell = Cell(text, CellKind.TEXT) if text else BLANK
        spread = Cell(text, CellKind.TEXT, spread=True) if text else BLANK
        for column in range(len(cells), min(len(cells) + piece.wide, self._widest + 1)):
            self._over.pop(column, None)
            if piece.high > 1:
                self._later[column] = (piece.high - 1, spread)
            cells.append(cell)
            cell = spread
