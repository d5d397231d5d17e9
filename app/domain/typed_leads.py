"""How long before a day one is to be reminded, as a person types it: “30 days, 1 week”."""

from __future__ import annotations

import re

from app.domain.errors import InvalidValueError
from app.domain.reminder_rules import NONE
from app.domain.term_words import length_words
from app.domain.terms import length

_ON_THE_DAY = ("0", "0 days", "p0d", "on the day", "the day", "same day", "the same day")
_NOTHING = ("none", "never", "no reminder")
_BETWEEN = re.compile(r"[,;\n]")
_FILLER = re.compile(r"\b(?:working|calendar|before|earlier)\b")
_LATER = re.compile(r"\b(?:after|later)\b")
_EXAMPLE = "Write for example 30 days, 1 week, on the day."


def read_leads(text: str) -> str:
    """Return leads as they are stored, `P30D P7D P0D`, or “none” where nothing is reminded of.

    Commas part them; `1 day after` comes after the day. Raises `InvalidValueError` with the field
    “leads”, also where nothing is typed.
    """
    typed = [each for each in _BETWEEN.split(text) if each.strip()]
    if not typed:
        raise InvalidValueError("leads", f"Say how long before, or “none”. {_EXAMPLE}")
    if " ".join(text.casefold().split()) in _NOTHING:
        return NONE
    return " ".join(_lead(each) for each in typed)


def typed_leads(leads: str) -> str:
    """Return stored leads as they can be typed again."""
    if leads == NONE:
        return NONE
    return ", ".join(_typed(each) for each in leads.split())


def _lead(text: str) -> str:
    typed = " ".join(text.casefold().split())
    if typed in _ON_THE_DAY:
        return "P0D"
    later = typed.startswith("-") or _LATER.search(typed) is not None
    bare = _FILLER.sub("", _LATER.sub("", typed)).removeprefix("-").strip()
    try:
        found = length("leads", bare)
    except InvalidValueError:
        raise InvalidValueError(
            "leads", f"“{text.strip()[:40]}” is no length of time. {_EXAMPLE}"
        ) from None
    if not found:
        raise InvalidValueError("leads", f"“{text.strip()[:40]}” says no number. {_EXAMPLE}")
    return f"-{found}" if later else found


def _typed(lead: str) -> str:
    words = length_words(lead.removeprefix("-"))
    if not words:
        return "on the day"
    return f"{words} after" if lead.startswith("-") else words
