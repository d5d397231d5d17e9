"""What a table would bring in: a draft of each row, and what has to be asked before.

A draft knows nothing of what stands in the register: whether a row is new or changes something is
found out later. Whatever is questionable is asked, and the rows it concerns are held back until
it is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from app.domain.intake.as_of_day import stated_as_of
from app.domain.intake.asking import Asked, Reading, Told, cell, plain_key
from app.domain.intake.columns import Column, matched
from app.domain.intake.date_columns import Order
from app.domain.intake.grid import Grid
from app.domain.intake.layout import Layout, Placed, Role, laid_out
from app.domain.intake.left_out import left_out
from app.domain.intake.marked_whole import told_marking, with_markings
from app.domain.intake.own import OwnRows, is_own, laid_out_own, matched_own
from app.domain.intake.returned import (
    ReturnedRows,
    is_return,
    laid_out_return,
)
from app.domain.intake.returned_columns import by_place, matched_return
from app.domain.intake.rows import DraftRow, RowReader
from app.domain.intake.tail import without_signatures
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
    """Everything that was read of one table; `notes` are sentences about the whole of it.

    `as_of` is the day or month as of which the table says that it tells, EDTF, empty for none.
    """

    columns: tuple[Column, ...]
    header_rows: tuple[int, ...]
    date_order: Mapping[str, Order]
    rows: tuple[DraftRow, ...]
    aside: tuple[Aside, ...]
    questions: tuple[Asked, ...]
    notes: tuple[str, ...] = ()
    as_of: str = ""


def drafted(grid: Grid, told: Told) -> Draft:
    """Read a table. Raises `InvalidValueError` for a column or field named that there is not."""
    if told.header_rows is None and is_return(grid):
        back = laid_out_return(grid)
        answers = {plain_key(key): value for key, value in told.answers.items()}
        columns = matched_return(back.names, told.fields, answers)
        found = _Drafting(back, Reading(back, columns, told)).return_draft()
        return replace(found, notes=(*by_place(columns), *told_marking(back, grid.marking)))
    if told.header_rows is None and is_own(grid):
        own = laid_out_own(grid)
        return _Drafting(
            own, Reading(own, matched_own(own.names, told.fields), told, own=True)
        ).own_draft()
    answers = {plain_key(key): value for key, value in told.answers.items()}
    layout, doubtful = without_signatures(laid_out(grid, told.header_rows), answers)
    points = layout.points
    columns = matched(
        layout.names,
        [[cell(each.row, place) for each in points] for place in range(len(layout.names))],
        told.fields,
        answers,
    )
    found = _Drafting(layout, Reading(layout, columns, told)).draft()
    found = replace(found, notes=tuple(left_out(layout, columns)))
    marked = with_markings(found.rows, layout, grid.marking, answers)
    found = replace(
        found,
        rows=marked.rows,
        questions=(*marked.asked, *found.questions),
        notes=(*found.notes, *marked.notes),
    )
    for asked in reversed(doubtful):
        found = asking(found, asked, partial(_is_row, asked.row))
    return found if told.reported_on else _told_as_of(found, layout, answers, told.today)


def _told_as_of(draft: Draft, layout: Layout, answers: Mapping[str, str], today: date) -> Draft:
    """Return a draft with the day as of which its table says that it tells, or the question."""
    if not any(_tells(each) for each in draft.rows):
        return draft
    found = stated_as_of(layout, draft.columns, answers, today)
    notes = (*draft.notes, found.note) if found.note else draft.notes
    draft = replace(draft, as_of=found.edtf, notes=notes)
    return draft if found.asked is None else asking(draft, found.asked, _tells)


def _is_row(number: int | None, row: DraftRow) -> bool:
    return row.row == number


def _tells(row: DraftRow) -> bool:
    return tells(row.fields)


def tells(fields: Mapping[str, str]) -> bool:
    """Whether a row of these fields says how something stands."""
    return bool(fields.get("progress") or fields.get("status"))


def asking(draft: Draft, asked: Asked, concerns: Callable[[DraftRow], bool]) -> Draft:
    """Let every row that a question concerns wait for its answer."""
    rows = tuple(
        replace(each, waits=(*each.waits, asked.key)) if concerns(each) else each
        for each in draft.rows
    )
    return replace(draft, rows=rows, questions=(asked, *draft.questions))


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
        rows = []
        for each in drafted_rows:
            self._reading.told.at_each_row()
            rows.append(each)
        return Draft(
            columns=self._reading.columns,
            header_rows=self._layout.header_rows,
            date_order={
                self._reading.places[name].name: column.order
                for name, column in self._reading.dates.items()
            },
            rows=tuple(rows),
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
            named = row.fields.get("ref") or row.fields.get("title")
            same = first is not row and not row.fault and named
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
