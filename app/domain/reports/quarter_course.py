"""How a promise came into a quarter, how it left it, and where it stood at its end.

Whoever was open at the beginning, or became open within, has come in one way and gone in one way,
so that what was open, what came and what went adds up to what is open at the end. What happened
on days that do not all lie in the quarter is never put into it by guess: at the end of a quarter
counts what had surely happened, and what came or went so is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.ledger import Asked, asked_when
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import NoteBasis, TimingRole
from app.domain.reports.lives import Dated, Dates, DayEnd, Life, Told, days_of
from app.domain.timing import Bounds, Overdue, Sense, overdue


class Came(StrEnum):
    """How a promise came into a quarter."""

    OPENING = "open at the beginning"
    OPENED = "opened"
    TAKEN_UP = "taken up again"
    UNPLACED = "opened, quarter not known"


class Went(StrEnum):
    """How it left the quarter, or that it did not."""

    DONE = "carried out"
    DROPPED = "dropped"
    UNPLACED = "closed, quarter not known"
    CLOSING = "open at the end"


class Extension(StrEnum):
    """When a later day was asked for, seen from the day it replaced."""

    BEFORE = "before expiry"
    AFTER = "after expiry"
    UNKNOWN = "before or after expiry not known"


class Late(StrEnum):
    """Whether what is open at the end was overdue then."""

    NOT_OVERDUE = "not overdue"
    ASKED = "overdue, another date asked for"
    WITHOUT_REQUEST = "overdue without request"
    NO_LAST_DAY = "no last day known"


class News(StrEnum):
    """What was reported in the quarter of what is open at its end."""

    EVIDENCED = "progress with evidence"
    REPORTED = "reported without evidence"
    UNPLACED = "reported, quarter not known"
    NONE = "no news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One promise in one quarter; `late` and `news` are None unless it is open at the end.

    `came_on` and `went_on` are the days as stored, empty where none is. `due` is what it was due
    at the end; `computed` the end of an agreement's term as its clauses give it, where no date
    names a last day.
    """

    came: Came
    went: Went
    came_on: str = ""
    went_on: str = ""
    extension: Extension | None = None
    late: Late | None = None
    news: News | None = None
    due: Bounds = Bounds()
    computed: date | None = None

    def ending(self, day: date) -> Course:
        """Return it with a computed end of its term: that is known, and overdue on no day."""
        return replace(self, late=Late.NOT_OVERDUE, computed=day)


_ASKED = {
    Asked.IN_TIME: Extension.BEFORE,
    Asked.AFTER_EXPIRY: Extension.AFTER,
    Asked.UNKNOWN: Extension.UNKNOWN,
}
_WORST = (Extension.AFTER, Extension.UNKNOWN, Extension.BEFORE)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a quarter as they are counted: from the end of the day before to its own end."""

    start: DayEnd
    end: DayEnd
    first: date

    def course(self, life: Life, dates: Dates) -> Course | None:
        """Return the course of a promise; None for what is none, or was settled all along.

        `dates` are as of the end of the span.
        """
        before, after = life.status(self.start), life.status(self.end)
        if not life.counted or not self._in_it(life, before, after):
            return None
        came, came_on = self._came(life, before)
        went, went_on = self._went(life, before, after)
        extension = self._extended(life, dates)
        if went is not Went.CLOSING:
            return Course(
                came=came, went=went, came_on=came_on, went_on=went_on, extension=extension
            )
        return Course(
            came=came,
            went=went,
            came_on=came_on,
            extension=extension,
            late=self._late(life, dates),
            news=self._news(life),
            due=dates.due(life),
        )

    def perhaps_closed(self, life: Life) -> bool:
        """Whether what counts as open at the end may have been closed by then."""
        return any(each.perhaps_by(self.end) and _settled(each) for each in life.statuses)

    def perhaps_made(self, life: Life) -> bool:
        """Whether what counts as not yet made at the end may have been made by then."""
        made = life.made
        earliest = made.earliest
        return (
            life.counted
            and not life.there(self.end)
            and made.known
            and (earliest is None or earliest <= self.end.day)
        )

    def unplaced_extensions(self, life: Life) -> int:
        """Return how many new dates may have been agreed within, and may not."""
        return sum(self._may_be_within(_agreed(each)) for each in _revisions(life))

    def extensions_by_entry(self, life: Life) -> int:
        """Return how many new dates count as agreed within only since they were entered then."""
        return sum(not each.record.agreed_on and self._extends(each) for each in _revisions(life))

    def extensions_asked(self, life: Life) -> int:
        """Return how many new dates were asked for within and not known to be agreed by its end."""
        return sum(
            self._inside(days_of(each.record.asked_on)) and not self._agreed_by_end(each)
            for each in _revisions(life)
        )

    def _extends(self, dated: Dated) -> bool:
        """Whether a new date was agreed within: by its day, where none is known by its entry.

        That it was asked for is not that it was agreed.
        """
        if dated.record.agreed_on:
            return self._inside(_agreed(dated))
        return self.start.instant <= dated.told.entered < self.end.instant

    def _agreed_by_end(self, dated: Dated) -> bool:
        if not dated.record.agreed_on:
            return dated.told.entered < self.end.instant
        latest = _agreed(dated).latest
        return latest is not None and latest <= self.end.day

    def _inside(self, days: Bounds) -> bool:
        """Whether days all lie within."""
        return (
            days.earliest is not None
            and days.latest is not None
            and self.first <= days.earliest
            and days.latest <= self.end.day
        )

    def _may_be_within(self, days: Bounds) -> bool:
        if not days.known or self._inside(days):
            return False
        begins = days.earliest is None or days.earliest <= self.end.day
        return begins and (days.latest is None or days.latest >= self.first)

    def _in_it(self, life: Life, before: Status | None, after: Status | None) -> bool:
        if _open(before) or _open(after):
            return True
        if after is None or not (after.phase is Phase.DONE or after.phase is Phase.DROPPED):
            return False
        if any(Status(each.value).phase.pending for each in self._within(life)):
            return True
        if before is None:
            return after.phase is Phase.DONE or not life.began_as_draft
        return before is Status.DRAFT and after.phase is Phase.DONE

    def _within(self, life: Life) -> Iterator[Told]:
        """Give what had happened by the end and not yet by the beginning."""
        return (each for each in life.statuses if each.by(self.end) and not each.by(self.start))

    def _came(self, life: Life, before: Status | None) -> tuple[Came, str]:
        if _open(before):
            return Came.OPENING, ""
        if before is not None and before is not Status.DRAFT:
            step = next((each for each in self._within(life) if _is_open(each)), None)
            return self._placed(Came.TAKEN_UP, step)
        said = ""
        if before is None:
            said = life.commitment.made_on
            if not self._begins(life.made):
                return Came.UNPLACED, said
        if life.began_as_draft:
            left = (each for each in self._within(life) if each.value != Status.DRAFT)
            return self._placed(Came.OPENED, next(left, None))
        return Came.OPENED, said

    def _placed(self, came: Came, step: Told | None) -> tuple[Came, str]:
        if step is None:
            return Came.UNPLACED, ""
        return (came if self._begins(step.days) else Came.UNPLACED), step.said

    def _begins(self, days: Bounds) -> bool:
        """Whether what had happened by the end cannot have happened before the first day."""
        return days.earliest is not None and days.earliest >= self.first

    def _went(self, life: Life, before: Status | None, after: Status | None) -> tuple[Went, str]:
        if _open(after) or after is None:
            return Went.CLOSING, ""
        run = _last_run(life, self.end, after.phase)
        if not run:
            said, known = life.commitment.made_on, before is None and self._begins(life.made)
        else:
            said, known = run[-1].said, all(self._begins(each.days) for each in run)
        if not known:
            return Went.UNPLACED, said
        return (Went.DONE if after.phase is Phase.DONE else Went.DROPPED), said

    def _extended(self, life: Life, dates: Dates) -> Extension | None:
        """Say when a later day was asked for that was agreed within; of several the worst."""
        found: set[Extension] = set()
        before: Dated | None = None
        for each in life.dates:
            if each.record.role is TimingRole.READING:
                continue
            if before is not None and self._extends(each):
                was, now = dates.meant(life, before.record), dates.meant(life, each.record)
                later = now.latest is None or (was.latest is not None and now.latest > was.latest)
                said = each.record.asked_on or each.record.agreed_on
                asked = asked_when(said, was) if said else Asked.UNKNOWN
                if later and asked is not None:
                    found.add(_ASKED[asked])
            before = each
        return next((each for each in _WORST if each in found), None)

    def _late(self, life: Life, dates: Dates) -> Late:
        record = life.counting(self.end)
        sense = Sense.POINT if record is None else record.timing.sense
        match overdue(dates.due(life), sense, self.end.day):
            case Overdue.YES:
                asked = any(self._asked_only(each) for each in life.dates)
                return Late.ASKED if asked else Late.WITHOUT_REQUEST
            case Overdue.CANNOT_SAY:
                return Late.NO_LAST_DAY
        return Late.NOT_OVERDUE

    def _asked_only(self, dated: Dated) -> bool:
        """Whether a new date was asked for by the end and agreed to later."""
        asked = days_of(dated.record.asked_on).latest
        return asked is not None and asked <= self.end.day and not dated.told.by(self.end)

    def _news(self, life: Life) -> News:
        within = [each for each in life.notes if each.within(self.first, self.end.day)]
        if any(each.basis is NoteBasis.EVIDENCED for each in within):
            return News.EVIDENCED
        if within:
            return News.REPORTED
        perhaps = any(self._may_be_within(each.days) for each in life.notes)
        return News.UNPLACED if perhaps else News.NONE


def _revisions(life: Life) -> Iterator[Dated]:
    """Give the new dates of a promise."""
    return (each for each in life.dates if each.record.role is TimingRole.REVISION)


def _agreed(dated: Dated) -> Bounds:
    """The days on which a new date may have been agreed; none where nobody says."""
    return days_of(dated.record.agreed_on) if dated.record.agreed_on else Bounds()


def _last_run(life: Life, end: DayEnd, phase: Phase) -> list[Told]:
    """Return the moves that closed it, the last first, as far back as it stayed closed so.

    What may have happened later is among them: it may have closed it before.
    """
    steps = list(life.statuses)
    while steps and not steps[-1].by(end):
        steps.pop()
    run: list[Told] = []
    for each in reversed(steps):
        if Status(each.value).phase is phase:
            run.append(each)
        elif each.by(end):
            break
    return run


def _open(status: Status | None) -> bool:
    return status is not None and status.phase.pending


def _is_open(step: Told) -> bool:
    return Status(step.value).phase.pending


def _settled(step: Told) -> bool:
    return Status(step.value).phase in (Phase.DONE, Phase.DROPPED)
