"""What a detail panel shows: everything held about one commitment, read-only and whole."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.commitment import Commitment
from app.domain.particulars import (
    Appearance,
    Evidence,
    Link,
    Meeting,
    Milestone,
    Move,
    Note,
    Organisation,
    Series,
    Source,
    TimingRecord,
    TimingRole,
    Wording,
)
from app.domain.rows import RegisterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A piece of evidence with the source it comes from."""

    evidence: Evidence
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A link as seen from one of its ends; `outward` when that end is the link's origin."""

    link: Link
    outward: bool
    other: RegisterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Texts announced together: how many were announced (None: not said) and which are known."""

    announced: int | None
    members: tuple[RegisterRow, ...]

    @property
    def unidentified(self) -> int | None:
        """How many were announced and never named; None where no number was announced."""
        return None if self.announced is None else self.announced - len(self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything the register holds about one commitment."""

    commitment: Commitment
    row: RegisterRow
    timings: tuple[TimingRecord, ...] = ()
    owner: Organisation | None = None
    counterpart: Organisation | None = None
    supporting: tuple[Organisation, ...] = ()
    origin: RegisterRow | None = None
    anchor: RegisterRow | None = None
    meeting: Meeting | None = None
    series: Series | None = None
    wordings: tuple[Wording, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    moves: tuple[Move, ...] = ()
    notes: tuple[Note, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    evidence: tuple[Cited, ...] = ()
    ties: tuple[Tie, ...] = ()
    batch: Batch | None = None
    points: tuple[RegisterRow, ...] = ()

    @property
    def first_timing(self) -> TimingRecord | None:
        """The timing of the first promise, which no later one replaces."""
        return next((each for each in self.timings if each.role is TimingRole.FIRST), None)

    @property
    def other_readings(self) -> tuple[TimingRecord, ...]:
        """Second readings that do not count at present."""
        return tuple(
            each
            for each in self.timings
            if each.id != self.commitment.timing and each.role is not TimingRole.REVISION
        )
