"""The ends of agreements that no date names, as their clauses and events give them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from app.domain.identity import CommitmentId
from app.services.renewals import renewals
from app.store.reader import Reader


def computed_ends(
    reader: Reader, relation: str, wanted: Collection[CommitmentId], day: date
) -> dict[CommitmentId, date]:
    """Return the last day of the period in which each of some agreements stands on a day.

    Those of which a clause or the beginning is not known, or that run without end, have none.
    """
    found = renewals(reader, relation, day).rows if wanted else ()
    return {
        each.row.id: each.course.period.end
        for each in found
        if each.row.id in wanted
        and each.course.period is not None
        and each.course.period.end is not None
    }
