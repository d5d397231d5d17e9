"""What the library `holidays` says of a country's year, in the register's own terms.

Nothing else imports the library: it takes a while to load and is wanted only when a year is filled
in. What was drawn from it is then kept in the register, so that a newer library changes no answer.

Its weekends are its own too: for Pakistan the default of Saturday and Sunday, as the federal
government keeps them; for Belarus the same, with the weekend days that are worked instead of
others, year by year as the decrees name them. Its days of the moon are marked as estimated for as
long as nobody announced them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.errors import NotFoundError
from app.domain.identity import derived_id
from app.domain.workdays import CalendarYear, Certainty, DayOrigin, Holiday

if TYPE_CHECKING:
    from holidays import HolidayBase

_LATER = 30
"""So many years ahead every day that hangs on the moon is still an estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A year of a country as the library has it."""

    year: CalendarYear
    days: tuple[Holiday, ...]


def drawn(country: str, year: int) -> Drawn:
    """Return a year of a country. Raises `NotFoundError` for what the library does not know."""
    from holidays.version import __version__  # noqa: PLC0415 - see above

    base = _year(country, year)
    settled = _settled(base, year)
    days = [*_days_off(base, country, year), *_worked(base, country, year)]
    return Drawn(
        year=CalendarYear(
            id=derived_id("calendaryear", country, f"{year:04}"),
            country=country,
            year=year,
            weekend="".join(str(day + 1) for day in sorted(base.weekend)),
            settled=settled,
            origin=DayOrigin.LIBRARY,
            drawn_from=f"holidays {__version__}",
        ),
        days=tuple(sorted(days, key=lambda each: each.day)),
    )


def _year(country: str, year: int) -> HolidayBase:
    from holidays import country_holidays  # noqa: PLC0415 - see above

    try:
        bare = country_holidays(country, expand=False)
    except NotImplementedError:
        raise NotFoundError(
            f"No working days are known for {country}: say yourself which days are off."
        ) from None
    if not bare.start_year <= year <= min(bare.end_year, date.max.year):
        raise NotFoundError(f"The working days of {country} in {year:04} are not known.")
    return country_holidays(country, years=year, language=_english(bare), expand=False)


def _english(base: HolidayBase) -> str | None:
    """The library's English for a country, its own kind of it first."""
    names = (base.default_language, *base.supported_languages)
    return next((each for each in names if each and each.startswith("en")), None)


def _settled(base: HolidayBase, year: int) -> bool:
    """Whether the decrees that move working days are known for a year, or there are none."""
    if not base.has_substituted_holidays:
        return True
    known = _specials(base)
    return min(known, default=year) <= year <= max(known, default=year - 1)


def _specials(base: HolidayBase) -> dict[int, tuple[tuple[object, ...], ...]]:
    """Days named for single years: month, day and a name, or else the day that is worked."""
    held: dict[int, tuple[object, ...]] = getattr(base, "special_public_holidays", {})
    return {
        year: days if days and isinstance(days[0], tuple) else (days,)  # type: ignore[misc]
        for year, days in held.items()
    }


def _days_off(base: HolidayBase, country: str, year: int) -> list[Holiday]:
    moon, mark = _of_the_moon(base), _estimate(base)
    announced = {(each[0], each[1]) for each in _specials(base).get(year, ())}
    swaps = _swaps(base)
    found = []
    for day in base:
        if day.year != year:
            continue
        names = base.get_list(day)
        plain = [each.removesuffix(mark) if mark else each for each in names]
        if plain != names:
            certainty = Certainty.ESTIMATED
        elif (day.month, day.day) in announced or not moon.isdisjoint(plain):
            certainty = Certainty.ANNOUNCED
        else:
            certainty = Certainty.FIXED
        swap = next((swaps[each] for each in names if each in swaps), None)
        name = "; ".join(plain) if swap is None else f"Day off in place of {swap.isoformat()}"
        found.append(_holiday(country, day, name, certainty))
    return found


def _worked(base: HolidayBase, country: str, year: int) -> list[Holiday]:
    """The weekend days of a year that are worked, each in place of the day that is off for it."""
    swaps = _swaps(base)
    off = {swaps[name]: day for day in base for name in base.get_list(day) if name in swaps}
    found = []
    for day in base.weekend_workdays:
        if day.year == year:
            name = f"In place of {off[day].isoformat()}" if day in off else "Moved"
            found.append(_holiday(country, day, name, Certainty.ANNOUNCED, off=False))
    return found


def _swaps(base: HolidayBase) -> dict[str, date]:
    """The names that days off have because another is worked, and which one that is."""
    if not base.has_substituted_holidays:
        return {}
    label = base.tr(getattr(base, "substituted_label", ""))
    form = base.tr(getattr(base, "substituted_date_format", ""))
    return {label % day.strftime(form): day for day in base.weekend_workdays}


def _estimate(base: HolidayBase) -> str:
    """What the library adds to the name of a day it reckoned itself; nothing where it does not."""
    label = getattr(base, "estimated_label", None)
    return base.tr(label).replace("%s", "") if label else ""


def _of_the_moon(base: HolidayBase) -> frozenset[str]:
    """The names of the feasts whose day is announced, never reckoned for good."""
    mark = _estimate(base)
    if not mark:
        return frozenset()
    later = min(max(base.years, default=0) + _LATER, base.end_year)
    ahead = type(base)(years=later, language=base.language, expand=False)
    names = (name for day in ahead for name in ahead.get_list(day))
    return frozenset(name.removesuffix(mark) for name in names if name.endswith(mark))


def _holiday(
    country: str, day: date, name: str, certainty: Certainty, *, off: bool = True
) -> Holiday:
    on = day.isoformat()
    return Holiday(
        id=derived_id("holiday", country, on),
        country=country,
        day=on,
        name=name,
        off=off,
        certainty=certainty,
        origin=DayOrigin.LIBRARY,
    )
