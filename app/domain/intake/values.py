"""What a cell says of a date, a status or a kind: read, asked about, or kept as words.

A year never becomes a day, and a number is a day only in a column of such numbers. What could be
read in two ways is asked about once for its column; what remains is asked about in its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.vocabulary import ASKED_STATUSES, KIND_NAMES, STATUS_NAMES, plain
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Status
from app.domain.timing import Timing
from app.domain.typed_dates import Question as DateQuestion
from app.domain.typed_dates import read_typed

_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/.-])")
_MONTHS = 12
_CENTURY = 2000
_SERIALS = range(20_000, 80_000)  # from 1954 to 2119
_YEARS = range(1900, 2200)
_BEGIN_OF_SERIALS = date(1899, 12, 30)
_MOST_OF = 0.6


class Order(StrEnum):
    """How figures such as 03/04/2026 stand in a column: day first, month first, or asked about."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    ASKED = "ask"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateColumn:
    """What the dates of a column have in common.

    `example` is one that could be read in two ways; `mixed` where some cells say day first and
    others month first. `serials` says that most of its cells are a spreadsheet's day numbers.
    """

    order: Order = Order.NONE
    example: str = ""
    mixed: bool = False
    serials: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRead:
    """One date: how it was read, a warning where there is something to know, or what to ask.

    `choices` are texts that are read only one way.
    """

    timing: Timing
    warning: str = ""
    question: str = ""
    choices: tuple[str, ...] = ()


def date_column(cells: Iterable[Cell]) -> DateColumn:
    """Find out how the dates of a column are written, from those that can be read one way only."""
    first = second = numbers = filled = 0
    example = ""
    for each in cells:
        filled += bool(each.text)
        numbers += _serial(each) is not None
        for match in _FIGURES.finditer(each.text):
            one, two = int(match[1]), int(match[3])
            first += one > _MONTHS >= two
            second += two > _MONTHS >= one
            if not example and one != two and one <= _MONTHS and two <= _MONTHS:
                example = match[0]
    mixed = bool(first and second)
    order = Order.NONE
    if first and not second:
        order = Order.DAY_FIRST
    elif second and not first:
        order = Order.MONTH_FIRST
    elif example:
        order = Order.ASKED
    return DateColumn(
        order=order,
        example=example,
        mixed=mixed,
        serials=filled > 0 and numbers >= _MOST_OF * filled,
    )


def _serial(cell: Cell) -> int | None:
    if cell.kind is CellKind.NUMBER and cell.text.isdecimal() and int(cell.text) in _SERIALS:
        return int(cell.text)
    return None


def read_date(cell: Cell, column: DateColumn, said: date | None, today: date) -> DateRead:
    """Read one date of a column whose order has been settled, or ask; never raises.

    `said` is the day from which “within 30 days” counts, None where that is not known.
    """
    text = " ".join(cell.text.split())
    if cell.kind is CellKind.DAY:
        return _day_cell(text)
    if cell.kind is CellKind.NUMBER:
        return _number_cell(cell, column, text)
    settled, short = _settled(text, column.order)
    found = read_typed(settled, said, today=today)
    if isinstance(found, DateQuestion):
        choices = tuple(each.answer for each in found.choices)
        return DateRead(timing=Timing(words=text), question=found.text, choices=choices)
    timing = found.timing
    if timing.edtf and settled != text:
        timing = Timing(
            words=text, edtf=timing.edtf, sense=timing.sense, basis=timing.basis, why=timing.why
        )
    warning = found.fault or ("" if found.read else found.note)
    if found.wants_anchor:
        warning = f"“{text}” hangs on another commitment: tie it to that one."
    return DateRead(timing=timing, warning=warning or short)


def _day_cell(text: str) -> DateRead:
    day, _, time = text.partition("T")
    warning = f"The time {time} is left out: a due date is a day." if time else ""
    return DateRead(timing=_stated(day, day), warning=warning)


def _number_cell(cell: Cell, column: DateColumn, text: str) -> DateRead:
    serial = _serial(cell)
    if serial is not None and column.serials:
        day = _BEGIN_OF_SERIALS + timedelta(days=serial)
        return DateRead(timing=_stated(day.isoformat(), text))
    if text.isdecimal() and int(text) in _YEARS:
        return DateRead(timing=_stated(text, text))
    return DateRead(
        timing=Timing(words=text), warning=f"“{text}” is a number and no date: kept as words."
    )


def _stated(edtf: str, words: str) -> Timing:
    found = read_typed(edtf, None, today=None)
    timing = found.timing if not isinstance(found, DateQuestion) else Timing(words=words)
    return Timing(words=words, edtf=timing.edtf, sense=timing.sense, basis=timing.basis)


def _settled(text: str, order: Order) -> tuple[str, str]:
    """Write figures as ISO where the order of their column is known; say if a year was short."""
    short = ""

    def iso(match: re.Match[str]) -> str:
        nonlocal short
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        if len(match[4]) < len("2026"):
            short = f"“{match[0]}” is taken for {_CENTURY + year}."
            year += _CENTURY
        day, month = _day_and_month(one, two, order)
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return match[0]

    return _FIGURES.sub(iso, text), short


def _day_and_month(one: int, two: int, order: Order) -> tuple[int, int]:
    """What could be no month settles it by itself; else the order of the column does."""
    if one > _MONTHS or two > _MONTHS:
        return (one, two) if one > _MONTHS else (two, one)
    if order is Order.MONTH_FIRST:
        return two, one
    if order is Order.DAY_FIRST or one == two:
        return one, two
    return 0, 0  # no day: left as it stands, and asked about


# --- words ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRead:
    """What a status column says: a proposal, the text beside it, or what to ask.

    `rest` is what followed the word that was known; it is told as progress.
    """

    status: Status | None = None
    rest: str = ""
    question: str = ""
    choices: tuple[str, ...] = ()


_AFTER_STATUS = re.compile(r"[.;:,(\n–—]|\s-\s")


def read_status(text: str, family: Family, answers: Mapping[str, str]) -> StatusRead:
    """Read a status for a commitment of some family; `answers` gives what words were said to mean.

    A word that no table knows is asked about with the statuses there are. Raises nothing.
    """
    tidy = " ".join(text.split())
    if not tidy:
        return StatusRead()
    word, rest = tidy, ""
    if plain(tidy) not in _KNOWN and plain(tidy) not in answers:
        cut = _AFTER_STATUS.search(text)
        if cut and (plain(text[: cut.start()]) in {*_KNOWN, *answers}):
            word, rest = text[: cut.start()].strip(), text[cut.end() :].strip(" .\n)")
    named = answers.get(plain(word))
    if named is not None:
        found = next((each for each in _OF[family] if each.value == named), None)
        return StatusRead(status=found, rest=tidy if found is None else " ".join(rest.split()))
    meant = STATUS_NAMES.get(plain(word), {}).get(family)
    if meant is not None and plain(word) not in ASKED_STATUSES:
        return StatusRead(status=meant, rest=" ".join(rest.split()))
    return StatusRead(
        question=f"What does “{word[:80]}” say about the status?",
        choices=(*(each.value for each in _OF[family]), "note only"),
    )


_KNOWN = {*STATUS_NAMES, *ASKED_STATUSES}

_OF: Mapping[Family, Sequence[Status]] = {
    Family.UNDERTAKING: (
        Status.OPEN,
        Status.IN_PROGRESS,
        Status.ON_HOLD,
        Status.FULFILLED,
        Status.CLOSED,
        Status.SUPERSEDED,
        Status.WITHDRAWN,
        Status.LAPSED,
    ),
    Family.MEETING: (
        Status.FORESEEN,
        Status.DATES_AGREED,
        Status.HELD,
        Status.CLOSED,
        Status.POSTPONED,
        Status.CANCELLED,
    ),
    Family.INSTRUMENT: (
        Status.UNDER_NEGOTIATION,
        Status.AGREED_TEXT,
        Status.SIGNED,
        Status.IN_FORCE,
        Status.NOTICE_GIVEN,
        Status.EXPIRED,
        Status.TERMINATED,
        Status.SUPERSEDED,
    ),
}
"""The statuses that a word may be said to mean; a draft is no word of anybody's table."""


def read_kind(text: str) -> Kind | None:
    """Return the kind that a text names, whole or by how it begins; None if it names none."""
    name = plain(text)
    if name in KIND_NAMES:
        return KIND_NAMES[name]
    begun = [each for each in KIND_NAMES if name.startswith(f"{each} ")]
    return KIND_NAMES[max(begun, key=len)] if begun else None
