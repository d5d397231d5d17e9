"""The dates of many commitments at once: the first promise of each and its revisions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.ledger import DateLine, ledger
from app.store import listing
from app.store.commitment_records import TIMING
from app.store.driver import translated
from app.store.tables import Tables

if TYPE_CHECKING:
    from app.domain.identity import CommitmentId
    from app.domain.particulars import TimingRecord
    from app.domain.rows import RegisterRow


class Dates(Tables):
    """Reads what was promised when, one after the other."""

    def ledgers(self, rows: Sequence[RegisterRow]) -> dict[CommitmentId, tuple[DateLine, ...]]:
        """Return the dates of a page of commitments, as a dossier's `ledger` has them."""
        timings: dict[CommitmentId, list[TimingRecord]] = {row.id: [] for row in rows}
        clause = "commitment IN(SELECT value FROM json_each(?)) AND gone='' ORDER BY rid"
        for each in self._all(TIMING, clause, json.dumps(list(timings))):
            timings[each.commitment].append(each)
        anchors = {each.timing.anchor for found in timings.values() for each in found}
        with translated():
            near = listing.rows_of(self._connection, anchors)
        anchored = {row.id: row.done if row.done.known else row.bounds for row in near.values()}
        return {row.id: ledger(timings[row.id], row.made_on, anchored) for row in rows}
