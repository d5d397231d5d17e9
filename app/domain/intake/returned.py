"""A workbook of inputs that came back: known by its headings, read row by row.

Only what the agency was asked to fill in is read; what the desk wrote there itself stays where it
is. A row that was left empty says nothing, wherever it was moved to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.identity import OrganisationId
from app.domain.inputs_words import TO_FILL, InputsColumn, every_heading
from app.domain.intake.asking import Reading, cell, plain_key
from app.domain.intake.columns import Column, How, check_given
from app.domain.intake.grid import Grid, GridRow
from app.domain.intake.layout import Layout, Placed, Role
from app.domain.intake.rows import DraftRow, RowReader
from app.domain.intake.vocabulary import plain

ROUND, DATED, ORGANISATION = "Inputs round", "Letter date", "Organisation"
"""What the notes of a workbook say of the letter it belongs to, and who was asked."""

_COLUMNS: Mapping[str, InputsColumn] = {
    plain(name): column for column, names in every_heading().items() for name in names
}
_PECULIAR = frozenset({InputsColumn.HELD, InputsColumn.NEWS, InputsColumn.NEW_DATE})
"""Columns that hardly any other table has: two of them are enough where the notes are gone."""
_LOOKED_AT = 40
_ENOUGH = 2
_FIELDS = frozenset(each.value for each in (InputsColumn.REF, *TO_FILL))

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
        held = {_COLUMNS.get(plain(each.text)) for each in row.cells} - {None}
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
    return Layout(
        names=tuple(" ".join(header.text(place).split()) for place in range(grid.width)),
        header_rows=(header.number,),
        rows=tuple(Placed(row=each, role=_role(each, header)) for each in grid.rows),
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


def matched_return(names: Sequence[str], given: Mapping[str, str]) -> tuple[Column, ...]:
    """Say of each column which field it is, by what the officer says, then by our headings.

    What the desk wrote itself is no field. Raises `InvalidValueError` as `matched` does.
    """
    check_given(names, given)
    said = {plain(name): field for name, field in given.items()}
    taken = set(said.values())
    found = []
    for place, name in enumerate(names):
        known = _COLUMNS.get(plain(name))
        how: How | None = How.NAME
        if plain(name) in said:
            field, how = said[plain(name)], How.GIVEN
        else:
            field = known.value if known is not None else ""
            field = field if field in _FIELDS and field not in taken else ""
            taken.add(field)
        found.append(Column(place=place, name=name, field=field, how=how if field else None))
    return tuple(found)


def references(grid: Grid) -> tuple[str, ...]:
    """Return the references that stand in a workbook, in their order."""
    layout = laid_out_return(grid)
    place = next(
        (at for at, name in enumerate(layout.names) if _COLUMNS.get(plain(name)) == "ref"), None
    )
    if place is None:
        return ()
    found = (each.row.text(place).strip() for each in layout.points)
    return tuple(dict.fromkeys(each for each in found if each))


class ReturnedRows:
    """Reads the rows of one workbook."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._to_fill = [each for each in reading.columns if each.field and each.field != "ref"]

    def read(self, placed: Placed) -> DraftRow:
        """Return one row: what is told of progress, and what is proposed besides."""
        ref = self._text("ref", placed.row)
        if not any(cell(placed.row, each.place).text.strip() for each in self._to_fill):
            return DraftRow(row=placed.row.number, fields={"ref": ref} if ref else {})
        reader = RowReader(placed, self._reading, kind=self._reading.told.kinds.get(ref))
        reader.read("")
        found = reader.done()
        fields = {name: text for name, text in found.fields.items() if name != "remarks"}
        fields["progress"] = self._told(placed.row)
        fault = "" if ref else "It cannot be told which point this row is about: no reference."
        return replace(found, fields=fields, fault=fault)

    def _told(self, row: GridRow) -> str:
        """Return all that a row says in its own words, so that nothing hangs on a proposal."""
        parts = [self._text(InputsColumn.PROGRESS, row)]
        for column, template in _TOLD:
            text = self._text(column, row)
            if text:
                parts.append(template.format(text=text))
        return "\n".join(each for each in parts if each)

    def _text(self, field: str, row: GridRow) -> str:
        column = self._reading.places.get(field)
        if column is None:
            return ""
        said = self._reading.answers.get(plain_key(f"{column.name}@{row.number}"), "")
        mended = said if field == InputsColumn.PROGRESS else ""
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
