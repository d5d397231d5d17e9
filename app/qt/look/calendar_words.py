"""What the officer reads of a day and of a month, in the interface's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from app.domain.workdays import (
    Calendar,
    CalendarYear,
    Certainty,
    DayKind,
    DayOrigin,
    Holiday,
    UnknownYearError,
    WorkingDays,
)
from app.qt.look.words import QT_TRANSLATE_NOOP, isolated

_NOOP = QT_TRANSLATE_NOOP
_DAY = timedelta(days=1)

_KINDS = {
    DayKind.WORKING: _NOOP("Calendar", "working day"),
    DayKind.WEEKEND: _NOOP("Calendar", "weekend"),
    DayKind.OFF: _NOOP("Calendar", "day off"),
    DayKind.EXTRA: _NOOP("Calendar", "extra working day"),
    DayKind.UNKNOWN: _NOOP("Calendar", "not known: this year is not filled in"),
}
_CERTAINTIES = {
    Certainty.FIXED: _NOOP("Calendar", "every year"),
    Certainty.ESTIMATED: _NOOP("Calendar", "estimated: it may yet move"),
    Certainty.ANNOUNCED: _NOOP("Calendar", "announced for this year"),
}
_SHORT = (
    _NOOP("Calendar", "Mon"),
    _NOOP("Calendar", "Tue"),
    _NOOP("Calendar", "Wed"),
    _NOOP("Calendar", "Thu"),
    _NOOP("Calendar", "Fri"),
    _NOOP("Calendar", "Sat"),
    _NOOP("Calendar", "Sun"),
)
Names = Mapping[str, str]
"""The names of countries by their codes."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Calendar", text)


def weekday_short(number: int) -> str:
    """Return the short name of a weekday, Monday being 1."""
    return _tr(_SHORT[number - 1])


def day_kind_words(kind: DayKind) -> str:
    """Return what a day is."""
    return _tr(_KINDS[kind])


def certainty_words(certainty: Certainty) -> str:
    """Return how sure the day of a holiday is."""
    return _tr(_CERTAINTIES[certainty])


def holiday_line(holiday: Holiday) -> str:
    """Return a holiday on one line of a day: the country's code and its name."""
    name = holiday.name or _tr("day off")
    if not holiday.off:
        name = _tr("worked")
    estimated = holiday.certainty is Certainty.ESTIMATED
    template = _tr("{country} est. {name}") if estimated else _tr("{country} {name}")
    return template.format(country=holiday.country, name=isolated(name))


def day_words(kind: DayKind, holiday: Holiday | None) -> str:
    """Return what a day is to a country, and for what."""
    if holiday is None or not holiday.name:
        return day_kind_words(kind)
    return _tr("{kind}: {name}").format(kind=day_kind_words(kind), name=isolated(holiday.name))


def origin_words(holiday: Holiday, year: CalendarYear | None) -> str:
    """Return how sure a day is and who says so."""
    sure = certainty_words(holiday.certainty)
    if holiday.origin is DayOrigin.OFFICER:
        return _tr("{sure}; entered by hand: {reason}").format(
            sure=sure, reason=isolated(holiday.reason)
        )
    if year is None or not year.drawn_from:
        return sure
    return _tr("{sure}; from {source}").format(sure=sure, source=isolated(year.drawn_from))


def listed(countries: Sequence[str], names: Names) -> str:
    """Return the names of countries in one phrase."""
    *others, last = (isolated(named(each, names)) for each in countries)
    if not others:
        return last
    return _tr("{others} and {last}").format(others=", ".join(others), last=last)


def distance(joint: WorkingDays, today: date, day: date) -> str:
    """Return how many working days of both countries lie between today and a day.

    Empty for today itself, and where a year on the way is not known.
    """
    count = _between(joint, today, day)
    if count is None:
        return ""
    if day > today:
        text = (
            _tr("1 joint working day from today")
            if count == 1
            else _tr("{count} joint working days from today")
        )
    else:
        text = (
            _tr("1 joint working day ago") if count == 1 else _tr("{count} joint working days ago")
        )
    return text.format(count=count)


def distance_of_each(
    calendars: Sequence[Calendar], joint: WorkingDays, today: date, day: date, names: Names
) -> str:
    """Return how many working days each country counts, where one counts others than both."""
    both = _between(joint, today, day)
    counts = {each.country: _between(each, today, day) for each in calendars}
    if both is None or all(count == both for count in counts.values()):
        return ""
    said = (
        _tr("{country} alone: {count}").format(country=isolated(named(country, names)), count=count)
        for country, count in counts.items()
    )
    return " · ".join(said)


def _between(counted: WorkingDays, today: date, day: date) -> int | None:
    """The working days between today and another day; that one counts, today does not."""
    try:
        if day > today:
            return counted.between(today + _DAY, day)
        return counted.between(day, today - _DAY) if day < today else None
    except UnknownYearError:
        return None


def named(country: str, names: Names) -> str:
    """Return the name of a country, its code where it has none."""
    return names.get(country) or country
