"""One open register: its door for writes, its readers, its log.

What only writing, the log and whole records need is loaded on first use: the window shows its
first page before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.change import Change, ChangeKind, HistoryEntry
from app.domain.errors import NothingToDoError
from app.domain.identity import CommitmentId
from app.store import file
from app.store.copies import CopyNotes, Head
from app.store.driver import connect, translated
from app.store.lists import Lists
from app.store.readers import Readers
from app.store.signature import Signature
from app.store.turns import gives_way

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.store.check import Finding
    from app.store.claims import Claims
    from app.store.door import Door
    from app.store.log import Act
    from app.store.lookup import Lookup
    from app.store.merge import Bundle
    from app.store.reader import Reader
    from app.store.writer import Writer

_CACHE_KB = 2_000
"""What a background reader keeps of the file. It reads too much for 8 MB to be of more use."""


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
        readers: Readers | None = None,
        beside: bool = False,
    ) -> None:
        """Open the register at `path`; `beside` is said of one on another thread than the window's.

        `copies` is the folder of the notes on copy names, `backups` where a copy goes before a
        migration; `readers` are those that a write has to stop, with those taken from here.
        Raises what `file.opened` does.
        """
        self.path = path
        self._readers = readers or Readers()
        self._again = partial(
            Store,
            path,
            copies=copies,
            backups=backups,
            signature=signature,
            readers=self._readers,
            beside=True,
        )
        self._connection, self.read_only = file.opened(
            path, backups=backups, read_only=read_only, busy_ms=busy_ms
        )
        if beside:
            gives_way(self._connection)
        self._notes = CopyNotes(copies)
        self._signature = signature
        self.lists = Lists(self._connection)

    @cached_property
    def lookup(self) -> Lookup:
        """What a list's filters and a reference need: the part of `reader` that is loaded fast."""
        from app.store.lookup import Lookup

        return Lookup(self._connection)

    @cached_property
    def reader(self) -> Reader:
        """What can be looked up, on the thread that opened the register."""
        from app.store.reader import Reader

        return Reader(self._connection)

    @cached_property
    def _door(self) -> Door:
        from app.store.door import Door

        return Door(
            self._connection,
            self.path,
            notes=self._notes,
            signature=self._signature,
            silence=self.interrupt_readers,
            read_only=self.read_only,
        )

    @property
    def seat(self) -> str:
        """Who sits here: whose reminders have been shown, and who acknowledges them."""
        return self._signature.actor

    @cached_property
    def claims(self) -> Claims:
        """The local marks of what was shown at this seat; not to be had where nothing is written.

        Raises `ReadOnlyError`.
        """
        from app.domain.errors import ReadOnlyError
        from app.store.claims import Claims

        if self.read_only:
            raise ReadOnlyError("This register is open for reading only.")
        return Claims(self._connection, self.seat)

    def close(self) -> None:
        """Close the register; readers taken from it stay usable until they are closed."""
        self._connection.close()

    def again(self) -> Store:
        """Open the same register once more, to be written to on one other thread.

        It may wait for others, as nobody waits for it; it stops the readers of this one too.
        """
        return self._again()

    def fresh_lists(self) -> Lists:
        """Return lists with a connection of their own, for one other thread."""
        lists = Lists(self._aside())
        self._readers.add(lists)
        return lists

    def fresh_reader(self) -> Reader:
        """Return a reader with a connection of its own, for one other thread."""
        from app.store.reader import Reader

        reader = Reader(self._aside())
        self._readers.add(reader)
        return reader

    def _aside(self) -> Connection:
        """Return a connection that reads the whole register now and then, on another thread."""
        connection = gives_way(connect(self.path, read_only=True))
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
        return connection

    def interrupt_readers(self) -> None:
        """Stop the long queries of this program, so that a write need not wait for them."""
        self._readers.interrupt()

    def write(
        self, label: str, kind: ChangeKind = ChangeKind.DO, *, gathers: int = 0
    ) -> AbstractContextManager[Writer]:
        """Run one act as one transaction and one change in the log; see `Door.write`."""
        return self._door.write(label, kind, gathers=gathers)

    def undo(self) -> Change:
        """Take back the latest own change. Raises `NothingToDoError` or `OvertakenError`."""
        from app.store import log

        act = self._own(log.to_undo)
        if act is None:
            raise NothingToDoError("There is nothing to undo.")
        with self._door.write(act.label, ChangeKind.UNDO, undoes=act.address) as writer:
            log.take_back(writer, act)
        return writer.change

    def redo(self) -> Change:
        """Do again what was last undone. Raises `NothingToDoError` or `OvertakenError`."""
        from app.store import log

        act = self._own(log.to_redo)
        if act is None:
            raise NothingToDoError("There is nothing to redo.")
        with self._door.write(act.label, ChangeKind.REDO, undoes=act.address) as writer:
            log.do_again(writer, act)
        return writer.change

    def next_undo(self) -> str | None:
        """Return the name of what an undo would take back, or None."""
        from app.store import log

        act = self._own(log.to_undo)
        return act.label if act else None

    def next_redo(self) -> str | None:
        """Return the name of what a redo would do again, or None."""
        from app.store import log

        act = self._own(log.to_redo)
        return act.label if act else None

    def _own(self, choose: Callable[[Connection, Sequence[str]], Act | None]) -> Act | None:
        from app.store import merge

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
        from app.store import log

        return log.history(self._connection, identity)

    def check(self, progress: Callable[[str], None] = lambda _: None) -> list[Finding]:
        """Return everything in which the register is not what its log says; see `check`."""
        from app.store.check import findings

        note = self._notes.read(self.path, self._register())
        return findings(self._connection, noted=note.head if note else None, progress=progress)

    def backup(self, target: Path) -> None:
        """Make a checked copy of the register; see `file.backup`."""
        file.backup(self._connection, target)

    def heads(self) -> dict[str, Head]:
        """Return the end of every copy's chain: together they name the register's version."""
        from app.store import merge

        with translated():
            return merge.heads(self._connection)

    def bundle(self, known: Mapping[str, Head]) -> Bundle:
        """Return the changes that another copy of this register, with heads `known`, lacks."""
        from app.store import merge

        with translated():
            return merge.bundle(self._connection, known)

    def absorb(self, bundle: Bundle) -> set[str]:
        """Take in another copy's changes; see `merge.absorb`."""
        from app.store import merge

        return merge.absorb(self._connection, bundle)
