"""What a table would bring in: a draft of each row, and what has to be asked before.

A draft knows nothing of what stands in the register: whether a row is new or changes something is
found out later. Whatever is questionable is asked, and the rows it concerns are held back until
it is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.intake.asking import Asked, Reading, Told, cell, plain_key
from app.domain.intake.columns import Column, matched
from app.domain.intake.dates import Order
from app.domain.intake.grid import Grid
from app.domain.intake.layout import Layout, Placed, Role, laid_out
from app.domain.intake.own import OwnRows, is_own, laid_out_own, matched_own
from app.domain.intake.returned import (
    ReturnedRows,
    is_return,
    laid_out_return,
)
from app.domain.intake.returned_columns import by_place, matched_return
from app.domain.intake.rows import DraftRow, RowReader
from app.domain.intake.totals import disagreement
from app.domain.intake.vocabulary import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A row that is no point, why, and a warning where its total disagrees with the rows."""

    row: int
    reason: Role
    text: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything that was read of one table; `notes` are sentences about the whole of it."""

    columns: tuple[Column, ...]
    header_rows: tuple[int, ...]
    date_order: Mapping[str, Order]
    rows: tuple[DraftRow, ...]
    aside: tuple[Aside, ...]
    questions: tuple[Asked, ...]
    notes: tuple[str, ...] = ()


def drafted(grid: Grid, told: Told) -> Draft:
    """Read a table. Raises `InvalidValueError` for a column or field named that there is not."""
    if told.header_rows is None and is_return(grid):
        back = laid_out_return(grid)
        answers = {plain_key(key): value for key, value in told.answers.items()}
        columns = matched_return(back.names, told.fields, answers)
        found = _Drafting(back, Reading(back, columns, told)).return_draft()
        return replace(found, notes=by_place(columns))
    if told.header_rows is None and is_own(grid):
        own = laid_out_own(grid)
        return _Drafting(
            own, Reading(own, matched_own(own.names, told.fields), told, own=True)
        ).own_draft()
    layout = laid_out(grid, told.header_rows)
    points = layout.points
    columns = matched(
        layout.names,
        [[cell(each.row, place) for each in points] for place in range(len(layout.names))],
        told.fields,
        {plain_key(key): value for key, value in told.answers.items()},
    )
    found = _Drafting(layout, Reading(layout, columns, told)).draft()
    return replace(found, notes=tuple(_left_out(layout, columns)))


def _left_out(layout: Layout, columns: Iterable[Column]) -> Iterator[str]:
    """Say which columns hold something of which nothing comes in, though nobody said so."""
    names = [
        each.name
        for each in columns
        if not (each.field or each.how or each.asks or each.earlier)
        and any(cell(row.row, each.place).text for row in layout.points)
    ]
    if names:
        shown = ", ".join(f"“{name[:60]}”" for name in names)
        yield f"Columns left out, because they are no field that is known here: {shown}."


class _Drafting:
    """Goes through the rows of a table in their order."""

    def __init__(self, layout: Layout, reading: Reading) -> None:
        self._layout = layout
        self._reading = reading

    def draft(self) -> Draft:
        return self._whole(self._rows())

    def own_draft(self) -> Draft:
        """Return the draft of a table that this program wrote."""
        reader = OwnRows(self._reading, self._layout.names)
        return self._whole(self._once((each, reader.read(each)) for each in self._layout.points))

    def return_draft(self) -> Draft:
        """Return the draft of a workbook of inputs that came back."""
        reader = ReturnedRows(self._reading)
        return self._whole(self._once((each, reader.read(each)) for each in self._layout.points))

    def _whole(self, drafted_rows: Iterator[DraftRow]) -> Draft:
        rows = tuple(drafted_rows)
        return Draft(
            columns=self._reading.columns,
            header_rows=self._layout.header_rows,
            date_order={
                self._reading.places[name].name: column.order
                for name, column in self._reading.dates.items()
            },
            rows=rows,
            aside=tuple(self._aside()),
            questions=tuple(
                sorted(
                    self._reading.questions.values(), key=lambda each: (each.row or 0, each.column)
                )
            ),
        )

    # Rows

    def _rows(self) -> Iterator[DraftRow]:
        yield from self._once(self._read())

    def _read(self) -> Iterator[tuple[Placed, DraftRow]]:
        parent = ""
        for placed in self._layout.points:
            row = RowReader(placed, self._reading)
            parent = row.read(parent)
            yield placed, row.done()

    @staticmethod
    def _once(rows: Iterable[tuple[Placed, DraftRow]]) -> Iterator[DraftRow]:
        """Hold back a row that is the same point as a row before it."""
        seen: dict[tuple[str, ...], DraftRow] = {}
        for _, row in rows:
            key = _sameness(row.fields)
            first = seen.setdefault(key, row)
            same = first is not row and not row.fault
            yield replace(row, fault=_told_twice(first, row)) if same else row

    def _aside(self) -> Iterator[Aside]:
        for each in self._layout.rows:
            if each.role in (Role.POINT, Role.BLANK):
                continue
            warning = disagreement(each.row, self._layout) if each.role is Role.TOTAL else ""
            texts = [cell.text for cell in each.row.cells if cell.text and not cell.spread]
            yield Aside(
                row=each.row.number,
                reason=each.role,
                text=" · ".join(" ".join(text.split()) for text in texts)[:200],
                warning=warning,
            )


def _told_twice(first: DraftRow, row: DraftRow) -> str:
    """Say what a row has in common with one before it."""
    if first.fields == row.fields:
        return f"The same as row {first.row}."
    if row.fields.get("ref"):
        return f"Row {first.row} has this reference too, and says something else."
    return f"Row {first.row} has this title and paragraph too, and says something else."


def _sameness(fields: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two rows of one file the same point: the reference, else paragraph and title."""
    if ref := fields.get("ref"):
        return ("ref", plain(ref))
    parts = [plain(fields.get(name, "")) for name in ("origin", "paragraph", "title")]
    return ("point", *parts)
