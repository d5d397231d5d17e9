"""What is not established of an agreement is said; of what is settled, or none, nothing is."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.commitment import OwnerBasis
from app.domain.gaps import Gap, gaps
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status, statuses
from app.domain.rows import RegisterRow
from app.domain.timing import Basis, Bounds, Sense, Timing

KNOWN = Bounds(earliest=date(2025, 1, 1), latest=date(2027, 12, 31))


def row(**values):
    usual = {
        "rid": 1, "id": CommitmentId("x"), "ref": "R/1", "relation": "PK-BY", "kind": Kind.MOU,
        "title": "Memorandum", "status": Status.IN_FORCE, "owner": "MoC", "evidence": 1,
        "timing": Timing(edtf="2025/2027", sense=Sense.SPAN, basis=Basis.STATED), "bounds": KNOWN,
    }  # fmt: skip
    return RegisterRow(**{**usual, **values})


def test_of_one_in_force_with_dates_a_lead_and_evidence_nothing_is_missing():
    assert gaps(row()) == ()


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"status": Status.AGREED_TEXT}, {Gap.SIGNATURE}),
        ({"status": Status.UNDER_NEGOTIATION}, set()),
        ({"status": Status.SIGNED}, {Gap.ENTRY_INTO_FORCE}),
        ({"bounds": Bounds()}, {Gap.DURATION}),
        ({"timing": Timing(basis=Basis.NOT_STATED), "bounds": Bounds()}, {Gap.DURATION}),
        ({"status": Status.AGREED_TEXT, "bounds": Bounds()}, {Gap.SIGNATURE}),
        ({"owner": ""}, {Gap.LEAD}),
        ({"owner_basis": OwnerBasis.PRESUMED}, {Gap.LEAD}),
        ({"evidence": 0}, {Gap.EVIDENCE}),
        ({"status": Status.SIGNED, "bounds": Bounds(), "owner": "", "evidence": 0},
         {Gap.ENTRY_INTO_FORCE, Gap.DURATION, Gap.LEAD, Gap.EVIDENCE}),
    ],
)  # fmt: skip
def test_what_no_source_establishes_is_named(values, missing):
    assert set(gaps(row(**values))) == missing


@pytest.mark.parametrize("kind", [each for each in Kind if each.family is not Family.INSTRUMENT])
def test_of_what_is_no_agreement_nothing_is_said(kind):
    assert gaps(row(kind=kind, status=Status.OPEN, owner="", evidence=0)) == ()


@pytest.mark.parametrize(
    "status",
    [s for s in statuses(Family.INSTRUMENT) if s.phase in (Phase.DONE, Phase.DROPPED)],
)
def test_of_what_binds_no_longer_nothing_is_said(status):
    assert gaps(row(status=status, owner="", evidence=0, bounds=Bounds())) == ()
