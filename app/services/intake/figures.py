"""What a person sees of a number in a spreadsheet, and never less than it is.

A spreadsheet keeps 3.10 as 3.1 with two decimals, 45 % as 0.45, and “May 2026” as the first of that
month. What its format shows is put back: decimals and zeros are added, a day that is not shown is
left out. Nothing is rounded.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from app.domain.intake.grid import BLANK, Cell, CellKind

_EXACT = 15
"""Digits that a spreadsheet keeps of a number; the rest is noise."""

_WHOLE = 1 << 53
"""Below this every whole number is kept as it is."""

_SECONDS = 60
_HOUR = 3_600


class Shown(StrEnum):
    """How much of a date a format shows."""

    DAY = "day"
    YEARLESS = "yearless"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What a number format shows: the least digits before and after the point, per cent, a date."""

    digits: int = 1
    places: int = 0
    percent: bool = False
    date: Shown = Shown.DAY


GENERAL = Format()

_PLAIN = re.compile(r"[#,?]*(0*)(?:\.(0+)[#?]*)?(%?)")
_UNSEEN = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.')
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
}


def built_in(number: int) -> Format:
    """Return the format that Excel knows under a number, as far as it matters here."""
    return format_of(_BUILT_IN.get(number, ""))


def format_of(code: str) -> Format:
    """Return what a format code of Excel shows, such as `0.00`, `0%` or `mmm yyyy`."""
    first = _UNSEEN.sub("", code.split(";", 1)[0]).strip()
    plain = _PLAIN.fullmatch(first)
    if plain:
        return Format(
            digits=max(1, len(plain[1])), places=len(plain[2] or ""), percent=bool(plain[3])
        )
    letters = set(first.lower())
    if letters <= set("dmy/.,- ") | {"г"}:
        return Format(date=_date_shown(letters))
    if "h" in letters and letters <= set("hms:.0ap/ "):
        return Format(date=Shown.HOUR)
    return GENERAL


def _date_shown(letters: set[str]) -> Shown:
    """Return how much of a date is shown by a format of these letters."""
    if "d" in letters:
        return Shown.DAY if "y" in letters or "m" not in letters else Shown.YEARLESS
    return Shown.MONTH if "m" in letters else Shown.YEAR


def number_text(value: float, shown: Format = GENERAL) -> str:
    """Return a number as it is seen, in full: `3.10`, `45%`, `007`; without a useless `.0`."""
    text = f"{value:.{_EXACT}g}"
    if shown is GENERAL and "e" not in text and text != "-0":
        return text
    if not math.isfinite(value):
        return text
    whole_number = abs(value) < _WHOLE and value == int(value)
    exact = Decimal(int(value)) if whole_number else Decimal(text)
    if abs(exact) >= _WHOLE:
        return text.upper()
    if shown.percent:
        exact *= 100
    needed = max(0, -int(exact.normalize().as_tuple().exponent)) if exact else 0
    places = max(shown.places, needed)
    plain = f"{abs(exact):.{places}f}"
    whole, point, rest = plain.partition(".")
    sign = "-" if exact < 0 else ""
    return f"{sign}{whole.zfill(shown.digits)}{point}{rest}{'%' if shown.percent else ''}"


def day_cell(value: date, shown: Shown = Shown.DAY) -> Cell:
    """Return the cell of a day; of a month or a year, as text, where no more of it is shown.

    A time stays where it is not midnight, and stands alone where no day is shown.
    """
    if shown is Shown.HOUR and isinstance(value, datetime):
        return Cell(hour(value.time()), CellKind.TEXT)
    if shown is Shown.MONTH:
        return Cell(f"{value.year:04}-{value.month:02}", CellKind.TEXT)
    if shown is Shown.YEAR:
        return Cell(f"{value.year:04}", CellKind.TEXT)
    if isinstance(value, datetime):
        whole = value.time() == time()
        return Cell((value.date() if whole else value).isoformat(), CellKind.DAY)
    return Cell(value.isoformat(), CellKind.DAY)


def lasting(value: timedelta) -> str:
    """Return a length of time in hours: `36:00`, with seconds where it has any."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    hours, rest = divmod(seconds, _HOUR)
    minutes, rest = divmod(rest, _SECONDS)
    return f"{sign}{hours}:{minutes:02}" + (f":{rest:02}" if rest else "")


def hour(value: time) -> str:
    """Return an hour of a day: `09:05`, with seconds where it has any."""
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def cell_of(value: object, shown: Format = GENERAL) -> Cell:
    """Return the cell of a value as a library gives it: text, number, day, time, or yes and no."""
    if isinstance(value, str):
        return Cell(value, CellKind.TEXT) if value else BLANK
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", CellKind.FLAG)
    if isinstance(value, (int, float)):
        return Cell(number_text(value, shown), CellKind.NUMBER)
    if isinstance(value, date):
        return day_cell(value, shown.date)
    if isinstance(value, time):
        return Cell(hour(value), CellKind.TEXT)
    if isinstance(value, timedelta):
        return Cell(lasting(value), CellKind.TEXT)
    return BLANK
