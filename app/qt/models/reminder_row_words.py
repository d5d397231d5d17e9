"""What each row of the list of reminders says, and in which ink."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.date_words import day_words
from app.domain.occurrences import ANSWERED
from app.domain.reminder_rules import Point
from app.domain.reminder_words import POINT_NAMES, headline, rule_words
from app.domain.timeliness import DUE_SOON_DAYS
from app.qt.look import words
from app.qt.look.tokens import Tone
from app.qt.models.reminder_row import Part, Row, RowKind
from app.services.reminder_list import Settled
from app.services.reminders import Matter


def row_words(row: Row, today: date) -> str:
    """Return the first line of a row."""
    if row.settled is not None:
        return _settled_words(row.settled)
    if row.matter is not None:
        return headline(row.matter.occurrence, today, words.translated)
    if row.kind is RowKind.MORE:
        return row.text
    return _translated(row.text).format(count=row.count)


def under_words(row: Row) -> tuple[str, ...]:
    """Return the pieces of the quiet line under it."""
    if row.settled is not None:
        return _acknowledged_words(row.settled)
    matter = row.matter
    if matter is None:
        return ()
    one = matter.occurrence
    title = (one.title,) if one.commitment is not None and one.title else ()
    return (*title, _came_words(row, matter))


def spoken(row: Row, today: date) -> str:
    """Return a row as a sentence, for a screen reader."""
    if row.kind is RowKind.HEADING:
        return f"{_translated(row.text)}, {row.count}"
    if row.kind is RowKind.FOLD:
        state = _translated("folded") if row.folded else _translated("open")
        said = row_words(row, today)
        return f"{said}, {state}" if "{count}" in row.text else f"{said}, {row.count}, {state}"
    return ". ".join(each for each in (row_words(row, today), *under_words(row)) if each)


def tip_lines(row: Row, today: date) -> list[str]:
    """Return all that is to be known of a row, for its tooltip."""
    matter = row.matter
    if matter is None:
        return [row_words(row, today), *under_words(row)]
    one = matter.occurrence
    named = " ".join(each for each in (one.ref, one.title) if each)
    lines = [row_words(row, today), named]
    for each in matter.entries:
        day = day_words(each.occurrence.on, words.translated)
        lines.append(f"{day}: {rule_words(each.occurrence, words.translated)}")
    return [each for each in lines if each]


def icon_of(row: Row) -> str:
    """Return the icon of the sort of point a row is about."""
    if row.part is Part.SNOOZED:
        return "moon"
    if row.settled is not None:
        return "check"
    return _ICONS[row.matter.occurrence.point] if row.matter else ""


def tone_of(row: Row, today: date) -> Tone:
    """Return the tone of a row's icon: colour says something of time alone."""
    if row.matter is None or row.part in (Part.SNOOZED, Part.SETTLED):
        return Tone.QUIET
    one = row.matter.occurrence
    if one.point in _WITHOUT_TIME:
        return Tone.QUIET
    if one.target < today:
        return Tone.LATE
    if (one.target - today).days <= DUE_SOON_DAYS:
        return Tone.SOON
    first = one.bounds.earliest
    opened = one.point in (Point.AGREE_DAY, Point.DEADLINE) and first is not None and first <= today
    return Tone.OPEN if opened else Tone.QUIET


_WITHOUT_TIME = (Point.NO_NEWS, Point.START, Point.PERIOD_END, Point.REVIEW)
_ICONS = {
    Point.DAY: "users",
    Point.AGREE_DAY: "hourglass",
    Point.START: "flag",
    Point.DEADLINE: "calendar-clock",
    Point.NOTICE: "scroll-text",
    Point.PROPOSAL: "scroll-text",
    Point.DISPATCH: "mail",
    Point.PERIOD_END: "calendar",
    Point.REVIEW: "refresh-cw",
    Point.NO_NEWS: "history",
    Point.ANSWER: "mail",
}


def _came_words(row: Row, matter: Matter) -> str:
    one = matter.occurrence
    if row.part is Part.SNOOZED:
        return _snoozed_words(matter)
    rule = rule_words(replace(one, roughly=False), words.translated)
    day = day_words(one.on, words.translated)
    if one.roughly:  # why it is not known to the day stands in the tooltip
        day = _translated("about {day}").format(day=day)
    template = (
        _translated("comes {day}, rule: {rule}")
        if row.part is Part.COMING
        else _translated("came due {day}, rule: {rule}")
    )
    return template.format(day=day, rule=rule)


def _snoozed_words(matter: Matter) -> str:
    untils = {each.reminder.until for each in matter.entries if each.reminder is not None}
    until = max((each for each in untils if each != ANSWERED), default="")
    if not until:
        return _translated("snoozed until there is an answer")
    day = day_words(date.fromisoformat(until), words.translated)
    return _translated("snoozed until {day}").format(day=day)


def _settled_words(settled: Settled) -> str:
    last = settled.last
    title = settled.title or _translated("No longer in the register")
    if last.point == Point.NO_NEWS:
        return _translated("{title}: no news").format(title=title)
    day = day_words(date.fromisoformat(last.target), words.translated)
    point = words.translated(POINT_NAMES[Point(last.point)])
    return f"{title}: {point}, {day}"


def _acknowledged_words(settled: Settled) -> tuple[str, ...]:
    last = settled.last
    day = day_words(date.fromisoformat(last.happened_on), words.translated)
    said = _translated("acknowledged {day} by {who}").format(day=day, who=last.who)
    return (said, last.note) if last.note else (said,)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Reminders", text)
