"""What shows that something was carried out, and what only claims it."""

from __future__ import annotations

import pytest

from app.domain.commitment import Commitment, Completion
from app.domain.identity import CommitmentId, OrganisationId, SourceId
from app.domain.kinds import Kind
from app.domain.particulars import Evidence, Note, NoteBasis, Organisation, Stance
from app.domain.proofs import Held, Proof, proof_of

LEAD, HELPER, SISTER, OTHER, UNPLACED = (
    Organisation(id=OrganisationId(name), name=name, country=country)
    for name, country in (
        ("lead", "PK"),
        ("helper", "BY"),
        ("sister", "PK"),
        ("other", "BY"),
        ("unplaced", ""),
    )
)
BODIES = (LEAD, HELPER, SISTER, OTHER, UNPLACED)


def point(owed_by="PK"):
    return Commitment(
        id=CommitmentId("a"), ref="PK-BY/1", relation="PK-BY", kind=Kind.ACTION, title="A point",
        owed_by=owed_by, owner=LEAD.id,
    )  # fmt: skip


def note(reporter=None, basis=NoteBasis.SELF_REPORTED, completion=Completion.COMPLETE):
    return Note(
        id="n", commitment=CommitmentId("a"), text="Done.", happened_on="2026-10-01",
        reporter=None if reporter is None else reporter.id, basis=basis, completion=completion,
    )  # fmt: skip


def passage(supports="completion", stance=Stance.SUPPORTS):
    return Evidence(
        id="e", commitment=CommitmentId("a"), source=SourceId("s"), supports=supports, stance=stance
    )


def proof(*notes, owed_by="PK", passages=()):
    return proof_of(
        Held(
            commitment=point(owed_by), supporting=[HELPER.id], notes=notes, passages=passages,
            reporters=BODIES,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ((), None),
        ((note(LEAD, completion=None),), None),
        ((note(OTHER, completion=Completion.SUBSTANTIAL),), None),
        ((note(OTHER, basis=NoteBasis.CONTRADICTED),), None),
        ((note(),), Proof.CLAIMED),
        ((note(LEAD),), Proof.CLAIMED),
        ((note(HELPER),), Proof.CLAIMED),
        ((note(SISTER),), Proof.CLAIMED),
        ((note(UNPLACED),), Proof.CLAIMED),
        ((note(OTHER),), Proof.WITNESSED),
        ((note(LEAD), note(OTHER)), Proof.WITNESSED),
        ((note(LEAD, basis=NoteBasis.EVIDENCED), note(OTHER)), Proof.EVIDENCED),
    ],
)
def test_a_report_shows_fulfilment_if_it_says_so_and_is_not_of_who_owes_it(notes, found):
    assert proof(*notes) is found
    assert found is None or found.shows == (found is not Proof.CLAIMED)


@pytest.mark.parametrize("owed_by", ["PK+BY", "BY", "", "A private body"])
def test_where_both_sides_owe_or_nobody_says_who_nobody_of_them_witnesses_it(owed_by):
    assert proof(note(OTHER), owed_by=owed_by) is Proof.CLAIMED


def test_of_passages_only_one_that_supports_the_completion_shows_it():
    others = [passage(each) for each in ("", "status", "strength", "due")]
    others += [passage(stance=each) for each in (Stance.PARTIAL, Stance.CONTRADICTS)]
    assert proof(passages=others) is None
    assert proof(passages=[*others, passage()]) is Proof.PASSAGE
