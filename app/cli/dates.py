"""The options that say when something is due or happened, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import click

from app.cli.named import word
from app.cli.session import Session
from app.cli.table import message
from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.identity import CommitmentId
from app.domain.offsets import offset_of
from app.domain.particulars import REVISION
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing, sense_of
from app.domain.typed_dates import Question, Reading, exact_day, read_typed, typed_date
from app.services.acts import Acts
from app.services.acts.beside import Passage
from app.store.reader import Reader

Redate = Callable[[Acts, CommitmentId], None]

_NAMES = ("due", "due_words", "basis", "due_why", "sense", "anchor", "offset")


def found_anchor(reader: Reader, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given with the commitment that a date is to follow looked up.

    Raises `NotFoundError`, or `InvalidValueError` for one that lies in the bin.
    """
    ref = (given["anchor"] or "").strip()
    if not ref:
        return dict(given)
    if given["due"]:
        raise click.UsageError("A date either stands by itself or follows another: not both.")
    identity = reader.find(ref)
    if reader.row(identity).binned:
        raise InvalidValueError("anchor", f"{ref} lies in the bin: no date can follow it.")
    return {**given, "anchor": identity}


def typed(session: Session, given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return what was given with the dates of these names read, as they were typed today.

    Raises `EdtfError` naming what is no date or can be meant in two ways.
    """
    today = session.clock.today()
    read = {name: typed_date(name, given[name], today=today) for name in names if given[name]}
    return {**given, **read}


def due_read(
    session: Session, given: Mapping[str, Any], made_on: str | None = None
) -> dict[str, Any]:
    """Return what was given with `--due` read, and say how, before anything is stored.

    What counts from the day it was said counts from `--said`, or else from the first day known
    of when it was agreed, asked or `made_on`. Raises `EdtfError` for what can be meant in two
    ways, or contradicts itself.
    """
    text = (given["due"] or "").strip()
    if not text:
        return dict(given)
    known = (given.get("agreed_on"), given.get("asked_on"), made_on)
    said = given["said"] or next(filter(None, map(exact_day, filter(None, known))), None)
    found = read_typed(text, said, today=session.clock.today())
    if isinstance(found, Question):
        raise EdtfError(found.sentence)
    if found.fault:
        raise EdtfError(found.fault)
    timing = found.timing
    if not timing.words and timing.edtf == text:
        return dict(given)
    message(_read_back(found))
    read: dict[str, Any] = {"due": timing.edtf, "due_words": timing.words, "sense": timing.sense}
    if timing.basis is not Basis.STATED or not timing.edtf:
        read["basis"] = timing.basis
    kept = {name: value for name, value in read.items() if name == "due" or given[name] is None}
    return {**given, **kept}


def said_with(reader: Reader, identity: CommitmentId, given: Mapping[str, Any]) -> str | None:
    """Return when a first date, or one that was written wrongly, was said: when it was made.

    A later date was said later, and nobody knows when: None.
    """
    held = reader.commitment(identity)
    first = held.timing is None or given["correct"]
    return given.get("made_on") or (held.made_on if first else None)


def _read_back(found: Reading) -> str:
    read = f"Read as: {due_words(found.timing)}." if found.timing.edtf else ""
    return " ".join(each for each in (read, found.note) if each)


def given_timing(given: Mapping[str, Any]) -> Timing | None:
    """Return the timing that was given, None where nothing was said of one.

    Raises `EdtfError`, or `InvalidValueError` for an unknown word.
    """
    if all(given[name] is None for name in _NAMES):
        return None
    return _applied(Timing(), given)


def new_timing(
    now: Timing, given: Mapping[str, Any], passage: Passage | None = None
) -> Redate | None:
    """Return the act that gives a commitment its new date, None where there is none.

    A new date stands beside the first; with --correct the one that counts is put right.
    Raises as `given_timing` does, and `NothingToDoError` for the date it has already.
    """
    details = {name: given[name] for name in REVISION if given[name] is not None}
    if all(given[name] is None for name in _NAMES):
        if details or given["correct"]:
            raise click.UsageError("Say with --due which date is meant.")
        return None
    if given["correct"]:
        return _corrected(now, given, details)
    return _revised(now, given, details, passage)


def _corrected(now: Timing, given: Mapping[str, Any], details: Mapping[str, Any]) -> Redate:
    if details:
        raise click.UsageError(
            "A correction is no new date: it takes no --asked-on, --asked-by, "
            "--agreed-on, --agreed-by or --reason."
        )
    corrected = _applied(now, given)
    return lambda acts, identity: acts.correct_timing(identity, corrected)


def _revised(
    now: Timing, given: Mapping[str, Any], details: Mapping[str, Any], passage: Passage | None
) -> Redate:
    if given["due"] is None and given["anchor"] is None:
        raise click.UsageError(
            "Say with --due which date this is or with --anchor what it follows, or put the "
            "present one right with --correct."
        )
    revised = _applied(Timing(), given)
    if not details and now == replace(
        revised, words=revised.words or now.words, why=revised.why or now.why
    ):
        raise NothingToDoError("Nothing was changed: that is its date already.")

    def postpone(acts: Acts, identity: CommitmentId) -> None:
        acts.postpone(identity, revised, **details)
        if passage is not None:
            acts.attach(identity, passage)

    return postpone


def _applied(base: Timing, given: Mapping[str, Any]) -> Timing:
    """Put what was given over a timing; what follows from a new value follows."""
    timing = base
    if given["due"] is not None:
        edtf = given["due"].strip()
        timing = replace(
            timing,
            edtf=edtf,
            sense=sense_of(edtf) if edtf else Sense.POINT,
            basis=_basis(base.basis, dated=bool(edtf)),
            anchor=None,
            offset="",
        )
    if given["anchor"] is not None:
        timing = _hung(timing, given["anchor"])
    if given["offset"] is not None:
        timing = replace(timing, offset=offset_of(given["offset"]))
    if given["due_words"] is not None:
        timing = replace(timing, words=given["due_words"].strip())
    if given["sense"] is not None:
        timing = replace(timing, sense=word(Sense, "sense", given["sense"]))
    if given["basis"] is not None:
        timing = replace(timing, basis=word(Basis, "basis", given["basis"]))
    if given["due_why"] is not None:
        timing = replace(timing, why=given["due_why"].strip())
    return timing.validated()


def _hung(timing: Timing, anchor: str) -> Timing:
    """Let a date follow another commitment, or none any longer."""
    if anchor:
        return replace(
            timing,
            edtf="",
            sense=Sense.POINT,
            basis=_basis(timing.basis, dated=True),
            anchor=CommitmentId(anchor),
            offset="",
        )
    if timing.anchor is None:
        return timing
    return replace(timing, basis=Basis.NOT_STATED, anchor=None, offset="")


def _basis(before: Basis, *, dated: bool) -> Basis:
    """A value that was given is stated unless said otherwise; without one nothing is."""
    if dated:
        return Basis.STATED if before is Basis.NOT_STATED else before
    return before if before is Basis.TO_BE_AGREED else Basis.NOT_STATED
