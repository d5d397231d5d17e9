"""What a list row and a detail panel show: read-only views of the register, whole."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.commitment import Commitment, OwnerBasis, Strength
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
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
from app.domain.timeliness import Slip, Standing, slip
from app.domain.timing import Bounds, Sense, Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One row of the register as a list shows it; `rid` is its number in this file only."""

    rid: int
    id: CommitmentId
    ref: str
    relation: str
    kind: Kind
    title: str
    status: Status
    owed_by: str = ""
    sector: str = ""
    strength: Strength | None = None
    owner: str = ""
    owner_basis: OwnerBasis = OwnerBasis.STATED
    counterpart: str = ""
    paragraph: str = ""
    made_on: str = ""
    timing: Timing = Timing()
    bounds: Bounds = Bounds()
    done: Bounds = Bounds()
    first: Bounds = Bounds()
    first_sense: Sense = Sense.POINT
    evidence: int = 0
    readings: int = 1
    event: bool = False
    classification: str = ""
    binned: bool = False

    @property
    def phase(self) -> Phase:
        """The phase of its status."""
        return self.status.phase

    @property
    def standing(self) -> Standing:
        """All that its timeliness depends on."""
        return Standing(
            phase=self.phase,
            sense=self.timing.sense,
            anchored=self.timing.anchor is not None,
            bounds=self.bounds,
            done=self.done,
        )

    @property
    def slip(self) -> Slip | None:
        """How far what was done, or what is promised now, lies behind the first promise."""
        if self.phase is Phase.DONE:
            return slip(self.first, self.done, first_sense=self.first_sense)
        if self.bounds == self.first:
            return None
        return slip(
            self.first,
            self.bounds,
            first_sense=self.first_sense,
            now_sense=self.timing.sense,
        )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One place in a series: the meeting with that ordinal, or None where not recorded."""

    ordinal: int
    meeting: RegisterRow | None
