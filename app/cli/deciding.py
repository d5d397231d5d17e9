"""What a session is to decide of the points of an earlier one: chosen, listed, carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from app.cli.date_options import due_options
from app.cli.dates import due_read, found_anchor, given_timing
from app.cli.named import word
from app.cli.options import Command, Decorated, in_session
from app.cli.session import Session
from app.cli.table import data, message, table, write_json
from app.domain.decisions import Choice, Decision, decision_id, with_timing
from app.domain.errors import NothingToDoError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.lifecycle import Phase
from app.domain.proposals import choice_words, reason_words
from app.domain.reading import due_words
from app.domain.reports.carry_over import CarryOver, CarryPoint
from app.services import json_form
from app.services.json_form import Form
from app.services.proofs import proofs
from app.services.register import Register
from app.services.reports.carry_over import Asked, carry_over
from app.services.reports.carry_over_form import carry_over_form
from app.store.reader import Reader

_HEADING = ("REF", "CHOSEN", "CARRIED OUT", "PROPOSED", "BECAUSE", "TITLE")
_SHOWN = ("ref", "paragraph", "title", "status_now", "decision", "proposed")
_BELONGS = {Choice.REVISE: "due", Choice.DROP: "status"}
"""What may be said of one choice alone."""


def _between(command: Decorated) -> Decorated:
    """Give a command the two sessions."""
    start = click.option(
        "--from", "session", metavar="REF", required=True, help="The session that agreed."
    )
    end = click.option(
        "--to", "upcoming", metavar="REF", required=True, help="The session that is to decide."
    )
    return start(end(command))


@click.command("decide", cls=Command)
@click.argument("name", metavar="REF")
@click.argument("choice", metavar="[CHOICE]", nargs=-1)
@_between
@click.option("--why", default="", help="What shows the fulfilment; the reason of a drop or date.")
@due_options
@click.option("--status", help="Of a drop: withdrawn, superseded, lapsed, cancelled.")
@click.option("--paragraph", default="", help="Where it will stand in the later protocol.")
@click.option("--withdraw", is_flag=True, help="Choose nothing of the point any more.")
@in_session
def decide_command(session: Session, /, name: str, choice: tuple[str, ...], **given: Any) -> None:
    """Choose what a session is to decide of a point.

    CHOICE is one of: note fulfilment, reiterate, revise (with --due), drop (with --status and
    --why). Nothing happens to the point until the session was held and the choices are carried
    out: “servanda decisions --apply”.
    """
    said = " ".join(choice)
    if bool(said) == given["withdraw"]:
        raise click.UsageError("Say what is chosen, or --withdraw.")
    with session.opened() as register:
        reader = register.reader
        point = reader.find(name)
        both = reader.find(given["session"]), reader.find(given["upcoming"])
        if given["withdraw"]:
            _withdraw(register, point, both)
        else:
            chosen = word(Choice, "choice", said)
            decision = _decision(session, reader, Decision(
                id="", commitment=point, session=both[0], upcoming=both[1], choice=chosen,
                why=given["why"], paragraph=given["paragraph"], status=given["status"] or "",
            ), given)  # fmt: skip
            if not register.decide(decision).n:
                raise NothingToDoError("Nothing was changed: that is chosen already.")
        _tell(session, reader, point, both)


def _decision(
    session: Session, reader: Reader, decision: Decision, given: Mapping[str, Any]
) -> Decision:
    """Return the choice with its new date, where it has one. What belongs to another is refused."""
    for choice, name in _BELONGS.items():
        if given[name] is not None and decision.choice is not choice:
            raise click.UsageError(f"--{name} goes with “{choice.value}”.")
    timing = given_timing(found_anchor(reader, due_read(session, given)))
    if timing is None:
        return decision
    if decision.choice is not Choice.REVISE:
        raise click.UsageError(f"A date goes with “{Choice.REVISE.value}”.")
    return with_timing(decision, timing)


def _withdraw(
    register: Register, point: CommitmentId, both: tuple[CommitmentId, CommitmentId]
) -> None:
    held = register.reader.decision(decision_id(point, *both))
    if held is None:
        raise NothingToDoError("Nothing is chosen of this point.")
    register.withdraw_decision(held)


def _tell(
    session: Session,
    reader: Reader,
    point: CommitmentId,
    both: tuple[CommitmentId, CommitmentId],
) -> None:
    """Say what is chosen of a point now."""
    if session.json:
        ref = reader.ref(point)
        found = _follow_up(session, reader, both)
        items = (each for each in _items(found) if each["ref"] == ref)
        write_json({"schema": json_form.SCHEMA, **next(items, {"ref": ref})})
    held = reader.decision(decision_id(point, *both))
    words = "nothing chosen" if held is None else _words(held)
    message(f"{reader.ref(point)}: {words}.")
    if held is not None and held.choice is Choice.NOTE:
        _tell_proof(reader, point)


def _tell_proof(reader: Reader, point: CommitmentId) -> None:
    """Say on what a fulfilment rests where nothing that is held shows it."""
    row, proof = reader.row(point), proofs(reader, [point]).get(point)
    owed = row.kind.family is Family.UNDERTAKING and row.phase is not Phase.DONE
    if owed and (proof is None or not proof.shows):
        claimed = "only who owes it says so" if proof else "no report says that it is complete"
        message(f"No evidence of it is held, {claimed}: it rests on the reason given.")


@click.command("decisions", cls=Command)
@_between
@click.option("--apply", is_flag=True, help="Carry out what is chosen, as one step.")
@in_session
def decisions_command(session: Session, /, *, apply: bool, **given: Any) -> None:
    """List what is chosen and proposed for each point of a session, or carry it out.

    What is carried out is one change, which one undo takes back. A point whose choice cannot be
    carried out is named, and then nothing is.
    """
    with session.opened() as register:
        reader = register.reader
        both = reader.find(given["session"]), reader.find(given["upcoming"])
        if apply:
            _apply(session, register, both)
            return
        found = _follow_up(session, reader, both)
    if session.json:
        write_json({**json_form.listed(_items(found)), **_head(found)})
    elif found.points:
        rows = [_cells(each) for each in found.points]
        data(table(_HEADING, rows, [False] * len(rows)))
    chosen = [each.decision for each in found.points if each.decision is not None]
    done = sum(each.applied for each in chosen)
    count = "1 point" if len(found.points) == 1 else f"{len(found.points)} points"
    message(f"{count}: {len(chosen)} chosen, {done} carried out")


def _apply(session: Session, register: Register, both: tuple[CommitmentId, CommitmentId]) -> None:
    """Carry out every choice that was not carried out yet."""
    found = _follow_up(session, register.reader, both)
    held = (each.decision for each in found.points)
    waiting = [each for each in held if each is not None and not each.applied]
    if not waiting:
        raise NothingToDoError("Nothing is chosen that was not carried out already.")
    change = register.apply_decisions(waiting)
    refs = [register.reader.ref(each.commitment) for each in waiting]
    if session.json:
        write_json(json_form.change(change, refs))
    message(f"Carried out: {', '.join(sorted(refs))}.")


def _follow_up(
    session: Session, reader: Reader, both: tuple[CommitmentId, CommitmentId]
) -> CarryOver:
    return carry_over(reader, Asked(start=both[0], end=both[1]), session.clock.today())


def _head(found: CarryOver) -> Form:
    return {"from": found.start.row.ref, "to": found.end.row.ref, "version": found.version}


def _items(found: CarryOver) -> Iterable[Form]:
    for each in carry_over_form(found)["points"]:
        yield {name: each[name] for name in _SHOWN}


def _cells(point: CarryPoint) -> tuple[str, ...]:
    chosen, proposal = point.decision, point.proposal
    return (
        point.row.ref,
        "" if chosen is None else _words(chosen),
        "" if chosen is None else chosen.applied_on,
        "" if proposal is None or proposal.choice is None else choice_words(proposal.choice),
        "" if proposal is None else reason_words(proposal),
        point.row.title,
    )


def _words(decision: Decision) -> str:
    """Return what is chosen, with the date or the status that belongs to it."""
    said, timing = choice_words(decision.choice), decision.timing
    if timing is not None:
        return f"{said}: {due_words(timing) if timing.edtf else timing.words or timing.basis}"
    return f"{said}: {decision.status}" if decision.status else said


COMMANDS = (decide_command, decisions_command)
