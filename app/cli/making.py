"""The commands that make a register: new and sample."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import click

from app.cli.entry import pair
from app.cli.options import Command, File, in_session
from app.cli.session import Session
from app.cli.table import message, write_json
from app.domain.errors import ReadOnlyError
from app.paths import resource
from app.services.countries import enter_pair
from app.services.json_form import SCHEMA
from app.services.register import Register
from app.services.sample import load_sample, read_sample


@click.command("new", cls=Command)
@click.argument("file", type=File(), required=False)
@click.option("--relation", metavar="CODE", help="The pair of countries it is about: PK-BY.")
@click.option("--names", metavar="NAMES", help="Their names in that order: Pakistan,Belarus.")
@in_session
def new_command(
    session: Session, file: Path | None, relation: str | None, names: str | None
) -> None:
    """Make an empty register."""
    path = _target(session, file)
    if relation is None and names is not None:
        raise click.UsageError("--names needs --relation.")
    wanted = None if relation is None else pair(relation, names)
    with session.created(path) as register:
        if wanted is not None:
            enter_pair(register, *wanted)
    _say(session, path, 0, f"A new register lies at “{path}”.")


@click.command("sample", cls=Command)
@click.argument("file", type=File(), required=False)
@in_session
def sample_command(session: Session, file: Path | None) -> None:
    """Make a register with the sample in it.

    It holds what Pakistan and Belarus promised each other from 2015 to 2025.
    """
    path = _target(session, file)
    content = read_sample(resource("sample", "pakistan-belarus.json"))
    with _there_or_made(session, path) as register:
        change = load_sample(register, content, working_days=True)
    count = len(change.commitments)
    _say(session, path, count, f"The sample with its {count} commitments lies at “{path}”.")


def _target(session: Session, file: Path | None) -> Path:
    """The file to make: the one named, before the command or after it."""
    if session.read_only:
        raise ReadOnlyError("With --read-only no register is made.")
    if file is None:
        return session.path
    if session.register is not None and session.register != file:
        raise click.UsageError("Two files are named; name the new register once.")
    session.register = file
    return file


def _there_or_made(session: Session, path: Path) -> AbstractContextManager[Register]:
    return session.opened() if path.exists() else session.created(path)


def _say(session: Session, path: Path, count: int, text: str) -> None:
    if session.json:
        write_json({"schema": SCHEMA, "count": count, "register": str(path)})
    message(text)


COMMANDS = (new_command, sample_command)
