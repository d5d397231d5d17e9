"""Calendar files on the command line: export FILE.ics, import FILE.ics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from app.cli.filters import Filters
from app.cli.session import Session
from app.cli.table import data, message, table, write_json
from app.domain import fields
from app.domain.errors import NothingToDoError
from app.domain.query import Query
from app.services import json_form
from app.services.calendar_alarms import rule_alarms
from app.services.calendar_comparison import Line, Outcome
from app.services.calendar_file import SUFFIX, export_calendar
from app.services.calendar_import import compared, outcome_words, taken
from app.services.calendar_reading import read_calendar
from app.services.register import Register

_HEADING = ("NO", "WHAT", "REF", "NOW", "BECOMES", "TITLE")
_WORDS = {
    Outcome.DATE: "new date",
    Outcome.DONE: "done",
    Outcome.NEW: "new",
    Outcome.HELD: "left out",
}
_ALL = {
    "changes": (Outcome.DATE, Outcome.DONE),
    "new": (Outcome.NEW,),
    "all": (Outcome.DATE, Outcome.DONE, Outcome.NEW),
}


def is_calendar(file: Path) -> bool:
    """Whether a name is that of a calendar file."""
    return file.suffix.casefold() == SUFFIX


def export_commitments(
    session: Session,
    register: Register,
    file: Path,
    names: Sequence[str],
    options: dict[str, Any],
) -> None:
    """Write what the filters find, or the commitments named, to a calendar file."""
    reader = register.reader
    filters = Filters.taken_from(options)
    if names and filters != Filters():
        raise click.UsageError("Name commitments or give filters, not both.")
    chosen: Query | list[Any] = [reader.find(each) for each in names]
    today = register.clock.today()
    exported = export_calendar(
        reader,
        chosen if names else filters.query(register),
        today,
        file,
        alarms=rule_alarms(reader, today),
    )
    if session.json:
        form = {
            "schema": json_form.SCHEMA,
            "count": exported.commitments,
            "entry_count": exported.entries,
            "file": str(file),
        }
        write_json(json_form.dated(form, register))
    entries = "1 entry" if exported.entries == 1 else f"{exported.entries} entries"
    count = exported.commitments
    of = "1 commitment" if count == 1 else f"{count} commitments"
    message(f"Wrote {entries} of {of} to “{file}”.")
    omissions = exported.omissions()
    if omissions:
        message(omissions)


def import_calendar(
    session: Session, file: Path, accept: Sequence[str], relation: str, *, dry_run: bool
) -> None:
    """Take over what `accept` names of a calendar file, or list what there is to decide."""
    if dry_run and accept:
        raise click.UsageError("--dry-run writes nothing, so there is nothing to --accept.")
    found = read_calendar(file)
    code = fields.relation(relation) if relation else ""
    with session.opened() as register:
        lines = compared(register, found, relation=code)
        wanted = _accepted(lines, accept)
        if not accept:
            _tell(session, lines, frozenset())
        else:
            taken(register, lines, wanted)
            _tell(session, lines, wanted)
    if not accept and not dry_run:
        raise NothingToDoError(_nothing(lines))


def _accepted(lines: Sequence[Line], given: Sequence[str]) -> frozenset[int]:
    """Return the numbers that are accepted; a number of what cannot be is a wrong command line."""
    choosable = {each.number: each for each in lines if each.choosable}
    wanted: set[int] = set()
    for word in (part.strip() for each in given for part in each.split(",")):
        if word in _ALL:
            wanted |= {n for n, each in choosable.items() if each.outcome in _ALL[word]}
        elif word.isdecimal() and int(word) in choosable:
            wanted.add(int(word))
        else:
            raise click.UsageError(
                f"“{word}” cannot be accepted: name numbers as --dry-run lists them, changes, new "
                "or all."
            )
    return frozenset(wanted)


def _tell(session: Session, lines: Sequence[Line], accepted: frozenset[int]) -> None:
    """Write what there is to decide, and how it stands in one sentence."""
    if session.json:
        write_json(json_form.listed(_form(each, accepted) for each in lines))
    shown = [each for each in lines if each.outcome is not Outcome.SAME]
    if shown and not session.json:
        data(table(_HEADING, [_cells(each) for each in shown], [False] * len(shown)))
    message(outcome_words(lines, accepted))


def _cells(line: Line) -> tuple[str, ...]:
    left_out = bool(line.refusal)
    return (
        str(line.number),
        _WORDS[Outcome.HELD if left_out else line.outcome],
        line.ref,
        line.before,
        line.refusal or line.after,
        line.title,
    )


def _form(line: Line, accepted: frozenset[int]) -> json_form.Form:
    return {
        "number": line.number,
        "outcome": line.outcome.value,
        "ref": line.ref or None,
        "title": line.title,
        "before": line.before,
        "after": line.after,
        "refusal": line.refusal or None,
        "edtf": line.timing.edtf or None if line.timing else None,
        "happened_on": line.happened_on or None,
        "accepted": line.number in accepted,
    }


def _nothing(lines: Sequence[Line]) -> str:
    if any(each.choosable for each in lines):
        return "Nothing was written: --accept says what is to be taken over."
    return "Nothing was written: there is nothing to take over."
