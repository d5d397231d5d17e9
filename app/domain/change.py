"""What a write touched, and what the log remembers of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.identity import CommitmentId


class ChangeKind(StrEnum):
    """What sort of act left the change."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    SETTLE = "settle"
    ERASE = "erase"
    MIGRATE = "migrate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One act in the log: who it was is in the log, what it touched is here.

    `added`, `updated` and `removed` hold the row numbers of the commitments whose list row
    appeared, changed or went; `commitments` holds every commitment whose dossier changed.
    """

    copy: str
    n: int
    label: str
    kind: ChangeKind = ChangeKind.DO
    added: frozenset[int] = frozenset()
    updated: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    commitments: frozenset[CommitmentId] = frozenset()
    records: frozenset[str] = field(default=frozenset())

    @property
    def address(self) -> str:
        """The change's name in the log, “copy:n”."""
        return f"{self.copy}:{self.n}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of one record, before and after, as stored (absent is None or '')."""

    field: str
    old: str | int | None
    new: str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One record's part in one change, newest first in a history.

    `at` is UTC milliseconds as the computer said, `happened_on` the officer's EDTF date where
    the record carries one.
    """

    copy: str
    n: int
    at: int
    actor: str
    kind: ChangeKind
    label: str
    record: str
    id: str
    fields: tuple[FieldChange, ...]
    happened_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A record as it was at a past state of the register and as it is now.

    `then` and `now` are the record itself, None where it was or is not there; a commitment in the
    bin is there. `writes` are the instants, in UTC milliseconds, and the people of all that was
    written of it since, `changes` the places in the log of the changes that wrote it.
    """

    record: str
    id: str
    then: Any
    now: Any
    was_binned: bool = False
    is_binned: bool = False
    writes: tuple[tuple[int, str], ...] = ()
    changes: frozenset[int] = frozenset()

    @property
    def differs(self) -> bool:
        """Whether anything of it is other now."""
        return (self.then, self.was_binned) != (self.now, self.is_binned)
