"""The columns of a workbook of inputs that came back: by their headings, else by their places.

We made the file, so a column whose heading was changed is known by where it stands, as long as
the others still stand as they did. A column that is none of ours is asked about, never passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.inputs_words import TO_FILL, InputsColumn, every_heading
from app.domain.intake.asking import Asked
from app.domain.intake.columns import (
    LEFT_OUT,
    Column,
    How,
    check_given,
    known_name,
    what_key,
)
from app.domain.intake.twins import NO_FIELD
from app.domain.intake.vocabulary import plain

NOTED = "note"
"""The answer that what stands in a column is noted under its heading."""

KNOWN: Mapping[str, InputsColumn] = {
    plain(name): column for column, names in every_heading().items() for name in names
}
"""Our columns by their headings, as `plain` gives them."""

_ORDER = tuple(InputsColumn)
_ASKED = (InputsColumn.REF, *TO_FILL)
_FIELDS = frozenset(each.value for each in _ASKED)
_SURE = 3


def ours(names: Sequence[str]) -> dict[int, InputsColumn]:
    """Return which of our columns stands at which place; one without a name is none of them."""
    return _with_reference(_by_names(names), names)


def _by_names(names: Sequence[str]) -> dict[int, InputsColumn]:
    found: dict[int, InputsColumn] = {}
    for place, name in enumerate(names):
        column = KNOWN.get(plain(name))
        if column is not None and column not in found.values():
            found[place] = column
    shifts = {place - _ORDER.index(column) for place, column in found.items()}
    if len(found) < _SURE or len(shifts) != 1:
        return found
    shift = shifts.pop()
    for at, column in enumerate(_ORDER):
        place = at + shift
        free = 0 <= place < len(names) and place not in found and names[place]
        if free and column not in found.values():
            found[place] = column
    return found


def _with_reference(
    found: dict[int, InputsColumn], names: Sequence[str]
) -> dict[int, InputsColumn]:
    """Return our columns, with the one that goes by another name for a reference."""
    others = [at for at, name in enumerate(names) if at not in found and known_name(name) == "ref"]
    if InputsColumn.REF in found.values() or len(others) != 1:
        return found
    return found | {others[0]: InputsColumn.REF}


def matched_return(
    names: Sequence[str], given: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[Column, ...]:
    """Say of each column which field it is: as the officer says, by its heading, by its place.

    What the desk wrote itself is no field. `answers` are by plain key. Raises
    `InvalidValueError` as `matched` does.
    """
    check_given(names, given)
    held = ours(names)
    said = {plain(name): field for name, field in given.items()} | {
        plain(name): LEFT_OUT if answer == NO_FIELD else answer
        for place, name in enumerate(names)
        if place not in held
        and (answer := answers.get(f"{plain(name)}@what", "")) in (*_ASKED, NO_FIELD)
    }
    taken = set(said.values())
    found = []
    for place, name in enumerate(names):
        known = held.get(place)
        how = How.NAME if plain(name) in KNOWN else How.PLACE
        if plain(name) in said:
            field, how = said[plain(name)], How.GIVEN
        else:
            field = known.value if known is not None else ""
            field = field if field in _FIELDS and field not in taken else ""
            taken.add(field)
        given_how = how if field or how is How.GIVEN else None
        found.append(Column(place=place, name=name, field=field, how=given_how))
    return tuple(found)


def strange(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns that are none of ours and of which nobody said what they are."""
    held = ours([each.name for each in columns])
    return tuple(each for each in columns if each.place not in held and each.how is None)


def asked_of(column: Column, columns: Sequence[Column]) -> Asked:
    """Return the question what a column is that is none of ours."""
    taken = {each.field for each in columns}
    free = tuple(each.value for each in _ASKED if each.value not in taken)
    return Asked(
        key=what_key(column.name),
        column=column.name,
        question=f"“{column.name[:60]}” is no column of ours. What stands in it?",
        choices=(*free, NOTED, NO_FIELD),
    )


def by_place(columns: Sequence[Column]) -> tuple[str, ...]:
    """Say which columns were known by their places alone."""
    found = (
        f"“{each.name[:60]}” stands where we asked for “{_heading(each.field)}”: read as that."
        for each in columns
        if each.how is How.PLACE
    )
    return tuple(found)


def _heading(field: str) -> str:
    return every_heading()[InputsColumn(field)][0]
