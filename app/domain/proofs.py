"""What shows that something was carried out: the one rule that every move to it goes by.

A passage on the completion shows it, and a report that says so itself: with evidence, or of
somebody who does not owe it. What its own lead, a supporter or another body of the side that owes
it says is a claim; what nobody signed may be one. Neither shows anything without a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitment import Commitment, Completion, sides_of
from app.domain.particulars import Evidence, Note, NoteBasis, Organisation, Stance


class Proof(StrEnum):
    """What says that something is complete, the strongest first."""

    PASSAGE = "a passage of a source"
    EVIDENCED = "a report with evidence"
    WITNESSED = "a report of somebody who does not owe it"
    CLAIMED = "a report of whoever owes it"

    @property
    def shows(self) -> bool:
        """Whether fulfilment can be noted on it without a further reason."""
        return self is not Proof.CLAIMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held on one commitment: who helps with it, what was reported, what sources say.

    `reporters` are the organisations that its reports name.
    """

    commitment: Commitment
    supporting: Iterable[str] = ()
    notes: Iterable[Note] = ()
    passages: Iterable[Evidence] = ()
    reporters: Iterable[Organisation] = ()


def proof_of(held: Held) -> Proof | None:
    """Return the strongest that says a commitment is complete; None where nothing does."""
    if any(bears_on_completion(each) for each in held.passages):
        return Proof.PASSAGE
    said = [each for each in held.notes if says_complete(each)]
    if any(each.basis is NoteBasis.EVIDENCED for each in said):
        return Proof.EVIDENCED
    outsiders = {each.id for each in held.reporters if not _owes(each, held)}
    if any(each.reporter in outsiders for each in said):
        return Proof.WITNESSED
    return Proof.CLAIMED if said else None


def says_complete(note: Note) -> bool:
    """Whether a note reports that a point is complete, and nothing contradicts the note."""
    return note.completion is Completion.COMPLETE and note.basis is not NoteBasis.CONTRADICTED


def bears_on_completion(passage: Evidence) -> bool:
    """Whether a passage supports the completion itself, not only the promise or another field."""
    return passage.supports == "completion" and passage.stance is Stance.SUPPORTS


def _owes(body: Organisation, held: Held) -> bool:
    """Whether a body has a share in it, or belongs to a side that owes it or may owe it."""
    whole = held.commitment
    if body.id in (whole.owner, whole.counterpart, *held.supporting):
        return True
    sides = sides_of(whole.relation)
    owing = tuple(each for each in whole.owed_by.split("+") if each in sides)
    return body.country in (owing or sides) or not body.country  # of no side known: it may
