"""A stretch of the calendar as it was typed, and all that a text may mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.date_words import Part
from app.domain.edtf import parse


class Asks(StrEnum):
    """Why a text can be meant in more than one way, as the question put to the officer."""

    DAY_OR_MONTH = "“{text}” does not say which number is the month. Which day is meant?"
    YEARS = "“{text}” can be two calendar years or one fiscal year. Which is meant?"
    FISCAL = "“{text}” names a fiscal year by one number. Which one is meant?"
    SEASON = "A season differs from place to place. Which months does “{text}” mean?"
    YEAR = "“{text}” does not name the year. Which one is meant?"
    CENTURY = "“{text}” gives the year in two digits. Which day is meant?"
    SAID = "“{text}” counts from the day it was said. Which day was that?"
    WEEKDAY = "“{text}” may be the day before or the day after. Which day is meant?"
    BY = "“{text}” can mean before it begins or by its end. Which is meant?"
    PART = "“{text}” names no last day. Which day is meant?"
    UNTO = "“{text}” may include that day or not. Which is the last day?"
    FROM = "“{text}” can last from then on, or happen once, no earlier. Which is meant?"
    UNTIL = "“{text}” can last until then, or be due by then. Which is meant?"
    RANGE = "“{text}” can be all of that time, or one day in it. Which is meant?"
    WITHIN = "“{text}” can be any day until then, or that long from then. Which is meant?"


class Note(StrEnum):
    """What the officer should know of a reading."""

    DOTS = "Between dots the day stands before the month."
    FISCAL = "A fiscal year from July to June, as Pakistan counts it."
    PART = "Shown as said: any day of it counts, unless you narrow it."
    COUNTED = "Counted from {day}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the calendar from one EDTF value to another, often the same.

    `part` is the vague part of it that was meant, as in “early 2026”. `ranged` says that it was
    named by its two ends, `lasting` that the words then mean the whole of it, as “2025-27” does,
    rather than a time in which something falls. `counted` is the day it was counted from.
    """

    first: str
    last: str
    part: Part | None = None
    ranged: bool = False
    lasting: bool = False
    note: Note | None = None
    counted: date | None = None

    @property
    def single(self) -> bool:
        """Whether it is one value."""
        return self.first == self.last

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.earliest == self.latest

    @property
    def earliest(self) -> date:
        """Its first day."""
        return _known(parse(self.first).earliest)

    @property
    def latest(self) -> date:
        """Its last day."""
        return _known(parse(self.last).latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that a text may mean, and why to ask where that is more than one thing."""

    stretches: tuple[Stretch, ...]
    asks: Asks | None = None


def _known(day: date | None) -> date:
    if day is None:
        raise ValueError
    return day


def one(text: str, **more: object) -> Found:
    """Return one value as all that is meant. Raises `EdtfError` where the calendar lacks it."""
    parse(text)
    return Found(stretches=(Stretch(first=text, last=text, **more),))  # type: ignore[arg-type]


def of_day(day: date) -> Stretch:
    """Return the stretch of one day."""
    return Stretch(first=day.isoformat(), last=day.isoformat())
