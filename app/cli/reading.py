"""The commands that look at one commitment or at the whole: show, history, check."""

from __future__ import annotations

from datetime import date

import click

from app.cli.looking import looked_at, steady
from app.cli.options import Command, in_session, looking_back
from app.cli.session import Session
from app.cli.sheet import history_text, sheet
from app.cli.table import data, message, write_json
from app.services import json_dossier, json_form
from app.services.sources import stray_counts

DAMAGED = 4


@click.command("show", cls=Command)
@click.argument("ref")
@looking_back
@in_session
def show_command(session: Session, ref: str, as_of: date | None, by: str | None) -> None:
    """Show everything about a commitment."""
    with looked_at(session, as_of, by) as register:
        reader, today = register.reader, register.clock.today()
        identity = reader.find(ref)
        if session.json:
            form = steady(reader, lambda: json_dossier.whole(reader, identity, today))
            write_json(json_form.dated(form, register))
        else:
            data(steady(reader, lambda: sheet(reader, identity, today)))


@click.command("history", cls=Command)
@click.argument("ref")
@looking_back
@in_session
def history_command(session: Session, ref: str, as_of: date | None, by: str | None) -> None:
    """Show who wrote what of a commitment, newest first."""
    with looked_at(session, as_of, by) as register:
        identity = register.reader.find(ref)
        entries = register.store.history(identity)
        if session.json:
            write_json(json_form.dated(json_form.history(entries), register))
        else:
            data(history_text(register.reader, entries, register.reader.dossier(identity).pulls))


@click.command("check", cls=Command)
@click.pass_context
def check_command(ctx: click.Context) -> None:
    """Check that the register is whole and is what its change log says."""
    session = ctx.ensure_object(Session)
    with session.opened() as register:
        found = register.store.check()
        strays = [] if found else stray_counts(register.reader)
    if session.json:
        write_json(json_form.findings(found))
    else:
        for each in found:
            data(f"{each.part}: {each.message}")
    if found:
        message(f"The register is damaged: {len(found)} things are not as they should be.")
        ctx.exit(DAMAGED)
    message("The register and its change log agree.")
    for source, count in strays:
        said = "1 quotation has" if count == 1 else f"{count} quotations have"
        message(f"{said} no one place in the kept text of “{source.title}”; see “source show”.")


COMMANDS = (
    show_command,
    history_command,
    check_command,
)
