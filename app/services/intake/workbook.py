"""Excel workbooks: every sheet as a grid, the hidden ones too, and told to be.

Values are read by calamine: of a formula what it last came to. Runs in the process that parses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from app.domain.intake.grid import BLANK, Cell, CellKind, Grid
from app.services.intake.assembly import Assembly, Tally, column_name, columns_away
from app.services.intake.excel_parts import Parts, Remark, hidden_columns, hidden_rows, reach
from app.services.intake.figures import Shown, cell_of
from app.services.intake.gate import opened, weigh
from app.services.intake.unlike_text import page_marking, told_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_Range = tuple[tuple[int, int], tuple[int, int]]


def read_workbook(data: bytes, tally: Tally, told: Callable[[int, int], None]) -> Iterator[Grid]:
    """Give the sheets of a workbook in its order. Raises `InvalidValueError` beyond the limits."""
    from python_calamine import (  # noqa: PLC0415 - only where a workbook is read
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    weigh(data, tally.name, tally.limits)
    with opened(data, tally.name) as archive:
        parts = Parts(archive)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = book.sheets_metadata
        for number, each in enumerate(sheets):
            told(number, len(sheets))
            if each.typ is not SheetTypeEnum.WorkSheet:
                continue
            raw = parts.sheet(each.name)
            row, column = reach(raw)
            tally.check(row, column)
            grid = _grid(
                book.get_sheet_by_index(number),
                list(_notes(raw, parts, hidden=each.visible is not SheetVisibleEnum.Visible)),
                parts.remarks(raw),
                tally,
                away=hidden_columns(raw),
                hidden=each.visible is not SheetVisibleEnum.Visible,
            )
            yield replace(grid, days_from=parts.days_from, marking=page_marking(raw))


def _notes(sheet: bytes, parts: Parts, *, hidden: bool) -> Iterator[str]:
    if hidden:
        yield "This sheet is hidden in the workbook."
    rows = hidden_rows(sheet)
    if rows:
        yield f"Rows hidden in the workbook were read too: {rows:,}."
    yield from told_of(parts.struck(sheet), "Struck-out text")


def _grid(
    sheet: CalamineSheet,
    notes: list[str],
    remarks: Iterator[Remark],
    tally: Tally,
    *,
    away: tuple[range, ...],
    hidden: bool,
) -> Grid:
    assembly = Assembly(tally)
    start, end = sheet.start, sheet.end
    if start is not None and end is not None:
        tally.check(end[0] + 1, end[1] + 1)
        walk = _Remarks(remarks)
        before = [""] * start[1]  # the library leaves out columns before the first, but no rows
        merged = Merged(sheet.merged_cell_ranges or (), width=end[1] + 1)
        for number, values in enumerate(sheet.iter_rows()):
            cells = walk.applied(number, [*before, *values])
            assembly.add(merged.spread(number, cells))
        if walk.yearless:
            columns = ", ".join(map(column_name, sorted(walk.yearless)))
            notes.append(
                f"Dates in column {columns} are shown without their year: "
                "the year that the file keeps was read."
            )
    notes += columns_away(assembly.rows, away)
    return Grid(rows=assembly.rows, name=sheet.name, hidden=hidden, notes=tuple(notes))


class _Remarks:
    """The remarks of a sheet, used up row by row."""

    def __init__(self, remarks: Iterator[Remark]) -> None:
        self._remarks = remarks
        self._next = next(remarks, None)
        self.yearless: set[int] = set()

    def applied(self, row: int, values: Sequence[object]) -> list[Cell]:
        """Return the cells of a row as they are seen."""
        known: dict[int, Remark] = {}
        while self._next is not None and self._next.row <= row:
            if self._next.row == row:
                known[self._next.column] = self._next
            self._next = next(self._remarks, None)
        if not known:
            return [cell_of(each) for each in values]
        return [
            self._seen(known[column], each) if column in known else cell_of(each)
            for column, each in enumerate(values)
        ]

    def _seen(self, remark: Remark, value: object) -> Cell:
        if remark.error:
            return Cell(remark.error, CellKind.ERROR)
        cell = cell_of(value, remark.format)
        if cell.kind is CellKind.DAY and remark.format.date is Shown.YEARLESS:
            self.yearless.add(remark.column)
        return cell


class Merged:
    """Merged ranges, whose text is that of each of their cells; within `width` columns."""

    def __init__(self, ranges: Sequence[_Range], *, width: int) -> None:
        self._width = width
        self._coming = sorted(ranges)
        self._at = 0
        self._open: list[tuple[_Range, Cell]] = []

    def spread(self, row: int, cells: list[Cell]) -> list[Cell]:
        """Return the cells of a row, counted from 0, with what is merged over them."""
        self._open = [each for each in self._open if each[0][1][0] >= row]
        while self._at < len(self._coming) and self._coming[self._at][0][0] <= row:
            each = self._coming[self._at]
            self._at += 1
            first = each[0][1]
            if each[0][0] == row and first < len(cells) and cells[first].text:
                over = Cell(cells[first].text, cells[first].kind, spread=True)
                self._open.append((each, over))
        for ((top, left), (_bottom, right)), over in self._open:
            cells.extend([BLANK] * (min(right + 1, self._width) - len(cells)))
            for column in range(left, min(right + 1, self._width)):
                if (row, column) != (top, left):
                    cells[column] = over
        return cells
