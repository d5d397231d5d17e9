"""The tables of a past day in memory: made like those of the file, filled, indexed, searchable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.edtf import parse
from app.domain.errors import CancelledError, ServandaError
from app.store.derive import refresh
from app.store.past import SOURCE
from app.store.records import RECORDS

if TYPE_CHECKING:
    from sqlite3 import Connection

_SHADOWS = ("data", "idx", "docsize", "config")
"""The tables of the full-text index; its contents are those of the commitments."""

_MORE = 12
"""Steps of the work beside one for each table and index."""

_AT_ONCE = 500


def last_day(edtf: str | None) -> str | None:
    """Return the last day that a date may mean; None where there is none, or it cannot be read."""
    if not edtf:
        return None
    try:
        latest = parse(edtf).latest
    except ServandaError:
        return None
    return None if latest is None else latest.isoformat()


class Frame:
    """Builds the tables over one connection, on which the register's file stands attached.

    Its statements know the function `last_day`. Each step looks whether the officer has called it
    off, and then raises `CancelledError`.
    """

    def __init__(
        self,
        connection: Connection,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.connection = connection
        self._progress, self._cancelled = progress, cancelled
        self._done = 0
        connection.create_function("last_day", 1, last_day, deterministic=True)
        rows = connection.execute(
            f"SELECT type, name, tbl_name, sql FROM {SOURCE}.sqlite_master WHERE sql IS NOT NULL"
        ).fetchall()
        self._tables = {row[1]: row[3] for row in rows if row[0] == "table" and row[1] in RECORDS}
        self._indexes = [row[3] for row in rows if row[0] == "index" and row[2] in RECORDS]
        self._triggers = [row[3] for row in rows if row[0] == "trigger" and row[2] in RECORDS]
        self._search = next(row[3] for row in rows if row[1] == "search")
        self._whole = len(self._tables) + len(self._indexes) + _MORE
        for sql in self._tables.values():
            connection.execute(sql)

    def step(self) -> None:
        """Say that a part of the work is done. Raises `CancelledError`."""
        self._done = min(self._done + 1, self._whole)
        self._progress(self._done, self._whole)
        self.look()

    def finish(self) -> None:
        """Say that all of the work is done."""
        self._done = self._whole
        self._progress(self._done, self._whole)

    def look(self) -> None:
        """Raise `CancelledError` where the officer has called it off."""
        if self._cancelled():
            raise CancelledError("The look back was called off.")

    def run(self, sql: str, values: Mapping[str, Any] | None = None) -> None:
        """Run one statement as a part of the work."""
        self.connection.execute(sql, values or {})
        self.look()

    def copy(self, record: str, condition: str, values: Mapping[str, Any] | None = None) -> None:
        """Take over the rows of a table for which a condition holds; the row goes by `r`."""
        self.run(
            f"INSERT INTO main.{record} SELECT * FROM {SOURCE}.{record} r WHERE {condition}", values
        )
        self.step()

    def index(self) -> None:
        """Make the indexes, once the tables are filled."""
        for sql in self._indexes:
            self.connection.execute(sql)
            self.step()

    def search_as_it_is(self) -> None:
        """Take over the full-text index as it is.

        It may know more rows than there are: whoever searches asks for those of the table.
        """
        self._make_search()
        for each in _SHADOWS:
            self.run(f"DELETE FROM main.search_{each}")
            self.run(f"INSERT INTO main.search_{each} SELECT * FROM {SOURCE}.search_{each}")
        self.step()

    def search_anew(self) -> None:
        """Make a full-text index of the commitments as they are laid out."""
        self._make_search()
        self.run("INSERT INTO main.search(search) VALUES('rebuild')")
        self.step()

    def _make_search(self) -> None:
        self.connection.execute(self._search)

    def keep_search(self) -> None:
        """Let the full-text index follow what is derived from now on."""
        for sql in self._triggers:
            self.connection.execute(sql)

    def derive(self, commitments: Iterable[str], *, rehung: bool = False) -> None:
        """Compute the derived columns of commitments, and of what hangs on them, once more."""
        waiting = list(dict.fromkeys(commitments))
        for start in range(0, len(waiting), _AT_ONCE):
            refresh(self.connection, waiting[start : start + _AT_ONCE], rehung=rehung)
            self.look()
        self.step()

    def column(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the first column of what a statement finds."""
        return [row[0] for row in self.connection.execute(sql, values or {})]
