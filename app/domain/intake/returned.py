"""A workbook of inputs that came back: known by its headings, read row by row.

Only what the agency was asked to fill in is read; what the desk wrote there itself stays where it
is. A row that was left empty says nothing, wherever it was moved to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.identity import OrganisationId
from app.domain.inputs_words import TO_FILL, InputsColumn
from app.domain.intake.asking import Reading, cell, plain_key
from app.domain.intake.columns import Column, what_key
from app.domain.intake.grid import BLANK, Grid, GridRow
from app.domain.intake.layout import Layout, Placed, Role
from app.domain.intake.returned_columns import KNOWN, NOTED, asked_of, matched_return, strange
from app.domain.intake.rows import DraftRow, RowReader
from app.domain.intake.vocabulary import plain

ROUND, DATED, ORGANISATION = "Inputs round", "Letter date", "Organisation"
"""What the notes of a workbook say of the letter it belongs to, and who was asked."""

_PECULIAR = frozenset({InputsColumn.HELD, InputsColumn.NEWS, InputsColumn.NEW_DATE})
"""Columns that hardly any other table has: two of them are enough where the notes are gone."""
_LOOKED_AT = 40
_ENOUGH = 2
_SURE = 3
_DASHES = re.compile(r"[-–—_.\s]+")
_NOTHING = frozenset({"nil", "none", "n a", "na", "нет", "не имеется"})
_SAYING = (InputsColumn.STATUS, InputsColumn.PROGRESS)
"""Columns in which “nil” says something: elsewhere it says that there is nothing to say."""
_NO_REF = (
    "It has no reference, so it cannot be told which point it is: one that was added here is "
    "entered by hand."
)

_TOLD = (
    (InputsColumn.STATUS, "Status reported: {text}"),
    (InputsColumn.NEW_DATE, "New date asked for: {text}"),
    (InputsColumn.REMARKS, "Remarks: {text}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Which letter a workbook says it answers; `organisation` is the name it was sent under."""

    reference: str
    dated_on: str
    organisation: str


def is_return(grid: Grid) -> bool:
    """Whether a table is a workbook of inputs, whoever saved it last."""
    return _header(grid) is not None


def answered(grid: Grid) -> Answered | None:
    """Return what a workbook says it answers, None where it says nothing of it any more."""
    said = dict(grid.ours)
    if not said.get(ROUND):
        return None
    return Answered(
        reference=said[ROUND],
        dated_on=said.get(DATED, ""),
        organisation=said.get(ORGANISATION, ""),
    )


def _header(grid: Grid) -> GridRow | None:
    known = any(name == ROUND for name, _ in grid.ours)
    for row in grid.rows[:_LOOKED_AT]:
        held = {KNOWN.get(plain(each.text)) for each in row.cells} - {None}
        if known and len(held) >= _SURE:
            return row
        if InputsColumn.REF not in held:
            continue
        if len(held & _PECULIAR) >= _ENOUGH or (known and not held.isdisjoint(TO_FILL)):
            return row
    return None


def laid_out_return(grid: Grid) -> Layout:
    """Return a workbook with its header found; raises `ValueError` for what is none."""
    header = _header(grid)
    if header is None:
        raise ValueError("no workbook of inputs")
    names = (" ".join(header.text(place).split()) for place in range(grid.width))
    below = (each for each in grid.rows if each.number > header.number)
    filled = {at for row in below for at, each in enumerate(row.cells) if each.text}
    return Layout(
        names=tuple(
            name or (f"Column {place + 1}" if place in filled else "")
            for place, name in enumerate(names)
        ),
        header_rows=(header.number,),
        rows=tuple(Placed(row=each, role=_role(each, header)) for each in grid.rows),
        days_from=grid.days_from,
    )


def _role(row: GridRow, header: GridRow) -> Role:
    if row.blank:
        return Role.BLANK
    if row.number == header.number:
        return Role.HEADER
    if row.number < header.number:
        return Role.TITLE
    same = [each.text for each in row.cells] == [each.text for each in header.cells]
    return Role.REPEATED if same else Role.POINT


def references(
    grid: Grid, given: Mapping[str, str] | None = None, answers: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the references that stand in a workbook, in their order.

    `given` says which column is which field, `answers` what was answered, also for a row alone.
    Raises `InvalidValueError` for a column or field that there is not.
    """
    layout = laid_out_return(grid)
    said = {plain_key(key): value for key, value in (answers or {}).items()}
    columns = matched_return(layout.names, given or {}, said)
    column = next((each for each in columns if each.field == InputsColumn.REF), None)
    if column is None:
        return ()
    found = (
        said.get(plain_key(f"{column.name}@{each.row.number}"), "").strip()
        or each.row.text(column.place).strip()
        for each in layout.points
    )
    return tuple(dict.fromkeys(each for each in found if each))


class ReturnedRows:
    """Reads the rows of one workbook."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._to_fill = [each for each in reading.columns if each.field and each.field != "ref"]
        strangers = strange(reading.columns)
        self._noted = [each for each in strangers if self._answer(each) == NOTED]
        self._strange = [each for each in strangers if each not in self._noted]

    def _answer(self, column: Column) -> str:
        return self._reading.answers.get(plain_key(what_key(column.name)), "")

    def read(self, placed: Placed) -> DraftRow:
        """Return one row: what is told of progress, and what is proposed besides."""
        row = self._without_nothing(placed.row)
        ref = self._text("ref", row)
        asked = [each for each in self._strange if cell(row, each.place).text.strip()]
        waits = tuple(self._reading.ask(asked_of(each, self._reading.columns)) for each in asked)
        told = self._told(row)
        if not any(cell(row, each.place).text.strip() for each in (*self._to_fill, *self._noted)):
            fault = "" if ref or waits else _NO_REF
            fields = {"ref": ref} if ref else {}
            return DraftRow(row=row.number, fields=fields, waits=waits, fault=fault)
        kind = self._reading.told.kinds.get(ref)
        reader = RowReader(replace(placed, row=row), self._reading, kind=kind)
        reader.read("")
        found = reader.done()
        fields = {name: text for name, text in found.fields.items() if name != "remarks"}
        fields["progress"] = told
        fault = "" if ref or waits else _NO_REF
        return replace(found, fields=fields, fault=fault, waits=(*found.waits, *waits))

    def _without_nothing(self, row: GridRow) -> GridRow:
        """Return a row without what only says that there is nothing to say: “nil”, “-”."""
        cells = list(row.cells)
        for each in self._to_fill:
            text = cell(row, each.place).text.strip()
            empty = _DASHES.fullmatch(text) or (
                each.field not in _SAYING and plain(text) in _NOTHING
            )
            if text and empty:
                cells[each.place] = BLANK
        return replace(row, cells=tuple(cells))

    def _told(self, row: GridRow) -> str:
        """Return all that a row says in its own words, so that nothing hangs on a proposal."""
        parts = [self._text(InputsColumn.PROGRESS, row)]
        for column, template in _TOLD:
            text = self._text(column, row)
            if text:
                parts.append(template.format(text=text))
        for each in self._noted:
            text = cell(row, each.place).text.strip()
            if text:
                parts.append(f"{each.name}: {text}")
        return "\n".join(each for each in parts if each)

    def _text(self, field: str, row: GridRow) -> str:
        column = self._reading.places.get(field)
        if column is None:
            return ""
        said = self._reading.answers.get(plain_key(f"{column.name}@{row.number}"), "")
        mended = said if field in (InputsColumn.REF, InputsColumn.PROGRESS) else ""
        return (mended or cell(row, column.place).text).strip()


def reply_day(days: Sequence[str], dated_on: date, today: date) -> date | None:
    """Return the latest day among those of the letters that came with a workbook.

    None where none of them is a day on which it can have been answered.
    """
    found = []
    for each in days:
        try:
            day = date.fromisoformat(each)
        except ValueError:
            continue  # a month alone is no day
        if dated_on <= day <= today:
            found.append(day)
    return max(found, default=None)


def letter_day(fields: Mapping[str, str], today: date) -> date | None:
    """Return the day of the letter that a row came with, None where it says none of the past."""
    return reply_day([fields.get("letter_date", "")], date.min, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Whose workbook came back, and which letter it answers.

    `organisation` is None where nobody can be named: then each point is told by its lead agency.
    `letter` is None where no letter of this register is answered.
    """

    organisation: OrganisationId | None = None
    label: str = ""
    letter: str | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCounts:
    """What a workbook comes to: progress notes, and what it proposes besides."""

    notes: int = 0
    statuses: int = 0
    dates: int = 0
