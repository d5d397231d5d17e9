"""Taking files in on the command line: tables of other offices, and calendar files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import click

from app.cli.answers import check_answers
from app.cli.calendar_files import import_calendar, is_calendar
from app.cli.filters import Decorated
from app.cli.named import word
from app.cli.options import Command, Day, File, in_session
from app.cli.session import Session
from app.cli.table import cut, data, message, table, write_json
from app.cli.whole import import_whole
from app.domain.change import Change
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.intake.completion import came_about_words
from app.domain.intake.grid import Grid
from app.domain.kinds import Kind
from app.services.intake.accepting import named
from app.services.intake.applying import chosen_of, taken_over, tried, tried_and_taken
from app.services.intake.choosing import chosen
from app.services.intake.comparing import FieldChange
from app.services.intake.importing import Wanted, prepared, read_map
from app.services.intake.matching import Outcome, Plan, Proposal
from app.services.intake.reading import read_tables
from app.services.intake.returned import counted
from app.services.json_import import plan_form
from app.services.register import Register
from app.services.register_json import is_whole_register

_HEADING = ("ROW", "WHAT", "REF", "TITLE", "WHY")
_SINCE = " (changed here since the file was made: not taken over)"
_PROPOSED = " (proposed: not taken over)"
_LONGEST, _LONGEST_VALUE = 80, 200
"""As much is printed of a name, and of a value: JSON has all of it."""
_SPAN = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")

_OPTIONS = (
    click.option("--map", "map_file", type=File(), help='Columns to fields: {"Target": "due"}.'),
    click.option("--column", multiple=True, metavar="NAME=FIELD", help="The same for one column."),
    click.option(
        "--answer", multiple=True, metavar="KEY=ANSWER", help="Answer a question: Due=dmy."
    ),
    click.option("--said", type=Day(), help="The day from which “within 30 days” counts."),
    click.option("--session", metavar="REF", default="", help="Whose points these are."),
    click.option("--owed-by", metavar="SIDE", default="", help="Who owes what names no side."),
    click.option("--reported-on", type=Day(), help="As of which day its progress is told."),
    click.option("--kind", default="", help="The kind of what names none: else an action."),
    click.option("--sheet", default="", help="Which sheet or table of the file."),
    click.option("--header-row", type=int, multiple=True, help="A row that names the columns."),
    click.option("--encoding", default="", help="How the text is written: windows-1251."),
    click.option("--delimiter", default="", help="What parts the columns of a text file."),
    click.option("--rows", "only", metavar="ROWS", default="", help="Only these: 2,5,7-9."),
    click.option(
        "--changed-too", is_flag=True, help="Also what was changed here since the file was made."
    ),
    click.option("--yes", "many", is_flag=True, help="Even over a fifth of the register."),
)
"""Those that are for tables alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOptions:
    """What was asked for on the command line, still in the officer's words."""

    map_file: Path | None = None
    column: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    said: date | None = None
    session: str = ""
    relation: str = ""
    owed_by: str = ""
    reported_on: date | None = None
    kind: str = ""
    sheet: str = ""
    header_row: tuple[int, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    only: str = ""
    many: bool = False
    changed_too: bool = False
    accept: tuple[str, ...] = ()

    @classmethod
    def taken_from(cls, options: Mapping[str, Any]) -> TableOptions:
        """Pick those for tables out of a command's options."""
        names = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in options.items() if name in names and value})

    @property
    def given(self) -> bool:
        """Whether anything but a relation was given, which calendar files know too."""
        return self != TableOptions(relation=self.relation, accept=self.accept)

    def wanted(self) -> Wanted:
        """Return what the services are told. Raises `InvalidValueError`."""
        columns = read_map(self.map_file) if self.map_file else {}
        return Wanted(
            relation=self.relation,
            session=self.session,
            owed_by=self.owed_by,
            said=self.said,
            reported_on=self.reported_on,
            kind=word(Kind, "kind", self.kind) if self.kind else Kind.ACTION,
            sheet=self.sheet,
            header_rows=self.header_row or None,
            columns={**columns, **_pairs("column", self.column)},
            answers=_pairs("answer", self.answer),
            accepted=self.accepted,
        )

    @property
    def accepted(self) -> frozenset[str]:
        """What is taken over of that which does not come in by itself."""
        parts = (each.strip() for text in self.accept for each in text.split(","))
        return frozenset(each for each in parts if each)


def _pairs(name: str, given: Iterable[str]) -> dict[str, str]:
    """Read `NAME=VALUE`; a name may hold “=” itself, its value does not."""
    found = {}
    for each in given:
        key, mark, value = each.rpartition("=")
        if not mark or not key.strip():
            raise click.UsageError(f"Write --{name} NAME=VALUE, not “{each}”.")
        found[key.strip()] = value.strip()
    return found


def import_table(session: Session, file: Path, options: TableOptions, *, dry_run: bool) -> None:
    """Take a table over, or say what it comes to. Raises what refuses the file or its rows."""
    wanted = options.wanted()
    _rows(options.only)  # what is written wrongly is said before the file is read
    tables = read_tables(
        file, encoding=options.encoding or None, delimiter=options.delimiter or None
    )
    grid = chosen(tables, wanted.sheet)
    with session.opened() as register:
        plan = prepared(register.reader, grid, wanted, register.clock.today())
        check_answers(register.reader, grid, wanted, plan, register.clock.today())
        _check_accepted(plan, options.accepted)
        if not (dry_run or register.read_only) and _is_free(plan, options):
            _take_at_once(session, register, grid, plan, file, options)
            return
        if not register.read_only:
            plan = tried(register, plan, name=file.name, changed_too=options.changed_too)
        if dry_run:
            _tell(session, grid, plan, changed_too=options.changed_too)
            return
        _take_over(session, register, grid, plan, file, options)


def _check_accepted(plan: Plan, accepted: frozenset[str]) -> None:
    """Refuse to accept what does not wait for it."""
    known = {
        name
        for proposal in plan.proposals
        for change in proposal.changes
        if change.asks
        for name in named(proposal, change)
    }
    if plan.returned is not None:  # the same workbook again has nothing that waits any more
        fields = ("status", "due")
        rows = (f"{each.row}:{name}" for each in plan.proposals for name in fields)
        known = {*known, "all", *fields, *rows}
    for each in sorted(accepted - known):
        raise click.UsageError(
            f"“{each}” waits for nothing in this table. --accept is for calendar files, and for "
            "what a table only proposes: status, due, 5:status for one row, or all."
        )


def _is_free(plan: Plan, options: TableOptions) -> bool:
    """Whether nothing has to be known of the trial before rows are written."""
    if options.only:
        return False
    try:
        return bool(chosen_of(plan, many=options.many, changed_too=options.changed_too))
    except InvalidValueError:
        return False


def _take_at_once(
    session: Session,
    register: Register,
    grid: Grid,
    plan: Plan,
    file: Path,
    options: TableOptions,
) -> None:
    """Try and write in one go, which is faster than one after the other."""
    kept = register.backup_before("import", session.folders.backups)
    plan, change = tried_and_taken(
        register, plan, name=file.name, many=options.many, changed_too=options.changed_too
    )
    _tell(session, grid, plan, changed_too=options.changed_too)
    if not change.n:
        raise NothingToDoError(_nothing(plan))
    _tell_end(register, plan, change, kept)


def _take_over(
    session: Session,
    register: Register,
    grid: Grid,
    plan: Plan,
    file: Path,
    options: TableOptions,
) -> None:
    rows, many, changed_too = _rows(options.only), options.many, options.changed_too
    if not chosen_of(plan, many=True, changed_too=changed_too):
        _tell(session, grid, plan, changed_too=changed_too)
        raise NothingToDoError(_nothing(plan))
    chosen_of(plan, rows, many=many, changed_too=changed_too)  # refused before a copy is made
    kept = register.backup_before("import", session.folders.backups)
    change = taken_over(
        register, plan, name=file.name, rows=rows, many=many, changed_too=changed_too
    )
    _tell(session, grid, plan, changed_too=changed_too)
    _tell_end(register, plan, change, kept)


def _tell_end(register: Register, plan: Plan, change: Change, kept: Path) -> None:
    """Say what was written, and how many have replied to the letter that a workbook answers."""
    message(f"{change.label}. “servanda undo” takes it back; a copy from before is “{kept}”.")
    if plan.returned is not None and plan.returned.letter is not None:
        round_ = register.reader.letter(plan.returned.letter).round
        line = register.reader.chains().line(round_)
        message(f"{line.round.reference}: replied {line.replied} of {line.asked}.")


def _nothing(plan: Plan) -> str:
    if plan.returned is not None:
        return _nothing_told(plan)
    if any(change.since_changed for each in plan.proposals for change in each.changes):
        return (
            "Nothing was written: whatever the file says otherwise was changed here since it was "
            "made. --changed-too takes that over."
        )
    return "Nothing was written: no row is new or changes anything."


def _nothing_told(plan: Plan) -> str:
    """Return why nothing of a workbook of inputs was written."""
    if plan.counts[Outcome.HELD]:
        return "Nothing was written: every row in which something stands is held back."
    if not any(each.fields.get("progress") for each in plan.proposals):
        return "Nothing was written: no row of this workbook is filled in."
    if any(change.asks for each in plan.proposals for change in each.changes):
        return "Nothing was written: whatever is told is noted already. --accept takes proposals."
    return "Nothing was written: whatever is told is noted already."


def _rows(text: str) -> set[int] | None:
    if not text.strip():
        return None
    found: set[int] = set()
    for part in text.split(","):
        span = _SPAN.fullmatch(part.strip())
        if span is None:
            raise click.UsageError(f"“{part.strip()}” names no rows; write for example 2,5,7-9.")
        first = int(span[1])
        found.update(range(first, int(span[2] or first) + 1))
    return found


def _tell(session: Session, grid: Grid, plan: Plan, *, changed_too: bool) -> None:
    """Write what becomes of each row, then the questions."""
    if session.json:
        write_json(plan_form(grid, plan))
    else:
        said = (
            each
            for each in plan.proposals
            if each.outcome is not Outcome.UNCHANGED or each.warnings
        )
        lines = [_line(each, changed_too=changed_too) for each in said]
        if lines:
            data(table(_HEADING, lines, [False] * len(lines)))
    for note in (*_others(grid), *grid.notes, *plan.notes):
        message(note)
    for aside in plan.draft.aside:
        if aside.warning:
            message(f"Row {aside.row}: {aside.warning}")
    for asked in plan.draft.questions:
        choices = ", ".join(asked.choices) or "a day, such as 2025-02-10"
        message(f'{asked.question} --answer "{asked.key}=…" ({choices})')
    if plan.returned is not None:
        message(_return_words(plan))
    counts = [f"{count} {outcome.value}" for outcome, count in plan.counts.items() if count]
    message(f"Rows: {', '.join(counts) or 'none'}.")


def _others(grid: Grid) -> Iterator[str]:
    """Say which tables of the file are not read now, and how each is."""
    for each in grid.beside:
        rows = "1 row" if each.rows == 1 else f"{each.rows:,} rows"
        yield f'Only “{grid.name}” is read now; --sheet "{each.name}" reads “{each.name}” ({rows}).'


def _return_words(plan: Plan) -> str:
    """Return in one line what a workbook of inputs comes to."""
    found = counted(plan)
    notes = "1 note" if found.notes == 1 else f"{found.notes} notes"
    statuses = f"{found.statuses} proposal{'' if found.statuses == 1 else 's'} for status"
    who = plan.returned.label if plan.returned is not None else ""
    return f"{who or 'Lead agencies'}: {notes}, {statuses}, {found.dates} for date."


def _stays(change: FieldChange, *, changed_too: bool) -> str:
    if change.comes(changed_too=changed_too):
        return ""
    return _SINCE if change.since_changed and not changed_too else _PROPOSED


def _line(proposal: Proposal, *, changed_too: bool) -> tuple[str, ...]:
    changes = "; ".join(
        f"{each.field}: {cut(each.now, _LONGEST_VALUE)} → {cut(each.then, _LONGEST_VALUE)}"
        f"{_stays(each, changed_too=changed_too)}"
        for each in proposal.changes
    )
    told = (proposal.reason or changes, _came_about(proposal), *proposal.warnings)
    why = "; ".join(each for each in told if each)
    return (
        str(proposal.row),
        proposal.outcome.value,
        cut(proposal.ref or proposal.fields.get("ref", ""), _LONGEST),
        cut(proposal.fields.get("title", ""), _LONGEST),
        " ".join(why.split()),
    )


def _came_about(proposal: Proposal) -> str:
    """Say when what a row brings as done was done, or that nothing says it."""
    if proposal.came_about is None or proposal.outcome is Outcome.HELD:
        return ""
    return f"{proposal.fields['status']}: {came_about_words(proposal.came_about)}"


def _for_tables(command: Decorated) -> Decorated:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("import", cls=Command)
@click.argument("file", type=File())
@click.option("--dry-run", is_flag=True, help="Only say what it comes to.")
@click.option(
    "--accept",
    metavar="WHICH",
    multiple=True,
    help="Of a calendar file: numbers as listed (2,5), changes, new or all. Of a workbook of "
    "inputs: status, due, 5:status for one row, or all. May be repeated.",
)
@click.option("--relation", metavar="CODE", default="", help="Between which countries: PK-BY.")
@_for_tables
@in_session
def import_command(session: Session, /, file: Path, **options: Any) -> None:
    """Take in a spreadsheet, a CSV file, a table in a letter, or a calendar file (.ics).

    A whole register in a JSON file comes into an empty one, which is made where there is none.

    Of a table, whatever could be read in two ways is asked about, and its rows are held back until
    --answer settles it. Of a calendar file, --accept says what is taken over: an entry that came
    from this register is known again, and comes no second time. All of it is one change.

    A workbook of “servanda inputs” that came back becomes progress notes of whoever filled it in;
    what it says of status and date is proposed, and taken over by --accept alone.
    """
    dry_run, accept = options["dry_run"], options["accept"]
    if is_whole_register(file):
        if accept or TableOptions.taken_from(options) != TableOptions():
            raise click.UsageError("A whole register comes in as it is: only --dry-run.")
        import_whole(session, file, dry_run=dry_run)
        return
    asked = TableOptions.taken_from(options)
    if is_calendar(file):
        if asked.given:
            raise click.UsageError("A calendar file has no columns: only --accept and --relation.")
        import_calendar(session, file, accept, options["relation"], dry_run=dry_run)
        return
    import_table(session, file, asked, dry_run=dry_run)


COMMANDS = (import_command,)
