"""Whether a register is what its log says: chains, contents, derived columns, the file itself.

The chains alone see nothing in the records, and the records alone nothing in the log; so the
check recomputes every hash, folds the log again and compares it with every table, recomputes the
derived columns, and asks SQLite about its pages, its full-text index and its references.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.domain.errors import BusyError, DamagedError, ServandaError
from app.store.canonical import Value, canonical, chained, digest
from app.store.clashes import suffixes
from app.store.computing import DERIVED, computed
from app.store.copies import Head
from app.store.driver import DatabaseError, memory, toolkit, translated, understood
from app.store.entries import ERASED, GONE
from app.store.fold import Knowledge, braided, decoded, folded, rivals, writes
from app.store.held import missing
from app.store.record import Record
from app.store.records import RECORDS
from app.store.schema import FORMAT, RELEASED

if TYPE_CHECKING:
    from sqlite3 import Connection

_MOST = 100
"""Findings of one part that are listed; the first already says that something is wrong."""

_TRIES = 3

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
    sees that the end of a log was cut off. `progress` is told each part as it begins. Where
    another program wrote meanwhile, what seems wrong is looked at again.
    """
    found: list[Finding] = []
    for _ in range(_TRIES):
        before = _version(connection)
        found = _all_findings(connection, noted, progress)
        if not found or _version(connection) == before:
            break
    return found


def _version(connection: Connection) -> object:
    try:
        return connection.execute("PRAGMA data_version").fetchone()
    except DatabaseError:
        return None


def _all_findings(
    connection: Connection, noted: Head | None, progress: Callable[[str], None]
) -> list[Finding]:
    found: list[Finding] = []
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "file": lambda: _file(connection),
        "schema": lambda: _schema(connection),
        "chains": lambda: _chains(connection, noted),
        "contents": lambda: _contents(connection),
        "derived": lambda: _derived(connection),
        "merging": lambda: _merging(connection),
        "references": lambda: _references(connection),
    }
    for name, part in parts.items():
        progress(name)
        found += _gathered(name, part)
    return found


def _gathered(name: str, part: Callable[[], Iterator[str]]) -> list[Finding]:
    found: list[Finding] = []
    try:
        with translated(), understood():
            for message in part():
                found.append(Finding(part=name, message=message))
                if len(found) >= _MOST:
                    break
    except (BusyError, InterruptedError):
        raise
    except (DatabaseError, ServandaError, AttributeError, LookupError, ArithmeticError) as error:
        # A damaged file may hold anything; that it cannot be read is itself the finding.
        found.append(Finding(part=name, message=f"It cannot be read: {type(error).__name__}."))
    return found


def _file(connection: Connection) -> Iterator[str]:
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield f"The file is damaged: {message}"
    for sha256, size, data in connection.execute("SELECT sha256, size, data FROM blob"):
        if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
            yield f"A stored text or file is not what it was ({sha256})."
    for sha256 in missing(connection):
        yield f"A stored text or file is missing ({sha256})."
    if connection.execute("PRAGMA query_only").fetchone()[0]:
        return  # asking the full-text index about itself counts as a write
    try:
        with translated():
            connection.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
    except DamagedError:
        yield "The full-text index does not match the records."


def _schema(connection: Connection) -> Iterator[str]:
    """Compare tables, indexes and triggers with those that this program makes."""
    wanted, there = _made(), _shapes(connection)
    for name in sorted(wanted.keys() | there.keys()):
        if name not in there:
            yield f"The {name} is missing."
        elif name not in wanted:
            yield f"The {name} is none of Servanda's."
        elif wanted[name] != there[name]:
            yield f"The {name} was altered."


@cache
def _made() -> dict[str, str]:
    fresh = memory()
    try:
        RELEASED.steps().apply(toolkit(fresh))
        return _shapes(fresh)
    finally:
        fresh.close()


def _shapes(connection: Connection) -> dict[str, str]:
    """What the file is made of, less what SQLite and sqlite-utils keep for themselves.

    How the full-text index makes its own tables depends on the version of SQLite.
    """
    rows = connection.execute(
        "SELECT type||' '||name, iif(type='table' AND name GLOB 'search_*', '', coalesce(sql,''))"
        " FROM sqlite_master WHERE tbl_name NOT GLOB 'sqlite_*' AND tbl_name NOT GLOB '_sqlite_*'"
        " AND name NOT GLOB 'sqlite_autoindex_*'"
    )
    return dict(rows.fetchall())


def _chains(connection: Connection, noted: Head | None) -> Iterator[str]:
    register, version = connection.execute("SELECT id, format FROM register").fetchone()
    if version != FORMAT:
        yield "The version of the log is not this program's."
    ends: dict[str, tuple[int, int, bytes]] = {}
    rows = connection.execute(
        "SELECT seq,hash,copy,n,clock,at,actor,kind,label,undoes,seen,size,schema FROM change"
        " ORDER BY copy, n"
    )
    for seq, hashed, *head in rows:
        copy, n, clock, size = head[0], head[1], head[2], head[9]
        before_n, _, before = ends.get(copy, (0, 0, None))
        entries = _entry_digests(connection, seq)
        if n != before_n + 1:
            yield f"Change {copy}:{n} follows {before_n}: changes are missing."
        if len(entries) != size:
            yield f"Change {copy}:{n} has {len(entries)} entries of {size}."
        if chained(before, entries, canonical([FORMAT, register, *head])) != hashed:
            yield f"Change {copy}:{n} was altered after it was written."
        ends[copy] = (n, clock, hashed)
    rows = connection.execute("SELECT name, n, clock, hash, told FROM copy")
    kept = {name: (n, clock, hashed) for name, n, clock, hashed, told in rows if 0 <= told <= n}
    if kept != ends:
        yield "The log's heads do not match its changes."
    if noted is not None:
        yield from _cut_off(connection, noted)


def _cut_off(connection: Connection, noted: Head) -> Iterator[str]:
    """Compare with the head this program wrote last, which nobody could alter with the file."""
    row = connection.execute(
        "SELECT hash FROM change WHERE copy=? AND n=?", (noted.copy, noted.n)
    ).fetchone()
    if row is None:
        yield f"Changes that this computer wrote are missing: {noted.copy}:{noted.n} was the last."
    elif row[0] != noted.hash:
        yield f"Change {noted.copy}:{noted.n} is not the one that this computer wrote."


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
        yield from _texts_gone(connection, name)
    named = {row[0] for row in connection.execute("SELECT DISTINCT record FROM entry")}
    for name in sorted(named - RECORDS.keys()):
        yield f"The log speaks of “{name}”, which this program does not know."


def _texts_gone(connection: Connection, name: str) -> Iterator[str]:
    """Find what left the log without an erasure: the chain holds over a digest as well."""
    rows = connection.execute(
        "SELECT DISTINCT e.id FROM entry e WHERE e.record=? AND e.data IS NULL"
        f" AND NOT EXISTS(SELECT 1 FROM {name} r WHERE r.id=e.id AND r.gone='erased')",
        (name,),
    )
    for (identity,) in rows:
        yield f"Texts of a {name} left the log, though it was not erased ({identity})."


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
    rows = connection.execute(f"SELECT id, ref, clash, {names} FROM commitment").fetchall()
    shared = {ref for ref, count in Counter(row[1] for row in rows).items() if count > 1}
    wanted = {ref: suffixes(connection, ref) for ref in shared}
    current = computed(connection, (row[0] for row in rows))
    for identity, ref, clash, *values in rows:
        if current[identity] != tuple(values):
            yield f"A computed date or name of a commitment is not current ({identity})."
        if clash != (wanted[ref][identity] if ref in shared else ""):
            yield f"The suffix of a reference is not its own ({identity})."


def _merging(connection: Connection) -> Iterator[str]:
    """Compute again what merging leaves behind: where copies disagree, whose order is braided."""
    knowledge = Knowledge(connection)
    conflicts: set[tuple[str, str, str, str]] = set()
    braids = {row[0] for row in connection.execute(_BACKWARDS)}
    for record, identity in connection.execute(_BY_SEVERAL).fetchall():
        history = writes(connection, record, identity)
        if braided(history, knowledge):
            braids.add(identity)
        if folded(RECORDS[record], (each.data for each in history))[GONE] == ERASED:
            continue
        for name, values in rivals(history, knowledge).items():
            conflicts.add((record, identity, name, canonical(values)))
    if conflicts != set(connection.execute("SELECT record, id, field, vals FROM conflict")):
        yield "The fields on which copies disagree are not those of the log."
    if braids != {row[0] for row in connection.execute("SELECT id FROM braid")}:
        yield "The records whose order is braided are not those of the log."


_BY_SEVERAL = (
    "SELECT e.record, e.id FROM entry e JOIN change c ON c.seq=e.seq"
    " GROUP BY e.record, e.id HAVING min(c.copy)<>max(c.copy)"
)
_BACKWARDS = (
    "SELECT DISTINCT id FROM (SELECT e.id AS id, c.at<lag(c.at)"
    " OVER(PARTITION BY e.record, e.id ORDER BY c.clock, c.copy) AS back"
    " FROM entry e JOIN change c ON c.seq=e.seq) WHERE back"
)


def _references(connection: Connection) -> Iterator[str]:
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f"A {table} refers to something that is not in the register."
