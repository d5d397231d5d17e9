"""What one change does, applied step by step inside the open transaction.

A `Writer` is handed out by the door; it keeps, for each record it touches, the values before and
after, which become that record's entry in the change log.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.change import Change
from app.domain.errors import InvalidValueError, NotFoundError
from app.store.canonical import Value, admitted, canonical, digest
from app.store.records import COMMITMENT, RECORDS, Record

if TYPE_CHECKING:
    from sqlite3 import Connection

GONE = "gone"
ERASED = "erased"
LIVE = ("", "binned")
"""The states of `gone` in which a record holds what it names: not undone, not erased."""


@dataclass(slots=True)
class Entry:
    """What one change does to one record; creation shows as an old `gone` of None."""

    old: dict[str, Value] = field(default_factory=dict)
    new: dict[str, Value] = field(default_factory=dict)
    forced: set[str] = field(default_factory=set)

    def data(self) -> dict[str, list[Value]]:
        """Return what the log is to hold: [before, after] of each field that differs."""
        return {
            name: [self.old[name], value]
            for name, value in self.new.items()
            if self.old[name] != value or name in self.forced
        }


class Writer:
    """Collects what one change does, applying each step at once inside the transaction."""

    def __init__(self, connection: Connection) -> None:
        """Write through `connection`, on which a transaction is open."""
        self.connection = connection
        self.entries: dict[tuple[str, str], Entry] = {}
        self.change = Change(copy="", n=0, label="")

    def create(
        self, record: str, identity: str, values: dict[str, Value], *, crowded: bool = False
    ) -> None:
        """Add a record. Absent values may be left out.

        `crowded` says that others may hold the reference of a commitment: it is settled at the end.
        Raises `InvalidValueError` for a value that cannot be kept.
        """
        spec = RECORDS[record]
        entry = Entry(old={GONE: None}, new={GONE: ""})
        row: list[Value] = []
        for name in spec.columns:
            blank = spec.blank(name)
            given = values.get(name, blank)
            value = blank if given == blank else _kept(spec, name, given)
            row.append(value)
            if value != blank:
                entry.old[name], entry.new[name] = None, value
        if crowded and spec is COMMITMENT:
            self.connection.execute(_CROWDED, (identity, *row, identity[:6]))
        else:
            self.connection.execute(_insert(spec), (identity, *row))
        self.entries[record, identity] = entry

    def set(self, record: str, identity: str, /, **values: Value) -> None:
        """Change fields of a record, or its `gone`; equal values drop out.

        Raises `InvalidValueError`; `KeyError` if there is no such record, `NotFoundError` if it
        was erased, which is final.
        """
        self._apply(record, identity, values, forced=False)

    def settle(self, record: str, identity: str, /, **values: Value) -> None:
        """Write values even where they are equal: this decides between two copies' edits."""
        self._apply(record, identity, values, forced=True)

    def _apply(self, record: str, identity: str, values: dict[str, Value], *, forced: bool) -> None:
        spec = RECORDS[record]
        now = self.row(record, identity)
        if now[GONE] == ERASED:
            raise NotFoundError(f"This {record} was erased for good.")
        entry = self.entries.setdefault((record, identity), Entry())
        steps: dict[str, Value] = {}
        for name, given in values.items():
            value = _kept(spec, name, given)
            if value == now[name] and not forced:
                continue
            entry.old.setdefault(name, now[name])
            entry.new[name] = steps[name] = value
            if forced:
                entry.forced.add(name)
        if steps:
            names = [f'"{name}"=?' for name in steps]
            if spec is COMMITMENT and ("ref" in steps or now[GONE] not in LIVE):
                # Until the claims on the reference are settled, as the door does at the end.
                names.append(f"clash='{identity[:6]}'")
            self.connection.execute(
                f"UPDATE {record} SET {', '.join(names)} WHERE id=?", (*steps.values(), identity)
            )

    def erase(self, record: str, identity: str) -> None:
        """Take a record's texts out of the table and out of the log, for good.

        What ties it to other records stays, and a commitment's reference, which is never
        given to another. The log keeps the digests, so that its chain still holds.
        """
        spec = RECORDS[record]
        now = self.row(record, identity)
        if now[GONE] == ERASED:
            return  # once more would put a digest in place of the entry that says so
        kept = {*spec.references, *({"ref"} if "ref" in spec.columns else ())}
        blank = {name: spec.blank(name) for name in spec.columns if name not in kept}
        stays = {name: now[name] for name in spec.columns if name in kept and now[name]}
        self._apply(record, identity, {**blank, GONE: ERASED}, forced=False)
        erasure = Entry(old={GONE: now[GONE], **stays}, new={GONE: ERASED, **stays})
        erasure.forced.update(stays)
        self.entries[record, identity] = erasure
        forget(self.connection, record, identity)

    def row(self, record: str, identity: str) -> dict[str, Value]:
        """Return a record's stored fields and `gone` as they are now. Raises `KeyError`."""
        spec = RECORDS[record]
        names = (*spec.columns, GONE)
        found = self.connection.execute(_select(spec), (identity,)).fetchone()
        if found is None:
            raise KeyError(identity)
        return dict(zip(names, found, strict=True))

    def lines(self) -> list[tuple[int, str, str, str]]:
        """Return what this change writes as (pos, record, id, canonical data)."""
        lines: list[tuple[int, str, str, str]] = []
        for (record, identity), entry in self.entries.items():
            data = entry.data()
            if data:
                lines.append((len(lines), record, identity, canonical(data)))
        return lines


def _kept(spec: Record, name: str, given: Value) -> Value:
    """Return a value as a column keeps it, so that the log and the row hold one and the same."""
    value = admitted(name, given)
    if not spec.holds(name, value):
        raise InvalidValueError(name, f"“{name}” cannot hold a value of this sort.")
    return value


def forget(connection: Connection, record: str, identity: str) -> None:
    """Replace what the log says of a record by the digests of what it said."""
    rows = connection.execute(
        "SELECT seq, pos, data FROM entry WHERE id=? AND record=? AND data IS NOT NULL",
        (identity, record),
    ).fetchall()
    connection.executemany(
        "UPDATE entry SET data=NULL, digest=? WHERE seq=? AND pos=?",
        ((digest(pos, record, identity, data), seq, pos) for seq, pos, data in rows),
    )


def sweep(connection: Connection) -> None:
    """Take the words of erased texts out of the full-text index, which only marks them so far."""
    connection.execute("INSERT INTO search(search) VALUES('optimize')")


_SQL: dict[tuple[str, str], str] = {}
_CROWDED = (
    f"INSERT INTO commitment(id, {', '.join(COMMITMENT.columns)}, clash)"
    f" VALUES(?, {', '.join('?' for _ in COMMITMENT.columns)}, ?)"
)


def _insert(spec: Record) -> str:
    key = ("insert", spec.name)
    if key not in _SQL:
        names = ", ".join(f'"{name}"' for name in spec.columns)
        marks = ", ".join("?" for _ in spec.columns)
        _SQL[key] = f"INSERT INTO {spec.name}(id, {names}) VALUES(?, {marks})"
    return _SQL[key]


def _select(spec: Record) -> str:
    key = ("select", spec.name)
    if key not in _SQL:
        names = ", ".join(f'"{name}"' for name in (*spec.columns, GONE))
        _SQL[key] = f"SELECT {names} FROM {spec.name} WHERE id=?"
    return _SQL[key]
