"""Which rows merely took place, though nobody said that they are events: see `domain.promises`."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain import promises
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.lifecycle import Phase
from app.domain.rows import RegisterRow
from app.store.reader import Reader


def took_place(reader: Reader, rows: Iterable[RegisterRow]) -> frozenset[CommitmentId]:
    """Return, of some rows, the meetings that were entered once they had been held."""
    held = [
        each for each in rows if each.kind.family is Family.MEETING and each.phase is Phase.DONE
    ]
    stood = reader.stood_by([each.id for each in held])
    return frozenset(
        each.id
        for each in held
        if promises.took_place(each.kind, stood.get(each.id, ()), first=each.first, done=each.done)
    )
