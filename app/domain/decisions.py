"""What is to become of a point at the next session: the officer's choice, and what it writes.

A choice is stored with all that carrying it out needs, so that what was chosen before a session
can be applied after it, point by point or all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain import fields
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, derived_id
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status, statuses
from app.domain.particulars import NOT_KNOWN
from app.domain.timing import Basis, Sense, Timing


class Choice(StrEnum):
    """What a session decides of a point made at an earlier one."""

    NOTE = "note fulfilment"
    REITERATE = "reiterate"
    REVISE = "revise"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be decided of a point of `session` at the session `upcoming`.

    `why` is what shows the fulfilment, or the reason of a drop or a new date; `status` where a
    drop leads to; `due_…` the new date of a revision, as a `Timing` has it; `paragraph` where it
    stands in the document of `upcoming`. `chosen_on` is a day; `applied_on` is when the session
    was held that carried the choice out (EDTF), empty until it was.
    """

    id: str
    commitment: CommitmentId
    session: CommitmentId
    upcoming: CommitmentId
    choice: Choice
    why: str = ""
    status: str = ""
    due_words: str = ""
    due_edtf: str = ""
    due_sense: str = ""
    due_basis: str = ""
    paragraph: str = ""
    chosen_on: str = ""
    applied_on: str = ""

    @property
    def applied(self) -> bool:
        """Whether it was carried out."""
        return bool(self.applied_on)

    @property
    def timing(self) -> Timing | None:
        """The new date it asks for; None where it names none. What was stored was checked."""
        if not (self.due_words or self.due_edtf or self.due_basis):
            return None
        return Timing(
            words=self.due_words,
            edtf=self.due_edtf,
            sense=Sense(self.due_sense or Sense.POINT),
            basis=Basis(self.due_basis or Basis.STATED),
        )


def decision_id(commitment: str, session: str, upcoming: str) -> str:
    """Return the identity of the decision on a point: two copies' choices meet in one record."""
    return derived_id("decision", commitment, session, upcoming)


def with_timing(decision: Decision, timing: Timing) -> Decision:
    """Return a decision that asks for a new date.

    Raises `InvalidValueError` for one that follows another commitment: what a protocol agrees is
    written out.
    """
    valid = timing.validated()
    if valid.anchor is not None:
        raise InvalidValueError("due", "Give the new date itself: it cannot follow another here.")
    return replace(
        decision,
        due_words=valid.words,
        due_edtf=valid.edtf,
        due_sense=valid.sense.value,
        due_basis=valid.basis.value,
    )


def checked(decision: Decision, family: Family, *, proven: bool) -> Decision:
    """Return a decision without stray blanks, or refuse one that lacks something.

    `proven` says that fulfilment can be noted without a reason: what is held shows it, see
    `app.domain.proofs`, or it was noted before. What belongs to another choice is dropped. Raises
    `InvalidValueError` naming what is missing.
    """
    kept = replace(
        decision,
        why=decision.why.strip(),
        status=decision.status.strip(),
        paragraph=decision.paragraph.strip(),
        chosen_on=fields.edtf("chosen_on", decision.chosen_on),
    )
    if kept.choice is not Choice.REVISE:
        kept = replace(kept, due_words="", due_edtf="", due_sense="", due_basis="")
    if kept.choice is not Choice.DROP:
        kept = replace(kept, status="")
    match kept.choice:
        case Choice.NOTE:
            if not kept.why and not proven and family is Family.UNDERTAKING:
                raise InvalidValueError("why", _UNPROVEN)
        case Choice.REVISE:
            return _revised(kept)
        case Choice.DROP:
            return _dropped(kept, family)
    return kept


def _revised(kept: Decision) -> Decision:
    timing = kept.timing
    if timing is None:
        raise InvalidValueError("due", "Say which new date is asked for, be it “to be agreed”.")
    return with_timing(kept, timing)


def _dropped(kept: Decision, family: Family) -> Decision:
    if not kept.why:
        raise InvalidValueError("why", "Give the reason for which it is dropped.")
    names = ", ".join(f"“{each.value}”" for each in drops(family))
    if not kept.status:
        raise InvalidValueError("status", f"Say as what it is dropped: {names}.")
    if kept.status not in {each.value for each in drops(family)}:
        raise InvalidValueError("status", f"Dropped means here one of {names}.")
    return kept


_UNPROVEN = (
    "Say what shows that it was carried out: no passage on its completion is held, and no report "
    "of it with evidence or of somebody who does not owe it."
)


def drops(family: Family) -> tuple[Status, ...]:
    """Return the statuses that a point of a family can be dropped to; the officer says which."""
    return tuple(each for each in statuses(family) if each.phase is Phase.DROPPED)


def noted(family: Family, status: Status) -> Status | None:
    """Return the status that noting a fulfilment leads to; None where it is reached already.

    What was implemented is closed by it; a meeting that was held, and an agreement that is signed,
    stay what they are: a session that takes note says nothing of their outcome.
    Raises `InvalidValueError` for an agreement that is not signed yet.
    """
    if family is Family.UNDERTAKING:
        if status is Status.FULFILLED:
            return Status.CLOSED
        return None if status is Status.CLOSED else Status.FULFILLED
    if family is Family.MEETING:
        return None if status.phase is Phase.DONE else Status.HELD
    if status.phase in (Phase.DRAFT, Phase.OPEN):
        raise InvalidValueError("choice", "Record first that the text was signed.")
    return None


def by_then(held: str) -> str:
    """Return the days on which something can have happened that a session took note of (EDTF).

    It had happened when the session was held, as sure as that is known; on which day, the session
    does not say. Where nobody knows by when the session was held at the latest, no day is known.
    """
    said = parse(held)
    mark = {(True, True): "%", (True, False): "?", (False, True): "~"}
    last = "" if said.latest is None else said.latest.isoformat()
    return f"[..{last}{mark.get((said.uncertain, said.approximate), '')}]" if last else NOT_KNOWN
