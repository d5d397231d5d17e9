"""Which of two sessions came first, as far as that is known: by their numbers, or their days."""

from __future__ import annotations

from app.domain.rows import RegisterRow
from app.store.reader import Reader


def came_before(reader: Reader, later: RegisterRow, former: RegisterRow) -> bool:
    """Whether the one that is to be later was surely the earlier: by its number, else its day."""
    known = reader.meetings_by([former.id, later.id])
    first, second = known.get(former.id), known.get(later.id)
    alike = first and second and first.series and first.series == second.series
    if alike and first and second and first.ordinal is not None and second.ordinal is not None:
        return second.ordinal < first.ordinal
    return held_before(later, former)


def held_before(later: RegisterRow, former: RegisterRow) -> bool:
    """Whether the one that is to be later was surely held on an earlier day."""
    last, begun = later.done.latest, former.done.earliest
    return last is not None and begun is not None and last < begun
