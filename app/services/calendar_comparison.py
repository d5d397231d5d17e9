"""What the entries of a calendar file come to beside the register, one by one.

An entry of ours is known by its identity, so that nothing comes twice. What was moved or marked
done in the calendar is proposed as a new date or a move; what is not ours, as a new draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.calendar_entry import Entry, Form, Part, Stand
from app.domain.commitment import Commitment
from app.domain.date_words import day_words
from app.domain.identity import CommitmentId, derived_id
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.reading import due_words
from app.domain.rows import RegisterRow
from app.domain.timing import Basis, Sense, Timing
from app.services.calendar_file import Laying, split_uid, uid_of
from app.services.calendar_reading import Found, placed_days
from app.services.calendar_text import STOOD
from app.services.register import Register
from app.store.reader import Reader

MOVED = "Moved in a calendar file"
"""Why a date was replaced that was moved there."""

_TIMES = 8
_DONE = "Marked done in a calendar file"
_KINDS = {Form.TASK: Kind.ACTION, Form.EVENT: Kind.INTERNAL_MEETING}
"""What a new one is entered as until the officer says; an internal meeting is shown to nobody
outside."""


class Outcome(StrEnum):
    """What an entry of a file comes to."""

    SAME = "same"
    DATE = "date"
    DONE = "done"
    NEW = "new"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to decide about an entry: what it is now, what it would become, or why not.

    `number` names it, from one on. `refusal` says why it cannot be taken over. What may be
    accepted carries what is to be written; `was` is the date that would be replaced.
    """

    outcome: Outcome
    title: str
    number: int = 0
    id: CommitmentId | None = None
    ref: str = ""
    before: str = ""
    after: str = ""
    refusal: str = ""
    was: Timing | None = None
    timing: Timing | None = None
    status: Status | None = None
    happened_on: str = ""
    commitment: Commitment | None = None

    @property
    def choosable(self) -> bool:
        """Whether it can be accepted."""
        return self.outcome in (Outcome.DATE, Outcome.DONE, Outcome.NEW) and not self.refusal


class Comparison:
    """Compares the entries of one file with the register; nothing is written.

    `relation` is the pair of countries that new ones would belong to; where it is empty and there
    is one pair alone, that one.
    """

    def __init__(self, register: Register, relation: str) -> None:
        self._reader: Reader = register.reader
        self._today = register.clock.today()
        self._laying = Laying(self._reader, self._today)
        self._register = self._laying.register
        self._known = {uid_of(self._register, each): each for each in self._reader.held_ids()}
        relations = [each.code for each in self._reader.relations()]
        self._relation = relation or (relations[0] if len(relations) == 1 else "")

    def lines(self, found: Found) -> Iterator[Line]:
        """Give what an entry comes to: one line, or two where it was moved and done."""
        if found.problem or not found.uid:
            problem = found.problem or "it has no identity (UID), so it could come twice"
            yield _held(found, f"Cannot be taken over: {problem}.")
            return
        ours = split_uid(found.uid)
        identity = self._known.get(ours[0]) if ours else None
        key = ours[1] if ours and identity else ""
        identity = identity or self._entered_from(found.uid)
        if identity is None:
            yield self._new(found)
            return
        yield from self._of_known(found, self._reader.row(identity), key)

    def _entered_from(self, uid: str) -> CommitmentId | None:
        """Return the commitment that was entered from an entry of others, if one was."""
        held = (each for each in self._names(uid) if self._reader.ref_if_held(each) is not None)
        return next(held, None)

    def _names(self, uid: str) -> list[CommitmentId]:
        """The identities that such a commitment can have: another one once it was undone."""
        return [
            CommitmentId(derived_id("calendar", self._register, uid, str(n))) for n in range(_TIMES)
        ]

    # What is ours

    def _of_known(self, found: Found, row: RegisterRow, key: str) -> Iterator[Line]:
        entries = self._laying.entries_of(row, self._reader.commitment(row.id))
        computed = key not in ("", Form.EVENT.value, Form.TASK.value)
        now = next((each for each in entries if _is(each, key)), None)
        moved = _moved(found, now)
        line = Line(outcome=Outcome.SAME, title=row.title, id=row.id, ref=row.ref)
        done = found.finished and found.own_value(STOOD) != Stand.DONE.value
        if not moved and not done:
            refusal = _unwanted(found, row)
            yield replace(line, outcome=Outcome.HELD, refusal=refusal) if refusal else line
        elif computed:
            yield replace(
                line,
                outcome=Outcome.HELD,
                refusal="This day is computed from the clauses: change those, or record the "
                "notice.",
            )
        else:
            given = [*self._date(found, row, line, now)] if moved else []
            given += [*self._done(found, row, line)] if done else []
            yield from given or [line]

    def _date(
        self, found: Found, row: RegisterRow, line: Line, now: Entry | None
    ) -> Iterator[Line]:
        """Give the new date of what was moved, unless the register has it already."""
        if now is not None and (now.first, now.last) == (found.first, found.last):
            return
        refusal = ""
        if row.binned:
            refusal = "It lies in the bin."
        elif row.phase in (Phase.DONE, Phase.DROPPED):
            if found.own_value(STOOD) is None:
                return
            refusal = f"It is “{row.status.value}” already: its date stays."
        elif found.last is None:
            refusal = "Its day was taken out in the calendar: a date of the register stays."
        timing = None if refusal else _timing(found, row)
        yield replace(
            line,
            outcome=Outcome.HELD if refusal else Outcome.DATE,
            before=due_words(row.timing),
            after=due_words(replace(timing, words="")) if timing else "",
            refusal=refusal,
            was=row.timing,
            timing=timing,
        )

    def _done(self, found: Found, row: RegisterRow, line: Line) -> Iterator[Line]:
        """Give the move of what was marked done, unless it is done."""
        if row.phase is Phase.DONE:
            return
        target = {Family.UNDERTAKING: Status.FULFILLED, Family.MEETING: Status.HELD}.get(
            row.kind.family
        )
        refusal = ""
        if row.binned:
            refusal = "It lies in the bin."
        elif target is None:
            refusal = "What happened to a text is entered under its steps and events."
        elif found.done is not None and found.done > self._today:
            refusal = f"It is marked done on {day_words(found.done)}, which is still to come."
        when = found.done.isoformat() if found.done else f"[..{self._today.isoformat()}]"
        words = f"{_DONE}: {found.done_said}" if found.done_said else f"{_DONE}, day not stated"
        yield replace(
            line,
            outcome=Outcome.HELD if refusal else Outcome.DONE,
            before=row.status.value,
            after="" if refusal else words,
            refusal=refusal,
            status=None if refusal else target,
            happened_on=when,
        )

    # What is not

    def _new(self, found: Found) -> Line:
        identity = next(
            (each for each in self._names(found.uid) if not self._reader.ever_held(each)), None
        )
        line = Line(outcome=Outcome.NEW, title=found.title, after=_new_words(found))
        if found.status == "CANCELLED":
            return _held(found, "It is cancelled in the calendar.")
        if not found.title:
            return _held(found, "It has no title.")
        if identity is None:
            return _held(found, "It was entered and taken back too often: enter it by hand.")
        if not self._relation:
            return replace(line, refusal="Say between which two countries it is to be entered.")
        commitment = Commitment(
            id=identity,
            ref="",
            relation=self._relation,
            kind=_KINDS[found.form],
            title=found.title,
            summary=found.words,
        )
        return replace(line, id=identity, commitment=commitment, timing=_stated(found))


def _is(entry: Entry, key: str) -> bool:
    """Whether it is the entry that a key names; of its own date there is one, whatever its form."""
    if key in ("", Form.EVENT.value, Form.TASK.value):
        return entry.part is Part.OWN
    return entry.key == key


def _moved(found: Found, now: Entry | None) -> bool:
    """Whether the calendar has other days than we gave it, or than there are where it kept none."""
    placed = placed_days(found)
    if placed is None:
        placed = (None, None) if now is None else (now.first, now.last)
    return (found.first, found.last) != placed


def _unwanted(found: Found, row: RegisterRow) -> str:
    """Say what was done in the calendar that is not taken over; empty where nothing was."""
    stood = found.own_value(STOOD)
    if found.status == "CANCELLED" and stood != Stand.DROPPED and row.phase is not Phase.DROPPED:
        return "Cancelled in the calendar: what is dropped needs a reason; move it here."
    if stood == Stand.DONE and found.form is Form.TASK and not found.finished:
        return "Opened again in the calendar: that needs a reason; move it here."
    return ""


def _held(found: Found, why: str) -> Line:
    return Line(outcome=Outcome.HELD, title=found.title or found.uid, refusal=why)


def _timing(found: Found, row: RegisterRow) -> Timing:
    """Return the date that an entry was moved to; no source states it, and it says so."""
    sense = row.timing.sense
    if sense in (Sense.SPAN, Sense.CONTINUING):
        sense = Sense.POINT
    return _dated(found, sense, Basis.INFERRED, why=f"{MOVED}.")


def _stated(found: Found) -> Timing:
    """Return the date of an entry of others, as that gives it."""
    if found.last is None:
        return Timing(basis=Basis.NOT_STATED)
    return _dated(found, Sense.POINT, Basis.STATED)


def _dated(found: Found, sense: Sense, basis: Basis, why: str = "") -> Timing:
    first, last = found.first, found.last
    if first is None or last is None:
        return Timing(basis=Basis.NOT_STATED)
    edtf = last.isoformat()
    if first != last:
        edtf, sense = f"{first.isoformat()}/{edtf}", Sense.SPAN
    return Timing(words=found.said, edtf=edtf, sense=sense, basis=basis, why=why)


def _new_words(found: Found) -> str:
    """Return what a new one would be, in a few words."""
    kind = _KINDS[found.form].value
    when = found.said or due_words(_stated(found))
    again = ", repeated: the first time only" if found.repeats else ""
    return f"{kind}, draft: {when}{again}"
