"""What a detail panel shows: everything held about one commitment, read-only and whole."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.commitment import Commitment
from app.domain.following import Pull
from app.domain.instrument_events import InstrumentEvent
from app.domain.ledger import DateLine, ledger
from app.domain.particulars import (
    CHOICE,
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
from app.domain.terms import Term


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
        """How many were announced and never named; None where no number was announced.

        Where more are known than were announced, none is unidentified: the number was wrong.
        """
        return None if self.announced is None else max(0, self.announced - len(self.members))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything the register holds about one commitment.

    `anchor` is what the date that counts follows, `anchors` all that any of the dates do; `pulls`
    are the times that the date moved with it, oldest first, those undone since among them.
    `batch` holds the texts announced here, `announced_at` where this one was announced. `term` and
    `instrument_events` are those of an instrument, the events as they were entered.
    """

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
    announced_at: RegisterRow | None = None
    anchors: tuple[RegisterRow, ...] = ()
    pulls: tuple[Pull, ...] = ()
    term: Term | None = None
    instrument_events: tuple[InstrumentEvent, ...] = ()

    @property
    def first_timing(self) -> TimingRecord | None:
        """The timing of the first promise, which no later one replaces."""
        return next((each for each in self.timings if each.role is TimingRole.FIRST), None)

    @property
    def ledger(self) -> tuple[DateLine, ...]:
        """The first date and its revisions, each with the days it means and its slip."""
        anchored = {row.id: row.done if row.done.known else row.bounds for row in self.anchors}
        return ledger(self.timings, self.commitment.made_on, anchored)

    @property
    def choice(self) -> Move | None:
        """The latest choice among readings of the date, where it holds for the one that counts."""
        found = [each for each in self.moves if each.field == CHOICE]
        last = found[-1] if found else None
        chosen = self.commitment.timing
        return last if last is not None and last.value.split()[:1] == [chosen] else None

    @property
    def other_readings(self) -> tuple[TimingRecord, ...]:
        """Second readings that do not count at present."""
        return tuple(
            each
            for each in self.timings
            if each.id != self.commitment.timing and each.role is not TimingRole.REVISION
        )
