"""Calendar files as they stand: their lines, and the events and tasks these make (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.errors import InvalidValueError

_UNESCAPED = re.compile(r"\\([\\;,:nN])")


@dataclass(slots=True)
class Component:
    """The properties of an event or task as they stand: name, parameters, raw value."""

    name: str
    properties: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text, unescaped; empty where it is not there."""
        value = self.properties.get(name, ({}, ""))[1]
        return _UNESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def components(text: str, name: str) -> Iterator[Component]:
    """Give the events and tasks of a calendar; what lies inside them, such as alarms, is left.

    Raises `InvalidValueError` where the parts of the file do not close, or a line is none.
    """
    walk = _Walk(name)
    for number, line in enumerate(_lines(text, name), 1):
        key, parameters, value = _split(line)
        if not key:
            raise _no_calendar(name, f"its line {number}, “{line[:40]}”, cannot be read")
        if key == "BEGIN":
            walk.begin(value.strip().upper())
        elif key == "END":
            ended = walk.end(value.strip().upper())
            if ended is not None:
                yield ended
        else:
            walk.keep(key, parameters, value)
    walk.finish()


class _Walk:
    """Where in a file one is: the parts that are open, and the event or task within them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[str] = []
        self._current: Component | None = None
        self._seen = False

    def begin(self, part: str) -> None:
        if not self._open and part != "VCALENDAR":
            raise _no_calendar(self._name, "it does not begin as one")
        self._seen = True
        self._open.append(part)
        if len(self._open) == _INSIDE and part in _READ:
            self._current = Component(part)

    def keep(self, key: str, parameters: dict[str, str], value: str) -> None:
        if self._current is not None and len(self._open) == _INSIDE:
            self._current.properties.setdefault(key, (parameters, value))

    def end(self, part: str) -> Component | None:
        """Close a part; return the event or task that ended with it."""
        if not self._open or self._open.pop() != part:
            raise _no_calendar(self._name, f"“END:{part[:40]}” closes what was not opened")
        if len(self._open) != 1:
            return None
        ended, self._current = self._current, None
        return ended

    def finish(self) -> None:
        if self._open or not self._seen:
            raise _no_calendar(self._name, "it breaks off" if self._open else "it is empty")


_INSIDE = 2
_READ = ("VEVENT", "VTODO")


def _no_calendar(name: str, why: str) -> InvalidValueError:
    return InvalidValueError("file", f"“{name}” is no whole calendar file: {why}.")


def _lines(text: str, name: str) -> list[str]:
    from icalendar.parser import Contentlines  # noqa: PLC0415 - seldom wanted, and takes 0.1 s

    try:
        lines: list[str] = Contentlines.from_ical(text)  # type: ignore[no-untyped-call]
    except ValueError:
        raise _no_calendar(name, "its lines cannot be told apart") from None
    return [line for line in lines if line.strip()]


_LINE = re.compile(r'([A-Za-z0-9._-]+)((?:;[^:;"]+(?:"[^"]*"[^:;"]*)*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^;"])*)')


def _split(line: str) -> tuple[str, dict[str, str], str]:
    """Return name, parameters and raw value of a line; an empty name where it is none."""
    match = _LINE.fullmatch(line)
    if match is None:
        return "", {}, ""
    parameters = {
        name.upper(): value.strip('"') for name, value in _PARAMETER.findall(match[2] or "")
    }
    return match[1].upper(), parameters, match[3]
