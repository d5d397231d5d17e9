"""The commands of sources: what there is, what is kept of each, saving it, withdrawing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.named import one_of, source, word
from app.cli.options import Command, File, in_session, shared
from app.cli.session import Session
from app.cli.table import data, message, printable, table, write_json
from app.domain.change import Change
from app.domain.directory import SourceSheet
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.identity import SourceId, new_id
from app.domain.particulars import Source, SourceKind
from app.domain.quotations import Kept, Standing
from app.services import json_form, json_sources
from app.services.directory import matching_sources, source_lines, source_sheet
from app.services.kept_files import copy_name, read_file, read_text
from app.services.written import beside
from app.store.reader import Reader

_HEADING = ("PUBLISHED", "TEXT", "FILE", "PASSAGES", "PUBLISHER", "TITLE")
_SPARE = ("PUBLISHER",)
_SAID = {
    Standing.MISSING: "does not stand in the kept text",
    Standing.SEVERAL: "stands there twice",
}


@click.command("sources", cls=Command)
@click.option("--text", default="", help="With these words in title, publisher or address.")
@click.option("--relation", metavar="CODE", default="", help="For that pair alone: PK-BY.")
@in_session
def sources_command(session: Session, text: str, relation: str) -> None:
    """List sources, the newest first, with what is kept of them and how much rests on them."""
    with session.opened() as register:
        reader = register.reader
        codes = (each.code for each in reader.relations())
        pair = one_of(codes, "relation", relation) if relation else ""
        lines = matching_sources(source_lines(reader, pair), text)
        if session.json:
            write_json(json_form.listed(json_sources.sources(reader, lines)))
            return
        sizes = reader.held_sizes(
            sha256 for each in lines for sha256 in (each.source.text, each.source.file) if sha256
        )
    rows = [
        (
            each.source.published, _size(sizes, each.source.text), _size(sizes, each.source.file),
            str(each.figures.passages), each.source.publisher, each.source.title,
        )
        for each in lines
    ]  # fmt: skip
    if rows:
        data(table(_HEADING, rows, [False] * len(rows), spare=_SPARE))
    message(f"{len(lines)} sources" if len(lines) != 1 else "1 source")


def _size(sizes: dict[str, int], sha256: str) -> str:
    if not sha256:
        return ""
    return str(sizes[sha256]) if sha256 in sizes else "missing"


@click.command("show", cls=Command)
@click.argument("title")
@in_session
def show_command(session: Session, title: str) -> None:
    """Show a source: what is kept of it, which of its quotations have no place in its text."""
    with session.opened() as register:
        reader = register.reader
        held = source(reader.sources(), title)
        if session.json:
            write_json(json_sources.source(reader, held.id))
            return
        sheet = source_sheet(reader, held.id, "", most=0)
        for line in (held.title, *_facts(held), *_kept_lines(sheet)):
            data(printable(line))
        for each in sheet.astray:
            ref = reader.ref(each.evidence.commitment)
            data(printable(f"{ref}: “{each.evidence.quotation}” {_SAID[each.standing]}"))
    count = sheet.line.figures.passages
    message("1 passage rests on it." if count == 1 else f"{count} passages rest on it.")


def _facts(held: Source) -> list[str]:
    names = ("publisher", "published", "kind", "language", "address", "accessed")
    return [f"{name}: {getattr(held, name)}" for name in names if getattr(held, name)]


def _kept_lines(sheet: SourceSheet) -> list[str]:
    return [
        f"{what}: {_told(kept)}"
        for what, kept in (("kept text", sheet.text), ("kept file", sheet.file))
        if kept is not None
    ]


def _told(kept: Kept) -> str:
    size = "missing from the register" if kept.size is None else f"{kept.size} bytes"
    day = "" if kept.day is None else f"since {kept.day.isoformat()}"
    pieces = (kept.name, size, day, f"SHA-256 {kept.sha256}")
    return ", ".join(each for each in pieces if each)


@click.command("add", cls=Command)
@click.argument("title")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--published", metavar="DATE", default="", help="When: 2025-02-10, 2025-02.")
@click.option("--language", metavar="CODE", default="", help="Two letters, such as ru.")
@click.option("--kind", default=SourceKind.PRESS.value, help="press, state media, primary text …")
@click.option("--address", default="", help="Where it can be read.")
@click.option("--accessed", metavar="DATE", default="", help="The day it was read there.")
@in_session
def add_command(session: Session, /, title: str, kind: str, **facts: str) -> None:
    """Add a document or report."""
    with session.opened() as register:
        new = Source(
            id=SourceId(new_id()), title=title, kind=word(SourceKind, "kind", kind), **facts
        )
        register.add_source(new)
        _report(session, register.reader, new.id, "Added")


@click.command("keep-text", cls=Command)
@click.argument("title")
@click.argument("file", type=File())
@click.option("--encoding", metavar="NAME", help="Of the file, where it is not UTF-8.")
@in_session
def keep_text_command(session: Session, title: str, file: Path, encoding: str | None) -> None:
    """Keep the text in FILE as that of a source. What was kept before stays in the history.

    Quotations of it take the place at which they stand; one that stands nowhere, or twice, is
    named and stays as it is.
    """
    text = read_text(file, encoding)
    with session.opened() as register:
        held = source(register.reader.sources(), title)
        _check_changed(register.keep_text(held.id, text))
        _report(session, register.reader, held.id, "Kept the text of")


@click.command("keep-file", cls=Command)
@click.argument("title")
@click.argument("file", type=File())
@in_session
def keep_file_command(session: Session, title: str, file: Path) -> None:
    """Keep FILE as that of a source, 20 MB at most. What was kept before stays in the history."""
    content = read_file(file)
    with session.opened() as register:
        held = source(register.reader.sources(), title)
        _check_changed(register.keep_file(held.id, content, file.name))
        _report(session, register.reader, held.id, "Kept the file of")


@click.command("save", cls=Command)
@click.argument("title")
@click.argument("target", metavar="FILE|FOLDER", type=File())
@click.option("--text", is_flag=True, help="The kept text instead of the kept file.")
@in_session
def save_command(session: Session, title: str, target: Path, text: bool) -> None:  # noqa: FBT001 - click's
    """Save a copy of the kept file, or of the kept text, to a new file."""
    with session.opened() as register:
        held = source(register.reader.sources(), title)
        sha256 = held.text if text else held.file
        if not sha256:
            raise NothingToDoError(f"No {'text' if text else 'file'} of “{held.title}” is kept.")
        content = register.reader.whole_file(sha256)
    path = target / copy_name(held, text=text) if target.is_dir() else target
    if os.path.lexists(path):
        raise InvalidValueError(
            "file", f"“{path}” is there already: choose another name, or remove it first."
        )
    with beside(path) as written:
        written.write(content)
    if session.json:
        form = {"file": str(path), "size": len(content), "sha256": sha256}
        write_json({"schema": json_form.SCHEMA, **form})
    message(f"Wrote {len(content)} bytes to “{path}”.")


@click.command("forget", cls=Command)
@click.argument("title")
@click.option("--text", is_flag=True, help="Its kept text.")
@click.option("--file", "of_file", is_flag=True, help="Its kept file.")
@in_session
def forget_command(session: Session, title: str, text: bool, of_file: bool) -> None:  # noqa: FBT001 - click's
    """Keep the text or the file of a source no longer; the history still has it."""
    if text == of_file:
        raise click.UsageError("Say one of --text and --file.")
    with session.opened() as register:
        held = source(register.reader.sources(), title)
        (register.forget_text if text else register.forget_file)(held.id)
        what = "text" if text else "file"
        _report(session, register.reader, held.id, f"No longer keeps the {what} of")


@click.command("withdraw", cls=Command)
@click.argument("title")
@in_session
def withdraw_command(session: Session, title: str) -> None:
    """Take a source back on which nothing rests. The history keeps it until it is erased."""
    with session.opened() as register:
        held = source(register.reader.sources(), title)
        register.withdraw_source(held.id)
    _tell_gone(session, "withdrawn", held)


@click.command("erase", cls=Command)
@click.argument("title")
@click.option("--yes", is_flag=True, help="It cannot be undone: erase.")
@in_session
def erase_command(session: Session, title: str, yes: bool) -> None:  # noqa: FBT001 - click's
    """Erase a withdrawn source for good, with all that was ever kept of it."""
    with session.opened() as register:
        held = source(register.reader.former_sources(), title)
        if not yes:
            raise NothingToDoError(
                f"“{held.title}” would be erased for good with all that was kept of it, which "
                "cannot be undone: say so with --yes."
            )
        register.erase_source(held.id)
    _tell_gone(session, "erased", held)


def _tell_gone(session: Session, state: str, held: Source) -> None:
    if session.json:
        write_json({"schema": json_form.SCHEMA, "title": held.title, "state": state})
    message(f"“{held.title}” is {state}.")


def _check_changed(change: Change) -> None:
    if not change.n:
        raise NothingToDoError("Nothing was changed: it is kept already.")


def _report(session: Session, reader: Reader, identity: SourceId, said: str) -> None:
    sheet = source_sheet(reader, identity, "", most=0)
    if session.json:
        write_json(json_sources.source(reader, identity))
    message(f"{said} “{sheet.source.title}”.")
    for each in sheet.astray:
        ref = reader.ref(each.evidence.commitment)
        message(f"{ref}: “{printable(each.evidence.quotation)}” {_SAID[each.standing]}.")


def _group(commands: Sequence[click.Command]) -> click.Group:
    return click.Group(
        "source",
        commands=commands,
        params=shared(),
        help="Add a source; keep its text and its file, save copies of them, or forget them.",
    )


COMMANDS = (
    sources_command,
    _group(
        (
            show_command, add_command, keep_text_command, keep_file_command, save_command,
            forget_command, withdraw_command, erase_command,
        )
    ),
)  # fmt: skip
