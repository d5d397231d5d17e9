"""One open register: its door for writes, its readers, its log."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.change import Change, ChangeKind, HistoryEntry
from app.domain.errors import NothingToDoError
from app.domain.identity import CommitmentId
from app.store import file, log, merge
from app.store.check import Finding, findings
from app.store.copies import CopyNotes, Head
from app.store.door import Door, Signature
from app.store.driver import connect, translated
from app.store.reader import Reader
from app.store.writer import Writer

if TYPE_CHECKING:
    from sqlite3 import Connection


class Store:
    """A register that is open. Close it when done.

    Writes and the reads of `reader` belong to the thread that opened it; other threads take a
    reader of their own from `fresh_reader`.
    """

    def __init__(
        self,
        path: Path,
        *,
        copies: Path,
        backups: Path,
        signature: Signature,
        read_only: bool = False,
        busy_ms: int = 5000,
    ) -> None:
        """Open the register at `path`.

        `copies` is the folder of the notes on copy names, `backups` where a copy goes before a
        migration. Raises what `file.opened` does.
        """
        self.path = path
        self._connection, self.read_only = file.opened(
            path, backups=backups, read_only=read_only, busy_ms=busy_ms
        )
        self._notes = CopyNotes(copies)
        self._readers: weakref.WeakSet[Reader] = weakref.WeakSet()
        self.reader = Reader(self._connection)
        self._door = Door(
            self._connection,
            path,
            notes=self._notes,
            signature=signature,
            before_write=self.interrupt_readers,
            read_only=self.read_only,
        )

    def close(self) -> None:
        """Close the register; readers taken from it stay usable until they are closed."""
        self._connection.close()

    def fresh_reader(self) -> Reader:
        """Return a reader with a connection of its own, for one other thread."""
        reader = Reader(connect(self.path, read_only=True))
        self._readers.add(reader)
        return reader

    def interrupt_readers(self) -> None:
        """Stop the long queries of this program, so that a write need not wait for them."""
        for reader in tuple(self._readers):
            reader.interrupt()

    def write(self, label: str, kind: ChangeKind = ChangeKind.DO) -> AbstractContextManager[Writer]:
        """Run one act as one transaction and one change in the log; see `Door.write`."""
        return self._door.write(label, kind)

    def undo(self) -> Change:
        """Take back the latest own change. Raises `NothingToDoError` or `OvertakenError`."""
        act = self._own(log.to_undo)
        if act is None:
            raise NothingToDoError("There is nothing to undo.")
        with self._door.write(act.label, ChangeKind.UNDO, undoes=act.address) as writer:
            log.take_back(writer, act)
        return writer.change

    def redo(self) -> Change:
        """Do again what was last undone. Raises `NothingToDoError` or `OvertakenError`."""
        act = self._own(log.to_redo)
        if act is None:
            raise NothingToDoError("There is nothing to redo.")
        with self._door.write(act.label, ChangeKind.REDO, undoes=act.address) as writer:
            log.do_again(writer, act)
        return writer.change

    def next_undo(self) -> str | None:
        """Return the name of what an undo would take back, or None."""
        act = self._own(log.to_undo)
        return act.label if act else None

    def next_redo(self) -> str | None:
        """Return the name of what a redo would do again, or None."""
        act = self._own(log.to_redo)
        return act.label if act else None

    def _own(self, choose: Callable[[Connection, Sequence[str]], log.Act | None]) -> log.Act | None:
        register = self._register()
        with translated():
            held = merge.heads(self._connection)
            head, former = self._notes.own_head(self.path, register, held)
            return choose(self._connection, [*([head.copy] if head else []), *former])

    def _register(self) -> str:
        with translated():
            return str(self._connection.execute("SELECT id FROM register").fetchone()[0])

    def history(self, identity: CommitmentId) -> list[HistoryEntry]:
        """Return what was ever written of a commitment, newest first."""
        return log.history(self._connection, identity)

    def check(self, progress: Callable[[str], None] = lambda _: None) -> list[Finding]:
        """Return everything in which the register is not what its log says; see `check`."""
        note = self._notes.read(self.path, self._register())
        return findings(self._connection, noted=note.head if note else None, progress=progress)

    def backup(self, target: Path) -> None:
        """Make a checked copy of the register; see `file.backup`."""
        file.backup(self._connection, target)

    def heads(self) -> dict[str, Head]:
        """Return the end of every copy's chain: together they name the register's version."""
        with translated():
            return merge.heads(self._connection)

    def bundle(self, known: Mapping[str, Head]) -> merge.Bundle:
        """Return the changes that another copy of this register, with heads `known`, lacks."""
        with translated():
            return merge.bundle(self._connection, known)

    def absorb(self, bundle: merge.Bundle) -> set[str]:
        """Take in another copy's changes; see `merge.absorb`."""
        return merge.absorb(self._connection, bundle)
