"""What shows of commitments that they were carried out, read for many of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.identity import CommitmentId
from app.domain.proofs import Held, Proof, proof_of
from app.store.reader import Reader


def proofs(reader: Reader, wanted: Sequence[CommitmentId]) -> dict[str, Proof]:
    """Return what says of each that it is complete; those of which nothing does are left out."""
    commitments, notes = reader.commitments_by(wanted), reader.notes_by(wanted)
    passages, supports = reader.evidence_by(wanted), reader.supports_by(wanted)
    named = {each.reporter for several in notes.values() for each in several if each.reporter}
    reporters = reader.agencies_by(sorted(named))
    found: dict[str, Proof] = {}
    for identity, whole in commitments.items():
        proof = proof_of(
            Held(
                commitment=whole,
                supporting=[each.organisation for each in supports.get(identity, ())],
                notes=notes.get(identity, ()),
                passages=passages.get(identity, ()),
                reporters=reporters.values(),
            )
        )
        if proof is not None:
            found[identity] = proof
    return found
