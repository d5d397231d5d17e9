"""The one door through which every write goes: one transaction, one change in the log.

`Door.write` begins, hands out a `Writer`, and at the end writes the change with its entries,
chains it by hash to the change before it in this copy, recomputes the derived columns and
commits. If anything fails, nothing was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.change import Change, ChangeKind
from app.domain.errors import ReadOnlyError, StorageError
from app.domain.identity import CommitmentId
from app.store.canonical import Value, admitted, canonical, chained, digest
from app.store.clashes import settle_clashes
from app.store.commitment_records import COMMITMENT, LINK, TIMING
from app.store.copies import CopyNotes, Head, Note, new_copy_name
from app.store.derive import SOURCES, refresh
from app.store.driver import translated, understood
from app.store.entries import ERASED, GONE, Entry
from app.store.held import forgets, sweep_held
from app.store.record import Record
from app.store.records import RECORDS
from app.store.schema import FORMAT, SCHEMA
from app.store.signature import Signature
from app.store.turns import let_go
from app.store.writer import Writer, sweep

if TYPE_CHECKING:
    from sqlite3 import Connection


class Door:
    """The way into one register file."""

    def __init__(
        self,
        connection: Connection,
        path: Path,
        *,
        notes: CopyNotes,
        signature: Signature,
        silence: Callable[[], None],
        read_only: bool = False,
    ) -> None:
        """Write to the register at `path`; `silence` stops what this program's readers ask."""
        self._connection = connection
        self._path = path
        self._notes = notes
        self._signature = signature
        self._silence = silence
        self._read_only = read_only
        self._identity: str | None = None

    @contextmanager
    def write(
        self,
        label: str,
        kind: ChangeKind = ChangeKind.DO,
        *,
        undoes: str = "",
        gathers: int = 0,
    ) -> Iterator[Writer]:
        """Run one act as one transaction and one change; `writer.change` then says what it was.

        An act that changes nothing leaves no change (its `n` is 0), but that taking back or doing
        again is always a change: else the same would be taken back for ever. One that enters
        thousands of records `gathers` so many of them at most; see `Writer`. Raises `BusyError`,
        `ReadOnlyError`, `StorageError` or what the act itself raises; then nothing was written.
        """
        if self._read_only:
            raise ReadOnlyError("This register is open for reading only.")
        self._silence()
        connection = self._connection
        label, actor = str(admitted("label", label)), str(admitted("actor", self._signature.actor))
        announced: Note | None = None
        writer, lines = Writer(connection, label, gathers=gathers), []
        with translated():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield writer
                writer.flush()
                lines = writer.lines()
                if lines or undoes:
                    head = (actor, kind.value, str(admitted("label", writer.label)), undoes)
                    with understood():
                        announced = self._log(writer, lines, head)
                    self._silence()  # those that began since: a commit waits for every reader
                    connection.execute("COMMIT")
                    self._notes.confirm(self._path, self._register, announced)
                else:
                    connection.execute("ROLLBACK")
            except BaseException:
                if connection.in_transaction:
                    if announced is not None:
                        self._notes.withdraw(self._path, self._register)
                    connection.execute("ROLLBACK")
                raise
            finally:
                writer.let_go()
                let_go(lines)

    def _log(
        self,
        writer: Writer,
        lines: list[tuple[int, str, str, str]],
        said: tuple[str, str, str, str],
    ) -> Note:
        """Write the change with all that follows from it, and announce the head it makes.

        `said` is its actor, kind, label and what it undoes.
        """
        connection = self._connection
        copies = connection.execute("SELECT name, n, clock, hash, told FROM copy").fetchall()
        held = {row[0]: Head(copy=row[0], n=row[1], hash=row[3]) for row in copies}
        mine, former = self._notes.own_head(self._path, self._register, held)
        copy, n = (mine.copy, mine.n + 1) if mine else (new_copy_name(), 1)
        clock = max((row[2] for row in copies), default=0) + 1
        news = _news(connection, copies, mine)
        at = self._signature.now()
        head = (copy, n, clock, at, *said, canonical(news) if news else "", len(lines), SCHEMA)
        hashed = chained(
            mine.hash if mine else None,
            [digest(*line) for line in lines],
            canonical([FORMAT, self._register, *head]),
        )
        late = _runs_backwards(connection, at)
        insert(connection, head, hashed, lines)
        self._take_heads(copy, n, clock, hashed)
        also = keep_in_step(connection, writer.entries, late_at=at if late else None)
        if any(_erases(entry) for entry in writer.entries.values()):
            sweep(connection)
        if any(forgets(key[0], entry.new.get(GONE)) for key, entry in writer.entries.items()):
            sweep_held(connection)
        own = Note(head=Head(copy=copy, n=n, hash=hashed), former=former)
        self._announce(own)
        change = Change(copy=copy, n=n, label=said[2], kind=ChangeKind(said[1]))
        writer.change = _described(connection, writer.entries, also, change)
        return own

    @property
    def _register(self) -> str:
        if self._identity is None:
            row = self._connection.execute("SELECT id FROM register").fetchone()
            self._identity = str(row[0])
        return self._identity

    def _take_heads(self, copy: str, n: int, clock: int, hashed: bytes) -> None:
        self._connection.execute(
            "INSERT INTO copy(name,n,clock,hash,told) VALUES(?1,?2,?3,?4,?2) ON CONFLICT(name)"
            " DO UPDATE SET n=excluded.n, clock=excluded.clock, hash=excluded.hash,"
            " told=excluded.told",
            (copy, n, clock, hashed),
        )
        self._connection.execute("UPDATE copy SET told=n WHERE told<>n")

    def _announce(self, note: Note) -> None:
        try:
            self._notes.announce(self._path, self._register, note)
        except OSError as error:
            raise StorageError(
                "The program's own folder could not be written. Nothing was changed."
            ) from error


def _news(connection: Connection, copies: list[Any], mine: Head | None) -> dict[str, int]:
    """Return the heads of other copies that this one has not yet said it has seen.

    `told` holds what the last one to write here has said; where that was another copy, one that
    shares this file, all heads are named.
    """
    last = connection.execute("SELECT copy FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    if mine is None or last is None or last[0] != mine.copy:
        return {row[0]: row[1] for row in copies if mine is None or row[0] != mine.copy}
    return {row[0]: row[1] for row in copies if row[0] != mine.copy and row[1] > row[4]}


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
    rehung = any(
        record == TIMING.name or "timing" in each.new for (record, _), each in entries.items()
    )
    beneath = {key: entry for key, entry in entries.items() if _underlies(key[0], entry)}
    changed = refresh(connection, touched_commitments(connection, beneath), rehung=rehung)
    changed |= settle_clashes(connection, refs)
    if connection.execute("SELECT 1 FROM conflict LIMIT 1").fetchone():
        _settle_conflicts(connection, entries)
    if late_at is not None:
        connection.executemany(
            "INSERT OR IGNORE INTO braid(id) SELECT ? WHERE EXISTS(SELECT 1 FROM entry e"
            " JOIN change c ON c.seq=e.seq WHERE e.id=? AND c.at>?)",
            ((id_, id_, late_at) for (_, id_), entry in entries.items() if entry.data()),
        )
    return changed


def _underlies(record: str, entry: Entry) -> bool:
    """Whether derived columns may follow from what was written: most edits are of other fields."""
    fields = SOURCES.get(record)
    return fields is not None and not (fields and fields.isdisjoint(entry.new))


def _settle_conflicts(connection: Connection, entries: dict[tuple[str, str], Entry]) -> None:
    """Take out what this change decided: the fields it wrote, all of what it erased."""
    for (_, identity), entry in entries.items():
        connection.executemany(
            "DELETE FROM conflict WHERE id=? AND field=?",
            ((identity, name) for name in entry.data()),
        )
        if _erases(entry):
            connection.execute("DELETE FROM conflict WHERE id=?", (identity,))


def _erases(entry: Entry) -> bool:
    return entry.new.get(GONE) == ERASED


def _refs(connection: Connection, identity: str, entry: Entry) -> list[Value]:
    if entry.creates:
        return [entry.new.get("ref", "")]
    now = connection.execute("SELECT ref FROM commitment WHERE id=?", (identity,)).fetchone()
    return [now[0], *([entry.old["ref"]] if entry.old.get("ref") else [])]


def touched_commitments(connection: Connection, entries: dict[tuple[str, str], Entry]) -> set[str]:
    """Return the commitments whose row or dossier a change touched."""
    touched: set[str] = set()
    for (record, identity), entry in entries.items():
        spec = RECORDS[record]
        if record == COMMITMENT.name:
            touched.update(_around(connection, identity, entry))
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


_SHOWN_ELSEWHERE = frozenset({"ref", "title", "status", GONE})
"""What a date that follows a commitment tells of it."""


def _around(connection: Connection, identity: str, entry: Entry) -> set[str]:
    """The commitment itself, where it was announced, and what hangs on it and tells of it."""
    found = {identity}
    found.update(
        str(each) for held in (entry.old, entry.new) if (each := held.get("batch")) is not None
    )
    if entry.creates:
        return found  # what hangs on it already was entered by this change too
    if not _SHOWN_ELSEWHERE.isdisjoint(entry.new):
        rows = connection.execute(
            "SELECT t.commitment FROM timing t WHERE t.anchor=? AND t.gone=''", (identity,)
        )
        found.update(row[0] for row in rows)
    return found


def _standing_beside(connection: Connection, spec: Record, identity: str, entry: Entry) -> set[str]:
    names = (spec.owner, "target") if spec is LINK else (spec.owner,)
    if entry.creates:
        return {str(each) for name in names if (each := entry.new.get(name))}
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
    rows = connection.execute(
        "SELECT c.id, c.rid FROM json_each(?) j JOIN commitment c ON c.id=j.value",
        (json.dumps(list(identities)),),
    )
    return dict(rows.fetchall())
