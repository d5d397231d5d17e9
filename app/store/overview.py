"""Figures over many commitments: counts by status, agency, sector, month.

All of them come from one pass over the promises of a register: at 100,000 commitments a pass takes
as long as everything else together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.lifecycle import Phase
from app.domain.overview import Found, Reason, Survey, Unplaced
from app.domain.query import Query
from app.domain.timeliness import Timeliness
from app.domain.timing import Bounds
from app.store.driver import translated, understood
from app.store.listing import where, where_apart
from app.store.tables import Tables
from app.store.terms import TIMELINESS, listed

if TYPE_CHECKING:
    from sqlite3 import Connection

_URGENT = 8
"""Of each reason so many are looked for."""

_TO_AGREE = "coalesce((SELECT basis FROM timing WHERE timing.id=p.timing)='to be agreed',0)"

_AHEAD = "sense IN('point','deadline') AND latest BETWEEN :today AND :until"
_PLACED = (
    "CASE WHEN sense='deadline' AND NOT anchored THEN 1"
    " ELSE coalesce(substr(earliest,1,7)=substr(latest,1,7),0) END"
)
"""Whether the month of the last day is sure: a deadline stands by itself; what happens once has to
lie in that month whatever its day, as does a deadline that follows another date."""

_KEPT = (
    "rid,relation,status,owner_words,sector,sense,anchored,earliest,latest,timing,disputed,heard,"
    "update_days,gone,event,strength"
)
"""The columns that are kept of a promise: those that are counted by, or that a query looks at."""

_ONCE = """
WITH whole AS MATERIALIZED(
 SELECT {columns} FROM commitment NOT INDEXED WHERE {ground}
), p AS MATERIALIZED(SELECT * FROM whole WHERE status IN({pending}))
"""
# No index leads to so many rows faster than they are gone through as they lie; and what is not
# pending is left behind at once, since all that follows looks at every row that is left.

_COUNTS = (
    "SELECT 'pending', '', '', count(*) FROM p",
    "SELECT 'status', status, '', count(*) FROM whole GROUP BY status",
    ("SELECT 'lead', min(owner_words), '', count(*) FROM p GROUP BY owner_words COLLATE NOCASE"),
    "SELECT 'sector', sector, '', count(*) FROM p GROUP BY sector",
    "SELECT 'relation', relation, '', count(*) FROM p GROUP BY relation",
    (
        f"SELECT 'month', substr(latest,1,7), '', count(*) FROM p WHERE {_AHEAD} AND {_PLACED}"
        " GROUP BY substr(latest,1,7)"
    ),
    (
        f"SELECT 'unplaced '||{_TO_AGREE}, earliest, latest, count(*) FROM p"
        f" WHERE {_AHEAD} AND NOT {_PLACED} GROUP BY 1, earliest, latest"
    ),
)
"""Each line gives what it counts, one or two values that are common, and how many there are."""

_TIMED = {
    Reason.OVERDUE: f"({TIMELINESS[Timeliness.OVERDUE]})",
    Reason.SOON: f"({TIMELINESS[Timeliness.DUE_SOON]})",
    Reason.NO_DAY: f"({TIMELINESS[Timeliness.WINDOW_OPEN]}) AND (sense='point' OR {_TO_AGREE})",
    Reason.WAITING: f"({TIMELINESS[Timeliness.WAITING]})",
}
_REASONS = {
    **_TIMED,
    Reason.READINGS: "disputed"
    f" AND NOT coalesce({' OR '.join(f'({each})' for each in _TIMED.values())},0)",
}
"""What each reason asks of a promise; disagreeing readings are one only where no other is."""


class Overview(Tables):
    """Figures over many commitments: counts by status, agency, sector, month."""

    def holds(self, relation: str = "") -> bool:
        """Whether anything is recorded, of one pair of countries where one is named."""
        asked = " AND relation=?1" if relation else ""
        with translated():
            row = self._connection.execute(
                f"SELECT EXISTS(SELECT 1 FROM commitment WHERE gone=''{asked})",
                (relation,) if relation else (),
            ).fetchone()
        return bool(row[0])

    def survey(
        self, queries: Sequence[Query], today: date, *, relation: str = "", until: date
    ) -> Survey:
        """Count the promises of a relation (“”: of all) in one pass, months up to `until`.

        `queries` have to ask for pending promises of that relation, by time, silence, status,
        sector, lead agency or strength; each is then answered as `count` would answer it.
        """
        with translated(), understood():
            return _surveyed(self._connection, queries, today, relation, until)

    def disputed(self, rids: Sequence[int]) -> frozenset[int]:
        """Return those whose readings of the date disagree while no choice among them stands."""
        marks = ",".join(str(int(each)) for each in rids)
        with translated():
            rows = self._connection.execute(
                f"SELECT rid FROM commitment WHERE rid IN({marks}) AND disputed"
            ).fetchall()
        return frozenset(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the pass."""

    part: str
    one: Any
    two: Any
    number: int


def _surveyed(
    connection: Connection, queries: Sequence[Query], today: date, relation: str, until: date
) -> Survey:
    sql, values = _pass(queries, today, relation, until)
    lines = [_Line(*row) for row in connection.execute(sql, values)]
    counts: dict[str, list[_Line]] = {}
    for line in lines:
        counts.setdefault(line.part, []).append(line)

    def tallied(part: str) -> dict[str, int]:
        return {line.one: line.number for line in counts.get(part, ())}

    return Survey(
        found=tuple(_found(counts, place) for place in range(len(queries))),
        pending=counts["pending"][0].number,
        statuses=tallied("status"),
        leads=tallied("lead"),
        sectors=tallied("sector"),
        relations=tallied("relation"),
        months={date.fromisoformat(f"{each}-01"): n for each, n in tallied("month").items()},
        unplaced=tuple(
            _unplaced(line, to_agree=bool(agree))
            for agree in (1, 0)
            for line in counts.get(f"unplaced {agree}", ())
        ),
        urgent={
            reason: tuple(line.one for line in counts.get(f"urgent {reason}", ()))
            for reason in Reason
        },
    )


def _pass(
    queries: Sequence[Query], today: date, relation: str, until: date
) -> tuple[str, dict[str, Any]]:
    """Return the SQL, and its values, of the one pass; see `_COUNTS` for what a line gives."""
    ground, values = where(Query(promises=True, relation=relation), today)
    values["until"] = until.isoformat()
    parts = list(_COUNTS)
    for place, query in enumerate(queries):
        condition, own = where_apart(query, today, f"q{place}")
        values |= own
        parts.append(
            f"SELECT 'found {place}', min(latest), sum(heard IS NULL), count(*) FROM p"
            f" WHERE {condition}"
        )
    parts += [
        f"SELECT * FROM(SELECT 'urgent {reason}', rid, '', 0 FROM p WHERE {condition}"
        f" ORDER BY latest IS NULL, latest, rid LIMIT {_URGENT})"
        for reason, condition in _REASONS.items()
    ]
    pending = listed({Phase.OPEN, Phase.ACTIVE})
    begun = _ONCE.format(columns=_KEPT, pending=pending, ground=ground)
    return begun + " UNION ALL ".join(parts), values


def _found(counts: dict[str, list[_Line]], place: int) -> Found:
    line = counts[f"found {place}"][0]
    first = None if line.one is None else date.fromisoformat(line.one)
    return Found(count=line.number, first=first, unheard=line.two or 0)


def _unplaced(line: _Line, *, to_agree: bool) -> Unplaced:
    earliest = None if line.one is None else date.fromisoformat(line.one)
    bounds = Bounds(earliest=earliest, latest=date.fromisoformat(line.two))
    return Unplaced(bounds=bounds, to_agree=to_agree, count=line.number)
