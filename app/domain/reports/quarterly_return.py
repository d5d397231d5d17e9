"""Quarterly return: what was open, what came, what went, and how it ties to the return before.

Opening + opened − closed = closing, in every row and in total. The opening is what is known today
of the beginning of the quarter; the return before was made with what was known then, and each
promise that makes the difference is named. Values only; `quarterly_return_document` says them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.identity import CommitmentId
from app.domain.promises import ALL_COUNTED, Uncounted, counting
from app.domain.reports.frame import Frame
from app.domain.reports.lives import DayEnd, Life
from app.domain.reports.quarter import Quarter
from app.domain.reports.quarter_course import Came, Course, Extension, Late, News, Went


class Rows(StrEnum):
    """What stands in the rows."""

    LEAD = "lead"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A promise of the return. `group` is the key of its row: an agency's identity or a sector.

    `presumed` says that no source names the agency.
    """

    id: CommitmentId
    ref: str
    title: str
    group: str
    course: Course
    presumed: bool = False
    classification: str = ""


class Reason(StrEnum):
    """Why the opening is not what the return before gave as its closing."""

    ENTERED_LATE = "entered late"
    CLOSED_LATE = "closing entered late"
    OPENED_LATE = "opening entered late"
    REOPENED = "closing corrected"
    MADE_LATER = "day of making corrected"
    BINNED = "put in the bin"
    BROUGHT_BACK = "brought back"
    TAKEN_BACK = "entry taken back"
    COUNTS = "counts now"
    COUNTS_NO_LONGER = "counts no longer"
    PAIR_JOINED = "joined this pair of countries"
    PAIR_LEFT = "left this pair of countries"
    REGROUPED = "moved to another row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One promise that was counted otherwise by the return before, and why.

    `then` and `now` are the rows in which it was and is counted as open at the beginning of the
    quarter, None where it was or is not. `entered` is the day on which the change was entered that
    made it count as it does now, whatever else was written of it later.
    """

    id: CommitmentId
    ref: str
    title: str
    reason: Reason
    then: str | None
    now: str | None
    entered: date | None = None
    classification: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Up to when the return before knew the register: to the end of a day, or at a version.

    `empty` says that nothing had been entered by then, `erased` how many commitments that were
    known then have been erased for good since.
    """

    day: date | None = None
    version: str = ""
    empty: bool = False
    erased: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one row, or of all."""

    previous: int
    corrected: int
    came: Mapping[Came, int]
    went: Mapping[Went, int]
    extensions: Mapping[Extension, int]
    late: Mapping[Late, int]
    news: Mapping[News, int]

    @property
    def opening(self) -> int:
        """What was open at the beginning."""
        return self.came[Came.OPENING]

    @property
    def closing(self) -> int:
        """What is open at the end."""
        return self.went[Went.CLOSING]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterlyReturn:
    """The whole report, as values.

    `until` is the last day that is counted: of a quarter that is not over, today. `known` counts
    by row what the return before gave as its closing. `perhaps_closed` and `perhaps_made` count
    what may have been closed, or made, by the end: its day is not known well enough. So is that of
    `unplaced_extensions`. `extensions_asked` counts later dates asked for in the quarter and not
    known to be agreed by its end, `extensions_by_entry` those that name no day of agreement and
    were entered in it. `labels` names the rows; the empty key is where there is none.
    """

    quarter: Quarter
    until: date
    rows: Rows
    relation: str
    today: date
    version: str
    language: str
    filed: Filed
    points: tuple[Point, ...]
    corrections: tuple[Correction, ...]
    known: Mapping[str, int]
    labels: Mapping[str, str]
    uncounted: Uncounted = ALL_COUNTED
    perhaps_closed: int = 0
    perhaps_made: int = 0
    unplaced_extensions: int = 0
    extensions_asked: int = 0
    extensions_by_entry: int = 0
    unmarked: bool = False
    left_out: int = 0

    @property
    def over(self) -> bool:
        """Whether the quarter is over."""
        return self.until == self.quarter.last

    @property
    def groups(self) -> tuple[str, ...]:
        """The keys of the rows, by name, what has none last."""
        keys = {each.group for each in self.points} | set(self.known)
        keys |= {
            each for one in self.corrections for each in (one.then, one.now) if each is not None
        }
        return tuple(sorted(keys, key=lambda key: (not key, self.labels[key].casefold(), key)))

    @property
    def total(self) -> Figures:
        """The figures of all rows together."""
        return self._figures(self.points, self.corrections, sum(self.known.values()), None)

    def figures(self, group: str) -> Figures:
        """Return the figures of one row."""
        points = [each for each in self.points if each.group == group]
        corrections = [each for each in self.corrections if group in (each.then, each.now)]
        return self._figures(points, corrections, self.known.get(group, 0), group)

    @staticmethod
    def _figures(
        points: Sequence[Point], corrections: Iterable[Correction], known: int, group: str | None
    ) -> Figures:
        courses = [each.course for each in points]

        def side(key: str | None) -> int:
            return int(key is not None and group in (None, key))

        came, went = Counter(each.came for each in courses), Counter(each.went for each in courses)
        extensions = Counter(each.extension for each in courses)
        late, news = Counter(each.late for each in courses), Counter(each.news for each in courses)
        return Figures(
            previous=known,
            corrected=sum(side(each.now) - side(each.then) for each in corrections),
            came={each: came[each] for each in Came},
            went={each: went[each] for each in Went},
            extensions={each: extensions[each] for each in Extension},
            late={each: late[each] for each in Late},
            news={each: news[each] for each in News},
        )

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        marks = {each.classification for each in self.points if each.classification}
        marks |= {each.classification for each in self.corrections if each.classification}
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=tuple(sorted(marks)),
        )


def row_of(life: Life, rows: Rows) -> str:
    """Return the key of the row of a promise."""
    held = life.commitment
    return held.sector if rows is Rows.SECTOR else held.owner or ""


def uncounted(lives: Iterable[Life], end: DayEnd) -> Uncounted:
    """Count what was there at the end and is no promise; what lies in the bin is nothing."""
    there = ((life, life.status(end)) for life in lives if not life.binned)
    return Uncounted.of(
        counting(life.commitment, status, happened=life.took_place)
        for life, status in there
        if status is not None
    )
