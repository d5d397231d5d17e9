"""What is a promise to the other side and what is none: the one rule that every count goes by.

An event that took place is not a promise and is not counted as one. So is a meeting that was
entered once it had been held, and of which no other day was ever promised. Nor is a meeting of
one side alone: it promises the other side nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.commitment import Commitment
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.rows import RegisterRow
from app.domain.timing import Bounds


def may_be_promise(held: Commitment | RegisterRow) -> bool:
    """Whether something is neither an event nor a meeting of one side alone."""
    return not held.event and held.kind is not Kind.INTERNAL_MEETING


def took_place(kind: Kind, stood: Iterable[str], *, first: Bounds, done: Bounds) -> bool:
    """Whether a meeting was only ever recorded as held: an event by another name.

    `stood` are the statuses that are told of it, `first` is the first day promised for it.
    """
    if kind.family is not Family.MEETING:
        return False
    told = {Status(each).phase for each in stood}
    return told == {Phase.DONE} and (not first.known or first == done)
