"""Text that leaves the window for a place where the system shows it, such as a notification."""

from __future__ import annotations

import unicodedata

_OPEN, _CLOSE = "\u2068", "\u2069"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of writing for all that follows."""

_NONE = 0xFFFE
"""What ends like this, or one higher, is no character at all."""

_CUT = "…"


def plain_line(text: str, most: int) -> str:
    """Return text as one line of at most `most` characters that any system can show.

    What cannot be shown or carried (control characters, halves of characters, what turns the
    direction of all that follows) is left out; line breaks become spaces; a cut is marked.
    """
    kept = "".join(_shown(each) for each in text[: most * 8])
    line = " ".join(kept.split())
    if len(line) <= most and len(text) <= most * 8:
        return line
    cut = line[: most - len(_CUT)]
    while cut and (unicodedata.combining(cut[-1]) or unicodedata.category(cut[-1]) == "Cf"):
        cut = cut[:-1]  # half a joined character would be another one
    return cut.rstrip() + _CUT


def isolated(text: str) -> str:
    """Return a piece of text whose direction of writing does not reach what stands beside it."""
    return f"{_OPEN}{text}{_CLOSE}" if text else ""


def escaped(text: str) -> str:
    """Return text for a place that reads markup, so that it shows the very same text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _shown(character: str) -> str:
    if character in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return " "
    if character in _TURNING or unicodedata.category(character) in ("Cc", "Cs"):
        return ""
    return "" if ord(character) & _NONE == _NONE else character
