"""Texts announced together: how many there were said to be, and which of them are known.

What was announced and never named is a number, not a record: “15 announced, 14 identified”.
"""

from __future__ import annotations

from app.domain import fields
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.services.acts.within import Within


class BatchActs(Within):
    """Says how many texts an event announced, and which commitments are among them."""

    def announce(self, identity: CommitmentId, announced: object) -> None:
        """Say how many texts were announced at an event; nothing for “not stated”.

        More may be identified than were announced: sources err, and the number stays theirs.
        Raises `InvalidValueError` for what is no number above nothing.
        """
        self._reader.commitment(identity)
        number = fields.whole("batch_announced", announced)
        self._writer.set("commitment", identity, batch_announced=number)

    def join_batch(self, batch: CommitmentId, *members: CommitmentId) -> None:
        """Put commitments among the texts announced at an event.

        Raises `InvalidValueError` for the event itself, for one it was itself announced at, for
        what lies in the bin, and for one that is among the texts of another event.
        """
        event = self._reader.commitment(batch)
        if self._reader.row(batch).binned:
            raise InvalidValueError("batch", f"{event.ref} lies in the bin.")
        for each in members:
            member = self._reader.commitment(each)
            if each in (batch, event.batch):
                raise InvalidValueError(
                    "batch", f"{member.ref} cannot be one of the texts announced at {event.ref}."
                )
            if self._reader.row(each).binned:
                raise InvalidValueError("batch", f"{member.ref} lies in the bin.")
            if member.batch not in (None, batch):
                raise InvalidValueError(
                    "batch",
                    f"{member.ref} is among the texts announced at "
                    f"{self._reader.ref(member.batch)}: take it out there first.",
                )
            self._writer.set("commitment", each, batch=batch)

    def leave_batch(self, *members: CommitmentId) -> None:
        """Take commitments out of the texts they were announced with.

        Raises `InvalidValueError` for one that is in no batch.
        """
        for each in members:
            member = self._reader.commitment(each)
            if member.batch is None:
                raise InvalidValueError(
                    "batch", f"{member.ref} is among no texts announced together."
                )
            self._writer.set("commitment", each, batch=None)
