"""The register as the rows of a table are looked up in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from app.domain.commitment import sides_of
from app.domain.identity import CommitmentId
from app.domain.intake.holdings import Known
from app.domain.intake.references import References
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

    def __init__(
        self, reader: Reader, refs: References, *, coming: frozenset[str], origin: str | None
    ) -> None:
        """Note what is there, by its references `refs`.

        `coming` are the references in the file, `origin` is its session.
        """
        self._coming = coming
        self._origin = origin
        self._pairs: dict[str, dict[str, str]] = {}
        self._refs, known = refs, refs.all
        paragraphs: dict[tuple[str, str], list[Known]] = defaultdict(list)
        titles: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._shown = {each.id: each.ref for each in known}
        for each in known:
            if each.gone:
                continue
            if each.origin and each.paragraph:
                paragraphs[each.origin, plain(each.paragraph)].append(each)
            titles[each.relation, plain(each.title)].append(each)
        self._restated: dict[str, frozenset[str]] = {}
        self._reader = reader
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
        held = self._refs.get(named)
        if held is not None and self.holds(named):
            return held.id, ""
        if named in self._coming:
            return "", ""
        if self._origin is not None and not own:
            return self._origin, ""
        return "", f"The origin “{named[:80]}” is no reference in this register."

    def as_shown(self, fields: dict[str, str]) -> None:
        """Write the references that a row names as they are shown here, whatever their case."""
        for name in ("origin", "due_follows"):
            held = self._refs.get(fields.get(name, "").strip()) if fields.get(name) else None
            if held is not None:
                fields[name] = held.ref

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
        held = self._refs.get(ref)
        return held is not None and held.gone != "erased"

    def side(self, text: str, relation: str) -> str:
        """Return a responsible side as codes, where it names a country of the pair or both."""
        first, second = sides_of(relation)
        name = plain(text)
        if name in {plain(each) for each in _BOTH}:
            return f"{first}+{second}"
        return self._pairs.get(relation, {}).get(name, text)

    def meant(self, fields: Mapping[str, str], origin: str, relation: str) -> list[Known]:
        """Return the commitments that a row may be about.

        Where its session is known, a title alone means a point that was made or restated there;
        beside a paragraph, one that has none yet.
        """
        if ref := fields.get("ref", "").strip():
            held = self._refs.meant(ref, relation)
            return [held] if held is not None else []
        titled = self._by_title.get((relation, plain(fields.get("title", ""))), [])
        if not origin:
            return titled
        there = [each for each in titled if self._stands_in(each, origin)]
        if not (paragraph := fields.get("paragraph")):
            return there
        found = self._by_paragraph.get((origin, plain(paragraph)), [])
        return found or [each for each in there if each.origin == origin and not each.paragraph]

    def _stands_in(self, known: Known, session: str) -> bool:
        """Whether a point was made in a session, or restated there."""
        if known.origin == session:
            return True
        if session not in self._restated:
            told = self._reader.restated_at(CommitmentId(session))
            self._restated[session] = frozenset(row.id for _, row in told)
        return known.id in self._restated[session]

    def elsewhere(self, title: str, relation: str, origin: str) -> str:
        """Return what is to be said where a title stands already in another session's point."""
        if not origin:
            return ""
        others = self._by_title.get((relation, plain(title)), [])
        other = next((each for each in others if each.origin != origin), None)
        if other is None:
            return ""
        made = self._shown.get(CommitmentId(other.origin), "") if other.origin else ""
        return (
            f"It stands already as {other.ref}"
            f"{f', of {made}' if made else ''}: if this session restates it, give that reference."
        )

    def titled(self, title: str, relation: str) -> list[Known]:
        """Return the commitments of a pair of countries that have a title."""
        return self._by_title.get((relation, plain(title)), [])
