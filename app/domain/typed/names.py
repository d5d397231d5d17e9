"""Dates with a name in them: months, quarters, half-years, seasons, decades."""

from __future__ import annotations

import re

from app.domain.typed.figures import later_year, quarter_of_months, readable, season_months
from app.domain.typed.stretch import Asks, Found, one
from app.domain.typed.words import MONTH, ORDINAL, SEASONS, YEAR_MARK, month_of, ordinal_of

_MONTHS = 12
_QUARTERS, _HALVES = (33, 34, 35, 36), (40, 41)

_GAP = r"[\s,./-]*"
_DAY_NUMBER = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th)(?!\w)|-?(?:го|е|ое|ого)(?!\w))?"
_NAMED = (
    re.compile(
        rf"(?:the )?{_DAY_NUMBER}{_GAP}(?:day )?(?:of )?(?P<month>{MONTH}){_GAP}(?:of )?"
        rf"(?P<year>\d{{4}}){YEAR_MARK}?"
    ),
    re.compile(rf"(?P<month>{MONTH}){_GAP}(?:the )?{_DAY_NUMBER}[\s,]+(?P<year>\d{{4}})"),
    re.compile(rf"(?P<year>\d{{4}}){_GAP}(?P<month>{MONTH})(?:{_GAP}{_DAY_NUMBER})?"),
    re.compile(rf"(?:the month of )?(?P<month>{MONTH}){_GAP}(?:of )?(?P<year>\d{{4}}){YEAR_MARK}?"),
)


def named(text: str) -> Found | None:
    """A day or month with the month's name."""
    for pattern in _NAMED:
        match = pattern.fullmatch(text)
        if match:
            parts = match.groupdict()
            value = f"{parts['year']}-{month_of(parts['month']):02}"
            return one(f"{value}-{int(parts['day']):02}" if parts.get("day") else value)
    return None


_NTH = rf"(?:the )?(?P<nth>{ORDINAL})"
_QUARTER = r"(?:quarters?|qtr|q|квартал\w*|кв)\.?"
_HALF = r"(?:half(?:[- ]years?)?(?: of the year)?|semester|полугоди\w+|половин\w+|п/г)"
_OF_YEAR = rf"[\s,/.-]*(?:of )?(?:the )?(?:year )?(?P<year>\d{{4}}){YEAR_MARK}?"
_PARTS_OF_YEAR = (
    (_QUARTERS, re.compile(rf"{_NTH}\s*{_QUARTER}{_OF_YEAR}")),
    (_QUARTERS, re.compile(rf"(?:q|quarter|qtr|кв\.?)\s*(?P<nth>[1-4]|i{{1,3}}|iv){_OF_YEAR}")),
    (_QUARTERS, re.compile(r"(?P<year>\d{4})[\s,/-]*(?:q|quarter)\s*(?P<nth>[1-4])")),
    (_HALVES, re.compile(rf"{_NTH}\s*{_HALF}{_OF_YEAR}")),
    (_HALVES, re.compile(rf"(?:h|half)\s*(?P<nth>[12]|i{{1,2}}){_OF_YEAR}")),
    (_HALVES, re.compile(rf"(?P<nth>[12])h{_OF_YEAR}")),
    (_HALVES, re.compile(r"(?P<year>\d{4})[\s,/-]*h\s*(?P<nth>[12])")),
)


def part_of_year(text: str) -> Found | None:
    """A quarter or half-year."""
    for codes, pattern in _PARTS_OF_YEAR:
        match = pattern.fullmatch(text)
        if match:
            place = len(codes) if match["nth"].startswith(("last", "посл")) else 0
            place = place or ordinal_of(match["nth"])
            return one(f"{match['year']}-{codes[place - 1]}") if place <= len(codes) else None
    return None


_SEASON = re.compile(
    rf"(?:the )?(?P<name>{'|'.join(each.pattern for each in SEASONS)})[\s,/-]*(?:of )?"
    rf"(?P<year>\d{{4}})(?:\s*[-/]\s*(?P<next>\d{{2}}|\d{{4}}))?{YEAR_MARK}?"
)


def season(text: str) -> Found | None:
    """A season, which names other months in each half of the world: always asked about."""
    match = _SEASON.fullmatch(text)
    if match is None:
        return None
    place = next(n for n, each in enumerate(SEASONS) if each.fullmatch(match["name"]))
    year = int(match["year"])
    if match["next"]:
        if place != len(SEASONS) - 1 or later_year(year, match["next"]) != year + 1:
            return None
        return Found(stretches=(quarter_of_months(year, _MONTHS),), asks=Asks.SEASON)
    return Found(stretches=season_months(year, place), asks=Asks.SEASON)


_DECADE = re.compile(r"(?:the )?(\d{3})0(?:'?s|-?(?:е|х)(?:\s+год\w*)?)")
_STATED = re.compile(r"(\d{4}) to (\d{4}), year not stated")


def decade(text: str) -> Found | None:
    """Ten years, or the hundred that our own words name."""
    match = _DECADE.fullmatch(text)
    if match:
        return one(f"{match[1]}X")
    match = _STATED.fullmatch(text)
    if match is None:
        return None
    for value in (f"{match[1][:3]}X", f"{match[1][:2]}XX"):
        if readable(value):
            found = one(value)
            (stretch,) = found.stretches
            if (stretch.earliest.year, stretch.latest.year) == (int(match[1]), int(match[2])):
                return found
    return None
