"""The handover note: what a successor at the desk must know in the first hour.

In the order of what is lost first if nobody knows it: deadlines, answers awaited, what is in
doubt, what is unfinished, what is not in the register. Values only; `handover_document` says them
in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.agenda import Unrecorded
from app.domain.gaps import Gap
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Move, Series
from app.domain.promises import ALL_COUNTED, Counting, Uncounted, counting, only_noted
from app.domain.reports.brief import BriefPoint
from app.domain.reports.brief_terms import Batch, TextDue
from app.domain.reports.frame import Frame, marks_of
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Sense, Timing

NEAR_DAYS, FAR_DAYS = 30, 90
"""What is next is told for so many days, and for so many."""
MOST_SILENT = 12
MOST = 15
"""So many are named of one kind; how many more there are is said."""


class Next(StrEnum):
    """When something asks for attention; *under way* has begun and has no nearer day.

    A meeting of one side alone promises nothing, and is named apart whenever it does.
    """

    LATE = "late"
    NEAR = "within 30 days"
    FAR = "within 90 days"
    UNDER_WAY = "under way"
    INTERNAL = "internal meetings"


def next_of(row: RegisterRow, today: date) -> Next | None:
    """Return when a pending point asks for attention; None for one that does not yet.

    What is only noted and what merely took place never does; an agreement in force does by its
    term alone. Every point is counted once.
    """
    where = _when(row, today)
    internal = where is not None and counting(row) is Counting.INTERNAL
    return Next.INTERNAL if internal else where


def _when(row: RegisterRow, today: date) -> Next | None:
    stands = row.kind.family is Family.INSTRUMENT and row.phase is Phase.ACTIVE
    if row.event or only_noted(row) or stands or not row.phase.pending:
        return None
    if timeliness(row.standing, today) is Timeliness.OVERDUE:
        return Next.LATE
    latest = row.bounds.latest
    if latest is not None and latest >= today and row.timing.sense is not Sense.CONTINUING:
        if latest <= _after(today, NEAR_DAYS):
            return Next.NEAR
        if latest <= _after(today, FAR_DAYS):
            return Next.FAR
    return Next.UNDER_WAY if row.phase is Phase.ACTIVE else None


def _after(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A round of letters with answers still awaited; `number` counts reminders from one on.

    `agencies` are those that have not answered, as shown.
    """

    reference: str
    dated_on: date
    deadline: date
    number: int
    asked: int
    replied: int
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """An agency of whose pending points nothing was heard for too long, and in how many.

    `heard` is the last day on which the newest report of these points can have happened, whoever
    gave it, `said` that day as stored. `own` is the day, as stored, of the newest report that the
    agency itself gave, of any point of the pair of countries; "" where it never gave one.
    """

    agency: str
    count: int
    heard: date | None
    said: str = ""
    own: str = ""
    named: bool = True
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A date on which sources disagree: the readings beside the one that counts, and the choice."""

    row: RegisterRow
    others: tuple[Timing, ...]
    choice: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedCount:
    """How many records of a pair of countries carry one classification."""

    relation: str
    mark: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Numbers of a series that nothing is recorded of."""

    series: Series
    missing: tuple[Unrecorded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed:
    """A reminder that was put off: of what, and until when (None: until there is an answer)."""

    title: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The whole note, as values.

    `points` are all that ask for attention, each once under its `Next`. `turns` are pending
    points of which it is said whose turn it is. `wanting` are agreements of which a clause or the
    text is to be obtained; `leaderless` counts pending promises without a lead agency,
    `uncounted` what is pending and none; `unreached` are the agencies with pending points of
    which no focal point is recorded. `rules` are own rules of reminding, `single_rules` those of
    them for single commitments.
    """

    relation: str
    today: date
    version: str
    language: str
    points: tuple[tuple[Next, tuple[BriefPoint, ...]], ...] = ()
    terms: tuple[TextDue, ...] = ()
    turns: tuple[BriefPoint, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    silent: tuple[Silent, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    drafts: tuple[RegisterRow, ...] = ()
    wanting: tuple[RegisterRow, ...] = ()
    gaps: tuple[tuple[Gap, tuple[RegisterRow, ...]], ...] = ()
    marked: tuple[MarkedCount, ...] = ()
    gone: tuple[Gone, ...] = ()
    batches: tuple[Batch, ...] = ()
    leaderless: int = 0
    uncounted: Uncounted = ALL_COUNTED
    unreached: tuple[str, ...] = ()
    rules: int = 0
    single_rules: int = 0
    snoozed: tuple[Snoozed, ...] = ()
    held: int = 0
    unmarked: bool = False
    left_out: int = 0

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=marks_of(self.rows()),
        )

    def rows(self) -> Iterable[RegisterRow]:
        """Give every row that it names, some more than once."""
        yield from (each.row for _, several in self.points for each in several)
        yield from (each.row for each in self.terms)
        yield from (each.row for each in self.turns)
        yield from (each.row for each in self.disputed)
        yield from (each.row for each in self.batches)
        yield from (*self.drafts, *self.wanting)
        for _, several in self.gaps:
            yield from several


def marked_counts(rows: Sequence[RegisterRow]) -> tuple[MarkedCount, ...]:
    """Count marked records by pair of countries and classification."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.classification:
            key = (row.relation, row.classification)
            counts[key] = counts.get(key, 0) + 1
    return tuple(
        MarkedCount(relation=relation, mark=mark, count=count)
        for (relation, mark), count in sorted(counts.items())
    )


def is_draft(row: RegisterRow) -> bool:
    """Whether something was begun at the desk and is promised by nobody yet."""
    return row.status is Status.DRAFT and not row.event
