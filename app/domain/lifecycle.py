"""Statuses, the phases they add up to, and the moves each family allows.

The moves are one table. What a move needs on its way (a reason, a review date, evidence)
is said by `needs`, so that a screen can ask for it before the register refuses.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.errors import IllegalMoveError
from app.domain.kinds import Family


class Phase(StrEnum):
    """Where a status stands on the way from draft to settled, across all families."""

    DRAFT = "draft"
    OPEN = "open"
    ACTIVE = "active"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def pending(self) -> bool:
        """Whether something is still owed: only these phases can be overdue."""
        return self in (Phase.OPEN, Phase.ACTIVE)


class Status(StrEnum):
    """The stored standing of a commitment."""

    DRAFT = "draft"
    OPEN = "open"
    IN_PROGRESS = "in progress"
    ON_HOLD = "on hold"
    FULFILLED = "fulfilled"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    FORESEEN = "foreseen"
    DATES_AGREED = "dates agreed"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    UNDER_NEGOTIATION = "under negotiation"
    AGREED_TEXT = "agreed text"
    SIGNED = "signed"
    IN_FORCE = "in force"
    NOTICE_GIVEN = "notice given"
    EXPIRED = "expired"
    TERMINATED = "terminated"

    @property
    def phase(self) -> Phase:
        """The phase this status counts under."""
        return _PHASES[self]

    @property
    def tells_event(self) -> bool:
        """Whether it says that something took place, on some day, and not just how it stands."""
        return self.phase in (Phase.DONE, Phase.DROPPED) or self in _EVENTS


class Need(StrEnum):
    """What a move requires beside the new status, or welcomes."""

    OBLIGOR = "responsible side"
    TIMING = "timing"
    REASON = "reason"
    REVIEW_DATE = "review date"
    PROOF = "what shows it"
    VALIDATOR = "validator"


_PHASES = {
    Status.DRAFT: Phase.DRAFT,
    **dict.fromkeys(
        (
            Status.OPEN,
            Status.FORESEEN,
            Status.POSTPONED,
            Status.UNDER_NEGOTIATION,
            Status.AGREED_TEXT,
        ),
        Phase.OPEN,
    ),
    **dict.fromkeys(
        (
            Status.IN_PROGRESS,
            Status.ON_HOLD,
            Status.DATES_AGREED,
            Status.SIGNED,
            Status.IN_FORCE,
            Status.NOTICE_GIVEN,
        ),
        Phase.ACTIVE,
    ),
    **dict.fromkeys(
        (Status.CLOSED, Status.FULFILLED, Status.HELD, Status.EXPIRED, Status.TERMINATED),
        Phase.DONE,
    ),
    **dict.fromkeys(
        (Status.SUPERSEDED, Status.WITHDRAWN, Status.LAPSED, Status.CANCELLED), Phase.DROPPED
    ),
}

_EVENTS = (Status.SIGNED, Status.IN_FORCE, Status.NOTICE_GIVEN)

_S = Status

MOVES: dict[Family, dict[Status, tuple[Status, ...]]] = {
    Family.UNDERTAKING: {
        _S.DRAFT: (_S.OPEN, _S.WITHDRAWN),
        _S.OPEN: (
            _S.IN_PROGRESS,
            _S.FULFILLED,
            _S.ON_HOLD,
            _S.SUPERSEDED,
            _S.WITHDRAWN,
            _S.LAPSED,
        ),
        _S.IN_PROGRESS: (
            _S.FULFILLED,
            _S.ON_HOLD,
            _S.OPEN,
            _S.SUPERSEDED,
            _S.WITHDRAWN,
            _S.LAPSED,
        ),
        _S.ON_HOLD: (_S.IN_PROGRESS, _S.OPEN, _S.SUPERSEDED, _S.WITHDRAWN, _S.LAPSED),
        _S.FULFILLED: (_S.CLOSED, _S.IN_PROGRESS, _S.OPEN),
        _S.CLOSED: (_S.OPEN, _S.FULFILLED),
        _S.SUPERSEDED: (_S.OPEN,),
        _S.WITHDRAWN: (_S.OPEN,),
        _S.LAPSED: (_S.OPEN,),
    },
    Family.MEETING: {
        _S.DRAFT: (_S.FORESEEN, _S.CANCELLED),
        _S.FORESEEN: (_S.DATES_AGREED, _S.HELD, _S.POSTPONED, _S.CANCELLED),
        _S.DATES_AGREED: (_S.HELD, _S.POSTPONED, _S.CANCELLED, _S.FORESEEN),
        _S.POSTPONED: (_S.DATES_AGREED, _S.FORESEEN, _S.HELD, _S.CANCELLED),
        _S.HELD: (_S.CLOSED, _S.FORESEEN),
        _S.CLOSED: (_S.HELD, _S.FORESEEN),
        _S.CANCELLED: (_S.FORESEEN,),
    },
    Family.INSTRUMENT: {
        _S.DRAFT: (_S.UNDER_NEGOTIATION, _S.AGREED_TEXT, _S.SIGNED),
        _S.UNDER_NEGOTIATION: (_S.AGREED_TEXT, _S.SIGNED, _S.SUPERSEDED),
        _S.AGREED_TEXT: (_S.SIGNED, _S.UNDER_NEGOTIATION, _S.SUPERSEDED),
        _S.SIGNED: (_S.IN_FORCE, _S.EXPIRED, _S.TERMINATED, _S.SUPERSEDED),
        _S.IN_FORCE: (_S.NOTICE_GIVEN, _S.EXPIRED, _S.TERMINATED, _S.SUPERSEDED),
        _S.NOTICE_GIVEN: (_S.TERMINATED, _S.EXPIRED, _S.IN_FORCE),
        _S.EXPIRED: (_S.IN_FORCE,),
        _S.TERMINATED: (_S.IN_FORCE,),
        _S.SUPERSEDED: (_S.UNDER_NEGOTIATION, _S.SIGNED, _S.IN_FORCE),
    },
}

ARRIVAL: dict[Family, Status] = {
    Family.UNDERTAKING: Status.OPEN,
    Family.MEETING: Status.FORESEEN,
    Family.INSTRUMENT: Status.UNDER_NEGOTIATION,
}
"""The first status after draft: where a record with a responsible side and a timing arrives."""


def statuses(family: Family) -> tuple[Status, ...]:
    """Every status a family knows, in the order of its table."""
    return tuple(MOVES[family])


def legal_moves(family: Family, status: Status) -> tuple[Status, ...]:
    """The statuses that may follow `status`, the usual one first."""
    return MOVES[family].get(status, ())


def check_move(family: Family, status: Status, target: Status) -> None:
    """Refuse a move the table does not hold.

    Raises `IllegalMoveError`; its text names the legal moves.
    """
    legal = legal_moves(family, status)
    if target in legal:
        return
    names = ", ".join(f"“{each}”" for each in legal) or "nothing"
    already = " already" if target is status else ""
    raise IllegalMoveError(
        f"This {family} is{already} “{status}” and cannot be moved to “{target}”. "
        f"From here it can go to {names}."
    )


def needs(status: Status, target: Status) -> frozenset[Need]:
    """What a move from `status` to `target` requires beside the new status."""
    wanted: set[Need] = set()
    if status is Status.DRAFT and target.phase.pending:
        wanted |= {Need.OBLIGOR, Need.TIMING}
    if target is Status.ON_HOLD:
        wanted |= {Need.REASON, Need.REVIEW_DATE}
    if target is Status.FULFILLED and status is not Status.CLOSED:
        wanted.add(Need.PROOF)
    leaves_done = status.phase in (Phase.DONE, Phase.DROPPED) and target.phase is not status.phase
    if target.phase is Phase.DROPPED or leaves_done:
        wanted.add(Need.REASON)
    return frozenset(wanted)


def welcomes(target: Status) -> frozenset[Need]:
    """What a move to `target` may say beside what it needs: who confirmed a fulfilment."""
    return frozenset({Need.VALIDATOR}) if target in _CONFIRMED else frozenset()


_CONFIRMED = (Status.FULFILLED, Status.CLOSED)
