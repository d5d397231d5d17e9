"""The groups of a list: what their rows have in common, and how many there are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.query import Grouping, Query
from app.domain.rows import Group
from app.store.listing import where
from app.store.terms import GROUPS, IN_ORDER

if TYPE_CHECKING:
    from sqlite3 import Connection


def _grouped(query: Query, today: date) -> tuple[str, dict[str, Any]]:
    """Return the SQL, and its values, that give each group's key and count, in their order."""
    if query.group is None:
        raise ValueError("no group")
    condition, values = where(query, today)
    key, order_by = GROUPS[query.group]
    told_apart = ", ".join(order_by)
    sql = (
        f"SELECT min({key}), count(*) FROM commitment WHERE {condition}"
        f" GROUP BY {told_apart} ORDER BY {told_apart}"
    )
    return sql, values


def groups(connection: Connection, query: Query, today: date) -> tuple[Group, ...]:
    """Return the groups of a query with their counts, in their order; none for no grouping."""
    if query.group is None:
        return ()
    found = connection.execute(*_grouped(query, today)).fetchall()
    if query.group is Grouping.TIMELINESS:
        return tuple(Group(key=IN_ORDER[rank].value, count=count) for rank, count in found)
    if query.group is not Grouping.ORIGIN:
        return tuple(Group(key=key, count=count) for key, count in found)
    titles = dict(
        connection.execute(
            "SELECT id, coalesce(nullif(title,''), ref) FROM commitment WHERE id IN"
            "(SELECT origin FROM commitment WHERE gone IN('','binned'))"
        ).fetchall()
    )
    return tuple(
        Group(key=key or "", count=count, title=titles.get(key, "")) for key, count in found
    )
