"""What is known of the points of a session together, and what is to be decided of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum, auto
from typing import Any, NamedTuple

from app.domain.commitment import Commitment
from app.domain.decisions import Decision
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Status
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
_CREATED = f"""SELECT e.id, e.seq, c.at, min(c.clock) FROM entry e JOIN change c ON c.seq=e.seq
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

    def applied_at(self, upcoming: CommitmentId) -> list[Decision]:
        """Return what a session has decided, as it was carried out."""
        return self._all(DECISION, "upcoming=? AND applied_on<>'' AND gone=''", upcoming)

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

    def notes_from(self, reporters: Sequence[str]) -> list[Note]:
        """Return the progress notes that some organisations gave themselves."""
        clause = "gone='' AND reporter IN(SELECT value FROM json_each(?))"
        return self._all(NOTE, clause, json.dumps(list(reporters)))

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
        self, now: Mapping[CommitmentId, Status], day: date, until: int
    ) -> dict[CommitmentId, Status]:
        """Return where commitments stood at the end of a day, by what had happened.

        `now` holds where they stand now, `until` is the end of that day in UTC milliseconds. Only
        what moves say that had surely happened is told, the last of them in the order of the log;
        or that something was a draft, where it had been entered as one. Of which neither can be
        said, and of which a move may have come before or after the end of that day, is left out.
        """
        given = {"given": json.dumps(list(now))}
        with translated():
            moves = self._connection.execute(_MOVES, given).fetchall()
            created = {row[0]: row[1:] for row in self._connection.execute(_CREATED, given)}
        told: dict[CommitmentId, list[_Told]] = {}
        for commitment, value, happened_on, seq, at, _clock in moves:
            first, when = _when(happened_on, at, day, until)
            told.setdefault(commitment, []).append(_Told(Status(value), seq, when, first == day))
        stood = {
            identity: _stood(told.get(identity, ()), created.get(identity), status, until)
            for identity, status in now.items()
        }
        return {identity: status for identity, status in stood.items() if status is not None}


class _When(Enum):
    """Whether something had happened by the end of a day."""

    BY_THEN = auto()
    PERHAPS = auto()
    LATER = auto()


class _Told(NamedTuple):
    """A move: where it led, in which change it was entered, whether it had happened.

    `just` says that it happened no earlier than on the day itself.
    """

    value: Status
    seq: int
    when: _When
    just: bool


def _when(happened_on: str, at: int, day: date, until: int) -> tuple[date | None, _When]:
    """Tell when a move happened; one of which no last day is known had once it was entered."""
    try:
        said = parse(happened_on)
        first, last = said.earliest, said.latest
    except ServandaError:
        first = last = None
    if at < until if last is None else last <= day:
        return first, _When.BY_THEN
    return first, _When.PERHAPS if first is None or first <= day else _When.LATER


def _stood(
    moves: Sequence[_Told], created: tuple[int, int] | None, now: Status, until: int
) -> Status | None:
    """Return where a commitment stood; `created` is the change that entered it, and its time.

    What was moved on the very day stood so at its end, whatever may have come at any time since.
    """
    known = created is not None and created[1] < until
    if not moves:
        return now if known else None
    if all(each.when is _When.BY_THEN for each in moves):
        return now
    drafted = known and not any(created and each.seq == created[0] for each in moves)
    stood: set[Status | None] = {Status.DRAFT if drafted else None}
    just = False
    for each in moves:
        if each.when is _When.BY_THEN:
            stood, just = {each.value}, each.just
        elif each.when is _When.PERHAPS and not just:
            stood.add(each.value)
    return stood.pop() if len(stood) == 1 else None
