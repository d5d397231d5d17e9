"""What became of commitments change by change: each as it was after every change made since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.identity import CommitmentId
from app.domain.reports.lives import Life
from app.store.canonical import Value
from app.store.commitment_records import COMMITMENT
from app.store.driver import translated, understood
from app.store.entries import GONE, LIVE
from app.store.fold import decoded, folded
from app.store.lives import TOLD_OF, Gather, Held, Log, Place, State
from app.store.tables import Tables

_SPECS = {spec.name: spec for spec in TOLD_OF}


@dataclass(frozen=True, slots=True)
class _Write:
    """What one change wrote of one record, and whether that was before the past state."""

    told: dict[str, tuple[Value, Value]]
    change: int
    at: int
    before: bool


@dataclass(slots=True)
class _Course:
    """All that was ever written of a commitment and what stands beside it, by record."""

    places: dict[str, Place] = field(default_factory=dict)
    writes: dict[tuple[str, str], list[_Write]] = field(default_factory=lambda: defaultdict(list))

    def steps(self) -> Iterator[tuple[int, Life | None]]:
        """Give the commitment after each change made since, with the instant of the change."""
        written = [each for several in self.writes.values() for each in several]
        since = dict(sorted((each.change, each.at) for each in written if not each.before))
        gather = Gather(self.places, {})
        for change, at in since.items():
            found = gather.lives(self._held(change))
            yield at, found[0] if found else None

    def _held(self, until: int) -> dict[str, Held]:
        """Return the records as they were once a change was made, each with where it is gone to."""
        held: dict[str, Held] = {name: [] for name in _SPECS}
        for (name, identity), writes in self.writes.items():
            told = [each.told for each in writes if each.before or each.change <= until]
            if any(GONE in each and each[GONE][0] is None for each in told):
                spec = _SPECS[name]
                state = folded(spec, told)
                if state[GONE] in LIVE:
                    held[name].append((spec.decode({**state, "id": identity}), state[GONE]))
        return held


class Steps(Tables):
    """Reads what became of a few commitments, change by change."""

    def steps_since(
        self, since: State, wanted: Sequence[CommitmentId]
    ) -> dict[CommitmentId, list[tuple[int, Life | None]]]:
        """Return each commitment after every change of it since a past state, oldest first.

        Each is with the instant of that change, in UTC milliseconds; None while it was not there.
        """
        with translated(), understood():
            courses = self._courses(since, wanted)
            return {identity: list(course.steps()) for identity, course in courses.items()}

    def _courses(self, since: State, wanted: Sequence[CommitmentId]) -> dict[CommitmentId, _Course]:
        whose: dict[str, CommitmentId] = {each: each for each in wanted}
        for name in _SPECS:
            if name != COMMITMENT.name:
                whose.update(
                    self._connection.execute(
                        f"SELECT id, commitment FROM {name}"
                        " WHERE commitment IN(SELECT value FROM json_each(?))",
                        (json.dumps(list(wanted)),),
                    )
                )
        entry, change = Log(self._connection).tables
        rows = self._connection.execute(
            f"SELECT e.record, e.id, e.data, e.pos, c.seq, c.at, c.clock, c.copy, {since.condition}"
            f" FROM {entry} e JOIN {change} c ON c.seq=e.seq"
            " WHERE e.id IN(SELECT value FROM json_each(?)) ORDER BY c.clock, c.copy, e.pos",
            (json.dumps(list(whose)),),
        )
        found: dict[CommitmentId, _Course] = {each: _Course() for each in wanted}
        for record, identity, data, pos, seq, at, clock, copy, before in rows:
            if record in _SPECS:
                course = found[whose[identity]]
                course.writes[record, identity].append(_Write(decoded(data), seq, at, bool(before)))
                place = Place(order=(clock, copy, pos), change=seq, entered=at)
                course.places.setdefault(identity, place)
        return found
