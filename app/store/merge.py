"""Two copies of one register become equal by exchanging the changes that each lacks.

A bundle carries changes verbatim. What a record then is depends only on the set of changes, so
that merging either way round, or twice, comes to the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.errors import DamagedError, TooNewError
from app.store.canonical import GREATEST, Value, canonical, chained, digest
from app.store.clashes import settle_clashes
from app.store.commitment_records import COMMITMENT
from app.store.copies import Head
from app.store.derive import refresh
from app.store.door import insert
from app.store.driver import IntegrityError, translated
from app.store.entries import ERASED, GONE
from app.store.fold import Knowledge, braided, folded, rivals, writes
from app.store.held import carried, forgets, sweep_held, take_files
from app.store.record import Record
from app.store.records import RECORDS
from app.store.schema import FORMAT, SCHEMA
from app.store.writer import forget, sweep

if TYPE_CHECKING:
    from sqlite3 import Connection

_HEAD = "copy,n,clock,at,actor,kind,label,undoes,seen,size,schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One change as it travels: its head as the log's columns name it, its hash, its entries.

    An entry is (pos, record, id, data, digest); data is None once erased.
    """

    head: tuple[Any, ...]
    hash: bytes
    entries: tuple[tuple[int, str, str, str | None, bytes | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The changes of a register that another copy of it lacks, and where the sender stands.

    The heads show a fork even where nothing of that copy has to travel. `files` are the texts and
    files that the changes keep.
    """

    register: str
    parcels: tuple[Parcel, ...]
    heads: tuple[Head, ...] = ()
    files: tuple[bytes, ...] = ()


def heads(connection: Connection) -> dict[str, Head]:
    """Return the end of every copy's chain, by copy."""
    rows = connection.execute("SELECT name, n, hash FROM copy")
    return {name: Head(copy=name, n=n, hash=hashed) for name, n, hashed in rows}


def bundle(connection: Connection, known: Mapping[str, Head]) -> Bundle:
    """Return the changes that a copy with the heads `known` lacks.

    Raises `DamagedError` where one copy's name stands for two different chains.
    """
    parcels: list[Parcel] = []
    mine = heads(connection)
    for copy, head in mine.items():
        theirs = known.get(copy)
        if theirs is not None and theirs.n <= head.n:
            _check_same(connection, theirs)
        after = theirs.n if theirs else 0
        rows = connection.execute(
            f"SELECT seq, hash, {_HEAD} FROM change WHERE copy=? AND n>? ORDER BY n", (copy, after)
        ).fetchall()
        parcels += [_parcel(connection, *row) for row in rows]
    parcels.sort(key=lambda parcel: (parcel.head[2], parcel.head[0]))
    register = connection.execute("SELECT id FROM register").fetchone()[0]
    return Bundle(
        register=register,
        parcels=tuple(parcels),
        heads=tuple(mine.values()),
        files=tuple(carried(connection, _entries(parcels))),
    )


def _parcel(connection: Connection, seq: int, hashed: bytes, *head: Any) -> Parcel:
    entries = connection.execute(
        "SELECT pos, record, id, data, digest FROM entry WHERE seq=? ORDER BY pos", (seq,)
    ).fetchall()
    return Parcel(head=head, hash=hashed, entries=tuple(entries))


def _entries(parcels: Iterable[Parcel]) -> list[tuple[str, str | None]]:
    """Return what changes write, by record and data."""
    return [(entry[1], entry[3]) for parcel in parcels for entry in parcel.entries]


def _check_same(connection: Connection, theirs: Head) -> None:
    """Refuse where a change that both hold is not one and the same."""
    row = connection.execute(
        "SELECT hash, (SELECT max(n) FROM change WHERE copy=?1) FROM change WHERE copy=?1 AND n=?2",
        (theirs.copy, theirs.n),
    ).fetchone()
    if row is None or row[0] != theirs.hash:
        count = row[1] if row else 0
        raise DamagedError(
            f"The two registers disagree about copy {theirs.copy}, of which this one holds {count} "
            f"changes and the other {theirs.n}; one of them was altered. Nothing was merged."
        )


def absorb(connection: Connection, incoming: Bundle) -> set[str]:
    """Take in a bundle as one transaction; returns the commitments it touched.

    What is known already is passed over. Raises `DamagedError` for another register's bundle, a
    gap, a hash that does not fit or what no program of ours writes, `TooNewError` for changes of
    a newer program; then nothing was written.
    """
    register = connection.execute("SELECT id FROM register").fetchone()[0]
    if incoming.register != register:
        raise DamagedError("That is a copy of another register. Nothing was merged.")
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            with _from_outside():
                commitments = _taken_in(connection, register, incoming)
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return commitments


@contextmanager
def _from_outside() -> Iterator[None]:
    """Refuse what only a forger writes: with hashes that fit, a bundle may still hold anything."""
    try:
        yield
    except (KeyError, ValueError, TypeError, OverflowError, IntegrityError) as error:
        raise DamagedError("That copy holds what no Servanda wrote. Nothing was merged.") from error


def _taken_in(connection: Connection, register: str, incoming: Bundle) -> set[str]:
    held = heads(connection)
    touched: dict[tuple[str, str], None] = {}
    for theirs in incoming.heads:
        if theirs.copy in held and theirs.n <= held[theirs.copy].n:
            _check_same(connection, theirs)
    taken = [each for each in incoming.parcels if _take(connection, register, each)]
    for parcel in taken:
        touched.update(((entry[1], entry[2]), None) for entry in parcel.entries)
    take_files(connection, _entries(taken), incoming.files)
    return replay(connection, touched)


def _take(connection: Connection, register: str, parcel: Parcel) -> bool:
    """Add one change to the log unless it is there; whether it was new."""
    copy, n, clock = parcel.head[:3]
    if parcel.head[-1] > SCHEMA:
        raise TooNewError("That copy was written by a newer Servanda. Nothing was merged.")
    if not n <= clock <= GREATEST:
        raise ValueError(clock)
    known = connection.execute("SELECT n, hash FROM copy WHERE name=?", (copy,)).fetchone()
    if known and n <= known[0]:
        _check_same(connection, Head(copy=copy, n=n, hash=parcel.hash))
        return False
    if n != (known[0] if known else 0) + 1 or not _seen_is_known(connection, parcel.head[8]):
        raise DamagedError("That copy leaves out changes in between. Nothing was merged.")
    digests = [
        digest(pos, record, identity, data) if data is not None else kept or b""
        for pos, record, identity, data, kept in parcel.entries
    ]
    head = canonical([FORMAT, register, *parcel.head])
    if chained(known[1] if known else None, digests, head) != parcel.hash:
        raise DamagedError("That copy was altered after it was written. Nothing was merged.")
    seq = insert(connection, parcel.head, parcel.hash, [])
    connection.executemany(
        "INSERT INTO entry(seq,pos,record,id,data,digest) VALUES(?,?,?,?,?,?)",
        ((seq, *entry) for entry in parcel.entries),
    )
    connection.execute(
        "INSERT INTO copy(name,n,clock,hash) VALUES(?,?,?,?) ON CONFLICT(name) DO UPDATE"
        " SET n=excluded.n, clock=excluded.clock, hash=excluded.hash",
        (copy, n, clock, parcel.hash),
    )
    return True


def _seen_is_known(connection: Connection, seen: str) -> bool:
    held = dict(connection.execute("SELECT name, n FROM copy").fetchall())
    return all(held.get(copy, 0) >= n for copy, n in (json.loads(seen) if seen else {}).items())


def replay(connection: Connection, touched: Mapping[tuple[str, str], None]) -> set[str]:
    """Write each touched record as the whole log now has it, and all that follows from it.

    Returns the commitments concerned.
    """
    knowledge = Knowledge(connection)
    commitments: set[str] = set()
    refs: set[str] = set()
    any_erased = any_forgotten = False
    for record, identity in touched:
        spec = RECORDS[record]
        before = _stored(connection, spec, identity)
        history = writes(connection, record, identity)
        state = folded(spec, (write.data for write in history))
        _check_state(spec, identity, state)
        _put(connection, spec, identity, state, exists=before is not None)
        erased = state[GONE] == ERASED
        any_erased |= erased
        any_forgotten |= forgets(record, state[GONE])
        if erased:
            _forget_late(connection, record, identity)
        elif not all(write.data for write in history):
            raise DamagedError(
                "That copy leaves out texts that were not erased. Nothing was merged."
            )
        _flag(connection, record, identity, {} if erased else rivals(history, knowledge))
        if braided(history, knowledge):
            connection.execute("INSERT OR IGNORE INTO braid(id) VALUES(?)", (identity,))
        refs |= {str(each["ref"]) for each in (before, state) if each and each.get("ref")}
        commitments |= _concerned(connection, spec, identity, before, state)
    if any_erased:
        sweep(connection)
    if any_forgotten:
        sweep_held(connection)
    refresh(connection, commitments, rehung=True)
    settle_clashes(connection, refs)
    return commitments


def _check_state(spec: Record, identity: str, state: dict[str, Value]) -> None:
    """Raise `ValueError` or `KeyError` for what could not be read back."""
    for name, value in state.items():
        if not spec.holds(name, value):
            raise ValueError(name)
    if state[GONE] != ERASED:
        spec.decode({"id": identity, **state})


def _stored(connection: Connection, spec: Record, identity: str) -> dict[str, Value] | None:
    names = (*spec.columns, GONE)
    row = connection.execute(
        f"SELECT {', '.join(_quoted(names))} FROM {spec.name} WHERE id=?", (identity,)
    ).fetchone()
    return None if row is None else dict(zip(names, row, strict=True))


def _put(
    connection: Connection, spec: Record, identity: str, state: dict[str, Value], *, exists: bool
) -> None:
    """Write a record whole. A commitment takes a suffix until the claims are settled."""
    values = dict(state)
    if spec is COMMITMENT:
        values["clash"] = identity[:6]
    names = _quoted(values)
    if exists:
        marks = ", ".join(f"{name}=?" for name in names)
        sql = f"UPDATE {spec.name} SET {marks} WHERE id=?"
    else:
        marks = ", ".join("?" for _ in names)
        sql = f"INSERT INTO {spec.name}({', '.join(names)}, id) VALUES({marks}, ?)"
    connection.execute(sql, (*values.values(), identity))


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def _forget_late(connection: Connection, record: str, identity: str) -> None:
    """Erase what another copy wrote of a record that was erased meanwhile."""
    kept = connection.execute(
        "SELECT seq, pos, data FROM entry WHERE id=? AND record=? AND data IS NOT NULL"
        " AND json_extract(data, '$.gone[1]')='erased'",
        (identity, record),
    ).fetchall()
    forget(connection, record, identity)
    connection.executemany(
        "UPDATE entry SET data=?, digest=NULL WHERE seq=? AND pos=?",
        ((data, seq, pos) for seq, pos, data in kept),
    )


def _flag(
    connection: Connection, record: str, identity: str, found: dict[str, list[list[Value]]]
) -> None:
    connection.execute("DELETE FROM conflict WHERE id=?", (identity,))
    connection.executemany(
        "INSERT INTO conflict(record,id,field,vals) VALUES(?,?,?,?)",
        ((record, identity, name, canonical(values)) for name, values in found.items()),
    )


def _concerned(
    connection: Connection,
    spec: Record,
    identity: str,
    before: dict[str, Value] | None,
    state: dict[str, Value],
) -> set[str]:
    if spec is COMMITMENT:
        return {identity}
    if spec.owner:
        return {str(each[spec.owner]) for each in (before, state) if each and each[spec.owner]}
    if spec.name == "organisation":
        rows = connection.execute("SELECT id FROM commitment WHERE owner=?", (identity,))
        return {row[0] for row in rows}
    return set()
