"""Whether a register is what its log says: chains, contents, derived columns, the file itself.

The chains alone see nothing in the records, and the records alone nothing in the log; so the
check recomputes every hash, folds the log again and compares it with every table, recomputes the
derived columns, and asks SQLite about its pages, its full-text index and its references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import ServandaError
from app.store.canonical import Value, canonical, chained, digest
from app.store.copies import Head
from app.store.derive import DERIVED, compute
from app.store.driver import DatabaseError
from app.store.fold import decoded, folded
from app.store.records import RECORDS, Record
from app.store.schema import FORMAT, TRIGGERS
from app.store.writer import GONE

if TYPE_CHECKING:
    from sqlite3 import Connection

_MOST = 100
"""Findings of one part that are listed; the first already says that something is wrong."""


_Fields = dict[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be: which part of the check saw it, and what."""

    part: str
    message: str


def findings(
    connection: Connection,
    *,
    noted: Head | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Finding]:
    """Return everything that is wrong; nothing means that the register is whole.

    `noted` is the head this program last wrote, as kept outside the file: without it no check
    sees that the end of a log was cut off. `progress` is told each part as it begins.
    """
    found: list[Finding] = []
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "file": lambda: _file(connection),
        "chains": lambda: _chains(connection, noted),
        "contents": lambda: _contents(connection),
        "derived": lambda: _derived(connection),
        "references": lambda: _references(connection),
    }
    for name, part in parts.items():
        progress(name)
        found += _gathered(name, part)
    return found


def _gathered(name: str, part: Callable[[], Iterator[str]]) -> list[Finding]:
    found: list[Finding] = []
    try:
        for message in part():
            found.append(Finding(part=name, message=message))
            if len(found) >= _MOST:
                break
    except (DatabaseError, ValueError, TypeError, KeyError, ServandaError) as error:
        # A damaged file may hold anything; that it cannot be read is itself the finding.
        found.append(Finding(part=name, message=f"It cannot be read: {type(error).__name__}."))
    return found


def _file(connection: Connection) -> Iterator[str]:
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield f"The file is damaged: {message}"
    there = {
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
    }
    for name in TRIGGERS:
        if name not in there:
            yield f"The trigger {name} is missing: searches would not find new texts."
    if connection.execute("PRAGMA query_only").fetchone()[0]:
        return  # asking the full-text index about itself counts as a write
    try:
        connection.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
    except DatabaseError:
        yield "The full-text index does not match the records."


def _chains(connection: Connection, noted: Head | None) -> Iterator[str]:
    register = connection.execute("SELECT id FROM register").fetchone()[0]
    ends: dict[str, tuple[int, bytes]] = {}
    rows = connection.execute(
        "SELECT seq,hash,copy,n,clock,at,actor,kind,label,undoes,seen,size,schema FROM change"
        " ORDER BY copy, n"
    )
    for seq, hashed, *head in rows:
        copy, n, size = head[0], head[1], head[9]
        before_n, before = ends.get(copy, (0, None))
        entries = _entry_digests(connection, seq)
        if n != before_n + 1:
            yield f"Change {copy}:{n} follows {before_n}: changes are missing."
        if len(entries) != size:
            yield f"Change {copy}:{n} has {len(entries)} entries of {size}."
        if chained(before, entries, canonical([FORMAT, register, *head])) != hashed:
            yield f"Change {copy}:{n} was altered after it was written."
        ends[copy] = (n, hashed)
    kept = {
        name: (n, hashed) for name, n, hashed in connection.execute("SELECT name,n,hash FROM copy")
    }
    if kept != ends:
        yield "The log's heads do not match its changes."
    if noted is not None and ends.get(noted.copy, (0, b""))[0] < noted.n:
        yield f"Changes that this computer wrote are missing: {noted.copy}:{noted.n} was the last."


def _entry_digests(connection: Connection, seq: int) -> list[bytes]:
    rows = connection.execute(
        "SELECT pos, record, id, data, digest FROM entry WHERE seq=? ORDER BY pos", (seq,)
    )
    return [
        kept if data is None else digest(pos, record, identity, data)
        for pos, record, identity, data, kept in rows
    ]


def _contents(connection: Connection) -> Iterator[str]:
    """Fold the log of every record and compare it with the record's row."""
    for name, spec in RECORDS.items():
        logged: set[str] = set()
        for identity, entries in _histories(connection, name):
            logged.add(identity)
            yield from _compared(connection, spec, identity, folded(spec, entries))
        for (identity,) in connection.execute(f"SELECT id FROM {name}"):
            if identity not in logged:
                yield f"A {name} is in the register that no change wrote ({identity})."
    named = {row[0] for row in connection.execute("SELECT DISTINCT record FROM entry")}
    for name in sorted(named - RECORDS.keys()):
        yield f"The log speaks of “{name}”, which this program does not know."


def _histories(connection: Connection, name: str) -> Iterator[tuple[str, list[_Fields]]]:
    rows = connection.execute(
        "SELECT e.id, e.data FROM entry e JOIN change c ON c.seq=e.seq WHERE e.record=?"
        " ORDER BY e.id, c.clock, c.copy, e.pos",
        (name,),
    )
    current: str | None = None
    entries: list[_Fields] = []
    for identity, data in rows:
        if identity != current:
            if current is not None:
                yield current, entries
            current, entries = identity, []
        entries.append(decoded(data))
    if current is not None:
        yield current, entries


def _compared(
    connection: Connection, spec: Record, identity: str, wanted: dict[str, str | int | None]
) -> Iterator[str]:
    names = (*spec.columns, GONE)
    marks = ", ".join(f'"{each}"' for each in names)
    row = connection.execute(f"SELECT {marks} FROM {spec.name} WHERE id=?", (identity,)).fetchone()
    if row is None:
        yield f"A {spec.name} that the log holds is missing ({identity})."
        return
    for name, value in zip(names, row, strict=True):
        if value != wanted[name]:
            yield f"“{name}” of a {spec.name} is not what the log says ({identity})."


def _derived(connection: Connection) -> Iterator[str]:
    names = ", ".join(DERIVED)
    rows = connection.execute(f"SELECT id, clash, {names} FROM commitment").fetchall()
    for identity, clash, *values in rows:
        if compute(connection, identity) != tuple(values):
            yield f"A computed date or name of a commitment is not current ({identity})."
        if clash not in ("", identity[:6]):
            yield f"The suffix of a reference is not its own ({identity})."


def _references(connection: Connection) -> Iterator[str]:
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f"A {table} refers to something that is not in the register."
