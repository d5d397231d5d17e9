"""The suffixes that tell apart commitments to which two copies gave one reference.

A derived column like those of `derive`: kept by the door, never in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

_AT_ONCE = 500


def settle_clashes(connection: Connection, refs: Iterable[str]) -> set[str]:
    """Give the first claimant of each reference its bare form and every later one a suffix.

    Returns the identities whose suffix changed.
    """
    changed: set[str] = set()
    for ref, rows in _held(connection, set(refs)):
        if len(rows) == 1 and not rows[0][1]:
            continue  # as nearly all are: nobody else ever claimed it
        wanted = suffixes(connection, ref)
        late = [identity for identity, clash in rows if clash != wanted[identity]]
        # Suffixes first and the bare form last: the pair (ref, clash) is unique at every step.
        for identity in sorted(late, key=lambda each: wanted[each] == ""):
            connection.execute(
                "UPDATE commitment SET clash=? WHERE id=?", (wanted[identity], identity)
            )
            changed.add(identity)
    return changed


def _held(
    connection: Connection, refs: Iterable[str]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give each reference with the commitments that have or had it, and their suffixes."""
    ahead = iter(sorted(refs))
    while page := list(islice(ahead, _AT_ONCE)):
        rows = connection.execute(
            f"SELECT ref, id, clash FROM commitment WHERE ref IN({','.join('?' * len(page))})"
            " ORDER BY ref",
            page,
        ).fetchall()
        for ref, held in groupby(rows, key=itemgetter(0)):
            yield ref, [(row[1], row[2]) for row in held]


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
