"""What differs, put together by commitment, with names in the place of identities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any

from app.domain.change import Difference
from app.domain.commitment import Commitment
from app.domain.identity import OrganisationId
from app.domain.particulars import Move, Note, Organisation, TimingRecord, TimingRole
from app.domain.reports.carry_over import News
from app.domain.reports.changed_since import ChangedPoint, Correction, Redated
from app.domain.rows import RegisterRow
from app.services.reports.differing import (
    Differing,
    added,
    belated,
    beside,
    entered,
    kept,
    what_changed,
    withdrawn,
)
from app.services.reports.unnamed import Discretion
from app.store.reader import Reader

_TOLD_APART = frozenset({"id", "status", "timing", "completion", "review_on"})
_BALL = frozenset({"ball_with", "ball_since", "ball_letter"})


@dataclass(frozen=True, slots=True)
class ChangedPoints:
    """Makes points of differences; whatever they name was read in a few passes.

    With `discretion` no other commitment is named that is marked.
    """

    differing: Differing
    rows: Mapping[str, RegisterRow]
    commitments: Mapping[str, Commitment]
    dates: Mapping[str, TimingRecord]
    agencies: Mapping[str, Organisation]
    named: Mapping[str, RegisterRow]
    discretion: Discretion | None = None

    @classmethod
    def read(cls, reader: Reader, differing: Differing, *, unmarked: bool) -> ChangedPoints:
        """Read what the differences name."""
        wanted = sorted(differing.by_commitment)
        several = [each for held in differing.by_commitment.values() for each in held]
        states = [state for each in several for state in (each.then, each.now) if state is not None]
        commitments = reader.commitments_by(wanted)
        whole = [*commitments.values(), *_of(states, Commitment)]
        dates = reader.dates_by(sorted({each.timing for each in whole if each.timing}))
        past = [each.then for each in several if each.record == "timing" and each.then]
        timings = [each.timing for each in [*dates.values(), *past]]
        discretion = Discretion.of(reader, timings) if unmarked else None
        named = {each.anchor for each in timings}
        named |= {one for each in whole for one in (each.origin, each.batch)}
        bodies = {one for each in whole for one in (each.owner, each.counterpart)}
        bodies |= {each.reporter for each in _of(states, Note)}
        return cls(
            differing=differing,
            rows=reader.agenda_rows(wanted),
            commitments=commitments,
            dates=dates,
            agencies=reader.agencies_by(sorted({each for each in bodies if each})),
            named=reader.agenda_rows(sorted({each for each in named if each})),
            discretion=discretion,
        )

    def points(self, relation: str) -> list[ChangedPoint]:
        """Return every point of a pair of countries, or of all (“”), of which anything differs."""
        found = []
        for identity, held in self.differing.by_commitment.items():
            own = next((each for each in held if each.record == "commitment"), None)
            now = own.now if own is not None else self.commitments.get(identity)
            state = now if now is not None else own.then if own is not None else None
            if state is None or relation not in ("", state.relation):
                continue
            found.append(self._point(state, own, held))
        return found

    def _point(
        self, state: Commitment, own: Difference | None, held: Sequence[Difference]
    ) -> ChangedPoint:
        row = self.rows.get(state.id)
        new = own is not None and own.then is None
        facts: dict[str, Any] = {
            "status": self._status(own),
            "moves": tuple(map(self._move, added(held, "move"))),
            "redated": self._redated(state, own, held),
            "news": tuple(self._news(each) for each in added(held, "note")),
            "withdrawn": withdrawn(held, "note"),
            "decisions": tuple(kept(held, "decision")),
            "undecided": withdrawn(held, "decision"),
            "corrections": () if new else tuple(self._corrections(own)),
            "beside": beside(held),
        }
        binned = row.binned if row is not None else bool(own and own.is_binned)
        there = own is None or own.now is not None
        timing = self._date(state.timing)
        return ChangedPoint(
            id=state.id,
            ref=row.ref if row is not None else state.ref,
            title=state.title,
            what=what_changed(own, facts),
            classification=state.classification or (row.classification if row is not None else ""),
            new=new,
            binned=binned,
            there=there,
            standing=state.status,
            due=timing,
            due_follows=self._title(timing),
            entered=entered(held),
            belated=tuple(belated(held)),
            **facts,
        )

    def _status(self, own: Difference | None) -> tuple[Any, Any] | None:
        if own is None or own.then is None or own.now is None:
            return None
        return (own.then.status, own.now.status) if own.then.status is not own.now.status else None

    def _redated(
        self, state: Commitment, own: Difference | None, held: Sequence[Difference]
    ) -> Redated | None:
        """The date that counts, where it is another than then, or was corrected."""
        if own is not None and (own.then is None or own.now is None):
            return None
        before = own.then.timing if own is not None else state.timing
        changed = {each.id: each for each in held if each.record == "timing"}
        then = self._openly(changed[before].then) if before in changed else self._date(before)
        now = self._date(state.timing)
        if (then and then.timing) == (now and now.timing):
            return None
        revised = now is not None and now.role is TimingRole.REVISION
        return Redated(
            then=then,
            now=now,
            followed_then=self._title(then),
            followed_now=self._title(now),
            revised=revised and before != state.timing,
        )

    def _date(self, identity: str | None) -> TimingRecord | None:
        """Return a date without words that may not be told."""
        return None if identity is None else self._openly(self.dates.get(identity))

    def _openly(self, record: TimingRecord | None) -> TimingRecord | None:
        if record is None or self.discretion is None:
            return record
        return replace(record, timing=self.discretion.timing(record.timing))

    def _move(self, move: Move) -> Move:
        return move if self.discretion is None else self.discretion.move(move)

    def _title(self, record: TimingRecord | None) -> str:
        anchor = None if record is None else record.timing.anchor
        row = self.named.get(anchor or "")
        return "" if row is None or self._hidden(row) else row.title

    def _hidden(self, row: RegisterRow) -> bool:
        return self.discretion is not None and bool(row.classification)

    def _news(self, note: Note) -> News:
        return News(note=note, reporter=self.agencies.get(note.reporter or ""))

    def _corrections(self, own: Difference | None) -> Iterable[Correction]:
        if own is None or own.then is None or own.now is None:
            return
        for each in fields(Commitment):
            name = each.name
            if name in _TOLD_APART or name in _BALL:
                continue
            then, now = getattr(own.then, name), getattr(own.now, name)
            if then != now:
                yield Correction(
                    field=name, then=self._words(name, then), now=self._words(name, now)
                )

    def _words(self, name: str, value: object) -> str:
        if value is None or value == "":
            return ""
        if name in ("owner", "counterpart"):
            body = self.agencies.get(OrganisationId(str(value)))
            return "" if body is None else body.label
        if name in ("origin", "batch"):
            row = self.named.get(str(value))
            return "…" if row is None or self._hidden(row) else row.ref
        if isinstance(value, Enum):
            return str(value.value)
        return str(value)


def _of(states: Iterable[Any], kind: type[Any]) -> list[Any]:
    return [each for each in states if isinstance(each, kind)]
