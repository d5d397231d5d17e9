"""A month as a calendar shows it: what has a day in it, and what has none.

Only a day that a source names, or on which something happened, is a place in the grid. Whatever is
due in a month, in a year, about or until some time stands beside it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta

from app.domain.lifecycle import Phase
from app.domain.reading import Mark, mark
from app.domain.rows import RegisterRow
from app.domain.workdays import Calendar

_MOST_DAYS = 14
"""What lasts longer than this stands beside the grid, though its first and last day be known."""
_LAST_DAY = re.compile(r"(?:\[?[^\[\]/,]*\.\.|[^/]*/)(\d{4}-\d\d-\d\d)\]?", re.ASCII)
_BOTH_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", re.ASCII)
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """One month: its days, what falls on them and what falls somewhere in it.

    `beside` holds what has no day of its own, best known first; `left_out` says how many more
    fall into the month than were read. `calendars` are those of the countries concerned.
    """

    first: date
    calendars: tuple[Calendar, ...] = ()
    on_days: dict[date, tuple[RegisterRow, ...]] = field(default_factory=dict)
    beside: tuple[RegisterRow, ...] = ()
    left_out: int = 0

    @property
    def last(self) -> date:
        """The last day of the month."""
        return last_of(self.first)

    @property
    def unfilled(self) -> tuple[str, ...]:
        """The countries of which this month's year was not filled in."""
        return tuple(each.country for each in self.calendars if not each.knows(self.first))

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The countries that may yet move working days in this month's year."""
        found = ((each.country, each.year(self.first.year)) for each in self.calendars)
        return tuple(country for country, year in found if year is not None and not year.settled)


def days_of(row: RegisterRow) -> tuple[date, date] | None:
    """Return the first and last day a commitment stands on in a calendar; None where on none.

    What was done stands on the day it was, a deadline on its last day where that is named, a
    visit of a few days on all of them. A day that only follows another commitment's stands beside:
    how sure that one is, the row does not say.
    """
    if row.phase is Phase.DONE and row.done.known:
        day = row.done.earliest
        return (day, day) if day is not None and day == row.done.latest else None
    first, last = row.bounds.earliest, row.bounds.latest
    if last is None or "?" in row.timing.edtf or "~" in row.timing.edtf:
        return None
    match mark(row.timing):
        case Mark.DAY:
            return last, last
        case Mark.NO_LATER if _LAST_DAY.fullmatch(row.timing.edtf):
            return last, last
        case Mark.SPAN if first is not None and _BOTH_DAYS.fullmatch(row.timing.edtf):
            return (first, last) if (last - first).days < _MOST_DAYS else None
    return None


def month_view(
    first: date, calendars: Iterable[Calendar], rows: Iterable[RegisterRow], found: int
) -> MonthView:
    """Put rows that fall into a month on their days, or beside them; `found` is how many do."""
    last = last_of(first)
    on_days: dict[date, list[RegisterRow]] = {}
    beside = []
    read = 0
    for row in rows:
        read += 1
        placed = days_of(row)
        if placed is None:
            beside.append(row)
            continue
        start, end = max(placed[0], first), min(placed[1], last)
        for number in range((end - start).days + 1):
            on_days.setdefault(start + timedelta(days=number), []).append(row)
    return MonthView(
        first=first,
        calendars=tuple(calendars),
        on_days={day: tuple(held) for day, held in on_days.items()},
        beside=tuple(beside),
        left_out=max(0, found - read),
    )


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def last_of(first: date) -> date:
    """Return the last day of the month that begins on a day."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def moved(day: date, months: int) -> date:
    """Return the same day some months on, the last of a shorter month; stays within all years."""
    at = min(max(day.year * _MONTHS + day.month - 1 + months, MINYEAR * _MONTHS),
             MAXYEAR * _MONTHS + _MONTHS - 1)  # fmt: skip
    first = date(at // _MONTHS, at % _MONTHS + 1, 1)
    return first.replace(day=min(day.day, last_of(first).day))


def weeks(first: date, week_start: int) -> tuple[tuple[date | None, ...], ...]:
    """Return the weeks that show a month, each of seven days, neighbouring months' among them.

    `week_start` is the weekday a week begins with, Monday being 1. Days outside all years are None.
    """
    shift = (first.isoweekday() - week_start) % 7
    start = first.toordinal() - shift
    count = -(-(shift + last_of(first).day) // 7)
    return tuple(
        tuple(_day(start + 7 * week + place) for place in range(7)) for week in range(count)
    )


def _day(ordinal: int) -> date | None:
    if not date.min.toordinal() <= ordinal <= date.max.toordinal():
        return None
    return date.fromordinal(ordinal)
