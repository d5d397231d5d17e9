"""What the derived columns of commitments come to, from the records as they are now.

A commitment's `earliest` and `latest` follow from its timing, when it was said, and, where it
hangs on another commitment, from that one's bounds. `done_*` follow from the moves, `first_*`
from the first timing, `heard` from the progress notes. `disputed` says that readings of the date
disagree and no choice among them stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
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

_SAID = ("edtf", "anchor", "offset")
"""What two readings of one date can disagree in."""
_DONE = tuple(each.value for each in Status if each.phase is Phase.DONE)
_AT_ONCE = 500
_ABSENT = ("", 0, None, None, None, None, "", None, None, 0, 0, "", None)
"""The derived columns of what is not there."""


def pages(identities: Iterable[str]) -> Iterator[list[str]]:
    """Give identities in pages that one statement can ask for."""
    ahead = iter(identities)
    while page := list(islice(ahead, _AT_ONCE)):
        yield page


def marks(values: Sequence[str]) -> str:
    """Return as many question marks as there are values, in brackets."""
    return f"({','.join('?' * len(values))})"


def compute(connection: Connection, identity: str) -> tuple[Any, ...]:
    """Return the derived columns of one commitment, as `DERIVED` names them."""
    return computed(connection, [identity])[identity]


def computed(connection: Connection, identities: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """Return the derived columns of commitments, as `DERIVED` names them, by identity."""
    found: dict[str, tuple[Any, ...]] = {}
    for page in pages(identities):
        among = marks(page)
        rows = connection.execute(
            "SELECT c.id, c.status, c.made_on, c.timing, coalesce(nullif(o.acronym,''), o.name, '')"
            f" FROM commitment c LEFT JOIN organisation o ON o.id=c.owner WHERE c.id IN{among}",
            page,
        ).fetchall()
        timings, heard = _timing_rows(connection, page), _heard(connection, page)
        for identity, *row in rows:
            held = timings.get(identity, [])
            found[identity] = _computed(connection, identity, row, held, heard.get(identity))
        found.update((each, _ABSENT) for each in page if each not in found)
    return found


def _computed(
    connection: Connection,
    identity: str,
    row: list[Any],
    timings: list[dict[str, Any]],
    heard: str | None,
) -> tuple[Any, ...]:
    status, made_on, chosen, owner_words = row
    found = _timings(connection, identity, chosen, made_on, timings)
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
        heard,
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


def _timing_rows(connection: Connection, page: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Read the timings of some commitments, in the order in which they were entered."""
    cursor = connection.execute(
        'SELECT commitment, id, role, words, edtf, sense, basis, why, anchor, "offset", asked_on,'
        f" agreed_on FROM timing WHERE commitment IN{marks(page)} AND gone='' ORDER BY rid",
        page,
    )
    names = [each[0] for each in cursor.description]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for values in cursor:
        found[values[0]].append(dict(zip(names, values, strict=True)))
    return found


def _timings(
    connection: Connection,
    identity: str,
    chosen: str | None,
    made_on: str,
    rows: list[dict[str, Any]],
) -> _Timings:
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
        if timing.anchor is not None and timing.anchor != identity:
            circling = counts and _circles(connection, identity)
            anchored = None if circling else _anchor_bounds(connection, timing.anchor)
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


def _heard(connection: Connection, page: list[str]) -> dict[str, str]:
    """The last day on which what the newest progress note reports can have happened."""
    rows = connection.execute(
        "SELECT DISTINCT commitment, happened_on FROM note"
        f" WHERE commitment IN{marks(page)} AND gone=''",
        page,
    )
    found: dict[str, str] = {}
    for identity, happened_on in rows:
        try:
            day = parse(happened_on).latest
        except ServandaError:
            continue
        if day is not None:
            found[identity] = max(found.get(identity, ""), day.isoformat())
    return found


def _texts(bounds: Bounds) -> tuple[str | None, str | None]:
    return (
        None if bounds.earliest is None else bounds.earliest.isoformat(),
        None if bounds.latest is None else bounds.latest.isoformat(),
    )
