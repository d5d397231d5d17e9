"""Which days a rule of reminding can look ahead to, so that only those are looked up.

The way back from a day on which a reminder comes to the days it may be of: generous where a month
is shorter or longer, or a calendar is not filled in, and never too narrow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.reminder_rules import (
    CALENDAR,
    ReminderRule,
    WorkedDays,
    calendar_days,
    lead_length,
)
from app.domain.timing import Duration

Days = tuple[date, date]
"""From a day to another, both included."""
ALWAYS: Days = (date.min, date.max)

_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_NEW_YEAR = 2
"""From the last day of a year that is filled in one gets to the day after it."""


def targets(
    rules: Iterable[ReminderRule | None],
    within: Days,
    relations: Iterable[str],
    worked: WorkedDays,
) -> Days | None:
    """Return from which day to which lies whatever some rules remind of within some days.

    `relations` are the pairs of countries whose working days may count. None where no rule reminds
    of anything.
    """
    pairs = tuple(relations)
    spans = [
        span
        for rule in rules
        if rule is not None
        for lead in rule.each_lead
        for span in _of_lead(rule.counting, lead_length(lead), within, pairs, worked)
    ]
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


def moved(day: date, days: int) -> date:
    """Return the day so many days from a day; the first or last of all days where there is none.

    The first and the last of all days stay what they are: they stand for no limit.
    """
    if day in ALWAYS:
        return day
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _of_lead(
    counting: str, length: Duration, within: Days, relations: tuple[str, ...], worked: WorkedDays
) -> list[Days]:
    first, last = within
    if counting == CALENDAR:
        months = sorted((length.months * _SHORTEST_MONTH, length.months * _LONGEST_MONTH))
        return [(moved(first, months[0] + length.days), moved(last, months[1] + length.days))]
    far = [_farthest(each, counting, within, length.days, worked) for each in relations]
    if length.days >= 0:
        return [(moved(first, length.days), each) for each in far]
    return [(each, moved(last, length.days)) for each in far]


def _farthest(relation: str, counting: str, within: Days, days: int, worked: WorkedDays) -> date:
    """Return the farthest day that so many working days may lead back from into some days.

    It lies after them, or before them where the reminder comes after what it is of. As soon as
    one working day more than those lies between, the reminder comes outside.
    """
    ahead = days >= 0
    edge = within[1] if ahead else within[0]
    if edge in ALWAYS:
        return edge

    def step(count: int) -> date | None:
        return worked.before(relation, counting, edge, -count if ahead else count)

    found = step(abs(days) + 1)
    if found is not None:
        return found
    counted = range(1, abs(days) + 2)
    known = bisect_left(counted, True, key=lambda count: step(count) is None)
    away = max(abs(calendar_days(days)), _NEW_YEAR)
    rough = moved(edge, away if ahead else -away)
    end = step(known) if known else None
    if end is None:
        return rough
    return max(rough, _year_after(end)) if ahead else min(rough, _year_before(end))


def _year_after(day: date) -> date:
    return date.max if day.year == date.max.year else date(day.year + 1, 1, 1)


def _year_before(day: date) -> date:
    return date.min if day.year == date.min.year else date(day.year - 1, 12, 31)
