"""The one door through which every write goes: one transaction, one change in the log.

`Door.write` begins, hands out a `Writer`, and at the end writes the change with its entries,
chains it by hash to the change before it in this copy, recomputes the derived columns and
commits. If anything fails, nothing was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.change import Change, ChangeKind
from app.domain.errors import ReadOnlyError, StorageError
from app.domain.identity import CommitmentId
from app.store.canonical import Value, canonical, chained, digest
from app.store.copies import CopyNotes, Head, new_copy_name
from app.store.derive import refresh, settle_clashes
from app.store.driver import translated
from app.store.records import COMMITMENT, LINK, RECORDS, Record
from app.store.schema import FORMAT, SCHEMA
from app.store.writer import GONE, Entry, Writer

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who writes and when: the parts of a change's head that come from outside."""

    actor: str
    now: Callable[[], int]


class Door:
    """The way into one register file."""

    def __init__(
        self,
        connection: Connection,
        path: Path,
        *,
        notes: CopyNotes,
        signature: Signature,
        before_write: Callable[[], None],
        read_only: bool = False,
    ) -> None:
        """Write to the register at `path`; `before_write` silences this program's own readers."""
        self._connection = connection
        self._path = path
        self._notes = notes
        self._signature = signature
        self._before_write = before_write
        self._read_only = read_only

    @contextmanager
    def write(
        self, label: str, kind: ChangeKind = ChangeKind.DO, *, undoes: str = ""
    ) -> Iterator[Writer]:
        """Run one act as one transaction and one change; `writer.change` then says what it was.

        An act that changes nothing leaves no change (its `n` is 0). Raises `BusyError`,
        `ReadOnlyError`, `StorageError` or what the act itself raises; then nothing was written.
        """
        if self._read_only:
            raise ReadOnlyError("This register is open for reading only.")
        self._before_write()
        connection = self._connection
        with translated():
            connection.execute("BEGIN IMMEDIATE")
            try:
                writer = Writer(connection)
                yield writer
                lines = writer.lines()
                if lines:
                    writer.change = self._log(writer, lines, label, kind, undoes)
                    connection.execute("COMMIT")
                else:
                    connection.execute("ROLLBACK")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _log(
        self,
        writer: Writer,
        lines: list[tuple[int, str, str, str]],
        label: str,
        kind: ChangeKind,
        undoes: str,
    ) -> Change:
        connection = self._connection
        register = connection.execute("SELECT id FROM register").fetchone()[0]
        heads = connection.execute("SELECT name, n, clock, hash, told FROM copy").fetchall()
        mine = self._own_head(register, heads)
        copy, n, before = (mine[0], mine[1] + 1, mine[3]) if mine else (new_copy_name(), 1, None)
        clock = max((head[2] for head in heads), default=0) + 1
        news = {head[0]: head[1] for head in heads if head[0] != copy and head[1] > head[4]}
        if mine is None:
            news = {head[0]: head[1] for head in heads}
        at = self._signature.now()
        head = (
            copy,
            n,
            clock,
            at,
            self._signature.actor,
            kind.value,
            label,
            undoes,
            canonical(news) if news else "",
            len(lines),
            SCHEMA,
        )
        hashed = chained(
            before, [digest(*line) for line in lines], canonical([FORMAT, register, *head])
        )
        late = _runs_backwards(connection, at)
        insert(connection, head, hashed, lines)
        self._take_heads(copy, n, clock, hashed)
        also = keep_in_step(connection, writer.entries, late_at=at if late else None)
        self._note(register, Head(copy=copy, n=n, hash=hashed))
        return _described(
            connection, writer.entries, also, Change(copy=copy, n=n, label=label, kind=kind)
        )

    def _own_head(self, register: str, heads: list[Any]) -> Any | None:
        """The head this program may go on from, or None where it must take a new name."""
        note = self._notes.read(self._path, register)
        if note is None:
            return None
        for head in heads:
            if (head[0], head[1], head[3]) == (note.copy, note.n, note.hash):
                return head
        return None

    def _take_heads(self, copy: str, n: int, clock: int, hashed: bytes) -> None:
        self._connection.execute(
            "INSERT INTO copy(name,n,clock,hash) VALUES(?,?,?,?) ON CONFLICT(name)"
            " DO UPDATE SET n=excluded.n, clock=excluded.clock, hash=excluded.hash",
            (copy, n, clock, hashed),
        )
        self._connection.execute("UPDATE copy SET told=n WHERE told<>n")

    def _note(self, register: str, head: Head) -> None:
        try:
            self._notes.write(self._path, register, head)
        except OSError as error:
            raise StorageError(
                "The program's own folder could not be written. Nothing was changed."
            ) from error


def insert(
    connection: Connection,
    head: tuple[Value, ...],
    hashed: bytes,
    lines: list[tuple[int, str, str, str]],
) -> int:
    """Add a change, its head as the log's columns name it, and its entries; return its `seq`."""
    seq = connection.execute(
        "INSERT INTO change(copy,n,clock,at,actor,kind,label,undoes,seen,size,schema,hash)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
        (*head, hashed),
    ).lastrowid
    connection.executemany(
        "INSERT INTO entry(seq,pos,record,id,data) VALUES(?,?,?,?,?)",
        ((seq, *line) for line in lines),
    )
    return int(seq or 0)


def _runs_backwards(connection: Connection, at: int) -> bool:
    latest = connection.execute("SELECT max(at) FROM change").fetchone()[0]
    return latest is not None and at < latest


def keep_in_step(
    connection: Connection,
    entries: dict[tuple[str, str], Entry],
    *,
    late_at: int | None = None,
) -> set[str]:
    """Bring what is derived up to date with what a change wrote: columns, clashes, conflicts.

    `late_at` is the change's instant where the computer's clock ran backwards before it.
    Returns the commitments whose derived columns changed.
    """
    refs = {
        str(value)
        for (record, identity), entry in entries.items()
        if record == COMMITMENT.name and ("ref" in entry.new or GONE in entry.new)
        for value in _refs(connection, identity, entry)
    }
    changed = refresh(connection, touched_commitments(connection, entries))
    changed |= settle_clashes(connection, refs)
    if connection.execute("SELECT 1 FROM conflict LIMIT 1").fetchone():
        connection.executemany(
            "DELETE FROM conflict WHERE id=? AND field=?",
            ((identity, name) for (_, identity), entry in entries.items() for name in entry.new),
        )
    if late_at is not None:
        connection.executemany(
            "INSERT OR IGNORE INTO braid(id) SELECT ? WHERE EXISTS(SELECT 1 FROM entry e"
            " JOIN change c ON c.seq=e.seq WHERE e.id=? AND c.at>?)",
            ((identity, identity, late_at) for _, identity in entries),
        )
    return changed


def _refs(connection: Connection, identity: str, entry: Entry) -> list[Value]:
    now = connection.execute("SELECT ref FROM commitment WHERE id=?", (identity,)).fetchone()
    return [now[0], *([entry.old["ref"]] if entry.old.get("ref") else [])]


def touched_commitments(connection: Connection, entries: dict[tuple[str, str], Entry]) -> set[str]:
    """Return the commitments whose row or dossier a change touched."""
    touched: set[str] = set()
    for (record, identity), entry in entries.items():
        spec = RECORDS[record]
        if record == COMMITMENT.name:
            touched.add(identity)
        elif spec.owner:
            touched.update(_standing_beside(connection, spec, identity, entry))
        elif record == "organisation":
            touched.update(
                row[0]
                for row in connection.execute(
                    "SELECT id FROM commitment WHERE owner=? OR counterpart=?",
                    (identity, identity),
                )
            )
    return touched


def _standing_beside(connection: Connection, spec: Record, identity: str, entry: Entry) -> set[str]:
    names = (spec.owner, "target") if spec is LINK else (spec.owner,)
    row = connection.execute(
        f"SELECT {', '.join(names)} FROM {spec.name} WHERE id=?", (identity,)
    ).fetchone()
    before = {entry.old.get(name) for name in names}
    return {str(each) for each in {*row, *before} if each}


def _described(
    connection: Connection,
    entries: dict[tuple[str, str], Entry],
    also: set[str],
    change: Change,
) -> Change:
    commitments = touched_commitments(connection, entries) | also
    rids = _row_numbers(connection, commitments)
    added: set[int] = set()
    removed: set[int] = set()
    for (record, identity), entry in entries.items():
        if record == COMMITMENT.name and GONE in entry.new and entry.old[GONE] != entry.new[GONE]:
            (removed if entry.new[GONE] else added).add(rids[identity])
    return replace(
        change,
        added=frozenset(added),
        removed=frozenset(removed),
        updated=frozenset(rids.values()) - added - removed,
        commitments=frozenset(CommitmentId(each) for each in commitments),
        records=frozenset(record for record, _ in entries),
    )


def _row_numbers(connection: Connection, identities: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for identity in identities:
        row = connection.execute("SELECT rid FROM commitment WHERE id=?", (identity,)).fetchone()
        if row:
            found[identity] = row[0]
    return found
