"""The order of a list as its table holds it: row numbers, where groups begin, which are shut."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.rows import Group


class Order:
    """Row numbers in their order, a negative one where a group begins.

    Of a group that is shut only the beginning is shown; its row numbers are kept aside. Positions
    are those of what is shown.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rids: array[int] = array("q")
        self.groups: list[Group] = []
        self.folded: set[str] = set()
        """The keys of groups of which only the beginning is shown."""
        self._aside: dict[str, array[int]] = {}

    def __len__(self) -> int:
        """Return how many rows are shown: commitments, and the beginnings of groups."""
        return len(self.rids)

    # What stands where

    def group_at(self, position: int) -> Group | None:
        """Return the group that begins at a position, if one does."""
        rid = self.rids[position] if 0 <= position < len(self.rids) else 0
        return self.groups[-1 - rid] if rid < 0 else None

    def group_of(self, position: int) -> int | None:
        """Return where the group begins that a position belongs to; None without groups."""
        if not self.groups:
            return None
        at = min(position, len(self.rids) - 1)
        while at >= 0 and self.rids[at] >= 0:
            at -= 1
        return at if at >= 0 else None

    def end_of(self, position: int) -> int:
        """Return the position after the group that begins at one."""
        end = position + 1
        while end < len(self.rids) and self.rids[end] >= 0:
            end += 1
        return end

    def position_of(self, rid: int) -> int | None:
        """Return where a row number stands, or None where it is not shown."""
        try:
            return self.rids.index(rid)
        except ValueError:
            return None

    def commitments(self, spans: Iterable[range]) -> array[int]:
        """Return the row numbers in ranges of positions; where groups begin there is none."""
        found: array[int] = array("q")
        for span in spans:
            found.extend(self.rids[span.start : span.stop])
        if min(found, default=0) >= 0:
            return found
        return array("q", (rid for rid in found if rid >= 0))

    def spans_of(self, rids: Iterable[int]) -> list[range]:
        """Return where row numbers stand, as ranges from the top.

        Those of neighbouring groups make one range, with the beginning of a group within it.
        """
        wanted, spans = set(rids), []
        start = end = 0
        for position, rid in enumerate(self.rids):
            if rid in wanted:
                start = position if start == end else start
                end = position + 1
            elif rid >= 0 and start < end:
                spans.append(range(start, end))
                start = end
        return [*spans, range(start, end)] if start < end else spans

    # What is shut

    @property
    def shut(self) -> bool:
        """Whether some rows are not shown because their group is shut."""
        return bool(self._aside)

    def aside(self, position: int) -> int:
        """Return how many rows of the group that begins at a position are not shown."""
        group = self.group_at(position)
        return len(self._aside.get(group.key, ())) if group is not None else 0

    def shut_over(self, rid: int) -> int | None:
        """Return where the shut group begins in which a row number stands, if it does."""
        key = next((key for key, rids in self._aside.items() if rid in rids), None)
        places = [place for place, each in enumerate(self.groups) if each.key == key]
        return self.rids.index(-1 - places[0]) if key is not None and places else None

    def fold(self, position: int) -> None:
        """Shut the group that begins at a position."""
        group = self.groups[-1 - self.rids[position]]
        self.folded.add(group.key)
        first, end = position + 1, self.end_of(position)
        if end > first:
            self._aside[group.key] = self.rids[first:end]
            del self.rids[first:end]

    def unfold(self, position: int) -> None:
        """Show the rows again of the group that begins at a position."""
        group = self.groups[-1 - self.rids[position]]
        self.folded.discard(group.key)
        first = position + 1
        self.rids[first:first] = self._aside.pop(group.key, array("q"))

    # What changes it

    def take(self, rids: array[int], groups: Sequence[Group]) -> None:
        """Take the order of another question; of groups that are shut the rows are put aside."""
        self.groups, self._aside = list(groups), {}
        if not self.groups or not self.folded:
            self.rids = rids
            return
        self.rids = array("q")
        begins = [place for place, rid in enumerate(rids) if rid < 0]
        for start, end in zip(begins, [*begins[1:], len(rids)], strict=True):
            key = self.groups[-1 - rids[start]].key
            if key in self.folded:
                self.rids.append(rids[start])
                self._aside[key] = rids[start + 1 : end]
            else:
                self.rids.extend(rids[start:end])

    def shrink(self, position: int) -> None:
        """Count one commitment less in the group that begins at a position."""
        place = -1 - self.rids[position]
        group = self.groups[place]
        self.groups[place] = replace(group, count=group.count - 1)
