"""The words in which the register would export a date, for a table of ours to be compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from app.domain.intake.grid import Grid
from app.domain.intake.own import laid_out_own
from app.domain.reading import due_words
from app.domain.timing import Timing
from app.store.reader import Reader

_REF = "ref"


class ShownDates(Mapping[str, str]):
    """By reference, the words of the date of every commitment that a table of ours names.

    They are looked up when the first is asked for: most tables need none.
    """

    def __init__(self, reader: Reader, grid: Grid) -> None:
        """Note what would be looked up, and where."""
        self._reader, self._grid = reader, grid

    @cached_property
    def _words(self) -> dict[str, str]:
        layout = laid_out_own(self._grid)
        if _REF not in layout.names:
            return {}
        place = layout.names.index(_REF)
        named = {each.row.text(place).strip() for each in layout.points}
        known = {
            each.id: each.ref
            for each in self._reader.known()
            if each.ref in named and not each.gone
        }
        held = self._reader.holdings(known)
        return {known[identity]: _shown(each.timing) for identity, each in held.items()}

    def __getitem__(self, ref: str) -> str:
        """Return the words of one date. Raises `KeyError`."""
        return self._words[ref]

    def __iter__(self) -> Iterator[str]:
        """Go through the references."""
        return iter(self._words)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._words)


def _shown(timing: Timing | None) -> str:
    """Return the words as an export has them; the source's own where another is followed."""
    now = timing or Timing()
    return due_words(now if now.anchor is not None else replace(now, words=""))
