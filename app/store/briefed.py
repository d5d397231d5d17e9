"""What briefs and notes for a successor rest on: passages, links, choices, files that are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.particulars import CHOICE, Evidence, Link, LinkKind, Move, TimingRecord
from app.domain.rows import RegisterRow
from app.store.commitment_records import EVIDENCE, LINK, MOVE, TIMING
from app.store.decided import Decided
from app.store.driver import translated
from app.store.listing import PAGE

_GIVEN = "IN(SELECT value FROM json_each(:given))"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A text or file kept in the register; `whole` says that it still is what it was kept as."""

    sha256: str
    data: bytes
    whole: bool


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

    def held_digests(self) -> list[str]:
        """Return the SHA-256 of every text and file that is kept, in order."""
        with translated():
            rows = self._connection.execute("SELECT sha256 FROM blob ORDER BY sha256").fetchall()
        return [row[0] for row in rows]

    def held_files(self) -> Iterator[HeldFile]:
        """Give every text and file that is kept, by its SHA-256, compared with what it is now."""
        for digest in self.held_digests():
            with translated():
                row = self._connection.execute(
                    "SELECT size, data FROM blob WHERE sha256=?", (digest,)
                ).fetchone()
            if row is None:
                continue
            size, data = row
            whole = len(data) == size and hashlib.sha256(data).hexdigest() == digest
            yield HeldFile(sha256=digest, data=data, whole=whole)
