"""What one change does, applied step by step inside the open transaction.

A `Writer` is handed out by the door; it keeps, for each record it touches, the values before and
after, which become that record's entry in the change log. One that gathers keeps new records back
for a while, to write many of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.domain.change import Change
from app.domain.errors import InvalidValueError, NotFoundError
from app.store.canonical import Value, admitted, canonical, digest, is_plain
from app.store.commitment_records import COMMITMENT
from app.store.entries import ERASED, GONE, LIVE, Attempt, Entry
from app.store.gathered import KEPT_BACK, Gathered, insert
from app.store.held import put
from app.store.record import Record
from app.store.records import RECORDS
from app.store.turns import let_go

if TYPE_CHECKING:
    from sqlite3 import Connection


class Writer:
    """Collects what one change does, applying each step at once inside the transaction."""

    def __init__(self, connection: Connection, label: str = "", *, gathers: int = 0) -> None:
        """Write through `connection`, on which a transaction is open.

        One that `gathers` keeps so many new records back at most, or until `flush`. Whoever reads
        the tables meanwhile flushes first, as a `GatheringReader` does.
        """
        self.connection = connection
        self.entries: dict[tuple[str, str], Entry] = {}
        self.label = label
        """How the change is called in Undo; it may be said until its end."""
        self.change = Change(copy="", n=0, label="")
        self.gathered = Gathered(connection)
        self._gathers = gathers
        self._attempt: Attempt | None = None

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
        for name, blank, is_text in _columns(spec):
            value = values.get(name, blank)
            if value != blank:
                if not (is_text and is_plain(value)):
                    value = _kept(spec, name, value)
                if value != blank:
                    entry.new[name] = value
            row.append(value)
        self._remember(record, identity)
        if self._gathers and record in KEPT_BACK and not crowded:
            if len(self.gathered) >= self._gathers:
                self.flush()
            self.gathered.add(spec, identity, row)
        else:
            self._mark()
            if crowded and spec is COMMITMENT:
                self.connection.execute(_CROWDED, (identity, *row, identity[:6]))
            else:
                self.connection.execute(insert(spec), (identity, *row))
        self.entries[record, identity] = entry

    def flush(self) -> None:
        """Write what is kept back, if anything is."""
        if not len(self.gathered):
            return
        self._mark()
        written = self.gathered.flush()
        if self._attempt is not None:
            self._attempt.written += written[: self._attempt.kept]
            self._attempt.kept = 0
        let_go(written)

    def let_go(self) -> None:
        """Forget what the change wrote, of which there may be half a million records."""
        self.gathered.let_go()
        while self.entries:
            self.entries.popitem()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take back whatever is written within, and nothing else, where an error leaves it."""
        self._attempt = attempt = Attempt(kept=len(self.gathered))
        try:
            yield
        except BaseException:
            self._take_back(attempt)
            raise
        finally:
            self._attempt = None
        if attempt.opened:
            self.connection.execute("RELEASE attempt")

    def _take_back(self, attempt: Attempt) -> None:
        if attempt.opened and self.connection.in_transaction:  # a full disk may have ended it
            self.connection.execute("ROLLBACK TO attempt")
            self.connection.execute("RELEASE attempt")
        self.gathered.drop(attempt.kept)
        for kept in attempt.written:
            self.gathered.put(kept)
        for kept, row in reversed(attempt.rows):
            self.gathered.amend(kept, dict(zip(kept.spec.columns, row, strict=True)))
        for key, entry in attempt.entries.items():
            if entry is None:
                self.entries.pop(key, None)
            else:
                self.entries[key] = entry

    def _mark(self) -> None:
        """Let SQLite know where an attempt began, before it first writes to a table."""
        if self._attempt is not None and not self._attempt.opened:
            self.connection.execute("SAVEPOINT attempt")
            self._attempt.opened = True

    def _remember(self, record: str, identity: str) -> None:
        """Keep what an attempt is about to say otherwise of a record."""
        attempt, key = self._attempt, (record, identity)
        if attempt is not None and key not in attempt.entries:
            now = self.entries.get(key)
            attempt.entries[key] = now.copy() if now else None

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
        self._remember(record, identity)
        entry = self.entries.setdefault((record, identity), Entry())
        steps: dict[str, Value] = {}
        for name, given in values.items():
            value = _kept(spec, name, given)
            if value == now[name] and not forced:
                continue
            if name not in entry.new:
                entry.old[name] = now[name]
            entry.new[name] = steps[name] = value
            if forced:
                entry.forced.add(name)
        if steps:
            self._update(spec, identity, steps, now)

    def _update(
        self, spec: Record, identity: str, steps: dict[str, Value], now: dict[str, Value]
    ) -> None:
        kept = self.gathered.find(spec.name, identity)
        if kept is not None and GONE not in steps:
            if self._attempt is not None:
                self._attempt.rows.append((kept, list(kept.row)))
            self.gathered.amend(kept, steps)
            return
        if kept is not None:
            self.flush()
        self._mark()
        names = [f'"{name}"=?' for name in steps]
        if spec is COMMITMENT and "ref" in steps:
            self.gathered.given.add(str(steps["ref"]))
        if spec is COMMITMENT and ("ref" in steps or now[GONE] not in LIVE):
            # Until the claims on the reference are settled, as the door does at the end.
            names.append(f"clash='{identity[:6]}'")
        self.connection.execute(
            f"UPDATE {spec.name} SET {', '.join(names)} WHERE id=?", (*steps.values(), identity)
        )

    def erase(self, record: str, identity: str) -> None:
        """Take a record's texts out of the table and out of the log, for good.

        What ties it to other records stays, and a commitment's reference, which is never
        given to another. The log keeps the digests, so that its chain still holds.
        """
        spec = RECORDS[record]
        self.flush()
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

    def keep(self, data: bytes) -> str:
        """Keep a text or file beside the records, and return the SHA-256 it goes by.

        One that is there already stays, unless it is not what it was.
        """
        self._mark()
        return put(self.connection, data)

    def row(self, record: str, identity: str) -> dict[str, Value]:
        """Return a record's stored fields and `gone` as they are now. Raises `KeyError`."""
        spec = RECORDS[record]
        names = (*spec.columns, GONE)
        kept = self.gathered.find(record, identity)
        if kept is not None:
            return dict(zip(names, (*kept.row, ""), strict=True))
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


_COLUMNS: dict[str, tuple[tuple[str, Value, bool], ...]] = {}


def _columns(spec: Record) -> tuple[tuple[str, Value, bool], ...]:
    """Return the columns of a record: what an absent value is stored as, whether it is text."""
    if spec.name not in _COLUMNS:
        _COLUMNS[spec.name] = tuple(
            (name, spec.blank(name), name not in spec.numbers) for name in spec.columns
        )
    return _COLUMNS[spec.name]


def _select(spec: Record) -> str:
    key = ("select", spec.name)
    if key not in _SQL:
        names = ", ".join(f'"{name}"' for name in (*spec.columns, GONE))
        _SQL[key] = f"SELECT {names} FROM {spec.name} WHERE id=?"
    return _SQL[key]
