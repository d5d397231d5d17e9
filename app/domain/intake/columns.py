"""Which column of a table is which of our fields: by its name, else by what stands in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from app.domain.errors import InvalidValueError
from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.marks import AMOUNTS, SECOND_FIELDS
from app.domain.intake.vocabulary import (
    DATE_WORDS,
    DEADLINE_WORDS,
    DOUBTFUL_DATES,
    FIELD_NAMES,
    FIRST_DATES,
    KIND_NAMES,
    LATER_DATES,
    SERIAL,
    STATUS_NAMES,
    STATUS_WORDS,
    plain,
)

_PARAGRAPH = re.compile(r"(?:[IVX]+\.)?\d{1,3}(?:\.\d{1,3})*\.?(?:\s*\([a-zа-яё]\))?|\([a-zа-яё]\)")
_DATE_LIKE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}(?:-\d\d){0,2}|Q[1-4] \d{4}", re.IGNORECASE
)
_LONG_TEXT = 25
_MOST_OF = 0.6
_LEAST = 2

LEFT_OUT = ""
"""What the officer writes for a column that is not to be taken over."""

_WHAT = "what"
NO_FIELD = "none"
DATE_FIELDS = ("due", "made_on", "letter_date", NO_FIELD)
"""The answers to what the dates of a column are; `NO_FIELD` leaves them out."""


class How(StrEnum):
    """How it was found out what a column is."""

    GIVEN = "given"
    NAME = "name"
    CONTENT = "content"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in the file, and which field it is, none where it is left out.

    Two columns of one name are told apart by their count, “Date (2)”. `asks` is what to ask where
    its dates could be several fields; `earlier` says that it gives the date that stood before the
    one of the column that is due.
    """

    place: int
    name: str
    field: str = ""
    how: How | None = None
    asks: str = ""
    earlier: bool = False


@cache
def known_name(name: str) -> str | None:
    """Return the field that a column goes by this name, or None.

    A name in two languages, “Срок / Deadline”, counts where both mean one field; a name with more
    around it, “Status as of 10 Feb 2025”, where it begins with one that is known.
    """
    whole = plain(name)
    if not whole or whole in DOUBTFUL_DATES:
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
    if begun:
        return _NAMES[max(begun, key=len)]
    return "status" if STATUS_WORDS & set(whole.split()) else None


def names_column(text: str) -> str:
    """Return what a cell would name as a heading: a field, or dates that could be several."""
    name = plain(text)
    doubtful = name in (*DOUBTFUL_DATES, *FIRST_DATES, *DATE_WORDS)
    return known_name(text) or ("dates" if doubtful else "")


_AGENCIES = {"owner", "supporting", "counterpart"}

_NAMES: Mapping[str, str] = {
    each: field for field, names in FIELD_NAMES.items() for each in (*names, plain(field))
} | dict.fromkeys(LATER_DATES, "due")


def matched(
    names: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    given: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> tuple[Column, ...]:
    """Say of each column which field it is.

    `cells` are the cells of the points under each column. `given` says it by the column's name
    where the officer did, `LEFT_OUT` for none; a field is taken once, by the first column that is
    it. A column without a name goes by its place, “Column 3”, if anything stands in it. `answers`
    are those to what is asked here, by plain key. Raises `InvalidValueError` for a field or a
    column that there is not.
    """
    given = dict(given or {})
    headings = list(names)
    names = told_apart(_placed_names(headings, cells))
    check_given(names, given)
    given |= _answered(names, given, answers or {})
    said = {plain(name): field for name, field in given.items()}
    taken = set(said.values()) - {LEFT_OUT}
    later = next((each for each in headings if plain(each) in LATER_DATES), "")
    found: list[Column] = []
    for place, (heading, name) in enumerate(zip(headings, names, strict=True)):
        if plain(name) in said:
            found.append(Column(place=place, name=name, field=said[plain(name)], how=How.GIVEN))
            continue
        field = known_name(heading)
        if field == "due" and later and plain(heading) not in LATER_DATES:
            field = None  # the date that took the place of this one is the one that holds
        if field in taken:
            second = SECOND_FIELDS.get(plain(heading), "")
            field = second if second and second not in taken else None
        if field:
            taken.add(field)
        found.append(
            Column(place=place, name=name, field=field or "", how=How.NAME if field else None)
        )
    return _with_earlier(_by_content(found, headings, cells, taken), headings)


def _placed_names(names: Sequence[str], cells: Sequence[Sequence[Cell]]) -> list[str]:
    return [
        name or (f"Column {place + 1}" if any(each.text for each in cells[place]) else "")
        for place, name in enumerate(names)
    ]


def told_apart(names: Sequence[str]) -> list[str]:
    """Return names of columns of which no two are alike: “Date”, “Date (2)”."""
    held = {plain(each) for each in names}
    counts: dict[str, int] = {}
    found = []
    for name in names:
        key = plain(name)
        count = counts[key] = counts.get(key, 0) + 1
        apart = name if count == 1 or not name else f"{name} ({count})"
        while apart != name and plain(apart) in held:
            count = counts[key] = count + 1
            apart = f"{name} ({count})"
        found.append(apart)
    return found


def what_key(name: str) -> str:
    """Return the key of the question which date a column gives."""
    return f"{name}@{_WHAT}"


def _answered(
    names: Sequence[str], given: Mapping[str, str], answers: Mapping[str, str]
) -> dict[str, str]:
    """Return what was answered of columns of dates; a field is no answer a second time."""
    taken = set(given.values())
    found: dict[str, str] = {}
    for name in names:
        answer = answers.get(f"{plain(name)}@{_WHAT}", "")
        if not name or answer not in DATE_FIELDS or answer in taken:
            continue
        if answer != NO_FIELD:
            taken.add(answer)
        found[name] = LEFT_OUT if answer == NO_FIELD else answer
    return found


def _with_earlier(columns: tuple[Column, ...], headings: Sequence[str]) -> tuple[Column, ...]:
    """Mark the column of the dates that stood before those of the column that is due."""
    due = next((each for each in columns if each.field == "due"), None)
    if due is None:
        return columns
    replaced = plain(headings[due.place]) in LATER_DATES
    for each in columns:
        name = plain(headings[each.place])
        first = name in FIRST_DATES or (replaced and known_name(headings[each.place]) == "due")
        if first and not each.field and each.how is None:
            kept = replace(each, asks="", earlier=True)
            return tuple(kept if one is each else one for one in columns)
    return columns


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
    columns: list[Column],
    headings: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    taken: set[str],
) -> tuple[Column, ...]:
    """Fill what no name told, from what stands there; the title is the column of longest texts.

    Dates are due where the column has no name, or one that says so: by any other name they may be
    the days of anything, and are asked about where no other column is due.
    """
    open_ = [each.place for each in columns if not each.field and each.how is None]
    doubtful: list[int] = []
    for place in open_:
        held = [each for each in cells[place] if each.text]
        words = set(plain(headings[place]).split())
        field = _told(held, taken) if not words & AMOUNTS else None
        plainly = not words or (
            words & DEADLINE_WORDS and plain(headings[place]) not in FIRST_DATES
        )
        if (field == "due" and not plainly) or (field is None and _dated(headings[place], held)):
            doubtful.append(place)
        elif field:
            taken.add(field)
            columns[place] = replace(columns[place], field=field, how=How.CONTENT)
    for place in doubtful:
        if "due" not in taken:
            columns[place] = replace(columns[place], asks=_which_date(columns[place].name))
    if "title" not in taken:
        left = [each.place for each in columns if not (each.field or each.how or each.asks)]
        longest = max(left, key=lambda place: _usual_length(cells[place]), default=None)
        if longest is not None and _usual_length(cells[longest]) >= _LONG_TEXT:
            columns[longest] = replace(columns[longest], field="title", how=How.CONTENT)
    return tuple(columns)


def _dated(heading: str, held: Sequence[Cell]) -> bool:
    """Whether a column holds dates by what it is called, however they are written."""
    name = plain(heading)
    named = name in (*DOUBTFUL_DATES, *FIRST_DATES) or bool(DATE_WORDS & set(name.split()))
    return named and any(re.search(r"\d", each.text) for each in held)


def _which_date(name: str) -> str:
    return f"“{name[:60]}” holds dates. What are they?"


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
