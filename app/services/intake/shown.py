"""Dates as the register would export them, or did, for a table of ours to be compared with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from app.domain.identity import CommitmentId
from app.domain.intake.asking import ShownDate
from app.domain.intake.grid import Grid
from app.domain.intake.own import laid_out_own
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing
from app.services.intake.since import made_from
from app.store.reader import Reader

_REF = "ref"


class ShownDates(Mapping[str, tuple[ShownDate, ...]]):
    """By reference, the date of every commitment that a table of ours names, now and then.

    Then is when the table was made, where that is known and the date was another.

    They are looked up when the first is asked for: most tables need none.
    """

    def __init__(self, reader: Reader, grid: Grid) -> None:
        """Note what would be looked up, and where."""
        self._reader, self._grid = reader, grid

    @cached_property
    def _dates(self) -> dict[str, tuple[ShownDate, ...]]:
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
        then = self._then(known)
        return {
            known[identity]: (_shown(each.timing), *then.get(identity, ()))
            for identity, each in held.items()
        }

    def _then(self, known: Collection[CommitmentId]) -> dict[CommitmentId, tuple[ShownDate]]:
        """Return the dates of those whose record is another now than when the table was made."""
        version = made_from(dict(self._grid.ours))
        stood = self._reader.stood_at(version, known) if version else None
        return {identity: (_shown(_timing(each)),) for identity, each in (stood or {}).items()}

    def __getitem__(self, ref: str) -> tuple[ShownDate, ...]:
        """Return the date of one. Raises `KeyError`."""
        return self._dates[ref]

    def __iter__(self) -> Iterator[str]:
        """Go through the references."""
        return iter(self._dates)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._dates)


def _shown(timing: Timing | None) -> ShownDate:
    """Return a date as an export has it; the source's own words where another is followed."""
    now = timing or Timing()
    words = due_words(now if now.anchor is not None else replace(now, words=""))
    return ShownDate(now.edtf, words)


def _timing(stood: Mapping[str, str]) -> Timing:
    """Return a date that stood in the register, by the fields of an export."""
    follows = stood["due_follows"]
    return Timing(
        words=stood["due_words"],
        edtf=stood["due"],
        sense=Sense(stood["due_sense"] or Sense.POINT),
        basis=Basis(stood["due_basis"] or Basis.NOT_STATED),
        anchor=CommitmentId(follows) if follows else None,
        offset=stood["due_offset"],
    )
