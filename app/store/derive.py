"""The columns computed from the records and kept by the door; they are never in the log.

A commitment's `earliest` and `latest` follow from its timing, when it was said, and, where it
hangs on another commitment, from that one's bounds. `done_*` follow from the moves, `first_*`
from the first timing, `heard` from the progress notes. `disputed` says that readings of the date
disagree and no choice among them stands. `clash` tells apart two records that two
copies gave one reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import CHOICE, TimingRole
from app.domain.timing import Bounds
from app.store.timing_row import timing_from

if TYPE_CHECKING:
    from sqlite3 import Connection

DERIVED = (
    "sense",
    "anchored",
    "earliest",
    "latest",
    "done_earliest",
    "done_latest",
    "first_sense",
    "first_earliest",
    "first_latest",
    "readings",
    "disputed",
    "owner_words",
    "heard",
)
"""The derived columns of a commitment but for `clash`, in the order `compute` gives them."""

SOURCES: dict[str, frozenset[str]] = {
    "commitment": frozenset({"status", "made_on", "timing", "owner", "gone"}),
    "timing": frozenset(),
    "move": frozenset(),
    "organisation": frozenset({"name", "acronym", "gone"}),
    "note": frozenset({"happened_on", "gone"}),
}
"""The records that the derived columns are computed from, and which of their fields (none named:
any)."""

_SAID = ("edtf", "anchor", "offset")
"""What two readings of one date can disagree in."""
_DONE = tuple(each.value for each in Status if each.phase is Phase.DONE)
_SET = "UPDATE commitment SET " + ", ".join(f"{name}=?" for name in DERIVED) + " WHERE id=?"
_NOW = "SELECT " + ", ".join(DERIVED) + " FROM commitment WHERE id=?"
_DEPTH = 1_000


def refresh(
    connection: Connection, commitments: Iterable[str], *, rehung: bool = False
) -> set[str]:
    """Recompute the derived columns of commitments and of all that hang on them.

    `rehung` says that timings changed: then whatever hangs on the commitments is looked at, even
    where they come out as they were, since circles may have closed or opened. Returns the
    identities of the commitments whose columns changed.
    """
    changed: set[str] = set()
    waiting = _with_hanging(connection, commitments) if rehung else list(commitments)
    for _ in range(_DEPTH):
        moved = [each for each in dict.fromkeys(waiting) if _refresh_one(connection, each)]
        changed.update(moved)
        waiting = [each for one in moved for each in _dependants(connection, one)]
        if not waiting:
            break
    return changed


def _with_hanging(connection: Connection, commitments: Iterable[str]) -> list[str]:
    found = dict.fromkeys(commitments)
    ahead = list(found)
    while ahead:
        for one in _dependants(connection, ahead.pop()):
            if one not in found:
                found[one] = None
                ahead.append(one)
    return list(found)


def _refresh_one(connection: Connection, identity: str) -> bool:
    before = connection.execute(_NOW, (identity,)).fetchone()
    after = compute(connection, identity)
    if before is None or tuple(before) == after:
        return False
    connection.execute(_SET, (*after, identity))
    return True


def _dependants(connection: Connection, identity: str) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT commitment FROM timing WHERE anchor=? AND commitment<>? AND gone=''",
        (identity, identity),
    )
    return [row[0] for row in rows]


def compute(connection: Connection, identity: str) -> tuple[Any, ...]:
    """Return the derived columns of one commitment, as `DERIVED` names them."""
    row = connection.execute(
        "SELECT c.status, c.made_on, c.timing, coalesce(nullif(o.acronym,''), o.name, '')"
        " FROM commitment c LEFT JOIN organisation o ON o.id=c.owner WHERE c.id=?",
        (identity,),
    ).fetchone()
    if row is None:
        return ("", 0, None, None, None, None, "", None, None, 0, 0, "", None)
    status, made_on, chosen, owner_words = row
    found = _timings(connection, identity, chosen, made_on)
    done = _done(connection, identity) if status in _DONE else Bounds()
    return (
        found.sense,
        found.anchored,
        *_texts(found.now),
        *_texts(done),
        found.first_sense,
        *_texts(found.first),
        found.readings,
        int(found.rivals > set() and not _chosen(connection, identity, chosen, found.rivals)),
        owner_words,
        _heard(connection, identity),
    )


@dataclass(slots=True)
class _Timings:
    """What a commitment's timings come to: the one that counts, the first, and how many.

    `rivals` are the readings that say something else than the reading that counts.
    """

    sense: str = ""
    anchored: int = 0
    now: Bounds = Bounds()
    first_sense: str = ""
    first: Bounds = Bounds()
    readings: int = 0
    rivals: set[str] = field(default_factory=set)


def _timings(connection: Connection, identity: str, chosen: str | None, made_on: str) -> _Timings:
    cursor = connection.execute(
        'SELECT id, role, words, edtf, sense, basis, why, anchor, "offset", asked_on, agreed_on'
        " FROM timing WHERE commitment=? AND gone=''",
        (identity,),
    )
    names = [each[0] for each in cursor.description]
    rows = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    firsts = [row for row in rows if row["role"] == TimingRole.FIRST.value]
    first = _earliest_entered(connection, firsts)
    found = _Timings(rivals=_rivals(rows, chosen))
    for row in rows:
        counts = row["id"] == chosen
        if row["role"] != TimingRole.REVISION.value:
            found.readings += 1
        if not counts and row is not first:
            continue
        bounds = _bounds(connection, row, made_on, identity, counts=counts)
        if row is first:
            found.first_sense, found.first = row["sense"], bounds
        if counts:
            found.sense, found.now = row["sense"], bounds
            found.anchored = int(row["anchor"] is not None)
    return found


def _rivals(rows: list[dict[str, Any]], chosen: str | None) -> set[str]:
    """The readings that disagree with the one that counts; a revision leaves them all behind."""
    readings = [row for row in rows if row["role"] != TimingRole.REVISION.value]
    counting = next((row for row in readings if row["id"] == chosen), None)
    if counting is None:
        return set()
    return {row["id"] for row in readings if any(row[n] != counting[n] for n in _SAID)}


def _chosen(connection: Connection, identity: str, chosen: str | None, rivals: set[str]) -> bool:
    """Whether a choice stands that let this reading count, having weighed all its rivals."""
    rows = connection.execute(
        "SELECT value FROM move WHERE commitment=? AND field=? AND gone=''", (identity, CHOICE)
    )
    weighed = (value.split() for (value,) in rows)
    return any(each[:1] == [chosen] and rivals <= set(each) for each in weighed)


def _earliest_entered(
    connection: Connection, firsts: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """The first timing; where two copies each entered one, the one the log has first."""
    if len(firsts) < 2:  # noqa: PLR2004 - more than one
        return firsts[0] if firsts else None
    marks = ",".join("?" for _ in firsts)
    found = connection.execute(
        "SELECT e.id FROM entry e JOIN change c ON c.seq=e.seq"
        f" WHERE e.id IN({marks}) ORDER BY c.clock, c.copy, e.pos LIMIT 1",
        [row["id"] for row in firsts],
    ).fetchone()
    return next(row for row in firsts if row["id"] == found[0])


def _bounds(
    connection: Connection, row: dict[str, Any], made_on: str, identity: str, *, counts: bool
) -> Bounds:
    """The bounds of a timing; a text that cannot be read has none (the door lets none in).

    Nor has the timing that counts where it hangs on itself, as merging can bring about.
    """
    try:
        timing = timing_from(row)
        said = _said(row["agreed_on"] or row["asked_on"] or made_on)
        anchored = None
        circling = timing.anchor == identity or (counts and _circles(connection, identity))
        if timing.anchor is not None and not circling:
            anchored = _anchor_bounds(connection, timing.anchor)
        return timing.bounds(said, anchored)
    except (ServandaError, ValueError):
        return Bounds()


def _circles(connection: Connection, identity: str) -> bool:
    """Whether a commitment's date follows, however indirectly, from itself.

    What took place has its days whatever it hangs on: there the way back ends.
    """
    at, seen = identity, {identity}
    while True:
        row = connection.execute(
            "SELECT a.id, a.done_earliest IS NULL AND a.done_latest IS NULL FROM commitment c"
            " JOIN timing t ON t.id=c.timing AND t.gone='' JOIN commitment a ON a.id=t.anchor"
            " WHERE c.id=?",
            (at,),
        ).fetchone()
        if row is None:
            return False
        at, pending = row
        if at in seen or not pending:
            return bool(at == identity)
        seen.add(at)


def _said(edtf: str) -> date | None:
    return parse(edtf).earliest if edtf else None


def _anchor_bounds(connection: Connection, anchor: str) -> Bounds | None:
    """Where an anchor stands: the days it took place, else the days it is due."""
    row = connection.execute(
        "SELECT done_earliest, done_latest, earliest, latest FROM commitment WHERE id=?", (anchor,)
    ).fetchone()
    if row is None:
        return None
    days = [None if each is None else date.fromisoformat(each) for each in row]
    done = Bounds(earliest=days[0], latest=days[1])
    return done if done != Bounds() else Bounds(earliest=days[2], latest=days[3])


def _done(connection: Connection, identity: str) -> Bounds:
    """When it was done: the move that last entered the done phase, in the log's order."""
    rows = connection.execute(
        "SELECT m.value, m.happened_on FROM move m"
        " JOIN entry e ON e.id=m.id JOIN change c ON c.seq=e.seq"
        " WHERE m.commitment=? AND m.field='status' AND m.gone=''"
        " GROUP BY m.rid ORDER BY min(c.clock), c.copy, e.pos",
        (identity,),
    )
    entered = ""
    inside = False
    for value, happened_on in rows:
        if value in _DONE and not inside:
            entered = happened_on
        inside = value in _DONE
    if not inside or not entered:
        return Bounds()
    try:
        read = parse(entered)
    except ServandaError:
        return Bounds()
    return Bounds(earliest=read.earliest, latest=read.latest)


def _heard(connection: Connection, identity: str) -> str | None:
    """The last day on which what the newest progress note reports can have happened."""
    rows = connection.execute(
        "SELECT DISTINCT happened_on FROM note WHERE commitment=? AND gone=''", (identity,)
    )
    days = []
    for (happened_on,) in rows:
        try:
            days.append(parse(happened_on).latest)
        except ServandaError:
            continue
    return max((day.isoformat() for day in days if day is not None), default=None)


def _texts(bounds: Bounds) -> tuple[str | None, str | None]:
    return (
        None if bounds.earliest is None else bounds.earliest.isoformat(),
        None if bounds.latest is None else bounds.latest.isoformat(),
    )


def settle_clashes(connection: Connection, refs: Iterable[str]) -> set[str]:
    """Give the first claimant of each reference its bare form and every later one a suffix.

    Returns the identities whose suffix changed.
    """
    changed: set[str] = set()
    for ref in set(refs):
        wanted = suffixes(connection, ref)
        rows = connection.execute("SELECT id, clash FROM commitment WHERE ref=?", (ref,)).fetchall()
        late = [identity for identity, clash in rows if clash != wanted[identity]]
        # Suffixes first and the bare form last: the pair (ref, clash) is unique at every step.
        for identity in sorted(late, key=lambda each: wanted[each] == ""):
            connection.execute(
                "UPDATE commitment SET clash=? WHERE id=?", (wanted[identity], identity)
            )
            changed.add(identity)
    return changed


def suffixes(connection: Connection, ref: str) -> dict[str, str]:
    """Return the suffix of every commitment that has or had a reference, by identity.

    Claims are ordered as the log orders the changes that made them; what was undone or erased
    claims nothing.
    """
    rows = connection.execute("SELECT id FROM commitment WHERE ref=?", (ref,)).fetchall()
    found = dict.fromkeys((row[0] for row in rows), "")
    claiming = claimants(connection, ref)
    if len(claiming) > 1:
        claiming.sort(key=lambda identity: (*claim(connection, identity, ref), identity))
    found.update((identity, identity[:6]) for identity in claiming[1:])
    return found


def claimants(connection: Connection, ref: str) -> list[str]:
    """Return the commitments that hold a reference at present."""
    rows = connection.execute(
        "SELECT id FROM commitment WHERE ref=? AND gone NOT IN('undone','erased')", (ref,)
    )
    return [row[0] for row in rows]


def claim(connection: Connection, identity: str, ref: str) -> tuple[int, str, int]:
    """Return the place in the log, (clock, copy, pos), that last gave a record this reference."""
    row = connection.execute(
        "SELECT c.clock, c.copy, e.pos FROM entry e JOIN change c ON c.seq=e.seq"
        " WHERE e.id=? AND e.record='commitment'"
        " AND json_extract(e.data, '$.ref[1]')=? ORDER BY c.clock DESC, c.copy DESC LIMIT 1",
        (identity, ref),
    ).fetchone()
    return tuple(row) if row else (0, "", 0)
