"""The entries of a calendar as values: what they say, on which days, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.course import Course
from app.domain.rows import RegisterRow


class Part(StrEnum):
    """Which entry of a commitment it is: its own date, or a day of the term of an instrument."""

    OWN = "own"
    NOTICE = "notice"
    DISPATCH = "dispatch"
    PERIOD = "period"


class Form(StrEnum):
    """What a calendar makes of an entry: days on which something is, or something to be done."""

    EVENT = "event"
    TASK = "task"


class Stand(StrEnum):
    """Where an entry stands, as far as a calendar can tell it."""

    TENTATIVE = "tentative"
    OPEN = "open"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be reminded of."""
        return self in (Stand.DONE, Stand.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A day on which a calendar is to remind of an entry, and the words it is to show."""

    on: date
    words: str
    part: Part = Part.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a calendar.

    `first` and `last` are its days, both included, and None together where it has none. `n` is
    the period that a day of a term belongs to. `done` is the day it was done, where that is known.
    """

    part: Part
    form: Form
    title: str
    words: str
    stand: Stand
    first: date | None = None
    last: date | None = None
    done: date | None = None
    n: int = 0
    alarms: tuple[Alarm, ...] = ()

    @property
    def key(self) -> str:
        """What tells the entries of one commitment apart, whatever else changes of them."""
        return self.form.value if self.part is Part.OWN else f"{self.part.value}-{self.n}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an entry is made from. `origin` names where it was made, empty where that is not told.

    `course` is that of an instrument with a term; `names` gives countries by their codes.
    """

    row: RegisterRow
    summary: str = ""
    origin: str = ""
    course: Course | None = None
    names: Mapping[str, str] | None = None
