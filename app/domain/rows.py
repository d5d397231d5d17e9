"""What a list row shows: a commitment in short, with all its timeliness depends on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.commitment import OwnerBasis, Strength
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.timeliness import Slip, Standing, slip
from app.domain.timing import Bounds, Sense, Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The commitment that a date follows, as far as the date has to tell of it.

    `binned` says that it lies in the bin, `lost` that it is in the register no more.
    """

    ref: str
    title: str
    dropped: bool = False
    binned: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One row of the register as a list shows it; `rid` is its number in this file only.

    `heard` is the last day on which what the newest progress note reports can have happened.
    `termed` says that of an instrument the length of its first term is known.
    `follows` is what its date hangs on; `disputed` says that readings of it disagree and that
    no choice among them stands.
    """

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
    termed: bool = False
    readings: int = 1
    disputed: bool = False
    follows: Followed | None = None
    event: bool = False
    classification: str = ""
    ball_with: str = ""
    ball_since: str = ""
    heard: date | None = None
    binned: bool = False

    @property
    def phase(self) -> Phase:
        """The phase of its status."""
        return self.status.phase

    @property
    def awaited(self) -> str:
        """The title of the commitment that its date follows, empty where there is none."""
        return self.follows.title if self.follows is not None else ""

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
class SeriesRow:
    """One place in a series: the meeting with that ordinal, or None where not recorded."""

    ordinal: int
    meeting: RegisterRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of a list: what its rows have in common, and how many there are.

    `key` is a timeliness, a sector, a lead agency as shown or the identity of an origin, empty
    where there is none; `title` is the origin's title, its reference where it was erased.
    """

    key: str
    count: int
    title: str = ""
