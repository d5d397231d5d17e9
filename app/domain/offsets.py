"""How far from another commitment a date lies, in words: “2 weeks after”, “1 month before”."""

from __future__ import annotations

import re

from app.domain.date_words import Translate, plain
from app.domain.errors import InvalidValueError
from app.domain.timing import duration_of

_PART = re.compile(
    r"(\d{1,4})\s*(years?|y|months?|m|weeks?|w|days?|d)\b[\s,]*(?:and\b\s*)?", re.ASCII
)
_DIRECTION = re.compile(r"(before|after|later|earlier|from|following)\b.*", re.ASCII)
_BACK = ("before", "earlier")
_SAME = frozenset({"", "same day", "the same day", "with it", "on the day", "on that day"})
_UNITS = "YMWD"
_DAYS_IN_WEEK = 7
_MONTHS_IN_YEAR = 12


def offset_of(text: str) -> str:
    """Return what was typed as an ISO 8601 duration, empty for the same day.

    Reads “2 weeks after”, “1 month before”, “10 days”, “+2w”, “-1m” and P14D itself; without a
    direction it is counted forwards. Raises `InvalidValueError` for anything else.
    """
    typed = " ".join(text.casefold().split())
    if typed in _SAME:
        return ""
    if typed.lstrip("+-").startswith("p"):
        return _iso(typed.upper())
    back = typed.startswith("-")
    rest, counts = typed.lstrip("+-").strip(), dict.fromkeys(_UNITS, 0)
    while (part := _PART.match(rest)) is not None:
        counts[part[2][0].upper()] += int(part[1])
        rest = rest[part.end() :]
    direction = _DIRECTION.fullmatch(rest)
    if not any(counts.values()) or (rest and direction is None):
        raise InvalidValueError(
            "offset",
            f"“{text.strip()}” is no distance in time; write for example “2 weeks after”, "
            "“1 month before” or “10 days”.",
        )
    back = back or (direction is not None and direction[1] in _BACK)
    written = "".join(f"{counts[unit]}{unit}" for unit in _UNITS if counts[unit])
    return _iso(f"{'-' if back else ''}P{written}")


def _iso(text: str) -> str:
    length = duration_of(text)
    return text.removeprefix("+") if length.months or length.days else ""


def offset_words(offset: str, tr: Translate = plain) -> str:
    """Return an offset in words that `offset_of` reads, empty for the same day.

    A malformed one is shown as it is stored: a screen must not fail.
    """
    try:
        length = duration_of(offset) if offset else None
    except InvalidValueError:
        return offset
    if length is None or not (length.months or length.days):
        return ""
    back = min(length.months, length.days) < 0
    template = tr("{length} before") if back else tr("{length} after")
    return template.format(length=length_words(abs(length.months), abs(length.days), tr))


def length_words(months: int, days: int, tr: Translate = plain) -> str:
    """Return a length of calendar time in years, months, weeks or days; empty for none."""
    in_months, in_days = _months(months, tr), _days(days, tr)
    if in_months and in_days:
        return tr("{months} and {days}").format(months=in_months, days=in_days)
    return in_months or in_days


def _months(months: int, tr: Translate) -> str:
    if not months:
        return ""
    years, over = divmod(months, _MONTHS_IN_YEAR)
    if over:
        return tr("1 month") if months == 1 else tr("{months} months").format(months=months)
    return tr("1 year") if years == 1 else tr("{years} years").format(years=years)


def _days(days: int, tr: Translate) -> str:
    if not days:
        return ""
    weeks, over = divmod(days, _DAYS_IN_WEEK)
    if over:
        return tr("1 day") if days == 1 else tr("{days} days").format(days=days)
    return tr("1 week") if weeks == 1 else tr("{weeks} weeks").format(weeks=weeks)
