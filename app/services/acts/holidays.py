"""Days off and extra working days: filled in from a library, put right by the officer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app.domain import fields
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import derived_id
from app.domain.workdays import CalendarYear, Certainty, DayOrigin, Holiday, weekend
from app.services.acts.within import Within

_COUNTRY = re.compile(r"[A-Z]{2,3}")
_STANDS = ("", "binned")


class HolidayActs(Within):
    """Says which days are off; the officer's word stands above the library's.

    Country and day make up a holiday's identity, country and year that of a year: what two copies
    of the register enter for one day is one record.
    """

    def fill_year(
        self, year: CalendarYear, days: Sequence[Holiday], since: date = date.min
    ) -> None:
        """Take over what a library says of a year, from a day on; earlier days stay as they are.

        What the officer entered or took out stays, and so does a year of the officer's own. A
        year that was filled before loses the days that the library no longer names.
        """
        named = {each.day for each in days}
        start, end = date(year.year, 1, 1), date(year.year, 12, 31)
        for held in self._reader.holidays(year.country, max(start, since), end):
            if held.day not in named and held.origin is DayOrigin.LIBRARY:
                self._withdraw("holiday", held.id)
        for each in days:
            if each.date >= since:
                self._take_over("holiday", each.id, each)
        self._take_over("calendaryear", year.id, year)

    def set_holiday(
        self,
        country: str,
        day: str,
        *,
        off: bool = True,
        name: str = "",
        reason: str = "",
        certainty: str = Certainty.ANNOUNCED,
    ) -> str:
        """Say that a day is off, or else worked whatever its weekday; the officer's word.

        Raises `InvalidValueError` for what is no country or day, for a day off without a name
        and where it is not said where this is known from.
        """
        code, on = _country(country), _day(day)
        named = " ".join(name.split())
        if off and not named:
            raise InvalidValueError("name", "Say what this day is off for.")
        holiday = Holiday(
            id=derived_id("holiday", code, on),
            country=code,
            day=on,
            name=named,
            off=off,
            certainty=fields.choice("certainty", Certainty, certainty),
            origin=DayOrigin.OFFICER,
            reason=_reason(reason),
        )
        self._put("holiday", holiday.id, holiday)
        return holiday.id

    def clear_holiday(self, country: str, day: str, reason: str) -> None:
        """Say that a day is what its weekday says; filling the year again leaves it so.

        Raises `NotFoundError` where nothing is entered for it, `InvalidValueError` without reason.
        """
        code, on = _country(country), _day(day)
        found = self._reader.holidays(code, date.fromisoformat(on), date.fromisoformat(on))
        if not found:
            raise NotFoundError(f"Nothing is entered for {code} on {on}.")
        self._writer.set(
            "holiday",
            found[0].id,
            origin=DayOrigin.OFFICER.value,
            reason=_reason(reason),
            gone="binned",
        )

    def set_year(
        self,
        country: str,
        year: int,
        *,
        weekdays_off: str | None = None,
        settled: bool | None = None,
        reason: str = "",
    ) -> str:
        """Say of a year which weekdays are off, or that no more of its days will be moved.

        A year that was not filled in is known from then on: by its weekdays and by whatever days
        are entered. Raises `InvalidValueError` as `set_holiday` does.
        """
        code = _country(country)
        if not date.min.year <= year <= date.max.year:
            raise InvalidValueError("year", f"“{year}” is no year.")
        now = next((e for e in self._reader.calendar_years(code) if e.year == year), None)
        kept = now or CalendarYear(id=derived_id("calendaryear", code, f"{year:04}"),
                                   country=code, year=year)  # fmt: skip
        word = CalendarYear(
            id=kept.id,
            country=code,
            year=year,
            weekend=kept.weekend if weekdays_off is None else weekend(weekdays_off),
            settled=kept.settled if settled is None else settled,
            origin=DayOrigin.OFFICER,
            drawn_from=kept.drawn_from,
            reason=_reason(reason),
        )
        self._put("calendaryear", word.id, word)
        return word.id

    def _take_over(self, record: str, identity: str, item: object) -> None:
        """Enter what the library says, unless the officer said something."""
        try:
            row = self._writer.row(record, identity)
        except KeyError:
            row = {}
        if row.get("origin") != DayOrigin.OFFICER or row.get("gone") not in _STANDS:
            self._put(record, identity, item)


def _country(value: str) -> str:
    code = value.strip().upper()
    if not _COUNTRY.fullmatch(code):
        raise InvalidValueError("country", "A country's code is two or three letters, such as PK.")
    return code


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        raise InvalidValueError(
            "day", f"“{value}” is not a day; write for example 2026-11-22."
        ) from None


def _reason(value: str) -> str:
    text = " ".join(value.split())
    if not text:
        raise InvalidValueError(
            "reason", "Say where this is known from, such as the notice that announced it."
        )
    return text
