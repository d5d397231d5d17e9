"""The texts and files that are kept in a register, by their SHA-256.

What is kept stays for as long as a record or the log names it: what was replaced can come back by
Undo. Erasing the record that named it takes it out, here and in every copy that merges.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import DamagedError
from app.domain.identity import SourceId
from app.domain.particulars import Evidence, Source
from app.store.canonical import Value
from app.store.commitment_records import EVIDENCE, SOURCE
from app.store.driver import translated
from app.store.entries import ERASED
from app.store.fold import decoded
from app.store.records import RECORDS
from app.store.tables import Tables

if TYPE_CHECKING:
    from sqlite3 import Connection

_KEEPING = {name: spec.kept for name, spec in RECORDS.items() if spec.kept}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A text or file kept in the register; `whole` says that it still is what it was kept as."""

    sha256: str
    data: bytes
    whole: bool


class Held(Tables):
    """Reads what sources keep."""

    def held_file(self, sha256: str) -> HeldFile | None:
        """Return a kept text or file, compared with what it was; None where it is missing."""
        with translated():
            row = self._connection.execute(
                "SELECT size, data FROM blob WHERE sha256=?", (sha256,)
            ).fetchone()
        if row is None:
            return None
        size, data = row
        whole = len(data) == size and hashlib.sha256(data).hexdigest() == sha256
        return HeldFile(sha256=sha256, data=data, whole=whole)

    def whole_file(self, sha256: str) -> bytes:
        """Return a kept text or file. Raises `DamagedError` where it is missing or was altered."""
        held = self.held_file(sha256)
        if held is None or not held.whole:
            said = "missing from the register" if held is None else "not what it was"
            raise DamagedError(f"What is kept of this source is {said}. Keep it once more.")
        return held.data

    def text_of(self, source: Source) -> str:
        """Return the kept text of a source, empty where none is kept. Raises `DamagedError`."""
        try:
            return self.whole_file(source.text).decode() if source.text else ""
        except UnicodeDecodeError:  # what no door let in
            raise DamagedError("What is kept as the text of this source is no text.") from None

    def held_sizes(self, wanted: Iterable[str]) -> dict[str, int]:
        """Return how many bytes kept texts and files have; those that are missing are left out."""
        with translated():
            rows = self._connection.execute(
                "SELECT sha256, size FROM blob WHERE sha256 IN(SELECT value FROM json_each(?))",
                (json.dumps(list(wanted)),),
            ).fetchall()
        return dict(rows)

    def kept_at(self, identity: SourceId) -> dict[str, int]:
        """Return when what a source keeps came in, in UTC milliseconds, by its SHA-256.

        Where it was taken away and came again, the last time counts.
        """
        with translated():
            rows = self._connection.execute(
                "SELECT c.at, e.data FROM entry e JOIN change c ON c.seq=e.seq"
                " WHERE e.id=? AND e.record='source' AND e.data IS NOT NULL"
                " ORDER BY c.clock, c.copy, e.pos",
                (identity,),
            ).fetchall()
        return {digest: at for at, data in rows for digest in _named_by("source", decoded(data))[1]}

    def evidence_from(
        self, identity: SourceId, *, withdrawn: bool = False, undone: bool = False
    ) -> list[Evidence]:
        """Return the passages of a source; those withdrawn or undone too where it is said."""
        states = json.dumps(["", *["binned"] * withdrawn, *["undone"] * undone])
        chosen = "source=? AND gone IN(SELECT value FROM json_each(?))"
        return self._all(EVIDENCE, chosen, identity, states)

    def former_sources(self) -> list[Source]:
        """Return the sources that were withdrawn or undone, and are not erased."""
        return self._all(SOURCE, "gone IN('binned','undone')")


def missing(connection: Connection) -> list[str]:
    """Return the SHA-256 of all that records or the log name and that is not there, in order."""
    there = {row[0] for row in connection.execute("SELECT sha256 FROM blob")}
    return sorted(_named(connection) - there)


def sweep_held(connection: Connection) -> None:
    """Take out what neither a record nor the log names any longer."""
    there = [row[0] for row in connection.execute("SELECT sha256 FROM blob")]
    named = _named(connection)
    connection.executemany(
        "DELETE FROM blob WHERE sha256=?", ((each,) for each in there if each not in named)
    )


def put(connection: Connection, data: bytes) -> str:
    """Keep a text or file, and return the SHA-256 it goes by; what is there and whole stays."""
    sha256 = hashlib.sha256(data).hexdigest()
    connection.execute(
        "INSERT INTO blob(sha256,size,data) VALUES(?,?,?) ON CONFLICT(sha256) DO UPDATE"
        " SET size=excluded.size, data=excluded.data"
        " WHERE size<>excluded.size OR data<>excluded.data",
        (sha256, len(data), data),
    )
    return sha256


def carried(connection: Connection, entries: Iterable[tuple[str, str | None]]) -> Iterator[bytes]:
    """Give what entries of the log, by record and data, keep, as far as it is there and whole."""
    for sha256 in sorted(_kept_by(entries)):
        row = connection.execute("SELECT data FROM blob WHERE sha256=?", (sha256,)).fetchone()
        if row is not None and hashlib.sha256(row[0]).hexdigest() == sha256:
            yield row[0]


def take_files(
    connection: Connection, entries: Iterable[tuple[str, str | None]], files: Iterable[bytes]
) -> None:
    """Keep what came along with entries of another copy and is named by them, and nothing else."""
    wanted = _kept_by(entries)
    for data in files:
        if hashlib.sha256(data).hexdigest() in wanted:
            put(connection, data)


def _kept_by(entries: Iterable[tuple[str, str | None]]) -> set[str]:
    found: set[str] = set()
    for record, data in entries:
        if record in _KEEPING:
            found |= _named_by(record, decoded(data))[1]
    return found


def forgets(record: str, gone: Value) -> bool:
    """Whether to write this as `gone` of a record erases what may have been kept."""
    return gone == ERASED and record in _KEEPING


def named_now(connection: Connection) -> Iterator[str]:
    """Give the SHA-256 of all that records name that are not erased."""
    for record, columns in _KEEPING.items():
        for column in columns:
            rows = connection.execute(
                f'SELECT "{column}" FROM {record} WHERE "{column}"<>\'\' AND gone<>?', (ERASED,)
            )
            yield from (row[0] for row in rows)


def _named(connection: Connection) -> set[str]:
    found = set(named_now(connection))
    for record in _KEEPING:
        rows = connection.execute(
            "SELECT data FROM entry WHERE record=? AND data IS NOT NULL", (record,)
        )
        for (data,) in rows:
            old, new = _named_by(record, decoded(data))
            found |= old | new
    return found


def _named_by(record: str, changes: Mapping[str, tuple[Value, Value]]) -> tuple[set[str], set[str]]:
    """Return what an entry names as it was before, and as it is since."""
    pairs = [changes[name] for name in _KEEPING[record] if name in changes]
    return {str(old) for old, _ in pairs if old}, {str(new) for _, new in pairs if new}
