"""What happened to an instrument, party by party, and what follows: its status, what is open.

Announced, exchanged, signed and in force are four things: none is concluded from another. A step
that is not recorded is said to be not recorded, never to be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.edtf import parse
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Status
from app.domain.terms import StartRule, Term
from app.domain.timing import Bounds


class EventKind(StrEnum):
    """What can happen to an instrument."""

    DRAFT_SENT = "draft sent"
    DRAFT_RECEIVED = "draft received"
    COMMENTS_AWAITED = "comments awaited"
    COMMENTS_RECEIVED = "comments received"
    LAW_VETTING = "law vetting"
    CABINET_APPROVAL = "cabinet approval"
    FULL_POWERS = "full powers"
    TEXT_AGREED = "text agreed"
    SIGNED = "signed"
    EXCHANGED = "exchanged"
    PROVISIONAL = "provisionally applied"
    NOTIFIED = "internal procedures notified"
    RATIFIED = "ratified"
    IN_FORCE = "in force"
    EXTENDED = "extended"
    LET_ROLL = "let roll"
    NOTICE_GIVEN = "notice given"
    NOTICE_RECEIVED = "notice received"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    REVIVED = "revived"


DOMESTIC = (EventKind.LAW_VETTING, EventKind.CABINET_APPROVAL, EventKind.FULL_POWERS)
"""The steps that each party takes at home before it signs."""

BY_PARTY = (
    *DOMESTIC,
    EventKind.SIGNED,
    EventKind.NOTIFIED,
    EventKind.RATIFIED,
)
"""The steps that each party takes for itself, in their order."""

PROLONGING = frozenset({EventKind.EXTENDED, EventKind.REVIVED})
"""The events that say until when: by a last day or by a length of time."""

NOTICES = frozenset({EventKind.NOTICE_GIVEN, EventKind.NOTICE_RECEIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentEvent:
    """One thing that happened to an instrument, on a day as sure as its source (EDTF).

    `party` is the code of the side it concerns, empty where it is both's: of comments awaited or
    received, the side that owes or gave them; of a notice, the side that gave it. What prolongs
    says until when, by its last day `until` (EDTF) or by the length `period`.
    """

    id: str
    commitment: CommitmentId
    kind: EventKind
    party: str = ""
    happened_on: str = ""
    place: str = ""
    until: str = ""
    period: str = ""
    remark: str = ""

    @property
    def bounds(self) -> Bounds:
        """The days on which it may have happened."""
        if not self.happened_on:
            return Bounds()
        read = parse(self.happened_on)
        return Bounds(earliest=read.earliest, latest=read.latest)

    @property
    def day(self) -> date | None:
        """The day it happened; None where several are left open."""
        bounds = self.bounds
        return bounds.earliest if bounds.earliest == bounds.latest else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """A step that one party has not been recorded to have taken, since when where that is known."""

    step: EventKind
    party: str
    since: str = ""


def in_order(events: Iterable[InstrumentEvent]) -> tuple[InstrumentEvent, ...]:
    """Return events as they happened; what has no day comes first, ties stay as entered."""
    return tuple(sorted(events, key=lambda each: each.bounds.earliest or date.min))


def by_step(
    events: Iterable[InstrumentEvent], step: EventKind, parties: Sequence[str]
) -> dict[str, InstrumentEvent | None]:
    """Return, for each party, the event by which it took a step; what is both's counts for each."""
    found: dict[str, InstrumentEvent | None] = dict.fromkeys(parties)
    for each in in_order(events):
        if each.kind is step:
            for party in parties:
                if each.party in ("", party) and found[party] is None:
                    found[party] = each
    return found


def taken_by_all(
    events: Iterable[InstrumentEvent], step: EventKind, parties: Sequence[str]
) -> date | None:
    """Return the day on which the last party took a step.

    None where one has not, or where that day is not known.
    """
    days = [None if each is None else each.day for each in by_step(events, step, parties).values()]
    return None if not days or None in days else max(day for day in days if day)


def all_took(events: Iterable[InstrumentEvent], step: EventKind, parties: Sequence[str]) -> bool:
    """Whether every party is recorded to have taken a step, on whatever day."""
    return bool(parties) and all(by_step(events, step, parties).values())


_BRINGS_INTO_FORCE = {
    StartRule.SIGNATURE: EventKind.SIGNED,
    StartRule.NOTIFICATION: EventKind.NOTIFIED,
    StartRule.RATIFICATION: EventKind.RATIFIED,
}


def step_into_force(term: Term | None) -> EventKind | None:
    """Return the step of every party that brings an instrument into force, by its text."""
    return None if term is None else _BRINGS_INTO_FORCE.get(term.start_rule)


def began(term: Term | None, events: Sequence[InstrumentEvent], parties: Sequence[str]) -> str:
    """Return when it entered into force as EDTF; empty where nothing says so.

    An event that says it comes first, then the day its text names, then the rule of its text.
    """
    entered = [each for each in in_order(events) if each.kind is EventKind.IN_FORCE]
    if entered and entered[0].happened_on:
        return entered[0].happened_on
    if term is not None and term.starts:
        return term.starts
    step = step_into_force(term)
    day = None if step is None else taken_by_all(events, step, parties)
    return "" if day is None else day.isoformat()


_FINAL = {
    EventKind.IN_FORCE: Status.IN_FORCE,
    EventKind.EXTENDED: Status.IN_FORCE,
    EventKind.REVIVED: Status.IN_FORCE,
    EventKind.NOTICE_GIVEN: Status.NOTICE_GIVEN,
    EventKind.NOTICE_RECEIVED: Status.NOTICE_GIVEN,
    EventKind.TERMINATED: Status.TERMINATED,
    EventKind.EXPIRED: Status.EXPIRED,
}
_NEGOTIATING = frozenset(
    {
        EventKind.DRAFT_SENT,
        EventKind.DRAFT_RECEIVED,
        EventKind.COMMENTS_AWAITED,
        EventKind.COMMENTS_RECEIVED,
        EventKind.LAW_VETTING,
        EventKind.CABINET_APPROVAL,
        EventKind.FULL_POWERS,
    }
)


def status_of(
    term: Term | None, events: Sequence[InstrumentEvent], parties: Sequence[str]
) -> Status | None:
    """Return the status that the events come to; None where they say nothing about it.

    The last of those that decide by themselves counts. A signature, and a text, count once every
    party's is there; an exchange of documents, or provisional application, decides nothing.
    """
    decided: Status | None = None
    for each in in_order(events):
        decided = _FINAL.get(each.kind, decided)
    if decided is not None:
        return decided
    step = step_into_force(term)
    if step is not None and all_took(events, step, parties):
        return Status.IN_FORCE
    if all_took(events, EventKind.SIGNED, parties):
        return Status.SIGNED
    kinds = {each.kind for each in events}
    if EventKind.SIGNED in kinds or all_took(events, EventKind.TEXT_AGREED, parties):
        return Status.AGREED_TEXT
    return Status.UNDER_NEGOTIATION if kinds & (_NEGOTIATING | {EventKind.TEXT_AGREED}) else None


def outstanding(
    term: Term | None, events: Sequence[InstrumentEvent], parties: Sequence[str]
) -> tuple[Outstanding, ...]:
    """Return what is awaited of whom, as far as what is recorded tells.

    Comments that were asked for and did not come (see `answer_to`); a step that one party took
    and the other is not recorded to have taken; after signature, what by its text brings it into
    force. Nothing once it is in force or over.
    """
    if any(each.kind in _FINAL for each in events):
        return ()
    found = list(_comments(events))
    signed = all_took(events, EventKind.SIGNED, parties)
    into_force = step_into_force(term)
    for step in BY_PARTY:
        if signed and step in DOMESTIC:
            continue
        took = by_step(events, step, parties)
        expected = any(took.values()) or (signed and step is into_force)
        if expected:
            found += [
                Outstanding(step=step, party=party) for party, by in took.items() if by is None
            ]
    return tuple(found)


def answer_to(
    awaited: InstrumentEvent, events: Sequence[InstrumentEvent]
) -> InstrumentEvent | None:
    """Return the event by which comments are awaited no longer; None while they are.

    They came from that side, on a day that need not be later for certain; or a later draft did;
    or the text was agreed or signed without them. Nothing else is awaited: None.
    """
    if awaited.kind is not EventKind.COMMENTS_AWAITED:
        return None
    ordered = in_order(events)
    later = ordered[ordered.index(awaited) + 1 :]
    return next((each for each in ordered if _answers(each, awaited, later=each in later)), None)


def _answers(event: InstrumentEvent, awaited: InstrumentEvent, *, later: bool) -> bool:
    match event.kind:
        case EventKind.COMMENTS_RECEIVED:
            asked, came = awaited.bounds.earliest, event.bounds.latest
            before = asked is not None and came is not None and came < asked
            return event.party == awaited.party and not before
        case EventKind.DRAFT_RECEIVED:
            return later and event.party in ("", awaited.party)
    return later and event.kind in (EventKind.TEXT_AGREED, EventKind.SIGNED)


def _comments(events: Sequence[InstrumentEvent]) -> Iterable[Outstanding]:
    for each in in_order(events):
        if each.kind is EventKind.COMMENTS_AWAITED and answer_to(each, events) is None:
            yield Outstanding(step=each.kind, party=each.party, since=each.happened_on)
