"""What stands in the list of reminders: headings, folds, one row for each matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.identity import CommitmentId
from app.domain.occurrences import Occurrence, Reminder
from app.services.reminder_list import Settled
from app.services.reminders import Matter


class Part(StrEnum):
    """Where in the list a row stands."""

    DUE = "due"
    SILENT = "silent"
    LATE = "late"
    SNOOZED = "snoozed"
    COMING = "coming"
    SETTLED = "settled"


DUE_PARTS = frozenset({Part.DUE, Part.SILENT, Part.LATE})
"""What is due now: only through this does one go on by itself from row to row."""


class RowKind(StrEnum):
    """What a row is."""

    HEADING = "heading"
    FOLD = "fold"
    MATTER = "matter"
    MORE = "more"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. A heading and a fold have words and a count; a fold holds its matters too.

    `key` names the row through every change of the list.
    """

    kind: RowKind
    part: Part
    key: str
    text: str = ""
    count: int = 0
    folded: bool = False
    matters: tuple[Matter, ...] = ()
    settled: Settled | None = None

    @property
    def matter(self) -> Matter | None:
        """The one matter of a row that is about one."""
        return self.matters[0] if self.kind is RowKind.MATTER else None

    @property
    def commitment(self) -> CommitmentId | None:
        """The commitment that the row is about, if it is about one."""
        if self.settled is not None:
            return self.settled.commitment
        return self.matter.occurrence.commitment if self.matter else None

    @property
    def occurrences(self) -> list[Occurrence]:
        """Every reminder that an act on this row deals with."""
        return [entry.occurrence for matter in self.matters for entry in matter.entries]

    @property
    def reminders(self) -> list[Reminder]:
        """What the officer did with the reminders of this row, so far as anything was done."""
        if self.settled is not None:
            return list(self.settled.reminders)
        kept = (entry.reminder for matter in self.matters for entry in matter.entries)
        return [each for each in kept if each is not None]
