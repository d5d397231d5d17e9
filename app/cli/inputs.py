"""The command that asks agencies for inputs: a workbook for each, to be filled in and sent back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from app.cli.dates import typed
from app.cli.filters import Filters, filtered
from app.cli.letters import round_meant
from app.cli.named import organisation
from app.cli.options import Command, File, in_session
from app.cli.session import Session
from app.cli.table import data, message, write_json
from app.domain import fields
from app.domain.errors import InvalidValueError
from app.domain.identity import new_id
from app.domain.letter_drafts import Drafts
from app.domain.letters import LetterForm, LetterRound
from app.domain.typed_dates import exact_day
from app.services import json_letters
from app.services.inputs import InputsOrder, compose_inputs, left_aspirations, prepare_inputs
from app.services.json_form import SCHEMA
from app.services.letter_drafts import Order
from app.services.letter_files import Prepared
from app.services.register import Register

_NEEDED = {"reference": "--reference", "by": "--by"}


@click.command("inputs", cls=Command)
@click.argument("folder", type=File())
@click.option("--agency", "bodies", multiple=True, metavar="NAME", help="Ask this one.")
@click.option("--country", metavar="CODE", default="", help="Ask only agencies of that country.")
@click.option("--supporting", is_flag=True, help="Ask each also about what it supports.")
@click.option(
    "--aspirations",
    is_flag=True,
    help="Ask also about points that are no promise by their wording.",
)
@click.option("--due-by", metavar="DAY", default="", help="Only what falls due by then or is late.")
@click.option("--dry-run", is_flag=True, help="Say who would be asked about how much; write none.")
@click.option("--remind", metavar="NO", help="Ask whoever has not answered that letter, again.")
@click.option("--reference", metavar="NO", help="The office's number of the letter.")
@click.option("--by", metavar="DAY", help="By when the workbooks are to come back.")
@click.option("--date", metavar="DAY", default="", help="The date of the letter; else today.")
@click.option("--subject", default="", help="What it is about; else the usual words.")
@click.option("--language", metavar="CODE", default="", help="Write to all in en or ru.")
@click.option("--again", is_flag=True, help="Use a reference number that was used before.")
@click.option("--no-record", is_flag=True, help="Do not record that the workbooks were sent.")
@filtered
@in_session
def inputs_command(session: Session, /, folder: Path, **given: Any) -> None:
    """Make a workbook for each agency with its open points, to be filled in by it.

    Each goes to the agency that leads a point; the options of the list choose the points. Who
    supports is asked for its own share, and what it answers proposes no status. What comes back
    is taken in by “servanda import”. Classified points stand in no workbook, and
    nothing in FOLDER is ever overwritten. One undo takes the record of the round back.
    """
    given = typed(session, given, "date", "by", "due_by")
    missing = [option for name, option in _NEEDED.items() if not given[name]]
    if missing:
        raise click.UsageError(f"Workbooks need {', '.join(missing)}.")
    with session.opened() as register:
        wanted = _order(session, register, given)
        if given["dry_run"]:
            _would_ask(session, compose_inputs(register.reader, wanted, session.clock.today()))
            _tell_left(register, wanted)
            return
        done = prepare_inputs(
            register,
            wanted,
            folder,
            record=not given["no_record"],
            again=given["again"],
        )
        _tell_left(register, wanted)
    _report(session, done)


def _tell_left(register: Register, wanted: InputsOrder) -> None:
    """Say how many open points nobody is asked about, being aspirations, and how they would be."""
    left = left_aspirations(register.reader, wanted, register.clock.today())
    if left:
        said = "1 open aspiration is" if left == 1 else f"{left} open aspirations are"
        message(f"{said} asked about in no workbook; --aspirations asks about them too.")


def _order(session: Session, register: Register, given: dict[str, Any]) -> InputsOrder:
    reader = register.reader
    previous = None if given["remind"] is None else round_meant(reader, given["remind"]).id
    relation = fields.relation(given["relation"]) if given["relation"] else ""
    chosen = Filters.taken_from(given)
    return InputsOrder(
        order=Order(
            round=LetterRound(
                id=new_id(),
                reference=given["reference"],
                dated_on=given["date"] or session.clock.today().isoformat(),
                deadline=given["by"],
                title=given["subject"],
                concerns=reader.find(given["origin"]) if given["origin"] else None,
                previous=previous,
            ),
            form=LetterForm.XLSX,
            organisations=tuple(
                organisation(reader, "agency", each).id for each in given["bodies"]
            ),
            relation=relation,
            language=given["language"].strip().lower(),
        ),
        query=None if chosen == Filters() else chosen.query(register),
        country=given["country"].strip().upper(),
        supporting=given["supporting"],
        due_by=_day("due_by", given["due_by"]) if given["due_by"] else None,
        aspirations=given["aspirations"],
    )


def _day(name: str, text: str) -> date:
    day = exact_day(text)
    if day is None:
        raise InvalidValueError(name, "“Due by” needs a single day.")
    return day


def _would_ask(session: Session, drafts: Drafts) -> None:
    """Say who would be asked about how many points."""
    if session.json:
        asked = [
            {"organisation": each.organisation.name, "points": len(each.points)}
            for each in drafts.letters
        ]
        write_json({"schema": SCHEMA, "items": asked})
    else:
        for each in drafts.letters:
            data(f"{each.organisation.label}\t{len(each.points)}")
    points = {each.commitment for one in drafts.letters for each in one.points}
    message(f"{_counted(len(drafts.letters), len(points))}; nothing was written.")


def _counted(books: int, points: int) -> str:
    said = "1 workbook" if books == 1 else f"{books} workbooks"
    return f"{said} about 1 point" if points == 1 else f"{said} about {points} points"


def _report(session: Session, done: Prepared) -> None:
    if session.json:
        write_json(json_letters.prepared(done))
    else:
        for file in done.files:
            data(str(file))
    count = len(done.files)
    points = sum(len(each.points) for each in done.drafts.letters)
    said = "1 workbook" if count == 1 else f"{count} workbooks"
    said += " with 1 point" if points == 1 else f" with {points} points in all"
    said += ", recorded" if done.change is not None else "; nothing recorded"
    left = done.drafts.left_out
    if left:
        marked = "1 classified point was" if left == 1 else f"{left} classified points were"
        said += f". {marked} left out"
    message(f"{said}.")


COMMANDS = (inputs_command,)
