"""The life of a commitment as far as figures need it: where it stood at the end of any day.

What happened by a day follows from the days that the records name: something is so once its day
can no longer be later, and what names no day once it was entered. These are the rules by which
the program looks back (`app.store.asof_happened`), for all commitments at once and without laying
a past register out; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.commitment import Commitment
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId, TimingId
from app.domain.ledger import meant
from app.domain.lifecycle import ARRIVAL, Phase, Status
from app.domain.particulars import NoteBasis, TimingRecord, TimingRole
from app.domain.promises import may_be_promise, took_place
from app.domain.timing import Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEnd:
    """The end of a day, and the instant at which it came: UTC milliseconds since 1970."""

    day: date
    instant: int


def days_of(edtf: str) -> Bounds:
    """Return the days a stored date may mean; a text that cannot be read has none."""
    try:
        read = parse(edtf)
    except ServandaError:
        return Bounds()
    return Bounds(earliest=read.earliest, latest=read.latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something told of a commitment: on which days it may have happened, when it was entered.

    `entered` is an instant as in `DayEnd`, `change` the number of the change that entered it,
    `place` its place in the order of the log. `said` is the day as stored, `value` a status, or
    the date that was chosen.
    """

    days: Bounds
    entered: int
    change: int
    place: int
    said: str = ""
    value: str = ""
    basis: NoteBasis | None = None

    def by(self, end: DayEnd) -> bool:
        """Whether it had surely happened by the end of a day."""
        latest = self.days.latest
        return self.entered < end.instant if latest is None else latest <= end.day

    def perhaps_by(self, end: DayEnd) -> bool:
        """Whether it may have happened by then, and may not."""
        earliest = self.days.earliest
        return not self.by(end) and self.days.known and (earliest is None or earliest <= end.day)

    def within(self, first: date, last: date) -> bool:
        """Whether all the days on which it may have happened lie between two days."""
        earliest, latest = self.days.earliest, self.days.latest
        return earliest is not None and latest is not None and first <= earliest <= latest <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date that was promised, with its place in the log; `told` says when it came to count.

    That is the day on which it was agreed, or else its entry: to be asked for lets no date count.
    """

    record: TimingRecord
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A commitment with all that is told of it, each in the order of the log.

    `ref` is its reference as shown. `begun` is when it was entered, `tellings` are the days that
    any of its moves and notes name.
    """

    commitment: Commitment
    ref: str
    begun: Told
    binned: bool = False
    statuses: tuple[Told, ...] = ()
    choices: tuple[Told, ...] = ()
    notes: tuple[Told, ...] = ()
    dates: tuple[Dated, ...] = ()
    tellings: tuple[Bounds, ...] = ()

    @property
    def id(self) -> CommitmentId:
        """Its identity."""
        return self.commitment.id

    @property
    def counted(self) -> bool:
        """Whether it is a promise to the other side: no event, nothing only noted or internal.

        Whether it is still a draft depends on the day.
        """
        held = self.commitment
        noted = held.strength is not None and held.strength.weight == "noted"
        return may_be_promise(held) and not (self.binned or noted or self.took_place)

    @property
    def took_place(self) -> bool:
        """Whether it is an event: said to be one, or a meeting that was entered once held."""
        if self.commitment.event or not self.statuses:
            return self.commitment.event
        firsts = [each.record for each in self.dates if each.record.role is TimingRole.FIRST]
        return took_place(
            self.commitment.kind,
            (each.value for each in self.statuses),
            first=firsts[0].timing.bounds() if firsts else Bounds(),
            done=self.statuses[-1].days,
        )

    @property
    def made(self) -> Bounds:
        """The days on which it may have been made: as it says.

        What says no day was made by the first that tells of it, and nobody knows how long before.
        """
        said = days_of(self.commitment.made_on)
        if said.latest is not None:
            return said
        told = (each.latest for each in self.tellings if each.latest is not None)
        return Bounds(earliest=said.earliest, latest=min(told, default=None))

    def there(self, end: DayEnd) -> bool:
        """Whether it had surely been made by the end of a day."""
        latest = self.made.latest
        if latest is not None and latest <= end.day:
            return True
        unsaid = days_of(self.commitment.made_on).latest is None
        return unsaid and self.begun.entered < end.instant

    def status(self, end: DayEnd) -> Status | None:
        """Return where it stood at the end of a day; None where it was not there yet."""
        if not self.there(end):
            return None
        so = [each for each in self.statuses if each.by(end)]
        if len(so) == len(self.statuses):
            return self.commitment.status
        if so:
            return Status(so[-1].value)
        return Status.DRAFT if self.began_as_draft else ARRIVAL[self.commitment.kind.family]

    @property
    def began_as_draft(self) -> bool:
        """Whether it was entered as a draft, and became a promise by a later move."""
        if not self.statuses:
            return self.commitment.status is Status.DRAFT
        first = self.statuses[0]
        return first.value == Status.DRAFT or first.change != self.begun.change

    def done(self, end: DayEnd) -> Bounds:
        """Return the days on which it may have been done, where it was by the end of a day."""
        entered, inside = Bounds(), False
        for each in self.statuses:
            if not each.by(end):
                continue
            done = Status(each.value).phase is Phase.DONE
            if done and not inside:
                entered = each.days
            inside = done
        return entered if inside else Bounds()

    def counting(self, end: DayEnd) -> TimingRecord | None:
        """Return the date that counted at the end of a day."""
        by_id = {each.record.id: each.record for each in self.dates}
        late = {each.record.id for each in self.dates if not _there(each, end)}
        chosen = self.commitment.timing
        unsettled = any(not each.by(end) for each in self.choices)
        if chosen is not None and chosen not in late and not unsettled:
            return by_id.get(chosen)
        said = [
            (each.told, each.record.id)
            for each in self.dates
            if each.record.role is TimingRole.REVISION and _there(each, end)
        ]
        said += [(each, TimingId(each.value)) for each in self.choices if each.by(end)]
        if said:
            last = max(said, key=lambda each: each[0].place)
            return by_id.get(last[1])
        firsts = (each.record for each in self.dates if each.record.role is TimingRole.FIRST)
        return next(firsts, None) if chosen is not None else None


def _there(dated: Dated, end: DayEnd) -> bool:
    return dated.record.role is not TimingRole.REVISION or dated.told.by(end)


@dataclass(slots=True)
class Dates:
    """The days that dates meant at the end of a day, those of what they follow among them."""

    lives: Mapping[CommitmentId, Life]
    end: DayEnd
    _known: dict[CommitmentId, Bounds] = field(default_factory=dict)
    _asked: set[CommitmentId] = field(default_factory=set)

    def due(self, life: Life) -> Bounds:
        """Return when something was due then; nothing where its date follows itself."""
        if life.id in self._known:
            return self._known[life.id]
        if life.id in self._asked:
            return Bounds()
        self._asked.add(life.id)
        record = life.counting(self.end)
        found = Bounds() if record is None else self.meant(life, record)
        self._known[life.id] = found
        return found

    def meant(self, life: Life, record: TimingRecord) -> Bounds:
        """Return the days that one date of a commitment meant then."""
        anchor = record.timing.anchor
        at = {} if anchor is None else {anchor: self._stands(anchor)}
        return meant(record, life.commitment.made_on, at)

    def _stands(self, anchor: CommitmentId) -> Bounds:
        """The days on which what a date follows took place, else those on which it was due."""
        life = self.lives.get(anchor)
        if life is None or not life.there(self.end):
            return Bounds()
        done = life.done(self.end)
        return done if done.known else self.due(life)


def by_identity(lives: Sequence[Life]) -> Mapping[CommitmentId, Life]:
    """Return lives by the identity of their commitment."""
    return {each.id: each for each in lives}
