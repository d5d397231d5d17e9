"""How much there is in each section and view of the register, for one pair of countries or all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import ServandaError
from app.domain.kinds import Family
from app.domain.particulars import Relation, SavedView
from app.domain.query import DUE_SOON, OVERDUE, Query
from app.domain.view import AGREEMENTS, BIN, BUILT_IN, COMMITMENTS, View
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the navigation shows: the pairs of countries, the officer's views, the counts.

    `counts` is by section (“commitments”, “organisations”) and view; a saved view counts under
    its identity. One that cannot be read is left out.
    """

    relations: tuple[Relation, ...]
    saved: tuple[tuple[str, View], ...]
    counts: dict[str, int]


def overview(reader: Reader, relation: str, today: date) -> Overview:
    """Count everything once; `relation` is a code such as “PK-BY”, empty for all."""

    def count(query: Query) -> int:
        return reader.count(replace(query, relation=relation or query.relation), today)

    saved = tuple(_readable(reader.saved_views()))
    counts = {view.name: count(view.query) for view in (COMMITMENTS, AGREEMENTS, BIN, *BUILT_IN)}
    counts |= {identity: count(view.query) for identity, view in saved}
    counts["today"] = count(OVERDUE) + count(DUE_SOON)
    counts["sessions"] = count(Query(families=frozenset({Family.MEETING})))
    counts["organisations"] = len(reader.organisations())
    counts["sources"] = len(reader.sources())
    return Overview(relations=tuple(reader.relations()), saved=saved, counts=counts)


def _readable(saved: Iterable[SavedView]) -> Iterable[tuple[str, View]]:
    for each in saved:
        try:
            yield each.id, View.from_text(each.name, each.definition)
        except ServandaError:
            continue
