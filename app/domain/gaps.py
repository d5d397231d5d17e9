"""What is not established about an instrument: said plainly, never filled in.

Press usually reports that a text was announced or signed; whether it is in force, and until when,
is then an open question that the list shows as one.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.commitment import OwnerBasis
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status
from app.domain.rows import RegisterRow
from app.domain.timing import Basis


class Gap(StrEnum):
    """One thing that no source establishes."""

    SIGNATURE = "signature"
    ENTRY_INTO_FORCE = "entry into force"
    DURATION = "duration"
    LEAD = "lead agency"
    EVIDENCE = "evidence"


def gaps(row: RegisterRow) -> tuple[Gap, ...]:
    """Return what is not established of an instrument that may still bind; else nothing."""
    if row.kind.family is not Family.INSTRUMENT or row.phase in (Phase.DONE, Phase.DROPPED):
        return ()
    signed = row.status in (Status.SIGNED, Status.IN_FORCE, Status.NOTICE_GIVEN)
    dated = row.timing.basis is not Basis.NOT_STATED and row.bounds.known
    missing = {
        Gap.SIGNATURE: row.status is Status.AGREED_TEXT,
        Gap.ENTRY_INTO_FORCE: row.status is Status.SIGNED,
        Gap.DURATION: signed and not (dated or row.termed),
        Gap.LEAD: not row.owner or row.owner_basis is OwnerBasis.PRESUMED,
        Gap.EVIDENCE: row.evidence == 0,
    }
    return tuple(gap for gap, is_missing in missing.items() if is_missing)
