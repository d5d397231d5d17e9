"""Where an instrument stands on a day: its current period, and by when notice must go out.

Nothing is guessed: what an unknown clause would decide stays open, and says which text to obtain.
The days a letter needs are counted by whoever knows both countries' working days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.course import (
    NOTICE_WINDOW_DAYS,
    Back,
    Course,
    Dispatch,
    Instrument,
    State,
    Unsure,
    window,
)
from app.domain.edtf import parse
from app.domain.instrument_events import (
    EventKind,
    InstrumentEvent,
    began,
    in_order,
    outstanding,
    status_of,
    step_into_force,
)
from app.domain.lifecycle import Status
from app.domain.notices import Verdict, deadline, opens
from app.domain.periods import Chain, Ending, Period, generate
from app.domain.terms import Clause, Renewal, Term, day_of
from app.domain.timing import Duration, advance

_OVER = {
    Status.EXPIRED: State.EXPIRED,
    Status.TERMINATED: State.TERMINATED,
    Status.SUPERSEDED: State.SUPERSEDED,
}
_ENDED = {Ending.EXPIRED: Status.EXPIRED, Ending.TERMINATED: Status.TERMINATED}


def course(
    instrument: Instrument, today: date, back: Back | None = None, unsure: Unsure | None = None
) -> Course:
    """Return where an instrument stands on a day; `back` counts joint working days.

    Without `back`, or where it cannot say, the day of dispatch stays open. `unsure` tells of what
    it counted whether that may yet change.
    """
    term = instrument.term
    events = tuple(each for each in in_order(instrument.events) if _happened(each, today))
    begins = began(term, events, instrument.parties)
    chain = _chain(term, begins, events, today)
    started = bool(begins) and (parse(begins).earliest or today) <= today
    period = _current(chain, today)
    ended = _ended(chain, today)
    resolved = [each for each in events if each.kind is EventKind.LET_ROLL]
    decided = any(_within(each, period, today) for each in resolved)
    by, first = _days(term, chain, period) if ended is None else (None, None)
    dispatch = _dispatch(term, by, today, back)
    if dispatch is not None and dispatch.by is not None and by is not None and unsure is not None:
        dispatch = replace(dispatch, unsure=unsure(dispatch.by, by))
    derived = _derived(instrument, events, chain, today, started=started)
    found = Course(
        today=today,
        state=State.UNKNOWN,
        status=instrument.status,
        term=term,
        begins=begins,
        chain=chain,
        period=period,
        opens=first,
        notice_by=by,
        dispatch=dispatch,
        decided=decided,
        let_roll=_let_roll(resolved, chain, today) if resolved else frozenset(),
        derived=derived,
        missing=_missing(term, begins),
        outstanding=() if started else outstanding(term, events, instrument.parties),
        provisional=next(
            (each.happened_on for each in events if each.kind is EventKind.PROVISIONAL), ""
        ),
    )
    return replace(found, state=_state(found, events, started=started))


def by_events(instrument: Instrument, today: date) -> Status | None:
    """Return the status that the events of an instrument come to; None where they say nothing.

    What only the passing of time brings about, such as expiry, is no event.
    """
    events = tuple(each for each in in_order(instrument.events) if _happened(each, today))
    begins = began(instrument.term, events, instrument.parties)
    return _by_events(instrument, events, _chain(instrument.term, begins, events, today))


def _happened(event: InstrumentEvent, today: date) -> bool:
    earliest = event.bounds.earliest
    return earliest is None or earliest <= today


def _chain(
    term: Term | None, begins: str, events: tuple[InstrumentEvent, ...], today: date
) -> Chain | None:
    if term is None:
        return None
    try:
        return generate(term, day_of(begins), events, today)
    except OverflowError:
        return None


def _current(chain: Chain | None, today: date) -> Period | None:
    """The period that runs today; before the first one that, after the last one the last."""
    if chain is None:
        return None
    running = (each for each in chain.periods if each.end is None or each.end >= today)
    return next(running, chain.periods[-1])


def _ended(chain: Chain | None, today: date) -> Status | None:
    """How the periods ended, if they did before today: through its last day it is in force."""
    if chain is None or chain.ends_on is None or chain.ends_on >= today:
        return None
    return _ENDED.get(chain.ending)


def _within(event: InstrumentEvent, period: Period | None, today: date) -> bool:
    day = event.bounds.earliest
    begun = period is not None and (period.start is None or (day or today) >= period.start)
    return begun and (period is None or period.end is None or (day or today) <= period.end)


def _let_roll(resolved: list[InstrumentEvent], chain: Chain | None, today: date) -> frozenset[int]:
    """The numbers of the periods of which it was resolved to let them roll on."""
    periods = chain.periods if chain is not None else ()
    return frozenset(
        period.n for period in periods if any(_within(each, period, today) for each in resolved)
    )


def _days(
    term: Term | None, chain: Chain | None, period: Period | None
) -> tuple[date | None, date | None]:
    """Return the last day for notice in a period, and the day from which it may be given.

    None where the period ends for good, or goes on by agreement, or where the minimum term is
    not over by the last day.
    """
    if term is None or chain is None or period is None:
        return None, None
    first = opens(term, chain.periods[0].start)
    first = first if first and (period.start is None or first > period.start) else None
    settled = period is not chain.periods[-1] or chain.ending is not Ending.RUNS
    if settled or term.renewal is Renewal.NONE:
        return None, None if settled else first
    last = deadline(term, period.end)
    if last is not None and first is not None and last < first:
        return None, first
    return last, first


def _dispatch(
    term: Term | None, last: date | None, today: date, back: Back | None
) -> Dispatch | None:
    if term is None or term.buffer is None or last is None:
        return None
    by = back(last, term.buffer) if back is not None else None
    if by is None or back is None or today <= by:
        return Dispatch(buffer=term.buffer, by=by)
    left = 0
    while left < term.buffer and (back(last, left + 1) or date.min) >= today:
        left += 1
    return Dispatch(buffer=term.buffer, by=by, late=(today - by).days, left=left)


def _missing(term: Term | None, begins: str) -> tuple[Clause, ...]:
    """The clauses to obtain; not the first day where the last one, or what brings it, is known."""
    if term is None:
        return (Clause.START, Clause.TERM, Clause.RENEWAL, Clause.NOTICE)
    known = day_of(begins) or day_of(term.ends) or (not begins and step_into_force(term))
    start = () if known else (Clause.START,)
    return (*start, *term.unknown())


def _by_events(
    instrument: Instrument, events: tuple[InstrumentEvent, ...], chain: Chain | None
) -> Status | None:
    """The status that events alone come to; a notice that came too late changes nothing."""
    found = status_of(instrument.term, events, instrument.parties)
    late = chain is not None and chain.notice is not None and chain.notice.verdict is Verdict.LATE
    return Status.IN_FORCE if found is Status.NOTICE_GIVEN and late else found


def _derived(
    instrument: Instrument,
    events: tuple[InstrumentEvent, ...],
    chain: Chain | None,
    today: date,
    *,
    started: bool,
) -> Status | None:
    """The status that events come to, and of what is more than a draft also its term."""
    found = _by_events(instrument, events, chain)
    if found is None and instrument.status is Status.DRAFT:
        return None
    ended = _ended(chain, today)
    if ended is not None and found not in (Status.TERMINATED, Status.EXPIRED):
        return ended
    if started and found in (None, Status.SIGNED, Status.AGREED_TEXT, Status.UNDER_NEGOTIATION):
        return Status.IN_FORCE if found is not None or not _settled(instrument.status) else None
    return found


def _settled(status: Status) -> bool:
    """Whether a status that was set says by itself that it was in force."""
    return status in (Status.IN_FORCE, Status.NOTICE_GIVEN, *_OVER)


# --- the state -----------------------------------------------------------------------------------


def _state(found: Course, events: tuple[InstrumentEvent, ...], *, started: bool) -> State:
    """Return the first that holds: over, not begun, unknown, then where today falls."""
    by_events = found.derived if events else None
    over = _OVER.get(by_events or found.status) or _OVER.get(found.derived or found.status)
    if found.status is Status.SUPERSEDED:
        return State.SUPERSEDED
    ended = _ended(found.chain, found.today)
    if ended is not None:
        return _OVER[ended]
    if over is not None:
        return over
    if not started and not _began_by_end(found):
        return _before(found)
    if found.chain is None or found.chain.ending is Ending.UNKNOWN:
        return State.UNKNOWN
    return _running(found)


def _began_by_end(found: Course) -> bool:
    """Whether only the last day of its first term is known, so that it runs as far as is said."""
    return not found.begins and found.chain is not None


def _before(found: Course) -> State:
    """Say of what is not known to be in force whether it is known not to be.

    It is not by a first day ahead, or while it is not signed. What is signed may be in force: that
    the last step is not recorded does not say that it was not taken.
    """
    status = found.derived or found.status
    if found.begins or status in (Status.UNDER_NEGOTIATION, Status.AGREED_TEXT):
        return State.NOT_BEGUN
    return State.ENTRY_OPEN if status is Status.SIGNED else State.UNKNOWN


def _running(found: Course) -> State:
    """Place today against the last day for notice and the end of the period."""
    chain, period, today = found.chain, found.period, found.today
    notice = found.notice
    live = notice is not None and notice.verdict is not Verdict.LATE
    if (chain is not None and chain.ending is Ending.TERMINATED) or live:
        return State.NOTICE_GIVEN
    if found.following is not None or period is None or period.end is None:
        return State.IN_FORCE
    if found.decided:
        return State.ROLLS_ON
    renewal = found.term.renewal if found.term else Renewal.UNKNOWN
    if found.notice_by is None:
        soon = advance(period.end, Duration(days=-NOTICE_WINDOW_DAYS)) <= today
        return State.EXPIRES if renewal is Renewal.NONE and soon else State.IN_FORCE
    if today > found.notice_by:
        return {Renewal.TACIT: State.ROLLS_ON, Renewal.EXPRESS: State.EXPIRES}.get(
            renewal, State.IN_FORCE
        )
    if found.dispatch is not None and found.dispatch.late:
        return State.DISPATCH_MISSED
    begins = window(found)
    return State.NOTICE_WINDOW if begins and begins <= today else State.IN_FORCE
