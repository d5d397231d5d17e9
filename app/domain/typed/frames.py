"""What a stretch of the calendar is to a commitment: “by” it, “before” it, “within” so long.

Each frame is a form of words around a stretch, in English and in Russian, with what it makes of
it. A form that can mean two things gives both, with the reason to ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from app.domain.date_words import Part
from app.domain.edtf import Form, parse
from app.domain.timing import shift
from app.domain.typed.lengths import after_length, in_length, offset, within_length
from app.domain.typed.meant import (
    Framed,
    after,
    before,
    beside,
    by_end,
    lasting_to_end,
    made,
    not_before,
    onwards,
    point,
    span,
    until,
    whole,
)
from app.domain.typed.nearby import Days, find
from app.domain.typed.several import listed, one_of
from app.domain.typed.stretch import Asks, Found, Stretch
from app.domain.typed.values import between
from app.domain.typed.words import LEAD, LENGTH, SHORT_TERM

_Frame = Callable[[re.Match[str], Days], Framed | None]


def framed(text: str, days: Days) -> Framed | None:
    """Return what a tidy text may mean, None for what cannot be read.

    Raises `EdtfError` for a day that the calendar lacks or that contradicts itself.
    """
    text = _turned(text)
    for pattern, frame in _FRAMES:
        match = pattern.fullmatch(text)
        found = frame(match, days) if match else None
        if found is not None:
            return found
    found = one_of(text) or listed(text)
    return found or _bare(text, days)


def _inner(match: re.Match[str], days: Days) -> Found | None:
    """Read what stands in a frame, without the small words before it."""
    text = match["x"]
    return find(LEAD.sub("", text, count=1), days) or find(text, days)


# --- the frames --------------------------------------------------------------------------------


def _to_end(match: re.Match[str], days: Days) -> Framed | None:
    return made(whole(_inner(match, days)), by_end)


def _last(match: re.Match[str], days: Days) -> Framed | None:
    """A last day that the words include."""
    found = _inner(match, days)
    return _by_part(found) or made(whole(found), by_end)


def _by(match: re.Match[str], days: Days) -> Framed | None:
    """A last day; of a longer time it is open whether its end or its beginning is meant."""
    found = _inner(match, days)
    if found is None or all(each.is_day for each in found.stretches):
        return made(found, by_end)
    return _by_part(found) or made(whole(found), by_end, before, asks=Asks.BY)


def _unto(match: re.Match[str], days: Days) -> Framed | None:
    """The Russian «до», which includes the day it names or does not."""
    found = _inner(match, days)
    parted = _by_part(found)
    return parted or made(whole(found), by_end, before, asks=Asks.UNTO)


_FIRST_DAYS = {
    Part.EARLY: (3, 4),
    Part.BEGINNING: (1, 3),
    Part.MID: (6, 7),
    Part.MIDDLE: (6, 7),
}
_DAYS_OF_MONTH = {Part.EARLY: (5, 10), Part.BEGINNING: (5, 10), Part.MID: (15, 20)}
_DAYS_OF_MONTH[Part.MIDDLE] = _DAYS_OF_MONTH[Part.MID]


def _by_part(found: Found | None) -> Framed | None:
    """“By mid-2026” names no day: days that may be meant are offered."""
    if found is None or not all(each.part for each in found.stretches):
        return None
    if all(each.part in (Part.LATE, Part.END) for each in found.stretches):
        return made(found, by_end)
    meant = tuple(until(each, day) for each in found.stretches for day in _part_ends(each))
    return Framed(meant=meant, asks=found.asks or Asks.PART)


def _part_ends(stretch: Stretch) -> Iterator[date]:
    part, first = stretch.part, stretch.earliest
    if part in _FIRST_DAYS and parse(stretch.first).form is Form.YEAR:
        for month in _FIRST_DAYS[part]:
            yield beside(shift(first, f"P{month}M"), -1)
    elif part in _DAYS_OF_MONTH:
        for day in _DAYS_OF_MONTH[part]:
            yield first.replace(day=day)
    yield stretch.latest


def _ahead_of(match: re.Match[str], days: Days) -> Framed | None:
    return made(whole(_inner(match, days)), before)


def _no_earlier(match: re.Match[str], days: Days) -> Framed | None:
    return made(_inner(match, days), not_before)


def _later_than(match: re.Match[str], days: Days) -> Framed | None:
    return made(whole(_inner(match, days)), after)


def _between(match: re.Match[str], _days: Days) -> Framed | None:
    """One day between two."""
    found = between(match["a"], match["b"])
    if found is None:
        return None
    return made(Found(stretches=(replace(found.stretches[0], ranged=False),)), point)


def _from_to(match: re.Match[str], _days: Days) -> Framed | None:
    return made(between(match["a"], match["b"]), span)


def _from(match: re.Match[str], days: Days) -> Framed | None:
    return made(whole(_inner(match, days)), onwards, not_before, asks=Asks.FROM)


def _from_on(match: re.Match[str], days: Days) -> Framed | None:
    return made(whole(_inner(match, days)), onwards)


def _lasting_until(match: re.Match[str], days: Days) -> Framed | None:
    return made(whole(_inner(match, days)), lasting_to_end)


def _until_then(match: re.Match[str], days: Days) -> Framed | None:
    return made(whole(_inner(match, days)), lasting_to_end, by_end, asks=Asks.UNTIL)


def _throughout(match: re.Match[str], days: Days) -> Framed | None:
    return made(whole(_inner(match, days)), span)


def _for(match: re.Match[str], days: Days) -> Framed | None:
    """“For 2025-27” lasts, “for 10 Feb” is a day; “for 2026” may be either."""
    found = _inner(match, days)
    if found is None or all(each.is_day or each.lasting for each in found.stretches):
        return _bare_of(found)
    if found.asks is Asks.YEARS:
        return made(found, span)
    return made(whole(found), span, point, asks=Asks.RANGE)


def _in(match: re.Match[str], days: Days) -> Framed | None:
    return made(_inner(match, days), point)


def _bare(text: str, days: Days) -> Framed | None:
    return _bare_of(find(text, days))


def _bare_of(found: Found | None) -> Framed | None:
    """A stretch alone: several years or days last, one value is a time in which it falls."""
    if found is None:
        return None
    if any(each.ranged and not each.lasting for each in found.stretches):
        return made(found, span, point, asks=Asks.RANGE)
    return made(found, lambda each: span(each) if each.lasting else point(each))


# --- the words of the frames -------------------------------------------------------------------

_X = r"(?P<x>.+)"
_NO_LATER = (
    r"(?:no later than|not later than|on or before|by or before|at (?:the )?latest(?: by| in| on)?"
    r"|latest(?: by)?|deadline(?: is)?:?|due no later than|не позднее|не позже|срок:?)"
)
_UNTO = r"(?:до)"
_BY = r"(?:by|due by|к|ко)"
_END = r"(?:the )?(?:very )?(?:end|close|конца|концу|исхода|истечения|окончания)(?: of)?(?: the)?"
_SINCE = r"(?:of|from|after|since|starting from|following|с|со|от|после|начиная с)"
_FROM_DAY = rf"(?:\s+{_SINCE}\s+(?:дня\s+)?(?P<day>.+))?"
_AHEAD = r"(?:(?:next|coming|following|ближайш\w+|последующ\w+)\s+)?"
_FRAMES: tuple[tuple[re.Pattern[str], _Frame], ...] = (
    (
        re.compile(
            rf"(?:within|no later than|not later than|(?:in|over|during) (?:the )?(?:next|coming)"
            rf"|в течение|за|в срок до|не позднее,? чем через|не позднее)"
            rf"\s+(?:a period of\s+|the\s+)?{_AHEAD}{LENGTH}(?:'s?|s')?(?: time)?{_FROM_DAY}"
        ),
        within_length,
    ),
    (re.compile(rf"в {SHORT_TERM}{_FROM_DAY}"), within_length),
    (re.compile(rf"in\s+{LENGTH}(?:'s?|s')?(?: time)?"), in_length),
    (re.compile(rf"(?:через|спустя)\s+{LENGTH}{_FROM_DAY}"), after_length),
    (re.compile(rf"{LENGTH}\s+(?:later|hence|from now|спустя)"), after_length),
    (re.compile(rf"(?P<sign>[+-])\s*{LENGTH}{_FROM_DAY}"), offset),
    (re.compile(rf"(?P<sign>){LENGTH}\s+{_SINCE}\s+(?P<day>.+)"), offset),
    (re.compile(rf"(?:{_NO_LATER}|{_BY}|{_UNTO}|before|prior to)\s+{_END}[\s-]+{_X}"), _to_end),
    (re.compile(rf"{_NO_LATER}\s+{_X}"), _last),
    (re.compile(rf"{_BY}\s+{_X}"), _by),
    (re.compile(rf"{_UNTO}\s+{_X}"), _unto),
    (
        re.compile(
            rf"(?:(?:not|no) (?:before|earlier than|sooner than)|at (?:the )?earliest"
            rf"(?: in| on| by)?|earliest(?: in| on)?|не (?:ранее|раньше)(?: чем)?)\s+{_X}"
        ),
        _no_earlier,
    ),
    (re.compile(rf"from\s+{_X}, end not stated"), _no_earlier),
    (re.compile(rf"(?:before|prior to|earlier than|ahead of|ранее|раньше)\s+{_X}"), _ahead_of),
    (re.compile(rf"(?:after|later than|following|после|позднее|позже)\s+{_X}"), _later_than),
    (
        re.compile(
            r"(?:(?:some ?time|any ?time) )?(?:between|между)\s+(?P<a>.+?)\s+(?:and|и)\s+(?P<b>.+)"
        ),
        _between,
    ),
    (
        re.compile(
            r"(?:(?:in|during|for|lasting) )?(?:the period )?(?:from|с|со)\s+(?P<a>.+?)"
            r"\s*(?:\bto\b|\buntil\b|\btill\b|\bthrough\b|\bпо\b|\bдо\b|-)\s*(?P<b>.+)"
        ),
        _from_to,
    ),
    (re.compile(rf"(?:from|since)\s+{_X}\s+on(?:wards?)?(?:, end not stated)?"), _from_on),
    (
        re.compile(
            rf"(?:from|since|starting(?: from| in| on)?|as of|as from|с|со|начиная с)\s+{_X}"
        ),
        _from,
    ),
    (re.compile(rf"lasting until\s+{_END}\s+{_X}"), _lasting_until),
    (re.compile(rf"lasting until\s+{_X}"), _lasting_until),
    (re.compile(rf"(?:until|till|up to|through)\s+(?:{_END}\s+)?{_X}"), _until_then),
    (
        re.compile(
            rf"(?:throughout|during the whole(?: of)?|all(?: of| through)?|in the whole(?: of)?"
            rf"|в течение всего|весь|всю|все)\s+{_X}"
        ),
        _throughout,
    ),
    (
        re.compile(rf"(?:(?:scheduled|planned|запланировано) )?(?:for|на период|на)\s+{_X}"),
        _for,
    ),
    (
        re.compile(
            rf"(?:(?:some ?time|any ?time|held|scheduled|due|to be held|состоится|планируется) )?"
            rf"(?:in|on|at|during|within|over|в|во|в течение|в ходе)\s+{_X}"
        ),
        _in,
    ),
)

_AT_THE_LATEST = re.compile(r"(?P<x>.+?),? (?:at (?:the )?latest|or (?:earlier|before|sooner))")
_AT_THE_EARLIEST = re.compile(r"(?P<x>.+?),? (?:at (?:the )?earliest|or later)")
_YEAR_END = re.compile(
    r"(?P<lead>.*?)\b(?:the )?(?P<unit>year|month|quarter)[- ]end\b(?:,? (?:of )?(?P<x>.+))?"
)


def _turned(text: str) -> str:
    """Put what stands behind a date before it: “in May at the latest”, “by year-end 2025”."""
    match = _YEAR_END.fullmatch(text)
    if match:
        text = f"{match['lead']}end of {match['x'] or match['unit']}"
    match = _AT_THE_LATEST.fullmatch(text)
    if match:
        return f"no later than {match['x']}"
    match = _AT_THE_EARLIEST.fullmatch(text)
    return f"not before {match['x']}" if match else text
