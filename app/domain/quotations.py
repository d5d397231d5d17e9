"""The kept text of a source, and where in it a quotation stands.

Texts are compared with every run of white space as one blank: a line that ends elsewhere, an
unbreakable blank or a doubled one makes no other quotation. Nothing else is passed over: not the
case of a letter, a hyphen, a mark or the form of a quotation mark.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.domain.errors import InvalidValueError

if TYPE_CHECKING:
    from datetime import date

    from app.domain.particulars import Evidence, Source

LARGEST_TEXT: Final = 1 << 20
"""How many bytes the kept text of a source has at most, in UTF-8."""

LARGEST_FILE: Final = 20 << 20
"""How many bytes the kept file of a source has at most."""

_DIGEST = re.compile(r"(?:[0-9a-f]{64})?")
_LONG_WHITE = re.compile(r"\s{2,}")
_LINE_END = re.compile(r"\r\n?")


class Standing(StrEnum):
    """Whether a quotation stands in the kept text."""

    STANDS = "stands"
    MISSING = "missing"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a quotation stands: `starts` and `ends` count characters of the kept text from 0."""

    standing: Standing
    starts: int | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is said of a kept text or file: its size in bytes, the day on which it came in.

    A size that is not known says that it is missing from the register.
    """

    sha256: str
    name: str = ""
    size: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Astray:
    """A passage whose quotation has no one place in the kept text of its source."""

    evidence: Evidence
    standing: Standing


def fit_text(text: str) -> str:
    """Return a text as it is kept: line ends as one sign, characters composed (NFC).

    Raises `InvalidValueError` for what is empty, over-long or no text.
    """
    fit = unicodedata.normalize("NFC", _LINE_END.sub("\n", text.removeprefix("\ufeff")))
    if not fit.strip():
        raise InvalidValueError("text", "There is no text to be kept.")
    try:
        size = len(fit.encode())
    except UnicodeEncodeError:
        size = -1
    if size < 0 or "\0" in fit:
        raise InvalidValueError("text", "The text holds a character that is no text.")
    if size > LARGEST_TEXT:
        raise InvalidValueError(
            "text",
            f"The text is too large: a text of {LARGEST_TEXT >> 20} MB can be kept; "
            "keep it as a file instead.",
        )
    return fit


def check_file(data: bytes) -> None:
    """Refuse a file that is empty or too large. Raises `InvalidValueError`."""
    if not data:
        raise InvalidValueError("file", "The file is empty: there is nothing to be kept.")
    if len(data) > LARGEST_FILE:
        raise InvalidValueError(
            "file", f"The file is too large: one of {LARGEST_FILE >> 20} MB can be kept."
        )


def check_kept(source: Source) -> None:
    """Refuse what names a kept text or file otherwise than by a SHA-256; `InvalidValueError`."""
    for field in ("text", "file"):
        if not _DIGEST.fullmatch(getattr(source, field)):
            raise InvalidValueError(field, f"“{field}” of a source is no SHA-256.")


class Searched:
    """A text in which quotations are looked up, however many: it is made ready once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._even = " ".join(text.split())
        lost = len(text) - len(text.lstrip())
        self._after, self._lost = [0], [lost]
        for run in _LONG_WHITE.finditer(text, lost):
            lost += run.end() - run.start() - 1
            self._after.append(run.end() - lost)
            self._lost.append(lost)

    def place(self, quotation: str) -> Place:
        """Return where a quotation stands, or that it stands there not at all or twice."""
        words = _even(quotation)
        at = self._next(words, 0) if words else -1
        if at < 0:
            return Place(standing=Standing.MISSING)
        if self._next(words, at + 1) >= 0:
            return Place(standing=Standing.SEVERAL)
        ends = self._back(at + len(words) - 1) + 1
        return Place(standing=Standing.STANDS, starts=self._back(at), ends=ends)

    def placed(self, evidence: Evidence) -> Place | None:
        """Return where the quotation of a passage stands; None where it quotes nothing.

        Where its offsets lead to it they count, though the same words stand elsewhere too; else it
        is looked for. So offsets that came with another text lead nowhere.
        """
        words, starts, ends = _even(evidence.quotation), evidence.starts, evidence.ends
        if not words:
            return None
        if starts is None or ends is None or starts < 0:
            return self.place(evidence.quotation)
        if _even(self.text[starts:ends]) != words or not whole(self.text, starts, ends):
            return self.place(evidence.quotation)
        return Place(standing=Standing.STANDS, starts=starts, ends=ends)

    def _next(self, words: str, start: int) -> int:
        """Return where words stand as whole words, from a place on; -1 where they do not."""
        at = self._even.find(words, start)
        while at >= 0 and not whole(self._even, at, at + len(words)):
            at = self._even.find(words, at + 1)
        return at

    def _back(self, at: int) -> int:
        """Return where in the text a character stands that is at this place with even blanks."""
        return at + self._lost[bisect_right(self._after, at) - 1]


def the_place(text: str, quotation: str) -> Place:
    """Return the one place at which a quotation stands.

    Raises `InvalidValueError` where it does not, or stands there more than once.
    """
    found = Searched(text).place(quotation)
    if found.standing is Standing.MISSING:
        raise InvalidValueError(
            "quotation",
            "The quotation does not stand in the kept text of this source, word for word.",
        )
    if found.standing is Standing.SEVERAL:
        raise InvalidValueError(
            "quotation",
            "The quotation stands more than once in the kept text: quote more words around it.",
        )
    return found


def standings(text: str, passages: Iterable[Evidence]) -> dict[str, Place]:
    """Return the places of all passages that quote something, by their identities."""
    searched = Searched(text)
    found = ((each.id, searched.placed(each)) for each in passages)
    return {identity: at for identity, at in found if at is not None}


def whole(text: str, starts: int, ends: int) -> bool:
    """Whether a piece of a text cuts no word and no number in two: “2 months” of “12 months”."""
    return not (_within(text, starts) or _within(text, ends))


def _within(text: str, at: int) -> bool:
    """Whether a place lies inside a word or number; marks that combine belong to their letter."""
    if not 0 < at < len(text):
        return False
    if unicodedata.combining(text[at]):
        return True
    before = at - 1
    while before > 0 and unicodedata.combining(text[before]):
        before -= 1
    return text[before].isalnum() and text[at].isalnum()


def _even(text: str) -> str:
    """Return a text as it is compared: composed, every run of white space as one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())
