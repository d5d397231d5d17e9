"""Texts that name their own year: one value, a day with its weekday, or one to another."""

from __future__ import annotations

import re

from app.domain.date_words import day_words
from app.domain.edtf import EdtfError, Form, parse
from app.domain.typed.figures import fiscal_years, notation, numbers, years
from app.domain.typed.names import decade, named, part_of_year, season
from app.domain.typed.stretch import Found, Stretch, one
from app.domain.typed.words import MONTH, WEEKDAY, weekday_of

_READERS = (notation, numbers, years, fiscal_years, named, part_of_year, season, decade)


def absolute(text: str) -> Found | None:
    """Return what a text that names its own year may mean. Raises `EdtfError`."""
    text = text.strip(" ,;:.")
    return _value(text) or _range(text)


def _value(text: str) -> Found | None:
    """Read what is not named by two ends."""
    return _plain_value(text) or _with_weekday(text)


def _plain_value(text: str) -> Found | None:
    for read in _READERS:
        found = read(text)
        if found is not None:
            return found
    return None


# --- a day of the week -------------------------------------------------------------------------

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEFORE = re.compile(rf"(?P<name>{WEEKDAY})\.?[\s,]*\(?(?P<day>\d.*?|{MONTH}.*?)\)?")
_AFTER = re.compile(rf"(?P<day>.*\d.*?)[\s,]*\(?(?P<name>{WEEKDAY})\.?\)?")


def _with_weekday(text: str) -> Found | None:
    """A day named twice; the two have to agree."""
    match = _BEFORE.fullmatch(text) or _AFTER.fullmatch(text)
    found = _plain_value(match["day"].strip(" ,;:.")) if match else None
    if match is None or found is None:
        return None
    wanted = weekday_of(match["name"])
    days = [each for each in found.stretches if each.is_day]
    fitting = tuple(each for each in days if each.earliest.weekday() == wanted)
    if not fitting and days:
        raise EdtfError(f"{day_words(days[0].earliest)} is not a {_WEEKDAYS[wanted]}.")
    if not fitting:
        return None
    return Found(stretches=fitting, asks=found.asks if len(fitting) > 1 else None)


# --- ranges ------------------------------------------------------------------------------------

_JOINTS = re.compile(r"\s+(?:to|through|thru|until|till|по)\s+|\s*\.\.\.?\s*|\s+-\s+|\s*-\s*")


def _range(text: str) -> Found | None:
    """From one value to another; what the first leaves out it takes from the second."""
    for joint in _JOINTS.finditer(text):
        whole = any(each.isalpha() for each in joint[0])
        found = between(text[: joint.start()], text[joint.end() :], whole=whole)
        if found is not None:
            return found
    return None


def between(start: str, end: str, *, whole: bool = True) -> Found | None:
    """Return the stretch between two texts, None where one of them is none.

    It lasts where it was said as the `whole` of it, or runs from day to day or year to year.
    """
    last = _value(end.strip(" ,;:."))
    if last is None or len(last.stretches) != 1 or last.asks:
        return None
    closing = last.stretches[0]
    first = opening_of(start.strip(" ,;:."), closing)
    if first is None or len(first.stretches) != 1 or first.asks:
        return None
    opening = first.stretches[0]
    if opening.part or closing.part:
        return None
    if opening.earliest > closing.latest:
        raise EdtfError(f"“{start} - {end}” ends before it starts.")
    lasting = whole or opening.is_day or parse(opening.first).form is Form.YEAR
    stretch = Stretch(first=opening.first, last=closing.last, ranged=True, lasting=lasting)
    return Found(stretches=(stretch,))


def opening_of(start: str, closing: Stretch) -> Found | None:
    """Read the first of two values, which may leave its year and month to the second."""
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|-?го|-?е)?", start):
        number = int(re.findall(r"\d+", start)[0])
        return one(f"{closing.last[:7]}-{number:02}") if closing.is_day else None
    if re.search(r"\d{4}", start):
        return _value(start)
    joint = "." if re.fullmatch(r"[\d.]+", start) else " "
    return _value(f"{start}{joint}{closing.last[:4]}") if start else None
