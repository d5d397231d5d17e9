"""Sessions and visits with the points made at them, as the screens get them.

A *point* is what was promised or agreed at an origin (a session, a visit, a communiqué) and has
to be followed up. What merely took place there is an event, and the papers that record the
meeting itself are its documents: neither is counted as a point, and no meeting of one side alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.decisions import Decision
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase
from app.domain.particulars import Appearance, Meeting, Series
from app.domain.promises import only_noted
from app.domain.proofs import Proof
from app.domain.proposals import Proposal
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness

MEETINGS = tuple(each for each in Kind if each.family is Family.MEETING)
"""The kinds that are sessions, visits and other meetings."""

DOCUMENTS = (Kind.PROTOCOL, Kind.MINUTES, Kind.COMMUNIQUE)
"""The kinds of paper that record a meeting where the meeting is their origin."""

INTERNAL = (Kind.INTERNAL_MEETING,)
"""The kinds of meeting of one side alone, which promise the other side nothing."""

_PARTS = re.compile(r"\d+|[^\W\d_]+")


class PointStanding(StrEnum):
    """Where a point stands for whoever prepares the next meeting: the first that holds.

    *Settled*: done or dropped. *Overdue*: owed, firm or soft, and its last day is over; wording
    that is only noted (strength 0 and 1) stays out of it, as out of every count of what is late.
    *Active*: its status counts as active (in progress, on hold, dates agreed, signed, in force,
    notice given). *With news*: not begun as far as its status says, but a progress note tells of
    it. *No news*: nothing was ever reported of it.
    """

    SETTLED = "settled"
    OVERDUE = "overdue"
    ACTIVE = "active"
    NEWS = "with news"
    SILENT = "no news"


def is_point(row: RegisterRow) -> bool:
    """Whether something is a point to follow up: no event, no paper, no meeting of one side."""
    return not (row.event or row.kind in (*DOCUMENTS, *INTERNAL))


def point_standing(row: RegisterRow, today: date) -> PointStanding:
    """Return where a point stands on a day. Every point stands in exactly one class."""
    if row.phase in (Phase.DONE, Phase.DROPPED):
        return PointStanding.SETTLED
    if not only_noted(row) and timeliness(row.standing, today) is Timeliness.OVERDUE:
        return PointStanding.OVERDUE
    if row.phase is Phase.ACTIVE:
        return PointStanding.ACTIVE
    return PointStanding.SILENT if row.heard is None else PointStanding.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many points of a meeting stand where; the classes add up to all of them."""

    counts: dict[PointStanding, int] = field(default_factory=dict)

    def of(self, standing: PointStanding) -> int:
        """Return how many stand there."""
        return self.counts.get(standing, 0)

    @property
    def total(self) -> int:
        """How many points there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in a list: when it was held (EDTF; empty unless it was), and its points.

    `row` says when it is due, what it is called and its status. `place` is where it took place,
    known only of what is recorded as an event: of a meeting that was promised the register holds
    where the promise was made, which is another place. `host` is a country code or a name.
    """

    row: RegisterRow
    ordinal: int | None = None
    host: str = ""
    place: str = ""
    held: str = ""
    tally: Tally = Tally()

    @property
    def ahead(self) -> bool:
        """Whether it is still to come, or was at least never reported as held."""
        return self.row.phase not in (Phase.DONE, Phase.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrecorded:
    """Meetings of a series that the register does not hold, by their numbers."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLine:
    """A forum with its meetings from the latest number to the first, gaps named between them."""

    series: Series
    entries: tuple[MeetingLine | Unrecorded, ...] = ()

    @property
    def recorded(self) -> int:
        """How many of its meetings the register holds."""
        return sum(isinstance(each, MeetingLine) for each in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All meetings of one pair of countries: its forums, then what belongs to none.

    `others` may be only the beginning of `others_total`. `documents` are papers that no meeting
    stands for and that points come from.
    """

    relation: str
    names: tuple[str, str] = ("", "")
    series: tuple[SeriesLine, ...] = ()
    others: tuple[MeetingLine, ...] = ()
    others_total: int = 0
    documents: tuple[MeetingLine, ...] = ()
    meetings: int = 0
    """How many meetings there are in all, shown or not."""
    ahead: int = 0
    """How many of them are still to come."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.series or self.others or self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A point as one session shows it: under its paragraph there, with where it stands.

    What is no point, such as a paper of the meeting, stands nowhere (None). Of a point restated
    from another session `appearance` holds what was said of it here. `decision` is what was
    chosen for the next session of the series, `proposal` what is proposed for it; both are None
    where there is no such session. `proof` is what says that it is complete, None where nothing.
    """

    row: RegisterRow
    paragraph: str
    standing: PointStanding | None
    appearance: Appearance | None = None
    decision: Decision | None = None
    proposal: Proposal | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """Texts announced together: how many were announced (None: not said) and which are known."""

    announced: int | None
    members: tuple[PointLine, ...] = ()

    @property
    def missing(self) -> int | None:
        """How many were announced and never named; None where no number was announced."""
        return None if self.announced is None else max(0, self.announced - len(self.members))


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSheet:
    """One session, visit or other origin with everything that was made there.

    `points` stand in the order of their paragraphs. `before` and `after` are the meetings of the
    same series that come next to it among those recorded.
    """

    line: MeetingLine
    meeting: Meeting | None = None
    series: Series | None = None
    points: tuple[PointLine, ...] = ()
    restated: tuple[PointLine, ...] = ()
    batch: BatchLine | None = None
    documents: tuple[PointLine, ...] = ()
    events: tuple[PointLine, ...] = ()
    internal: tuple[PointLine, ...] = ()
    before: MeetingLine | None = None
    after: MeetingLine | None = None

    @property
    def id(self) -> CommitmentId:
        """The identity of the session itself."""
        return self.line.row.id

    @property
    def chosen(self) -> tuple[Decision, ...]:
        """What was chosen of its points for the next session and is not carried out yet."""
        held = (each.decision for each in (*self.points, *self.restated))
        return tuple(each for each in held if each is not None and not each.applied)


def paragraph_key(text: str) -> tuple[object, ...]:
    """Return what paragraphs are ordered by: 3.2, 3.2(a), 3.10; what has none comes last.

    Numbers count as numbers and come before letters, whatever stands between them.
    """
    parts = _PARTS.findall(text.casefold())
    return (
        not text.strip(),
        tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts),
        text,
    )


def tally_of(points: tuple[PointLine, ...]) -> Tally:
    """Count points by where they stand."""
    counts: dict[PointStanding, int] = {}
    for each in points:
        if each.standing is None:
            continue
        counts[each.standing] = counts.get(each.standing, 0) + 1
    return Tally(counts=counts)


def with_gaps(lines: tuple[MeetingLine, ...]) -> tuple[MeetingLine | Unrecorded, ...]:
    """Return meetings from the latest number to the first, naming the numbers between them.

    Meetings without a number come last, what is ahead before what was held. Two that claim one
    number both stay.
    """
    numbered = [each for each in lines if each.ordinal is not None]
    numbered.sort(key=lambda each: each.ordinal or 0, reverse=True)
    found: list[MeetingLine | Unrecorded] = []
    for place, each in enumerate(numbered):
        found.append(each)
        here = each.ordinal or 0
        below = numbered[place + 1].ordinal or 0 if place + 1 < len(numbered) else 0
        if here - below > 1:
            found.append(Unrecorded(first=below + 1, last=here - 1))
    return (*found, *(each for each in lines if each.ordinal is None))
