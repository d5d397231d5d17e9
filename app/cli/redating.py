"""When one commitment is due: its dates shown, a new one recorded, a reading added or chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from app.cli.date_options import is_given
from app.cli.dates import (
    due_read,
    found_anchor,
    given_timing,
    new_timing,
    said_with,
    typed,
)
from app.cli.named import source as source_named
from app.cli.session import Session
from app.cli.sheet import date_lines
from app.cli.table import data, message, write_json
from app.domain.change import Change
from app.domain.dossier import Dossier
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.identity import CommitmentId
from app.domain.particulars import TimingRecord
from app.domain.reading import due_words, sentence
from app.services import json_dossier
from app.services.acts import Acts
from app.services.acts.beside import Passage
from app.services.holidays import fill_around
from app.services.register import Register
from app.store.reader import Reader

_DETAILS = ("paragraph", "quotation", "paraphrase")


def redate(session: Session, name: str, given: Mapping[str, Any]) -> None:
    """Show the dates of a commitment, or change when it is due."""
    with session.opened() as register:
        identity = register.reader.find(name)
        if not is_given(given):
            _show(session, register.reader, identity)
            return
        given = typed(session, given, "asked_on", "agreed_on")
        given = due_read(session, given, said_with(register.reader, identity, given))
        change = _written(register, identity, given)
        if not change.n:
            raise NothingToDoError("Nothing was changed: it is so already.")
        if session.json:
            _show(session, register.reader, identity)
        row = register.reader.row(identity)
        message(f"{row.ref} is due: {due_words(row.timing, followed=row.awaited)}.")


def _written(register: Register, identity: CommitmentId, given: Mapping[str, Any]) -> Change:
    ways = [name for name in ("postpone", "correct", "reading") if given[name]]
    ways += ["choose"] if given["choose"] is not None else []
    if len(ways) > 1:
        raise click.UsageError(f"Choose one of {', '.join(f'--{each}' for each in ways)}.")
    reader = register.reader
    resolved = found_anchor(reader, given)
    if ways == ["choose"]:
        return _chosen(register, identity, given)
    if ways == ["reading"]:
        return _read(register, identity, resolved)
    held = reader.commitment(identity)
    if ways == ["postpone"] and held.timing is None:
        raise InvalidValueError("due", f"{held.ref} has no date yet that could be postponed.")
    passage = _passage(reader, given)
    act = new_timing(reader.row(identity).timing, resolved, passage)
    if act is None:
        raise click.UsageError("Say with --due or --anchor which date is meant.")
    if ways == ["correct"] and passage is not None:
        raise click.UsageError("A correction takes no passage: add it as evidence.")
    ref = reader.ref(identity)

    def write(acts: Acts) -> None:
        act(acts, identity)
        fill_around(acts, reader, held.relation, given_timing(resolved), register.clock.today())

    return register.together(
        f"Correct the date of {ref}" if ways == ["correct"] else f"New date for {ref}", write
    )


def _read(register: Register, identity: CommitmentId, given: Mapping[str, Any]) -> Change:
    timing = given_timing(given)
    if timing is None:
        raise click.UsageError("Say with --due or --anchor what the other source says.")
    return register.add_reading(identity, timing)


def _chosen(register: Register, identity: CommitmentId, given: Mapping[str, Any]) -> Change:
    dates = numbered(register.reader.dossier(identity))
    number = given["choose"]
    if not 1 <= number <= len(dates):
        raise InvalidValueError("choose", f"It has {len(dates)} dates, numbered from 1.")
    return register.choose_timing(
        identity,
        dates[number - 1].id,
        decided_on=given["agreed_on"] or "",
        decided_by=given["agreed_by"] or "",
        why=given["reason"] or "",
    )


def numbered(held: Dossier) -> tuple[TimingRecord, ...]:
    """Return the dates of a commitment in the order that numbers them from 1."""
    return held.timings


def _passage(reader: Reader, given: Mapping[str, Any]) -> Passage | None:
    details = {name: given[name] for name in _DETAILS if given[name]}
    if not given["source"]:
        if details:
            raise click.UsageError("Say with --source which source the passage stands in.")
        return None
    source = source_named(reader.sources(), given["source"])
    return Passage(source=source.id, details={**details, "supports": "due"})


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is told of the dates of one commitment."""

    held: Dossier
    reader: Reader
    session: Session

    def lines(self) -> Iterator[str]:
        """Give the date that counts in words, then all dates by their numbers."""
        row, today = self.held.row, self.session.clock.today()
        yield f"{row.ref}  {due_words(row.timing, followed=row.awaited)}"
        yield sentence(row.timing, row.standing, today, row.slip, follows=row.follows)
        yield from date_lines(self.held)


def _show(session: Session, reader: Reader, identity: CommitmentId) -> None:
    if session.json:
        write_json(json_dossier.dates(reader, identity, session.clock.today()))
        return
    shown = _Shown(reader.dossier(identity), reader, session)
    data("\n".join(each for each in shown.lines() if each))
