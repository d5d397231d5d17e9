"""What is told of every commitment, with when it was entered: as it is now, or as it was known.

A past state of the log is a register version or an instant. What was written of since is folded
again from the log, by the clocks of its changes; all else stands as it stands now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId
from app.domain.particulars import CHOICE, Move, Note, TimingRecord
from app.domain.reports.lives import Dated, Life, Told, days_of
from app.domain.timing import Bounds
from app.store.canonical import Value
from app.store.commitment_records import COMMITMENT, MOVE, NOTE, TIMING
from app.store.driver import translated, understood
from app.store.entries import GONE, LIVE
from app.store.fold import decoded, folded
from app.store.record import Record
from app.store.since import end_of_state
from app.store.tables import Tables

if TYPE_CHECKING:
    from sqlite3 import Connection

TOLD_OF = (COMMITMENT, MOVE, NOTE, TIMING)

Held = list[tuple[Any, Value]]
"""Records, each with where it is gone to: nowhere, or into the bin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A past state of the log: all up to a change as it lies in this file, or up to an instant.

    `instant` is in UTC milliseconds and counts by when a change was written, wherever that was.
    """

    change: int | None = None
    instant: int = 0

    @property
    def condition(self) -> str:
        """What holds of its changes, which go by `c`."""
        if self.change is None:
            return f"c.at<{int(self.instant)}"
        return f"c.seq<={int(self.change)}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record was entered: its change's order, its place within, the change, the instant."""

    order: tuple[int, str, int]
    change: int
    entered: int


class Lives(Tables):
    """Reads the lives of all commitments in a few passes."""

    def state_of(self, version: str) -> State | None:
        """Return the state that a register version names; None where it never was in this file."""
        with translated():
            seq = end_of_state(self._connection, version)
        return None if seq is None else State(change=seq)

    def lives(self) -> list[Life]:
        """Return every commitment that is not gone for good, as it is now."""
        log = Log(self._connection)
        with translated():
            held = {spec.name: log.held(spec) for spec in TOLD_OF}
            return self._gather(log).lives(held)

    def lives_since(self, at: State) -> tuple[list[Life], list[Life]]:
        """Return every commitment as it is now, and as it was known at a past state.

        What nothing was written of since is the same in both.
        """
        log = Log(self._connection)
        with translated():
            held = {spec.name: log.held(spec) for spec in TOLD_OF}
            later = {spec.name: log.written(spec, at) for spec in TOLD_OF}
            past = {spec.name: log.folded(spec, later[spec.name], at) for spec in TOLD_OF}
            gather = self._gather(log)
        now = gather.lives(held)
        other = {
            _whose(item)
            for name in later
            for item, _ in (*held[name], *past[name])
            if item.id in later[name]
        }
        kept = {
            name: [pair for pair in pairs if pair[0].id not in later[name]]
            for name, pairs in held.items()
        }
        again = {
            name: [*(pair for pair in kept[name] if _whose(pair[0]) in other), *past[name]]
            for name in held
        }
        same = [each for each in now if each.id not in other]
        return now, [*same, *gather.lives(again)]

    def _gather(self, log: Log) -> Gather:
        clashes = self._connection.execute("SELECT id, clash FROM commitment WHERE clash<>''")
        return Gather(log.placed(TOLD_OF), dict(clashes.fetchall()))

    def erased_since(self, at: State) -> int:
        """Return how many commitments were known at a past state and have been erased since."""
        entry, change = Log(self._connection).tables
        of_it = f"SELECT 1 FROM {entry} e JOIN {change} c ON c.seq=e.seq WHERE e.id=r.id"
        with translated():
            row = self._connection.execute(
                "SELECT count(*) FROM commitment r WHERE r.gone='erased'"
                f" AND EXISTS({of_it} AND {at.condition})"
                f" AND EXISTS({of_it} AND c.kind='erase' AND NOT {at.condition})"
            ).fetchone()
        return int(row[0])


@dataclass(frozen=True, slots=True)
class Log:
    """Records as the log has them at a past state, read through one connection."""

    connection: Connection

    @property
    def tables(self) -> tuple[str, str]:
        """The names under which the entries and the changes of the whole log stand.

        By what had happened, a past register shows the log without what came later; what was
        entered when is read from the file below it.
        """
        views = self.connection.execute("SELECT name FROM sqlite_temp_master WHERE type='view'")
        shown = {name for (name,) in views}
        if "entry" in shown and "change" not in shown:
            return "source.entry", "source.change"
        return "entry", "change"

    def held(self, spec: Record) -> Held:
        """Return the records of a kind that are not gone for good, with where they are gone to."""
        cursor = self.connection.execute(f"SELECT * FROM {spec.name} ORDER BY rid")
        names = [each[0] for each in cursor.description]
        place = names.index(GONE)
        with understood():
            return [
                (spec.decode(dict(zip(names, row, strict=True))), row[place])
                for row in cursor
                if row[place] in LIVE
            ]

    def written(self, spec: Record, at: State) -> set[str]:
        """Return the records of a kind of which anything was written after a past state."""
        entry, change = self.tables
        rows = self.connection.execute(
            f"SELECT DISTINCT e.id FROM {entry} e JOIN {change} c ON c.seq=e.seq"
            f" WHERE e.record=? AND NOT {at.condition}",
            (spec.name,),
        )
        return {row[0] for row in rows}

    def folded(self, spec: Record, wanted: set[str], at: State) -> Held:
        """Return records as the log up to a state has them, as `held` does.

        Those of which it does not tell how they began are none.
        """
        entry, change = self.tables
        rows = self.connection.execute(
            f"SELECT e.id, e.data FROM {entry} e JOIN {change} c ON c.seq=e.seq"
            f" WHERE e.record=? AND {at.condition} ORDER BY e.id, c.clock, c.copy, e.pos",
            (spec.name,),
        )
        found: Held = []
        with understood():
            for identity, entries in groupby(rows, key=itemgetter(0)):
                told = [decoded(data) for _, data in entries] if identity in wanted else []
                if any(GONE in each and each[GONE][0] is None for each in told):
                    state = folded(spec, told)
                    if state[GONE] in LIVE:
                        found.append((spec.decode({**state, "id": identity}), state[GONE]))
        return found

    def placed(self, specs: Iterable[Record]) -> dict[str, Place]:
        """Return where in the log each record was entered."""
        entry, change = self.tables
        names = ",".join(f"'{spec.name}'" for spec in specs)
        rows = self.connection.execute(
            f"SELECT e.id, min(c.clock), c.copy, e.pos, e.seq, c.at FROM {entry} e"
            f" JOIN {change} c ON c.seq=e.seq WHERE e.record IN({names}) GROUP BY e.id"
        )
        return {
            identity: Place(order=(clock, copy, pos), change=seq, entered=at)
            for identity, clock, copy, pos, seq, at in rows
        }


def _whose(item: Commitment | Move | Note | TimingRecord) -> CommitmentId:
    """The commitment that a record is, or stands beside."""
    return item.id if isinstance(item, Commitment) else item.commitment


class Gather:
    """Makes lives of records."""

    def __init__(self, placed: Mapping[str, Place], clashes: Mapping[str, str]) -> None:
        self._placed, self._clashes = placed, clashes
        self._ranks = {
            identity: rank
            for rank, identity in enumerate(sorted(placed, key=lambda each: placed[each].order))
        }

    def lives(self, held: Mapping[str, Held]) -> list[Life]:
        """Return the commitments among some records, with all that stands beside them."""
        beside = _Beside(self._placed, self._ranks)
        for name, take in (("move", beside.move), ("note", beside.note), ("timing", beside.date)):
            records = [item for item, gone in held[name] if gone == ""]
            for item in sorted(records, key=lambda each: self._ranks[each.id]):
                take(item)
        return [
            beside.life(item, self._clashes.get(item.id, ""), binned=gone == "binned")
            for item, gone in held[COMMITMENT.name]
        ]


class _Beside:
    """Gathers what stands beside the commitments, handed to it in the order of the log."""

    def __init__(self, placed: Mapping[str, Place], ranks: Mapping[str, int]) -> None:
        self._placed, self._ranks = placed, ranks
        self._statuses: dict[str, list[Told]] = defaultdict(list)
        self._choices: dict[str, list[Told]] = defaultdict(list)
        self._notes: dict[str, list[Told]] = defaultdict(list)
        self._dates: dict[str, list[Dated]] = defaultdict(list)
        self._tellings: dict[str, list[Bounds]] = defaultdict(list)

    def move(self, item: Move) -> None:
        """Take in a move."""
        chose = item.field == CHOICE
        value = item.value.partition(" ")[0] if chose else item.value
        told = self._told(item.id, item.happened_on, value=value)
        self._tellings[item.commitment].append(told.days)
        if chose:
            self._choices[item.commitment].append(told)
        elif item.field == "status":
            self._statuses[item.commitment].append(told)

    def note(self, item: Note) -> None:
        """Take in a progress note."""
        told = self._told(item.id, item.happened_on, basis=item.basis)
        self._tellings[item.commitment].append(told.days)
        self._notes[item.commitment].append(told)

    def date(self, item: TimingRecord) -> None:
        """Take in a date."""
        told = self._told(item.id, item.agreed_on)
        self._dates[item.commitment].append(Dated(record=item, told=told))

    def life(self, item: Commitment, clash: str, *, binned: bool) -> Life:
        """Return a commitment with all that was taken in of it."""
        identity = item.id
        return Life(
            commitment=item,
            ref=f"{item.ref}.{clash}" if clash else item.ref,
            begun=self._told(identity, ""),
            binned=binned,
            statuses=tuple(self._statuses[identity]),
            choices=tuple(self._choices[identity]),
            notes=tuple(self._notes[identity]),
            dates=tuple(self._dates[identity]),
            tellings=tuple(self._tellings[identity]),
        )

    def _told(self, identity: str, said: str, **more: Any) -> Told:
        at = self._placed[identity]
        return Told(
            days=days_of(said) if said else Bounds(),
            entered=at.entered,
            change=at.change,
            place=self._ranks[identity],
            said=said,
            **more,
        )
