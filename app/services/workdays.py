"""One question about working days, answered for each country of a pair and for both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.commitment import sides_of
from app.domain.workdays import Calendar, Doubt, Holiday, Joint, WorkingDays
from app.store.reader import Reader

JOINT = "joint"
"""The name under which the answer for both countries goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which day is so many working days before or after another, or how many lie between two.

    Exactly one of `before`, `after` and `between` is there; `days` goes with the first two.
    """

    before: date | None = None
    after: date | None = None
    between: tuple[date, date] | None = None
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered for one country, or for both: a day, else how many working days.

    `unusual` are the days on the way that are not what their weekday says; `doubts` say why the
    answer may yet change.
    """

    who: str
    day: date | None = None
    count: int | None = None
    unusual: tuple[Holiday, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def answered(reader: Reader, relation: str, asked: Asked) -> tuple[Answer, ...]:
    """Answer for each side of a pair of countries, then for both.

    Raises `UnknownYearError` naming a year that is wanting.
    """
    first, second = (reader.calendar(each) for each in sides_of(relation))
    return (
        _answer(first.country, first, (first,), asked),
        _answer(second.country, second, (second,), asked),
        _answer(JOINT, Joint(first, second), (first, second), asked),
    )


def _answer(
    who: str, counted: WorkingDays, calendars: tuple[Calendar, ...], asked: Asked
) -> Answer:
    day, count = None, None
    if asked.between is not None:
        start, end = asked.between
        count = counted.between(start, end)
    elif asked.before is not None:
        start, end = counted.before(asked.before, asked.days), asked.before
        day = start
    elif asked.after is not None:
        start, end = asked.after, counted.after(asked.after, asked.days)
        day = end
    else:
        raise TypeError
    return Answer(
        who=who,
        day=day,
        count=count,
        unusual=tuple(
            holiday
            for each in calendars
            for holiday in each.holidays(start, end)
            if each.unusual(holiday)
        ),
        doubts=tuple(doubt for each in calendars for doubt in each.doubts(start, end)),
    )
