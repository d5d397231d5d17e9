"""Agencies in a cell: which leads, which support, and how what is written parts into names.

Several names in one cell are several agencies, never one called “A / B”. Whether a register knows
them is another matter; see `Names`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.intake.agency_names import Names
from app.domain.intake.marks import LEAD_MARKS, SUPPORT_MARKS
from app.domain.intake.vocabulary import plain

_SLASH = r"/(?!(?<=\b[MmDdOo]/)[oO]\b)"  # “M/o Industries” is one ministry
_BESIDE = (
    r",?\s+(?:(?:in\s+)?(?:consultation|coordination|collaboration|cooperation)\s+with|"
    r"with\s+(?:the\s+)?support\s+of|supported\s+by|along\s+with|совместно\s+с|при\s+участии)\s+"
)
_ALWAYS = re.compile(rf"{_SLASH}|[;\n|]|\s\+\s|{_BESIDE}", re.IGNORECASE)
_PERHAPS = re.compile(r",|\s(?:and|&|и|اور)\s")
_NUMBERED = re.compile(r"^\s*(?:\d+[.)]|[-•–])\s*")
_NEXT_NUMBER = re.compile(r"[\s,]+(?=\d{1,2}[.)]\s*[^\W\d])")
_BRACKET = re.compile(r"\(([^()]*)\)\s*$")
_SHORT = re.compile(r"(?=(?:[^A-ZА-ЯЁ]*[A-ZА-ЯЁ]){2})[A-ZА-ЯЁ][\w&-]{1,9}|(?:[A-ZА-ЯЁ]\.){2,}")
_ONE_WORD = re.compile(r"(?:Мин|Гос|Бел|Рос)[а-яё]{2,20}")
_BODY = re.compile(r"(?:M/o|Min\.?|ОАО|ООО|ЗАО|АО|РУП|ГП|УП|ГУ|М-во)\s.+")
_FIRST_WORDS = (
    "ministry", "division", "department", "authority", "министерство", "комитет", "управление",
    "وزارت",
)  # fmt: skip
_ALIKE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Agencies:
    """The agencies of one cell, each by the name in the file: the lead first, then the others."""

    lead: str = ""
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, the lead's first."""
        return (self.lead, *self.others) if self.lead else self.others


def split(text: str, known: Names) -> Agencies:
    """Part a cell into agencies; the first leads, or the one marked “(lead)”.

    A comma or an “and” parts names only where what is left on both sides is known, or looks like
    an agency of its own: there are ministries of one thing and another.
    """
    names: list[str] = []
    lead = ""
    for piece in _pieces(text, known):
        name, leads = _unmarked(piece)
        if plain(name) and name not in names:
            names.append(name)
            lead = name if leads and not lead else lead
    if not names:
        return Agencies()
    lead = lead or names[0]
    return Agencies(lead=lead, others=tuple(each for each in names if each != lead))


def parts_of(name: str) -> tuple[str, ...]:
    """Return the names that a name would part into at every comma and “and”."""
    parts = (_unmarked(each)[0] for each in _PERHAPS.split(name))
    return tuple(each for each in parts if plain(each))


def _pieces(text: str, known: Names) -> Iterator[str]:
    if known.of(text):
        yield text
        return
    for line in _ALWAYS.split(text):
        for part in _NEXT_NUMBER.split(line) if _NUMBERED.match(line) else (line,):
            tidy = " ".join(_NUMBERED.sub("", part).split())
            if tidy:
                yield from _parted(tidy, known)


def _parted(text: str, known: Names) -> list[str]:
    if known.of(text):
        return [text]
    parts = [each.strip() for each in _PERHAPS.split(text) if each.strip()]
    fit = all(_stands_alone(_unmarked(each)[0], known) for each in parts)
    return parts if len(parts) > 1 and fit else [text]


def _stands_alone(name: str, known: Names) -> bool:
    """Whether a text looks like an agency by itself, and not like the rest of a longer name."""
    if known.of(name) or any(each.fullmatch(name) for each in (_SHORT, _ONE_WORD, _BODY)):
        return True
    first = plain(name).partition(" ")[0]
    return bool(difflib.get_close_matches(first, _FIRST_WORDS, n=1, cutoff=_ALIKE))


def _unmarked(text: str) -> tuple[str, bool]:
    """Return a name without a mark that it leads or supports, and whether it leads."""
    tidy = " ".join(text.split())
    mark = _BRACKET.search(tidy)
    if mark and plain(mark[1]) in (*LEAD_MARKS, *SUPPORT_MARKS):
        return tidy[: mark.start()].strip(), plain(mark[1]) in LEAD_MARKS
    before, colon, after = tidy.partition(":")
    if colon and plain(before) in (*LEAD_MARKS, *SUPPORT_MARKS):
        return after.strip(), plain(before) in LEAD_MARKS
    return tidy, False
