"""What can be looked up within a large change, some of whose new records are kept back yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId
from app.domain.particulars import Organisation
from app.store.commitment_records import COMMITMENT
from app.store.reader import Reader

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.store.writer import Writer


_MANY = 500
"""After so many questions for a reference it is faster to know them all."""


class GatheringReader(Reader):
    """Reads what a change has written, as any reader would.

    What thousands of rows ask is answered without the tables having all of them; for whatever else
    is asked they are brought up to date first.
    """

    def __init__(self, writer: Writer) -> None:
        """Read within what `writer` writes."""
        self._writer = writer
        self._whole = Reader(writer.connection)
        self._asked = 0
        self._refs: frozenset[str] | None = None
        super().__init__(writer.connection)

    @property
    def _connection(self) -> Connection:
        self._writer.flush()
        return self._writer.connection

    @_connection.setter
    def _connection(self, connection: Connection) -> None:
        """It is the writer's own."""

    def holder(self, ref: str) -> CommitmentId | None:
        """Return the commitment that holds a reference; see `Reader.holder`."""
        kept = self._writer.gathered.holder(ref)
        if kept is not None:
            return CommitmentId(kept)
        return self._whole.holder(ref) if self._may_be_held(ref) else None

    def shown(self, ref: str) -> CommitmentId | None:
        """Return the commitment that is shown under a reference; see `Reader.shown`."""
        kept = self._writer.gathered.holder(ref)
        if kept is not None:
            return CommitmentId(kept)
        bare = ref.rpartition(".")[0]
        seen = self._may_be_held(ref) or (bare and self._may_be_held(bare))
        return self._whole.shown(ref) if seen else None

    def _may_be_held(self, ref: str) -> bool:
        """Whether the tables may have a reference; after many questions all are read at once."""
        if self._refs is None:
            self._asked += 1
            if self._asked < _MANY:
                return True
            self._refs = frozenset(self._whole.references(""))
        return ref in self._refs or ref in self._writer.gathered.given

    def references(self, prefix: str) -> list[str]:
        """Return every reference that begins so; see `Reader.references`."""
        return [*self._whole.references(prefix), *self._writer.gathered.references(prefix)]

    def commitment(self, identity: CommitmentId) -> Commitment:
        """Return a commitment, binned ones included. Raises `NotFoundError`."""
        if self._writer.gathered.find(COMMITMENT.name, identity) is None:
            return self._whole.commitment(identity)
        found: Commitment = COMMITMENT.decode(
            {"id": identity, **self._writer.row(COMMITMENT.name, identity)}
        )
        return found

    def organisations_named(self, name: str) -> list[Organisation]:
        """Return the organisations that go by a name; they are never kept back."""
        return self._whole.organisations_named(name)
