"""The officer's verbs for the moves of a commitment."""

from __future__ import annotations

from app.domain.kinds import Family
from app.domain.lifecycle import Status
from app.qt.look import words


def verb(family: Family, status: Status, *, again: bool = False) -> str:
    """Return the officer's verb for a move, such as “Agree dates”."""
    if again and status in _AGAIN:
        return words.translated_verb(_AGAIN[status])
    if family is Family.MEETING and status is Status.CANCELLED:
        return words.translated_verb(_CANCEL_MEETING)
    return words.translated_verb(_VERBS[status])


_NOOP = words.QT_TRANSLATE_NOOP
_CANCEL_MEETING = _NOOP("Verbs", "Cancel the meeting")
_VERBS = {
    Status.DRAFT: _NOOP("Verbs", "Back to draft"),
    Status.OPEN: _NOOP("Verbs", "Open"),
    Status.IN_PROGRESS: _NOOP("Verbs", "Start"),
    Status.ON_HOLD: _NOOP("Verbs", "Put on hold"),
    Status.FULFILLED: _NOOP("Verbs", "Implemented"),
    Status.CLOSED: _NOOP("Verbs", "Close"),
    Status.SUPERSEDED: _NOOP("Verbs", "Supersede"),
    Status.WITHDRAWN: _NOOP("Verbs", "Withdraw"),
    Status.LAPSED: _NOOP("Verbs", "Drop: time passed"),
    Status.FORESEEN: _NOOP("Verbs", "Plan"),
    Status.DATES_AGREED: _NOOP("Verbs", "Agree dates"),
    Status.HELD: _NOOP("Verbs", "Held"),
    Status.POSTPONED: _NOOP("Verbs", "Postpone"),
    Status.CANCELLED: _NOOP("Verbs", "Cancel"),
    Status.UNDER_NEGOTIATION: _NOOP("Verbs", "Negotiate"),
    Status.AGREED_TEXT: _NOOP("Verbs", "Agree the text"),
    Status.SIGNED: _NOOP("Verbs", "Signed"),
    Status.IN_FORCE: _NOOP("Verbs", "Enters into force"),
    Status.NOTICE_GIVEN: _NOOP("Verbs", "Give notice"),
    Status.EXPIRED: _NOOP("Verbs", "Expired"),
    Status.TERMINATED: _NOOP("Verbs", "Terminated"),
}
_AGAIN = {
    Status.OPEN: _NOOP("Verbs", "Reopen"),
    Status.FORESEEN: _NOOP("Verbs", "Plan again"),
    Status.IN_PROGRESS: _NOOP("Verbs", "Take up again"),
    Status.IN_FORCE: _NOOP("Verbs", "Revive"),
}
