"""Lists of a register: their order, their counts, their rows a page at a time.

All that a window needs to show its first page. Each holds one connection and is used by one
thread at a time; only `interrupt` may be called from another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from app.domain.identity import CommitmentId
from app.domain.query import Query
from app.domain.rows import Group, RegisterRow
from app.store import listing
from app.store.driver import DatabaseError, translated
from app.store.groups import groups
from app.store.tallies import tallies

if TYPE_CHECKING:
    from sqlite3 import Connection


class Lists:
    """Reads the lists of one register through one connection."""

    def __init__(self, connection: Connection) -> None:
        """Read through `connection`."""
        self._connection = connection

    def interrupt(self) -> None:
        """Stop the query that is running, from any thread; it raises `InterruptedError` there."""
        with suppress(DatabaseError):  # closed meanwhile: then nothing runs
            self._connection.interrupt()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def version(self) -> int:
        """Return a number that moves when another connection wrote to the register."""
        with translated():
            row = self._connection.execute("PRAGMA data_version").fetchone()
        return int(row[0])

    def written(self) -> int:
        """Return a number that moves with every change of the log, whoever made it.

        Marks of what was shown, which are in no change, leave it as it is.
        """
        with translated():
            row = self._connection.execute("SELECT coalesce(max(seq),0) FROM change").fetchone()
        return int(row[0])

    def has_relation(self, code: str) -> bool:
        """Whether this register is about a pair of countries."""
        with translated():
            found = self._connection.execute(
                "SELECT 1 FROM relation WHERE code=? AND gone=''", (code,)
            ).fetchone()
        return found is not None

    def size(self) -> int:
        """Return how many commitments there ever were in this register, gone ones included."""
        with translated():
            return int(
                self._connection.execute("SELECT coalesce(max(rid),0) FROM commitment").fetchone()[
                    0
                ]
            )

    def count(self, query: Query, today: date) -> int:
        """Return how many commitments a query finds."""
        with translated():
            return int(self._connection.execute(*listing.counted(query, today)).fetchone()[0])

    def counts(self, queries: Sequence[Query], today: date) -> list[int]:
        """Return how many commitments each of these queries finds, in one pass over all."""
        with translated():
            return tallies(self._connection, queries, today)

    def ordered(self, query: Query, today: date) -> str:
        """Return all row numbers of a query in order, as one text parted by commas."""
        with translated():
            many = self._found_often(query)
            found = self._connection.execute(*listing.ordered(query, today, many=many)).fetchone()[
                0
            ]
        return found or ""

    def first_page(self, query: Query, today: date) -> list[int]:
        """Return the first page of row numbers of a query.

        Where its search text is not found often, that is all of them, even if they are more.
        """
        with translated():
            many = self._found_often(query)
            found = self._connection.execute(
                *listing.first_page(query, today, many=many)
            ).fetchall()
        return [row[0] for row in found]

    def groups(self, query: Query, today: date) -> tuple[Group, ...]:
        """Return the groups of a query with their counts, in their order; none for no grouping."""
        with translated():
            return groups(self._connection, query, today)

    def _found_often(self, query: Query) -> bool:
        asked = listing.many(query)
        return asked is not None and self._connection.execute(*asked).fetchone()[0] >= listing.MANY

    def rows(self, rids: Sequence[int]) -> dict[int, RegisterRow]:
        """Return list rows by row number; numbers that are not there are left out."""
        with translated():
            return listing.rows(self._connection, rids)

    def identities(self, rids: Sequence[int]) -> list[CommitmentId]:
        """Return which commitments row numbers stand for, in their order; gone ones are left out.

        However many they are, they are read in one step.
        """
        numbers = json.dumps(list(rids))
        with translated():
            rows = self._connection.execute(
                "SELECT c.id FROM json_each(?) j JOIN commitment c ON c.rid=j.value ORDER BY j.key",
                (numbers,),
            ).fetchall()
        return [CommitmentId(row[0]) for row in rows]

    def each_row(self, query: Query, today: date) -> Iterator[RegisterRow]:
        """Give every row of a query in order, read a page at a time."""
        text = self.ordered(query, today)
        rids = [int(each) for each in text.split(",")] if text else []
        for start in range(0, len(rids), listing.PAGE):
            page = rids[start : start + listing.PAGE]
            found = self.rows(page)
            yield from (found[each] for each in page if each in found)
