"""The command report: session carry-over, on the screen, as JSON or as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from app.cli.options import Command, File, in_session, looking_back, shared
from app.cli.reading import looked_at
from app.cli.session import Session
from app.cli.table import data, message, printable, table, write_json
from app.domain.reports.carry_over_document import carry_over_document
from app.domain.reports.document import Counts, Document, Heading, Paragraph, Table, Tone
from app.domain.reports.look import Paper
from app.domain.reports.words import LANGUAGES
from app.services.json_form import dated
from app.services.reports.carry_over import Asked, carry_over
from app.services.reports.marks import unmarked

_LATE = Tone.LATE


@click.command("carry-over", cls=Command)
@click.option("--from", "start", metavar="REF", required=True, help="The session that agreed.")
@click.option("--to", "end", metavar="REF", required=True, help="The session that is to come.")
@click.option(
    "--language", type=click.Choice(tuple(LANGUAGES)), default="en", help="Of the report; else en."
)
@click.option(
    "--copy-for-other-side",
    "shared_copy",
    is_flag=True,
    help="Leave out everything internal, and marked points.",
)
@click.option("--leave-out-marked", "unmarked_only", is_flag=True, help="Leave out marked points.")
@click.option(
    "--paper",
    type=click.Choice([each.value for each in Paper]),
    default=Paper.A4.value,
    help="Of a file; else A4.",
)
@click.option("--template", type=File(), help="The office's Word template, for a .docx.")
@click.argument("file", metavar="[FILE.html|.docx|.csv]", type=File(), required=False)
@looking_back
@in_session
def carry_over_command(
    session: Session,
    /,
    file: Path | None,
    as_of: date | None,
    by: str | None,
    **given: Any,
) -> None:
    """What was agreed at one session, and where each point stands before a later one.

    Every point is there once: those made there and those it restated.
    """
    if file is not None and session.json:
        raise click.UsageError("Choose a file or --json.")
    if file is None and given["template"] is not None:
        raise click.UsageError("--template goes with a file, FILE.docx.")
    with looked_at(session, as_of, by) as register:
        reader = register.reader
        asked = Asked(
            start=reader.find(given["start"]),
            end=reader.find(given["end"]),
            language=given["language"],
            shared=given["shared_copy"],
            unmarked=given["unmarked_only"],
        )
        report = carry_over(reader, asked, register.clock.today())
        if session.json:
            from app.services.reports.carry_over_form import (  # noqa: PLC0415 - one of three
                carry_over_form,
            )

            write_json(dated(carry_over_form(report), register))
        document = carry_over_document(report)
    if file is not None:
        _write(document, file, given)
    elif not session.json:
        data("\n".join(_lines(document)))
    _tell(len(report.points), report.left_out)


def _write(document: Document, file: Path, given: dict[str, Any]) -> None:
    from app.services.reports.files import write_report  # noqa: PLC0415 - one of three

    paper = Paper(given["paper"])
    for path in write_report(document, file, paper=paper, template=given["template"]):
        data(str(path))


def _tell(points: int, left_out: int) -> None:
    said = "1 point" if points == 1 else f"{points} points"
    if left_out:
        said += f"; {left_out} marked {'point' if left_out == 1 else 'points'} left out"
    message(said)


def _lines(document: Document) -> Iterator[str]:
    """Give a report as plain text: its facts, its counts, its table."""
    yield printable(unmarked(document.title))
    yield printable(unmarked(document.subtitle))
    for fact in document.lines:
        yield printable(unmarked(f"{fact.name}: {fact.value}"))
    for block in document.blocks:
        match block:
            case Heading():
                yield ""
            case Paragraph():
                yield printable(unmarked(block.line.text))
            case Counts():
                each = ", ".join(f"{count.number} {count.label}" for count in block.counts)
                yield printable(f"{block.name}: {each}")
            case Table():
                yield _table(block)


def _table(held: Table) -> str:
    rows = [
        ["; ".join(unmarked(line.text) for line in cell.lines) for cell in row] for row in held.rows
    ]
    late = [any(line.tone is _LATE for cell in row for line in cell.lines) for row in held.rows]
    return table([each.heading.upper() for each in held.columns], rows, late)


report_command = click.Group(
    "report",
    commands=(carry_over_command,),
    params=shared(),
    help="Reports: on the screen, as JSON, or as a file.",
)

COMMANDS = (report_command,)
