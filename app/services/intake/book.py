"""The register as the rows of a table are looked up in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from app.domain.commitment import sides_of
from app.domain.intake.holdings import Known
from app.domain.intake.vocabulary import plain
from app.store.reader import Reader

_BOTH = (
    "both",
    "both sides",
    "joint",
    "jointly",
    "обе стороны",
    "совместно",
    "دونوں فریق",
    "مشترکہ",
)


class Book:
    """Every commitment by its reference, its paragraph and its title."""

    def __init__(self, reader: Reader, *, coming: frozenset[str], origin: str | None) -> None:
        """Note what is there; `coming` are the references in the file, `origin` its session."""
        self._coming = coming
        self._origin = origin
        self._pairs: dict[str, dict[str, str]] = {}
        self._by_ref: dict[str, Known] = {}
        paragraphs: dict[tuple[str, str], list[Known]] = defaultdict(list)
        titles: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for each in reader.known():
            other = self._by_ref.get(each.ref)
            if other is None or (other.gone and not each.gone):
                self._by_ref[each.ref] = each
            if each.gone:
                continue
            if each.origin and each.paragraph:
                paragraphs[each.origin, plain(each.paragraph)].append(each)
            titles[each.relation, plain(each.title)].append(each)
        self._by_paragraph, self._by_title = dict(paragraphs), dict(titles)
        for pair in reader.relations():
            first, second = sides_of(pair.code)
            names = {plain(pair.first_name): first, plain(pair.second_name): second}
            self._pairs[pair.code] = names

    def unknown_pair(self, relation: str) -> str:
        """Return why a pair of countries is refused, or nothing."""
        if relation in self._pairs:
            return ""
        return f"{relation} is no pair of countries in this register: {', '.join(self._pairs)}."

    def origin(self, fields: Mapping[str, str], *, own: bool) -> tuple[str, str]:
        """Return the session or text that a row names, or the file's; or why it is not known.

        One that comes in with the same file has no identity yet.
        """
        named = fields.get("origin", "").strip()
        if not named:
            return ("" if own else self._origin or ""), ""
        if self.holds(named):
            return self._by_ref[named].id, ""
        if named in self._coming:
            return "", ""
        if self._origin is not None and not own:
            return self._origin, ""
        return "", f"The origin “{named[:80]}” is no reference in this register."

    def without_strangers(self, fields: dict[str, str]) -> tuple[str, ...]:
        """Take out what a row of ours names and neither file nor register holds, and say so.

        A view that was exported need not hold what its rows were made in.
        """
        found = []
        for name, words in (("origin", "where it was made"), ("due_follows", "what it follows")):
            named = fields.get(name, "")
            if named and named not in self._coming and not self.holds(named):
                del fields[name]
                found.append(f"“{named[:80]}”, {words}, is not in this register: left out.")
        return tuple(found)

    def holds(self, ref: str) -> bool:
        """Whether a reference is held; what was erased for good is not."""
        held = self._by_ref.get(ref)
        return held is not None and held.gone != "erased"

    def side(self, text: str, relation: str) -> str:
        """Return a responsible side as codes, where it names a country of the pair or both."""
        first, second = sides_of(relation)
        name = plain(text)
        if name in {plain(each) for each in _BOTH}:
            return f"{first}+{second}"
        return self._pairs.get(relation, {}).get(name, text)

    def meant(self, fields: Mapping[str, str], origin: str, relation: str) -> list[Known]:
        """Return the commitments that a row may be about."""
        if ref := fields.get("ref", "").strip():
            held = self._by_ref.get(ref)
            return [held] if held is not None else []
        if origin and fields.get("paragraph"):
            return self._by_paragraph.get((origin, plain(fields["paragraph"])), [])
        return self._by_title.get((relation, plain(fields.get("title", ""))), [])

    def titled(self, title: str, relation: str) -> list[Known]:
        """Return the commitments of a pair of countries that have a title."""
        return self._by_title.get((relation, plain(title)), [])
