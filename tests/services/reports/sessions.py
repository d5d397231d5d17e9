"""Made-up sessions with points, for the tests of reports."""

from __future__ import annotations

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, SeriesId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Series
from app.domain.timing import Basis, Timing


def made(register, ref, **facts):
    """Enter a commitment; it is owed by both sides, with no date, unless said otherwise."""
    held = Commitment(
        id=CommitmentId(new_id()),
        ref=ref,
        relation=facts.pop("relation", "PK-BY"),
        kind=facts.pop("kind", Kind.ACTION),
        title=facts.pop("title", f"Point {ref}"),
        owed_by=facts.pop("owed_by", "PK+BY"),
        **{name: facts.pop(name) for name in list(facts) if name not in ("timing", "happened_on")},
    )
    register.propose(
        held,
        timing=facts.get("timing", Timing(basis=Basis.NOT_STATED)),
        happened_on=facts.get("happened_on", "2025-02-10"),
    )
    return held.id


def two_sessions(register):
    """Enter an eighth session that was held on 10 February 2025, and a ninth to come."""
    series = Series(id=SeriesId(new_id()), relation="PK-BY", name="Joint commission")
    register.add_series(series)
    eighth = made(
        register, "PK-BY/8", kind=Kind.SESSION, title="Eighth session", status=Status.HELD
    )
    ninth = made(
        register,
        "PK-BY/9",
        kind=Kind.SESSION,
        title="Ninth session",
        timing=Timing(edtf="2026", basis=Basis.TO_BE_AGREED),
    )
    for session, ordinal in ((eighth, 8), (ninth, 9)):
        register.set_meeting(session, series=series.id, ordinal=str(ordinal))
    return eighth, ninth
