"""Which events an instrument's term leaves room for; what does not fit is refused with a reason."""

from __future__ import annotations

from datetime import date

from app.domain.course import Course, State
from app.domain.errors import InvalidValueError
from app.domain.instrument_events import PROLONGING, EventKind, InstrumentEvent
from app.domain.terms import Renewal, Term, day_of


def check_event(event: InstrumentEvent, term: Term | None, now: Course) -> None:
    """Refuse an event that the term leaves no room for, `now` being the course without it.

    A late notice fits: it is kept, and said to be late. Raises `InvalidValueError` naming the
    field that is wrong.
    """
    if event.kind not in PROLONGING:
        _check_plain(event, term)
        return
    _check_length(event, term)
    last = _last(now)
    until = day_of(event.until)
    if until is not None and last is not None and until <= last:
        raise InvalidValueError("until", f"It is in force through {last.isoformat()} already.")
    ended = last if now.state in (State.EXPIRED, State.TERMINATED) else None
    if event.kind is EventKind.REVIVED:
        _check_revival(event, now, ended)
    elif ended is not None and event.bounds.earliest and event.bounds.earliest > ended:
        raise InvalidValueError(
            "event", f"It ended on {ended.isoformat()}: it can be revived, not extended."
        )


def _last(now: Course) -> date | None:
    """The last day in force, as far as it is known."""
    ends = now.chain.ends_on if now.chain is not None else None
    return ends or (now.period.end if now.period is not None else None)


def _check_plain(event: InstrumentEvent, term: Term | None) -> None:
    if event.until or event.period:
        raise InvalidValueError(
            "until", "Only an extension, or a revival, says until when it is in force."
        )
    tacit = term is not None and term.renewal is Renewal.TACIT
    if event.kind is EventKind.LET_ROLL and not tacit:
        raise InvalidValueError("event", "It does not renew by itself: nothing can roll on.")


def _check_length(event: InstrumentEvent, term: Term | None) -> None:
    if event.until and event.period:
        raise InvalidValueError("period", "Give either the last day or the length, not both.")
    if event.until and day_of(event.until) is None:
        raise InvalidValueError("until", "Give the last day in force as one day.")
    known = term is not None and (term.renewal_period or term.indefinite)
    if not (event.until or event.period or known):
        raise InvalidValueError("period", "Say for how long, or until which day.")


def _check_revival(event: InstrumentEvent, now: Course, ended: date | None) -> None:
    if now.state not in (State.EXPIRED, State.TERMINATED):
        raise InvalidValueError("event", "It has not ended: it can be extended, not revived.")
    if event.day is None:
        raise InvalidValueError("happened_on", "Give the day from which it is in force again.")
    if ended is not None and event.day <= ended:
        raise InvalidValueError(
            "happened_on", f"It was in force through {ended.isoformat()}: that was no revival."
        )
