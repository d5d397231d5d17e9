"""Calendar files read back as values (RFC 5545).

Zones are not resolved and repetitions not worked out: the register keeps the day as the file
writes it, with its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

from app.domain.calendar_entry import Form
from app.domain.date_words import day_words
from app.domain.edtf import EdtfError, parse
from app.domain.errors import InvalidValueError, NotFoundError, StorageError
from app.services.calendar_lines import Component, components
from app.services.calendar_text import PLACED

LARGEST = 5_000_000
"""How many bytes a calendar file may have to be read."""

_SECOND = "another entry of the file has its identity (UID), with another day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One event or task of a calendar file.

    `first` and `last` are its days, both included, None where it has none; `said` is how the file
    gives them where it says more than the days, such as an hour. `done` is the day it was marked
    done, `done_said` the instant. `own` holds our own values, where they came back. `problem` says
    what of it cannot be read.
    """

    uid: str
    form: Form
    title: str = ""
    words: str = ""
    first: date | None = None
    last: date | None = None
    said: str = ""
    status: str = ""
    done: date | None = None
    done_said: str = ""
    sequence: int = 0
    repeats: bool = False
    own: tuple[tuple[str, str], ...] = ()
    problem: str = ""

    @property
    def finished(self) -> bool:
        """Whether the calendar holds it to be done."""
        return self.form is Form.TASK and (self.status == "COMPLETED" or bool(self.done_said))

    def own_value(self, name: str) -> str | None:
        """Return one of our own values; None where it did not come back."""
        return dict(self.own).get(name)


def read_calendar(path: Path) -> tuple[Found, ...]:
    """Return the events and tasks of a calendar file, in its order; of one identity the newest.

    Others of that identity come last where they give other days, each with that as its problem.
    Raises `NotFoundError`, `StorageError`, or `InvalidValueError` with one sentence for what is
    no calendar file, damaged or over-large.
    """
    found: dict[tuple[str, str], Found] = {}
    others: list[tuple[tuple[str, str], Found]] = []
    for number, component in enumerate(components(_text(path), path.name), 1):
        each = _found(component)
        once = "RECURRENCE-ID" in component.properties
        key = (each.uid, "once" if once else "") if each.uid else ("", str(number))
        before = found.setdefault(key, each)
        if before is each:
            continue
        older = each
        if before.sequence < each.sequence:
            found[key], older = each, before
        if not once:
            others.append((key, older))
    apart = (each for key, each in others if _days_of(each) != _days_of(found[key]))
    return (*found.values(), *(replace(each, problem=each.problem or _SECOND) for each in apart))


def _days_of(found: Found) -> tuple[date | None, date | None]:
    return found.first, found.last


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidValueError(
                "file", f"“{path.name}” is over-large: a calendar file may have 5 MB."
            )
        held = path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"There is no file “{path}”.") from None
    except OSError as error:
        raise StorageError(f"“{path.name}” cannot be read: {error.strerror or error}.") from error
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidValueError(
            "file", f"“{path.name}” is no calendar file: its text is not UTF-8."
        ) from None


def _found(component: Component) -> Found:
    form = Form.EVENT if component.name == "VEVENT" else Form.TASK
    sequence = component.text("SEQUENCE").strip()
    done, done_said = _done(component)
    try:
        first, last, said = _days(component, form)
        once = "RECURRENCE-ID" in component.properties
        problem = "it is one time of several" if once else ""
    except ValueError as error:
        first, last, said, problem = None, None, "", str(error)
    return Found(
        uid=component.text("UID").strip(),
        form=form,
        title=" ".join(component.text("SUMMARY").split()),
        words=component.text("DESCRIPTION").strip(),
        first=first,
        last=last,
        said=said,
        status=component.text("STATUS").strip().upper(),
        done=done,
        done_said=done_said,
        sequence=int(sequence[:9]) if re.fullmatch("[0-9]+", sequence) else 0,
        repeats=not component.properties.keys().isdisjoint(("RRULE", "RDATE")),
        own=tuple(
            (name, component.text(name)) for name in component.properties if name.startswith("X-")
        ),
        problem=problem,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A day as the file writes it, with the hour and zone beside it where it gives them."""

    day: date
    hour: time | None = None
    zone: str = ""

    @property
    def words(self) -> str:
        said = day_words(self.day)
        if self.hour is not None:
            said += f", {self.hour:%H:%M}"
        return f"{said} ({self.zone})" if self.zone else said


_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_LENGTH = re.compile(r"\+?P(?:(\d{1,4})W|(\d{1,5})D)?(?:T.*)?", re.ASCII)
_LAST_SECOND = 59


def _moment(component: Component, name: str) -> _Moment | None:
    """Return a day of a component; `ValueError` with a sentence where it is none."""
    if name not in component.properties:
        return None
    parameters, value = component.properties[name]
    match = _MOMENT.fullmatch(value.strip())
    try:
        if match is not None and match[4] is None:
            return _Moment(day=_day_of(match))
        if match is not None:
            hour = time(int(match[4]), int(match[5]), min(int(match[6]), _LAST_SECOND))
            zone = "UTC" if match[7] else parameters.get("TZID", "")
            return _Moment(day=_day_of(match), hour=hour, zone=zone)
    except ValueError:
        pass
    raise ValueError(f"its date, “{value.strip()[:40]}”, cannot be read")


def _day_of(match: re.Match[str]) -> date:
    return date(int(match[1]), int(match[2]), int(match[3]))


def _days(component: Component, form: Form) -> tuple[date | None, date | None, str]:
    """Return the first and last day, and how the file gives them where it says more."""
    if form is Form.TASK:
        due = _moment(component, "DUE")
        start = _moment(component, "DTSTART")
        only = due or start
        if only is None:
            return None, None, ""
        return only.day, only.day, only.words if only.hour is not None else ""
    start, end = _moment(component, "DTSTART"), _moment(component, "DTEND")
    if start is None:
        return None, None, ""
    last = max(_last_day(component, start, end), start.day)
    if start.hour is None:
        return start.day, last, ""
    said = start.words if end is None else f"{start.words} – {end.words}"
    return start.day, last, said


def _last_day(component: Component, start: _Moment, end: _Moment | None) -> date:
    """Return the last day of an event: one that ends as a day begins does not touch that day."""
    if end is not None:
        over = end.hour is None or end.hour == time()
        return end.day - timedelta(days=1) if over and end.day > start.day else end.day
    if start.hour is not None or "DURATION" not in component.properties:
        return start.day
    length = _LENGTH.fullmatch(component.properties["DURATION"][1].strip())
    if length is None:
        return start.day
    days = 7 * int(length[1] or 0) + int(length[2] or 0)
    try:
        return start.day + timedelta(days=max(0, days - 1))
    except OverflowError:
        raise ValueError("it lasts beyond the year 9999") from None


def _done(component: Component) -> tuple[date | None, str]:
    """Return the day it was marked done as the file has it, and the instant in words."""
    try:
        moment = _moment(component, "COMPLETED")
    except ValueError:
        return None, component.text("COMPLETED")[:40]
    return (None, "") if moment is None else (moment.day, moment.words)


def placed_days(found: Found) -> tuple[date | None, date | None] | None:
    """Return the days on which we had placed it; None where that did not come back."""
    text = found.own_value(PLACED)
    if text is None:
        return None
    if not text:
        return None, None
    try:
        value = parse(text)
    except EdtfError:
        return None
    return value.earliest, value.latest
