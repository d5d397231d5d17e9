"""The clauses of an instrument, what happened to it party by party, and the acts that follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from app.domain import fields
from app.domain.commitment import Commitment, sides_of
from app.domain.course import Instrument
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.event_rules import check_event
from app.domain.identity import CommitmentId, derived_id, new_id
from app.domain.instrument_events import DOMESTIC, EventKind, InstrumentEvent
from app.domain.kinds import Family
from app.domain.lifecycle import Need, Status, legal_moves, needs
from app.domain.particulars import Link, LinkKind
from app.domain.renewals import by_events, course
from app.domain.terms import (
    EndConvention,
    NoticeEvent,
    Renewal,
    StartRule,
    Term,
    length,
)
from app.services.acts.commitments import CommitmentActs
from app.store.records import RECORDS

_LADDER = (
    Status.DRAFT,
    Status.UNDER_NEGOTIATION,
    Status.AGREED_TEXT,
    Status.SIGNED,
    Status.IN_FORCE,
    Status.NOTICE_GIVEN,
    Status.TERMINATED,
    Status.EXPIRED,
)
"""The statuses in the order in which events lead through them; some may be passed over."""
_OF_ONE = frozenset({*DOMESTIC, EventKind.COMMENTS_AWAITED, EventKind.COMMENTS_RECEIVED})
"""What only one side does."""


class TermActs(CommitmentActs):
    """Clauses are entered and put right; events are added, and taken back but never rewritten."""

    def set_term(self, identity: CommitmentId, **clauses: Any) -> None:
        """Enter or change clauses of an instrument; those that are not named stay as they are.

        Takes the fields of `Term`. Raises `InvalidValueError` naming the field.
        """
        self._instrument(identity)
        before = self._reader.term(identity)
        term = before or Term(id=derived_id("term", identity), commitment=identity)
        unknown = set(clauses) - {*RECORDS["term"].columns} | {"commitment"} & set(clauses)
        if unknown:
            raise InvalidValueError(min(unknown), f"A term has no “{min(unknown)}”.")
        values = {
            name: _CHOICES[name](value) if name in _CHOICES else "" if value is None else str(value)
            for name, value in clauses.items()
        }
        changed: Any = values
        term = replace(term, **changed).validated()
        kept = RECORDS["term"].encode(term)
        if before is None and not self._revived("term", term.id):
            self._add("term", term.id, term)
        else:
            self._writer.set("term", term.id, **kept)

    def withdraw_term(self, identity: CommitmentId) -> None:
        """Take the clauses back; the history keeps them. Raises `NotFoundError`."""
        term = self._reader.term(identity)
        if term is None:
            raise NotFoundError("No clauses of this instrument were entered.")
        self._withdraw("term", term.id)

    def record_event(
        self, identity: CommitmentId, kind: str, *, happened_on: str = "", **details: str
    ) -> str:
        """Add what happened to an instrument, today unless a day is given; returns its identity.

        `details` are `party`, `place`, `until`, `period` and `remark`. The status follows where it
        agreed with the events before; a status that the officer set against them stays. Raises
        `InvalidValueError` for what does not fit: a day ahead, a side that is none, an extension
        of what has ended.
        """
        now = self._instrument(identity)
        event = self._event(now, fields.choice("event", EventKind, kind), happened_on, details)
        term, events = self._reader.term(identity), self._reader.instrument_events(identity)
        before = self._as_instrument(now, term, events)
        check_event(event, term, course(before, self._today))
        after = self._as_instrument(now, term, (*events, event))
        self._add("instrumentevent", event.id, event)
        self._follow(now, by_events(before, self._today), by_events(after, self._today), event)
        return event.id

    def give_notice(
        self, identity: CommitmentId, *, given_on: str = "", received_on: str = "", **details: str
    ) -> None:
        """Record a notice of termination, and the day it arrived where that is known.

        One that comes late is kept all the same. Raises what `record_event` does.
        """
        if given_on.strip() or not received_on.strip():
            self.record_event(
                identity, EventKind.NOTICE_GIVEN.value, happened_on=given_on, **details
            )
        if received_on.strip():
            self.record_event(
                identity, EventKind.NOTICE_RECEIVED.value, happened_on=received_on, **details
            )

    def withdraw_event(self, event: str) -> None:
        """Take an event back; the history keeps it. Raises `NotFoundError`."""
        self._standing("instrumentevent", event)
        self._withdraw("instrumentevent", event)

    def supersede(
        self,
        identity: CommitmentId,
        by: CommitmentId | None = None,
        *,
        why: str = "",
        happened_on: str = "",
    ) -> None:
        """Say that another text took an instrument's place, and which, where that is known.

        Raises `IllegalMoveError`, or `InvalidValueError` where neither text nor reason is given.
        """
        self._instrument(identity)
        if by is not None:
            tie = Link(id=new_id(), origin=by, kind=LinkKind.SUPERSEDES, target=identity)
            known = {
                (each.link.origin, each.link.kind) for each in self._reader.dossier(identity).ties
            }
            if (by, LinkKind.SUPERSEDES) not in known:
                self.link(tie)
            why = why.strip() or f"superseded by {self._reader.ref(by)}"
        self.move(identity, Status.SUPERSEDED, happened_on=happened_on, why=why)

    # What is asked before

    def _instrument(self, identity: CommitmentId) -> Commitment:
        found = self._reader.commitment(identity)
        if found.kind.family is not Family.INSTRUMENT:
            raise InvalidValueError(
                "kind",
                "Only a text has a term and events of its own; this is of the kind "
                f"“{found.kind.value}”.",
            )
        return found

    @staticmethod
    def _as_instrument(
        now: Commitment, term: Term | None, events: tuple[InstrumentEvent, ...]
    ) -> Instrument:
        return Instrument(
            term=term, events=events, parties=sides_of(now.relation), status=now.status
        )

    def _event(
        self, now: Commitment, kind: EventKind, happened_on: str, details: Mapping[str, str]
    ) -> InstrumentEvent:
        """Return an event whose fields were checked one by one."""
        event = InstrumentEvent(
            id=new_id(),
            commitment=now.id,
            kind=kind,
            party=_party(details.get("party", ""), now.relation),
            happened_on=fields.edtf("happened_on", happened_on) or self._today.isoformat(),
            place=details.get("place", "").strip(),
            until=fields.edtf("until", details.get("until", "")),
            period=length("period", details.get("period", "")),
            remark=details.get("remark", "").strip(),
        )
        earliest = event.bounds.earliest
        if earliest is not None and earliest > self._today:
            raise InvalidValueError(
                "happened_on", "That day is still ahead: an event is entered once it has happened."
            )
        if event.kind in _OF_ONE and not event.party:
            first, second = sides_of(now.relation)
            raise InvalidValueError("party", f"Say of which side: {first} or {second}.")
        return event

    def _follow(
        self, now: Commitment, was: Status | None, derived: Status | None, event: InstrumentEvent
    ) -> None:
        """Let the status follow the events, unless it was set against them."""
        if derived is None or derived is now.status or was not in (None, now.status):
            return
        onward = (
            now.status in _LADDER
            and derived in _LADDER
            and _LADDER.index(derived) > _LADDER.index(now.status)
        )
        if not onward and derived not in legal_moves(Family.INSTRUMENT, now.status):
            return
        wanted = needs(now.status, derived)
        lacks = {Need.OBLIGOR: not now.owed_by, Need.TIMING: now.timing is None}
        if any(lacks.get(each) for each in wanted):
            return
        self._writer.set("commitment", now.id, status=derived.value)
        self._record_move(now.id, "status", derived.value, event.happened_on, event.kind.value)


def _party(value: str, relation: str) -> str:
    text = value.strip()
    sides = sides_of(relation)
    if text.casefold() in ("", "both"):
        return ""
    found = next((each for each in sides if each.casefold() == text.casefold()), None)
    if found is None:
        raise InvalidValueError(
            "party", f"“{text}” is no side here. There are {sides[0]}, {sides[1]} and “both”."
        )
    return found


def _buffer(value: object) -> int | None:
    if value is None or str(value).strip() == "":
        return None
    text = str(value).strip()
    if not text.isdecimal():
        raise InvalidValueError("buffer", f"“{text[:40]}” is no number of working days.")
    return int(text[:9])


_CHOICES: Mapping[str, Callable[[object], object]] = {
    "start_rule": lambda value: fields.choice("start_rule", StartRule, value),
    "renewal": lambda value: fields.choice("renewal", Renewal, value),
    "notice_event": lambda value: fields.choice("notice_event", NoticeEvent, value),
    "end_convention": lambda value: fields.choice("end_convention", EndConvention, value),
    "buffer": _buffer,
}
"""What reads the clauses that are no plain text."""
