"""A table as it is looked at before it comes in: each row with what the file says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from app.domain.agenda import MeetingLine
from app.domain.identity import CommitmentId
from app.domain.intake.asking import Asked, cell, plain_key
from app.domain.intake.draft import tells
from app.domain.intake.grid import Grid
from app.domain.intake.vocabulary import SERIAL
from app.services.intake.child import Cancelled, Progress
from app.services.intake.choosing import chosen
from app.services.intake.importing import Wanted, day_of, prepared
from app.services.intake.kept_maps import kept_map
from app.services.intake.matching import Outcome, Plan, Proposal
from app.services.sessions import agendas
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """One row: what becomes of it, what the file says in each field, what it waits for.

    `said` gives the text of a cell by the field its column is, `columns` the column's name by the
    field.
    """

    proposal: Proposal
    said: Mapping[str, str]
    columns: Mapping[str, str]
    asked: tuple[Asked, ...] = ()

    @property
    def row(self) -> int:
        """Its record number in the file."""
        return self.proposal.row

    def comes(self, *, changed_too: bool = False) -> bool:
        """Whether there is something of it that can be taken over; see `Proposal.taking`."""
        return self.proposal.taking(changed_too=changed_too) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many rows there are of each sort: by outcome, that ask, that were changed here since."""

    outcomes: Mapping[Outcome, int]
    asking: int
    changed_here: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A table beside what would come of it.

    `columns` is what the officer said of them, now or of a table like it before; `said` the day
    from which its “within 30 days” counts; `session` names whose points these are. `as_of` is the
    day or month as of which progress is told, EDTF, empty where nothing says it; None where no row
    tells of progress.
    """

    grid: Grid
    plan: Plan
    lines: tuple[PreviewLine, ...]
    columns: Mapping[str, str]
    said: date | None = None
    session: str = ""
    as_of: str | None = None
    tally: Tally = field(init=False)
    """Counted once, where it is made: a window shows it again and again."""

    def __post_init__(self) -> None:
        """Count the rows."""
        tally = Tally(
            outcomes=self.plan.counts,
            asking=sum(bool(each.asked) for each in self.lines),
            changed_here=sum(
                any(each.since_changed for each in one.changes) for one in self.plan.proposals
            ),
        )
        object.__setattr__(self, "tally", tally)

    @property
    def changed_here(self) -> int:
        """How many rows have a field that was changed here since the file was made."""
        return self.tally.changed_here

    def with_plan(self, plan: Plan) -> Preview:
        """Return the same table after its rows were tried."""
        lines = tuple(
            line if line.proposal is proposal else replace(line, proposal=proposal)
            for line, proposal in zip(self.lines, plan.proposals, strict=True)
        )
        return replace(self, plan=plan, lines=lines)


def previewed(
    reader: Reader,
    tables: Sequence[Grid],
    wanted: Wanted,
    today: date,
    *,
    data: Path | None = None,
    progress: Progress = lambda _done, _all: None,
    cancelled: Cancelled = lambda: False,
) -> Preview:
    """Read the table that is meant and compare it with the register; nothing is written.

    Where the officer says nothing of its columns, what is kept below `data` of a table like it
    holds. Raises what `chosen` and `prepared` do.
    """
    grid = chosen(tables, wanted.sheet)
    plan = prepared(reader, grid, wanted, today, progress=progress, cancelled=cancelled)
    if data is not None and not wanted.columns:
        kept = kept_map(data, names_of(plan))
        if kept:
            wanted = replace(wanted, columns=kept)
            plan = prepared(reader, grid, wanted, today, progress=progress, cancelled=cancelled)
    origin = plan.frame.origin
    return Preview(
        grid=grid,
        plan=plan,
        lines=tuple(_lines(grid, plan)),
        columns=wanted.columns,
        said=wanted.said or (day_of(reader, origin) if origin else None),
        session=_session(reader, origin),
        as_of=plan.told_as_of if any(tells(each.fields) for each in plan.proposals) else None,
    )


def names_of(plan: Plan) -> list[str]:
    """Return what the columns of a table are called, by which its map is kept."""
    return [each.name for each in plan.draft.columns]


def sessions(reader: Reader, relation: str, today: date) -> list[tuple[str, str]]:
    """Return the meetings and papers whose points a table may list: reference and title.

    The series come first, each from its latest meeting on.
    """
    found: list[MeetingLine] = []
    for agenda in agendas(reader, relation, today):
        for series in agenda.series:
            found += [each for each in series.entries if isinstance(each, MeetingLine)]
        found += [*agenda.others, *agenda.documents]
    return list({each.row.ref: each.row.title for each in found if each.row.ref}.items())


def _session(reader: Reader, origin: CommitmentId | None) -> str:
    if origin is None:
        return ""
    row = reader.row(origin)
    return f"{row.ref}  {row.title}".strip()


def _lines(grid: Grid, plan: Plan) -> list[PreviewLine]:
    rows = {each.number: each for each in grid.rows}
    asked = {plain_key(each.key): each for each in plan.draft.questions}
    read = [each for each in plan.draft.columns if each.field and each.field != SERIAL]
    columns = {each.field: each.name for each in read}
    found = []
    for drafted, proposal in zip(plan.draft.rows, plan.proposals, strict=True):
        held = rows[proposal.row]
        waits = dict.fromkeys(plain_key(each) for each in drafted.waits)
        own = asked | {plain_key(each.key): each for each in drafted.asks}
        found.append(
            PreviewLine(
                proposal=proposal,
                said={each.field: cell(held, each.place).text for each in read},
                columns=columns,
                asked=tuple(own[each] for each in waits if each in asked),
            )
        )
    return found
