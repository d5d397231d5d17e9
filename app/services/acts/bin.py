"""The bin: what was discarded comes back, or is erased for good."""

from __future__ import annotations

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.services.acts.within import Within


class BinActs(Within):
    """Discards, restores and erases commitments."""

    def discard(self, *identities: CommitmentId) -> None:
        """Put commitments into the bin; nothing of them is lost."""
        for identity in identities:
            if self._reader.row(identity).binned:
                raise InvalidValueError("ref", "This commitment is in the bin already.")
            self._writer.set("commitment", identity, gone="binned")

    def restore(self, *identities: CommitmentId) -> None:
        """Take commitments out of the bin again."""
        for identity in identities:
            if not self._reader.row(identity).binned:
                raise InvalidValueError("ref", "This commitment is not in the bin.")
            self._writer.set("commitment", identity, gone="")

    def erase(self, *identities: CommitmentId) -> None:
        """Take the texts of binned commitments, and of all beside them, out of rows and log.

        It cannot be undone. Their references stay taken, and the log still proves itself.
        Raises `InvalidValueError` for one that is not in the bin.
        """
        for identity in identities:
            if not self._reader.row(identity).binned:
                raise InvalidValueError("ref", "Only what is in the bin can be erased for good.")
            for record, beside in self._reader.beside(identity):
                self._writer.erase(record, beside)
            self._writer.erase("commitment", identity)
