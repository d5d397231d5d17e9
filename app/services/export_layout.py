"""How a workbook of commitments is laid out: how wide its columns, how high its rows, on paper."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from app.domain.export_columns import PRINTED

_A4 = 9
_USUAL_WIDTH = 14
_WIDTHS = {
    "ref": 20,
    "relation": 9,
    "kind": 12,
    "title": 48,
    "summary": 54,
    "timeliness": 21,
    "status": 17,
    "strength": 9,
    "paragraph": 11,
    "due_words": 26,
    "due_said": 26,
    "due_why": 26,
    "origin": 20,
    "owner": 20,
    "counterpart": 20,
    "supporting": 30,
    "owed_by": 10,
    "owner_basis": 12,
    "remarks": 44,
    "line_to_take": 50,
    "evidence": 9,
    "readings": 9,
    "priority": 9,
    "event": 7,
}
"""Widths of columns in characters, where they are not the usual."""

LONG = frozenset(
    {
        *("title", "summary", "remarks", "line_to_take", "due_words", "supporting"),
        *("sector", "owner", "counterpart"),
    }
)
"""Columns whose text goes on in the next line."""

_FULL = 0.86
"""So much of its width a line is filled, about: words are not torn apart."""
_MOST_LINES = 8


def width_of(column: str) -> int:
    """Return how wide a column is, in characters."""
    return _WIDTHS.get(column, _USUAL_WIDTH)


def lines_in(text: str, width: int) -> int:
    """Return how many lines a text takes in a column of so many characters, about."""
    full = max(1, int(width * _FULL))
    if len(text) <= full and "\n" not in text:
        return 1  # most cells, by far
    lines = sum(
        1 + max(0, len(each) - 1) // full for each in text[: _MOST_LINES * width].split("\n")
    )
    return min(lines, _MOST_LINES)


def printed(columns: Sequence[str]) -> int:
    """Return how many of the columns are printed: those that are read first, else all."""
    first = len(PRINTED)
    return first if tuple(columns[:first]) == PRINTED else len(columns)


def lay_on_paper(sheet: Worksheet) -> None:
    """Let a sheet be printed lying, no wider than a page, its pages named and numbered."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&F, &A&R&8&P / &N")
