"""Who has shown which reminder, so that none is shown twice on one computer.

Window, tray and helper share these marks in the register's file. They are local: in no change of
the log, of no weight to another copy, and nothing is lost with them but that something is shown
once more. A showing is claimed before it is shown and confirmed after; a claim whose program ended
in between lapses after a minute.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.store.driver import translated

if TYPE_CHECKING:
    from sqlite3 import Connection

LEASE_MS = 60_000
"""So long a claim holds without being confirmed; whichever way the clock was moved meanwhile."""

WINDOW, HELPER = "window", "helper"
"""The places that look for reminders: the open window, and the helper while it is closed."""

SEAT = "seat"
"""The place under which it stands when anything of one officer's looked at all."""


class Shown(StrEnum):
    """How far one showing has come; *summed* was only counted, being due when it appeared."""

    CLAIMED = "claimed"
    SHOWN = "shown"
    SUMMED = "summed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """When one place last looked for reminders: the local day, and the instant in UTC ms.

    `away` is the day of the last look before an absence that the officer has not waved aside yet.
    """

    place: str
    day: date
    at: int
    away: date | None = None


def watches(connection: Connection, seat: str) -> dict[str, Watch]:
    """Return when reminders were last looked for at a seat, by place."""
    with translated():
        rows = connection.execute(
            "SELECT place, day, at, away FROM watch WHERE seat=?", (seat,)
        ).fetchall()
    return {
        row[0]: Watch(
            place=row[0],
            day=date.fromisoformat(row[1]),
            at=row[2],
            away=date.fromisoformat(row[3]) if row[3] else None,
        )
        for row in rows
    }


class Claims:
    """The marks of one seat, read and written within `together`."""

    def __init__(self, connection: Connection, seat: str) -> None:
        self._connection = connection
        self._seat = seat

    @contextmanager
    def together(self) -> Iterator[None]:
        """Run several reads and writes as one; another program waits, or is waited for.

        Raises `BusyError` or `ReadOnlyError` as a write of the register does.
        """
        with translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def watches(self) -> dict[str, Watch]:
        """Return when reminders were last looked for, by place."""
        return watches(self._connection, self._seat)

    def standing(self, showings: Sequence[str]) -> dict[str, Shown]:
        """Return how far showings have come; those nobody claimed are left out."""
        rows = self._connection.execute(
            "SELECT id, state FROM claim WHERE seat=? AND id IN(SELECT value FROM json_each(?))",
            (self._seat, json.dumps(showings)),
        )
        return {row[0]: Shown(row[1]) for row in rows}

    def looked(self, place: str, today: date, at: int, away: date | None) -> None:
        """Note that a place has looked; `away` where an absence ended with this."""
        for name in (SEAT, place):
            self._connection.execute(
                "INSERT INTO watch(seat,place,day,at,away) VALUES(?1,?2,?3,?4,?5)"
                " ON CONFLICT(seat,place) DO UPDATE SET day=?3, at=?4,"
                " away=CASE WHEN ?5='' THEN away ELSE ?5 END",
                (
                    self._seat,
                    name,
                    today.isoformat(),
                    at,
                    away.isoformat() if away and name == place else "",
                ),
            )

    def claim(self, showings: Sequence[str], at: int) -> frozenset[str]:
        """Claim showings and return those that were free, or whose claim had lapsed."""
        taken: set[str] = set()
        for each in showings:
            done = self._connection.execute(
                "INSERT INTO claim(seat,id,at,state) VALUES(?1,?2,?3,'claimed')"
                " ON CONFLICT(seat,id) DO UPDATE SET at=?3 WHERE state='claimed'"
                " AND abs(at-?3)>?4",
                (self._seat, each, at, LEASE_MS),
            )
            if done.rowcount:
                taken.add(each)
        return frozenset(taken)

    def sum_up(self, showings: Sequence[str], at: int) -> None:
        """Mark showings that are only counted, since they were due when they appeared."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO claim(seat,id,at,state) VALUES(?,?,?,'summed')",
            ((self._seat, each, at) for each in showings),
        )

    def confirm(self, showings: Sequence[str], at: int) -> None:
        """Say that what was claimed has been shown."""
        self._connection.executemany(
            "UPDATE claim SET state='shown', at=? WHERE seat=? AND id=? AND state='claimed'",
            ((at, self._seat, each) for each in showings),
        )

    def release(self, showings: Sequence[str]) -> None:
        """Give back what was claimed and could not be shown: from now on it is free.

        The mark stays, so that the next look does not take it for due when it appeared.
        """
        self._connection.executemany(
            "UPDATE claim SET at=0 WHERE seat=? AND id=? AND state='claimed'",
            ((self._seat, each) for each in showings),
        )

    def back(self, place: str) -> None:
        """Say that the officer has seen what came due during an absence."""
        self._connection.execute(
            "UPDATE watch SET away='' WHERE seat=? AND place=?", (self._seat, place)
        )
