"""When a commitment is due: its first date, later ones, corrections, second readings."""

from __future__ import annotations

from app.domain import fields
from app.domain.dossier import Dossier
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.following import circle_sentence
from app.domain.identity import (
    CommitmentId,
    TimingId,
    new_id,
)
from app.domain.particulars import (
    CHOICE,
    TimingRecord,
    TimingRole,
)
from app.domain.rows import RegisterRow
from app.domain.timing import Timing
from app.services.acts.within import Within
from app.store.canonical import Value
from app.store.entries import LIVE
from app.store.records import RECORDS


class TimingActs(Within):
    """The first date stays; whatever comes later stands beside it."""

    def set_timing(self, identity: CommitmentId, timing: Timing) -> None:
        """Give a commitment its first timing. Raises `InvalidValueError` where it has one."""
        if self._reader.commitment(identity).timing is not None:
            raise InvalidValueError(
                "due", "It has a first date already, which stays; record a new date or correct it."
            )
        added = self._add_timing(identity, timing, TimingRole.FIRST)
        self._writer.set("commitment", identity, timing=added)

    def postpone(
        self,
        identity: CommitmentId,
        timing: Timing,
        *,
        asked_on: str = "",
        asked_by: str = "",
        agreed_on: str = "",
        agreed_by: str = "",
        reason: str = "",
    ) -> None:
        """Record a later date beside the first, which stays; the slip is counted from the first.

        `asked_by` and `agreed_by` are kept as country codes or “protocol”; see
        `fields.agreed_by`.
        """
        now = self._reader.commitment(identity)
        if now.timing is None:
            self.set_timing(identity, timing)
            return
        added = self._add_timing(
            identity,
            timing,
            TimingRole.REVISION,
            asked_on=fields.edtf("asked_on", asked_on),
            asked_by=fields.asked_by(asked_by, now.relation),
            agreed_on=fields.edtf("agreed_on", agreed_on),
            agreed_by=fields.agreed_by(agreed_by, now.relation),
            reason=reason.strip(),
        )
        self._writer.set("commitment", identity, timing=added)

    def correct_timing(self, identity: CommitmentId, timing: Timing) -> None:
        """Put right the date that counts where it was written wrongly; history keeps both."""
        now = self._reader.commitment(identity)
        if now.timing is None:
            self.set_timing(identity, timing)
            return
        self._check_anchor(identity, timing)
        record = TimingRecord(
            id=now.timing,
            commitment=identity,
            role=TimingRole.FIRST,
            timing=timing.validated(),
        )
        values = RECORDS["timing"].encode(record)
        only = ("words", "edtf", "sense", "basis", "why", "anchor", "offset")
        self._writer.set("timing", now.timing, **{name: values[name] for name in only})

    def add_reading(self, identity: CommitmentId, timing: Timing) -> TimingId:
        """Keep another source's date for the same promise; it counts only when chosen.

        Raises `InvalidValueError` where there is no date yet that it could be another reading of,
        and where one of the readings is the same, word for word.
        """
        held = self._reader.dossier(identity)
        if held.commitment.timing is None:
            raise InvalidValueError(
                "due", "There is no date yet to read differently: set this one as the first."
            )
        readings = [each for each in held.timings if each.role is not TimingRole.REVISION]
        if any(each.timing == timing.validated() for each in readings):
            raise InvalidValueError("due", "One of the readings says this already.")
        return self._add_timing(identity, timing, TimingRole.READING)

    def choose_timing(
        self,
        identity: CommitmentId,
        chosen: TimingId,
        *,
        decided_on: str = "",
        decided_by: str = "",
        why: str = "",
    ) -> None:
        """Let one of a commitment's timings count, or confirm that it does. Raises `NotFoundError`.

        Who decided, when and why is kept with the readings that were weighed, so that they are
        no longer listed as unresolved until another one comes. Raises `InvalidValueError` where
        the date would then hang on itself.
        """
        held = self._reader.dossier(identity)
        wanted = next((each for each in held.timings if each.id == chosen), None)
        if wanted is None:
            raise NotFoundError("This date does not belong to the commitment.")
        self._check_anchor(identity, wanted.timing)
        value = _weighed(held, chosen)
        said = decided_on.strip() or decided_by.strip() or why.strip()
        if held.commitment.timing == chosen and not said and _is_settled(held, value):
            return
        self._writer.set("commitment", identity, timing=chosen)
        self._record_move(identity, CHOICE, value, decided_on, why, who=decided_by)

    def _add_timing(
        self, identity: CommitmentId, timing: Timing, role: TimingRole, **more: str
    ) -> TimingId:
        self._check_anchor(identity, timing)
        record = TimingRecord(
            id=TimingId(new_id()),
            commitment=identity,
            role=role,
            timing=timing.validated(),
            **more,
        )
        self._add("timing", record.id, record)
        return record.id

    def _check_anchor(self, identity: CommitmentId, timing: Timing) -> None:
        """Refuse a date that hangs, however indirectly, on itself, naming the circle."""
        anchor = timing.anchor
        circle = [identity]
        while anchor is not None and anchor not in circle:
            held = self._standing_commitment(anchor)
            if held is None and len(circle) == 1:
                raise NotFoundError("This commitment is no longer in the register.")
            circle.append(anchor)
            anchor = self._anchor_of(held)
        if anchor == identity:
            refs = [row.ref for each in circle if (row := self._row(each)) is not None]
            raise InvalidValueError("anchor", circle_sentence(refs))

    def _standing_commitment(self, identity: CommitmentId) -> dict[str, Value] | None:
        """Return the stored fields of a commitment, None where it is not there."""
        try:
            row = self._writer.row("commitment", identity)
        except KeyError:
            return None
        return row if row["gone"] in LIVE else None

    def _anchor_of(self, held: dict[str, Value] | None) -> CommitmentId | None:
        """Return what the date that counts hangs on."""
        if held is None or held["timing"] is None:
            return None
        timing = self._writer.row("timing", str(held["timing"]))
        named = timing["anchor"] if not timing["gone"] else None
        return None if named is None else CommitmentId(str(named))

    def _row(self, identity: CommitmentId) -> RegisterRow | None:
        try:
            return self._reader.row(identity)
        except NotFoundError:
            return None


def _weighed(held: Dossier, chosen: TimingId) -> str:
    """The identities of the readings there are, the chosen one first."""
    others = [
        each.id
        for each in held.timings
        if each.role is not TimingRole.REVISION and each.id != chosen
    ]
    return " ".join([chosen, *others])


def _is_settled(held: Dossier, value: str) -> bool:
    """Whether nothing is left to choose: no other reading, or one weighed with all of them."""
    if " " not in value:
        return True
    return held.choice is not None and set(value.split()) <= set(held.choice.value.split())
