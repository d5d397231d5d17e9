"""Invisible marks of direction, for where they would be seen or counted."""

from __future__ import annotations

_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def unmarked(text: str) -> str:
    """Return a text without the isolates that keep the pieces of a line apart on a screen.

    A cell of a spreadsheet or a line of a terminal shows them as boxes; Word has its own way.
    """
    return text.translate(_ISOLATES)
