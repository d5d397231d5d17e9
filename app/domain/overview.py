"""What the page Today tells: figures, what needs an answer, counts by what promises share.

A promise here is what `Query(promises=True)` finds; it is pending in the phases open and active.
Every count comes with the query that finds just those, where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.particulars import Relation
from app.domain.query import Query
from app.domain.rows import RegisterRow
from app.domain.timing import Bounds


class Sign(StrEnum):
    """What a figure counts, all of them among pending promises.

    *Silent* are those with no news within their update period: no progress note, or none whose
    reported day lies within that many days (30 unless the commitment says otherwise) before today.
    A passage of a source is no news of its own: what it reports is entered as a note.
    """

    OVERDUE = "overdue"
    RUNNING = "period running"
    SOON = "due in 30 days"
    WAITING = "waiting on another"
    SILENT = "no news"
    UNDATED = "no date stated"


class Reason(StrEnum):
    """Why a promise needs an answer, most urgent first."""

    OVERDUE = "overdue"
    SOON = "due soon"
    NO_DAY = "period running, no day agreed"
    READINGS = "readings disagree"
    WAITING = "waiting on another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many promises a query finds, the first last day among them, how many have no news."""

    count: int = 0
    first: date | None = None
    unheard: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Promises due once within bounds of more than one month, so that no month can be named.

    `to_agree` says that the two sides have still to agree the day; else no source states it.
    """

    bounds: Bounds
    to_agree: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Counts of one register, or of one pair of countries in it, as they are read.

    `found` answers the queries that were asked, in their order. `statuses` counts all promises,
    everything else pending ones: `leads` and `sectors` by name, “” for none; `relations` by code;
    `months` by first day, those whose last day, from today on, falls into a month that is sure;
    `unplaced` those due within the same time whose month is not. `urgent` holds row numbers.
    """

    found: tuple[Found, ...] = ()
    pending: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    leads: dict[str, int] = field(default_factory=dict)
    sectors: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)
    months: dict[date, int] = field(default_factory=dict)
    unplaced: tuple[Unplaced, ...] = ()
    urgent: dict[Reason, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the strip, with the query behind it and what else is known of it."""

    sign: Sign
    query: Query
    found: Found

    @property
    def count(self) -> int:
        """How many promises the query finds."""
        return self.found.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many promises have one value in common.

    `key` is the value as stored: a status, a lead agency as shown, a sector; empty where none is
    stated. With `others` it sums up that many further values and has no key. `query` finds just
    those promises.
    """

    key: str
    count: int
    query: Query
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTally:
    """How many pending promises have their last day in a month, given by its first day.

    Only where that month is sure. No query can ask for a month, so that none stands behind it.
    """

    month: date
    count: int
    query: Query | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanting:
    """A promise that needs an answer, and why.

    `disputed` says that two readings of its date disagree and the officer chose none; `anchor`
    is the commitment its date hangs on.
    """

    row: RegisterRow
    reason: Reason
    disputed: bool = False
    anchor: RegisterRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOverview:
    """All that the page Today shows of a register as of one day.

    `held` says whether anything at all is recorded. `relations` are the pairs of countries that
    have something pending. `pressing` finds what is late, due soon, running or waiting, which
    the rows of `wanting` are mostly taken from; `pressing_count` is how many that are.
    """

    today: date
    relation: str = ""
    held: bool = False
    pending: int = 0
    relations: tuple[Relation, ...] = ()
    figures: tuple[Figure, ...] = ()
    wanting: tuple[Wanting, ...] = ()
    pressing: Query = field(default_factory=Query)
    pressing_count: int = 0
    statuses: tuple[Tally, ...] = ()
    leads: tuple[Tally, ...] = ()
    sectors: tuple[Tally, ...] = ()
    months: tuple[MonthTally, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
