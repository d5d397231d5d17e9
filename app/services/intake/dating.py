"""The date of a commitment as a row of a table gives it, or changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.timing import Basis, Sense, Timing, sense_of

_DATE_ITSELF = frozenset({"due", "due_words", "due_sense", "due_basis", "due_follows"})


def first_timing(
    fields: Mapping[str, str], carried: frozenset[str], anchor: CommitmentId | None, why: str
) -> Timing | None:
    """Return the date of what is new; where a file says nothing of it, that is “not stated”.

    A file of ours that has room for it (`carried`) says so too where there is none. `anchor` is
    what the date follows, as far as that is in the register; `why` is the reason of an inference
    where the file gives none.
    """
    silent = not any(fields.get(name) for name in _DATE_ITSELF)
    if silent and not _DATE_ITSELF.isdisjoint(carried):
        return None
    edtf = fields.get("due", "")
    if not carried or not edtf:
        usual_sense, usual_basis = Sense.POINT, Basis.NOT_STATED
    else:
        usual_sense, usual_basis = sense_of(edtf), Basis.STATED
    basis = Basis(fields.get("due_basis", usual_basis.value))
    return Timing(
        words=fields.get("due_words", ""),
        edtf=edtf,
        sense=Sense(fields.get("due_sense", usual_sense.value)),
        basis=basis,
        why=fields.get("due_why", "") or (why if basis is Basis.INFERRED else ""),
        anchor=anchor,
        offset=fields.get("due_offset", "") if anchor else "",
    )


def timing_of(fields: Mapping[str, str]) -> Timing:
    """Return the date of a row; where it says nothing of it, that is “not stated”."""
    return Timing(
        words=fields.get("due_words", ""),
        edtf=fields.get("due", ""),
        sense=Sense(fields.get("due_sense", Sense.POINT.value)),
        basis=Basis(fields.get("due_basis", Basis.NOT_STATED.value)),
    )


def redated(now: Timing, parts: Mapping[str, str], why: str) -> Timing:
    """Return another date with all that is said about it; the words of the old one are not its.

    What it means follows from the way it is written where the old meaning does not fit.
    """
    basis = Basis.STATED if now.basis is Basis.NOT_STATED else now.basis
    found = replace(
        corrected(replace(now, words="", edtf="", anchor=None, offset="", basis=basis), parts, why),
        edtf=parts["due"],
    )
    if "due_sense" in parts:
        return found
    try:
        return found.validated()
    except InvalidValueError:
        return replace(found, sense=sense_of(parts["due"]))


def corrected(now: Timing, parts: Mapping[str, str], why: str) -> Timing:
    """Return a date with other words, sense, basis or reason."""
    basis = Basis(parts.get("due_basis", now.basis.value))
    reason = parts.get("due_why", now.why)
    return replace(
        now,
        words=parts.get("due_words", now.words),
        sense=Sense(parts.get("due_sense", now.sense.value)),
        basis=basis,
        why=reason or (why if basis is Basis.INFERRED else ""),
        offset=parts.get("due_offset", now.offset),
    )
