"""What a cell says of a date: read, asked about, or kept as words.

A year never becomes a day, and a number is a day only in a column of such numbers. What could be
read in two ways is asked about once for its column, or once for all of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.date_words import day_words
from app.domain.edtf import parse
from app.domain.intake.date_columns import DateColumn, day_number, in_order
from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.shorthand import Century, Short, dated, other_script, short_years
from app.domain.timing import Timing
from app.domain.typed.stretch import Asks
from app.domain.typed_dates import Question as DateQuestion
from app.domain.typed_dates import read_typed

_YEARS = range(1900, 2200)
_OF_DESKS = range(1901, 2200)  # in 1900 lies what a spreadsheet makes of an hour or a nought
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")

DAYS_FROM = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}
"""From which day spreadsheets count, by what they call it; the first has no 29 Feb 1900 in it."""

SAID = "said"
"""The family of what counts from the day it was said: answered for the whole table."""

SERIALS = "serials"
"""The family of a spreadsheet's day numbers: from when they count holds for their column."""

_FAMILIES: Mapping[Asks, tuple[str, tuple[str, str]]] = {
    Asks.UNTO: ("unto", ("included", "not included")),
    Asks.BY: ("by", ("by its end", "before it begins")),
    Asks.YEARS: ("years", ("calendar years", "fiscal year")),
    Asks.FROM: ("from", ("lasting", "once")),
    Asks.UNTIL: ("until", ("lasting", "due by then")),
    Asks.RANGE: ("range", ("all of it", "one day in it")),
}
"""Questions whose answer is the same in every cell of a column: their name, and the answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRead:
    """One date: how it was read, a warning where there is something to know, or what to ask.

    `choices` answer the question; `family` names what else it settles in its column, empty where
    it is of these very words alone.
    """

    timing: Timing
    warning: str = ""
    question: str = ""
    choices: tuple[str, ...] = ()
    family: str = ""


def read_date(
    cell: Cell,
    column: DateColumn,
    said: date | None,
    today: date,
    answers: Mapping[str, str] | None = None,
) -> DateRead:
    """Read one date of a column whose order has been settled, or ask; never raises.

    `said` is the day from which “within 30 days” counts, None where that is not known. `answers`
    gives what was said of the families of questions in this column.
    """
    return _of_our_time(_read(cell, column, said, today, answers or {}))


def _read(
    cell: Cell, column: DateColumn, said: date | None, today: date, answers: Mapping[str, str]
) -> DateRead:
    text = " ".join(cell.text.split())
    if cell.kind is CellKind.DAY:
        return _day_cell(text)
    if cell.kind is CellKind.NUMBER or (column.serials and day_number(cell) is not None):
        return _number_cell(cell, column, text, answers)
    if stamp := _STAMP.fullmatch(text):
        return _stamped(text, *stamp.groups())
    latin = other_script(text)
    for short in short_years(latin):
        asked = _short_asked(text, short, column, answers)
        if asked is not None:
            return asked
    settled = in_order(dated(latin, answers), column.order)
    return _typed(text, settled, said, today, answers)


def _of_our_time(found: DateRead) -> DateRead:
    """Return a date as it was read, or as words where its year can hardly be one of ours."""
    if not found.timing.edtf:
        return found
    value = parse(found.timing.edtf)
    ends = (value.earliest, value.latest)
    strange = next((each.year for each in ends if each and each.year not in _OF_DESKS), None)
    if strange is None:
        return found
    words = found.timing.words or found.timing.edtf
    warning = (
        f"“{words}” would be in the year {strange}: mistyped, or by another calendar. "
        "Kept as words."
    )
    return DateRead(timing=Timing(words=words), warning=warning)


def _typed(
    text: str, settled: str, said: date | None, today: date, answers: Mapping[str, str]
) -> DateRead:
    """Read what is left to words, with the answer where its question was answered."""
    found = read_typed(settled, said, today=today)
    if isinstance(found, DateQuestion):
        return _questioned(text, settled, found, answers)
    timing = found.timing
    if timing.edtf and settled != text:
        timing = replace(timing, words=text)
    warning = found.fault or ("" if found.read else found.note)
    if found.wants_anchor:
        warning = f"“{text}” hangs on another commitment: tie it to that one."
    if not timing.edtf and settled != text:
        timing = replace(timing, words=text)
        warning = warning.replace(settled, text)
    return DateRead(timing=timing, warning=warning)


def _questioned(
    text: str, settled: str, asked: DateQuestion, answers: Mapping[str, str]
) -> DateRead:
    """Return the question that a text asks, or what its answer makes of it."""
    why = next((each for each in Asks if each.value.format(text=settled) == asked.text), None)
    question = asked.text.replace(settled, text)
    kept = Timing(words=text)
    if why is Asks.SAID:
        return DateRead(timing=kept, question=question, family=SAID)
    held = _FAMILIES.get(why) if why is not None else None
    if held is None or len(asked.choices) != len(held[1]):
        choices = tuple(each.answer for each in asked.choices)
        return DateRead(timing=kept, question=question, choices=choices)
    family, names = held
    if answers.get(family) in names:
        timing = asked.choices[names.index(answers[family])].reading.timing
        return DateRead(timing=replace(timing, words=text))
    return DateRead(timing=kept, question=question, choices=names, family=family)


def _short_asked(
    text: str, short: Short, column: DateColumn, answers: Mapping[str, str]
) -> DateRead | None:
    """Ask of a year in two digits which one it is, unless that was answered."""
    if answers.get(short.family):
        return None
    choices = [Century.THIS.value]
    if column.old:
        choices.append(Century.NEAR.value)
    question = f"“{short.text}” gives the year in two digits. Which year is it?"
    if short.or_day:
        choices.append("day")
        question = f"In “{short.text}”, is the number the year or the day?"
    return DateRead(
        timing=Timing(words=text), question=question, choices=tuple(choices), family=short.family
    )


def _day_cell(text: str) -> DateRead:
    day, _, time = text.partition("T")
    warning = f"The time {time} is left out: a due date is a day." if time else ""
    return DateRead(timing=_stated(day, day), warning=warning)


def _stamped(text: str, day: str, time: str, zone: str | None) -> DateRead:
    """Read a day with its time; in the time of another zone it may be the day after."""
    timing = _stated(day, text)
    if not timing.edtf:
        return DateRead(timing=timing, warning=f"“{text}” names a day that there is not.")
    if not time.strip("0:"):
        return DateRead(timing=timing)
    if zone == "Z":
        later = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        question = f"“{text}” is a time in Greenwich. Which day is meant?"
        return DateRead(timing=Timing(words=text), question=question, choices=(day, later))
    return DateRead(timing=timing, warning=f"The time {time} is left out: a due date is a day.")


def _number_cell(cell: Cell, column: DateColumn, text: str, answers: Mapping[str, str]) -> DateRead:
    serial = day_number(cell)
    if serial is not None and column.serials:
        return _counted(serial, column.days_from or DAYS_FROM.get(answers.get(SERIALS, "")), text)
    if text.isdecimal() and int(text) in _YEARS:
        return DateRead(timing=_stated(text, text))
    return DateRead(
        timing=Timing(words=text), warning=f"“{text}” is a number and no date: kept as words."
    )


def _counted(serial: int, first: date | None, text: str) -> DateRead:
    """Return the day that a number of days comes to, or ask from when they count."""
    if first is not None:
        day = first + timedelta(days=serial)
        return DateRead(timing=_stated(day.isoformat(), text))
    days = {name: day_words(each + timedelta(days=serial)) for name, each in DAYS_FROM.items()}
    question = (
        f"“{text}” is a day that a spreadsheet counts: {days['1900']} where it counts from 1900, "
        f"{days['1904']} where from 1904. From when does it count?"
    )
    return DateRead(
        timing=Timing(words=text), question=question, choices=tuple(DAYS_FROM), family=SERIALS
    )


def _stated(edtf: str, words: str) -> Timing:
    found = read_typed(edtf, None, today=None)
    timing = found.timing if not isinstance(found, DateQuestion) else Timing(words=words)
    return Timing(words=words, edtf=timing.edtf, sense=timing.sense, basis=timing.basis)
