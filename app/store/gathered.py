"""New records that a large change keeps back, to be written many at a time.

Written one by one, each commitment makes the full-text index begin a part of its own, which costs
several times what all the rest of it does. The tables, the index and the log come out the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.canonical import Value
from app.store.commitment_records import COMMITMENT
from app.store.record import Record
from app.store.schema import SEARCHED
from app.store.turns import let_go

if TYPE_CHECKING:
    from sqlite3 import Connection

KEPT_BACK = frozenset({"commitment", "timing", "move", "note", "support"})
"""The kinds of record that are kept back: those that a table has thousands of."""

MOST = 60_000
"""So many records are kept back at most, where they are to be written: a table of 20,000 rows.

What comes later in the table and is tied to a row still kept back costs no statement of its own.
"""

ALL = 1 << 40
"""As many as ever come: where nothing of them is to stay."""

_SINGLY = 50
"""So few commitments are indexed one by one: less than it costs to do it together."""

_ADDING = "search_added"
_LABEL = "SELECT coalesce(nullif(acronym,''), name) FROM organisation WHERE id=?"


@dataclass(slots=True)
class Kept:
    """One record that is not in its table yet: the values of its columns."""

    spec: Record
    id: str
    row: list[Value]


class Gathered:
    """Records on their way into their tables, in the order in which they were entered."""

    def __init__(self, connection: Connection) -> None:
        """Write through `connection`, on which a transaction is open."""
        self._connection = connection
        self.records: list[Kept] = []
        self._by_key: dict[tuple[str, str], Kept] = {}
        self._refs: dict[str, str] = {}
        self.given: set[str] = set()
        """Every reference that was given to a commitment by this change, kept back or not."""

    def __len__(self) -> int:
        """How many records are kept back."""
        return len(self.records)

    def add(self, spec: Record, identity: str, row: list[Value]) -> None:
        """Keep a record back."""
        self.put(Kept(spec, identity, row))

    def put(self, kept: Kept) -> None:
        """Keep a record back that was kept back before."""
        self.records.append(kept)
        self._by_key[kept.spec.name, kept.id] = kept
        if kept.spec is COMMITMENT:
            self._refs[str(kept.row[_REF])] = kept.id
            self.given.add(str(kept.row[_REF]))

    def find(self, record: str, identity: str) -> Kept | None:
        """Return a record that is kept back, None where it is not."""
        return self._by_key.get((record, identity))

    def holder(self, ref: str) -> str | None:
        """Return which commitment that is kept back has a reference."""
        return self._refs.get(ref)

    def references(self, prefix: str) -> list[str]:
        """Return the references kept back that begin so."""
        return [each for each in self._refs if each.startswith(prefix)]

    def amend(self, kept: Kept, values: dict[str, Value]) -> None:
        """Change values of a record that is kept back."""
        if kept.spec is COMMITMENT and "ref" in values:
            self._refs.pop(str(kept.row[_REF]), None)
            self._refs[str(values["ref"])] = kept.id
            self.given.add(str(values["ref"]))
        for name, value in values.items():
            kept.row[kept.spec.columns.index(name)] = value

    def drop(self, first: int) -> None:
        """Forget all records from a place on."""
        for kept in self.records[first:]:
            del self._by_key[kept.spec.name, kept.id]
            if kept.spec is COMMITMENT:
                self._refs.pop(str(kept.row[_REF]), None)
        del self.records[first:]

    def let_go(self) -> None:
        """Forget all records, which are not written any more."""
        self._forget()
        let_go(self.records)

    def _forget(self) -> None:
        while self._by_key:  # bit by bit, as in `let_go`
            self._by_key.popitem()

    def flush(self) -> list[Kept]:
        """Write all that is kept back, and return it."""
        written = self.records
        by_kind: dict[str, list[Kept]] = defaultdict(list)
        for kept in written:
            by_kind[kept.spec.name].append(kept)
        for name in by_kind.keys() - {COMMITMENT.name}:
            spec = by_kind[name][0].spec
            rows = ((kept.id, *kept.row) for kept in by_kind[name])
            self._connection.executemany(insert(spec), rows)
        if commitments := by_kind[COMMITMENT.name]:
            self._enter(commitments)
        self.records, self._refs = [], {}
        self._forget()
        return written

    def _enter(self, commitments: list[Kept]) -> None:
        """Write commitments with their agency's name, which is searched, and let them be found."""
        connection = self._connection
        labels = self._labels({kept.row[_OWNER] for kept in commitments})
        rows = ((kept.id, *kept.row, labels[kept.row[_OWNER]]) for kept in commitments)
        if len(commitments) < _SINGLY:
            connection.executemany(_ENTER, rows)
            return
        adding = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type='trigger' AND name=?", (_ADDING,)
        ).fetchone()[0]
        last = connection.execute("SELECT coalesce(max(rid),0) FROM commitment").fetchone()[0]
        connection.execute(f"DROP TRIGGER {_ADDING}")
        connection.executemany(_ENTER, rows)
        connection.execute(adding)
        names = ", ".join(SEARCHED)
        connection.execute(
            f"INSERT INTO search(rowid, {names}) SELECT rid, {names} FROM commitment WHERE rid>?",
            (last,),
        )

    def _labels(self, owners: Iterable[Value]) -> dict[Value, str]:
        found: dict[Value, str] = {}
        for owner in owners:
            row = self._connection.execute(_LABEL, (owner,)).fetchone()
            found[owner] = row[0] if row else ""
        return found


_REF = COMMITMENT.columns.index("ref")
_OWNER = COMMITMENT.columns.index("owner")
_ENTER = (
    f"INSERT INTO commitment(id, {', '.join(COMMITMENT.columns)}, owner_words)"
    f" VALUES(?, {', '.join('?' for _ in COMMITMENT.columns)}, ?)"
)
_INSERTS: dict[str, str] = {}


def insert(spec: Record) -> str:
    """Return the statement that adds a record: its identity, then its columns."""
    if spec.name not in _INSERTS:
        names = ", ".join(f'"{name}"' for name in spec.columns)
        marks = ", ".join("?" for _ in spec.columns)
        _INSERTS[spec.name] = f"INSERT INTO {spec.name}(id, {names}) VALUES(?, {marks})"
    return _INSERTS[spec.name]
