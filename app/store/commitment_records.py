"""The records of commitments: they themselves, what stands beside them, and whom they name.

Apart from `records`, which has every kind: most of what is read needs no more than these.
"""

from __future__ import annotations

from app.domain.commitment import Commitment, Completion, OwnerBasis, Strength
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import (
    Alias,
    Appearance,
    Evidence,
    Link,
    LinkKind,
    Meeting,
    Milestone,
    Move,
    Note,
    NoteBasis,
    Organisation,
    Relation,
    SavedView,
    Series,
    Source,
    SourceKind,
    Stance,
    Support,
    TimingRecord,
    TimingRole,
    Wording,
)
from app.store.canonical import Value
from app.store.record import BESIDE, Record, Row, plain, simple
from app.store.timing_row import timing_from

_TIMING_COLUMNS = ("words", "edtf", "sense", "basis", "why", "anchor", "offset")


def _decode_timing(row: Row) -> TimingRecord:
    return TimingRecord(
        id=row["id"],
        commitment=row["commitment"],
        role=TimingRole(row["role"]),
        timing=timing_from(row),
        asked_on=row["asked_on"],
        asked_by=row["asked_by"],
        agreed_on=row["agreed_on"],
        agreed_by=row["agreed_by"],
        reason=row["reason"],
    )


def _encode_timing(item: TimingRecord) -> dict[str, Value]:
    own = {name: plain(getattr(item.timing, name)) for name in _TIMING_COLUMNS}
    return {
        "commitment": item.commitment,
        "role": item.role.value,
        **own,
        "asked_on": item.asked_on,
        "asked_by": item.asked_by,
        "agreed_on": item.agreed_on,
        "agreed_by": item.agreed_by,
        "reason": item.reason,
    }


COMMITMENT = simple(
    Commitment,
    nullable="strength owner counterpart origin timing priority update_days batch batch_announced",
    numbers="strength priority update_days batch_announced",
    decoders={
        "kind": Kind,
        "status": Status,
        "strength": Strength,
        "owner_basis": OwnerBasis,
        "completion": Completion,
        "event": bool,
    },
    references={
        "owner": "organisation",
        "counterpart": "organisation",
        "origin": "commitment",
        "timing": "timing",
        "batch": "commitment",
    },
)
TIMING = Record(
    name="timing",
    columns=(
        "commitment",
        "role",
        *_TIMING_COLUMNS,
        "asked_on",
        "asked_by",
        "agreed_on",
        "agreed_by",
        "reason",
    ),
    nullable=frozenset({"anchor"}),
    decode=_decode_timing,
    encode=_encode_timing,
    references={"commitment": "commitment", "anchor": "commitment"},
    owner="commitment",
)
MOVE = simple(Move, references=BESIDE, owner="commitment")
NOTE = simple(
    Note,
    nullable="reporter completion",
    decoders={"completion": Completion, "basis": NoteBasis},
    references={**BESIDE, "reporter": "organisation"},
    owner="commitment",
)
SOURCE = simple(Source, decoders={"kind": SourceKind}, kept=("text", "file"))
EVIDENCE = simple(
    Evidence,
    nullable="starts ends",
    numbers="starts ends",
    decoders={"stance": Stance},
    references={**BESIDE, "source": "source"},
    owner="commitment",
)
LINK = simple(
    Link,
    decoders={"kind": LinkKind, "presumed": bool},
    references={"origin": "commitment", "target": "commitment"},
    owner="origin",
)
MILESTONE = simple(Milestone, references=BESIDE, owner="commitment")
APPEARANCE = simple(
    Appearance,
    nullable="strength",
    numbers="strength",
    references={**BESIDE, "session": "commitment"},
    owner="commitment",
)
WORDING = simple(Wording, references=BESIDE, owner="commitment")
ORGANISATION = simple(Organisation, nullable="parent", references={"parent": "organisation"})
SERIES = simple(Series)
MEETING = simple(
    Meeting,
    nullable="series ordinal",
    numbers="ordinal",
    references={**BESIDE, "series": "series"},
    owner="commitment",
)
RELATION = simple(Relation)
SUPPORT = simple(Support, references={**BESIDE, "organisation": "organisation"}, owner="commitment")
ALIAS = simple(Alias, references={"organisation": "organisation"})
SAVED_VIEW = simple(SavedView)
