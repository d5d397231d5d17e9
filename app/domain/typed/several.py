"""One of several dates, and EDTF with something said beside it."""

from __future__ import annotations

import re
from datetime import date

from app.domain.edtf import EdtfError, parse
from app.domain.timing import Sense, sense_of
from app.domain.typed.meant import Framed, Meant
from app.domain.typed.stretch import Stretch
from app.domain.typed.values import absolute, between, opening_of
from app.domain.typed.words import LEAD

_OR = re.compile(r"\s+(?:or|или)\s+")


def one_of(text: str) -> Framed | None:
    """“2025 or 2027”: one of them is meant, and no source says which."""
    parts = _OR.split(LEAD.sub("", text, count=1))
    if len(parts) < 2:  # noqa: PLR2004 - two alternatives at least
        return None
    items = [each for part in parts for each in part.split(", ")]
    ranged = _RANGED_ITEM.fullmatch(items[-1])
    final = between(ranged["a"], ranged["b"]) if ranged else absolute(items[-1])
    if final is None or final.asks is not None:
        return None
    values: list[str] = []
    for place, item in enumerate(items):
        value = _alternative(item, final.stretches[0], first=place == 0)
        if value is None:
            return None
        values.append(value)
    edtf = f"[{','.join(values)}]"
    parse(edtf)
    return Framed(meant=(Meant(edtf=edtf, sense=Sense.POINT, stretch=final.stretches[0]),))


_RANGED_ITEM = re.compile(r"between (?P<a>.+) and (?P<b>.+)")
_FIRST_ITEM = re.compile(r"by (?:the end of )?(?P<x>.+)")


def _alternative(item: str, final: Stretch, *, first: bool) -> str | None:
    """One of several, as the item of a set."""
    ranged = _RANGED_ITEM.fullmatch(item)
    if ranged:
        found = between(ranged["a"], ranged["b"])
        return f"{found.stretches[0].first}..{found.stretches[0].last}" if found else None
    opened = _FIRST_ITEM.fullmatch(item) if first else None
    found = opening_of(opened["x"] if opened else item, final)
    if found is None or found.asks is not None:
        return None
    stretch = found.stretches[0]
    value = stretch.first if stretch.single else f"{stretch.first}..{stretch.last}"
    return f"..{value}" if opened and stretch.single else value


_LISTED = re.compile(r"\[.+\]|.+/.+|.+/")


def listed(text: str) -> Framed | None:
    """EDTF with something said beside it, such as that it is to be agreed."""
    value = text.upper()
    if not _LISTED.fullmatch(text):
        return None
    try:
        read = parse(value)
    except EdtfError:
        return None
    day = (read.latest or read.earliest or date.min).isoformat()
    stretch = Stretch(first=day, last=day)
    return Framed(meant=(Meant(edtf=value, sense=sense_of(value), stretch=stretch),))
