"""The command pack: reports, tables and sources for the journey, in one folder or one ZIP file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from app.cli.looking import looked_at
from app.cli.named import one_of, organisation, word
from app.cli.options import Command, File, in_session, looking_back
from app.cli.session import Session
from app.cli.table import data, message, write_json
from app.domain.errors import InvalidValueError
from app.domain.reports.look import Paper
from app.domain.reports.request import LANGUAGES, ReportName
from app.services.reports.pack import Making, Pack, gathered
from app.services.reports.pack_files import check_target, write_pack
from app.services.reports.pack_plan import USUAL, PackAsked
from app.store.reader import Reader


@click.command("pack", cls=Command)
@click.argument("target", metavar="FILE.zip|FOLDER", type=File())
@click.option("--for", "meeting", metavar="REF", help="The visit or session to travel to.")
@click.option("--sector", metavar="NAME", help="On that sector.")
@click.option("--organisation", "agency", metavar="NAME", help="On that agency, ministry or body.")
@click.option("--relation", metavar="CODE", help="Of that pair of countries: PK-BY.")
@click.option(
    "--reports",
    metavar="NAMES",
    help=f"These reports in this order; else {','.join(USUAL)}.",
)
@click.option(
    "--language", type=click.Choice(tuple(LANGUAGES)), default="en", help="Of the reports; else en."
)
@click.option(
    "--paper",
    type=click.Choice([each.value for each in Paper]),
    default=Paper.A4.value,
    help="Of the reports; else A4.",
)
@click.option("--leave-out-marked", "unmarked", is_flag=True, help="Leave out marked points.")
@looking_back
@in_session
def pack_command(
    session: Session,
    /,
    target: Path,
    reports: str | None,
    paper: str,
    as_of: date | None,
    by: str | None,
    **given: str | None,
) -> None:
    """Make a briefing pack: reports, the list of commitments, sources, a manifest with hashes.

    FILE.zip is one new file, FOLDER one that is new or empty. The same register and day give the
    same bytes.
    """
    check_target(target)
    _check_free(target)
    chosen = USUAL if reports is None else _reports(reports)
    with looked_at(session, as_of, by) as register:
        asked = _asked(register.reader, chosen, given)
        making = Making(paper=Paper(paper), as_of=register.as_of)
        pack = gathered(register.reader, asked, register.clock.today(), making)
        write_pack(pack, target)
    if session.json:
        write_json({**pack.manifest, "file": str(target)})
    else:
        data("\n".join(pack.files))
    _tell(pack, target)


def _check_free(target: Path) -> None:
    """Refuse a ZIP file that is there already, as a folder that is not empty is refused."""
    if target.suffix.casefold() == ".zip" and os.path.lexists(target):
        raise InvalidValueError(
            "file", f"“{target}” is there already: choose another name, or remove it first."
        )


def _reports(names: str) -> tuple[ReportName, ...]:
    """Return the reports that are named, each once. Raises `InvalidValueError`."""
    wanted = [each for each in names.split(",") if each.strip()]
    if not wanted:
        raise click.UsageError("Name at least one report.")
    return tuple(dict.fromkeys(word(ReportName, "report", each) for each in wanted))


def _asked(
    reader: Reader, reports: tuple[ReportName, ...], given: dict[str, str | None]
) -> PackAsked:
    """Return what is asked for. Raises `NotFoundError` or `InvalidValueError` for names."""
    relation, sector, agency = given["relation"], given["sector"], given["agency"]
    meeting = given["meeting"]
    return PackAsked(
        reports=reports,
        language=given["language"] or "en",
        relation=one_of((each.code for each in reader.relations()), "relation", relation)
        if relation
        else "",
        meeting=reader.find(meeting) if meeting else None,
        sector=one_of(reader.distinct("sector"), "sector", sector) if sector else "",
        agency=organisation(reader, "organisation", agency).id if agency else None,
        unmarked=bool(given["unmarked"]),
    )


def _tell(pack: Pack, target: Path) -> None:
    """Say how much was written, what was left out and what is wrong with a stored file."""
    contents = pack.contents
    said = f"Wrote {len(pack.files)} files to “{target}”."
    left = contents.frame.left_out
    if left:
        said += f" {left} marked {'commitment' if left == 1 else 'commitments'} left out."
    message(said)
    for each in contents.not_made:
        message(f"Not made: {each.name}. {each.why}")
    if contents.withheld:
        message(f"Stored files left out, since only marked ones rest on them: {contents.withheld}.")
    for digest in contents.damaged:
        message(f"A stored file is missing or not what it was, and was left out: {digest}")


COMMANDS = (pack_command,)
