"""Session carry-over: what was agreed at one session, and where it stands before a later one.

Every point of the session is there once: those made there and those it restated, in the order of
their paragraphs. Values only; `carry_over_document` says them in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.agenda import paragraph_key
from app.domain.commitment import sides_of
from app.domain.decisions import Choice, Decision
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Appearance, Note, NoteBasis, Organisation, Wording
from app.domain.promises import only_noted
from app.domain.proofs import Proof
from app.domain.proposals import Proposal
from app.domain.reports.frame import Frame, marks_of
from app.domain.rows import RegisterRow
from app.domain.timing import Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One of the two sessions: its row, its number, when it was held (EDTF; empty unless it was).

    `day` is the last day on which it can have been held.
    """

    row: RegisterRow
    ordinal: int | None = None
    held: str = ""
    day: date | None = None
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was agreed, in the words at hand.

    `agreed` says that it is the agreed wording, verbatim, in `language`; else `text` is the title
    under which the register keeps it. `elsewhere` are the languages in which a wording is held.
    """

    text: str
    language: str = ""
    agreed: bool = False
    elsewhere: tuple[str, ...] = ()


def said_in(language: str, title: str, wordings: Sequence[Wording]) -> Said:
    """Return the agreed wording in a language, else the title; another language is no wording."""
    for each in wordings:
        if each.language.partition("-")[0].casefold() == language:
            return Said(text=each.text, language=each.language, agreed=True)
    return Said(text=title, elsewhere=tuple(sorted(each.language for each in wordings)))


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a progress note tells, and who reported it; `reporter` is None where nobody is named."""

    note: Note
    reporter: Organisation | None = None


def newest(news: Sequence[News], *bases: NoteBasis) -> News | None:
    """Return the latest of some basis by what it reports of; of one day, what came in last."""
    found = [each for each in news if not bases or each.note.basis in bases]
    found.reverse()
    return max(found, key=when, default=None)


def when(news: News) -> tuple[date, date]:
    """Return when what a note tells happened, the latest day first."""
    try:
        read = parse(news.note.happened_on)
    except ServandaError:
        return date.min, date.min
    return read.latest or date.min, read.earliest or date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Another commitment, as far as it is named."""

    id: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who leads on each side, as shown; `presumed` where no source names the first side's."""

    first: str = ""
    second: str = ""
    presumed: bool = False
    supporting: tuple[str, ...] = ()


class Fate(StrEnum):
    """What became of a point; every point has one."""

    DONE = "done"
    DROPPED = "dropped"
    DRAFT = "draft"
    NOTED = "noted"
    CARRIED = "carried"


_FATES = {Phase.DONE: Fate.DONE, Phase.DROPPED: Fate.DROPPED, Phase.DRAFT: Fate.DRAFT}


class Unsaid(StrEnum):
    """Why nobody can say where a point stood at the session."""

    LATER = "made later"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryPoint:
    """One point of the session, as it stood then and as it stands now.

    `restated` is how the session put a point that was made elsewhere, at `origin`. `first` is the
    first promise, `changes` how often another date was given since, `computed` the end that an
    agreement's clauses give where no date names a last day. `evidenced` is the last report
    with evidence, `reported` a later one without. `position` is the last that the other side
    reported, `proof` what says that it is complete. What is internal (all news, the ball, proposal
    and decision, a presumed lead) is None or empty in a copy for the other side.
    """

    row: RegisterRow
    paragraph: str = ""
    made_here: bool = True
    origin: Named | None = None
    said: Said
    restated: str = ""
    lead: Lead = Lead()
    first: Timing | None = None
    changes: int = 0
    computed: date | None = None
    then: Status | Unsaid = Unsaid.UNKNOWN
    evidenced: News | None = None
    reported: News | None = None
    position: News | None = None
    ball_letter: str = ""
    proof: Proof | None = None
    proposal: Proposal | None = None
    decision: Decision | None = None

    @property
    def fate(self) -> Fate:
        """What became of it: the first that holds."""
        return _FATES.get(self.row.phase) or (Fate.NOTED if only_noted(self.row) else Fate.CARRIED)


def in_order(points: Sequence[CarryPoint]) -> tuple[CarryPoint, ...]:
    """Return points by paragraph (3.2, 3.2(a), 3.10); those without one last, by reference."""
    return tuple(sorted(points, key=_place))


def _place(point: CarryPoint) -> tuple[object, ...]:
    return paragraph_key(point.paragraph), paragraph_key(point.row.ref)


def paragraphs(appearances: Sequence[Appearance]) -> str:
    """Return the paragraphs at which one session restated a point, in their order."""
    held = {each.paragraph.strip() for each in appearances}
    return ", ".join(sorted((each for each in held if each), key=paragraph_key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """How many points there are, counted in several ways; each way adds up to `points`.

    `done` and `dropped` are settled, a draft is promised by nobody yet, and language that only
    notes (`noted`) owes nothing; `carried` is what is left: what every report counts as owed.
    `lines` has None for points of which nothing is chosen or proposed.
    """

    points: int
    made: int
    restated: int
    done: int
    dropped: int
    drafts: int
    noted: int
    carried: int
    then: tuple[tuple[Status | Unsaid, int], ...]
    now: tuple[tuple[Status, int], ...]
    lines: tuple[tuple[Choice | None, int], ...] = ()


def tallied(points: Sequence[CarryPoint]) -> Tallies:
    """Count points. What a point is counted as is the officer's choice, else what is proposed."""
    made = sum(each.made_here for each in points)
    fates = Counter(each.fate for each in points)
    told = (each for each in points if each.decision is not None or each.proposal is not None)
    choices = [line_of(each) for each in told]
    then = [each.then for each in points]
    now = [each.row.status for each in points]
    return Tallies(
        points=len(points),
        made=made,
        restated=len(points) - made,
        done=fates[Fate.DONE],
        dropped=fates[Fate.DROPPED],
        drafts=fates[Fate.DRAFT],
        noted=fates[Fate.NOTED],
        carried=fates[Fate.CARRIED],
        then=tuple((each, then.count(each)) for each in (*Status, *Unsaid) if each in then),
        now=tuple((each, now.count(each)) for each in Status if each in now),
        lines=tuple((each, choices.count(each)) for each in (*Choice, None) if each in choices),
    )


def line_of(point: CarryPoint) -> Choice | None:
    """Return what the officer chose, else what is proposed; None where that is nothing."""
    if point.decision is not None:
        return point.decision.choice
    return point.proposal.choice if point.proposal is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """The whole report, as values.

    `shared` says that it is a copy for the other side; `unmarked` that marked points were left
    out; `left_out` how many were.
    """

    start: Meeting
    end: Meeting
    points: tuple[CarryPoint, ...]
    today: date
    version: str
    language: str
    shared: bool = False
    unmarked: bool = False
    left_out: int = 0

    @property
    def sides(self) -> tuple[str, str]:
        """The two sides; the second is the other one."""
        return sides_of(self.start.row.relation)

    @property
    def tallies(self) -> Tallies:
        """How many points there are, counted in every way."""
        return tallied(self.points)

    @property
    def marks(self) -> tuple[str, ...]:
        """The classifications of what it shows, the two sessions among it."""
        rows = [each.row for each in self.points]
        return marks_of([*rows, self.start.row, self.end.row])

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            shared=self.shared,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=self.marks,
        )
