"""The commands of reminder letters: who owes an answer, drafting, recording replies, rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from app.cli.dates import typed
from app.cli.looking import steady
from app.cli.named import organisation, word
from app.cli.options import Command, File, in_session
from app.cli.session import Session
from app.cli.table import data, message, table, write_json
from app.domain import fields
from app.domain.date_words import day_words
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.identity import CommitmentId, new_id
from app.domain.letter_chains import RoundSheet, Standing
from app.domain.letter_drafts import Debtor, Reason
from app.domain.letters import LetterForm, LetterRound, roman
from app.services import json_form, json_letters
from app.services.letter_drafts import Order
from app.services.letter_files import Prepared, prepare
from app.services.letters import debtors, letter_meant, round_sheet, rounds
from app.services.register import Register
from app.store.reader import Reader

_OWING = ("ORGANISATION", "COUNTRY", "POINTS", "HEARD", "UNANSWERED", "WHY")
_ROUNDS = ("REFERENCE", "REMINDER", "DATED", "DEADLINE", "REPLIED", "AWAITED", "SUBJECT")
_LETTERS = ("ORGANISATION", "STANDING", "REPLIED ON", "LETTER", "POINTS OPEN")
_WHY = {
    Reason.BALL: "its turn",
    Reason.SILENT: "no news",
    Reason.UNANSWERED: "letter unanswered",
}
_NEEDED = ("reference", "deadline", "folder")


@click.command("letters", cls=Command)
@click.option("--organisation", "bodies", multiple=True, metavar="NAME", help="Write to this one.")
@click.option("--all", "everybody", is_flag=True, help="Write to everybody who owes an answer.")
@click.option("--remind", metavar="NO", help="Write to whoever has not answered that letter.")
@click.option("--reference", metavar="NO", help="The office's number of the letter.")
@click.option("--date", metavar="DAY", default="", help="The date of the letter; else today.")
@click.option("--deadline", metavar="DAY", help="By when an answer is asked for.")
@click.option("--subject", default="", help="What it is about; else the usual words.")
@click.option("--origin", metavar="REF", help="Only the points of one session or text.")
@click.option("--form", default="docx", help="Letters in Word or drafts of mail: docx, eml.")
@click.option("--language", metavar="CODE", default="", help="Write to all in en or ru.")
@click.option("--template", type=File(), metavar="FILE", help="The office's own letter, a docx.")
@click.option("--folder", type=File(), metavar="DIR", help="Where the drafts are written.")
@click.option("--relation", metavar="CODE", default="", help="For that pair alone: PK-BY.")
@click.option("--again", is_flag=True, help="Use a reference number that was used before.")
@click.option("--record", is_flag=True, help="Record that the letters were sent.")
@in_session
def letters_command(session: Session, /, **given: Any) -> None:
    """Show who owes an answer, or draft letters to them. Sending them is up to you.

    With --organisation, --all or --remind the drafts are written to --folder; nothing there is
    ever overwritten. Classified points stand in no letter.
    """
    given = typed(session, given, "date", "deadline")
    relation = fields.relation(given["relation"]) if given["relation"] else ""
    with session.opened() as register:
        if not (given["bodies"] or given["everybody"] or given["remind"]):
            _show_owing(session, register, relation, given)
            return
        order = _order(session, register.reader, relation, given)
        done = prepare(
            register,
            order,
            given["folder"],
            record=given["record"],
            template=given["template"],
            again=given["again"],
        )
    _report(session, done)


def _show_owing(session: Session, register: Register, relation: str, given: dict[str, Any]) -> None:
    """List who owes an answer; what is for writing letters is then out of place."""
    if given["reference"] or given["folder"] or given["record"]:
        raise click.UsageError("Say to whom: --organisation NAME, --all or --remind NO.")
    reader, today = register.reader, session.clock.today()
    concerns = _origin(reader, given) or ""
    found = steady(
        reader,
        lambda: [each for each in debtors(reader, relation, today, concerns) if each.reasons],
    )
    if session.json:
        write_json(json_letters.owing(reader, found))
        return
    if found:
        data(table(_OWING, [_owing_cells(each) for each in found], [False] * len(found)))
    marked = sum(each.marked for each in found)
    points = "1 classified point stands" if marked == 1 else f"{marked} classified points stand"
    left = f"; {points} in no letter" if marked else ""
    who = "1 organisation owes" if len(found) == 1 else f"{len(found)} organisations owe"
    message(f"{who} an answer{left}")


def _owing_cells(each: Debtor) -> tuple[str, ...]:
    return (
        each.organisation.label,
        each.organisation.country,
        str(len(each.points)),
        "" if each.heard is None else each.heard.isoformat(),
        ", ".join(dict.fromkeys(letter.reference for letter in each.awaited)),
        ", ".join(_WHY[reason] for reason in Reason if reason in each.reasons),
    )


def _origin(reader: Reader, given: dict[str, Any]) -> CommitmentId | None:
    return reader.find(given["origin"].strip()) if given["origin"] else None


def _order(session: Session, reader: Reader, relation: str, given: dict[str, Any]) -> Order:
    """Return what was asked for; what is missing is a wrong command line."""
    today = session.clock.today().isoformat()
    missing = [f"--{name}" for name in _NEEDED if not given[name]]
    if missing:
        raise click.UsageError(f"Letters need {', '.join(missing)}.")
    if given["everybody"] and given["bodies"]:
        raise click.UsageError("Write either to --all or to one --organisation after another.")
    previous = None if given["remind"] is None else round_meant(reader, given["remind"]).id
    bodies = tuple(organisation(reader, "organisation", each).id for each in given["bodies"])
    return Order(
        round=LetterRound(
            id=new_id(),
            reference=given["reference"],
            dated_on=given["date"] or today,
            deadline=given["deadline"],
            title=given["subject"],
            concerns=_origin(reader, given),
            previous=previous,
        ),
        form=word(LetterForm, "form", given["form"]),
        organisations=bodies,
        relation=relation,
        language=given["language"].strip().lower(),
    )


def _report(session: Session, done: Prepared) -> None:
    if session.json:
        write_json(json_letters.prepared(done))
    else:
        for file in done.files:
            data(str(file))
    count = len(done.files)
    said = "1 letter drafted" if count == 1 else f"{count} letters drafted"
    said += " and recorded" if done.change is not None else "; nothing recorded"
    left, unaddressed = done.drafts.left_out, done.drafts.unaddressed
    if unaddressed and done.drafts.form is LetterForm.EML:
        said += f". No address is held of {', '.join(each.label for each in unaddressed)}"
    if left:
        points = "1 classified point was" if left == 1 else f"{left} classified points were"
        said += f". {points} left out"
    message(f"{said}.")


@click.command("replied", cls=Command)
@click.argument("reference", metavar="LETTER")
@click.option("--organisation", "body", required=True, metavar="NAME", help="Who replied.")
@click.option(
    "--on", "replied_on", metavar="DAY", default="", help="When; else as it was, or today."
)
@click.option("--letter", "reply_letter", metavar="NO", help="The number of the reply.")
@click.option("--note", "text", default="", help="What it says; a note on each point.")
@click.option("--point", "points", multiple=True, metavar="REF", help="Only on this point.")
@click.option("--ball", metavar="SIDE", help="Whose turn it is now; else it stays as it is.")
@in_session
def replied_command(session: Session, /, reference: str, body: str, **given: Any) -> None:
    """Record that an organisation answered the letter of that number.

    Once more puts it right: what is not given stays, and a note is not added twice.
    """
    given = typed(session, given, "replied_on")
    with session.opened() as register:
        reader = register.reader
        who = organisation(reader, "organisation", body)
        held, letter = letter_meant(reader, reference, who.id)
        change = register.record_reply(
            letter.id,
            given["replied_on"] or letter.replied_on or session.clock.today().isoformat(),
            reply_letter=given["reply_letter"],
            text=given["text"],
            commitments=[reader.find(each) for each in given["points"]],
            ball_with=given["ball"],
        )
        if not change.n:
            raise NothingToDoError("Nothing was changed: it is so already.")
        sheet = round_sheet(reader, held.id)
    if session.json:
        write_json({"schema": json_form.SCHEMA, **json_letters.round_form(sheet)})
    message(f"{held.reference}: replied {sheet.line.replied} of {sheet.line.asked}.")


@click.command("rounds", cls=Command)
@click.argument("reference", metavar="[LETTER]", required=False, default="")
@in_session
def rounds_command(session: Session, reference: str) -> None:
    """List the reminder letters that were sent, or show who answered one of them."""
    with session.opened() as register:
        reader = register.reader
        if reference:
            sheet = round_sheet(reader, round_meant(reader, reference).id)
            _show_round(session, sheet)
            return
        lines = steady(reader, lambda: rounds(reader))
        if session.json:
            write_json(json_letters.rounds_form(round_sheet(reader, each.id) for each in lines))
            return
    if lines:
        cells = [
            (
                each.round.reference,
                roman(each.round.number),
                each.round.dated_on,
                each.round.deadline,
                f"{each.replied} of {each.asked}",
                str(each.awaited),
                each.round.title,
            )
            for each in lines
        ]
        today = session.clock.today()
        data(table(_ROUNDS, cells, [each.awaited > 0 and each.days[1] < today for each in lines]))
    message("1 letter" if len(lines) == 1 else f"{len(lines)} letters")


def _show_round(session: Session, sheet: RoundSheet) -> None:
    if session.json:
        write_json({"schema": json_form.SCHEMA, **json_letters.round_form(sheet)})
        return
    cells = [
        (
            each.organisation.label,
            each.standing.value,
            each.answer.replied_on if each.answer is not None else "",
            each.answer.reply_letter if each.answer is not None else "",
            f"{each.pending} of {len(each.points)}",
        )
        for each in sheet.letters
    ]
    late = sheet.line.days[1] < session.clock.today()
    marked = [late and each.standing is Standing.AWAITED for each in sheet.letters]
    data(table(_LETTERS, cells, marked))
    deadline = day_words(sheet.line.days[1])
    message(f"replied {sheet.line.replied} of {sheet.line.asked}; asked for by {deadline}")


def round_meant(reader: Reader, name: str) -> LetterRound:
    """Return the one letter of that number. Raises `InvalidValueError` for none or several."""
    found: Sequence[LetterRound] = reader.letter_rounds(name) if name.strip() else ()
    if not found:
        raise InvalidValueError("reference", f"No letter carries the number “{name.strip()}”.")
    if len(found) > 1:
        days = ", ".join(each.dated_on for each in found)
        raise InvalidValueError(
            "reference", f"Several letters carry “{found[0].reference}”: those of {days}."
        )
    return found[0]


COMMANDS = (letters_command, replied_command, rounds_command)
