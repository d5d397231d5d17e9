"""Rows put together into a grid, within the limits: what every reader of a file ends in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from unicodedata import normalize

from app.domain.errors import InvalidValueError
from app.domain.intake.grid import BLANK, Cell, CellKind, GridRow
from app.services.intake.gate import Limits, refused


class Tally:
    """How many cells of a file hold something, over all its tables."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._filled = 0

    def add(self, filled: int) -> None:
        """Count cells. Raises `InvalidValueError` where there are more than can be taken in."""
        self._filled += filled
        if self._filled > self.limits.filled:
            most = f"{self.limits.filled:,}"
            raise self.refused(f"holds more than the {most} filled cells that can be taken in")

    def check(self, row: int, column: int) -> None:
        """Refuse what stands beyond the rows or columns; both are counted from 1."""
        if row > self.limits.rows:
            raise self.refused(
                f"has more than the {self.limits.rows:,} rows that can be taken in: something "
                f"stands in row {row:,}"
            )
        if column > self.limits.columns:
            raise self.refused(
                f"has more than the {self.limits.columns:,} columns that can be taken in: "
                f"something stands in column {column:,} of row {row:,}"
            )

    def refused(self, why: str) -> InvalidValueError:
        """Return the refusal of the file for this reason."""
        return refused(self.name, why)


class Assembly:
    """The rows of one table as they come, record after record, their letters composed (NFC).

    Blank cells at the end of a row and blank rows at the end of a table hold nothing and are left
    out, however many there are; blank rows before others keep their numbers.
    """

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._rows: list[GridRow] = []
        self._seen = 0
        self._texts: dict[str, Cell] = {"": BLANK}

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows, up to the last in which something stands."""
        return tuple(self._rows)

    def skip(self, records: int = 1) -> None:
        """Count records in which nothing stands, or nothing of the table."""
        self._seen += records

    def add_texts(self, texts: Sequence[str]) -> None:
        """Add a record of plain texts."""
        known, cells = self._texts, []
        for text in texts:
            cell = known.get(text)
            if cell is None:
                cell = _composed(Cell(text, CellKind.TEXT))
                if len(known) < _KEPT:
                    known[text] = cell
            cells.append(cell)
        self._keep(cells)

    def add(self, cells: Sequence[Cell]) -> None:
        """Add a record. Raises `InvalidValueError` where it goes beyond a limit."""
        self._keep([_composed(each) for each in cells])

    def _keep(self, cells: Sequence[Cell]) -> None:
        self._seen += 1
        end = len(cells)
        while end and not cells[end - 1].text:
            end -= 1
        if not end:
            return
        self._check(cells, end)
        for number in range(len(self._rows) + 1, self._seen):
            self._rows.append(GridRow(number=number, cells=()))
        self._rows.append(GridRow(number=self._seen, cells=tuple(cells[:end])))

    def _check(self, cells: Sequence[Cell], end: int) -> None:
        self._tally.check(self._seen, end)
        longest = max(len(each.text) for each in cells)
        most = self._tally.limits.characters
        if longest > most:
            raise self._tally.refused(
                f"has a cell of {longest:,} characters in row {self._seen:,}, and {most:,} can be "
                "taken in: a quotation mark may be left open"
            )
        self._tally.add(sum(1 for each in cells if each.text))


def _composed(cell: Cell) -> Cell:
    """Return a cell as the register would keep its text: what looks alike is the same."""
    if cell.text.isascii():
        return cell
    text = normalize("NFC", cell.text)
    return cell if text == cell.text else replace(cell, text=text)


_KEPT = 50_000
"""How many texts are remembered, so that a word that comes again and again is kept once."""


def columns_away(rows: Sequence[GridRow], away: tuple[range, ...]) -> Iterator[str]:
    """Say which hidden columns hold something."""
    width = max((len(each.cells) for each in rows), default=0)
    held = [
        place
        for place in range(width)
        if any(place + 1 in each for each in away) and any(row.text(place) for row in rows)
    ]
    if held:
        names = ", ".join(map(column_name, held))
        yield f"Columns hidden in the workbook were read too: {names}."


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
