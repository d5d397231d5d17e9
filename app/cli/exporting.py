"""Writing commitments to a file: CSV, a workbook, a calendar; or the whole register as JSON."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from app.cli.filters import Filters, filtered
from app.cli.looking import looked_at
from app.cli.options import Command, File, in_session, looking_back
from app.cli.session import Session
from app.cli.table import message, write_json
from app.domain.errors import InvalidValueError
from app.domain.export_columns import DEFAULT_COLUMNS, EXPORT_COLUMNS, WORKBOOK_COLUMNS
from app.services import json_form
from app.services.register import Register

_CALENDAR, _WORKBOOK, _WHOLE = ".ics", ".xlsx", ".json"


@click.command("export", cls=Command)
@click.argument("file", type=File())
@click.argument("names", metavar="[REF]...", nargs=-1)
@filtered
@click.option("--columns", metavar="NAMES", help="These columns in this order: ref,title,due_edtf.")
@click.option(
    "--companion", is_flag=True, help="Write beside it what was chosen, and as of which day."
)
@click.option("--all", "whole", is_flag=True, help="The whole register, as FILE.json.")
@looking_back
@in_session
def export_command(
    session: Session,
    /,
    file: Path,
    names: tuple[str, ...],
    columns: str | None,
    as_of: date | None,
    by: str | None,
    **options: Any,
) -> None:
    """Write commitments to a file: what its name ends in says as what.

    FILE.csv is a table that no spreadsheet will run, FILE.xlsx a workbook, FILE.ics a calendar
    file, which takes single references too. FILE.json with --all holds the whole register.
    """
    suffix, whole = file.suffix.casefold(), options["whole"]
    looks_back = as_of is not None or by is not None
    chosen = Filters.taken_from(options) != Filters()
    _check(suffix, names, columns, chosen=chosen or looks_back, options=options)
    if whole:
        _write_whole(session, file)
        return
    with looked_at(session, as_of, by) as register:
        if suffix == _CALENDAR:
            from app.cli.calendar_files import export_commitments  # noqa: PLC0415 - start-up time

            export_commitments(session, register, file, names, options)
            return
        written = _table(register, file, columns, options)
        form = {"schema": json_form.SCHEMA, "count": written, "file": str(file)}
        form = json_form.dated(form, register)
    if session.json:
        write_json(form)
    message(f"Wrote {written} commitments to “{file}”.")


def _check(
    suffix: str,
    names: tuple[str, ...],
    columns: str | None,
    *,
    chosen: bool,
    options: dict[str, Any],
) -> None:
    """Refuse options that do not belong to the kind of file."""
    companion, whole = options["companion"], options["whole"]
    if whole and (chosen or names or columns is not None or companion):
        raise click.UsageError("--all is the whole register as it is: it goes with nothing else.")
    if whole != (suffix == _WHOLE):
        raise click.UsageError("The whole register is written by --all to FILE.json.")
    if suffix == _CALENDAR and (columns is not None or companion):
        raise click.UsageError("--columns and --companion are for a table: FILE.csv.")
    if names and suffix != _CALENDAR:
        raise click.UsageError("Single references are for a calendar file, FILE.ics.")
    if suffix == _WORKBOOK and companion:
        raise click.UsageError("A workbook says on a sheet of its own what it is.")


def _table(register: Register, file: Path, columns: str | None, options: dict[str, Any]) -> int:
    query = Filters.taken_from(options).query(register)
    today = register.clock.today()
    progress = _progress if sys.stderr.isatty() else None
    if file.suffix.casefold() == _WORKBOOK:
        from app.services.export_xlsx import export_xlsx  # noqa: PLC0415 - one of several

        return export_xlsx(
            register.reader,
            query,
            today,
            _columns(columns, WORKBOOK_COLUMNS),
            file,
            as_of=register.as_of,
            progress=progress,
        )
    from app.services.export import export_csv  # noqa: PLC0415 - one of several

    return export_csv(
        register.reader,
        query,
        today,
        _columns(columns, DEFAULT_COLUMNS),
        file,
        companion=options["companion"],
        as_of=register.as_of,
        progress=progress,
    )


def _write_whole(session: Session, file: Path) -> None:
    from app.services.register_json import export_json  # noqa: PLC0415 - one of several

    with session.opened() as register:
        counts = export_json(
            register.reader, file, progress=_progress if sys.stderr.isatty() else None
        )
    written = sum(counts.values())
    if session.json:
        form = {"schema": json_form.SCHEMA, "count": written, "file": str(file)}
        write_json({**form, "records": counts})
    message(f"Wrote the whole register, {written} records, to “{file}”.")


def _progress(done: int, in_all: int) -> None:
    click.echo(f"\r{done} of {in_all} ", nl=False, err=True)


def _columns(names: str | None, usual: tuple[str, ...]) -> tuple[str, ...]:
    if names is None:
        return usual
    chosen = tuple(each.strip().replace("-", "_") for each in names.split(",") if each.strip())
    unknown = [each for each in chosen if each not in EXPORT_COLUMNS]
    if unknown or not chosen:
        wrong = unknown[0] if unknown else names
        raise InvalidValueError(
            "columns", f"“{wrong}” is no column. There are {', '.join(EXPORT_COLUMNS)}."
        )
    return chosen


COMMANDS = (export_command,)
