"""The renewal radar: what of an instrument's periods lies ahead, and when it is time to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.course import Course, State, window, window_before
from app.domain.notices import deadline
from app.domain.periods import Period, ahead
from app.domain.terms import Term
from app.domain.timing import Duration, advance

HORIZON = Duration(months=24)
"""How far ahead the radar looks."""

_SETTLED = (State.NOTICE_GIVEN, State.UNKNOWN, State.NOT_BEGUN, State.ENTRY_OPEN)


class BandKind(StrEnum):
    """What a band on the radar is: a term in force, or the time to decide on notice."""

    PERIOD = "period"
    WINDOW = "window"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of days on the radar, both ends included.

    `first` is None where it began before what is shown, or nobody knows when; `last` is None for
    what has no end. A band is `sure` unless it comes only if the instrument rolls on till then.
    """

    kind: BandKind
    n: int
    first: date | None
    last: date | None
    sure: bool = True


def horizon(today: date) -> date:
    """Return the last day that the radar shows."""
    try:
        return advance(today, HORIZON)
    except OverflowError:
        return date.max


def bands(course: Course) -> tuple[Band, ...]:
    """Return what lies between today and the horizon, period by period."""
    if course.chain is None or course.term is None or course.period is None or course.over:
        return ()
    return tuple(_bands(course, course.term, course.period, horizon(course.today)))


def _bands(course: Course, term: Term, now: Period, until: date) -> Iterator[Band]:
    chain = course.chain
    yield from _of_period(now, until)
    if course.notice_by is not None and not course.decided:
        yield Band(kind=BandKind.WINDOW, n=now.n, first=window(course), last=course.notice_by)
    if chain is None or course.state in _SETTLED:
        return
    agreed = [each for each in chain.periods if each.n > now.n]
    for each in agreed:
        yield from _of_period(each, until)
    for each in _following(course, term, until):
        yield from _of_period(each, until, sure=False)
        last = deadline(term, each.end)
        first = window_before(last, each, course.opens)
        if last is not None and first is not None and first <= until:
            yield Band(kind=BandKind.WINDOW, n=each.n, first=first, last=last, sure=False)


def _following(course: Course, term: Term, until: date) -> Iterator[Period]:
    """The periods that would come by themselves; nothing where it is left before."""
    if course.chain is not None:
        yield from ahead(term, course.chain, until)


def _of_period(period: Period, until: date, *, sure: bool = True) -> Iterator[Band]:
    if period.start is None or period.start <= until:
        yield Band(kind=BandKind.PERIOD, n=period.n, first=period.start, last=period.end, sure=sure)


def next_day(course: Course) -> date | None:
    """Return the next day on which something is due or happens; None where none is known."""
    if course.over:
        return None
    by = course.dispatch.by if course.dispatch is not None else None
    end = course.period.end if course.period is not None else None
    found = [each for each in (by, course.notice_by, end) if each and each >= course.today]
    return min(found, default=None)
