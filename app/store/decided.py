"""What is known of the points of a session together, and what is to be decided of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.commitment import Commitment
from app.domain.decisions import Decision
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import ARRIVAL, Status
from app.domain.particulars import Note, Organisation, Support, Wording
from app.store.commitment_records import COMMITMENT, NOTE, ORGANISATION, SUPPORT, WORDING
from app.store.copies import Head
from app.store.driver import translated
from app.store.record import Record
from app.store.records import DECISION
from app.store.tables import Tables

_GIVEN = "IN(SELECT value FROM json_each(:given))"
_MOVES = f"""SELECT m.commitment, m.value, m.happened_on, e.seq, c.at, min(c.clock) AS clock
FROM move m JOIN entry e ON e.id=m.id JOIN change c ON c.seq=e.seq
WHERE m.field='status' AND m.gone='' AND m.commitment {_GIVEN}
GROUP BY m.id ORDER BY clock, c.copy, e.pos"""
_CREATED = f"""SELECT e.id, e.seq, min(c.clock) FROM entry e JOIN change c ON c.seq=e.seq
WHERE e.id {_GIVEN} GROUP BY e.id"""


class Decided(Tables):
    """Reads what a follow-up of a session is made of, for all its points at once."""

    def digest(self) -> str:
        """Return the register version: 12 hex digits that stand for all that was written."""
        from app.store.export import register_version  # noqa: PLC0415 - seldom wanted

        with translated():
            rows = self._connection.execute("SELECT name, n, hash FROM copy").fetchall()
        return register_version({name: Head(copy=name, n=n, hash=sum_) for name, n, sum_ in rows})

    def decisions(self, session: CommitmentId, upcoming: CommitmentId) -> list[Decision]:
        """Return what is to be decided at one session of the points of another."""
        return self._all(DECISION, "session=? AND upcoming=? AND gone=''", session, upcoming)

    def decisions_on(self, session: CommitmentId) -> list[Decision]:
        """Return what is to be decided of the points of a session, at whichever later one."""
        return self._all(DECISION, "session=? AND gone=''", session)

    def decision(self, identity: str) -> Decision | None:
        """Return one decision, None where it was never made or was taken back."""
        return next(iter(self._all(DECISION, "id=? AND gone=''", identity)), None)

    def commitments_by(self, wanted: Sequence[str]) -> dict[str, Commitment]:
        """Return whole commitments by their identity; the gone are left out."""
        clause = "gone IN('','binned') AND id IN(SELECT value FROM json_each(?))"
        return {each.id: each for each in self._all(COMMITMENT, clause, json.dumps(list(wanted)))}

    def wordings_by(self, wanted: Sequence[str]) -> dict[str, list[Wording]]:
        """Return the agreed wordings of commitments."""
        return self._beside(WORDING, wanted)

    def notes_by(self, wanted: Sequence[str]) -> dict[str, list[Note]]:
        """Return the progress notes of commitments, in the order in which they were entered."""
        return self._beside(NOTE, wanted)

    def supports_by(self, wanted: Sequence[str]) -> dict[str, list[Support]]:
        """Return who supports the lead of commitments."""
        return self._beside(SUPPORT, wanted)

    def agencies_by(self, wanted: Sequence[str]) -> dict[str, Organisation]:
        """Return organisations by their identity."""
        clause = "gone<>'erased' AND id IN(SELECT value FROM json_each(?))"
        return {each.id: each for each in self._all(ORGANISATION, clause, json.dumps(list(wanted)))}

    def _beside(self, spec: Record, wanted: Sequence[str]) -> dict[str, list[Any]]:
        clause = "gone='' AND commitment IN(SELECT value FROM json_each(?))"
        found: dict[str, list[Any]] = {}
        for each in self._all(spec, clause, json.dumps(list(wanted))):
            found.setdefault(each.commitment, []).append(each)
        return found

    def statuses_on(
        self, now: Mapping[CommitmentId, tuple[Kind, Status]], day: date, until: int
    ) -> dict[CommitmentId, Status]:
        """Return where commitments stood at the end of a day, by what had happened.

        `now` holds their kind and where they stand now, `until` is the end of that day in UTC
        milliseconds. The same as a look back shows (`app.store.asof_happened`): the last move
        that had happened, in the order of the log; before the first, where one of its family
        arrives, or the draft it was entered as.
        """
        given = {"given": json.dumps(list(now))}
        with translated():
            moves = self._connection.execute(_MOVES, given).fetchall()
            created = {row[0]: row[1] for row in self._connection.execute(_CREATED, given)}
        told: dict[CommitmentId, list[tuple[str, int, bool]]] = {}
        for commitment, value, happened_on, seq, at, _clock in moves:
            late = not _by_then(happened_on, at, day, until)
            told.setdefault(commitment, []).append((value, seq, late))
        return {
            identity: _stood(told.get(identity, ()), created.get(identity), *held)
            for identity, held in now.items()
        }


def _by_then(happened_on: str, at: int, day: date, until: int) -> bool:
    """Whether a move had happened by a day; one that names no day had once it was entered."""
    try:
        latest = parse(happened_on).latest
    except ServandaError:
        latest = None
    return at < until if latest is None else latest <= day


def _stood(
    moves: Sequence[tuple[str, int, bool]], created: int | None, kind: Kind, now: Status
) -> Status:
    """Return where a commitment stood, from its moves: value, change, whether it came later."""
    if not any(late for _, _, late in moves):
        return now
    before = [value for value, _, late in moves if not late]
    if before:
        return Status(before[-1])
    first, seq, _ = moves[0]
    if first == Status.DRAFT or seq != created:
        return Status.DRAFT
    return ARRIVAL[kind.family]
