"""What was known by a day: the change log folded up to an instant.

Records that nothing was written of since stand as they stand now. Of the others the entries up to
the instant are folded again, by the clocks of their changes and not by when they arrived, so that
undone, redone and merged changes come out as `check` and `merge` have them. Whose texts were
erased since cannot be told; such records are missing, and are counted. A mark alone is of today:
what is marked now was not to be shown openly then either.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from app.store.canonical import Value
from app.store.clashes import settle_clashes
from app.store.commitment_records import COMMITMENT
from app.store.driver import understood
from app.store.entries import ERASED, GONE
from app.store.fold import decoded, folded
from app.store.past import SOURCE
from app.store.records import RECORDS

if TYPE_CHECKING:
    from app.store.asof_frame import Frame

_FEW = 3
"""Where less than one in so many commitments was written since, the full-text index is mended;
else making it anew is faster."""

_LOOK_EVERY = 1_000

_KNOWN = f"SELECT 1 FROM {SOURCE}.change WHERE at<:until LIMIT 1"
_TOUCHED = f"""CREATE TEMP TABLE touched AS SELECT DISTINCT e.record, e.id
 FROM {SOURCE}.change c CROSS JOIN {SOURCE}.entry e ON e.seq=c.seq WHERE c.at>=:until"""
_ENTRIES = f"""SELECT e.record, e.id, e.data FROM temp.touched t
 CROSS JOIN {SOURCE}.entry e ON e.id=t.id AND e.record=t.record
 CROSS JOIN {SOURCE}.change c ON c.seq=e.seq WHERE c.at<:until
 ORDER BY e.record, e.id, c.clock, c.copy, e.pos"""
"""What was written by then of each record that was written of since as well. The joins are in
the order meant: the other way round the whole log would be read."""

_MARKED = f"""UPDATE main.commitment SET classification=(SELECT s.classification
 FROM {SOURCE}.commitment s WHERE s.id=commitment.id)
 WHERE id IN(SELECT id FROM {SOURCE}.commitment WHERE classification<>'')"""
"""Whoever leaves out what is marked leaves it out of a look back too, whatever its title was."""

_Fields = dict[str, tuple[Value, Value]]


def views(until: int) -> tuple[str, ...]:
    """Return what hides the later changes of the log."""
    change = f"CREATE TEMP VIEW change AS SELECT * FROM {SOURCE}.change WHERE at<{int(until)}"
    entry = (
        f"CREATE TEMP VIEW entry AS SELECT e.* FROM {SOURCE}.entry e"
        f" JOIN {SOURCE}.change c ON c.seq=e.seq WHERE c.at<{int(until)}"
    )
    return change, entry


def lay_out(frame: Frame, until: int) -> int:
    """Fill the tables of `frame` with what was known before `until`, in UTC milliseconds.

    Returns how many commitments were known then and have been erased for good since.
    """
    values = {"until": until}
    if not frame.column(_KNOWN, values):
        frame.index()
        frame.search_anew()
        return 0
    frame.run(_TOUCHED, values)
    frame.run("CREATE UNIQUE INDEX temp.touched_id ON touched(record, id)")
    for name in RECORDS:
        frame.copy(name, f"r.id NOT IN(SELECT id FROM temp.touched WHERE record='{name}')")
    erased = _fold(frame, until)
    frame.run(_MARKED)
    frame.index()
    _index_texts(frame)
    frame.keep_search()
    _name(frame)
    frame.derive(_concerned(frame), rehung=True)
    return erased


def _fold(frame: Frame, until: int) -> int:
    """Write the records that were written of since as they were; returns how many are lost."""
    lost = 0
    for record, identity, entries in _histories(frame, until):
        spec = RECORDS.get(record)
        if spec is None:
            continue
        if not _tells_of_creation(entries):
            erased_by_then = any(each.get(GONE, ("", ""))[1] == ERASED for each in entries)
            lost += record == COMMITMENT.name and not erased_by_then
            continue
        state = folded(spec, entries)
        names = [f'"{each}"' for each in state]
        frame.connection.execute(
            f"INSERT INTO main.{record}({', '.join(names)}, id, rid) SELECT"
            f" {', '.join('?' for _ in names)}, id, rid FROM {SOURCE}.{record} WHERE id=?",
            (*state.values(), identity),
        )
    frame.step()
    return lost


def _histories(frame: Frame, until: int) -> Iterator[tuple[str, str, list[_Fields]]]:
    """Give each record with its entries up to the instant, in the order of the log."""
    cursor = frame.connection.execute(_ENTRIES, {"until": until})
    by_record = groupby(cursor, key=itemgetter(0, 1))
    with understood():
        for place, ((record, identity), entries) in enumerate(by_record):
            if place % _LOOK_EVERY == 0:
                frame.look()
            yield record, identity, [decoded(data) for _, _, data in entries]


def _tells_of_creation(entries: list[_Fields]) -> bool:
    """Whether the log still says how a record began: not where it was erased since.

    Nor where the computer's clock stood wrong, so that only later entries are dated before.
    """
    return any(GONE in each and each[GONE][0] is None for each in entries)


def _index_texts(frame: Frame) -> None:
    """Make the full-text index that of the commitments as they were."""
    both = "FROM {schema}.commitment WHERE id IN(SELECT id FROM temp.{ids})"
    frame.run(
        "CREATE TEMP TABLE rewritten AS SELECT id " + both.format(schema="main", ids="touched")
    )
    rewritten, whole = frame.connection.execute(
        "SELECT (SELECT count(*) FROM temp.rewritten), (SELECT count(*) FROM main.commitment)"
    ).fetchone()
    if rewritten * _FEW > whole:
        frame.search_anew()
        return
    frame.search_as_it_is()
    names = ", ".join(frame.column("SELECT name FROM pragma_table_info('search')"))
    frame.run(
        f"INSERT INTO main.search(search, rowid, {names}) SELECT 'delete', rid, {names} "
        + both.format(schema=SOURCE, ids="rewritten")
    )
    frame.run(
        f"INSERT INTO main.search(rowid, {names}) SELECT rid, {names} "
        + both.format(schema="main", ids="rewritten")
    )


def _name(frame: Frame) -> None:
    """Give those that shared a reference then the suffixes they had.

    One that held it alone has none.
    """
    connection = frame.connection
    shared = "SELECT ref FROM main.commitment GROUP BY ref HAVING count(*)>1"
    frame.run(f"UPDATE commitment SET clash='' WHERE clash<>'' AND ref NOT IN({shared})")
    settle_clashes(connection, frame.column(shared))
    frame.step()


def _concerned(frame: Frame) -> list[str]:
    """The commitments whose derived columns may follow from what was written since."""
    parts = [f"SELECT id FROM temp.touched WHERE record='{COMMITMENT.name}'"]
    for name in ("timing", "move", "note"):
        parts += [
            f"SELECT r.commitment FROM {schema}.{name} r JOIN temp.touched t"
            f" ON t.record='{name}' AND t.id=r.id"
            for schema in ("main", SOURCE)
        ]
    parts.append(
        "SELECT c.id FROM main.commitment c JOIN temp.touched t"
        " ON t.record='organisation' AND t.id=c.owner"
    )
    parts.append(
        "SELECT t.commitment FROM main.timing t"
        " WHERE t.anchor IN(SELECT id FROM temp.touched WHERE record='commitment')"
    )
    known = f"id IN({' UNION '.join(parts)})"
    return frame.column(f"SELECT id FROM main.commitment WHERE {known}")
