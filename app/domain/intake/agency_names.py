"""The names of agencies that a register knows, and which of them another name may stand for.

A name is matched whatever its case, points and usual abbreviations, “M/o”, “&”. Anything else is
only like a known one, and is asked about.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from app.domain.intake.vocabulary import plain

_ACRONYM = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁa-zа-яё&\d-]{1,9}")
_POINTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_MINISTRY = re.compile(r"^\s*(?:M/o|Min\.?\s+of|Min\.)\s+", re.IGNORECASE)
_DIVISION = re.compile(r"^\s*D/o\s+", re.IGNORECASE)
_SMALL = {"of", "the", "and", "for", "on", "по", "и", "при"}
_COMMON = {
    "ministry", "division", "department", "authority", "board", "agency", "pakistan", "national",
    "federal", "министерство", "комитет", "республики", "беларусь",
}  # fmt: skip
_ALIKE = 0.82
_STEM = 5
_SHORTEST = 3
_MOST_PROPOSALS = 3


class Names:
    """Every name that an agency goes by; `known` gives for each plain name the name to show."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._written = _unambiguous(known)
        self._alike: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the name that an agency is shown by, nothing where none goes by this one."""
        if name not in self._found:
            found = self._known.get(plain(name)) or self._written.get(_written(name), "")
            self._found[name] = found
        return self._found[name]

    def alike(self, name: str) -> tuple[str, ...]:
        """Return the agencies that a name may stand for, the most likely first.

        It may be misspelt, short for a longer one, or made of its first letters.
        """
        if name not in self._alike:
            found = (*self._misspelt(name), *self._by_letters(name), *self._longer(name))
            self._alike[name] = tuple(dict.fromkeys(found))[:_MOST_PROPOSALS]
        return self._alike[name]

    def _misspelt(self, name: str) -> Iterator[str]:
        if _ACRONYM.fullmatch(name.strip()) and not name.strip().istitle():
            return  # a letter more or less makes another acronym
        most = _MOST_PROPOSALS * 2
        for each in difflib.get_close_matches(_written(name), self._written, most, _ALIKE):
            yield self._written[each]

    def _by_letters(self, name: str) -> Iterator[str]:
        letters = _written(name)
        if len(letters) < _SHORTEST or " " in letters:
            return
        for each, shown in self._known.items():
            words = each.split()
            told = [word for word in words if word not in _SMALL]
            if letters in ("".join(one[0] for one in words), "".join(one[0] for one in told)):
                yield shown

    def _longer(self, name: str) -> Iterator[str]:
        said = [each for each in _written(name).split() if each not in _SMALL]
        if not any(each not in _COMMON and len(each) > _SHORTEST for each in said):
            return
        for each, shown in self._known.items():
            words = each.split()
            if len(words) > 1 and all(any(_same_stem(one, word) for word in words) for one in said):
                yield shown


def _same_stem(one: str, other: str) -> bool:
    if len(one) < _STEM or len(other) < _STEM:
        return one == other
    return one[:_STEM] == other[:_STEM]


def _written(name: str) -> str:
    """Return a name for comparing, with its usual abbreviations written out."""
    text = _POINTED.sub(lambda match: match[0].replace(".", ""), name)
    text = _DIVISION.sub("division of ", _MINISTRY.sub("ministry of ", text))
    return " ".join(plain(text.replace("&", " and ")).split())


def _unambiguous(known: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, shown in known.items():
        found.setdefault(_written(name), set()).add(shown)
    return {name: shown.pop() for name, shown in found.items() if len(shown) == 1}
