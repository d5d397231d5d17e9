"""Agencies in a cell: which leads, which support, and which no register knows under that name.

Several names in one cell are several agencies, never one called “A / B”. A name is matched whatever
its case; one that is almost like a known one is asked about, so that nothing comes in misspelt.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.intake.marks import LEAD_MARKS
from app.domain.intake.vocabulary import plain

_ALWAYS = re.compile(r"[/;\n|]|\s\+\s")
_PERHAPS = re.compile(r",|\s(?:and|&|и|اور)\s")
_NUMBERED = re.compile(r"^\s*(?:\d+[.)]|[-•–])\s*")
_BRACKET = re.compile(r"\(([^()]*)\)\s*$")
_ACRONYM = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ&\d-]{1,9}")
_ALIKE = 0.82
_MOST_PROPOSALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Agencies:
    """The agencies of one cell, each by the name in the file: the lead first, then the others."""

    lead: str = ""
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, the lead's first."""
        return (self.lead, *self.others) if self.lead else self.others


def split(text: str, known: Mapping[str, str]) -> Agencies:
    """Part a cell into agencies; the first leads, or the one marked “(lead)”.

    `known` holds names, acronyms and aliases as `plain` gives them. A comma or an “and” parts
    names only where what is left on both sides is known, or looks like an acronym: there are
    ministries of one thing and another.
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


def _pieces(text: str, known: Mapping[str, str]) -> list[str]:
    if plain(text) in known:
        return [text]
    found = []
    for part in _ALWAYS.split(text):
        tidy = " ".join(_NUMBERED.sub("", part).split())
        if tidy:
            found += _parted(tidy, known)
    return found


def _parted(text: str, known: Mapping[str, str]) -> list[str]:
    if plain(text) in known:
        return [text]
    parts = [each.strip() for each in _PERHAPS.split(text) if each.strip()]
    names = [_unmarked(each)[0] for each in parts]
    fit = all(plain(each) in known or _ACRONYM.fullmatch(each) for each in names)
    return parts if len(parts) > 1 and fit else [text]


def _unmarked(text: str) -> tuple[str, bool]:
    """Return a name without a mark that it leads, and whether it had one."""
    tidy = " ".join(text.split())
    mark = _BRACKET.search(tidy)
    if mark and plain(mark[1]) in LEAD_MARKS:
        return tidy[: mark.start()].strip(), True
    before, colon, after = tidy.partition(":")
    if colon and plain(before) in LEAD_MARKS:
        return after.strip(), True
    return tidy, False


def alike(name: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of agencies that a name may be a misspelling of, the most alike first.

    `known` gives for each plain name the name to show. An acronym is alike only to itself.
    """
    if _ACRONYM.fullmatch(name.strip()):
        return ()
    close: Sequence[str] = difflib.get_close_matches(
        plain(name), known, n=_MOST_PROPOSALS * 2, cutoff=_ALIKE
    )
    found: list[str] = []
    for each in close:
        if known[each] not in found:
            found.append(known[each])
    return tuple(found[:_MOST_PROPOSALS])
