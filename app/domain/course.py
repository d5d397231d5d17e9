"""Where an instrument stands in its term: what is said of it, and what that was computed from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.instrument_events import InstrumentEvent, Outstanding
from app.domain.lifecycle import Status
from app.domain.notices import Notice, Verdict
from app.domain.periods import Chain, Period, PeriodBasis
from app.domain.terms import Clause, Term
from app.domain.timing import Duration, advance

NOTICE_WINDOW_DAYS = 90
"""From this many days before the last day for notice on, it is time to decide."""

Back = Callable[[date, int], date | None]
"""The day so many joint working days before a day; None where the calendar is not filled."""
Unsure = Callable[[date, date], bool]
"""Whether what was counted from a day to another may yet change, as estimated feasts do."""


class State(StrEnum):
    """The one thing to say about an instrument and its term."""

    NOT_BEGUN = "not in force"
    ENTRY_OPEN = "entry into force not established"
    IN_FORCE = "in force"
    NOTICE_WINDOW = "notice window"
    DISPATCH_MISSED = "dispatch missed"
    ROLLS_ON = "rolls on"
    EXPIRES = "expires"
    NOTICE_GIVEN = "notice given"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"
    UNKNOWN = "cannot compute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What a course is computed from: clauses, events, the two sides, the status as stored."""

    term: Term | None
    events: tuple[InstrumentEvent, ...]
    parties: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """When the letter is to leave.

    `by` is None where the calendar is not filled; `late` counts the days since, `left` the joint
    working days that are left until the last day for notice, as far as they can be counted. It is
    `unsure` where holidays on the way are only estimated, or not all announced.
    """

    buffer: int
    by: date | None
    late: int = 0
    left: int = 0
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where an instrument stands on `today`.

    `begins` is EDTF, empty where nothing says when it began. `notice_by` belongs to the current
    `period`: by an express renewal it is the last day for a proposal to extend. `opens` is the
    day from which notice may be given, where that is still ahead or a minimum term names it.
    `decided` says that it was resolved to let this period roll on, `let_roll` of which periods
    by their number that was. `derived` is the status that
    events and term come to, None where they say nothing; `missing` are the clauses to obtain.
    """

    today: date
    state: State
    status: Status
    term: Term | None
    begins: str = ""
    chain: Chain | None = None
    period: Period | None = None
    opens: date | None = None
    notice_by: date | None = None
    dispatch: Dispatch | None = None
    decided: bool = False
    let_roll: frozenset[int] = frozenset()
    derived: Status | None = None
    missing: tuple[Clause, ...] = ()
    outstanding: tuple[Outstanding, ...] = ()
    provisional: str = ""

    @property
    def initial_end(self) -> date | None:
        """The last day of the first term; None where it is not known, or there is none."""
        first = self.chain.periods[0] if self.chain is not None else None
        initial = first is not None and first.basis is PeriodBasis.INITIAL
        return first.end if first is not None and initial else None

    @property
    def notice(self) -> Notice | None:
        """The notice that was given last, in time or not."""
        return self.chain.notice if self.chain is not None else None

    @property
    def following(self) -> Period | None:
        """The period after the current one, where it is agreed already."""
        if self.chain is None or self.period is None:
            return None
        return next((each for each in self.chain.periods if each.n == self.period.n + 1), None)

    @property
    def disagrees(self) -> bool:
        """Whether the status that was set is not the one that events and term come to."""
        return self.derived is not None and self.derived is not self.status

    @property
    def unjudged(self) -> bool:
        """Whether a notice is recorded of which it cannot be said whether it came in time."""
        verdict = None if self.notice is None else self.notice.verdict
        return self.state is State.NOTICE_GIVEN and verdict in (Verdict.EARLY, Verdict.UNCLEAR)

    @property
    def over(self) -> bool:
        """Whether it is in force no longer."""
        return self.state in (State.EXPIRED, State.TERMINATED, State.SUPERSEDED)


def window(found: Course) -> date | None:
    """Return the day from which it is time to decide on notice; None where there is no last day."""
    return window_before(found.notice_by, found.period, found.opens)


def window_before(last: date | None, period: Period | None, first: date | None) -> date | None:
    """Return the start of the window before the last day for notice of a period."""
    if last is None:
        return None
    start = advance(last, Duration(days=-NOTICE_WINDOW_DAYS))
    floors = [each for each in (first, period.start if period else None) if each]
    return min(last, max([start, *floors]))
