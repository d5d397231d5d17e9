"""What every verb has at hand: the open change, what can be looked up, and today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from app.domain import fields
from app.domain.errors import NotFoundError
from app.domain.identity import (
    CommitmentId,
    new_id,
)
from app.domain.particulars import NOT_KNOWN, Move
from app.store.reader import Reader
from app.store.records import RECORDS
from app.store.writer import Writer


class Within:
    """One open change; nothing is final until the change is."""

    def __init__(self, writer: Writer, reader: Reader, today: date) -> None:
        """Write through `writer`, look things up through `reader`, which sees what was written."""
        self._writer = writer
        self._reader = reader
        self._today = today
        self._last_numbers: dict[str, int] = {}

    @property
    def reader(self) -> Reader:
        """What can be looked up, what this change wrote so far included."""
        return self._reader

    def call(self, label: str) -> None:
        """Say how the change is called in Undo, where that is known only at its end."""
        self._writer.label = label

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take back whatever is done within, and nothing else, where an error leaves it."""
        numbers = dict(self._last_numbers)
        try:
            with self._writer.attempt():
                yield
        except BaseException:
            self._last_numbers = numbers
            raise

    @property
    def changed(self) -> bool:
        """Whether this change has written anything yet that was not so already."""
        return bool(self._writer.lines())

    def _add(self, record: str, identity: str, item: object) -> None:
        self._writer.create(record, identity, RECORDS[record].encode(item))

    def _revived(self, record: str, identity: str) -> bool:
        """Whether a record with a derived identity is there, taken out of where it had gone."""
        try:
            self._writer.row(record, identity)
        except KeyError:
            return False
        self._writer.set(record, identity, gone="")
        return True

    def _put(self, record: str, identity: str, item: object) -> None:
        """Enter something under its identity, whatever stands there or stood there before."""
        try:
            self._writer.row(record, identity)
        except KeyError:
            self._add(record, identity, item)
        else:
            self._writer.set(record, identity, gone="", **RECORDS[record].encode(item))

    def _withdraw(self, record: str, identity: str) -> None:
        try:
            self._writer.set(record, identity, gone="binned")
        except KeyError:
            raise NotFoundError(f"This {record} is no longer in the register.") from None

    def _record_move(
        self,
        identity: CommitmentId,
        field: str,
        value: str,
        happened_on: str,
        why: str,
        *,
        who: str = "",
    ) -> None:
        if happened_on == NOT_KNOWN:
            day = ""
        else:
            day = fields.edtf("happened_on", happened_on) or self._today.isoformat()
        move = Move(
            id=new_id(),
            commitment=identity,
            field=field,
            value=value,
            happened_on=day,
            why=why.strip(),
            who=" ".join(who.split()),
        )
        self._add("move", move.id, move)
