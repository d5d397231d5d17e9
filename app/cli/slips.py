"""The command slips: what was postponed or came late, by how much, and who agreed to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from app.cli.filters import Filters, filtered
from app.cli.looking import looked_at, steady
from app.cli.options import Command, in_session, looking_back
from app.cli.session import Session
from app.cli.sheet import deed_words
from app.cli.table import data, fold, message, printable, write_json
from app.domain.ledger import DateLine
from app.domain.reading import day_words, due_words
from app.domain.slip_words import slip_sentence
from app.services.json_form import dated
from app.services.slips import Slipped, slips, slips_form

_ROOM = 80


@click.command("slips", cls=Command)
@filtered
@looking_back
@in_session
def slips_command(session: Session, /, as_of: date | None, by: str | None, **options: Any) -> None:
    """List what was postponed or done late, the worst first, with who agreed to each date."""
    with looked_at(session, as_of, by) as register:
        reader, today = register.reader, register.clock.today()
        query = Filters.taken_from(options).query(register)
        found = steady(reader, lambda: list(slips(reader, today, query)))
        if session.json:
            write_json(dated(slips_form(iter(found)), register))
            return
    for each in found:
        data("\n".join(_lines(each)))
    message(f"{len(found)} commitments" if len(found) != 1 else "1 commitment")


def _lines(each: Slipped) -> Iterator[str]:
    row = each.row
    yield f"{printable(row.ref)}  {fold(row.title, _ROOM, '  ')}"
    yield f"  {slip_sentence(each.slip, done=each.done)}"
    if each.first is not None:
        yield f"  first: {due_words(each.first.record.timing)}"
    for line in each.revisions:
        yield fold(f"  then: {due_words(line.record.timing)}{_known(line)}", _ROOM, "      ")
    days = dict.fromkeys(day_words(each) for each in (row.done.earliest, row.done.latest) if each)
    if days:
        yield f"  done: {' to '.join(days)}"


def _known(line: DateLine) -> str:
    """Who asked for a new date and who agreed, when, whether it was asked in time, and why."""
    record = line.record
    asked = deed_words("asked", record.asked_on, record.asked_by)
    if asked and line.asked is not None:
        asked += f", {line.asked.value}"
    agreed = deed_words("agreed", record.agreed_on, record.agreed_by)
    known = "; ".join(part for part in (asked, agreed, record.reason) if part)
    return f" ({known})" if known else ""


COMMANDS = (slips_command,)
