"""The commands about instruments: renewals, term, event."""

from __future__ import annotations

from typing import Any

import click

from app.cli.dates import typed
from app.cli.looking import steady
from app.cli.named import word
from app.cli.options import Command, in_session
from app.cli.session import Session
from app.cli.table import data, message, table, write_json
from app.cli.terms import term_clauses, term_options
from app.domain import fields
from app.domain.course import State
from app.domain.date_words import day_words
from app.domain.errors import NothingToDoError
from app.domain.identity import CommitmentId
from app.domain.instrument_events import EventKind
from app.domain.renewal_words import STATE_WORDS, explanation
from app.services import json_form
from app.services.json_renewals import renewal, renewals_form
from app.services.register import Register
from app.services.renewals import Renewing, country_names, course_of, renewals

_HEADING = ("REF", "STATE", "PERIOD ENDS", "NOTICE BY", "SEND BY", "TITLE")
_MARKED = (State.DISPATCH_MISSED, State.EXPIRED)


@click.command("renewals", cls=Command)
@click.option("--relation", metavar="CODE", help="Only those of one pair: PK-BY.")
@in_session
def renewals_command(session: Session, relation: str | None) -> None:
    """List instruments by when they renew or end, and by when notice must go out."""
    with session.opened() as register:
        reader, today = register.reader, session.clock.today()
        code = "" if relation is None else fields.relation(relation)
        found = steady(reader, lambda: renewals(reader, code, today))
    if session.json:
        write_json(renewals_form(found))
        return
    if found.rows:
        data(
            table(
                _HEADING,
                [_cells(each) for each in found.rows],
                [each.course.state in _MARKED for each in found.rows],
            )
        )
    wanting = len(found.wanting)
    texts = f", {wanting} with clauses to obtain" if wanting else ""
    count = "1 instrument" if len(found.rows) == 1 else f"{len(found.rows)} instruments"
    message(f"{count}{texts}")


def _cells(each: Renewing) -> tuple[str, ...]:
    course = each.course
    end = course.period.end if course.period is not None else None
    by = course.dispatch.by if course.dispatch is not None else None
    return (
        each.row.ref,
        STATE_WORDS[course.state],
        *("" if day is None else day_words(day) for day in (end, course.notice_by, by)),
        each.row.title,
    )


@click.command("term", cls=Command)
@click.argument("name", metavar="REF")
@term_options
@in_session
def term_command(session: Session, /, name: str, **given: Any) -> None:
    """Enter or change the clauses of an instrument about its time."""
    clauses = term_clauses(typed(session, given, "term_start", "term_end"))
    if not clauses:
        raise click.UsageError("Say which clause; “servanda term --help” names them.")
    with session.opened() as register:
        identity = register.reader.find(name)
        change = register.set_term(identity, **clauses)
        if not change.n:
            raise NothingToDoError("Nothing was changed: it is so already.")
        _tell(session, register, identity)


@click.command("event", cls=Command)
@click.argument("name", metavar="REF")
@click.argument("kind", nargs=-1, required=True)
@click.option("--party", metavar="CODE", default="", help="The side it concerns; else both.")
@click.option("--on", "happened_on", metavar="DATE", default="", help="When; else today.")
@click.option("--place", default="", help="Where it happened.")
@click.option("--until", metavar="DATE", default="", help="Of an extension: the last day in force.")
@click.option("--period", metavar="LENGTH", default="", help="Of an extension: for how long.")
@click.option("--remark", default="", help="What else is to be known of it.")
@in_session
def event_command(session: Session, /, name: str, kind: tuple[str, ...], **details: str) -> None:
    """Record what happened to an instrument.

    Such as: signed, internal procedures notified, in force, notice given, extended, revived.
    """
    details = typed(session, details, "happened_on", "until")
    with session.opened() as register:
        identity = register.reader.find(name)
        meant = word(EventKind, "event", " ".join(kind))
        register.record_event(identity, meant.value, **details)
        _tell(session, register, identity)


def _tell(session: Session, register: Register, identity: CommitmentId) -> None:
    """Write where the instrument now stands, and how that came about."""
    reader, today = register.reader, session.clock.today()
    dossier = reader.dossier(identity)
    course, names = course_of(reader, dossier, today), country_names(reader)
    if session.json:
        write_json({"schema": json_form.SCHEMA, **renewal(dossier.row, course, names)})
    else:
        data(explanation(course, names))
    message(f"{dossier.row.ref}: {STATE_WORDS[course.state]}.")


COMMANDS = (renewals_command, term_command, event_command)
