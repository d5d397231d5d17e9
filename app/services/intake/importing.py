"""One import from file to plan: which table, what the officer says of it, what comes of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from app.domain import fields
from app.domain.commitment import sides_of
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.intake.asking import Told
from app.domain.intake.draft import Draft, drafted
from app.domain.intake.grid import Grid
from app.domain.intake.own import is_own, laid_out_own
from app.domain.intake.references import References
from app.domain.intake.returned import is_return
from app.domain.intake.vocabulary import plain
from app.domain.kinds import Kind
from app.services.intake.accepting import accepting
from app.services.intake.agency_lists import agency_names, labels, seats
from app.services.intake.child import Cancelled, Progress
from app.services.intake.gate import look_up
from app.services.intake.matching import Frame, Plan, planned
from app.services.intake.returned import planned_return
from app.services.intake.shown import ShownDates
from app.services.intake.since import marked_since
from app.store.reader import Reader

_LARGEST_MAP = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the officer says of a file beside it; whatever is left out is found or asked.

    `relation` may be empty where the register holds one pair of countries. `session` is the
    reference of the session or text whose points these are, `said` the day from which “within 30
    days” counts: the session's own day where it is not given. `reported_on` is the day as of which
    progress is told, the table's own where it is not given. `accepted` names what is taken over
    of that which is not by itself: “status”, “5:status” for a row alone, “all”.
    """

    relation: str = ""
    session: str = ""
    owed_by: str = ""
    said: date | None = None
    reported_on: date | None = None
    kind: Kind = Kind.ACTION
    sheet: str = ""
    header_rows: Sequence[int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()


def prepared(
    reader: Reader,
    grid: Grid,
    wanted: Wanted,
    today: date,
    *,
    progress: Progress = lambda _done, _all: None,
    cancelled: Cancelled = lambda: False,
) -> Plan:
    """Read a table and compare it with the register; nothing is written.

    Raises `InvalidValueError` for what does not fit the register or the table, `CancelledError`.
    """
    if wanted.header_rows is None and is_return(grid):
        told = Told(today=today, said=wanted.said, fields=wanted.columns, answers=wanted.answers)
        plan = planned_return(reader, grid, told, wanted.reported_on)
        return accepting(plan, wanted.accepted)
    frame, said = _framed(reader, wanted, grid)
    refs = References(reader.known())
    told = Told(
        today=today,
        said=wanted.said or said,
        fields=wanted.columns,
        header_rows=wanted.header_rows,
        answers=wanted.answers,
        agencies=agency_names(reader, ever=is_own(grid)),
        labels=labels(reader),
        kind=wanted.kind,
        shown=ShownDates(reader, grid) if is_own(grid) else {},
        pair=frame.relation,
        reported_on=wanted.reported_on,
        countries=_countries(reader, frame.relation),
        looking_like=refs.alike,
        seats=seats(reader),
        at_each_row=partial(look_up, cancelled),
    )
    draft: Draft = drafted(grid, told)
    plan = planned(reader, draft, frame, today, refs=refs, progress=progress, cancelled=cancelled)
    plan = marked_since(reader, plan, dict(grid.ours), own=is_own(grid))
    return accepting(plan, wanted.accepted)


def _framed(reader: Reader, wanted: Wanted, grid: Grid) -> tuple[Frame, date | None]:
    """Return whose table it is, and the day of its session where that is known to the day."""
    relation = wanted.relation or _named_in(grid) or _only_relation(reader)
    codes = [each.code for each in reader.relations()]
    code = fields.relation(relation)
    if code not in codes:
        raise InvalidValueError(
            "relation", f"{code} is no pair of countries in this register: {', '.join(codes)}."
        )
    origin, day = None, None
    if wanted.session:
        origin = reader.find(wanted.session)
        day = day_of(reader, origin)
    owed_by = fields.owed_by(wanted.owed_by, code) if wanted.owed_by else ""
    return (
        Frame(relation=code, origin=origin, owed_by=owed_by, reported_on=wanted.reported_on),
        day,
    )


def _countries(reader: Reader, code: str) -> dict[str, str]:
    """Return the codes of the countries of a pair by the names that the register has for them."""
    pair = next(each for each in reader.relations() if each.code == code)
    first, second = sides_of(code)
    return {plain(pair.first_name): first, plain(pair.second_name): second}


def day_of(reader: Reader, session: CommitmentId) -> date | None:
    """Return the day of a session or paper, None where it is not known to the day."""
    row = reader.row(session)
    held = row.done if row.done.known else row.bounds
    return held.latest if held.earliest == held.latest else None


def _named_in(grid: Grid) -> str:
    """Return the pair of countries that most rows of a file of ours name, if they name any."""
    if not is_own(grid):
        return ""
    layout = laid_out_own(grid)
    place = next((at for at, name in enumerate(layout.names) if name == "relation"), None)
    named = Counter(each.row.text(place) for each in layout.points) if place is not None else {}
    return max(named, key=lambda each: named[each], default="")


def _only_relation(reader: Reader) -> str:
    codes = [each.code for each in reader.relations()]
    if len(codes) == 1:
        return codes[0]
    if not codes:
        raise InvalidValueError("relation", "Say between which countries: for example PK-BY.")
    raise InvalidValueError(
        "relation", f"Say of which pair of countries this is: {', '.join(codes)}."
    )


def read_map(path: Path) -> dict[str, str]:
    """Return which column is which field, from a file: JSON, `{"Due date": "due"}`.

    A column that maps to nothing is left out. Raises `InvalidValueError` for what is no such file.
    """
    try:
        if path.stat().st_size > _LARGEST_MAP:
            raise InvalidValueError("map", f"“{path.name}” is too large for a map of columns.")
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidValueError("map", f"“{path.name}” cannot be read: {error.strerror}.") from None
    except ValueError:
        raise InvalidValueError("map", f"“{path.name}” is no JSON.") from None
    told = found.get("columns", found) if isinstance(found, dict) else None
    if not isinstance(told, dict) or not all(
        isinstance(each, str) for pair in told.items() for each in pair
    ):
        raise InvalidValueError(
            "map", f'“{path.name}” maps no columns; write for example {{"Due date": "due"}}.'
        )
    return told
