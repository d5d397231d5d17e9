"""What the page Today says in words, in the interface's language.

A sentence says no more than what is recorded: nothing noted is not nothing done.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from app.domain.edtf import MONTHS
from app.domain.overview import Figure, Reason, Sign, Unplaced, Wanting
from app.domain.reading import day_words
from app.domain.rows import RegisterRow
from app.domain.timeliness import DUE_SOON_DAYS
from app.domain.timing import Basis, Bounds, Sense
from app.qt.look.tokens import Tone
from app.qt.look.words import QT_TRANSLATE_NOOP, due_words, isolated, standing_words, translated

_WEEKDAYS = (
    QT_TRANSLATE_NOOP("Today", "Monday"),
    QT_TRANSLATE_NOOP("Today", "Tuesday"),
    QT_TRANSLATE_NOOP("Today", "Wednesday"),
    QT_TRANSLATE_NOOP("Today", "Thursday"),
    QT_TRANSLATE_NOOP("Today", "Friday"),
    QT_TRANSLATE_NOOP("Today", "Saturday"),
    QT_TRANSLATE_NOOP("Today", "Sunday"),
)
_MONTHS = (
    QT_TRANSLATE_NOOP("Today", "January"),
    QT_TRANSLATE_NOOP("Today", "February"),
    QT_TRANSLATE_NOOP("Today", "March"),
    QT_TRANSLATE_NOOP("Today", "April"),
    QT_TRANSLATE_NOOP("Today", "May"),
    QT_TRANSLATE_NOOP("Today", "June"),
    QT_TRANSLATE_NOOP("Today", "July"),
    QT_TRANSLATE_NOOP("Today", "August"),
    QT_TRANSLATE_NOOP("Today", "September"),
    QT_TRANSLATE_NOOP("Today", "October"),
    QT_TRANSLATE_NOOP("Today", "November"),
    QT_TRANSLATE_NOOP("Today", "December"),
)

_SIGNS = {
    Sign.OVERDUE: QT_TRANSLATE_NOOP("Today", "Overdue"),
    Sign.RUNNING: QT_TRANSLATE_NOOP("Today", "Period running"),
    Sign.SOON: QT_TRANSLATE_NOOP("Today", "Due in 30 days"),
    Sign.WAITING: QT_TRANSLATE_NOOP("Today", "Awaiting another"),
    Sign.SILENT: QT_TRANSLATE_NOOP("Today", "No news"),
    Sign.UNDATED: QT_TRANSLATE_NOOP("Today", "No deadline"),
}
SIGN_ICONS = {
    Sign.OVERDUE: "clock-alert",
    Sign.RUNNING: "hourglass",
    Sign.SOON: "calendar-clock",
    Sign.WAITING: "link",
    Sign.SILENT: "history",
    Sign.UNDATED: "circle-minus",
}
"""The icon beside the name of each figure."""

SIGN_TONES = {Sign.OVERDUE: Tone.LATE, Sign.RUNNING: Tone.OPEN, Sign.SOON: Tone.SOON}
"""The figures that are coloured where they are more than none."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Today", text)


def weekday_name(number: int) -> str:
    """Return the name of a weekday, Monday being 1."""
    return _tr(_WEEKDAYS[number - 1])


def month_title(day: date) -> str:
    """Return the month of a day as a heading: “November 2026”."""
    return _tr("{month} {year}").format(month=_tr(_MONTHS[day.month - 1]), year=f"{day.year:04}")


def whole_date(day: date) -> str:
    """Return a day as a heading: “Sunday, 22 November 2026”."""
    return _tr("{weekday}, {day} {month} {year}").format(
        weekday=_tr(_WEEKDAYS[day.weekday()]),
        day=day.day,
        month=_tr(_MONTHS[day.month - 1]),
        year=f"{day.year:04}",
    )


def month_words(month: date) -> str:
    """Return a month with its year: “Nov 2026”."""
    return _tr("{month} {year}").format(month=month_name(month), year=f"{month.year:04}")


def month_name(month: date) -> str:
    """Return the short name of a month: “Nov”."""
    return translated(MONTHS[month.month - 1])


def promises(count: int) -> str:
    """Return how many promises there are."""
    return _tr("1 promise") if count == 1 else _tr("{count} promises").format(count=count)


# Figures


def sign_word(sign: Sign) -> str:
    """Return the name of a figure."""
    return _tr(_SIGNS[sign])


def figure_line(figure: Figure, today: date, pending: int) -> str:
    """Return the line under a figure: what is known beside the number."""
    match figure.sign:
        case Sign.OVERDUE:
            return _since(figure.found.first)
        case Sign.RUNNING:
            return _left(figure, today)
        case Sign.SOON:
            return _next(figure, today)
        case Sign.WAITING:
            return _tr("the other has no date") if figure.count else _tr("none at present")
        case Sign.SILENT:
            return _silence(figure)
        case Sign.UNDATED:
            return _tr("of {count} open").format(count=pending)


def _since(last_day: date | None) -> str:
    """Say since which month the oldest is late: from the day after its last."""
    if last_day is None:
        return _tr("nothing is late")
    late = last_day if last_day == date.max else last_day + timedelta(days=1)
    return _tr("oldest since {month}").format(month=month_words(late))


def _left(figure: Figure, today: date) -> str:
    if not figure.count:
        return _tr("none at present")
    first = figure.found.first
    if first is None:
        return _tr("no end stated")
    days = (first - today).days
    if figure.count == 1:
        return _tr("{days} days left").format(days=days)
    return _tr("{days} days left for the first").format(days=days)


def _next(figure: Figure, today: date) -> str:
    first = figure.found.first
    if first is not None and figure.count:
        return _tr("the first by {day}").format(day=day_words(first, translated))
    try:
        until = today + timedelta(days=DUE_SOON_DAYS)
    except OverflowError:
        until = date.max
    return _tr("none by {day}").format(day=day_words(until, translated))


def _silence(figure: Figure) -> str:
    unheard = figure.found.unheard
    if not figure.count:
        return _tr("all noted in time")
    if unheard == figure.count:
        return _tr("no note at all")
    if not unheard:
        return _tr("last note too long ago")
    return _tr("{count} without any note").format(count=unheard)


# What needs an answer


def why(wanting: Wanting, today: date) -> str:
    """Return why a promise needs an answer, and what may be done about it."""
    row = wanting.row
    if wanting.disputed:
        if row.readings == 2:
            return _tr("Two readings of the date: choose the one that counts.")
        template = _tr("{count} readings of the date: choose the one that counts.")
        return template.format(count=row.readings)
    match wanting.reason:
        case Reason.OVERDUE:
            return _overdue(wanting)
        case Reason.WAITING:
            return _waiting(wanting)
        case _:
            return _ahead(row, today)


def spoken(wanting: Wanting, today: date) -> str:
    """Return a row as one text for a screen reader."""
    row = wanting.row
    parts = (row.title, why(wanting, today), due_words(row), standing_words(row, today), row.ref)
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _overdue(wanting: Wanting) -> str:
    row = wanting.row
    last = row.bounds.latest
    silent = row.heard is None or (last is not None and row.heard < last)
    if wanting.anchor is not None:
        if row.timing.offset:
            template = _tr("Its date followed “{title}”: note the outcome or postpone it.")
        elif silent:
            template = _tr("Was due with “{title}” and nothing was noted since.")
        else:
            template = _tr("Was due with “{title}”: see the last note.")
        return template.format(title=isolated(wanting.anchor.title))
    if silent:
        template = _tr("{over} and nothing was noted since: note the outcome or postpone it.")
    else:
        template = _tr("{over}: see the last note, then close it or postpone it.")
    return template.format(over=_over(row))


def _over(row: RegisterRow) -> str:
    """Say what has passed: the deadline, the day, or the whole of what was named."""
    if row.timing.sense is Sense.DEADLINE:
        return _tr("The deadline has passed")
    first, last = row.bounds.earliest, row.bounds.latest
    if first is None or last is None:
        return _tr("The last day has passed")
    if first == last:
        return _tr("The day has passed")
    if _is_year(row.bounds):
        return _tr("The year is over")
    if (first.year, first.month) == (last.year, last.month):
        return _tr("The month is over")
    return _tr("The time is over")


def _ahead(row: RegisterRow, today: date) -> str:
    """What is due soon, or may come on any day from now on."""
    first, last = row.bounds.earliest, row.bounds.latest
    if last is None:
        return _tr("No end was stated, so whether it is late cannot be determined: ask for one.")
    agreed = row.timing.basis is not Basis.TO_BE_AGREED
    if first != last and (not agreed or row.timing.sense is Sense.POINT):
        return _no_day((last - today).days, agreed=agreed)
    if row.heard is None:
        return _tr("The day is near and nothing was noted so far: ask how it stands.")
    return _tr("The day is near: see whether the last note still holds.")


def _no_day(left: int, *, agreed: bool) -> str:
    """Say that the day is open; `agreed` where it is only not stated."""
    if left <= 0:
        return (
            _tr("No day stated: today is the last.")
            if agreed
            else _tr("No day agreed: today is the last.")
        )
    if left == 1:
        return _tr("No day stated: 1 day left.") if agreed else _tr("No day agreed: 1 day left.")
    template = (
        _tr("No day stated: {days} days left to find it out.")
        if agreed
        else _tr("No day agreed: {days} days left to agree one.")
    )
    return template.format(days=left)


def _waiting(wanting: Wanting) -> str:
    anchor = wanting.anchor
    if anchor is None:
        return _tr("Hangs on another commitment, which has no date.")
    title = isolated(anchor.title)
    if anchor.bounds.known or anchor.done.known:
        return _tr("Hangs on “{title}”; its day cannot be computed.").format(title=title)
    return _tr("Has no date until “{title}” has one.").format(title=title)


# Months


def unplaced_words(unplaced: Unplaced) -> str:
    """Return what is due within more than a month: “In 2026, day not agreed: 1”."""
    if unplaced.to_agree:
        template = _tr("{time}, day not agreed: {count}")
    else:
        template = _tr("{time}, day not stated: {count}")
    return template.format(time=_time(unplaced.bounds), count=unplaced.count)


def _time(bounds: Bounds) -> str:
    first, last = bounds.earliest, bounds.latest
    if last is None:
        return ""
    if first is None:
        return _tr("By {day}").format(day=day_words(last, translated))
    if _is_year(bounds):
        return _tr("In {year}").format(year=f"{last.year:04}")
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _tr("{first} to {last}").format(first=month_words(first), last=month_words(last))
    return _tr("{first} to {last}").format(
        first=day_words(first, translated), last=day_words(last, translated)
    )


def _is_year(bounds: Bounds) -> bool:
    first, last = bounds.earliest, bounds.latest
    if first is None or last is None:
        return False
    ends = (first.month, first.day, last.month, last.day)
    return first.year == last.year and ends == (1, 1, 12, 31)
