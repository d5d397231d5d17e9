"""What changed in the register since a day, or since an earlier report: point by point.

What was done and undone again is no change. Values only; `changed_since_document` says them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.agenda import paragraph_key
from app.domain.decisions import Decision
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Status
from app.domain.particulars import Move, TimingRecord
from app.domain.reports.carry_over import News
from app.domain.reports.frame import Frame


class What(StrEnum):
    """What changed of a point; of several the first counts, so that each is counted once."""

    NEW = "new"
    GONE = "binned or taken back"
    BACK = "brought back"
    MOVED = "status"
    DATED = "date"
    REPORTED = "progress"
    DECIDED = "decision"
    CORRECTED = "corrected"
    BESIDE = "papers and steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Since when: the first day that counts, or the register version of an earlier state."""

    day: date | None = None
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A field that says something else now; values as a person reads them, empty for nothing."""

    field: str
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redated:
    """A date that counts in the place of another; None where there was or is none.

    `followed_then` and `followed_now` are the titles of what the dates follow. `revised` says
    that the new one was agreed in the meantime, and not a correction of the old.
    """

    then: TimingRecord | None
    now: TimingRecord | None
    followed_then: str = ""
    followed_now: str = ""
    revised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Who wrote of it since, and on which day last."""

    actor: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Belated:
    """Something entered after the last day on which it can have happened.

    `days` is how many at least; `exact` says that it is known to be just so many.
    """

    happened: str
    entered: date
    days: int
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPoint:
    """A commitment of which anything is other now; what is empty did not change.

    `binned` says that it lies in the bin, `new` that it was not there then. `status` is where it
    stood and stands, where that is not the same; `moves` are those entered since. `withdrawn`
    counts reports that were taken back, and `undecided` decisions. `beside` counts other records
    that stand with it, by kind: added, changed, withdrawn.
    """

    id: CommitmentId
    ref: str
    title: str
    what: What
    classification: str = ""
    new: bool = False
    binned: bool = False
    there: bool = True
    standing: Status | None = None
    due: TimingRecord | None = None
    due_follows: str = ""
    status: tuple[Status, Status] | None = None
    moves: tuple[Move, ...] = ()
    redated: Redated | None = None
    news: tuple[News, ...] = ()
    withdrawn: int = 0
    decisions: tuple[Decision, ...] = ()
    undecided: int = 0
    corrections: tuple[Correction, ...] = ()
    beside: Mapping[str, tuple[int, int, int]]
    entered: tuple[Entered, ...] = ()
    belated: tuple[Belated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSince:
    """The whole report, as values.

    `acts` is how many changes were made since by how many people (`actors`), those undone again
    among them. `others` counts records that stand with no commitment, by kind; `erased` how many
    commitments were erased for good since. Of one pair of countries, or without what is marked,
    only changes of the points shown count, and the rest cannot be told apart: see `selected`.
    """

    since: Since
    points: tuple[ChangedPoint, ...]
    today: date
    version: str
    language: str
    relation: str = ""
    acts: int = 0
    actors: int = 0
    erased: int | None = 0
    others: Mapping[str, int]
    unmarked: bool = False
    left_out: int = 0

    @property
    def selected(self) -> bool:
        """Whether it leaves points out, so that only what was made of those shown is counted."""
        return bool(self.relation or self.unmarked)

    @property
    def counts(self) -> dict[What, int]:
        """How many points there are of which this is what changed; each is in one of them."""
        found = [each.what for each in self.points]
        return {each: found.count(each) for each in What if each in found}

    def of(self, what: What) -> tuple[ChangedPoint, ...]:
        """Return the points of which this is what changed, by reference."""
        return tuple(each for each in self.points if each.what is what)

    @property
    def belated(self) -> int:
        """How many things were entered after they can have happened."""
        return sum(len(each.belated) for each in self.points)

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        marks = {each.classification for each in self.points if each.classification}
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=tuple(sorted(marks)),
        )


def in_order(points: Sequence[ChangedPoint]) -> tuple[ChangedPoint, ...]:
    """Return points by what changed, then by reference (3.2 before 3.10)."""
    order = list(What)
    return tuple(sorted(points, key=lambda each: (order.index(each.what), paragraph_key(each.ref))))
