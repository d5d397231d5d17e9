"""Many counts in one pass: what the navigation shows beside each section and view."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.query import Query
from app.store.listing import where

if TYPE_CHECKING:
    from sqlite3 import Connection

_PLACEHOLDER = re.compile(r":(\w+)")


def tallies(connection: Connection, queries: Sequence[Query], today: date) -> list[int]:
    """Return how many commitments each query finds, all of them found in one pass.

    At 100,000 commitments a pass takes little longer than one count by itself.
    """
    if not queries:
        return []
    terms: list[str] = []
    values: dict[str, Any] = {}
    for place, query in enumerate(queries):
        condition, asked = where(query, today)
        values |= {f"q{place}_{name}": value for name, value in asked.items()}
        terms.append(_PLACEHOLDER.sub(rf":q{place}_\1", condition))
    sums = ",".join(f"count(CASE WHEN {term} THEN 1 END)" for term in terms)
    return list(connection.execute(f"SELECT {sums} FROM commitment", values).fetchone())
