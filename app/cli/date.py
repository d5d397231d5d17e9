"""The command date: how a typed date is read, or what has to be asked before it can be."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from app.cli.options import Command, Day, in_session
from app.cli.session import Session
from app.cli.table import data, message, write_json
from app.domain.reading import due_words
from app.domain.typed_dates import Question, Reading, read_typed
from app.services import json_form


@click.command("date", cls=Command)
@click.argument("text", nargs=-1, required=True)
@click.option("--said", metavar="DAY", type=Day(), help="The day it was said: 2024-11-26.")
@click.option("--answer", metavar="ANSWER", help="The answer to its question: a number or a text.")
@in_session
def date_command(
    session: Session, text: tuple[str, ...], said: date | None, answer: str | None
) -> None:
    """Show how a date is read: its value, its sense, the days it may mean.

    Such as: “by end of 2025”, “within two weeks” (with --said), “II квартал 2026”. What can be
    meant in two ways is asked about; what cannot be read is kept as words with no date.
    """
    typed = " ".join(" ".join(text).split())
    found = read_typed(typed, said, today=session.clock.today())
    if isinstance(found, Question) and answer is not None:
        found = found.answered(answer)
    if isinstance(found, Question):
        _ask(session, typed, found, said)
    elif session.json:
        form = json_form.typed(found, said)
        write_json({"schema": json_form.SCHEMA, "text": typed, **form, "question": None})
    else:
        _tell(found, said)


def _ask(session: Session, typed: str, question: Question, said: date | None) -> None:
    if session.json:
        choices = [
            {"answer": each.answer, **json_form.typed(each.reading, said)}
            for each in question.choices
        ]
        asked = {"question": question.text, "choices": choices}
        write_json({"schema": json_form.SCHEMA, "text": typed, **asked})
        return
    data(question.text)
    for number, each in enumerate(question.choices, 1):
        data(
            f"  {number}  {each.words}"
            + (f"  ({each.answer})" if each.answer != each.words else "")
        )
    message("Say which with --answer.")


def _tell(found: Reading, said: date | None) -> None:
    if found.timing.edtf or found.read:
        data(due_words(found.timing))
        for name, value in _facts(found, said):
            if value:
                data(f"  {name:<9}{value}")
    if found.note:
        message(found.note)


def _facts(found: Reading, said: date | None) -> list[tuple[str, Any]]:
    timing, bounds = found.timing, found.timing.bounds(said)
    return [
        ("EDTF", timing.edtf),
        ("sense", timing.sense.value if timing.edtf else ""),
        ("basis", timing.basis.value),
        ("earliest", bounds.earliest or ("cannot say" if timing.edtf else "")),
        ("latest", bounds.latest or ("cannot say" if timing.edtf else "")),
        ("offset", found.offset),
    ]


COMMANDS = (date_command,)
