"""Working-day calendars as they are stored, and the commitments that fall into some days."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.lifecycle import Phase
from app.domain.rows import RegisterRow
from app.domain.workdays import Calendar, CalendarYear, DayOrigin, Holiday
from app.store import listing
from app.store.driver import translated
from app.store.records import CALENDAR_YEAR, HOLIDAY
from app.store.tables import Tables
from app.store.terms import listed

_DONE = f"status IN({listed({Phase.DONE})}) AND coalesce(done_earliest,done_latest) IS NOT NULL"
_FROM = f"CASE WHEN {_DONE} THEN done_earliest ELSE earliest END"
_TO = f"CASE WHEN {_DONE} THEN done_latest ELSE latest END"
_FALLS = (
    "gone='' AND (:relation='' OR relation=:relation)"
    f" AND status NOT IN({listed({Phase.DROPPED})})"
    f" AND CASE WHEN sense='deadline' AND NOT({_DONE}) THEN latest BETWEEN :first AND :last"
    f" ELSE coalesce({_FROM},{_TO})<=:last AND coalesce({_TO},{_FROM})>=:first END"
)
"""What was done, or is due, on days of which one lies between two; an open end is a single day.

A deadline falls on its last day alone, though it may be met on any before.
"""
_NARROWEST = f"julianday(coalesce({_TO},{_FROM}))-julianday(coalesce({_FROM},{_TO}))"


class Almanac(Tables):
    """Working-day calendars, and what falls into a stretch of days."""

    def holidays(self, country: str, first: date, last: date) -> list[Holiday]:
        """Return what is entered for a country from a day to another, in their order."""
        return self._all(
            HOLIDAY,
            "country=? AND day BETWEEN ? AND ? AND gone='' ORDER BY day",
            country,
            first.isoformat(),
            last.isoformat(),
        )

    def cleared_days(self, country: str, year: int) -> frozenset[str]:
        """Return the days of a year from which the officer took away what was entered."""
        with translated():
            found = self._connection.execute(
                "SELECT day FROM holiday WHERE country=? AND day BETWEEN ? AND ?"
                " AND gone='binned' AND origin=?",
                (country, f"{year:04}-01-01", f"{year:04}-12-31", DayOrigin.OFFICER.value),
            ).fetchall()
        return frozenset(row[0] for row in found)

    def calendar_years(self, country: str) -> list[CalendarYear]:
        """Return the years that were filled in for a country, in their order."""
        return self._all(CALENDAR_YEAR, "country=? AND gone='' ORDER BY year", country)

    def calendar(self, country: str) -> Calendar:
        """Return all that is known of a country's working days; perhaps no year at all."""
        return Calendar(
            country,
            self.calendar_years(country),
            self.holidays(country, date.min, date.max),
        )

    def dated_years(self) -> list[int]:
        """Return the years in which some commitment begins or ends to be due, in their order."""
        with translated():
            found = self._connection.execute(
                "SELECT DISTINCT substr(earliest,1,4) FROM commitment WHERE gone=''"
                " AND earliest IS NOT NULL UNION SELECT substr(latest,1,4) FROM commitment"
                " WHERE gone='' AND latest IS NOT NULL"
            ).fetchall()
        return sorted(int(row[0]) for row in found)

    def falling(
        self, first: date, last: date, relation: str, most: int
    ) -> tuple[list[RegisterRow], int]:
        """Return at most so many commitments that fall into a stretch of days, and how many do.

        Those whose days are known best come first; what was dropped is left out. `relation` is
        a pair of countries, empty for all.
        """
        asked: dict[str, Any] = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "relation": relation,
        }
        with translated():
            rids = [
                row[0]
                for row in self._connection.execute(
                    f"SELECT rid FROM commitment WHERE {_FALLS}"
                    f" ORDER BY {_NARROWEST}, coalesce({_FROM},{_TO}), ref",
                    asked,
                )
            ]
            found = listing.rows(self._connection, rids[:most])
        return [found[each] for each in rids[:most] if each in found], len(rids)
