"""Notices of termination: by when one is due, and whether one came in time.

What is recorded may not tell: a day is known as a month only, or the text counts the day a notice
arrives and only the day it was given is known. Then the answer is that it cannot be determined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.instrument_events import EventKind, InstrumentEvent
from app.domain.terms import NO_NOTICE, NoticeEvent, Term
from app.domain.timing import Bounds, advance, duration_of


class Verdict(StrEnum):
    """Whether a notice came in time; unclear where what is recorded does not tell."""

    IN_TIME = "in time"
    LATE = "late"
    EARLY = "before the minimum term"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice of termination, and whether it came by the last day for it, where there is one."""

    event: InstrumentEvent
    verdict: Verdict
    deadline: date | None


def deadline(term: Term, end: date | None) -> date | None:
    """Return the last day for notice before a period's end; None where there is none known."""
    notice = term.notice_length
    return None if notice is None or end is None else advance(end, notice * -1)


def opens(term: Term, start: date | None) -> date | None:
    """Return the day from which notice may be given, by the minimum term; None without one."""
    if start is None or not term.minimum:
        return None
    return advance(start, duration_of(term.minimum))


def judged(
    term: Term, events: Sequence[InstrumentEvent], last: date | None, first: date | None
) -> Notice | None:
    """Return the notice of a period that does most: one in time before one that was late.

    `last` and `first` are the days by which, and from which, notice may be given.
    """
    found = [
        Notice(event=each, verdict=_verdict(term, each, last, first), deadline=last)
        for each in events
    ]
    given = [each for each in found if each.event.kind is EventKind.NOTICE_GIVEN]
    came = [each for each in found if each.event.kind is EventKind.NOTICE_RECEIVED]
    counted = came if term.notice_event is NoticeEvent.RECEIVED else given
    if counted or not found:
        return _best(counted) if counted else None
    return _by_the_other(term, _best(found))


_TELLS = {
    NoticeEvent.RECEIVED: frozenset({Verdict.LATE}),
    NoticeEvent.GIVEN: frozenset({Verdict.IN_TIME}),
    NoticeEvent.UNKNOWN: frozenset(Verdict),
}
"""What the day that does not count tells of the one that does: what was given late arrived late,
what arrived in time was given in time. Where the text is not known to say which day counts, the
day that is recorded is taken."""


def _by_the_other(term: Term, best: Notice) -> Notice:
    """Judge a notice by the day that does not count."""
    tells = best.verdict in _TELLS[term.notice_event]
    return best if tells else replace(best, verdict=Verdict.UNCLEAR)


def _best(found: Sequence[Notice]) -> Notice:
    ranks = list(Verdict)
    return min(found, key=lambda each: ranks.index(each.verdict))


def _verdict(term: Term, event: InstrumentEvent, last: date | None, first: date | None) -> Verdict:
    bounds = event.bounds
    endless = term.indefinite and term.notice not in ("", NO_NOTICE)
    if bounds.earliest is None or bounds.latest is None or not (last or endless):
        return Verdict.UNCLEAR
    if first is not None and bounds.earliest < first:
        return Verdict.EARLY if bounds.latest < first else Verdict.UNCLEAR
    return _against(bounds, last)


def _against(bounds: Bounds, last: date | None) -> Verdict:
    if last is None or (bounds.latest and bounds.latest <= last):
        return Verdict.IN_TIME
    late = bounds.earliest is not None and bounds.earliest > last
    return Verdict.LATE if late else Verdict.UNCLEAR
