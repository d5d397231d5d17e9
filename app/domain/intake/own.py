"""A table that this program wrote: what stands there as it was written is taken as it stands.

Whatever an officer has changed since in another way (“31.12.2026”, “Implemented”) is read like
anybody's. Nothing in such a table is a title, a section or a total, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum

from app.domain.commitment import Completion, OwnerBasis
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError
from app.domain.export_columns import EXPORT_COLUMNS, FIELD_OF
from app.domain.intake.asking import Reading, Told, plain_key
from app.domain.intake.columns import Column, How, check_given, known_name
from app.domain.intake.completion import DONE, without_doubtful_day
from app.domain.intake.grid import BLANK, Grid, GridRow
from app.domain.intake.layout import Layout, Placed, Role
from app.domain.intake.own_dates import WORDS, DueWords
from app.domain.intake.rows import DraftRow, RowReader
from app.domain.intake.vocabulary import plain
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.timing import Basis, Sense
from app.domain.typed_dates import Reading as DateReading
from app.domain.typed_dates import read_typed

_KEYS: Mapping[str, str] = {heading: key for key, heading in EXPORT_COLUMNS.items()}
_ENOUGH = 2
_NAMING = frozenset({"ref", "title"})
_FLAGS = ("yes", "no")
_LARGEST = 9


def is_own(grid: Grid) -> bool:
    """Whether a table is one of ours: it says so and has our headings, or has no others."""
    header = _header(grid)
    if header is None:
        return False
    names = [each.text for each in header.cells if each.text]
    known = [each for each in names if each in _KEYS]
    named = not _NAMING.isdisjoint(_KEYS[each] for each in known)
    return named and len(known) >= _ENOUGH and (bool(grid.ours) or len(known) == len(names))


def _header(grid: Grid) -> GridRow | None:
    return next((each for each in grid.rows if not each.blank), None)


def laid_out_own(grid: Grid) -> Layout:
    """Return a table of ours with its first row as the header and every other as a point."""
    header = _header(grid)
    number = header.number if header else 0
    roles = ((each, Role.BLANK if each.blank else Role.POINT) for each in grid.rows)
    return Layout(
        names=tuple(header.text(place) for place in range(grid.width)) if header else (),
        header_rows=(number,),
        rows=tuple(
            Placed(row=row, role=Role.HEADER if row.number == number else role)
            for row, role in roles
        ),
    )


def matched_own(names: Sequence[str], given: Mapping[str, str]) -> tuple[Column, ...]:
    """Say of each column which field it is: by what the officer says, then by our headings.

    Columns that follow from others are left out, but for the words of a date where no other column
    has it. Raises `InvalidValueError` as `matched` does.
    """
    check_given(names, given)
    said = {plain(name): field for name, field in given.items()}
    ours = {FIELD_OF.get(_KEYS[name], "") for name in names if name in _KEYS}
    taken = {*ours, *said.values()} - {""}
    found = []
    for place, name in enumerate(names):
        how: How | None = How.NAME
        if plain(name) in said:
            field, how = said[plain(name)], How.GIVEN
        elif name in _KEYS:
            field = FIELD_OF.get(_KEYS[name], "")
            field = "" if field in said.values() else field
        else:
            field = known_name(name) or ""
            field = "" if field in taken else field
            taken.add(field)
        found.append(Column(place=place, name=name, field=field, how=how if field else None))
    if any(each.field == "due" for each in found):
        return tuple(found)
    return tuple(_dating(each) if each.how is not How.GIVEN else each for each in found)


def _dating(column: Column) -> Column:
    """Return a column, its date's words as the date where the table has no other of it."""
    return replace(column, field="due", how=How.NAME) if column.name == WORDS else column


class OwnRows:
    """Reads the rows of one table of ours."""

    def __init__(self, reading: Reading, names: Sequence[str]) -> None:
        self._reading = reading
        self._names = names
        self._due_words = DueWords(reading)
        self._exact = {
            each.place: _KEYS[each.name]
            for each in reading.columns
            if each.how is How.NAME and each.name in _KEYS
        }
        self._done = next((place for place, name in enumerate(names) if name == DONE), None)
        self._carried = frozenset(each.field for each in reading.columns if each.field)

    def read(self, placed: Placed) -> DraftRow:
        """Return one row: what was written by us as it stands, the rest as it is read."""
        exact: dict[str, str] = {}
        left = list(placed.row.cells)
        for place, key in self._exact.items():
            text = placed.row.text(place)
            if text and not self._mended(place, placed.row) and self._stands(key, text):
                exact[FIELD_OF[key]] = text
                left[place] = BLANK
        words = self._due_words.placed(placed.row, exact, left)
        rest = replace(placed, row=replace(placed.row, cells=tuple(left)))
        kind = Kind(exact["kind"]) if "kind" in exact else None
        reader = RowReader(rest, self._reading, kind=kind, pair=exact.get("relation", ""))
        reader.read("")
        other = reader.done()
        fields = self._due_words.merged(words, other.fields, exact)
        said = (self._due_words.warning(words, fields), self._add_done(fields, placed.row))
        fault = other.fault if not (fields.get("title") or fields.get("ref")) else ""
        return replace(
            other,
            fields=fields,
            fault=fault,
            carried=self._carried,
            warnings=(*other.warnings, *filter(None, said)),
        )

    def _mended(self, place: int, row: GridRow) -> bool:
        """Whether the officer wrote something else in the place of a cell."""
        answers = self._reading.answers
        return bool(answers) and plain_key(f"{self._names[place]}@{row.number}") in answers

    def _stands(self, key: str, text: str) -> bool:
        if key == "ref" and self._reading.told.looking_like(text):
            return False
        return _stands(key, text, self._reading.told)

    def _add_done(self, fields: dict[str, str], row: GridRow) -> str:
        """Keep when a thing was done, where it is; return what is to be said of it, or nothing."""
        text = row.text(self._done).strip() if self._done is not None else ""
        told = self._reading.told
        if text:
            found = read_typed(text, None, today=told.today)
            edtf = text if _is_edtf(text) else ""
            edtf = edtf or (found.timing.edtf if isinstance(found, DateReading) else "")
            if not edtf:
                return f"{DONE}: “{text[:80]}” is no date: left out."
            fields[DONE] = edtf
        return without_doubtful_day(fields, DONE, told.today)


def misread(fields: Mapping[str, str]) -> str:
    """Return what is wrong with a word that must be one of a few, or nothing."""
    for name, words in _WORDS.items():
        text = fields.get(name, "")
        if text and text not in words:
            return f"“{text[:80]}” is no {name.replace('_', ' ')}. There are {', '.join(words)}."
    return ""


def _words(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(each.value for each in choices)


_WORDS: Mapping[str, Sequence[str]] = {
    "kind": _words(Kind),
    "status": _words(Status),
    "completion": _words(Completion),
    "owner_basis": _words(OwnerBasis),
    "due_sense": _words(Sense),
    "due_basis": _words(Basis),
    "event": _FLAGS,
}


def _is_edtf(text: str) -> bool:
    with suppress(InvalidValueError):
        return parse(text).text == text
    return False


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LARGEST


def _stands(key: str, text: str, told: Told) -> bool:
    """Whether a cell says just what this program would have written there."""
    field = FIELD_OF.get(key)
    if field is None:
        return False
    check = _CHECKS.get(field)
    if check is not None:
        return check(text)
    if field in _WORDS:
        return text in _WORDS[field]
    if field in ("owner", "counterpart"):
        return text in told.labels
    if field == "supporting":
        return all(each in told.labels for each in text.split("; "))
    return True


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(("made_on", "due", "ball_since", "review_on"), _is_edtf),
    **dict.fromkeys(("strength", "priority", "update_days"), _is_number),
}
