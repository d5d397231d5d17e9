"""Which column of a table is which of our fields: by its name, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from app.domain.errors import InvalidValueError
from app.domain.intake.column_contents import dated, paragraphs_there, told, usual_length
from app.domain.intake.grid import Cell
from app.domain.intake.marks import AMOUNTS, SECOND_FIELDS
from app.domain.intake.twins import NO_FIELD, twin_choices, twin_question
from app.domain.intake.vocabulary import (
    DATE_WORDS,
    DEADLINE_WORDS,
    DOUBTFUL_DATES,
    FIELD_NAMES,
    FIRST_DATES,
    LATER_DATES,
    SERIAL,
    STATUS_WORDS,
    plain,
)

_LONG_TEXT = 25
_LEAST = 2

LEFT_OUT = ""
"""What the officer writes for a column that is not to be taken over."""

_WHAT = "what"


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
    its dates could be several fields, or where the column at the place `twin` is its field already;
    `choices` is what it may be. `earlier` says that it gives the date that stood before the one of
    the column that is due.
    """

    place: int
    name: str
    field: str = ""
    how: How | None = None
    asks: str = ""
    choices: tuple[str, ...] = ()
    twin: int | None = None
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
    begun = [each for each in _BEGINNINGS if whole.startswith(f"{each} ")]
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
_BEGINNINGS = tuple(each for each in _NAMES if len(each) > _LEAST and each != "done")
"""Names that another may begin with; “done by” is nobody's day."""


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
        twin = None
        if field in taken:
            second = SECOND_FIELDS.get(plain(heading), "")
            twin = None if second and second not in taken else _first(found, field)
            field = second if second and second not in taken else None
        if field:
            taken.add(field)
        how = How.NAME if field else None
        found.append(Column(place=place, name=name, field=field or "", how=how, twin=twin))
    found = _asking_of_twins(_with_paragraphs(found, cells, taken), taken)
    return _with_earlier(_by_content(found, headings, cells, taken), headings)


def _first(found: Sequence[Column], field: str | None) -> int | None:
    """Return the place of the column that is a field by its name, none for one of row numbers."""
    named = (each for each in found if each.field == field != SERIAL and each.how is How.NAME)
    return next((each.place for each in named), None)


def _with_paragraphs(
    found: list[Column], cells: Sequence[Sequence[Cell]], taken: set[str]
) -> list[Column]:
    """Return columns, that of row numbers as the paragraphs it holds where no other has them."""
    for each in found:
        numbers = each.field == SERIAL and each.how is How.NAME
        if numbers and "paragraph" not in taken and paragraphs_there(cells[each.place]):
            taken.add("paragraph")
            found[each.place] = replace(each, field="paragraph", how=How.CONTENT)
    return found


def _asking_of_twins(found: list[Column], taken: set[str]) -> list[Column]:
    return [
        each
        if each.twin is None
        else replace(
            each,
            asks=twin_question(found[each.twin].name, each.name),
            choices=twin_choices(found[each.twin].field, taken),
        )
        for each in found
    ]


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
        if not name or answer not in (*FIELD_NAMES, NO_FIELD) or answer in taken:
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
    open_ = [each.place for each in columns if not (each.field or each.how or each.asks)]
    doubtful: list[int] = []
    for place in open_:
        held = [each for each in cells[place] if each.text]
        words = set(plain(headings[place]).split())
        field = told(held, taken) if not words & AMOUNTS else None
        plainly = not words or (
            words & DEADLINE_WORDS and plain(headings[place]) not in FIRST_DATES
        )
        if (field == "due" and not plainly) or (field is None and dated(headings[place], held)):
            doubtful.append(place)
        elif field:
            taken.add(field)
            columns[place] = replace(columns[place], field=field, how=How.CONTENT)
    _settle_doubtful(columns, headings, doubtful, taken)
    if "title" not in taken:
        left = [each.place for each in columns if not (each.field or each.how or each.asks)]
        longest = max(left, key=lambda place: usual_length(cells[place]), default=None)
        if longest is not None and usual_length(cells[longest]) >= _LONG_TEXT:
            columns[longest] = replace(columns[longest], field="title", how=How.CONTENT)
    return tuple(columns)


def _settle_doubtful(
    columns: list[Column], headings: Sequence[str], doubtful: Sequence[int], taken: set[str]
) -> None:
    """Ask what the dates of columns are, unless another column leaves only one answer."""
    for place in doubtful:
        if "due" in taken and "done" not in taken and plain(headings[place]) in DOUBTFUL_DATES:
            taken.add("done")  # by which it was to be done, another column says
            columns[place] = replace(columns[place], field="done", how=How.NAME)
        elif "due" not in taken:
            columns[place] = replace(columns[place], asks=_which_date(columns[place].name))


def _which_date(name: str) -> str:
    return f"“{name[:60]}” holds dates. What are they?"
