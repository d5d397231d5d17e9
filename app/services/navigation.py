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

PRESSING = replace(OVERDUE, timeliness=OVERDUE.timeliness | DUE_SOON.timeliness)
"""What stands beside Today: promises that are late or fall due soon."""


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
    saved = tuple(_readable(reader.saved_views()))
    asked: dict[str, Query] = {
        **{view.name: view.query for view in (COMMITMENTS, AGREEMENTS, BIN, *BUILT_IN)},
        **{identity: view.query for identity, view in saved},
        "today": PRESSING,
        "sessions": Query(families=frozenset({Family.MEETING})),
    }
    found = reader.counts(
        [replace(query, relation=relation or query.relation) for query in asked.values()], today
    )
    counts = dict(zip(asked, found, strict=True))
    counts["organisations"] = len(reader.organisations())
    counts["sources"] = len(reader.sources())
    return Overview(relations=tuple(reader.relations()), saved=saved, counts=counts)


def _readable(saved: Iterable[SavedView]) -> Iterable[tuple[str, View]]:
    for each in saved:
        try:
            yield each.id, View.from_text(each.name, each.definition)
        except ServandaError:
            continue
