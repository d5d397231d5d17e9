"""What comes next of an agreement's term within a year: letters, notices, ends, by their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.course import Course, State
from app.domain.periods import Ending
from app.domain.rows import RegisterRow
from app.domain.terms import Renewal
from app.domain.timing import Duration, Sense, advance

AHEAD = Duration(months=12)
"""How far ahead agreements are looked at, and how far back at what lapsed."""


class Turn(StrEnum):
    """What comes next of an agreement's term."""

    LETTER = "letter"
    LETTER_LATE = "letter late"
    NOTICE = "notice"
    PROPOSAL = "proposal"
    JUDGE = "notice to judge"
    LAPSES = "lapses"
    MAY_END = "may end"
    ROLLS = "rolls on"
    ROLLS_ON = "rolls on by itself"
    ENDS = "ends"
    ENDED = "ended"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDue:
    """An agreement whose term comes to something: what, and by when or on which day.

    `unsure` says that the day was counted over holidays that may yet move.
    """

    row: RegisterRow
    turns: tuple[tuple[Turn, date], ...]
    unsure: bool = False

    @property
    def day(self) -> date:
        """The first of its days."""
        return min(day for _, day in self.turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Texts announced together of which some were never named."""

    row: RegisterRow
    announced: int
    known: int

    @property
    def missing(self) -> int:
        """How many were announced and never named."""
        return max(0, self.announced - self.known)


def text_due(row: RegisterRow, course: Course | None, today: date) -> TextDue | None:
    """Return what an agreement comes to within a year; None where nothing is known to come.

    `course` is None of what has no term; then only the end of a period that its date names
    counts.
    """
    last = _moved(today, AHEAD, date.max)
    before = _moved(today, AHEAD * -1, date.min)
    found = [each for each in turns(course) if each[1] >= before] if course is not None else []
    if not found and row.timing.sense is Sense.SPAN and row.bounds.latest is not None:
        found = [(Turn.ENDS, row.bounds.latest)] if row.bounds.latest >= today else []
    if not any(day <= last for _, day in found):
        return None
    dispatch = course.dispatch if course is not None else None
    return TextDue(
        row=row,
        turns=tuple(found),
        unsure=dispatch is not None and dispatch.unsure,
    )


def turns(course: Course) -> Iterator[tuple[Turn, date]]:
    """Give what an agreement's term comes to, each with its day, however far ahead or ago."""
    today, end = course.today, course.period.end if course.period is not None else None
    if course.over:
        if course.state is State.EXPIRED and end is not None:
            yield Turn.LAPSED, end
        return
    if course.state in (State.NOT_BEGUN, State.ENTRY_OPEN):
        return
    by, notice = course.dispatch.by if course.dispatch else None, course.notice_by
    if notice is not None and notice >= today and course.unjudged:
        yield Turn.JUDGE, notice
    elif notice is not None and notice >= today and not course.decided:
        if by is not None:
            yield (Turn.LETTER if by >= today else Turn.LETTER_LATE), by
        express = course.term is not None and course.term.renewal is Renewal.EXPRESS
        yield (Turn.PROPOSAL if express else Turn.NOTICE), notice
    if end is not None and end >= today:
        yield _at_end(course), end


def _at_end(course: Course) -> Turn:
    """Say what a period's end comes to: only what the clauses and events say."""
    if course.following is not None or course.term is None or course.chain is None:
        return Turn.ENDS
    if course.unjudged:
        return Turn.MAY_END
    if course.state is State.NOTICE_GIVEN or course.chain.ending is Ending.TERMINATED:
        return Turn.ENDS
    if course.state is State.ROLLS_ON:
        return Turn.ROLLS_ON
    return {
        Renewal.EXPRESS: Turn.LAPSES,
        Renewal.NONE: Turn.LAPSES,
        Renewal.TACIT: Turn.ROLLS,
    }.get(course.term.renewal, Turn.ENDS)


def _moved(day: date, length: Duration, instead: date) -> date:
    try:
        return advance(day, length)
    except OverflowError:
        return instead
