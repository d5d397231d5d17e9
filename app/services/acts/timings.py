"""When a commitment is due: its first date, later ones, corrections, second readings."""

from __future__ import annotations

from app.domain import fields
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import (
    CommitmentId,
    TimingId,
    new_id,
)
from app.domain.particulars import (
    TimingRecord,
    TimingRole,
)
from app.domain.rows import RegisterRow
from app.domain.timing import Timing
from app.services.acts.within import Within
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
        agreed_on: str = "",
        agreed_by: str = "",
        reason: str = "",
    ) -> None:
        """Record a later date beside the first, which stays; the slip is counted from the first."""
        if self._reader.commitment(identity).timing is None:
            self.set_timing(identity, timing)
            return
        added = self._add_timing(
            identity,
            timing,
            TimingRole.REVISION,
            asked_on=fields.edtf("asked_on", asked_on),
            agreed_on=fields.edtf("agreed_on", agreed_on),
            agreed_by=agreed_by.strip(),
            reason=reason.strip(),
        )
        self._writer.set("commitment", identity, timing=added)

    def correct_timing(self, identity: CommitmentId, timing: Timing) -> None:
        """Put right a slip of the pen in the date that counts; the history keeps what it was."""
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
        """Keep another source's date for the same promise; it counts only when chosen."""
        self._reader.commitment(identity)
        return self._add_timing(identity, timing, TimingRole.READING)

    def choose_timing(self, identity: CommitmentId, chosen: TimingId) -> None:
        """Let one of a commitment's timings count. Raises `NotFoundError`.

        Raises `InvalidValueError` where the date would then hang on itself.
        """
        timings = self._reader.dossier(identity).timings
        wanted = next((each for each in timings if each.id == chosen), None)
        if wanted is None:
            raise NotFoundError("This date does not belong to the commitment.")
        self._check_anchor(identity, wanted.timing)
        self._writer.set("commitment", identity, timing=chosen)

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
        """Refuse a date that hangs, however indirectly, on itself."""
        anchor = timing.anchor
        seen = {identity}
        while anchor is not None:
            if anchor in seen:
                raise InvalidValueError(
                    "anchor", "The two would hang on each other: neither would have a date."
                )
            row = self._reader.row(anchor) if len(seen) == 1 else self._row(anchor)
            seen.add(anchor)
            anchor = row.timing.anchor if row else None

    def _row(self, identity: CommitmentId) -> RegisterRow | None:
        try:
            return self._reader.row(identity)
        except NotFoundError:
            return None
