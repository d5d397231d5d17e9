"""Working days of a country, and of two countries together.

A calendar knows only the years it was given; of any other it says that they are not known. Which
days of the week are off is part of each year's data, like its holidays and the weekend days that
are worked instead of others. Counting is done by prefix sums, so that no question walks over days.

Counting follows what spreadsheets do: going back or forth leaves out the day one starts from,
and a stretch of days includes both its ends.
"""

from __future__ import annotations

import calendar
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate, chain, compress

from app.domain.errors import InvalidValueError, ServandaError

_WEEK = 7
_REACH = 2
"""By how many days an estimated feast may yet move: a new moon is seen a day early or late."""


class DayKind(StrEnum):
    """What a day is to those who work by a calendar."""

    WORKING = "working"
    WEEKEND = "weekend"
    OFF = "day off"
    EXTRA = "extra working day"
    UNKNOWN = "not known"

    @property
    def works(self) -> bool:
        """Whether it is worked on such a day, as far as that is known."""
        return self in (DayKind.WORKING, DayKind.EXTRA)


class Certainty(StrEnum):
    """How sure the day of a holiday is.

    *Fixed* by law or by reckoning, *estimated* until the moon is seen or a decree is issued,
    *announced* for this one year.
    """

    FIXED = "fixed"
    ESTIMATED = "estimated"
    ANNOUNCED = "announced"


class DayOrigin(StrEnum):
    """Who says so: the library the year was filled from, or the officer."""

    LIBRARY = "library"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One day of a country that is not what its weekday says: off, or else worked (`off` False).

    `day` is ISO 8601. `reason` says where an officer's word on it is from.
    """

    id: str
    country: str
    day: str
    name: str
    off: bool = True
    certainty: Certainty = Certainty.FIXED
    origin: DayOrigin = DayOrigin.LIBRARY
    reason: str = ""

    @property
    def date(self) -> date:
        """The day."""
        return date.fromisoformat(self.day)

    @property
    def kind(self) -> DayKind:
        """What it makes of the day."""
        return DayKind.OFF if self.off else DayKind.EXTRA


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """A year of a country that was filled in: without one, nothing of that year is known.

    `weekend` holds the weekdays that are off, Monday being 1: “67” is Saturday and Sunday.
    `settled` says that no more working days will be moved in it, as far as its origin knows.
    """

    id: str
    country: str
    year: int
    weekend: str = "67"
    settled: bool = True
    origin: DayOrigin = DayOrigin.LIBRARY
    drawn_from: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why an answer may yet change: an estimated day near by, or a year with moves to come.

    Exactly one of the two is there.
    """

    country: str
    holiday: Holiday | None = None
    year: int | None = None


class UnknownYearError(ServandaError):
    """A year that is needed was not filled in; `missing` names country and year of each."""

    def __init__(self, missing: Sequence[tuple[str, int]]) -> None:
        named = " and ".join(f"{country} in {year:04}" for country, year in missing)
        super().__init__(f"The working days of {named} are not known: fill in that year first.")
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True)
class _Run:
    """Years without a gap between them, from the ordinal of a first day to that of a last.

    `sums[n]` is how many of the first n days are worked, `worked` the ordinals of those days.
    """

    first: int
    last: int
    sums: array[int]
    worked: array[int]


class WorkingDays:
    """Counts working days in the years it was given."""

    def __init__(self, years: Mapping[int, bytes]) -> None:
        """`years` holds a byte for each day of a year, 1 where it is worked."""
        self._years = dict(years)
        self._runs = tuple(_runs(self._years))

    @property
    def years(self) -> tuple[int, ...]:
        """The years it knows, in order."""
        return tuple(sorted(self._years))

    def knows(self, day: date) -> bool:
        """Whether the year of a day is known."""
        return day.year in self._years

    def works(self, day: date) -> bool:
        """Whether it is worked on a day. Raises `UnknownYearError`."""
        run = self._run(day.toordinal())
        place = day.toordinal() - run.first
        return run.sums[place + 1] > run.sums[place]

    def before(self, day: date, days: int) -> date:
        """Return the working day that is so many working days before a day, itself not counted.

        None at all is the day itself. Raises `UnknownYearError`, and `InvalidValueError` for a
        number below nothing.
        """
        if days <= 0:
            return _itself(day, days)
        ordinal = day.toordinal()
        run = self._run(ordinal - 1)
        place = run.sums[ordinal - run.first] - days
        if place < 0:
            raise self._unknown(date.fromordinal(run.first).year - 1)
        return date.fromordinal(run.worked[place])

    def after(self, day: date, days: int) -> date:
        """Return the working day that is so many working days after a day; see `before`."""
        if days <= 0:
            return _itself(day, days)
        ordinal = day.toordinal()
        run = self._run(ordinal + 1)
        place = run.sums[ordinal + 1 - run.first] + days - 1
        if place >= len(run.worked):
            raise self._unknown(date.fromordinal(run.last).year + 1)
        return date.fromordinal(run.worked[place])

    def between(self, first: date, last: date) -> int:
        """Return how many working days there are from a day to another, both included.

        Nothing where the last lies before the first. Raises `UnknownYearError`.
        """
        if last < first:
            return 0
        start, end = first.toordinal(), last.toordinal()
        run = self._run(start)
        if end > run.last:
            raise self._unknown(date.fromordinal(run.last).year + 1)
        return run.sums[end + 1 - run.first] - run.sums[start - run.first]

    def _run(self, ordinal: int) -> _Run:
        for run in self._runs:
            if run.first <= ordinal <= run.last:
                return run
        reachable = min(max(ordinal, date.min.toordinal()), date.max.toordinal())
        outside = (ordinal > reachable) - (ordinal < reachable)
        raise self._unknown(date.fromordinal(reachable).year + outside)

    def _unknown(self, year: int) -> UnknownYearError:
        raise NotImplementedError


class Calendar(WorkingDays):
    """The working days of one country, and what makes them so."""

    def __init__(
        self, country: str, years: Iterable[CalendarYear], holidays: Iterable[Holiday]
    ) -> None:
        """Know `years`; holidays of other years or countries are left aside."""
        self.country = country
        self._filled = {each.year: each for each in years if each.country == country}
        self._holidays = {
            each.day: each
            for each in holidays
            if each.country == country and each.date.year in self._filled
        }
        super().__init__(_worked(self._filled.values(), self._holidays.values()))

    def kind(self, day: date) -> DayKind:
        """Return what a day is; a day off at a weekend is a day off."""
        if not self.knows(day):
            return DayKind.UNKNOWN
        found = self._holidays.get(day.isoformat())
        weekend = str(day.isoweekday()) in self._filled[day.year].weekend
        if found is None or (not found.off and not weekend):
            return DayKind.WEEKEND if weekend else DayKind.WORKING
        return found.kind

    def holiday(self, day: date) -> Holiday | None:
        """Return what is entered for a day, if anything is."""
        return self._holidays.get(day.isoformat())

    def year(self, year: int) -> CalendarYear | None:
        """Return how a year was filled in, None where it was not."""
        return self._filled.get(year)

    def holidays(self, first: date, last: date) -> tuple[Holiday, ...]:
        """Return what is entered from a day to another, both included, in their order."""
        start, end = first.isoformat(), last.isoformat()
        return tuple(self._holidays[day] for day in sorted(self._holidays) if start <= day <= end)

    def unusual(self, holiday: Holiday) -> bool:
        """Whether a holiday makes its day another than its weekday does."""
        day = holiday.date
        filled = self._filled.get(day.year)
        return filled is not None and holiday.off is not (str(day.isoweekday()) in filled.weekend)

    def doubts(self, first: date, last: date) -> tuple[Doubt, ...]:
        """Return why what was counted from a day to another may yet change.

        Estimated days up to two days off count: they may move into the stretch or out of it.
        """
        start, end = first.toordinal() - _REACH, last.toordinal() + _REACH
        near = (
            Doubt(country=self.country, holiday=each)
            for day, each in sorted(self._holidays.items())
            if each.certainty is Certainty.ESTIMATED and start <= each.date.toordinal() <= end
        )
        open_years = (
            Doubt(country=self.country, year=year)
            for year in range(first.year, last.year + 1)
            if year in self._filled and not self._filled[year].settled
        )
        return tuple(chain(near, open_years))

    def _unknown(self, year: int) -> UnknownYearError:
        return UnknownYearError([(self.country, year)])


class Joint(WorkingDays):
    """The days on which it is worked in both of two countries."""

    def __init__(self, first: Calendar, second: Calendar) -> None:
        """Know the years that both know."""
        self.calendars = (first, second)
        both = {year: (first._years[year], second._years[year])  # noqa: SLF001 - of its own kind
                for year in first.years if year in second._years}  # fmt: skip  # noqa: SLF001
        super().__init__({year: _and(*days) for year, days in both.items()})

    def doubts(self, first: date, last: date) -> tuple[Doubt, ...]:
        """Return why what was counted may yet change, in either country."""
        return tuple(chain.from_iterable(each.doubts(first, last) for each in self.calendars))

    def _unknown(self, year: int) -> UnknownYearError:
        missing = [each.country for each in self.calendars if each.year(year) is None]
        return UnknownYearError([(country, year) for country in missing])


def weekend(text: str) -> str:
    """Return the weekdays that are off, in order and each once. Raises `InvalidValueError`."""
    kept = "".join(sorted(set(text.strip())))
    if not set(kept) <= set("1234567") or len(kept) == _WEEK:
        raise InvalidValueError(
            "weekend", f"“{text}” names no weekend; Monday is 1, so Saturday and Sunday are 67."
        )
    return kept


def _itself(day: date, days: int) -> date:
    """Return the day that no working days lead away from; refuse fewer than none."""
    if days < 0:
        raise InvalidValueError("days", "A number of working days cannot be below nothing.")
    return day


def _worked(years: Iterable[CalendarYear], holidays: Iterable[Holiday]) -> dict[int, bytes]:
    found = {each.year: _plain_year(each.year, each.weekend) for each in years}
    for each in holidays:
        day = each.date
        found[day.year][day.timetuple().tm_yday - 1] = not each.off
    return {year: bytes(days) for year, days in found.items()}


def _plain_year(year: int, weekend: str) -> bytearray:
    """Return the days of a year by their weekdays alone."""
    week = bytes(str(day) not in weekend for day in range(1, _WEEK + 1))
    start = date(year, 1, 1).weekday()
    days = 365 + calendar.isleap(year)
    return bytearray((week * (days // _WEEK + 2))[start : start + days])


def _and(first: bytes, second: bytes) -> bytes:
    both = int.from_bytes(first) & int.from_bytes(second)
    return both.to_bytes(len(first))


def _runs(years: Mapping[int, bytes]) -> Iterator[_Run]:
    """Lay neighbouring years end to end."""
    stretch: list[int] = []
    for year in sorted(years):
        if stretch and year != stretch[-1] + 1:
            yield _run_of(stretch, years)
            stretch = []
        stretch.append(year)
    if stretch:
        yield _run_of(stretch, years)


def _run_of(stretch: Sequence[int], years: Mapping[int, bytes]) -> _Run:
    days = b"".join(years[year] for year in stretch)
    first = date(stretch[0], 1, 1).toordinal()
    return _Run(
        first=first,
        last=first + len(days) - 1,
        sums=array("l", accumulate(days, initial=0)),
        worked=array("l", compress(range(first, first + len(days)), days)),
    )
