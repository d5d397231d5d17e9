"""Texts announced together: how many there were said to be, and which of them are known."""

from __future__ import annotations

from typing import Any

import click

from app.cli.options import Command, in_session
from app.cli.session import Session
from app.cli.sheet import batch_lines
from app.cli.table import data, message, write_json
from app.domain.errors import NothingToDoError
from app.services import json_dossier
from app.services.acts import Acts


@click.command("batch", cls=Command)
@click.argument("name", metavar="REF")
@click.option("--announced", metavar="NUMBER", help="How many were announced; nothing for unknown.")
@click.option("--add", metavar="REF", multiple=True, help="One of the texts announced there.")
@click.option("--take-out", metavar="REF", multiple=True, help="One that was not among them.")
@in_session
def batch_command(session: Session, /, name: str, **given: Any) -> None:
    """Show or change which texts were announced together at an event.

    What was announced and never named stays a number: no record is made up for it.
    """
    with session.opened() as register:
        reader = register.reader
        batch = reader.find(name)
        members = [reader.find(each) for each in given["add"]]
        leaving = [reader.find(each) for each in given["take_out"]]

        def act(acts: Acts) -> None:
            acts.leave_batch(*leaving)
            acts.join_batch(batch, *members)
            if given["announced"] is not None:
                acts.announce(batch, given["announced"])

        if given["announced"] is not None or members or leaving:
            change = register.together(f"Texts announced at {reader.ref(batch)}", act)
            if not change.n:
                raise NothingToDoError("Nothing was changed: it is so already.")
        held = reader.dossier(batch)
        if session.json:
            write_json(json_dossier.batch_of(held))
        elif held.batch is not None:
            data("\n".join(batch_lines(held)))
        else:
            message(f"No texts were announced at {held.row.ref}.")


COMMANDS = (batch_command,)
