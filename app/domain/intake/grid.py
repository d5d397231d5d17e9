"""A table as a file holds it, cell by cell, before anything is read into it.

Whatever the file was (CSV, a spreadsheet, a table in a letter, the clipboard), from here on it is
one grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CellKind(StrEnum):
    """What a cell was in its file; of text nothing more is known than its letters."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as a person sees it, and what it was in its file.

    A day is written as ISO 8601, with its time after a “T” where the file gave one other than
    midnight; a number without a useless “.0”. `spread` says that the cell is not the first of a
    merged range: its text is that of the range.
    """

    text: str = ""
    kind: CellKind = CellKind.BLANK
    spread: bool = False


BLANK = Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One record of a file; `number` counts records from 1, blank ones too.

    Line breaks inside a cell do not begin another record.
    """

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(each.text for each in self.cells)

    def text(self, column: int) -> str:
        """Return the text of a column counted from 0; nothing beyond the last."""
        return self.cells[column].text if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another table of the same file; `rows` counts those in which something stands."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table: its rows, and what was found out about the file on the way.

    `name` is the sheet's, or says which table of a letter it is. `encoding` and `delimiter` are
    empty where the file has none; `proposed` says that the encoding is a proposal to be looked at.
    `ours` holds what a file that this program wrote says of itself (register version, filter).
    `hidden` says that the officer does not see the sheet in a spreadsheet; `notes` are sentences
    about the reading that are to be shown with the table. `days_from` is the day from which the
    file counts days where it writes them as numbers, None where it does not say. `marking` is one
    that the file shows outside the cells, above the table or at the head of its pages.
    `beside` are the other tables of the file, which are not read with it.
    """

    rows: tuple[GridRow, ...]
    name: str = ""
    encoding: str = ""
    proposed: bool = False
    delimiter: str = ""
    ours: tuple[tuple[str, str], ...] = ()
    hidden: bool = False
    notes: tuple[str, ...] = ()
    days_from: date | None = None
    marking: str = ""
    beside: tuple[Beside, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(each.cells) for each in self.rows), default=0)
