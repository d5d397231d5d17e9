"""Dates in figures alone: days, months, years, several years and fiscal years."""

from __future__ import annotations

import re
from datetime import MAXYEAR

from app.domain.edtf import EdtfError, parse
from app.domain.typed.stretch import Asks, Found, Note, Stretch, one
from app.domain.typed.words import YEAR_MARK

_MONTHS = 12
_CENTURY, _THIS_CENTURY = 100, 2000

_VALUE = re.compile(r"\d{2}[\dx]{2}(?:-[\dx]{2}){0,2}")
_FULL = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})" + YEAR_MARK + "?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})" + YEAR_MARK + "?")
_YEAR = re.compile(r"(?:(?:the )?(?:calendar )?year )?(\d{4})" + YEAR_MARK + "?")
_YEARS = re.compile(
    r"(?:(?:the )?(?:years|period) )?(\d{4})\s*(-|/|to)\s*(\d{2}|\d{4})" + YEAR_MARK + "?"
)
_CODED = re.compile(r"(\d{4})-2([1-4])")


def notation(text: str) -> Found | None:
    """A year, month, day, quarter or half-year in EDTF."""
    value = text.upper()
    if not _VALUE.fullmatch(text) or (_YEARS.fullmatch(text) and not readable(value)):
        return None
    return one(value)


def readable(value: str) -> bool:
    """Whether a value is EDTF that the register can hold."""
    try:
        parse(value)
    except EdtfError:
        return False
    return True


def numbers(text: str) -> Found | None:
    """A day, or a month, in figures alone."""
    match = _FULL.fullmatch(text)
    if match:
        return _figures(match[1], match[2], match[3], match[4])
    match = _MONTH_YEAR.fullmatch(text)
    if match and 1 <= int(match[1]) <= _MONTHS:
        return one(f"{match[2]}-{int(match[1]):02}")
    match = _YEAR.fullmatch(text)
    return one(match[1]) if match else None


def _figures(first: str, mark: str, second: str, third: str) -> Found | None:
    """Three numbers: all the orders in which they name a day."""
    whole = len("2026")
    if len(first) == whole and len(third) < whole:
        return one(_iso(first, second, third))
    century = len(third) == len("26") and len(first) < whole
    if len(third) != whole and not century:
        return None
    year = str(_THIS_CENTURY + int(third)) if century else third
    orders = [(year, second, first), (year, first, second)]
    if century and mark != ".":
        orders.append((str(_THIS_CENTURY + int(first)), second, third))
    named = [_iso(*each) for each in orders if 1 <= int(each[1]) <= _MONTHS]
    if mark == "." and named and 1 <= int(second) <= _MONTHS:
        named = named[:1]
    found = list(dict.fromkeys(each for each in named if readable(each)))
    if not found:
        return one(named[0]) if named else None
    dotted = Note.DOTS if mark == "." and int(first) <= _MONTHS and first != second else None
    stretches = tuple(Stretch(first=each, last=each, note=dotted) for each in found)
    if century:
        return Found(stretches=stretches, asks=Asks.CENTURY)
    return Found(stretches=stretches, asks=Asks.DAY_OR_MONTH if len(found) > 1 else None)


def _iso(year: str, month: str, day: str) -> str:
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def years(text: str) -> Found | None:
    """Several years. Two that follow each other may be one fiscal year, `2020-21` a season."""
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), later_year(int(match[1]), match[3])
    seasons = _CODED.fullmatch(text)
    coded = season_months(int(seasons[1]), int(seasons[2]) - 1) if seasons else ()
    if last <= first or last > MAXYEAR:
        return Found(stretches=coded, asks=Asks.SEASON) if coded else None
    years = Stretch(first=f"{first:04}", last=f"{last:04}", ranged=True, lasting=True)
    if match[2] == "to":
        return Found(stretches=(years,))
    also = coded
    if last == first + 1:
        also = (fiscal_year(first), *coded)
        if match[2] == "/" and len(match[3]) == len("05") and int(match[3]) <= _MONTHS:
            month = f"{first:04}-{match[3]}"
            also = (*also, Stretch(first=month, last=month))
    asks = Asks.YEARS if last == first + 1 else Asks.SEASON if coded else None
    return Found(stretches=(years, *also), asks=asks)


def later_year(first: int, last: str) -> int:
    """Return the second of two years, which may leave the century to the first."""
    if len(last) == len("2026"):
        return int(last)
    year = first - first % _CENTURY + int(last)
    wraps = first % _CENTURY == _CENTURY - 1 and int(last) == 0
    return year + _CENTURY if wraps else year


_FISCAL_WORDS = (
    r"(?:fy|f\.y\.?|(?:the )?(?:fiscal|financial) years?|(?:фин(?:ансов\w+|\.)?|бюджетн\w+) год\w*)"
)
_FISCAL_AFTER = r"\s*(?:fy|(?:fiscal|financial) years?|финансов\w+ год\w*|фин\. год\w*)"
_FISCAL = re.compile(
    rf"{_FISCAL_WORDS}\s*'?(\d{{4}}|\d{{2}})(?:\s*(?:-|/|to)\s*'?(\d{{4}}|\d{{2}}))?"
)
_FISCAL_LAST = re.compile(rf"(\d{{4}}|\d{{2}})\s*[-/]\s*(\d{{4}}|\d{{2}}){_FISCAL_AFTER}")


def fiscal_years(text: str) -> Found | None:
    """Fiscal years from July to June; one number alone can be its first year or its last."""
    match = _FISCAL.fullmatch(text) or _FISCAL_LAST.fullmatch(text)
    if match is None:
        return None
    first = int(match[1]) if len(match[1]) > len("26") else _THIS_CENTURY + int(match[1])
    if match[2] is None:
        return Found(stretches=(fiscal_year(first - 1), fiscal_year(first)), asks=Asks.FISCAL)
    last = later_year(first, match[2])
    if last <= first:
        return None
    return Found(stretches=(fiscal_year(first, last),))


def fiscal_year(first: int, last: int | None = None) -> Stretch:
    """Return the fiscal years from July of one year to June of another, the next unless named."""
    last = first + 1 if last is None else last
    return Stretch(
        first=f"{first:04}-07",
        last=f"{last:04}-06",
        lasting=last > first + 1,
        note=Note.FISCAL,
    )


def season_months(year: int, place: int) -> tuple[Stretch, ...]:
    """The months a season may mean, the northern ones first; a winter begins in either year."""
    month = 3 * (place + 1)
    north = quarter_of_months(year, month)
    south = quarter_of_months(year, (month + 6 - 1) % _MONTHS + 1)
    before = quarter_of_months(year - 1, _MONTHS)
    if north.first.endswith(f"-{_MONTHS}"):
        return (before, north, south)
    return (north, south, before) if south.first.endswith(f"-{_MONTHS}") else (north, south)


def quarter_of_months(year: int, month: int) -> Stretch:
    """Three months from the one named."""
    last = month + 2
    over, last = divmod(last - 1, _MONTHS)
    return Stretch(first=f"{year:04}-{month:02}", last=f"{year + over:04}-{last + 1:02}")
