"""What is a promise to the other side and what is none: the one rule that every count goes by.

An event that took place is not a promise and is not counted as one. So is a meeting that was
entered once it had been held, and of which no other day was ever promised. Nor is a meeting of
one side alone: it promises the other side nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitment import Commitment, Strength
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.rows import RegisterRow
from app.domain.timing import Bounds


def may_be_promise(held: Commitment | RegisterRow) -> bool:
    """Whether something is neither an event nor a meeting of one side alone."""
    return not held.event and held.kind is not Kind.INTERNAL_MEETING


def only_noted(held: Commitment | RegisterRow) -> bool:
    """Whether its language only notes (strength 0 and 1): it is in no count of what is owed."""
    return held.strength is not None and held.strength <= Strength.ASPIRATION


class Counting(StrEnum):
    """What something counts as: the first that holds, from the end."""

    PROMISE = "promise"
    NOTED = "noted"
    DRAFT = "draft"
    INTERNAL = "internal"
    EVENT = "event"


def counting(
    held: Commitment | RegisterRow, status: Status | None = None, *, happened: bool = False
) -> Counting:
    """Return what something counts as, at its status or at another that it had.

    `happened` says that it merely took place; see `took_place`.
    """
    if held.event:
        return Counting.EVENT
    if held.kind is Kind.INTERNAL_MEETING:
        return Counting.INTERNAL
    if happened:
        return Counting.EVENT
    if (status or held.status) is Status.DRAFT:
        return Counting.DRAFT
    return Counting.NOTED if only_noted(held) else Counting.PROMISE


def is_promise(held: Commitment | RegisterRow) -> bool:
    """Whether something is counted: it may be a promise, is no draft, and is more than noted."""
    return counting(held) is Counting.PROMISE


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """What is no promise, and so in none of the figures: how many there are of each."""

    events: int = 0
    internal: int = 0
    noted: int = 0
    drafts: int = 0

    @classmethod
    def of(cls, found: Iterable[Counting]) -> Uncounted:
        """Count what is not counted elsewhere."""
        counts = Counter(found)
        return cls(
            events=counts[Counting.EVENT],
            internal=counts[Counting.INTERNAL],
            noted=counts[Counting.NOTED],
            drafts=counts[Counting.DRAFT],
        )

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return self != ALL_COUNTED


ALL_COUNTED = Uncounted()


def took_place(kind: Kind, stood: Iterable[str], *, first: Bounds, done: Bounds) -> bool:
    """Whether a meeting was only ever recorded as held: an event by another name.

    `stood` are the statuses that are told of it, `first` is the first day promised for it.
    """
    if kind.family is not Family.MEETING:
        return False
    told = {Status(each).phase for each in stood}
    return told == {Phase.DONE} and (not first.known or first == done)
