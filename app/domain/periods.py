"""The periods of an instrument: generated from its clauses and events, never typed.

Every boundary is counted from the first day (or from a last day that was agreed), not from the
boundary before it, so that a month's end is never worn away. What follows begins where the term
before it ended, by either convention without a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.instrument_events import NOTICES, EventKind, InstrumentEvent, in_order
from app.domain.notices import Notice, Verdict, deadline, judged, opens
from app.domain.terms import Renewal, Term, day_of
from app.domain.timing import Duration, advance, duration_of

_NOTHING = Duration()


class PeriodBasis(StrEnum):
    """Why a period runs: the text's first term, renewal by itself, or an agreement to go on."""

    INITIAL = "initial"
    TACIT = "tacit"
    EXPRESS = "express"


class Ending(StrEnum):
    """How it stands with a chain of periods at its last one."""

    RUNS = "runs"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One term: numbered from 1, in force through its last day (None: without end).

    `start` is None where only the last day of the first term is known.
    """

    n: int
    start: date | None
    end: date | None
    basis: PeriodBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The periods up to the current one, or to the end, and the notice that was given, if any.

    `ends_on` is the last day in force where it ended or will; `gap` the last day before a pause
    and the day from which it was revived. The end of the last period lies `length` from `anchor`.
    """

    periods: tuple[Period, ...]
    ending: Ending = Ending.RUNS
    ends_on: date | None = None
    notice: Notice | None = None
    gap: tuple[date, date] | None = None
    anchor: date | None = None
    length: Duration = _NOTHING


@dataclass(slots=True)
class _Count:
    """Where the counting stands: a fixed day and the length counted from it so far."""

    anchor: date
    length: Duration

    @property
    def boundary(self) -> date:
        return advance(self.anchor, self.length)


def generate(
    term: Term, start: date | None, events: Sequence[InstrumentEvent], today: date
) -> Chain | None:
    """Return the periods of an instrument up to that of `today`.

    None where neither its first day nor the end of its first term is known. Raises
    `OverflowError` where a period ends outside the years 0001 to 9999.
    """
    lives = _lives(in_order(events))
    first = _first_count(term, start)
    if first is None and not (term.indefinite and start):
        return None
    chain = _Life(term, start, lives[0], today, n=1, basis=PeriodBasis.INITIAL).chain(first)
    for life in lives[1:]:
        revived, rest = life[0], life[1:]
        again = revived.day
        over = chain.ends_on or (chain.periods[-1].end if chain.periods else None)
        if again is None or over is None or again <= over:
            continue
        count = _agreed(term, revived, _Count(again, _NOTHING))
        if count is None and not term.indefinite:
            return Chain(
                periods=chain.periods, ending=Ending.UNKNOWN, notice=chain.notice, gap=(over, again)
            )
        n = chain.periods[-1].n + 1 if chain.periods else 1
        later = _Life(term, again, rest, today, n=n, basis=PeriodBasis.EXPRESS).chain(count)
        chain = Chain(
            periods=(*chain.periods, *later.periods),
            ending=later.ending,
            ends_on=later.ends_on,
            notice=later.notice,
            gap=(over, again),
            anchor=later.anchor,
            length=later.length,
        )
    return chain


def ahead(term: Term, chain: Chain, until: date) -> Iterator[Period]:
    """Give the periods that would follow by themselves after the last one, up to a day."""
    if chain.anchor is None or term.renewal is not Renewal.TACIT or not term.renewal_period:
        return
    count = _Count(chain.anchor, chain.length)
    n, start = chain.periods[-1].n, count.boundary
    while start <= until:
        n += 1
        count.length += duration_of(term.renewal_period)
        yield Period(n=n, start=start, end=term.end_of(count.boundary), basis=PeriodBasis.TACIT)
        start = count.boundary


def _lives(events: Sequence[InstrumentEvent]) -> list[list[InstrumentEvent]]:
    """Split events where an instrument was revived; each life but the first begins with that."""
    lives: list[list[InstrumentEvent]] = [[]]
    for each in events:
        if each.kind is EventKind.REVIVED:
            lives.append([])
        lives[-1].append(each)
    return lives


def _first_count(term: Term, start: date | None) -> _Count | None:
    """Where the first term ends, counted from its first day if that and its length are known."""
    ends = day_of(term.ends)
    if start is not None and term.initial and not term.indefinite:
        return _Count(start, duration_of(term.initial))
    return None if ends is None else _Count(term.boundary_of(ends), _NOTHING)


def _agreed(term: Term, event: InstrumentEvent, count: _Count) -> _Count | None:
    """Return the count after an agreement to go on: until a day, or for a length of time."""
    until = day_of(event.until)
    if until is not None:
        found = _Count(term.boundary_of(until), _NOTHING)
        return found if found.boundary > count.boundary else None
    length = event.period or term.renewal_period
    return _Count(count.anchor, count.length + duration_of(length)) if length else None


class _Life:
    """The periods from a beginning to where they end, or to today."""

    def __init__(
        self,
        term: Term,
        start: date | None,
        events: Sequence[InstrumentEvent],
        today: date,
        *,
        n: int,
        basis: PeriodBasis,
    ) -> None:
        self._term, self._start, self._today = term, start, today
        # Who revives an instrument has served its minimum before.
        self._opens = opens(term, start) if basis is PeriodBasis.INITIAL else None
        self._extensions = [each for each in events if each.kind is EventKind.EXTENDED]
        self._notices = [each for each in events if each.kind in NOTICES]
        ended = (EventKind.TERMINATED, EventKind.EXPIRED)
        self._over = next((each for each in events if each.kind in ended and each.day), None)
        self._n, self._basis = n, basis
        self._periods: list[Period] = []
        self._notice: Notice | None = None
        self._count: _Count | None = None

    def chain(self, count: _Count | None) -> Chain:
        """Generate; without a count it runs without end."""
        if count is None:
            return self._endless()
        start = self._start
        while True:
            self._count, boundary = count, count.boundary
            period = Period(
                n=self._n, start=start, end=self._term.end_of(boundary), basis=self._basis
            )
            self._periods.append(period)
            self._notice = self._notice_in(period) or self._notice
            follows = self._ended(period) or self._after(period, count)
            if isinstance(follows, Chain):
                return follows
            count, self._n, start = follows, self._n + 1, boundary

    def _after(self, period: Period, count: _Count) -> Chain | _Count:
        """Return where the next period ends, or the chain where none follows."""
        self._basis = PeriodBasis.EXPRESS
        while self._extensions and _by(self._extensions[0], period.end):
            agreed = _agreed(self._term, self._extensions.pop(0), count)
            if agreed is not None:
                return agreed
        verdict = self._notice.verdict if self._notice and self._is_of(period) else None
        if verdict is Verdict.IN_TIME:
            return self._chain(Ending.TERMINATED, period.end)
        if period.end is not None and period.end >= self._today:
            return self._chain(Ending.RUNS)
        if verdict in (Verdict.UNCLEAR, Verdict.EARLY):
            return self._chain(Ending.UNKNOWN)
        match self._term.renewal:
            case Renewal.TACIT if self._term.renewal_period:
                self._basis = PeriodBasis.TACIT
                step = duration_of(self._term.renewal_period)
                return _Count(count.anchor, count.length + step)
            case Renewal.TACIT | Renewal.UNKNOWN:
                return self._chain(Ending.UNKNOWN)
        return self._chain(Ending.EXPIRED, period.end)

    def _endless(self) -> Chain:
        period = Period(n=self._n, start=self._start, end=None, basis=self._basis)
        self._periods.append(period)
        self._notice = self._notice_in(period)
        ended = self._ended(period)
        if ended is not None:
            return ended
        if self._notice is not None and self._notice.verdict is Verdict.IN_TIME:
            day, length = self._notice.event.day, self._term.notice_length
            ends = self._term.end_of(advance(day, length)) if day and length else None
            return self._chain(Ending.TERMINATED, ends)
        return self._chain(Ending.RUNS)

    def _ended(self, period: Period) -> Chain | None:
        """Whether an event says that it ended in this period."""
        over = self._over
        if over is None or over.day is None or not _by(over, period.end):
            return None
        how = Ending.EXPIRED if over.kind is EventKind.EXPIRED else Ending.TERMINATED
        return self._chain(how, over.day)

    def _chain(self, ending: Ending, ends_on: date | None = None) -> Chain:
        return Chain(
            periods=tuple(self._periods),
            ending=ending,
            ends_on=ends_on,
            notice=self._notice,
            anchor=self._count.anchor if self._count else None,
            length=self._count.length if self._count else _NOTHING,
        )

    # Notices

    def _is_of(self, period: Period) -> bool:
        day = self._notice.event.bounds.earliest if self._notice else None
        return day is not None and (period.start is None or day >= period.start)

    def _notice_in(self, period: Period) -> Notice | None:
        """The notice given in a period, if any was."""
        found: list[InstrumentEvent] = []
        while self._notices and _by(self._notices[0], period.end):
            found.append(self._notices.pop(0))
        return judged(self._term, found, deadline(self._term, period.end), self._opens)


def _by(event: InstrumentEvent, end: date | None) -> bool:
    """Whether something happened by the end of a period; what has no day is taken as having."""
    day = event.bounds.earliest
    return end is None or day is None or day <= end
