"""Paragraphs of a protocol as tables have them: sub-points, other digits, spoilt by a spreadsheet.

A spreadsheet takes 3.10 for a number and shows 3.1, or for a day of October. What it made of a
paragraph cannot be undone, so that is asked about.
"""

from __future__ import annotations

import re

from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.shorthand import digits

_SUB_POINT = re.compile(r"^\s*\(?([a-zа-я]|[ivx]{2,4})\)\s*", re.IGNORECASE)
_ONE_DIGIT = re.compile(r"\d{1,2}\.[1-9]")
_DAY = re.compile(r"\d{4}-(\d\d)-(\d\d)(?:T.*)?")


def tidy_paragraph(text: str) -> str:
    """Return a paragraph in the digits 0 to 9, without a point at its end."""
    return digits(text).replace("٫", ".").rstrip(".").strip()


def sub_point(text: str) -> tuple[str, str]:
    """Return the letter that a text begins with, “(a)” or “ii)”, and what follows it."""
    found = _SUB_POINT.match(text + " ")
    return (found[1].lower(), text[found.end() :]) if found else ("", text)


def could_lack_a_nought(held: Cell, text: str) -> bool:
    """Whether a number may have lost its last nought: 3.1 is what is left of 3.10."""
    return held.kind is CellKind.NUMBER and bool(_ONE_DIGIT.fullmatch(text))


def readings(held: Cell, text: str, *, after_nine: bool) -> tuple[str, ...]:
    """Return what a cell may have been before the spreadsheet read it; nothing where it is sure.

    `after_nine` says that the ninth paragraph of its chapter stood above it.
    """
    day = _DAY.fullmatch(text) if held.kind is CellKind.DAY else None
    if day is not None:
        month, of_month = int(day[1]), int(day[2])
        return tuple(dict.fromkeys((f"{of_month}.{month}", f"{month}.{of_month}")))
    if after_nine and could_lack_a_nought(held, text):
        return (text, f"{text}0")
    return ()
