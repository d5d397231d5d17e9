"""The columns computed from the records and kept by the door; they are never in the log.

What they come to is said in `computing`, and of `clash` in `clashes`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.store.computing import DERIVED, computed, marks, pages

if TYPE_CHECKING:
    from sqlite3 import Connection

SOURCES: dict[str, frozenset[str]] = {
    "commitment": frozenset({"status", "made_on", "timing", "owner", "gone"}),
    "timing": frozenset(),
    "move": frozenset(),
    "organisation": frozenset({"name", "acronym", "gone"}),
    "note": frozenset({"happened_on", "gone"}),
}
"""The records that the derived columns are computed from, and which of their fields (none named:
any)."""

_NOW = "SELECT id, " + ", ".join(DERIVED) + " FROM commitment WHERE id IN"
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
        moved = [
            each
            for page in pages(dict.fromkeys(waiting))
            for each in _refresh_page(connection, page)
        ]
        changed.update(moved)
        waiting = _dependants(connection, moved)
        if not waiting:
            break
    return changed


def _with_hanging(connection: Connection, commitments: Iterable[str]) -> list[str]:
    found = dict.fromkeys(commitments)
    ahead = list(found)
    while ahead:
        ahead = [each for each in _dependants(connection, ahead) if each not in found]
        found.update(dict.fromkeys(ahead))
    return list(found)


def _refresh_page(connection: Connection, page: list[str]) -> list[str]:
    """Write what came out otherwise than it stands; returns whose columns those are.

    No column is written that stays as it is: some are searched, and would be indexed again.
    """
    rows = connection.execute(_NOW + marks(page), page).fetchall()
    after = computed(connection, page)
    writes: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    moved = []
    for identity, *before in rows:
        differs = [
            (name, new)
            for name, old, new in zip(DERIVED, before, after[identity], strict=True)
            if old != new
        ]
        if differs:
            names, values = zip(*differs, strict=True)
            writes[names].append((*values, identity))
            moved.append(identity)
    for names, lines in writes.items():
        sets = ", ".join(f"{name}=?" for name in names)
        connection.executemany(f"UPDATE commitment SET {sets} WHERE id=?", lines)
    return moved


def _dependants(connection: Connection, identities: Iterable[str]) -> list[str]:
    """The commitments whose dates hang on any of these, themselves left out."""
    found: dict[str, None] = {}
    for page in pages(identities):
        rows = connection.execute(
            "SELECT DISTINCT commitment FROM timing WHERE anchor IN"
            f"{marks(page)} AND commitment<>anchor AND gone=''",
            page,
        )
        found.update((row[0], None) for row in rows)
    return list(found)
