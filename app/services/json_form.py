"""Commitments as JSON: the stable form in which commands hand them to other programs.

Words are the domain's keys, days are ISO 8601, dates EDTF. What is not known is null; a text
that was left out is "". Counts end in `_count`, so that a list never shares a name with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from app.domain.change import Change, HistoryEntry
from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId
from app.domain.query import Query
from app.domain.reading import due_words
from app.domain.rows import RegisterRow
from app.domain.timeliness import overdue_of, timeliness
from app.domain.timing import Bounds, Timing

if TYPE_CHECKING:  # what is listed is handed in
    from app.domain.typed_dates import Reading
    from app.services.register import Register
    from app.store.check import Finding
    from app.store.lookup import Lookup

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""

Form = dict[str, Any]


def listed(items: Iterable[Form]) -> Form:
    """Return a list with its count and the number of this form."""
    held = list(items)
    return {"schema": SCHEMA, "count": len(held), "items": held}


def dated(form: Form, register: Register) -> Form:
    """Return a form of what was read from a register, with the past day it is of, if it is.

    `erased_count` is how many commitments are missing because they were erased for good.
    """
    looked_at = register.as_of
    if looked_at is None:
        return form
    as_of = {"day": looked_at.day.isoformat(), "by": looked_at.by.value}
    return {**form, "as_of": {**as_of, "erased_count": register.erased}}


def records(lookup: Lookup, query: Query, today: date) -> Iterable[Form]:
    """Give the record of every commitment a query finds, in its order, read by pages."""
    for row, commitment, origin_ref in lookup.each_commitment(query, today):
        yield record(row, commitment, origin_ref, today)


def single(lookup: Lookup, identity: CommitmentId, today: date) -> Form:
    """Return the record of one commitment, looked up. Raises `NotFoundError`."""
    row, commitment = lookup.row(identity), lookup.commitment(identity)
    origin = commitment.origin
    return {
        "schema": SCHEMA,
        **record(
            row,
            commitment,
            "" if origin is None else lookup.row(origin).ref,
            today,
        ),
    }


def record(
    row: RegisterRow,
    commitment: Commitment,
    origin_ref: str,
    today: date,
) -> Form:
    """Return one commitment as a flat record, its standing as of `today`.

    `origin_ref` is the reference of what it came from, empty where there is none.
    """
    standing = row.standing
    slip = row.slip
    return {
        "ref": row.ref,
        "relation": row.relation,
        "kind": row.kind.value,
        "title": row.title,
        "summary": commitment.summary,
        "status": row.status.value,
        "phase": row.phase.value,
        "timeliness": timeliness(standing, today).value,
        "overdue": overdue_of(standing, today).value,
        "owed_by": row.owed_by,
        "strength": None if row.strength is None else int(row.strength),
        "sector": row.sector,
        "owner": row.owner or None,
        "owner_basis": commitment.owner_basis.value if row.owner else None,
        "counterpart": row.counterpart or None,
        "origin": origin_ref or None,
        "paragraph": row.paragraph,
        "made_on": row.made_on or None,
        "made_at": commitment.made_at,
        "completion": commitment.completion.value,
        "due": {**due(row.timing, row.bounds), "anchor": row.follows.ref if row.follows else None},
        "done": days(row.done) if row.done.known else None,
        "slip": None if slip is None else {"sure": slip.sure, "most": slip.most},
        "remarks": commitment.remarks,
        "classification": row.classification,
        "event": row.event,
        "binned": row.binned,
        "evidence_count": row.evidence,
        "reading_count": row.readings,
        "disputed": row.disputed,
    }


def due(timing: Timing, bounds: Bounds) -> Form:
    """Return when something is due: in words, as said, as EDTF, and as the days it may mean."""
    return {
        "words": due_words(timing),
        "said": timing.words,
        "edtf": timing.edtf or None,
        "sense": timing.sense.value,
        "basis": timing.basis.value,
        **days(bounds),
    }


def typed(reading: Reading, said: date | None) -> Form:
    """Return how a typed date is read; `read` is false for what is kept as words only."""
    return {
        **due(reading.timing, reading.timing.bounds(said)),
        "read": reading.read,
        "anchor_wanted": reading.wants_anchor,
        "offset": reading.offset or None,
        "note": reading.note,
    }


def days(bounds: Bounds) -> Form:
    """Return the first and the last day, each null where it is not known."""
    return {
        "earliest": None if bounds.earliest is None else bounds.earliest.isoformat(),
        "latest": None if bounds.latest is None else bounds.latest.isoformat(),
    }


def history(entries: Iterable[HistoryEntry]) -> Form:
    """Return what was ever written of a commitment; values are as stored, `at` is UTC."""
    return listed(
        {
            "change": f"{each.copy}:{each.n}",
            "at": instant(each.at),
            "actor": each.actor,
            "kind": each.kind.value,
            "label": each.label,
            "record": each.record,
            "happened_on": each.happened_on or None,
            "fields": [asdict(step) for step in each.fields],
        }
        for each in entries
    )


def instant(milliseconds: int) -> str:
    """Return an instant of the change log, in UTC and to the second."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def change(done: Change, refs: Sequence[str] = ()) -> Form:
    """Return what a write did: its place in the log, its name and the commitments it touched."""
    return {
        "schema": SCHEMA,
        "change": done.address,
        "kind": done.kind.value,
        "label": done.label,
        "count": len(done.commitments),
        "refs": sorted(refs),
    }


def findings(found: Iterable[Finding]) -> Form:
    """Return what a check found; an empty list is a register that is whole."""
    return listed({"part": each.part, "message": each.message} for each in found)
