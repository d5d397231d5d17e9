"""A quarter of a calendar year, or of Pakistan's fiscal year, which begins on 1 July."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from app.domain.date_words import Translate, pair_words, plain
from app.domain.errors import InvalidValueError

_CALENDAR = re.compile(r"(\d{4})-?Q([1-4])", re.ASCII | re.IGNORECASE)
_FISCAL = re.compile(r"FY(\d{4})-(\d\d|\d{4})-?Q([1-4])", re.ASCII | re.IGNORECASE)
_JULY = 7
_MONTHS = 3
_QUARTERS = 4
_CENTURY = 100
_YEARS = range(1000, 9999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """One quarter, by the year in which its year begins and its number in it, 1 to 4."""

    year: int
    number: int
    fiscal: bool = False

    @property
    def first(self) -> date:
        """Its first day."""
        months = (_JULY if self.fiscal else 1) - 1 + _MONTHS * (self.number - 1)
        return date(self.year + months // 12, months % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        begun = self.first
        month = begun.month + _MONTHS - 1
        return date(begun.year, month, monthrange(begun.year, month)[1])

    @property
    def text(self) -> str:
        """How it is written in commands and JSON: “2026-Q3”, “FY2026-27-Q1”."""
        if not self.fiscal:
            return f"{self.year}-Q{self.number}"
        return f"FY{self.fiscal_year}-Q{self.number}"

    @property
    def fiscal_year(self) -> str:
        """Its year as Pakistan writes a fiscal year: “2026-27”."""
        return f"{self.year}-{(self.year + 1) % _CENTURY:02}"

    def before(self) -> Quarter:
        """Return the quarter before it."""
        if self.number > 1:
            return Quarter(year=self.year, number=self.number - 1, fiscal=self.fiscal)
        return Quarter(year=self.year - 1, number=_QUARTERS, fiscal=self.fiscal)

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def parse_quarter(text: str) -> Quarter:
    """Read “2026-Q3” or “FY2026-27-Q1”. Raises `InvalidValueError`."""
    tidy = text.strip()
    calendar, fiscal = _CALENDAR.fullmatch(tidy), _FISCAL.fullmatch(tidy)
    if calendar is not None:
        found = Quarter(year=int(calendar[1]), number=int(calendar[2]))
    elif fiscal is not None:
        found = Quarter(year=int(fiscal[1]), number=int(fiscal[3]), fiscal=True)
        if int(fiscal[2]) % _CENTURY != (found.year + 1) % _CENTURY:
            raise InvalidValueError(
                "quarter", f"“{tidy}” names no fiscal year: after {found.year} comes the next year."
            )
    else:
        raise InvalidValueError(
            "quarter",
            f"“{tidy}” is no quarter; write 2026-Q3, or FY2026-27-Q1 for Pakistan's fiscal year.",
        )
    if found.year not in _YEARS:
        raise InvalidValueError("quarter", f"“{tidy}” lies too far away to be counted.")
    return found


def last_complete(today: date) -> Quarter:
    """Return the last calendar quarter that was over before `today`."""
    return Quarter(year=today.year, number=(today.month - 1) // _MONTHS + 1).before()


def quarter_words(quarter: Quarter, tr: Translate = plain) -> str:
    """Return “01 Jul to 30 Sep 2026, first quarter of the fiscal year 2026-27”."""
    first, last = pair_words(quarter.first, quarter.last, tr)
    period = tr("{first} to {last}").format(first=first, last=last)
    if quarter.fiscal:
        template = (
            tr("{period}, first quarter of the fiscal year {year}"),
            tr("{period}, second quarter of the fiscal year {year}"),
            tr("{period}, third quarter of the fiscal year {year}"),
            tr("{period}, fourth quarter of the fiscal year {year}"),
        )[quarter.number - 1]
        return template.format(period=period, year=quarter.fiscal_year)
    template = (
        tr("{period}, first quarter of {year}"),
        tr("{period}, second quarter of {year}"),
        tr("{period}, third quarter of {year}"),
        tr("{period}, fourth quarter of {year}"),
    )[quarter.number - 1]
    return template.format(period=period, year=quarter.year)
