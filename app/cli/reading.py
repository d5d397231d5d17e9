"""The commands that only look: list, show, history, check."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from time import monotonic
from typing import Any, TypeVar

import click

from app.cli.filters import Filters, filtered
from app.cli.options import Command, in_session, looking_back, past
from app.cli.session import Session
from app.cli.sheet import history_text, sheet
from app.cli.table import data, message, table, write_json
from app.domain.as_of import as_of_words, erased_words
from app.domain.query import Query
from app.domain.reading import due_words, standing_words, timeliness_words
from app.domain.rows import RegisterRow
from app.domain.timeliness import overdue_of, timeliness
from app.domain.timing import Overdue
from app.services import json_dossier, json_form
from app.services.register import Register
from app.store.reader import Reader

DAMAGED = 4
_HEADING = ("REF", "STATUS", "DUE", "STANDING", "OWED BY", "LEAD", "TITLE")
_SPARE = ("OWED BY", "LEAD")
_ATTEMPTS = 3
_A_MOMENT = 0.1
_DAYS = {"": 1, "d": 1, "w": 7}

_Found = TypeVar("_Found")


class Span(click.ParamType[int]):
    """A number of days, written 30, 30d or 4w."""

    name = "days"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the days; anything else is a wrong command line."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d{1,5})([dw]?)", str(value).strip(), re.ASCII)
        if found is None:
            self.fail(f"“{value}” is no number of days; write for example 30d or 4w.", param, ctx)
        return int(found[1]) * _DAYS[found[2]]


@click.command("list", cls=Command)
@filtered
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="The first N of them.")
@looking_back
@in_session
def list_command(
    session: Session, /, limit: int | None, as_of: date | None, by: str | None, **options: Any
) -> None:
    """List commitments; without options all of them, by due date."""
    with looked_at(session, as_of, by) as register:
        query = Filters.taken_from(options).query(register.reader)
        write_list(session, register, query, limit)


@contextmanager
def looked_at(session: Session, as_of: date | None, by: str | None) -> Iterator[Register]:
    """Open the register for the length of one command, as it is or as of a past day.

    What cannot be shown of a past day is said. Raises what `look_back` and opening do.
    """
    wanted = past(as_of, by)
    with session.opened() as register:
        if wanted is None:
            yield register
            return
        from app.services.asof import look_back  # noqa: PLC0415 - start-up time

        looked = look_back(register, wanted, progress=_Percent() if _watched() else _quiet)
        try:
            message(f"{as_of_words(wanted)}.")
            if looked.erased:
                message(erased_words(looked.erased, wanted.by))
            yield looked
        finally:
            looked.close()


def _watched() -> bool:
    return sys.stderr.isatty()


def _quiet(_done: int, _whole: int) -> None:
    """Say nothing: nobody watches."""


class _Percent:
    """Says how far a look back has come, should it take longer than a moment."""

    def __init__(self) -> None:
        self._begun = monotonic()
        self._said = False

    def __call__(self, done: int, whole: int) -> None:
        if monotonic() - self._begun > _A_MOMENT:
            self._said = True
            click.echo(f"\rLooking back: {100 * done // whole} % ", nl=False, err=True)
        if self._said and done == whole:
            click.echo(err=True)


def write_list(session: Session, register: Register, query: Query, limit: int | None) -> None:
    """Write what a query finds, the first `limit` of it, as a table or as JSON."""
    reader, today = register.reader, register.clock.today()
    if session.json:
        items = steady(reader, lambda: _first(json_form.records(reader, query, today), limit))
        write_json(json_form.dated(json_form.listed(items), register))
        return
    rows, found = steady(
        reader,
        lambda: (_first(reader.each_row(query, today), limit), reader.count(query, today)),
    )
    if rows:
        data(
            table(
                _HEADING,
                [_cells(each, today) for each in rows],
                [overdue_of(each.standing, today) is Overdue.YES for each in rows],
                spare=_SPARE,
            )
        )
    shown = f"{len(rows)} of {found}" if len(rows) < found else str(found)
    message(f"{shown} commitments" if found != 1 else "1 commitment")


def steady(reader: Reader, read: Callable[[], _Found]) -> _Found:
    """Read again where another program wrote in the meantime: pages must be of one state."""
    for _ in range(_ATTEMPTS):
        before = reader.version()
        found = read()
        if reader.version() == before:
            return found
    return read()


def _first(items: Iterable[_Found], limit: int | None) -> list[_Found]:
    if limit is None:
        return list(items)
    return [item for item, _ in zip(items, range(limit), strict=False)]


def _cells(row: RegisterRow, today: date) -> tuple[str, ...]:
    return (
        row.ref,
        row.status.value,
        due_words(row.timing, followed=row.awaited),
        _standing(row, today),
        row.owed_by,
        row.owner,
        row.title,
    )


def _standing(row: RegisterRow, today: date) -> str:
    """Where it stands in time; of an event, which was promised by nobody, only that it is one."""
    if row.event:
        return "event"
    words = standing_words(row.standing, today, row.slip, awaited=row.awaited)
    return words or timeliness_words(timeliness(row.standing, today)).lower()


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
    if session.json:
        write_json(json_form.findings(found))
    else:
        for each in found:
            data(f"{each.part}: {each.message}")
    if found:
        message(f"The register is damaged: {len(found)} things are not as they should be.")
        ctx.exit(DAMAGED)
    message("The register and its change log agree.")


COMMANDS = (
    list_command,
    show_command,
    history_command,
    check_command,
)
