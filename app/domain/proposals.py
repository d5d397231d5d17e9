"""What is proposed for a point at the next session: by one rule, and each time with its reason.

A proposal is no decision: nothing is written of it. The first line that holds is taken:

1. it is the next session itself → note fulfilment
2. it was dropped → drop; it was done → note fulfilment
3. evidence says that it is complete → note fulfilment
4. what its date follows was dropped or erased → revise
5. its last day is over, or the time for which it was promised has ended → revise
6. its date is still to be agreed, and no time is named within which → revise
7. the agency itself says that it is complete → reiterate, until there is evidence
8. it is on hold, a draft, or simply still owed → reiterate; a signed text → note fulfilment
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.commitment import Completion
from app.domain.date_words import Translate, day_words, plain
from app.domain.decisions import Choice
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Note, NoteBasis
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Basis


class Reason(StrEnum):
    """Why something is proposed."""

    ITSELF = "it is the session"
    DONE = "it is done"
    DROPPED = "it was dropped"
    EVIDENCED = "evidence says it is complete"
    ANCHOR_LOST = "what its date follows was dropped"
    OVERDUE = "its last day is over"
    ENDED = "its period has ended"
    TO_BE_AGREED = "its date is to be agreed"
    SELF_REPORTED = "the agency says it is complete"
    ON_HOLD = "it is on hold"
    DRAFT = "it is a draft"
    SIGNED = "it is signed"
    OWED = "it is still owed"
    UNDATED = "it is still owed, without a date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed and why; `day` is the day that the reason names, if it names one."""

    choice: Choice
    reason: Reason
    day: date | None = None


def proposed(
    row: RegisterRow,
    today: date,
    *,
    itself: bool = False,
    complete: tuple[Note, ...] = (),
) -> Proposal:
    """Return what is proposed for a point as it stands today.

    `itself` says that the point is the session that is to decide; `complete` are the notes that
    report it as complete.
    """
    settled = _settled(row, complete, itself=itself)
    if settled is not None:
        return settled
    where = timeliness(row.standing, today)
    revised = _revised(row, where)
    if revised is not None:
        return revised
    if any(each.basis is NoteBasis.SELF_REPORTED for each in complete):
        return Proposal(choice=Choice.REITERATE, reason=Reason.SELF_REPORTED)
    return _carried_over(row, where)


def _settled(row: RegisterRow, complete: tuple[Note, ...], *, itself: bool) -> Proposal | None:
    if itself:
        return Proposal(choice=Choice.NOTE, reason=Reason.ITSELF)
    if row.phase is Phase.DROPPED:
        return Proposal(choice=Choice.DROP, reason=Reason.DROPPED)
    if row.phase is Phase.DONE:
        return Proposal(choice=Choice.NOTE, reason=Reason.DONE)
    if any(each.basis is NoteBasis.EVIDENCED for each in complete):
        return Proposal(choice=Choice.NOTE, reason=Reason.EVIDENCED)
    return None


def _revised(row: RegisterRow, where: Timeliness) -> Proposal | None:
    follows = row.follows
    if follows is not None and (follows.dropped or follows.lost or follows.binned):
        return Proposal(choice=Choice.REVISE, reason=Reason.ANCHOR_LOST)
    if where is Timeliness.OVERDUE:
        return Proposal(choice=Choice.REVISE, reason=Reason.OVERDUE, day=row.bounds.latest)
    if where is Timeliness.ENDED and row.phase is not Phase.DRAFT:
        return Proposal(choice=Choice.REVISE, reason=Reason.ENDED, day=row.bounds.latest)
    if row.timing.basis is Basis.TO_BE_AGREED and not row.timing.dated:
        return Proposal(choice=Choice.REVISE, reason=Reason.TO_BE_AGREED)
    return None


def _carried_over(row: RegisterRow, where: Timeliness) -> Proposal:
    if row.kind.family is Family.INSTRUMENT and row.phase is Phase.ACTIVE:
        return Proposal(choice=Choice.NOTE, reason=Reason.SIGNED)
    if row.status is Status.ON_HOLD:
        return Proposal(choice=Choice.REITERATE, reason=Reason.ON_HOLD)
    if row.phase is Phase.DRAFT:
        return Proposal(choice=Choice.REITERATE, reason=Reason.DRAFT)
    undated = where in (Timeliness.NO_DATE, Timeliness.WAITING)
    return Proposal(choice=Choice.REITERATE, reason=Reason.UNDATED if undated else Reason.OWED)


def says_complete(note: Note) -> bool:
    """Whether a note reports that a point is complete, and nothing contradicts the note."""
    return note.completion is Completion.COMPLETE and note.basis is not NoteBasis.CONTRADICTED


def choice_words(choice: Choice, tr: Translate = plain) -> str:
    """Return what is decided, as a protocol would head it."""
    return {
        Choice.NOTE: tr("Note fulfilment"),
        Choice.REITERATE: tr("Reiterate"),
        Choice.REVISE: tr("Revise"),
        Choice.DROP: tr("Drop"),
    }[choice]


def reason_words(proposal: Proposal, tr: Translate = plain) -> str:
    """Return why something is proposed, as one short sentence."""
    day = day_words(proposal.day, tr) if proposal.day else ""
    return {
        Reason.ITSELF: tr("Fulfilled by holding it."),
        Reason.DONE: tr("Carried out."),
        Reason.DROPPED: tr("Dropped already."),
        Reason.EVIDENCED: tr("Complete, by a report with evidence."),
        Reason.ANCHOR_LOST: tr("What its date follows will not come."),
        Reason.OVERDUE: tr("Its last day was {day}."),
        Reason.ENDED: tr("Its period ended on {day}."),
        Reason.TO_BE_AGREED: tr("Its date is still to be agreed."),
        Reason.SELF_REPORTED: tr("Complete by its own report, without evidence."),
        Reason.ON_HOLD: tr("On hold."),
        Reason.DRAFT: tr("Only a draft."),
        Reason.SIGNED: tr("The text is signed."),
        Reason.OWED: tr("Still owed, not late."),
        Reason.UNDATED: tr("Still owed, no deadline."),
    }[proposal.reason].format(day=day)
