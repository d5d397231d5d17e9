"""The commands that write: each is one change in the log, and undo takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from app.cli.date_options import due_options
from app.cli.dates import due_read, found_anchor, given_timing, new_timing, said_with, typed
from app.cli.entry import entry_options, entry_values, relation_of
from app.cli.named import organisation, word
from app.cli.options import Command, in_session
from app.cli.session import Session
from app.cli.table import data, message, write_json
from app.cli.terms import term_clauses, term_options
from app.domain.change import Change
from app.domain.commitment import Commitment, Completion
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.identity import CommitmentId, new_id
from app.domain.lifecycle import Status, legal_moves
from app.domain.particulars import NoteBasis
from app.services import json_form
from app.services.acts import Acts
from app.services.holidays import fill_around
from app.services.register import Register


@click.command("add", cls=Command)
@entry_options
@click.option("--names", metavar="NAMES", help="The names of a pair new to this register.")
@due_options
@term_options
@click.option("--status", help="Where it stands, if it is more than proposed.")
@click.option("--happened-on", metavar="DATE", help="When it came to stand there; else today.")
@in_session
def add_command(session: Session, /, **given: Any) -> None:
    """Add a commitment and write its reference."""
    if given["title"] is None:
        raise click.UsageError("Missing option '--title'.")
    given = typed(session, given, "made_on", "happened_on", "term_start", "term_end")
    given = due_read(session, given, given["made_on"])
    with session.opened() as register:
        reader = register.reader
        pair, is_new = relation_of(reader, given["relation"], given["names"])
        values = {"kind": "action", **entry_values(reader, given), "relation": pair[0]}
        timing = given_timing(found_anchor(reader, given))
        status = None if given["status"] is None else word(Status, "status", given["status"])
        commitment = _commitment(values, status or Status.DRAFT)
        stays_draft = status is Status.DRAFT
        clauses = term_clauses(given)

        def act(acts: Acts) -> None:
            if is_new:
                acts.add_relation(*pair)
            acts.propose(
                commitment,
                timing=None if stays_draft else timing,
                happened_on=given["happened_on"] or "",
            )
            if stays_draft and timing is not None:
                acts.set_timing(commitment.id, timing)
            if clauses:
                acts.set_term(commitment.id, **clauses)
            fill_around(acts, reader, pair[0], timing, session.clock.today())

        register.together("New commitment", act)
        ref = reader.row(commitment.id).ref
        if not session.json:
            data(ref)
        _report(session, register, commitment.id, f"Added {ref}.")


def _commitment(values: dict[str, Any], status: Status) -> Commitment:
    return Commitment(id=CommitmentId(new_id()), status=status, **{"ref": "", **values})


@click.command("edit", cls=Command)
@click.argument("name", metavar="REF")
@entry_options
@due_options
@click.option("--correct", is_flag=True, help="The date was written wrongly; it did not change.")
@click.option("--asked-on", metavar="DATE", help="When the new date was asked for.")
@click.option("--asked-by", metavar="WHO", help="Who asked for it: PK, BY, both, protocol.")
@click.option("--agreed-on", metavar="DATE", help="When the new date was agreed.")
@click.option("--agreed-by", metavar="WHO", help="Who agreed: PK, BY, both, protocol.")
@click.option("--reason", help="Why the date changed.")
@in_session
def edit_command(session: Session, /, name: str, **given: Any) -> None:
    """Change a commitment. A new --due stands beside the first date, which is kept."""
    given = typed(session, given, "made_on", "asked_on", "agreed_on")
    with session.opened() as register:
        identity = register.reader.find(name)
        given = due_read(session, given, said_with(register.reader, identity, given))
        values = entry_values(register.reader, given)
        if given["relation"] is not None:
            values["relation"] = relation_of(register.reader, given["relation"], None)[0][0]
        resolved = found_anchor(register.reader, given)
        redate = new_timing(register.reader.row(identity).timing, resolved)
        if not values and redate is None:
            raise click.UsageError("Say what to change; “servanda edit --help” names the fields.")

        def act(acts: Acts) -> None:
            if values:
                acts.amend(identity, **values)
            if redate is not None:
                redate(acts, identity)
                pair, timing = register.reader.commitment(identity).relation, given_timing(resolved)
                fill_around(acts, register.reader, pair, timing, session.clock.today())

        names = sorted([*values, *(["due"] if redate else [])])
        ref = register.reader.row(identity).ref
        change = register.together(f"Edit {', '.join(names).replace('_', ' ')} of {ref}", act)
        _report(session, register, identity, f"Changed {ref}.", change)


@click.command("move", cls=Command)
@click.argument("name", metavar="REF")
@click.argument("status", nargs=-1, required=True)
@click.option("--happened-on", metavar="DATE", default="", help="When it happened; else today.")
@click.option("--why", default="", help="The reason, where the move needs one.")
@click.option("--review-on", metavar="DATE", default="", help="When to look at it again.")
@click.option("--confirmed-by", "who", metavar="WHO", default="", help="Who confirmed it.")
@in_session
def move_command(session: Session, /, name: str, status: tuple[str, ...], **details: str) -> None:
    """Move a commitment to another status.

    Whether it can go there depends on where it stands; a refusal names where it can go.
    """
    details = typed(session, details, "happened_on", "review_on")
    with session.opened() as register:
        identity = register.reader.find(name)
        target = _status(register, identity, " ".join(status))
        change = register.move(identity, target, **details)
        ref = register.reader.row(identity).ref
        _report(session, register, identity, f"{ref} is now “{target.value}”.", change)


def _status(register: Register, identity: CommitmentId, given: str) -> Status:
    """The status that is meant; an unknown one is refused with those this one can go to."""
    try:
        return word(Status, "status", given)
    except InvalidValueError:
        row = register.reader.row(identity)
        legal = legal_moves(row.kind.family, row.status)
        names = ", ".join(f"“{each.value}”" for each in legal) or "nothing"
        raise InvalidValueError(
            "status",
            f"“{given}” is no status. {row.ref} is “{row.status.value}”; from here it can go to "
            f"{names}.",
        ) from None


@click.command("note", cls=Command)
@click.argument("name", metavar="REF")
@click.argument("text")
@click.option("--happened-on", metavar="DATE", default="", help="When it was so; else today.")
@click.option("--as-of", metavar="DATE", default="", help="The day the news speaks of.")
@click.option("--reporter", metavar="NAME", help="The agency that reports.")
@click.option("--channel", default="", help="How it came: letter, call, meeting.")
@click.option("--letter", metavar="NUMBER", default="", help="The number of the letter.")
@click.option("--letter-date", metavar="DATE", default="", help="The date of the letter.")
@click.option("--completion", help="How much is claimed to be done.")
@click.option("--basis", help="What it rests on: self-reported, evidenced, contradicted.")
@in_session
def note_command(session: Session, /, name: str, text: str, **given: Any) -> None:
    """Add a progress note. Notes are never rewritten; undo takes one back."""
    given = typed(session, given, "happened_on", "as_of", "letter_date")
    with session.opened() as register:
        reader = register.reader
        identity = reader.find(name)
        details = {key: value for key, value in given.items() if value is not None}
        if given["reporter"]:
            details["reporter"] = organisation(reader, "reporter", given["reporter"]).id
        if given["completion"] is not None:
            details["completion"] = word(Completion, "completion", given["completion"])
        if given["basis"] is not None:
            details["basis"] = word(NoteBasis, "basis", given["basis"])
        register.note(identity, text, **details)
        _report(session, register, identity, f"Noted on {reader.row(identity).ref}.")


@click.command("discard", cls=Command)
@click.argument("names", metavar="REF…", nargs=-1, required=True)
@in_session
def discard_command(session: Session, names: tuple[str, ...]) -> None:
    """Put commitments into the bin.

    Nothing of them is lost: “servanda restore” takes them out again.
    """
    with session.opened() as register:
        change = register.discard(_found(register, names))
        _report_change(session, register, change, f"In the bin: {', '.join(names)}.")


@click.command("restore", cls=Command)
@click.argument("names", metavar="REF…", nargs=-1, required=True)
@in_session
def restore_command(session: Session, names: tuple[str, ...]) -> None:
    """Take commitments out of the bin."""
    with session.opened() as register:
        change = register.restore(_found(register, names))
        _report_change(session, register, change, f"Back from the bin: {', '.join(names)}.")


def _found(register: Register, names: Sequence[str]) -> list[CommitmentId]:
    return list(dict.fromkeys(register.reader.find(each) for each in names))


@click.command("undo", cls=Command)
@in_session
def undo_command(session: Session) -> None:
    """Take back the latest change made on this computer."""
    with session.opened() as register:
        change = register.undo()
        _report_change(session, register, change, f"Undone: {change.label}.")


@click.command("redo", cls=Command)
@in_session
def redo_command(session: Session) -> None:
    """Do again what was undone last."""
    with session.opened() as register:
        change = register.redo()
        _report_change(session, register, change, f"Done again: {change.label}.")


def _report(
    session: Session,
    register: Register,
    identity: CommitmentId,
    text: str,
    change: Change | None = None,
) -> None:
    """Write the record as it now is, if JSON was asked for, and say what was done."""
    if change is not None and not change.n:
        raise NothingToDoError("Nothing was changed: it is so already.")
    if session.json:
        write_json(json_form.single(register.reader, identity, session.clock.today()))
    message(text)


def _report_change(session: Session, register: Register, change: Change, text: str) -> None:
    if not change.n:
        raise NothingToDoError("Nothing was changed: it is so already.")
    if session.json:
        refs = [register.reader.row(each).ref for each in change.commitments]
        write_json(json_form.change(change, refs))
    message(text)


COMMANDS = (
    add_command,
    edit_command,
    move_command,
    note_command,
    discard_command,
    restore_command,
    undo_command,
    redo_command,
)
