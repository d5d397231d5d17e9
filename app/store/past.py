"""A register as it was at a past day: laid out in memory, read like any other, never written.

The rows of a past day lie in a database of their own that is kept in memory and shared by the
readers of this process; the log and the stored texts are read from the register's file, which
stands attached under `SOURCE`. A name that is not in memory is looked for there, so that whatever
reads a register reads a past one unchanged.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.change import Change, ChangeKind, HistoryEntry
from app.domain.errors import ReadOnlyError
from app.domain.identity import CommitmentId
from app.store.driver import attach, shared_memory, translated
from app.store.lists import Lists
from app.store.readers import Readers
from app.store.store import Store

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.store.reader import Reader
    from app.store.writer import Writer

SOURCE = "source"
"""The schema under which the register's file stands beside the rows in memory."""

_REFUSAL = "A past day can only be read. Go back to today to change anything."


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Rows of a past day in memory: their name there, and the log as it is to be read with them.

    `views` makes what stands before the log's tables, on every connection. `erased` is how many
    commitments cannot be shown because they were erased for good.
    """

    path: Path
    name: str
    views: tuple[str, ...] = ()
    erased: int = 0

    @classmethod
    def over(cls, path: Path) -> Layer:
        """Return an empty layer over the register at `path`, under a name of its own."""
        return cls(path=path, name=f"past-{secrets.token_hex(8)}")

    def connected(self, *, building: bool = False) -> Connection:
        """Open a connection to the rows and the log. Raises the errors of `translated`."""
        connection = shared_memory(self.name)
        try:
            attach(connection, self.path, SOURCE)
            with translated():
                if building:
                    connection.executescript(
                        "PRAGMA foreign_keys=OFF; PRAGMA journal_mode=OFF; PRAGMA secure_delete=OFF"
                    )
                else:
                    for view in self.views:
                        connection.execute(view)
                    connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def reading(self, views: Sequence[str], erased: int) -> Layer:
        """Return the layer as it is read, once its rows are laid out."""
        return replace(self, views=tuple(views), erased=erased)


class Past(Store):
    """A store of a past day. It is read like any other; every write is refused.

    It lives until the last of its connections is closed.
    """

    def __init__(self, layer: Layer) -> None:
        """Read the rows of `layer`, which must still be there."""
        self.layer = layer
        self.path = layer.path
        self.read_only = True
        self._connection = layer.connected()
        self._readers = Readers()
        self.lists = Lists(self._connection)

    @property
    def seat(self) -> str:
        """Nobody's: what was shown to whom is a mark of the present."""
        return ""

    def again(self) -> Store:
        """Return the same past day once more."""
        return Past(self.layer)

    def fresh_lists(self) -> Lists:
        """Return lists with a connection of their own, for one other thread."""
        lists = Lists(self.layer.connected())
        self._readers.add(lists)
        return lists

    def fresh_reader(self) -> Reader:
        """Return a reader with a connection of its own, for one other thread."""
        from app.store.reader import Reader  # noqa: PLC0415 - as in `Store`

        reader = Reader(self.layer.connected())
        self._readers.add(reader)
        return reader

    def write(
        self, label: str, kind: ChangeKind = ChangeKind.DO, *, gathers: int = 0
    ) -> AbstractContextManager[Writer]:
        """Raise `ReadOnlyError`: the past stands."""
        del label, kind, gathers
        raise ReadOnlyError(_REFUSAL)

    def undo(self) -> Change:
        """Raise `ReadOnlyError`."""
        raise ReadOnlyError(_REFUSAL)

    def redo(self) -> Change:
        """Raise `ReadOnlyError`."""
        raise ReadOnlyError(_REFUSAL)

    def next_undo(self) -> str | None:
        """Nothing can be taken back here."""
        return None

    def next_redo(self) -> str | None:
        """Nothing can be done again here."""
        return None

    def history(self, identity: CommitmentId) -> list[HistoryEntry]:
        """Return what the log said of a commitment by that day, newest first."""
        from app.store import log  # noqa: PLC0415 - as in `Store`

        return log.history(self._connection, identity)
