"""Which column of a table is which of our fields: by its name, else by what stands in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.domain.errors import InvalidValueError
from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.marks import AMOUNTS, SECOND_FIELDS
from app.domain.intake.vocabulary import FIELD_NAMES, KIND_NAMES, SERIAL, STATUS_NAMES, plain

_PARAGRAPH = re.compile(r"(?:[IVX]+\.)?\d{1,3}(?:\.\d{1,3})*\.?(?:\s*\([a-zа-яё]\))?|\([a-zа-яё]\)")
_DATE_LIKE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}(?:-\d\d){0,2}|Q[1-4] \d{4}", re.IGNORECASE
)
_LONG_TEXT = 25
_MOST_OF = 0.6
_LEAST = 2

LEFT_OUT = ""
"""What the officer writes for a column that is not to be taken over."""


class How(StrEnum):
    """How it was found out what a column is."""

    GIVEN = "given"
    NAME = "name"
    CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in the file, and which field it is, none where it is left out."""

    place: int
    name: str
    field: str = ""
    how: How | None = None


@cache
def known_name(name: str) -> str | None:
    """Return the field that a column goes by this name, or None.

    A name in two languages, “Срок / Deadline”, counts where both mean one field; a name with more
    around it, “Status as of 10 Feb 2025”, where it begins with one that is known.
    """
    whole = plain(name)
    if not whole:
        return None
    for each in (whole, whole.removeprefix("no "), whole.removesuffix(" no")):
        if found := _NAMES.get(each):  # “№ пункта” is a paragraph, as “пункт” is
            return found
    said = [_NAMES.get(plain(each)) for each in re.split(r"[/|(\n]", name)]
    parts = set(said) - {None}
    if len(parts) == 1:
        return parts.pop()
    if len(parts) > 1 and parts <= _AGENCIES:
        return said[-1]  # “Agencies / Supporting”: the lower row of a header says it closer
    if parts:
        return None
    begun = [each for each in _NAMES if len(each) > _LEAST and whole.startswith(f"{each} ")]
    return _NAMES[max(begun, key=len)] if begun else None


_AGENCIES = {"owner", "supporting", "counterpart"}

_NAMES: Mapping[str, str] = {
    each: field for field, names in FIELD_NAMES.items() for each in (*names, plain(field))
}


def matched(
    names: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    given: Mapping[str, str] | None = None,
) -> tuple[Column, ...]:
    """Say of each column which field it is.

    `cells` are the cells of the points under each column. `given` says it by the column's name
    where the officer did, `LEFT_OUT` for none; a field is taken once, by the first column that is
    it. A column without a name goes by its place, “Column 3”, if anything stands in it. Raises
    `InvalidValueError` for a field or a column that there is not.
    """
    names = [
        name or (f"Column {place + 1}" if any(each.text for each in cells[place]) else "")
        for place, name in enumerate(names)
    ]
    said = {plain(name): field for name, field in (given or {}).items()}
    check_given(names, given or {})
    taken = set(said.values()) - {LEFT_OUT}
    found: list[Column] = []
    for place, name in enumerate(names):
        if plain(name) in said:
            found.append(Column(place=place, name=name, field=said[plain(name)], how=How.GIVEN))
            continue
        field = known_name(name)
        if field in taken:
            second = SECOND_FIELDS.get(plain(name), "")
            field = second if second and second not in taken else None
        if field:
            taken.add(field)
        found.append(
            Column(place=place, name=name, field=field or "", how=How.NAME if field else None)
        )
    return _by_content(found, cells, taken)


def check_given(names: Sequence[str], given: Mapping[str, str]) -> None:
    """Refuse a column or a field that there is not, as `InvalidValueError`."""
    held = {plain(each) for each in names}
    for name, field in given.items():
        if plain(name) not in held:
            raise InvalidValueError("map", f"There is no column “{name}” in this table.")
        if field not in (*FIELD_NAMES, LEFT_OUT):
            raise InvalidValueError("map", f"“{field}” is no field. There are {_known_fields()}.")


def _known_fields() -> str:
    return ", ".join(each for each in FIELD_NAMES if each != SERIAL)


def _by_content(
    columns: list[Column], cells: Sequence[Sequence[Cell]], taken: set[str]
) -> tuple[Column, ...]:
    """Fill what no name told, from what stands there; the title is the column of longest texts."""
    open_ = [each.place for each in columns if not each.field and each.how is None]
    for place in open_:
        held = [each for each in cells[place] if each.text]
        amounts = set(plain(columns[place].name).split()) & AMOUNTS
        field = _told(held, taken) if not amounts else None
        if field:
            taken.add(field)
            columns[place] = Column(
                place=place, name=columns[place].name, field=field, how=How.CONTENT
            )
    if "title" not in taken:
        left = [each.place for each in columns if not each.field and each.how is None]
        longest = max(left, key=lambda place: _usual_length(cells[place]), default=None)
        if longest is not None and _usual_length(cells[longest]) >= _LONG_TEXT:
            columns[longest] = Column(
                place=longest, name=columns[longest].name, field="title", how=How.CONTENT
            )
    return tuple(columns)


def _told(held: Sequence[Cell], taken: set[str]) -> str | None:
    if len(held) < _LEAST:
        return None
    tests = (
        ("due", [each.kind is CellKind.DAY or _DATE_LIKE.fullmatch(each.text) for each in held]),
        ("status", [plain(each.text) in STATUS_NAMES for each in held]),
        ("kind", [plain(each.text) in KIND_NAMES for each in held]),
        ("paragraph", [_PARAGRAPH.fullmatch(each.text.strip()) for each in held]),
    )
    for field, hits in tests:
        if field not in taken and sum(map(bool, hits)) >= _MOST_OF * len(held):
            if field == "paragraph" and not _in_order(held):
                continue
            counted = field == "paragraph" and _counts(held)
            return SERIAL if counted else field
    return None


def _in_order(held: Sequence[Cell]) -> bool:
    """Whether paragraphs follow each other, as they do in a protocol; amounts do not."""
    found = [
        [int(part) for part in re.findall(r"\d+", each.text)]
        for each in held
        if each.text[:1].isdigit()
    ]
    return all(one <= other for one, other in itertools.pairwise(found))


def _counts(held: Sequence[Cell]) -> bool:
    """Whether a column just counts 1, 2, 3: that is no paragraph of a protocol."""
    texts = [each.text.strip().rstrip(".") for each in held]
    return texts == [str(number) for number in range(1, len(texts) + 1)]


def _usual_length(cells: Sequence[Cell]) -> float:
    held = [len(each.text) for each in cells if each.text]
    return sum(held) / len(held) if held else 0.0
