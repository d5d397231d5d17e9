"""Commitments by the references that a table names them by.

A reference in other case is the same one. One that only looks the same, with a Cyrillic “Р” for a
Latin “P”, another dash or blanks between, is nobody's: that it is meant is asked, never presumed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from unicodedata import digit, normalize

from app.domain.intake.holdings import Known

_DASHES = "‐‑‒–—―−"
_LOOK = str.maketrans(
    "авсенкмортухіјѕԁһ" + "αβεηικμνορτυχ" + _DASHES,
    "abcehkmoptyxijsdh" + "abehikmnoptyx" + "-" * len(_DASHES),
)
"""Letters of other scripts that look Latin, as capitals at least, and dashes."""
_MOST = 3
_BLANKS = re.compile(r"\s+")


def folded(ref: str) -> str:
    """Return a reference for comparing, whatever its case."""
    return ref.strip().casefold()


def drawn(ref: str) -> str:
    """Return what a reference looks like: the same for those that an eye cannot tell apart."""
    if ref.isascii():
        return _BLANKS.sub("", ref.casefold())
    text = _BLANKS.sub("", normalize("NFKC", ref).casefold()).translate(_LOOK)
    return "".join(str(digit(each, each)) if each.isdigit() else each for each in text)


def _short(ref: str) -> str:
    """Return a reference without its countries."""
    return ref.partition("/")[2]


class References:
    """Every commitment by its reference, and by the short form that leaves out its countries."""

    def __init__(self, known: Iterable[Known]) -> None:
        """Note them; of several under one reference the one that is not gone counts."""
        self.all = tuple(known)
        """All of them, in the order given."""
        self._whole: dict[str, Known] = {}
        for each in self.all:
            other = self._whole.get(each.ref)
            if other is None or (other.gone and not each.gone):
                self._whole[each.ref] = each
        self._folded: dict[str, list[Known]] = defaultdict(list)
        self._short: dict[str, list[Known]] = defaultdict(list)
        for ref, each in self._whole.items():
            name = folded(ref)
            self._folded[name].append(each)
            self._short[_short(name)].append(each)

    def get(self, ref: str) -> Known | None:
        """Return the one that is shown under a reference, in whatever case it is written."""
        held = self._whole.get(ref)
        if held is not None:
            return held
        found = self._folded.get(folded(ref), [])
        return found[0] if len(found) == 1 else None

    def meant(self, ref: str, relation: str = "") -> Known | None:
        """Return the one that a reference names, written in full or without its countries.

        Of several with this short form the one between the countries of `relation` is meant;
        where that leaves several, or none, it is None.
        """
        held = self.get(ref)
        if held is not None or not ref:
            return held
        return _only(self._short.get(folded(ref), []), relation)

    def alike(self, ref: str) -> tuple[str, ...]:
        """Return the references that one is to the eye alone, where it is none itself."""
        look = drawn(ref)
        if not look or self.get(ref) is not None or self._short.get(folded(ref)):
            return ()
        found = self._drawn.get(look, []) or self._drawn_short.get(look, [])
        return tuple(each.ref for each in found[:_MOST])

    @cached_property
    def _drawn(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = defaultdict(list)
        for ref, each in self._whole.items():
            found[drawn(ref)].append(each)
        return found

    @cached_property
    def _drawn_short(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = defaultdict(list)
        for ref, each in self._whole.items():
            found[drawn(_short(ref))].append(each)
        return found


def _only(found: list[Known], relation: str) -> Known | None:
    between = [each for each in found if each.relation == relation]
    left = between or ([] if relation else found)
    return left[0] if len(left) == 1 else None
