"""Session carry-over: what was agreed at one session, and where it stands before a later one.

Every point of the session is there once: those made there and those it restated, in the order of
their paragraphs. Values only; `carry_over_document` says them in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.agenda import paragraph_key
from app.domain.commitment import sides_of
from app.domain.decisions import Choice, Decision
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Appearance, Note, NoteBasis, Organisation, Wording
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryPoint:
    """One point of the session, as it stood then and as it stands now.

    `restated` is how the session put a point that was made elsewhere, at `origin`. `then` is None
    where the day of the session is not known. `first` is the first promise, `changes` how often
    another date was given since. `evidenced` is the last report with evidence, `reported` a later
    one without. `position` is the last that the other side reported. What is internal (all news,
    the ball, proposal and decision, a presumed lead) is None or empty in a copy for the other
    side.
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
    then: Status | None = None
    evidenced: News | None = None
    reported: News | None = None
    position: News | None = None
    ball_letter: str = ""
    proposal: Proposal | None = None
    decision: Decision | None = None

    @property
    def carried(self) -> bool:
        """Whether something is still to be followed up."""
        return self.row.phase not in (Phase.DONE, Phase.DROPPED)


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
    """How many points there are, counted four ways; each way adds up to `points`.

    `done` and `dropped` are settled, `carried` is what is left: made + restated − done − dropped.
    """

    points: int
    made: int
    restated: int
    done: int
    dropped: int
    carried: int
    then: tuple[tuple[Status | None, int], ...]
    now: tuple[tuple[Status, int], ...]
    lines: tuple[tuple[Choice, int], ...] = ()


def tallied(points: Sequence[CarryPoint]) -> Tallies:
    """Count points. What a point is counted as is the officer's choice, else what is proposed."""
    made = sum(each.made_here for each in points)
    done = sum(each.row.phase is Phase.DONE for each in points)
    dropped = sum(each.row.phase is Phase.DROPPED for each in points)
    choices = [each for each in map(line_of, points) if each is not None]
    then = [each.then for each in points]
    now = [each.row.status for each in points]
    return Tallies(
        points=len(points),
        made=made,
        restated=len(points) - made,
        done=done,
        dropped=dropped,
        carried=sum(each.carried for each in points),
        then=tuple((each, then.count(each)) for each in (*Status, None) if each in then),
        now=tuple((each, now.count(each)) for each in Status if each in now),
        lines=tuple((each, choices.count(each)) for each in Choice if each in choices),
    )


def line_of(point: CarryPoint) -> Choice | None:
    """Return what the officer chose, else what is proposed; None in a copy for the other side."""
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
    def drafts(self) -> int:
        """How many of its points are drafts, which nobody has promised yet."""
        return sum(each.row.status is Status.DRAFT for each in self.points)

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


def without_marked(report: CarryOver) -> CarryOver:
    """Return a report without its marked points, and with how many of them there were."""
    kept = tuple(each for each in report.points if not each.row.classification)
    left = report.left_out + len(report.points) - len(kept)
    return replace(report, points=kept, unmarked=True, left_out=left)


def for_other_side(report: CarryOver, nameable: frozenset[str]) -> CarryOver:
    """Return a copy that the other side may read: nothing internal is in it any more.

    Marked points, drafts and internal meetings are left out and counted. Of the others everything
    goes that is the desk's own: references, reports, positions, the ball, proposals, choices,
    presumed leads and who supports them. `nameable` are the identities of other commitments that
    may be named: neither marked nor internal meetings.
    """
    agreed = tuple(each for each in report.points if not _own(each.row))
    left = report.left_out + len(report.points) - len(agreed)
    kept = without_marked(replace(report, points=agreed, left_out=left))
    return replace(
        kept,
        start=replace(kept.start, row=_public(kept.start.row, nameable)),
        end=replace(kept.end, row=_public(kept.end.row, nameable)),
        points=tuple(_shared(each, nameable) for each in kept.points),
        shared=True,
    )


def _own(row: RegisterRow) -> bool:
    """Whether something is one side's alone: nobody has promised a draft yet."""
    return row.status is Status.DRAFT or row.kind is Kind.INTERNAL_MEETING


def _shared(point: CarryPoint, nameable: frozenset[str]) -> CarryPoint:
    """Return what was agreed, when it is due and where it stands; it begins with nothing."""
    lead, origin = point.lead, point.origin
    return CarryPoint(
        row=_public(point.row, nameable),
        paragraph=point.paragraph,
        made_here=point.made_here,
        origin=origin if origin is not None and origin.id in nameable else None,
        said=replace(point.said, elsewhere=()),
        restated=point.restated,
        lead=Lead(first="" if lead.presumed else lead.first, second=lead.second),
        first=None if point.first is None else _openly(point.first, nameable),
        changes=point.changes,
        then=point.then,
    )


def _public(row: RegisterRow, nameable: frozenset[str]) -> RegisterRow:
    """Return a row with nothing in it but what may be shown."""
    return RegisterRow(
        rid=0,
        id=row.id,
        ref="",
        relation=row.relation,
        kind=row.kind,
        title=row.title,
        status=row.status,
        owed_by=row.owed_by,
        timing=_openly(row.timing, nameable),
        bounds=row.bounds,
        done=row.done,
        first=row.first,
        first_sense=row.first_sense,
        follows=row.follows if row.timing.anchor in nameable else None,
        paragraph=row.paragraph,
    )


def _openly(timing: Timing, nameable: frozenset[str]) -> Timing:
    """Return a date without why it was inferred, in words that name nothing hidden."""
    named = timing.anchor is None or timing.anchor in nameable
    return replace(timing, why="", words=timing.words if named else "")
