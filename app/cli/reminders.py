"""The commands about alerts: remind, ack, snooze."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import click

from app.cli.leads import Lead
from app.cli.looking import looked_at, steady
from app.cli.notifying import notify, notify_options
from app.cli.options import Command, Day, Span, in_session, looking_back
from app.cli.session import Session
from app.cli.table import data, fold, message, printable, write_json
from app.domain import fields
from app.domain.date_words import day_words
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.occurrences import ANSWERED, Occurrence, Standing
from app.domain.reminder_rules import lead_length
from app.domain.reminder_words import headline, rule_words
from app.domain.timing import advance
from app.services.json_form import dated, listed
from app.services.json_reminders import reminder
from app.services.register import Register
from app.services.reminder_list import Listed, arranged
from app.services.reminders import (
    COMING_DAYS,
    Entry,
    Inbox,
    Matter,
    entries_of,
    inbox,
    matters,
    named,
    with_standing,
)
from app.store.reader import Reader

_ROOM = 88
_SHOWN_ID = 8
_BEGINNING = re.compile(r"[0-9a-f]{4,}", re.ASCII)


@click.command("remind", cls=Command)
@click.option("--within", metavar="DAYS", type=Span(), help="Coming within 30d or 4w; else 30d.")
@click.option("--relation", metavar="CODE", help="Only those of one pair: PK-BY.")
@click.option("--all", "also_done", is_flag=True, help="Also what was acknowledged.")
@notify_options
@looking_back
@in_session
def remind_command(
    session: Session,
    /,
    within: int | None,
    relation: str | None,
    as_of: date | None,
    by: str | None,
    *,
    also_done: bool,
    **showing: Any,
) -> None:
    """List what is due to be dealt with, then what is snoozed and what is coming.

    With --notify it is shown on the desktop instead, each reminder once.
    """
    if showing.pop("notify"):
        if within is not None or relation is not None or also_done or as_of is not None:
            raise click.UsageError("--notify takes none of the options of the list.")
        notify(session, **{name: value for name, value in showing.items() if value is not None})
        return
    if any(showing.values()):
        raise click.UsageError("--once, --loop and --wait go with --notify.")
    with looked_at(session, as_of, by) as register:
        reader, today = register.reader, register.clock.today()
        code = "" if relation is None else fields.relation(relation)
        known = [each.code for each in register.reader.relations()]
        if code and code not in known:
            raise InvalidValueError(
                "relation", f"{code} is no pair of countries here: {', '.join(known)}."
            )
        found, done = steady(
            reader,
            lambda: (
                inbox(
                    reader,
                    today,
                    seat="" if as_of else register.store.seat,
                    relation=code,
                    within=COMING_DAYS if within is None else within,
                ),
                _acknowledged(reader, today, code) if also_done else (),
            ),
        )
        if session.json:
            entries = (*found.due, *found.late, *found.snoozed, *found.coming, *done)
            form = listed(reminder(each, today) for each in entries)
            write_json(dated({**form, "older_count": found.older}, register))
            return
    _write(found, done)


def _acknowledged(reader: Reader, today: date, relation: str) -> tuple[Entry, ...]:
    return tuple(
        each
        for each in named(reader, "", today)
        if each.standing is Standing.ACKNOWLEDGED and relation in ("", each.occurrence.relation)
    )


def _write(found: Inbox, done: Sequence[Entry]) -> None:
    shown = arranged(found)
    parts = (
        ("Due", shown.due, _came),
        ("Due already when it was entered", shown.late, _came),
        ("Snoozed", shown.snoozed, _asleep),
        ("Coming", shown.coming, _comes),
        ("Acknowledged", matters(done), _settled),
    )
    lines: list[str] = []
    for title, held, standing in parts:
        if held:
            lines += [*([""] if lines else []), f"{title} ({len(held)})"]
            lines += [line for each in held for line in _lines(each, found.today, standing)]
    if lines:
        data("\n".join(lines))
    if found.older and found.since is not None:
        message(
            f"Not listed: {found.older} commitments whose last day was before "
            f"{day_words(found.since)}; “servanda list --overdue” has them."
        )
    message(_count(shown))


def _lines(matter: Matter, today: date, standing: Callable[[Entry], str]) -> Iterator[str]:
    one = matter.occurrence
    ref = f"{printable(one.ref)}  " if one.ref else ""
    yield f"  {one.id[:_SHOWN_ID]}  {ref}{printable(headline(one, today))}"
    named_title = f"{one.title}; " if one.ref else ""
    yield "      " + fold(f"{named_title}{standing(matter.entries[0])}", _ROOM, "      ")


def _came(entry: Entry) -> str:
    one = entry.occurrence
    back = entry.reminder is not None and entry.reminder.until
    return f"{'came back; ' if back else ''}due since {day_words(one.on)}: {rule_words(one)}"


def _asleep(entry: Entry) -> str:
    until = entry.reminder.until if entry.reminder else ""
    if until == ANSWERED:
        return "until there is an answer"
    return f"until {day_words(date.fromisoformat(until))}"


def _comes(entry: Entry) -> str:
    return f"comes on {day_words(entry.occurrence.on)}: {rule_words(entry.occurrence)}"


def _settled(entry: Entry) -> str:
    done = entry.reminder
    if done is None:
        return ""
    note = f": {done.note}" if done.note else ""
    who = f" by {done.who}" if done.who else ""
    return f"acknowledged on {day_words(date.fromisoformat(done.happened_on))}{who}{note}"


def _count(found: Listed) -> str:
    due = len(found.due) + len(found.late)
    return f"{due} due, {len(found.snoozed)} snoozed, {len(found.coming)} coming"


# --- what is done with them ----------------------------------------------------------------------

_NAMES = click.argument("names", metavar="ID|REF…", nargs=-1)


@click.command("ack", cls=Command)
@_NAMES
@click.option("--all", "everything", is_flag=True, help="Everything that is due.")
@click.option("--note", default="", help="What was done about it.")
@in_session
def ack_command(session: Session, names: tuple[str, ...], note: str, *, everything: bool) -> None:
    """Acknowledge reminders: they do not come again.

    ID is a reminder's, or the beginning of it; a REF stands for all that is due of a commitment.
    """
    if bool(names) is everything:
        raise click.UsageError("Name alerts or commitments, or else --all.")
    with session.opened() as register:
        chosen = _all_due(register) if everything else _chosen(register, names)
        settled = [e for e in chosen if e.standing is Standing.ACKNOWLEDGED]
        if settled:
            raise NothingToDoError(f"{_name(settled[0].occurrence)} is acknowledged already.")
        register.acknowledge([each.occurrence for each in chosen], note)
        _tell(session, register, chosen, "Acknowledged")


@click.command("snooze", cls=Command)
@_NAMES
@click.option("--until", metavar="DAY", type=Day(), help="Until that day: 2026-12-01.")
@click.option("--before", metavar="TIME", type=Lead(), help="Until 7d, 2w or 1m before the day.")
@click.option("--until-answered", is_flag=True, help="Until there is an answer.")
@in_session
def snooze_command(
    session: Session,
    /,
    names: tuple[str, ...],
    until: date | None,
    before: str | None,
    *,
    until_answered: bool,
) -> None:
    """Put alerts off: until a day, until some time before what they remind of, or an answer."""
    if not names:
        raise click.UsageError("Name alerts or commitments.")
    if [until is not None, before is not None, until_answered].count(True) != 1:
        raise click.UsageError("Say until when: --until, --before or --until-answered.")
    with session.opened() as register:
        chosen = _chosen(register, names)
        days = {
            each.occurrence.id: ANSWERED
            if until_answered
            else (until or _ahead_of(each.occurrence, before or "")).isoformat()
            for each in chosen
        }
        register.snooze([each.occurrence for each in chosen], days)
        _tell(session, register, chosen, "Snoozed")


def _ahead_of(one: Occurrence, before: str) -> date:
    if before.strip().startswith("-"):
        raise InvalidValueError("before", f"“{before.strip()}” lies after what it reminds of.")
    try:
        return advance(one.target, lead_length(before) * -1)
    except OverflowError:
        raise InvalidValueError("before", "That lies outside the years 0001 to 9999.") from None


def _all_due(register: Register) -> list[Entry]:
    found = inbox(register.reader, register.clock.today(), within=0)
    if not found.due:
        raise NothingToDoError("Nothing is due.")
    return list(found.due)


def _chosen(register: Register, names: Sequence[str]) -> list[Entry]:
    """Return the reminders that are meant, each once.

    Raises `InvalidValueError` where the beginning of an identity means several, `NotFoundError`
    where nothing goes by a name, `NothingToDoError` where nothing of a commitment is due.
    """
    reader, today = register.reader, register.clock.today()
    found: dict[str, Entry] = {}
    for name in names:
        for each in _by_identity(reader, name.strip(), today) or _of(reader, name.strip(), today):
            found[each.occurrence.id] = each
    return list(found.values())


def _by_identity(reader: Reader, name: str, today: date) -> tuple[Entry, ...]:
    if not _BEGINNING.fullmatch(name):
        return ()
    found = named(reader, name, today)
    if len(found) > 1:
        raise InvalidValueError(
            "id", f"{len(found)} alerts begin with “{name}”; write more of the one you mean."
        )
    return found


def _of(reader: Reader, name: str, today: date) -> list[Entry]:
    identity = reader.find(name)
    due = [e for e in entries_of(reader, identity, today) if e.standing is Standing.DUE]
    if not due:
        raise NothingToDoError(f"Nothing of {reader.ref(identity)} is due.")
    return due


def _name(one: Occurrence) -> str:
    return f"The alert of {one.ref}" if one.ref else "This alert"


def _tell(session: Session, register: Register, chosen: Sequence[Entry], did: str) -> None:
    """Say what was done, and in JSON how each of the alerts stands now."""
    if session.json:
        reader, today = register.reader, register.clock.today()
        now = with_standing(reader, [each.occurrence for each in chosen], today)
        write_json(listed(reminder(each, today) for each in now))
    count = "1 alert" if len(chosen) == 1 else f"{len(chosen)} alerts"
    message(f"{did}: {count}.")


COMMANDS = (remind_command, ack_command, snooze_command)
