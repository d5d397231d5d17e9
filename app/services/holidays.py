"""Working days of the countries of a register: filling years in, and what they then answer.

A year is filled in once, from the library, and stays as it is. Filled in again it takes over what
the library has come to know since, such as an Eid that was announced, for the days to come alone:
no result about the past changes unless the officer changes the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.commitment import sides_of
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.timing import Bounds, Timing
from app.domain.workdays import (
    DayOrigin,
    Holiday,
    Joint,
    UnknownYearError,
)

if TYPE_CHECKING:
    from app.domain.change import Change
    from app.services.acts import Acts
    from app.services.holiday_library import Drawn
    from app.services.register import Register
    from app.store.reader import Reader

YEARS_AHEAD = 1
"""How many years after this one are in use whatever the register holds: notices look ahead."""
_MOST_AHEAD = 15

CountryYear = tuple[str, int]
Draw = Callable[[str, int], "Drawn"]
"""What gives a year of a country, or raises `NotFoundError`."""


def _drawn(country: str, year: int) -> Drawn:
    from app.services.holiday_library import drawn  # noqa: PLC0415 - loads the library

    return drawn(country, year)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """What the library says of a day that was filled in before: None where it says nothing."""

    country: str
    day: date
    now: Holiday | None
    then: Holiday | None


def countries(reader: Reader, relation: str = "") -> tuple[str, ...]:
    """Return the countries of a pair, or of all pairs, each once and in the pairs' order."""
    codes = [relation] if relation else [each.code for each in reader.relations()]
    return tuple(dict.fromkeys(side for code in codes for side in sides_of(code)))


def joint(reader: Reader, relation: str) -> Joint:
    """Return the days on which it is worked on both sides of a pair of countries."""
    first, second = sides_of(relation)
    return Joint(reader.calendar(first), reader.calendar(second))


def steps_back(reader: Reader, relation: str) -> Callable[[date, int], date | None]:
    """Return what counts joint working days back from a day; None where they are not known."""
    both = joint(reader, relation)

    def back(day: date, days: int) -> date | None:
        try:
            return both.before(day, days)
        except UnknownYearError:
            return None

    return back


def years_in_use(reader: Reader, today: date) -> tuple[int, ...]:
    """Return this year, the next, and every year in which something begins or ends to be due.

    What lies more than fifteen years ahead is left out: nobody knows its days off.
    """
    dated = (each for each in reader.dated_years() if each <= today.year + _MOST_AHEAD)
    return tuple(sorted({*dated, *range(today.year, today.year + YEARS_AHEAD + 1)}))


def unfilled(reader: Reader, codes: Iterable[str], years: Iterable[int]) -> tuple[CountryYear, ...]:
    """Return those years of these countries that were not filled in."""
    wanted = sorted(set(years))
    held = {code: {each.year for each in reader.calendar_years(code)} for code in codes}
    return tuple((code, year) for code in held for year in wanted if year not in held[code])


def fill(register: Register, wanted: Sequence[CountryYear], draw: Draw = _drawn) -> Change:
    """Fill years in that were not, all in one change. Raises `NotFoundError`.

    Raises `InvalidValueError` for one that was: see `update`.
    """
    for country, year in wanted:
        if not unfilled(register.reader, [country], [year]):
            raise InvalidValueError(
                "year", f"The working days of {country} in {year:04} are filled in already."
            )
    found = [draw(*each) for each in wanted]
    return register.together(_label(wanted), lambda acts: _enter(acts, found, date.min))


def fill_within(
    acts: Acts,
    reader: Reader,
    codes: Iterable[str],
    years: Iterable[int],
    draw: Draw = _drawn,
) -> None:
    """Fill years in that were not, within a change that needs them; undone with it.

    What the library does not know stays open. Where all are filled in, it is not even loaded; a
    change that would change nothing does not become one by this.
    """
    if not acts.changed:
        return
    for country, year in unfilled(reader, codes, years):
        try:
            found = draw(country, year)
        except NotFoundError:
            continue
        acts.fill_year(found.year, found.days)


def fill_around(
    acts: Acts, reader: Reader, relation: str, timing: Timing | None, today: date
) -> None:
    """Fill in, within a change, the years that a date of a pair of countries is in use by."""
    bounds = Bounds() if timing is None else timing.bounds()
    fill_within(acts, reader, sides_of(relation), years_around(bounds, today))


def fill_in_use(register: Register, draw: Draw = _drawn) -> Change | None:
    """Fill in what is missing of the years in use, in a change of its own; None where nothing is.

    What the library does not know stays open. Loading it takes a third of a second: a window does
    this aside.
    """
    reader, today = register.reader, register.clock.today()
    missing = unfilled(reader, countries(reader), years_in_use(reader, today))
    wanted = [each for each in missing if known(*each, draw)]
    return fill(register, wanted, draw) if wanted else None


def years_around(bounds: Bounds, today: date) -> tuple[int, ...]:
    """Return this year, the next, and those in which something begins and ends to be due."""
    ends = (each.year for each in (bounds.earliest, bounds.latest) if each is not None)
    dated = (each for each in ends if each <= today.year + _MOST_AHEAD)
    return tuple(sorted({*dated, *range(today.year, today.year + YEARS_AHEAD + 1)}))


def known(country: str, year: int, draw: Draw = _drawn) -> bool:
    """Whether the library knows a year of a country."""
    try:
        draw(country, year)
    except NotFoundError:
        return False
    return True


def differences(
    reader: Reader, country: str, year: int, draw: Draw = _drawn
) -> tuple[DayChange, ...]:
    """Return in which days the library has it otherwise than what was filled in from it.

    Days on which the officer has a word are left out. Raises `NotFoundError`.
    """
    said = {each.day: each for each in draw(country, year).days}
    held = {
        each.day: each for each in reader.holidays(country, date(year, 1, 1), date(year, 12, 31))
    }
    cleared = reader.cleared_days(country, year)
    return tuple(
        DayChange(
            country=country, day=date.fromisoformat(day), now=held.get(day), then=said.get(day)
        )
        for day in sorted({*said, *held} - cleared)
        if _comparable(held.get(day)) and held.get(day) != said.get(day)
    )


def update(register: Register, wanted: Sequence[CountryYear], draw: Draw = _drawn) -> Change:
    """Take over what the library has come to know of filled years, from today on, in one change.

    Raises `NotFoundError`. Earlier days stay as they are; see `differences`.
    """
    found = [draw(*each) for each in wanted]
    since = register.clock.today()
    return register.together(_label(wanted), lambda acts: _enter(acts, found, since))


def _enter(acts: Acts, found: Iterable[Drawn], since: date) -> None:
    for each in found:
        acts.fill_year(each.year, each.days, since)


def _label(wanted: Sequence[CountryYear]) -> str:
    years = sorted({year for _, year in wanted})
    codes = ", ".join(dict.fromkeys(code for code, _ in wanted))
    span = f"{years[0]:04}" if len(years) == 1 else f"{years[0]:04} to {years[-1]:04}"
    return f"Working days of {codes} in {span}" if years else "Working days"


def _comparable(held: Holiday | None) -> bool:
    return held is None or held.origin is DayOrigin.LIBRARY
