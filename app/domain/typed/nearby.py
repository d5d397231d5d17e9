"""Dates told by their distance from a day: “next month”, “on Monday”, “11 April” of some year.

They count from the day it was said. Where nobody knows that day, or where what is named lies on
either side of it, all that may be meant comes back with the reason to ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from app.domain.date_words import part_of
from app.domain.edtf import EdtfError, Form, parse
from app.domain.timing import shift
from app.domain.typed.figures import fiscal_year
from app.domain.typed.stretch import Asks, Found, Note, Stretch, of_day
from app.domain.typed.values import absolute
from app.domain.typed.words import WEEKDAY, weekday_of

_MONTHS = 12
_WEEK = 7
_LEAP = 2024
_QUARTERS, _HALVES = (33, 34, 35, 36), (40, 41)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days to count from: when it was said, today, and others an answer may name.

    Where not even today is known, what counts from a day cannot be read.
    """

    said: date | None
    today: date | None
    also: tuple[date, ...] = ()

    @property
    def offered(self) -> tuple[date, ...]:
        """The days a question offers where nobody knows when it was said."""
        return tuple(dict.fromkeys((*self.also, *([self.today] if self.today else []))))


def find(text: str, days: Days) -> Found | None:
    """Return what a tidy text may mean, None for what is no stretch of the calendar.

    Raises `EdtfError` for a day that the calendar lacks or that contradicts itself.
    """
    text = text.strip(" ,;:.")
    if not text:
        return None
    return (
        absolute(text)
        or _vague(text, days)
        or _relative(text, days)
        or _weekday(text, days)
        or _without_year(text, days)
    )


_ONE_WEEKDAY = re.compile(
    rf"(?:(?P<which>this|coming|next|last|past|previous|эт\w+|следующ\w+|прошл\w+|ближайш\w+) )?"
    rf"(?P<name>{WEEKDAY})"
)


def _weekday(text: str, days: Days) -> Found | None:
    """A day of the week alone: the one before or after the day it was said is asked about."""
    match = _ONE_WEEKDAY.fullmatch(text)
    if match is None:
        return None
    wanted = weekday_of(match["name"])
    found: list[date] = []
    for base in _bases(days):
        after = base + timedelta(days=(wanted - base.weekday()) % _WEEK)
        found += [after, after - timedelta(days=_WEEK)]
    return Found(stretches=_counted(found), asks=Asks.WEEKDAY)


# --- what counts from the day it was said ------------------------------------------------------

_THIS = (
    r"(?:the )?(?:current|present)|this|the|later this"
    r"|эт(?:от|ого|ом|а|ой|у|о|им)|текущ\w+|нынешн\w+|сего"
)
_STEPS = (
    (0, _THIS),
    (1, r"(?:the )?(?:next|coming|following)|следующ\w+|будущ\w+|наступающ\w+"),
    (-1, r"(?:the )?(?:last|previous|past|preceding)|прошл\w+|минувш\w+|предыдущ\w+"),
)
_CALENDAR = (
    ("week", r"week|недел[яиюе]"),
    ("month", r"(?:calendar )?month|месяц[ае]?"),
    ("quarter", r"quarter|квартал[ае]?"),
    ("half", r"half[- ]year|полугоди[ея]|полугодии"),
    ("fiscal", r"(?:fiscal|financial) year|финансов\w+ год[ау]?"),
    ("year", r"(?:calendar )?year|год[ау]?"),
)
_RELATIVE = re.compile(
    rf"(?P<step>{'|'.join(step for _, step in _STEPS)}) "
    rf"(?P<unit>{'|'.join(unit for _, unit in _CALENDAR)})"
)
_BARE_UNIT = re.compile(r"year|month|quarter|week|года|месяца|квартала|недели|полугодия")
_NEAR = {
    "today": 0, "сегодня": 0, "now": 0, "tomorrow": 1, "завтра": 1, "yesterday": -1, "вчера": -1,
}  # fmt: skip


def _bases(days: Days) -> tuple[date, ...]:
    return (days.said,) if days.said else days.offered


def _counted(found: Iterable[date]) -> tuple[Stretch, ...]:
    return tuple(of_day(each) for each in dict.fromkeys(found))


def _relative(text: str, days: Days) -> Found | None:
    """A day or stretch told by its distance from the day it was said."""
    near = _NEAR.get(text)
    if near is not None:
        return from_base(days, lambda base: of_day(base + timedelta(days=near)))
    match = _RELATIVE.fullmatch(text)
    later = text.startswith("later this ")
    if match:
        step = next(n for n, words in _STEPS if re.fullmatch(words, match["step"]))
        name = match["unit"]
    elif _BARE_UNIT.fullmatch(text):
        step, name = 0, text
    else:
        return None
    unit = next(key for key, words in _CALENDAR if re.fullmatch(words, name))

    def beside(base: date) -> Stretch:
        found = _unit_of(unit, base, step)
        if not later:
            return found
        return replace(found, first=base.isoformat(), last=found.latest.isoformat())

    return from_base(days, beside)


def from_base(days: Days, count: Callable[[date], Stretch]) -> Found:
    """Count from the day it was said, or ask which day that was."""
    try:
        stretches = tuple(
            replace(found, counted=base, note=found.note or Note.COUNTED)
            for base in _bases(days)
            for found in (count(base),)
        )
    except (OverflowError, ValueError):
        raise EdtfError("That lies outside the years 0001 to 9999.") from None
    return Found(stretches=stretches, asks=None if days.said else Asks.SAID)


def _unit_of(unit: str, base: date, step: int) -> Stretch:
    """The week, month, quarter, half-year or year so many steps from that of a day."""
    if unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(days=step * _WEEK)
        sunday = monday + timedelta(days=_WEEK - 1)
        return Stretch(first=monday.isoformat(), last=sunday.isoformat())
    if unit == "fiscal":
        return fiscal_year(base.year - (base.month <= _MONTHS // 2) + step)
    first = base.replace(day=1)
    if unit == "year":
        value = f"{base.year + step:04}"
    elif unit == "month":
        value = f"{shift(first, f'P{step}M' if step >= 0 else f'-P{-step}M'):%Y-%m}"
    else:
        codes = _QUARTERS if unit == "quarter" else _HALVES
        length = _MONTHS // len(codes)
        year, place = divmod(base.year * len(codes) + (base.month - 1) // length + step, len(codes))
        value = f"{year:04}-{codes[place]}"
    parse(value)
    return Stretch(first=value, last=value)


def _without_year(text: str, days: Days) -> Found | None:
    """A day, month, quarter or half-year without its year: the two nearest are asked about."""
    if not re.search(r"[^\W\d_]|^\d{1,2}\.\d{1,2}$", text) or re.search(r"\d{3}", text):
        return None
    base = days.said or days.today
    if base is None:
        return Found(stretches=(), asks=Asks.YEAR) if absolute(f"{text} {_LEAP:04}") else None
    found: list[Stretch] = []
    joint = "." if re.fullmatch(r"[\d.]+", text) else " "
    for year in range(max(1, base.year - 1), min(MAXYEAR, base.year + 1) + 1):
        try:
            dated = absolute(f"{text}{joint}{year:04}")
        except EdtfError:  # 29 February
            continue
        if dated is not None and dated.asks is None:
            found += dated.stretches
    ahead = [each for each in found if each.latest >= base]
    past = [each for each in found if each.latest < base]
    near = (*ahead[:1], *past[-1:])
    return Found(stretches=near, asks=Asks.YEAR) if near else None


# --- vague parts and ranges --------------------------------------------------------------------


def _vague(text: str, days: Days) -> Found | None:
    """The beginning, middle or end of a stretch: shown as said, within the whole of it."""
    part, rest = part_of(text)
    found = find(rest, days) if part and rest else None
    parted = (Form.YEAR, Form.MONTH)
    if found is None or not all(
        each.single and not each.part and parse(each.first).form in parted
        for each in found.stretches
    ):
        return None
    return replace(
        found,
        stretches=tuple(replace(each, part=part, note=Note.PART) for each in found.stretches),
    )
