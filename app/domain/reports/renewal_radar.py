"""Renewal radar as a report: agreements by what happens next, and who writes to whom by when.

Every agreement is there once: what comes within a year first, all others after it. Values only;
`renewal_radar_document` says them in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.agenda import paragraph_key
from app.domain.course import Course, State
from app.domain.reports.brief_terms import Turn, turns
from app.domain.reports.frame import Frame, marks_of
from app.domain.rows import RegisterRow
from app.domain.terms import NoticeEvent
from app.domain.timing import Duration, advance

AHEAD = Duration(months=12)
"""How far ahead what comes next is set apart from what comes later."""


class Place(StrEnum):
    """Where an agreement stands in the report; each stands in exactly one, in this order."""

    LATE = "letter late"
    AHEAD = "within a year"
    LATER = "later"
    EXPIRED = "expired"
    OBTAIN = "text to obtain"
    ENTRY_OPEN = "entry into force not established"
    NOT_BEGUN = "not in force"
    STANDS = "no date ahead"
    OVER = "over"


class Deed(StrEnum):
    """What has to be written by somebody to somebody else."""

    NOTICE = "notice"
    PROPOSAL = "proposal to extend"
    REVIVAL = "revival"
    OBTAIN = "obtain the text"
    RECEIPT = "establish the day of receipt"
    GIVEN = "establish the day of notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """One agreement: where it stands in its term, and what comes of it, each with its day.

    `course` is None of what has no clauses of its own and only a period that its date names.
    """

    row: RegisterRow
    course: Course | None
    turns: tuple[tuple[Turn, date], ...]
    place: Place

    @property
    def day(self) -> date | None:
        """The first day on which something is due or happens, or did where nothing lies ahead."""
        return min((day for _, day in self.turns), default=None)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What has to be written, as far as that follows from its clauses."""
        of = {
            Turn.NOTICE: Deed.NOTICE,
            Turn.PROPOSAL: Deed.PROPOSAL,
        }
        found = [of[turn] for turn, _ in self.turns if turn in of]
        if self.place is Place.EXPIRED:
            found.append(Deed.REVIVAL)
        if self.course is not None and self.course.missing and not self.course.over:
            found.append(Deed.OBTAIN)
        if self.course is not None and self.course.unjudged:
            found.append(_establishing(self.course))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalRadar:
    """The whole report, as values."""

    rows: tuple[Renewal, ...]
    today: date
    version: str
    language: str
    relation: str = ""
    unmarked: bool = False
    left_out: int = 0

    @property
    def places(self) -> tuple[tuple[Place, tuple[Renewal, ...]], ...]:
        """The agreements by where they stand, no place empty; they add up to all."""
        found = (
            (place, tuple(each for each in self.rows if each.place is place)) for place in Place
        )
        return tuple((place, held) for place, held in found if held)

    @property
    def several(self) -> bool:
        """Whether it is of several pairs of countries, so that references have to name them."""
        return len({each.row.relation for each in self.rows}) > 1

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=marks_of(each.row for each in self.rows),
        )


def placed(row: RegisterRow, course: Course | None, today: date) -> Renewal:
    """Return an agreement with what comes of it, in its place.

    `row` has a known last day where there is no `course`.
    """
    found = tuple(turns(course)) if course is not None else _by_date(row, today)
    place = _place(course, found, today)
    return Renewal(row=row, course=course, turns=found, place=place)


def _by_date(row: RegisterRow, today: date) -> tuple[tuple[Turn, date], ...]:
    last = row.bounds.latest
    if last is None:
        return ()
    return ((Turn.ENDS if last >= today else Turn.ENDED, last),)


def _establishing(course: Course) -> Deed:
    """Which day of a notice that cannot be judged is to be established: the one that counts."""
    event = None if course.term is None else course.term.notice_event
    return Deed.RECEIPT if event is NoticeEvent.RECEIVED else Deed.GIVEN


def _place(course: Course | None, found: tuple[tuple[Turn, date], ...], today: date) -> Place:
    if any(turn is Turn.LETTER_LATE for turn, _ in found):
        return Place.LATE
    if course is not None and course.over:
        return Place.EXPIRED if course.state is State.EXPIRED else Place.OVER
    day = min((day for _, day in found), default=None)
    if day is not None and day < today:
        return Place.EXPIRED
    if day is not None:
        return Place.AHEAD if day <= until(today) else Place.LATER
    if course is not None and course.missing:
        return Place.OBTAIN
    state = None if course is None else course.state
    before = {State.NOT_BEGUN: Place.NOT_BEGUN, State.ENTRY_OPEN: Place.ENTRY_OPEN}
    return before.get(state, Place.STANDS) if state is not None else Place.STANDS


def until(today: date) -> date:
    """Return the last day of the year ahead."""
    try:
        return advance(today, AHEAD)
    except OverflowError:
        return date.max


def in_order(rows: Iterable[Renewal]) -> tuple[Renewal, ...]:
    """Return agreements as they come: by place, then by day; of what is over the latest first."""
    places = tuple(Place)

    def place(each: Renewal) -> tuple[object, ...]:
        day = each.day or date.max
        turned = -day.toordinal() if each.place in (Place.EXPIRED, Place.OVER) else day.toordinal()
        return places.index(each.place), turned, paragraph_key(each.row.ref), each.row.rid

    return tuple(sorted(rows, key=place))
