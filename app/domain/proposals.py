"""What is proposed for a point at the next session: by one rule, and each time with its reason.

A proposal is no decision: nothing is written of it. The first line that holds is taken:

1. it is the next session itself → note fulfilment
2. it was dropped → drop; it was done → note fulfilment
3. evidence says that it is complete, or somebody who does not owe it → note fulfilment
4. its language only notes: nothing is owed → nothing is proposed
5. what its date follows was dropped or erased → revise
6. its last day is over, or the time for which it was promised has ended → revise
7. its date is still to be agreed, and no time is named within which → revise
8. whoever owes it says that it is complete → reiterate, until something shows it
9. it is on hold, a draft, or simply still owed → reiterate; a signed text → note fulfilment
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.date_words import Translate, day_words, plain
from app.domain.decisions import Choice
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status
from app.domain.promises import only_noted
from app.domain.proofs import Proof
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Basis


class Reason(StrEnum):
    """Why something is proposed."""

    ITSELF = "it is the session"
    DONE = "it is done"
    DROPPED = "it was dropped"
    EVIDENCED = "evidence says it is complete"
    WITNESSED = "somebody who does not owe it says it is complete"
    NOTED = "its language only notes"
    ANCHOR_LOST = "what its date follows was dropped"
    OVERDUE = "its last day is over"
    ENDED = "its period has ended"
    TO_BE_AGREED = "its date is to be agreed"
    CLAIMED = "it is said to be complete, and nothing shows it"
    ON_HOLD = "it is on hold"
    DRAFT = "it is a draft"
    SIGNED = "it is signed"
    OWED = "it is still owed"
    UNDATED = "it is still owed, without a date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed and why; `day` is the day that the reason names, if it names one.

    `choice` is None where nothing is proposed.
    """

    choice: Choice | None
    reason: Reason
    day: date | None = None


def proposed(
    row: RegisterRow,
    today: date,
    *,
    itself: bool = False,
    proof: Proof | None = None,
) -> Proposal:
    """Return what is proposed for a point as it stands today.

    `itself` says that the point is the session that is to decide; `proof` is what says that it is
    complete.
    """
    settled = _settled(row, proof, itself=itself)
    if settled is not None:
        return settled
    if only_noted(row) and row.phase is not Phase.DRAFT:
        return Proposal(choice=None, reason=Reason.NOTED)
    where = timeliness(row.standing, today)
    revised = _revised(row, where)
    if revised is not None:
        return revised
    if proof is Proof.CLAIMED:
        return Proposal(choice=Choice.REITERATE, reason=Reason.CLAIMED)
    return _carried_over(row, where)


def _settled(row: RegisterRow, proof: Proof | None, *, itself: bool) -> Proposal | None:
    if itself:
        return Proposal(choice=Choice.NOTE, reason=Reason.ITSELF)
    if row.phase is Phase.DROPPED:
        return Proposal(choice=Choice.DROP, reason=Reason.DROPPED)
    if row.phase is Phase.DONE:
        return Proposal(choice=Choice.NOTE, reason=Reason.DONE)
    if proof is None or not proof.shows:
        return None
    told = Reason.WITNESSED if proof is Proof.WITNESSED else Reason.EVIDENCED
    return Proposal(choice=Choice.NOTE, reason=told)


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


def choice_words(choice: Choice | None, tr: Translate = plain) -> str:
    """Return what is decided, as a protocol would head it; None is nothing."""
    return {
        None: tr("Nothing proposed"),
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
        Reason.EVIDENCED: tr("Complete, by evidence."),
        Reason.WITNESSED: tr("Complete, by a report of somebody who does not owe it."),
        Reason.NOTED: tr("Only noted: nothing is owed."),
        Reason.ANCHOR_LOST: tr("What its date follows will not come."),
        Reason.OVERDUE: tr("Its last day was {day}."),
        Reason.ENDED: tr("Its period ended on {day}."),
        Reason.TO_BE_AGREED: tr("Its date is still to be agreed."),
        Reason.CLAIMED: tr("Said to be complete; nothing shows it."),
        Reason.ON_HOLD: tr("On hold."),
        Reason.DRAFT: tr("Only a draft."),
        Reason.SIGNED: tr("The text is signed."),
        Reason.OWED: tr("Still owed, not late."),
        Reason.UNDATED: tr("Still owed, no deadline."),
    }[proposal.reason].format(day=day)
