"""The options that say when something is due, and the timing they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import click

from app.cli.named import word
from app.domain.errors import NothingToDoError
from app.domain.identity import CommitmentId
from app.domain.timing import Basis, Sense, Timing, sense_of
from app.services.acts import Acts

Decorated = Callable[..., Any]
Redate = Callable[[Acts, CommitmentId], None]

_OPTIONS = (
    click.option(
        "--due",
        metavar="EDTF",
        help="When it is due: 2026-05-29, 2026-05, 2026, 2026-33 (first quarter), 2025-02?, "
        "2025/2027 (throughout), [..2025-12-31] (by that day); nothing for no date.",
    ),
    click.option("--due-words", metavar="WORDS", help="How the source says it."),
    click.option("--basis", help=f"What the date rests on: {', '.join(Basis)}."),
    click.option("--due-why", metavar="WHY", help="What an inferred date was inferred from."),
    click.option("--sense", help=f"How it is meant: {', '.join(Sense)}."),
)
_NAMES = ("due", "due_words", "basis", "due_why", "sense")
_REVISION = ("asked_on", "agreed_on", "agreed_by", "reason")


def due_options(command: Decorated) -> Decorated:
    """Give a command the options of a date."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def given_timing(given: Mapping[str, Any]) -> Timing | None:
    """Return the timing that was given, None where nothing was said of one.

    Raises `EdtfError`, or `InvalidValueError` for an unknown word.
    """
    if all(given[name] is None for name in _NAMES):
        return None
    return _applied(Timing(), given)


def new_timing(now: Timing, given: Mapping[str, Any]) -> Redate | None:
    """Return the act that gives a commitment its new date, None where there is none.

    A new date stands beside the first; with --correct the one that counts is put right.
    Raises as `given_timing` does, and `NothingToDoError` for the date it has already.
    """
    details = {name: given[name] for name in _REVISION if given[name] is not None}
    if all(given[name] is None for name in _NAMES):
        if details or given["correct"]:
            raise click.UsageError("Say with --due which date is meant.")
        return None
    if given["correct"]:
        if details:
            raise click.UsageError(
                "A correction is no new date: it takes no --asked-on, "
                "--agreed-on, --agreed-by or --reason."
            )
        corrected = _applied(now, given)
        return lambda acts, identity: acts.correct_timing(identity, corrected)
    if given["due"] is None:
        raise click.UsageError(
            "Say with --due which date this is, or put the present one right with --correct."
        )
    revised = _applied(Timing(), given)
    if not details and now == replace(
        revised, words=revised.words or now.words, why=revised.why or now.why
    ):
        raise NothingToDoError("Nothing was changed: that is its date already.")
    return lambda acts, identity: acts.postpone(identity, revised, **details)


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
    if given["due_words"] is not None:
        timing = replace(timing, words=given["due_words"].strip())
    if given["sense"] is not None:
        timing = replace(timing, sense=word(Sense, "sense", given["sense"]))
    if given["basis"] is not None:
        timing = replace(timing, basis=word(Basis, "basis", given["basis"]))
    if given["due_why"] is not None:
        timing = replace(timing, why=given["due_why"].strip())
    return timing.validated()


def _basis(before: Basis, *, dated: bool) -> Basis:
    """A value that was given is stated unless said otherwise; without one nothing is."""
    if dated:
        return Basis.STATED if before is Basis.NOT_STATED else before
    return before if before is Basis.TO_BE_AGREED else Basis.NOT_STATED
