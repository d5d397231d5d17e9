"""What moved a date that follows another commitment, read from the log of that other one.

Nothing is written when an anchor moves: where its dependants stand is derived. So the reason of
their moving is derived too, by going through what the log says of the anchors' dates, in its
order, and keeping what changed one while the date in question hung on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.change import ChangeKind
from app.domain.following import Pull
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Phase, Status
from app.domain.timing import Timing
from app.store.fold import decoded
from app.store.timing_row import timing_from

if TYPE_CHECKING:
    from sqlite3 import Connection

_DONE = frozenset(each.value for each in Status if each.phase is Phase.DONE)
_BLANK = {
    "words": "", "edtf": "", "sense": "point", "basis": "not stated", "why": "", "anchor": None,
    "offset": "", "reason": "", "gone": "",
}  # fmt: skip

_ENTRIES = """
SELECT c.copy, c.n, c.at, c.actor, c.kind, e.record, e.id, e.data
FROM entry e JOIN change c ON c.seq=e.seq
WHERE e.data IS NOT NULL AND e.id IN(
 SELECT value FROM json_each(?1)
 UNION ALL SELECT id FROM timing WHERE commitment IN(SELECT value FROM json_each(?1))
 UNION ALL SELECT id FROM move WHERE field='status'
  AND commitment IN(SELECT value FROM json_each(?1)))
ORDER BY c.clock, c.copy, e.pos
"""


class _Step(NamedTuple):
    """One entry of the log that bears on a date."""

    copy: str
    n: int
    at: int
    actor: str
    kind: str
    record: str
    id: str
    data: str


class _Own(NamedTuple):
    """The date a commitment has by itself: the day it took place, or what was promised."""

    timing: Timing
    held: bool
    reason: str


_UNDATED = _Own(Timing(), held=False, reason="")


def pulls(connection: Connection, identity: str) -> tuple[Pull, ...]:
    """Return every time that the date of a commitment moved with what it followed, oldest first.

    Each names the commitment whose own date changed, be it many dates away. What the log no
    longer tells, having been erased, is passed over.
    """
    import json  # noqa: PLC0415 - most dossiers are of commitments with dates of their own

    among = [identity]
    for each in among:  # grows as further anchors are found
        among += [one for one in _anchors(connection, each) if one not in among]
    if len(among) == 1:
        return ()
    rows = connection.execute(_ENTRIES, (json.dumps(among),)).fetchall()
    found = _by_change(_replayed(identity, (_Step(*row) for row in rows)))
    names = _names(connection, {each.cause for each in found})
    return tuple(_pull(each, names) for each in found)


def _anchors(connection: Connection, identity: str) -> list[str]:
    """What a commitment's dates follow or followed, those corrected since among them."""
    rows = connection.execute(
        "SELECT DISTINCT json_extract(e.data,'$.anchor[1]') FROM timing t"
        " JOIN entry e ON e.id=t.id AND e.record='timing' WHERE t.commitment=? AND e.data IS NOT"
        " NULL AND json_extract(e.data,'$.anchor[1]') IS NOT NULL",
        (identity,),
    )
    return [row[0] for row in rows]


@dataclass(slots=True)
class _State:
    """What the log has said so far of the commitments concerned."""

    chosen: dict[str, str | None] = field(default_factory=dict)
    timings: dict[str, dict[str, Any]] = field(default_factory=dict)
    moves: dict[str, dict[str, Any]] = field(default_factory=dict)

    def take(self, step: _Step) -> str | None:
        """Take an entry in; returns the commitment whose date it may have changed."""
        new = {name: value for name, (_, value) in decoded(step.data).items()}
        if step.record == "commitment":
            if "timing" not in new:
                return None
            chosen = new["timing"]
            self.chosen[step.id] = None if chosen is None else str(chosen)
            return step.id
        held = self.timings if step.record == "timing" else self.moves
        record = held.setdefault(step.id, dict(_BLANK))
        record.update(new)
        return str(record.get("commitment") or "") or None

    def counting(self, identity: str) -> dict[str, Any] | None:
        """The timing that counts, if the log has told of it."""
        found = self.timings.get(self.chosen.get(identity) or "")
        return found if found is not None and not found["gone"] else None

    def own(self, identity: str) -> _Own:
        """The date a commitment has by itself."""
        done = self._done(identity)
        if done is not None:
            return _Own(Timing(edtf=done["happened_on"]), held=True, reason=done.get("why", ""))
        counting = self.counting(identity)
        if counting is None:
            return _UNDATED
        return _Own(timing_from(counting), held=False, reason=counting["reason"])

    def _done(self, identity: str) -> dict[str, Any] | None:
        """The move by which it was done, as `derive` finds it: the one that last led there.

        None too where nobody knows on which day: then it stands where it was due.
        """
        entered: dict[str, Any] | None = None
        for move in self.moves.values():
            if move.get("commitment") != identity or move["gone"]:
                continue
            if move.get("field") != "status":
                continue
            if move.get("value") not in _DONE:
                entered = None
            elif entered is None:
                entered = move
        return entered if entered is not None and entered.get("happened_on") else None

    def followed(self, identity: str) -> Iterator[str]:
        """What the date of a commitment hangs on, one after the other."""
        at, seen = identity, {identity}
        while (counting := self.counting(at)) is not None and counting["anchor"] is not None:
            at = counting["anchor"]
            if at in seen:
                return
            seen.add(at)
            yield at
            if self._done(at) is not None:
                return  # it has its day, whatever it hung on


class _Moved(NamedTuple):
    """An own date that changed: whose, before, after, by which entry."""

    cause: str
    before: _Own
    after: _Own
    step: _Step


def _by_change(moved: Iterable[_Moved]) -> list[_Moved]:
    """Take as one what one change did to one date: an undo gives back a date in two entries."""
    found: dict[tuple[str, int, str], _Moved] = {}
    for each in moved:
        key = (each.step.copy, each.step.n, each.cause)
        first = found.get(key, each)
        found[key] = each._replace(before=first.before)
    return [each for each in found.values() if _says(each.before) != _says(each.after)]


def _replayed(identity: str, steps: Iterable[_Step]) -> Iterator[_Moved]:
    """Give each change of an own date that `identity` hung on: whose, before, after, by what."""
    state = _State()
    own: dict[str, _Own] = {}
    for step in steps:
        concerned = state.take(step)
        if concerned is None or concerned == identity:
            continue
        before, after = own.get(concerned, _UNDATED), state.own(concerned)
        own[concerned] = after
        if _says(before) != _says(after) and concerned in state.followed(identity):
            yield _Moved(concerned, before, after, step)


def _says(own: _Own) -> tuple[Any, ...]:
    """What of a date moves those that follow it."""
    timing = own.timing
    return timing.edtf, timing.sense, timing.anchor, timing.offset


def _names(connection: Connection, identities: set[str]) -> dict[str, tuple[str, str]]:
    marks = ",".join("?" for _ in identities)
    rows = connection.execute(
        "SELECT id, ref||CASE WHEN clash='' THEN '' ELSE '.'||clash END, title FROM commitment"
        f" WHERE id IN({marks})",
        tuple(identities),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _pull(moved: _Moved, names: dict[str, tuple[str, str]]) -> Pull:
    ref, title = names.get(moved.cause, ("", ""))
    step = moved.step
    return Pull(
        cause=CommitmentId(moved.cause),
        ref=ref,
        title=title,
        before=moved.before.timing,
        after=moved.after.timing,
        held=moved.after.held,
        reason=moved.after.reason,
        copy=step.copy,
        n=step.n,
        at=step.at,
        actor=step.actor,
        kind=ChangeKind(step.kind),
    )
