"""What the log says a record is: its entries folded in order, the last write of a field winning.

The order is that of the changes' Lamport clocks, then of their copies' names, so that it depends
only on which changes there are and not on when they arrived.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.errors import DamagedError
from app.store.canonical import Value, canonical
from app.store.entries import ERASED, GONE
from app.store.record import Record

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One entry of the log with the change it belongs to; `data` is empty once erased."""

    copy: str
    n: int
    at: int
    data: dict[str, tuple[Value, Value]]


def writes(connection: Connection, record: str, identity: str) -> list[Write]:
    """Return the entries of one record in the order of the log."""
    found = connection.execute(
        "SELECT c.copy, c.n, c.at, e.data FROM entry e JOIN change c ON c.seq=e.seq"
        " WHERE e.id=? AND e.record=? ORDER BY c.clock, c.copy, e.pos",
        (identity, record),
    )
    return [Write(copy=copy, n=n, at=at, data=decoded(data)) for copy, n, at, data in found]


def decoded(data: str | None) -> dict[str, tuple[Value, Value]]:
    """Return an entry's fields as (old, new); nothing where the entry was erased.

    Raises `DamagedError` for what the door never wrote.
    """
    if data is None:
        return {}
    try:
        return {name: (old, new) for name, (old, new) in json.loads(data).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedError("The register's log holds an entry that cannot be read.") from error


def folded(spec: Record, entries: Iterable[dict[str, tuple[Value, Value]]]) -> dict[str, Value]:
    """Return the fields and `gone` that the entries come to; erasure is final."""
    blank: dict[str, Value] = {name: spec.blank(name) for name in spec.columns}
    state = {**blank, GONE: ""}
    erasure: dict[str, Value] | None = None
    for entry in entries:
        values = {name: new for name, (_, new) in entry.items()}
        state.update(values)
        if values.get(GONE) == ERASED:
            erasure = {**blank, **values}
    return state if erasure is None else erasure


class Knowledge:
    """Which changes the writer of a change had seen, from what each change says was new to it."""

    def __init__(self, connection: Connection) -> None:
        """Read from the log of `connection`, as it is now."""
        self._connection = connection
        self._told: dict[str, list[tuple[int, dict[str, int]]]] = {}

    def has_seen(self, later: Write, earlier: Write) -> bool:
        """Whether the writer of `later` knew of `earlier`."""
        if later.copy == earlier.copy:
            return earlier.n <= later.n
        known = 0
        for n, heads in self._of(later.copy):
            if n > later.n:
                break
            known = heads.get(earlier.copy, known)
        return earlier.n <= known

    def _of(self, copy: str) -> list[tuple[int, dict[str, int]]]:
        if copy not in self._told:
            rows = self._connection.execute(
                "SELECT n, seen FROM change WHERE copy=? AND seen<>'' ORDER BY n", (copy,)
            )
            self._told[copy] = [(n, json.loads(seen)) for n, seen in rows]
        return self._told[copy]


def rivals(history: list[Write], knowledge: Knowledge) -> dict[str, list[list[Value]]]:
    """Return the fields on which copies disagree, each with the rival [copy, value] pairs.

    Rivals are the writes of a field that no other write of it had seen, where their values
    differ. A record binned in one copy and edited in another, unknown to each other, shows as a
    disagreement over `gone`.
    """
    by_field: dict[str, list[Write]] = {}
    for write in history:
        for name in write.data:
            by_field.setdefault(name, []).append(write)
    found: dict[str, list[list[Value]]] = {}
    for name, each in by_field.items():
        heads = [
            one
            for one in each
            if not any(other is not one and knowledge.has_seen(other, one) for other in each)
        ]
        if len({one.data[name][1] for one in heads}) > 1:
            found[name] = sorted(([one.copy, one.data[name][1]] for one in heads), key=canonical)
    if GONE not in found:
        beside = _edited_beside_bin(by_field, history, knowledge)
        if beside:
            found[GONE] = beside
    return found


def _edited_beside_bin(
    by_field: dict[str, list[Write]], history: list[Write], knowledge: Knowledge
) -> list[list[Value]]:
    last = by_field.get(GONE, [])[-1:]
    if not last or last[0].data[GONE][1] in ("", ERASED):
        return []
    gone = last[0]
    edits = {
        write.copy
        for write in history
        if GONE not in write.data
        and not knowledge.has_seen(gone, write)
        and not knowledge.has_seen(write, gone)
    }
    if not edits:
        return []
    marks: list[list[Value]] = [[copy, "edited"] for copy in edits]
    return sorted([[gone.copy, gone.data[GONE][1]], *marks], key=canonical)


def braided(history: list[Write], knowledge: Knowledge) -> bool:
    """Whether some entry had not seen its neighbour before it, or is dated earlier."""
    return any(
        later.at < earlier.at or not knowledge.has_seen(later, earlier)
        for earlier, later in pairwise(history)
    )
