"""Letters that may be told where marked points are left out: not those about marked ones alone."""

from __future__ import annotations

from app.domain.letter_chains import Chains
from app.store.reader import Reader


def hidden_letters(reader: Reader, chains: Chains) -> frozenset[str]:
    """Return the letters all of whose points are marked, by their identities."""
    named = {each for points in chains.points.values() for each in points}
    marked = {each for each, row in reader.rows_by(named).items() if row.classification}
    return frozenset(
        letter for letter, points in chains.points.items() if points and marked.issuperset(points)
    )
