"""The brief: what somebody must know before a visit or a session, or of a sector or an agency.

Every point stands in exactly one place, so that the counts of a brief add up. Values only;
`brief_document` says them in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.domain.commitment import sides_of
from app.domain.gaps import Gap
from app.domain.kinds import Family
from app.domain.lifecycle import Phase
from app.domain.particulars import Source
from app.domain.promises import ALL_COUNTED, Uncounted, only_noted
from app.domain.reports.brief_terms import Batch, TextDue
from app.domain.reports.carry_over import Lead, Meeting, News
from app.domain.reports.frame import Frame, marks_of
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Overdue, overdue

DAYS_AFTER = 60
"""What falls due up to so many days after the meeting is in its brief."""
MOST_PRESSING = 12
"""So many points that need a word are named; how many more there are is said."""
MOST_OWED = 30
"""So many further points are named of what each side owes."""
MOST_MOVED = 12
"""So many points are named that moved."""
MOST_TEXTS = 12
"""So many texts are named of each kind of gap."""


class Subject(StrEnum):
    """What a brief is about."""

    MEETING = "meeting"
    SECTOR = "sector"
    AGENCY = "agency"
    PAIR = "pair of countries"


class Place(StrEnum):
    """Where a point stands: the first that holds.

    *Text*: an agreement or paper that is signed or in force, which nobody owes. *Noted*: wording
    of strength 0 or 1, which is in no count of what is late. *Unsure*: owed, but no last day is
    known. *Over*: a period that was to last and has ended.
    """

    DROPPED = "dropped"
    DONE = "done"
    TEXT = "text"
    NOTED = "noted"
    LATE = "late"
    SOON = "soon"
    LATER = "later"
    OVER = "over"
    UNSURE = "unsure"
    WAITING = "waiting"
    UNDATED = "undated"


OWED = frozenset(
    {Place.LATE, Place.SOON, Place.LATER, Place.OVER, Place.UNSURE, Place.WAITING, Place.UNDATED}
)
"""Where what is still owed stands."""


def place_of(row: RegisterRow, today: date, until: date) -> Place:
    """Return where a point stands; *soon* is what falls due by `until`."""
    settled = {Phase.DROPPED: Place.DROPPED, Phase.DONE: Place.DONE}.get(row.phase)
    if settled is not None:
        return settled
    if row.kind.family is Family.INSTRUMENT and row.phase is Phase.ACTIVE:
        return Place.TEXT
    if only_noted(row):
        return Place.NOTED
    where = timeliness(row.standing, today)
    plain = {
        Timeliness.OVERDUE: Place.LATE,
        Timeliness.WAITING: Place.WAITING,
        Timeliness.NO_DATE: Place.UNDATED,
        Timeliness.ENDED: Place.OVER,
    }.get(where)
    if plain is not None:
        return plain
    if row.bounds.latest is None:
        late = overdue(row.bounds, row.timing.sense, today)
        return Place.UNSURE if late is Overdue.CANNOT_SAY else Place.LATER
    return Place.SOON if row.bounds.latest <= until else Place.LATER


def soon_until(meeting: Meeting | None, today: date) -> date:
    """Return the day until which what falls due matters: some time after the meeting, or today.

    A meeting that is over, or of which no last day is known, counts from today.
    """
    latest = meeting.row.bounds.latest if meeting is not None and not meeting.held else None
    start = latest if latest is not None and latest > today else today
    try:
        return start + timedelta(days=DAYS_AFTER)
    except OverflowError:
        return date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a brief is about, and where it was or will be, as far as that is sourced.

    `name` is a sector, or an agency by its label. `pair` is the code of the two countries, empty
    where there are several pairs, and `names` are their names. `place` is where it took place,
    `host` a country code or a name, `line` the line to take, `sources` are numbers of the list of
    sources. `previous` is the last session before: of the same series, or where there is none of
    the same pair.
    """

    subject: Subject
    name: str = ""
    pair: str = ""
    names: tuple[str, str] = ("", "")
    meeting: Meeting | None = None
    place: str = ""
    host: str = ""
    chairs: str = ""
    line: str = ""
    sources: tuple[int, ...] = ()
    previous: Meeting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPoint:
    """One point: where it stands, what to say of it, what was last heard, what it rests on.

    `line` is the line to take; `sources` are numbers of the list of sources. `moved` says that
    it moved since the last meeting, `perhaps` that it may have; `dropped` is the day, as stored,
    on which it was dropped.
    """

    row: RegisterRow
    place: Place
    lead: Lead = field(default_factory=Lead)
    line: str = ""
    ball_letter: str = ""
    news: News | None = None
    evidenced: News | None = None
    sources: tuple[int, ...] = ()
    moved: bool = False
    perhaps: bool = False
    dropped: str = ""

    @property
    def presses(self) -> bool:
        """Whether it needs a word: late, due soon, or with a line to take."""
        return self.place in (Place.LATE, Place.SOON) or (self.place in OWED and bool(self.line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A source under the number by which the brief refers to it."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """What one side owes, or several together; `sides` are codes, empty where nobody says.

    `above` are among those that need a word, `more` are not named for want of room.
    """

    sides: tuple[str, ...]
    both: bool
    points: tuple[BriefPoint, ...]
    above: int = 0
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.points) + self.above + self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The whole brief, as values.

    `points` are all points it covers, each once; `until` the day until which something is due
    soon, `since` the last day of the meeting since which something moved, None where none is
    recorded. `uncounted` is what belongs to it, is no promise and stands nowhere in it (what is
    only noted does), `papers` counts papers of meetings, which do not either. `gaps` are what is
    not established of texts, `left_out` counts marked rows that are not shown.
    """

    about: About
    points: tuple[BriefPoint, ...]
    today: date
    until: date
    version: str
    language: str
    since: date | None = None
    uncounted: Uncounted = ALL_COUNTED
    papers: int = 0
    terms: tuple[TextDue, ...] = ()
    gaps: tuple[tuple[Gap, tuple[RegisterRow, ...]], ...] = ()
    batches: tuple[Batch, ...] = ()
    sources: tuple[Numbered, ...] = ()
    unmarked: bool = False
    left_out: int = 0

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        rows = [each.row for each in self.points] + [each.row for each in self.terms]
        rows += [row for _, several in self.gaps for row in several]
        about = self.about.meeting
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=marks_of(rows + ([about.row] if about is not None else [])),
        )

    @property
    def places(self) -> tuple[tuple[Place, int], ...]:
        """How many points stand where; the numbers add up to all points."""
        counts = Counter(each.place for each in self.points)
        return tuple((each, counts[each]) for each in Place if counts[each])

    @property
    def owed(self) -> tuple[BriefPoint, ...]:
        """Whatever is still owed."""
        return tuple(each for each in self.points if each.place in OWED)

    @property
    def pressing(self) -> tuple[BriefPoint, ...]:
        """Whatever needs a word: the longest late first, then what falls due, then the rest."""
        return tuple(sorted((each for each in self.points if each.presses), key=_urgency))

    @property
    def moved(self) -> tuple[BriefPoint, ...]:
        """Whatever moved since the last meeting: done, dropped, or reported on with evidence."""
        return tuple(each for each in self.points if each.moved or each.perhaps)


def _urgency(point: BriefPoint) -> tuple[object, ...]:
    order = (Place.LATE, Place.SOON)
    rank = order.index(point.place) if point.place in order else len(order)
    return rank, point.row.bounds.latest or date.max, point.row.ref


def owings(
    points: Sequence[BriefPoint], shown: Sequence[BriefPoint], most: int = MOST_OWED
) -> tuple[Owing, ...]:
    """Return what is owed by whom: the other side first, then the first side, both, the rest.

    `shown` are points named before, which are counted and not named again.
    """
    before = {each.row.id for each in shown}
    groups: dict[tuple[int, tuple[str, ...], bool], list[BriefPoint]] = {}
    for each in points:
        groups.setdefault(_owing(each.row), []).append(each)
    found = []
    for (_, sides, both), several in sorted(groups.items()):
        further = [each for each in several if each.row.id not in before]
        found.append(
            Owing(
                sides=sides,
                both=both,
                points=tuple(further[:most]),
                above=len(several) - len(further),
                more=max(0, len(further) - most),
            )
        )
    return tuple(found)


def _owing(row: RegisterRow) -> tuple[int, tuple[str, ...], bool]:
    first, second = sides_of(row.relation)
    owing = tuple(each for each in row.owed_by.split("+") if each)
    if set(owing) == {first, second}:
        return 2, (), True
    ranks: dict[tuple[str, ...], int] = {(second,): 0, (first,): 1}
    rank = ranks.get(owing, 3 if owing else 4)
    return rank, owing, False
