"""Lengths of time counted from a day: “within two weeks”, “+10d”, «через месяц»."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from app.domain.timing import shift
from app.domain.typed.meant import Framed, Maker, about_its_end, made, point, shorthand, within
from app.domain.typed.nearby import Days, from_base
from app.domain.typed.stretch import Asks, Stretch
from app.domain.typed.values import absolute
from app.domain.typed.words import duration, short_term


def _base(match: re.Match[str], days: Days) -> Days | None:
    """The days to count from: one that is named, or the day it was said."""
    text = match.groupdict().get("day")
    if not text:
        return days
    if text in ("today", "now", "сегодня", "сегодняшнего дня"):
        return replace(days, said=days.today)
    found = absolute(text)
    if found is None or len(found.stretches) != 1 or not found.stretches[0].is_day:
        return None
    return replace(days, said=found.stretches[0].earliest)


def _length(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts.get("term"):
        return short_term(parts["stem"], parts["term"])
    return duration(parts["count"], parts["unit"])


def _from_said(match: re.Match[str], days: Days, make: Maker, *more: Maker) -> Framed | None:
    """Count a length from the day it was said; `asks` where two makers may be meant."""
    base, length = _base(match, days), _length(match)
    if base is None:
        return None

    def count(day: date) -> Stretch:
        return Stretch(first=day.isoformat(), last=shift(day, length).isoformat(), ranged=True)

    return made(from_base(base, count), make, *more, asks=Asks.WITHIN)


def within_length(match: re.Match[str], days: Days) -> Framed | None:
    """“Within two weeks”: any day until then."""
    return _from_said(match, days, within)


def in_length(match: re.Match[str], days: Days) -> Framed | None:
    """“In two weeks”: within them, or when they are over."""
    return _from_said(match, days, within, about_its_end)


def after_length(match: re.Match[str], days: Days) -> Framed | None:
    """«Через две недели»: about when they are over."""
    return _from_said(match, days, about_its_end)


def offset(match: re.Match[str], days: Days) -> Framed | None:
    """“+10d”, the desk's shorthand: from the day it was said, or else from today."""
    base = _base(match, days if days.said else replace(days, said=days.today))
    if base is None or base.said is None:
        return None
    sign = "-" if match["sign"] == "-" else ""
    length = sign + _length(match)

    def count(day: date) -> Stretch:
        value = shift(day, length).isoformat()
        return Stretch(first=value, last=value)

    return made(from_base(base, count), shorthand if match["sign"] else point)
