"""What briefs and notes for a successor rest on: passages, links, choices."""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.domain.particulars import CHOICE, Evidence, Link, LinkKind, Move, TimingRecord
from app.domain.rows import RegisterRow
from app.store.commitment_records import EVIDENCE, LINK, MOVE, TIMING
from app.store.decided import Decided
from app.store.driver import translated
from app.store.listing import PAGE

_GIVEN = "IN(SELECT value FROM json_each(:given))"


class Briefed(Decided):
    """Reads for many commitments at once what briefs and notes say beside their rows."""

    def evidence_by(self, wanted: Sequence[str]) -> dict[str, list[Evidence]]:
        """Return the passages that bear on commitments, as they were entered."""
        return self._beside(EVIDENCE, wanted)

    def choices_by(self, wanted: Sequence[str]) -> dict[str, list[Move]]:
        """Return the choices among readings of a date, as they were made."""
        found: dict[str, list[Move]] = self._beside(MOVE, wanted)
        chosen = {
            identity: [each for each in several if each.field == CHOICE]
            for identity, several in found.items()
        }
        return {identity: several for identity, several in chosen.items() if several}

    def last_moves_by(self, wanted: Sequence[str]) -> dict[str, Move]:
        """Return of commitments the move of status that was entered last."""
        clause = (
            "gone='' AND field='status' AND commitment IN(SELECT value FROM json_each(?))"
            " ORDER BY rid"
        )
        moves: list[Move] = self._all(MOVE, clause, json.dumps(list(wanted)))
        return {each.commitment: each for each in moves}

    def timings_by(self, wanted: Sequence[str]) -> dict[str, list[TimingRecord]]:
        """Return all dates of commitments: the first, revisions, readings, as entered."""
        return self._beside(TIMING, wanted)

    def fulfilled_by(self, identity: str) -> tuple[str, ...]:
        """Return the commitments that one fulfils, by its links."""
        held: list[Link] = self._all(
            LINK, "origin=? AND kind=? AND gone=''", identity, LinkKind.FULFILS.value
        )
        return tuple(each.target for each in held)

    def announcing(self) -> frozenset[str]:
        """Return the commitments at which a number of texts was announced together."""
        with translated():
            rows = self._connection.execute(
                "SELECT id FROM commitment WHERE gone='' AND batch_announced IS NOT NULL"
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def following_rows(self, anchors: Sequence[str]) -> list[RegisterRow]:
        """Return the commitments whose date that counts follows one of some others."""
        with translated():
            rids = [
                row[0]
                for row in self._connection.execute(
                    "SELECT c.rid FROM commitment c JOIN timing t ON t.id=c.timing AND t.gone=''"
                    f" WHERE c.gone='' AND t.anchor {_GIVEN} ORDER BY c.rid",
                    {"given": json.dumps(list(anchors))},
                )
            ]
        found = self.rows_in_pages(rids)
        return [found[each] for each in rids if each in found]

    def rows_in_pages(self, rids: Sequence[int]) -> dict[int, RegisterRow]:
        """Return list rows by row number, however many."""
        found: dict[int, RegisterRow] = {}
        for start in range(0, len(rids), PAGE):
            found |= self.rows(rids[start : start + PAGE])
        return found
