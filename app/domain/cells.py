"""Text that a spreadsheet would run or change, kept as text in a way that is reversed exactly.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, also behind blanks
and marks that it drops, and some programs do so on every line of a cell. It also shortens what
looks like a number: paragraph 3.10 becomes 3.1. An apostrophe in front keeps both as text.

Text that begins with such an apostrophe by itself gets one more, so that taking one away always
gives back what was there.
"""

from __future__ import annotations

import re

LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
"""After each of these a cell goes on in a new line, in one program or another."""

_SIGNS = r"=+\-@\t\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""What begins a formula: four signs, in ASCII, full width and small, and a tab."""

_DROPPED = (
    r"\x00-\x08\x0e-\x20\x7f-\x84\x86-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5"
    r"\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff"
    r"\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What may be dropped before them: blanks, control characters and marks that are not seen."""

_CHANGED = (
    r"-?(?:0[0-9][0-9.,]*|[0-9]+\.[0-9]*0|[0-9]{16,}(?:\.[0-9]*)?|[0-9.]+[eE][+-]?[0-9]+"
    r"|[0-9]{1,2}[/-][0-9]{1,2})"
)
"""What a spreadsheet takes for a number or a day of the year and then shows in other digits."""

_NUMBER = re.compile(r"-(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,13}[1-9])?")
"""A number below nought that a spreadsheet shows as it is written."""

_FIRST_LINE = rf"'*(?:[{_DROPPED}]*(?:[{_SIGNS}]|\r)|[ \xa0]*{_CHANGED}[ \xa0]*\Z)"
# A line that is empty but for the first half of its own CR LF is none.
_LATER_LINE = rf"'*[{_DROPPED}]*(?:[{_SIGNS}]|\r(?!\n))"

_HARMFUL = re.compile(rf"\A(?={_FIRST_LINE})|(?<=[{LINE_ENDS}])(?={_LATER_LINE})")
_GUARDED = re.compile(rf"\A'(?={_FIRST_LINE})|(?<=[{LINE_ENDS}])'(?={_LATER_LINE})")


def guarded(text: str) -> str:
    """Return text that no spreadsheet runs or changes; most comes back as it is.

    An apostrophe is put before each line that would be run, and before a whole text whose digits
    would be changed (3.10, 007). Numbers that survive, such as -5, and dates stay.
    """
    return text if _NUMBER.fullmatch(text) else _HARMFUL.sub("'", text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given: the two undo each other, for every text."""
    return _GUARDED.sub("", text)


LONGEST_CELL = 32_767
"""How long a text a spreadsheet's cell holds, in the units that it counts by (UTF-16)."""

_CUT = " … [the rest of this text is in the register only]"
_NO_TEXT = re.compile("[\ufffe\uffff]")
"""What no workbook can hold: two code points that stand for no character."""


def carried(text: str) -> str:
    """Return what of a text a cell of a workbook carries; nearly always all of it.

    A longer text than a cell holds is cut, and says so at its end.
    """
    held = _NO_TEXT.sub("\ufffd", text)
    if len(held) <= LONGEST_CELL // 2 or _units(held) <= LONGEST_CELL:
        return held
    room = LONGEST_CELL - len(_CUT)
    kept = held.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + _CUT


def is_cut(text: str) -> bool:
    """Whether a cell says that its text was cut."""
    return text.endswith(_CUT)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
