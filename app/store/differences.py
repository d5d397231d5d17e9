"""What is other in the register now than it was at a past state, whatever was done on the way.

What was done and undone again since is no difference. Both states are folded from the log, so
that nothing has to be laid out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from app.domain.change import Difference
from app.domain.errors import InvalidValueError
from app.domain.particulars import TimingRecord
from app.store.canonical import Value
from app.store.commitment_records import TIMING
from app.store.driver import translated, understood
from app.store.entries import GONE, LIVE
from app.store.fold import decoded, folded
from app.store.lives import Log, State
from app.store.record import Record
from app.store.records import RECORDS
from app.store.tables import Tables

_FOUND = {"evidence": {"starts": None, "ends": None}}
"""What follows from something else, and is no difference by itself: where a quotation stands
follows from the kept text of its source."""

_Told = dict[str, tuple[Value, Value]]


class Differences(Tables):
    """Reads what changed since a past state of the log."""

    def differences(self, since: State) -> list[Difference]:
        """Return each record that is other now, or was not there, or is there no more.

        Raises `InvalidValueError` on a look back by what had happened: such a log is no whole one.
        """
        if Log(self._connection).tables[0] != "entry":
            raise InvalidValueError(
                "as_of",
                "What changed is told by when it was entered: go back to today, or look back by "
                "what was known.",
            )
        with translated(), understood():
            return [each for each in self._differing(since) if each.differs]

    def dates_by(self, wanted: Sequence[str]) -> dict[str, TimingRecord]:
        """Return dates by their identity, those that were taken back among them."""
        clause = "gone<>'erased' AND id IN(SELECT value FROM json_each(?))"
        return {each.id: each for each in self._all(TIMING, clause, json.dumps(list(wanted)))}

    def acts_since(self, since: State) -> tuple[int, int]:
        """Return how many changes were made since, those undone among them, and by how many."""
        with translated():
            row = self._connection.execute(
                f"SELECT count(*), count(DISTINCT actor) FROM change c WHERE NOT {since.condition}"
            ).fetchone()
        return int(row[0]), int(row[1])

    def _differing(self, since: State) -> Iterator[Difference]:
        rows = self._connection.execute(
            f"SELECT e.record, e.id, e.data, {since.condition}, c.at, c.actor, c.seq"
            " FROM entry e JOIN change c ON c.seq=e.seq WHERE e.id IN("
            "SELECT DISTINCT e.id FROM change c CROSS JOIN entry e ON e.seq=c.seq"
            f" WHERE NOT {since.condition})"
            " ORDER BY e.record, e.id, c.clock, c.copy, e.pos"
        )
        for (record, identity), group in groupby(rows, key=itemgetter(0, 1)):
            spec = RECORDS.get(record)
            if spec is None:
                continue
            told = [(decoded(data), before, *made) for _, _, data, before, *made in group]
            later = [made for _, before, *made in told if not before]
            then = _state(spec, [each for each, before, *_ in told if before])
            now = _state(spec, [each for each, *_ in told])
            yield Difference(
                record=record,
                id=identity,
                then=_object(spec, identity, then),
                now=_object(spec, identity, now),
                was_binned=_binned(spec, then),
                is_binned=_binned(spec, now),
                writes=tuple((at, actor) for at, actor, _ in later),
                changes=frozenset(seq for *_, seq in later),
            )


def _state(spec: Record, told: list[_Told]) -> Mapping[str, Value] | None:
    """Return what entries come to; None for what is not there, or is withdrawn beside another."""
    if not any(GONE in each and each[GONE][0] is None for each in told):
        return None
    state = folded(spec, told)
    there = LIVE if spec.name == "commitment" else ("",)
    return state if state[GONE] in there else None


def _object(spec: Record, identity: str, state: Mapping[str, Value] | None) -> object:
    if state is None:
        return None
    return spec.decode({**state, **_FOUND.get(spec.name, {}), "id": identity})


def _binned(spec: Record, state: Mapping[str, Value] | None) -> bool:
    return spec.name == "commitment" and state is not None and state[GONE] == "binned"
