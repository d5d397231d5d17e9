"""The command report: every report on the screen, as JSON or as a file.

Each takes the choices that `domain/reports/request` says it takes, and beside them the same
options: language, paper, a Word template, a past day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import click

from app.cli.looking import looked_at
from app.cli.named import one_of, organisation
from app.cli.options import Command, File, in_session, looking_back, shared
from app.cli.session import Session
from app.cli.table import data, message, printable, table, write_json
from app.domain.identity import CommitmentId
from app.domain.reports.document import Document, Table, Tone
from app.domain.reports.look import Paper
from app.domain.reports.request import LANGUAGES, TAKES, ReportName, Request, Wish
from app.services.json_form import dated
from app.services.reports.catalogue import made
from app.services.reports.marks import unmarked
from app.services.reports.text_file import text_lines
from app.store.reader import Reader

_LATE = Tone.LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the command of a report says of it; `options` names choices otherwise than usual."""

    help: str
    options: Mapping[Wish, click.Option] = field(default_factory=dict)


_USUAL: Mapping[Wish, click.Option] = {
    Wish.RELATION: click.Option(
        ["--relation"], metavar="CODE", help="Of that pair of countries: PK-BY; else of all."
    ),
    Wish.SECTOR: click.Option(["--sector"], metavar="NAME", help="Of that sector."),
    Wish.AGENCY: click.Option(
        ["--organisation", "agency"], metavar="NAME", help="Of that agency, ministry or body."
    ),
    Wish.ROWS: click.Option(
        ["--rows"],
        type=click.Choice(("lead", "sector")),
        help="By lead agency or by sector; else lead.",
    ),
    Wish.SHARED: click.Option(
        ["--copy-for-other-side", "shared"],
        is_flag=True,
        help="Leave out everything internal, and marked points.",
    ),
    Wish.UNMARKED: click.Option(
        ["--leave-out-marked", "unmarked"], is_flag=True, help="Leave out marked points."
    ),
}

_TOLD: Mapping[ReportName, _Told] = {
    ReportName.CARRY_OVER: _Told(
        help="""What was agreed at one session, and where each point stands before a later one.

        Every point is there once: those made there and those it restated.""",
        options={
            Wish.MEETING: click.Option(
                ["--from", "meeting"],
                metavar="REF",
                required=True,
                help="The session that agreed.",
            ),
            Wish.UNTIL: click.Option(
                ["--to", "until"],
                metavar="REF",
                required=True,
                help="The session that is to come.",
            ),
        },
    ),
    ReportName.RENEWAL_RADAR: _Told(
        help="""Agreements by what happens next: letters, notices, ends; texts to obtain.

        What comes within 12 months first, all others after it, each date with its reason.""",
    ),
    ReportName.OWED: _Told(
        help="""What each agency owes: its pending points, last news, letters it has not answered.

        With --organisation of that one alone, as a sheet of its own.""",
    ),
    ReportName.BRIEF: _Told(
        help="""Two pages before a visit or session, or on a sector, an agency, a pair of countries.

        What is late or falls due up to 60 days after the meeting, or after today once it has been
        held, who owes what, what moved, which agreements end, which texts
        are not established, and the sources. Without a choice: all between two countries.""",
        options={
            Wish.MEETING: click.Option(
                ["--for", "meeting"], metavar="REF", help="The visit or session it is for."
            ),
        },
    ),
    ReportName.HANDOVER: _Told(
        help="""What a successor at the desk must know in the first hour, most perishable first.

        Deadlines, who waits for whom, dates in doubt, drafts, texts to obtain, holes, alerts.""",
    ),
    ReportName.UNIDENTIFIED: _Told(
        help="""What was announced and is not established: texts nobody named, signatures, texts.

        What has to be found out, from whom, and which source announced it.""",
    ),
    ReportName.QUARTERLY_RETURN: _Told(
        help="""What was open, came, went and is open in a quarter; tied to the return before.

        What was entered, corrected or taken back since that return was made is named.""",
        options={
            Wish.QUARTER: click.Option(
                ["--quarter"],
                metavar="QUARTER",
                help="2026-Q3, or FY2026-27-Q1 (fiscal, from July); else the last complete one.",
            ),
            Wish.FILED: click.Option(
                ["--filed"],
                metavar="DAY|VERSION",
                help="When the return before was made; else the day after its quarter.",
            ),
        },
    ),
    ReportName.SLIPPAGE: _Told(
        help="""Promises that were given another date or were done late, by how much, who asked.

        Delays are ranges where days are not known, and are added up only as far as they go.""",
    ),
    ReportName.CHANGED_SINCE: _Told(
        help="""What is other in the register than it was before a day, or at an earlier report.

        By point, with who entered it, and what was entered later than it happened.""",
        options={
            Wish.SINCE: click.Option(
                ["--since"],
                metavar="DAY|VERSION",
                required=True,
                help="A day such as 2026-10-01, or the register version on an earlier report.",
            ),
        },
    ),
}


def _of_every_report() -> list[click.Parameter]:
    """Return the options and the argument that every report takes."""
    return [
        click.Option(
            ["--language"],
            type=click.Choice(tuple(LANGUAGES)),
            default="en",
            help="Of the report; else en.",
        ),
        click.Option(
            ["--paper"],
            type=click.Choice([each.value for each in Paper]),
            default=Paper.A4.value,
            help="Of a file; else A4.",
        ),
        click.Option(["--template"], type=File(), help="The office's Word template, for a .docx."),
        click.Argument(["file"], metavar="[FILE.html|.docx|.csv]", type=File(), required=False),
    ]


def _command(name: ReportName, told: _Told) -> click.Command:
    wishes = (told.options.get(each) or _USUAL[each] for each in Wish if each in TAKES[name])
    command = Command(
        name=name.value,
        help=told.help,
        params=[*wishes, *_of_every_report()],
        callback=in_session(partial(_report, name=name)),
    )
    return looking_back(command)


def _report(
    session: Session,
    /,
    *,
    name: ReportName,
    file: Path | None,
    as_of: date | None,
    by: str | None,
    **given: Any,
) -> None:
    if file is not None and session.json:
        raise click.UsageError("Choose a file or --json.")
    if file is None and given["template"] is not None:
        raise click.UsageError("--template goes with a file, FILE.docx.")
    with looked_at(session, as_of, by) as register:
        request = asked_for(register.reader, name, given)
        report = made(register.reader, request, register.clock.today())
        if session.json:
            write_json(dated(report.form(), register))
    if file is not None:
        _write(report.document, file, given)
    elif not session.json:
        data("\n".join(_lines(report.document)))
    _tell(report.points, report.left_out)


def asked_for(reader: Reader, name: ReportName, given: Mapping[str, Any]) -> Request:
    """Return a request of what was given on the command line.

    Raises `NotFoundError` or `InvalidValueError` for a name that nothing goes by.
    """
    relation, sector, agency = given.get("relation"), given.get("sector"), given.get("agency")
    return Request(
        name=name,
        language=given["language"],
        relation=one_of((each.code for each in reader.relations()), "relation", relation)
        if relation
        else "",
        meeting=_found(reader, given.get("meeting")),
        until=_found(reader, given.get("until")),
        sector=one_of(reader.distinct("sector"), "sector", sector) if sector else "",
        agency=organisation(reader, "organisation", agency).id if agency else None,
        since=given.get("since") or "",
        quarter=given.get("quarter") or "",
        rows=given.get("rows") or "",
        filed=given.get("filed") or "",
        shared=bool(given.get("shared")),
        unmarked=bool(given.get("unmarked")),
    )


def _found(reader: Reader, ref: str | None) -> CommitmentId | None:
    return reader.find(ref) if ref else None


def _write(document: Document, file: Path, given: Mapping[str, Any]) -> None:
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
    """Give a report as it is read on the screen."""
    return text_lines(document, _table, lambda text: printable(unmarked(text)))


def _table(held: Table) -> list[str]:
    """Return the lines of a table; the heading of a group stands above its rows."""
    rows = [
        ["; ".join(unmarked(line.text) for line in cell.lines) for cell in row] for row in held.rows
    ]
    late = [any(line.tone is _LATE for cell in row for line in cell.lines) for row in held.rows]
    names = [each.heading.upper() for each in held.columns]
    heading, *lines = table(names, rows, late).splitlines()
    shown, rest = [heading], iter(lines)
    for group in held.groups:
        if group.heading:
            shown += ["", printable(unmarked(group.heading))]
        shown += islice(rest, len(group.rows))
    return shown


report_command = click.Group(
    "report",
    commands=[_command(name, told) for name, told in _TOLD.items()],
    params=shared(),
    help="Reports: on the screen, as JSON, or as a file.",
)

COMMANDS = (report_command,)
