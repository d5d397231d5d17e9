"""The command list, and a list as the other commands write it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import click

from app.cli.filters import Filters, filtered
from app.cli.looking import looked_at, steady
from app.cli.options import Command, in_session, looking_back
from app.cli.session import Session
from app.cli.table import data, message, table, write_json
from app.domain.query import Query
from app.domain.reading import due_words, standing_words, timeliness_words
from app.domain.rows import RegisterRow
from app.domain.timeliness import overdue_of, timeliness
from app.domain.timing import Overdue
from app.services import json_form
from app.services.register import Register

_HEADING = ("REF", "STATUS", "DUE", "STANDING", "OWED BY", "LEAD", "TITLE")
_SPARE = ("OWED BY", "LEAD")

_Item = TypeVar("_Item")


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
        query = Filters.taken_from(options).query(register)
        write_list(session, register, query, limit)


def write_list(session: Session, register: Register, query: Query, limit: int | None) -> None:
    """Write what a query finds, the first `limit` of it, as a table or as JSON."""
    if session.json:
        _write_records(register, query, limit)
    else:
        _write_table(register, query, limit)


def _write_records(register: Register, query: Query, limit: int | None) -> None:
    lookup, today = register.lookup, register.clock.today()
    items = steady(lookup, lambda: _first(json_form.records(lookup, query, today), limit))
    write_json(json_form.dated(json_form.listed(items), register))


def _write_table(register: Register, query: Query, limit: int | None) -> None:
    lists, today = register.lists, register.clock.today()
    rows, found = steady(
        lists,
        lambda: (_first(lists.each_row(query, today), limit), lists.count(query, today)),
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


def _first(items: Iterable[_Item], limit: int | None) -> list[_Item]:
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


COMMANDS = (list_command,)
