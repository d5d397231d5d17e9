"""How the dates of a column are written: day or month first, as day numbers, in two digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.shorthand import other_script, short_years

_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/.-])")
_MONTHS = 12
_SERIALS = range(20_000, 80_000)  # from 1954 to 2119
_MOST_OF = 0.6


class Order(StrEnum):
    """How figures such as 03/04/2026 stand in a column: day first, month first, or asked about."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    ASKED = "ask"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateColumn:
    """What the dates of a column have in common.

    `example` is one that could be read in two ways; `mixed` where some cells say day first and
    others month first. `serials` says that most of its cells are a spreadsheet's day numbers, which
    count from `days_from`, None where the file does not say from when; `old` that some years in
    two digits cannot be of this century's first half.
    """

    order: Order = Order.NONE
    example: str = ""
    mixed: bool = False
    serials: bool = False
    days_from: date | None = None
    old: bool = False


def date_column(cells: Iterable[Cell], days_from: date | None = None) -> DateColumn:
    """Find out how the dates of a column are written, from those that can be read one way only.

    `days_from` is the day from which the file counts days.
    """
    first = second = numbers = filled = 0
    example, old = "", False
    for each in cells:
        filled += bool(each.text)
        numbers += day_number(each) is not None
        old = old or any(short.old for short in short_years(other_script(each.text)))
        for match in _FIGURES.finditer(each.text):
            one, two = int(match[1]), int(match[3])
            first += one > _MONTHS >= two
            second += two > _MONTHS >= one
            if not example and one != two and one <= _MONTHS and two <= _MONTHS:
                example = match[0]
    mixed = bool(first and second)
    order = Order.NONE
    if first and not second:
        order = Order.DAY_FIRST
    elif second and not first:
        order = Order.MONTH_FIRST
    elif example:
        order = Order.ASKED
    return DateColumn(
        order=order,
        example=example,
        mixed=mixed,
        serials=filled > 0 and numbers >= _MOST_OF * filled,
        days_from=days_from,
        old=old,
    )


def has_figures(text: str) -> bool:
    """Whether something such as 03/04/2026 stands in a text."""
    return bool(_FIGURES.search(text))


def day_number(cell: Cell) -> int | None:
    """Return the day number that a cell may be, None where it is none."""
    number = cell.kind in (CellKind.NUMBER, CellKind.TEXT) and cell.text.strip().isdecimal()
    return int(cell.text) if number and int(cell.text) in _SERIALS else None


def in_order(text: str, order: Order) -> str:
    """Write figures as ISO where the order of their column is known."""

    def iso(match: re.Match[str]) -> str:
        if len(match[4]) < len("2026"):
            return match[0]
        day, month = _day_and_month(int(match[1]), int(match[3]), order)
        try:
            return date(int(match[4]), month, day).isoformat()
        except ValueError:
            return match[0]

    return _FIGURES.sub(iso, text)


def _day_and_month(one: int, two: int, order: Order) -> tuple[int, int]:
    """What could be no month settles it by itself; else the order of the column does."""
    if one > _MONTHS or two > _MONTHS:
        return (one, two) if one > _MONTHS else (two, one)
    if order is Order.MONTH_FIRST:
        return two, one
    if order is Order.DAY_FIRST or one == two:
        return one, two
    return 0, 0  # no day: left as it stands, and asked about
