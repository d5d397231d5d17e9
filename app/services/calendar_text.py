"""Calendar files as text (RFC 5545): entries laid out by `icalendar`.

Days are written as days (`DATE`), never as times, so that no zone can shift them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.domain.calendar_entry import Alarm, Entry, Form, Stand

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Todo

_PRODUCT = "-//Servanda//Servanda//EN"
_ALARM_AT = timedelta(hours=9)
_NOON = time(12, tzinfo=UTC)
_EVENT_STATUS = {Stand.TENTATIVE: "TENTATIVE", Stand.DROPPED: "CANCELLED"}
_TASK_STATUS = {
    Stand.UNDER_WAY: "IN-PROCESS",
    Stand.DONE: "COMPLETED",
    Stand.DROPPED: "CANCELLED",
}
_ENDS_OF_LINE = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def kept(text: str) -> str:
    """Return a text as a calendar file can hold it: one kind of line end, no control characters."""
    return _UNWRITABLE.sub("", _ENDS_OF_LINE.sub("\n", text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """An entry with what the file says of it beside: its identity, its changes, our own values.

    `at` is the last change, in UTC milliseconds since 1970. `own` are values of ours that come
    back with the file, under their names.
    """

    entry: Entry
    uid: str
    sequence: int
    at: int
    categories: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()


def written(entries: Iterable[Stamped]) -> bytes:
    """Return a calendar of these entries, in their order."""
    from icalendar import Calendar  # noqa: PLC0415 - seldom wanted, and takes 0.1 s

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _PRODUCT)
    _add_all(calendar, entries)
    data: bytes = calendar.to_ical()
    return data


def _add_all(calendar: Calendar, entries: Iterable[Stamped]) -> None:
    from icalendar import Event, Todo  # noqa: PLC0415 - as above

    for each in entries:
        part = Event() if each.entry.form is Form.EVENT else Todo()
        _fill(part, each)
        calendar.add_component(part)


def _fill(part: Event | Todo, stamped: Stamped) -> None:
    from icalendar import vDDDTypes, vText  # noqa: PLC0415 - as above

    class Text(vText):
        """A text, escaped as RFC 5545 has it; the library turns a backslash with N into a line."""

        def to_ical(self) -> bytes:
            return kept(self).translate(_ESCAPED).encode()

    # A bare instant would have the library look up “UTC” among the zones, which Windows lacks.
    entry, changed = stamped.entry, vDDDTypes(datetime.fromtimestamp(stamped.at / 1000, UTC))
    part.add("UID", Text(stamped.uid))
    part.add("DTSTAMP", changed)
    part.add("LAST-MODIFIED", changed)
    part.add("SEQUENCE", stamped.sequence)
    part.add("SUMMARY", Text(entry.title))
    part.add("DESCRIPTION", Text(entry.words))
    for each in stamped.categories:
        part.add("CATEGORIES", Text(each))
    if entry.form is Form.EVENT:
        _fill_event(part, entry)
    else:
        _fill_task(part, entry)
    for name, value in stamped.own:
        part.add(name, Text(value))
    for alarm in entry.alarms:
        _add_alarm(part, entry, alarm, Text(alarm.words))


def _fill_event(part: Event | Todo, entry: Entry) -> None:
    """Give an event its days; the last is followed by the day on which it is over."""
    if entry.first is not None and entry.last is not None:
        part.add("DTSTART", entry.first)
        if entry.last < date.max:
            part.add("DTEND", entry.last + timedelta(days=1))
    part.add("STATUS", _EVENT_STATUS.get(entry.stand, "CONFIRMED"))
    part.add("TRANSP", "TRANSPARENT")  # it takes nobody's time


def _fill_task(part: Event | Todo, entry: Entry) -> None:
    from icalendar import vDDDTypes  # noqa: PLC0415 - as above

    if entry.last is not None:
        part.add("DUE", entry.last)
    part.add("STATUS", _TASK_STATUS.get(entry.stand, "NEEDS-ACTION"))
    if entry.stand is Stand.DONE:
        part.add("PERCENT-COMPLETE", 100)
        if entry.done is not None:
            # The format wants an instant: noon in UTC is that day from UTC−12 to UTC+11.
            part.add("COMPLETED", vDDDTypes(datetime.combine(entry.done, _NOON)))


def _add_alarm(part: Event | Todo, entry: Entry, alarm: Alarm, words: object) -> None:
    """Add an alarm at nine in the morning, wherever the phone is: counted from the entry's day.

    A task has no start to count from, so its alarms count from when it is due.
    """
    from icalendar import Alarm as Bell  # noqa: PLC0415 - as above

    base = entry.first if entry.form is Form.EVENT else entry.last
    if base is None:
        return
    bell = Bell()
    bell.add("ACTION", "DISPLAY")
    bell.add("DESCRIPTION", words)
    related = {} if entry.form is Form.EVENT else {"RELATED": "END"}
    bell.add("TRIGGER", alarm.on - base + _ALARM_AT, parameters=related)
    part.add_component(bell)


# --- our own values -------------------------------------------------------------------------------

PLACED = "X-SERVANDA-PLACED"
"""The days on which we placed it, as `days_text`: what differs was moved elsewhere."""
STOOD = "X-SERVANDA-STATE"
"""Where it stood for us."""


def days_text(entry: Entry) -> str:
    """Return the days of an entry in one text: a day, two joined by a slash, or nothing."""
    if entry.first is None or entry.last is None:
        return ""
    first, last = entry.first.isoformat(), entry.last.isoformat()
    return first if first == last else f"{first}/{last}"
