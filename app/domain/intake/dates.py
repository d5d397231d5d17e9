"""What a cell says of a date: read, asked about, or kept as words.

A year never becomes a day, and a number is a day only in a column of such numbers. What could be
read in two ways is asked about once for its column, or once for all of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.shorthand import Century, Short, dated, other_script, short_years
from app.domain.timing import Timing
from app.domain.typed.stretch import Asks
from app.domain.typed_dates import Question as DateQuestion
from app.domain.typed_dates import read_typed

_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/.-])")
_MONTHS = 12
_SERIALS = range(20_000, 80_000)  # from 1954 to 2119
_YEARS = range(1900, 2200)
_BEGIN_OF_SERIALS = date(1899, 12, 30)
_MOST_OF = 0.6
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")

SAID = "said"
"""The family of what counts from the day it was said: answered for the whole table."""

_FAMILIES: Mapping[Asks, tuple[str, tuple[str, str]]] = {
    Asks.UNTO: ("unto", ("included", "not included")),
    Asks.BY: ("by", ("by its end", "before it begins")),
    Asks.YEARS: ("years", ("calendar years", "fiscal year")),
    Asks.FROM: ("from", ("lasting", "once")),
    Asks.UNTIL: ("until", ("lasting", "due by then")),
    Asks.RANGE: ("range", ("all of it", "one day in it")),
}
"""Questions whose answer is the same in every cell of a column: their name, and the answers."""


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
    others month first. `serials` says that most of its cells are a spreadsheet's day numbers,
    `old` that some years in two digits cannot be of this century's first half.
    """

    order: Order = Order.NONE
    example: str = ""
    mixed: bool = False
    serials: bool = False
    old: bool = False


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


def date_column(cells: Iterable[Cell]) -> DateColumn:
    """Find out how the dates of a column are written, from those that can be read one way only."""
    first = second = numbers = filled = 0
    example, old = "", False
    for each in cells:
        filled += bool(each.text)
        numbers += _serial(each) is not None
        old = old or any(short.old for short in short_years(other_script(each.text)))
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
        old=old,
    )


def has_figures(text: str) -> bool:
    """Whether something such as 03/04/2026 stands in a text."""
    return bool(_FIGURES.search(text))


def _serial(cell: Cell) -> int | None:
    number = cell.kind in (CellKind.NUMBER, CellKind.TEXT) and cell.text.strip().isdecimal()
    return int(cell.text) if number and int(cell.text) in _SERIALS else None


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
    answers = answers or {}
    text = " ".join(cell.text.split())
    if cell.kind is CellKind.DAY:
        return _day_cell(text)
    if cell.kind is CellKind.NUMBER or (column.serials and _serial(cell) is not None):
        return _number_cell(cell, column, text)
    if stamp := _STAMP.fullmatch(text):
        return _stamped(text, *stamp.groups())
    latin = other_script(text)
    for short in short_years(latin):
        asked = _short_asked(text, short, column, answers)
        if asked is not None:
            return asked
    settled = _settled(dated(latin, answers), column.order)
    return _typed(text, settled, said, today, answers)


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


def _settled(text: str, order: Order) -> str:
    """Write figures as ISO where the order of their column is known."""

    def iso(match: re.Match[str]) -> str:
        if len(match[4]) < len("2026"):
            return match[0]
        day, month = _day_and_month(int(match[1]), int(match[3]), order)
        try:
            return date(int(match[4]), month, day).isoformat()
        except ValueError:
            return match[0]

    return _FIGURES.sub(iso, text)


def _day_and_month(one: int, two: int, order: Order) -> tuple[int, int]:
    """What could be no month settles it by itself; else the order of the column does."""
    if one > _MONTHS or two > _MONTHS:
        return (one, two) if one > _MONTHS else (two, one)
    if order is Order.MONTH_FIRST:
        return two, one
    if order is Order.DAY_FIRST or one == two:
        return one, two
    return 0, 0  # no day: left as it stands, and asked about
