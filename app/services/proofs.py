"""What shows of commitments that they were carried out, read for many of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.identity import CommitmentId
from app.domain.particulars import Evidence
from app.domain.proofs import Held, Proof, bears_on_completion, proof_of
from app.domain.quotations import Searched, Standing
from app.store.reader import Reader


def proofs(reader: Reader, wanted: Sequence[CommitmentId]) -> dict[str, Proof]:
    """Return what says of each that it is complete; those of which nothing does are left out."""
    commitments, notes = reader.commitments_by(wanted), reader.notes_by(wanted)
    passages, supports = _borne_out(reader, wanted), reader.supports_by(wanted)
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


def _borne_out(reader: Reader, wanted: Sequence[CommitmentId]) -> dict[str, list[Evidence]]:
    """Return the passages on completion, without quotations that the kept text does not hold."""
    texts: dict[str, Searched | None] = {}
    found: dict[str, list[Evidence]] = {}
    for identity, several in reader.evidence_by(wanted).items():
        for each in filter(bears_on_completion, several):
            if each.source not in texts:
                text = reader.text_of(reader.source(each.source))
                texts[each.source] = Searched(text) if text else None
            searched = texts[each.source]
            place = searched.placed(each) if searched else None
            if place is None or place.standing is not Standing.MISSING:
                found.setdefault(identity, []).append(each)
    return found
