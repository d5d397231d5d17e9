"""Dates as a source states them: the part of EDTF (ISO 8601-2:2019) the register can hold.

A value keeps its text and gains two bounds, the first and the last day it may mean. The bounds
are strict: nothing is rounded, an open end stays open, and a qualifier (`?` uncertain,
`~` approximate, `%` both) is remembered but never moves a bound.

Read are years, months and days; a day with a time (`2025-02-10T10:00:00Z`), which means the day
written, whatever its zone; `X` for digits not known, from the right (`201X`, `2026-XX`);
quarters (33 to 36) and half-years (40, 41); intervals `A/B`, which last throughout, with either
end open; and sets `[A..B]` or `[A,B]`, which mean one of the days inside. Whatever else the
standard allows is refused with a sentence that says what to write instead.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NoReturn

from app.domain.errors import InvalidValueError

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""The English short names of the months, in order; also the sources for their translation."""

_OPEN = ("", "..")
_CACHED = 4096

_SINGLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?P<mark>[?~%]?)",
    re.ASCII,
)

_TIMED = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
    r"(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?",
    re.ASCII,
)

_SPANS_OF_MONTHS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
"""Quarters and half-years as their first and last month."""

_SEASONS = range(21, 33)

# What the standard allows and the register does not hold, most telling first.
_REFUSED = (
    (
        re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"),
        "does not say which number is the month; write the year first, as in 2026-05-29.",
    ),
    (re.compile(r"\{.*"), "asks for all of several dates; record one commitment for each of them."),
    (
        re.compile(r".*[0-9]T.*"),
        "has a time of day that cannot be read; a due date is a day, so leave the time out.",
    ),
    (re.compile(r"(Y|[-+]).*"), "is outside the years 0001 to 9999, written with four digits."),
    (
        re.compile(r"[0-9X?~%-]*[?~%][0-9X?~%-]+"),
        "qualifies one part of a date; put ?, ~ or % at the end, for the whole of it.",
    ),
    (
        re.compile(r"[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?"),
        "leaves other digits open than the last; X stands for those of a year, month or day.",
    ),
)
_UNREADABLE = (
    "cannot be read as a date; write for example 2026, 2026-05, 2026-05-29, "
    "2026-33 for its first quarter, 2025/2027 or [..2025-12-31]."
)


class EdtfError(InvalidValueError):
    """A text that is no date the register can hold; the message says what to write instead."""

    def __init__(self, message: str, field: str = "due") -> None:
        super().__init__(field, message)


class Form(StrEnum):
    """How a date was written, which decides how it is read out."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    QUARTER = "quarter"
    UNSPECIFIED = "unspecified"
    INTERVAL = "interval"
    SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """One date as written, with the first and the last day it may mean.

    `text` is exactly what was given, without outer blanks. `earliest` and `latest` are
    inclusive; None is an open start or end, and at most one of them is None. Half-years share
    the form of quarters.
    """

    text: str
    form: Form
    earliest: date | None
    latest: date | None
    uncertain: bool = False
    approximate: bool = False

    @property
    def choices(self) -> tuple[Edtf, ...]:
        """The alternatives of a set, a range among them as a set of its own; else the value."""
        if "," not in self.text:
            return (self,)
        items = self.text[1:-1].split(",")
        return tuple(_read(f"[{item}]" if ".." in item else item) for item in items)

    @property
    def ends(self) -> tuple[Edtf | None, Edtf | None]:
        """The two written ends of `A/B` or `[A..B]`, None where open; else the value twice."""
        if self.form is Form.INTERVAL:
            start, _, end = self.text.partition("/")
        elif self.form is Form.SET and len(self.choices) == 1:
            start, dots, end = self.text[1:-1].partition("..")
            end = end if dots else start
        else:
            return self, self
        return _end(start), _end(end)


def parse(text: str, field: str = "due") -> Edtf:
    """Read a date; raises `EdtfError`, blaming `field`, for what cannot be read or held."""
    try:
        return _read(text.strip())
    except EdtfError as error:
        raise EdtfError(str(error), field) from None


@lru_cache(maxsize=_CACHED)
def _read(text: str) -> Edtf:
    """Read a text without outer blanks; registers repeat few dates, so readings are kept."""
    if text.startswith("["):
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    timed = _TIMED.fullmatch(text)
    if timed is not None:
        if timed[1] == "0000":
            raise EdtfError(f"“{text}” is outside the years 0001 to 9999.")
        day = _day(int(timed[1]), int(timed[2]), int(timed[3]))
        return Edtf(text=text, form=Form.DAY, earliest=day, latest=day)
    return _read_single(text)


def _read_single(text: str) -> Edtf:
    """Read one year, month, day, quarter or half-year, with open digits and a qualifier."""
    match = _SINGLE.fullmatch(text)
    if match is None:
        _refuse(text)
    year, month, day, mark = match.groups()
    if "X" in text:
        form, earliest, latest = _unspecified(text, year, month, day)
    elif year == "0000":
        raise EdtfError(f"“{text}” is outside the years 0001 to 9999.")
    elif day is not None:
        form, earliest = Form.DAY, _day(int(year), int(month), int(day))
        latest = earliest
    elif month is not None:
        form, earliest, latest = _part_of_year(text, int(year), int(month))
    else:
        form, earliest, latest = Form.YEAR, date(int(year), 1, 1), date(int(year), 12, 31)
    return Edtf(
        text=text,
        form=form,
        earliest=earliest,
        latest=latest,
        uncertain=mark in ("?", "%"),
        approximate=mark in ("~", "%"),
    )


def _unspecified(
    text: str, year: str, month: str | None, day: str | None
) -> tuple[Form, date, date]:
    """Return the bounds of a date whose last digits are open."""
    digits_follow_x = ("X" in year and month not in (None, "XX")) or (
        month == "XX" and day not in (None, "XX")
    )
    if digits_follow_x:
        _refuse(text)
    last_year = int(year.replace("X", "9"))
    if last_year == 0:
        raise EdtfError(f"“{text}” is outside the years 0001 to 9999.")
    first_year = max(1, int(year.replace("X", "0")))
    if month in (None, "XX"):
        return Form.UNSPECIFIED, date(first_year, 1, 1), date(last_year, 12, 31)
    _, earliest, latest = _part_of_year(text, first_year, int(month or 0))
    if (earliest.year, earliest.month) != (latest.year, latest.month):
        raise EdtfError(f"“{text}” gives a day of a quarter or half-year; leave the day out.")
    return Form.UNSPECIFIED, earliest, latest


def _part_of_year(text: str, year: int, code: int) -> tuple[Form, date, date]:
    """Return the bounds of a month, or of a quarter or half-year by its code."""
    if 1 <= code <= len(MONTHS):
        return Form.MONTH, date(year, code, 1), _month_end(year, code)
    if code in _SPANS_OF_MONTHS:
        first, last = _SPANS_OF_MONTHS[code]
        return Form.QUARTER, date(year, first, 1), _month_end(year, last)
    if code in _SEASONS:
        raise EdtfError(
            f"“{text}” is a season, which differs from place to place; "
            f"write the months meant, such as [{year:04}-03..{year:04}-05]."
        )
    raise EdtfError(f"“{text}” cannot be read: a year has no month {code:02}.")


def _day(year: int, month: int, day: int) -> date:
    """Return a day, or refuse it by name where the calendar has none."""
    if not 1 <= month <= len(MONTHS):
        raise EdtfError(
            f"“{year:04}-{month:02}-{day:02}” cannot be read: a year has no month {month:02}."
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise EdtfError(f"{day:02} {MONTHS[month - 1]} {year} does not exist.") from None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _read_interval(text: str) -> Edtf:
    """Read `A/B`; `..` or nothing leaves an end open."""
    start, _, end = text.partition("/")
    if "/" in end:
        _refuse(text)
    if start in _OPEN and end in _OPEN:
        raise EdtfError(f"“{text}” names no date at all; leave the date empty.")
    return _range(text, Form.INTERVAL, start, end)


def _read_set(text: str) -> Edtf:
    """Read `[A..B]`, `[..B]`, `[A..]` or a list of dates and ranges, of which one is meant."""
    if not text.endswith("]"):
        _refuse(text)
    items = text[1:-1].split(",")
    last = len(items) - 1
    parts: list[Edtf] = []
    for place, item in enumerate(items):
        start, dots, end = item.partition("..")
        needs_start = not dots or place > 0
        needs_end = dots and place < last
        if (needs_start and not start) or (needs_end and not end) or not (start or end):
            _refuse(text)
        parts.append(_range(text, Form.SET, start, end if dots else start))
    starts = [part.earliest for part in parts]
    ends = [part.latest for part in parts]
    if None in starts and None in ends:
        raise EdtfError(f"“{text}” is open at both ends; name a first or a last day.")
    return Edtf(
        text=text,
        form=Form.SET,
        earliest=None if None in starts else min(day for day in starts if day),
        latest=None if None in ends else max(day for day in ends if day),
        uncertain=any(part.uncertain for part in parts),
        approximate=any(part.approximate for part in parts),
    )


def _range(text: str, form: Form, start: str, end: str) -> Edtf:
    """Return the value from the earliest day of `start` to the latest day of `end`."""
    first, last = _end(start), _end(end)
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if earliest and latest and earliest > latest:
        raise EdtfError(f"“{text}” ends before it starts.")
    written = [part for part in (first, last) if part]
    return Edtf(
        text=text,
        form=form,
        earliest=earliest,
        latest=latest,
        uncertain=any(part.uncertain for part in written),
        approximate=any(part.approximate for part in written),
    )


def _end(text: str) -> Edtf | None:
    """Read one end of a range, None where it is open."""
    return None if text in _OPEN else _read_single(text)


def _refuse(text: str) -> NoReturn:
    """Refuse a text, saying why where the reason is known."""
    if not text:
        raise EdtfError("There is no date to read.")
    for pattern, reason in _REFUSED:
        if pattern.fullmatch(text):
            raise EdtfError(f"“{text}” {reason}")
    raise EdtfError(f"“{text}” {_UNREADABLE}")
