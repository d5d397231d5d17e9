"""Rows on their way into one open change of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from app.domain import fields as checks
from app.domain.commitment import Commitment, Completion, OwnerBasis, sides_of
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.identity import CommitmentId, OrganisationId, new_id
from app.domain.intake.vocabulary import plain
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import NOT_KNOWN, NoteBasis, Organisation
from app.domain.timing import Timing
from app.services.acts import Acts
from app.services.intake.accepting import without
from app.services.intake.comparing import AMENDED, BALL, DUE, FieldChange, listed
from app.services.intake.dating import corrected, first_timing, redated, timing_of
from app.services.intake.matching import Outcome, Plan, Proposal
from app.services.intake.returning import Returning
from app.services.register import Register

_PROPOSED = (frozenset({"status"}), frozenset({"due"}), frozenset({"due", "status"}))
"""What is left out, one after the other, of a row of which the rules refuse a proposal."""


class Taking:
    """Takes rows over one by one; `settle` at the end ties what came in to its origins."""

    def __init__(self, acts: Acts, register: Register, plan: Plan, name: str) -> None:
        """Write through `acts`, a change of `register`; `name` is the file's."""
        self._acts = acts
        self._reader = acts.reader
        self._today = register.clock.today()
        self._frame = plan.frame
        self._as_of = plan.told_as_of
        self._name = name
        self._coming = {each.fields.get("ref", "") for each in plan.proposals} - {""}
        self._added: Mapping[str, str] = {}
        self._agencies: dict[tuple[str, int], OrganisationId] = {}
        self._origins: dict[int, tuple[CommitmentId, str]] = {}
        self._anchors: dict[int, tuple[CommitmentId, str, str]] = {}
        self._returning = Returning(acts, self._today, plan, name) if plan.returned else None

    def tried(self, proposal: Proposal, *, changed_too: bool = False) -> Proposal:
        """Take a row over, or return it as held back with what it was refused for.

        What an agency tells is noted though a rule refuses what it proposes: that is left out.
        """
        taking = proposal.taking(changed_too=changed_too)
        if taking is None:
            return proposal
        found = self._tried(proposal, taking)
        if self._returning is None or found.outcome is not Outcome.HELD:
            return found
        for fields in _PROPOSED:
            if fields.isdisjoint(each.field for each in taking.changes if each.proposed):
                continue
            less, left = without(proposal, fields), without(taking, fields)
            again = self._tried(less, left) if left.changes else less
            if again.outcome is not Outcome.HELD:
                said = f"“{' and '.join(sorted(fields))}” is not taken over: {found.reason}"
                return replace(again, warnings=(*again.warnings, said), refused=fields)
        return found

    def _tried(self, proposal: Proposal, taking: Proposal) -> Proposal:
        """Take over of a row what is to come in; return it as it came, or held back."""
        known = len(self._agencies)
        try:
            with self._acts.attempt():
                warnings = self.take(taking)
        except ServandaError as error:
            for name in list(self._agencies)[known:]:  # those that were added for this row
                del self._agencies[name]
            self._origins.pop(proposal.row, None)
            self._anchors.pop(proposal.row, None)
            return replace(proposal, outcome=Outcome.HELD, changes=(), reason=str(error))
        if not warnings:
            return proposal
        return replace(proposal, warnings=(*proposal.warnings, *warnings))

    def take(self, proposal: Proposal) -> tuple[str, ...]:
        """Write one row; returns what the officer should know of it."""
        if self._returning is not None:
            return self._returning.take(proposal)
        self._added = proposal.added
        if proposal.commitment is None:
            return self._enter(proposal)
        return self._change(proposal.commitment, proposal)

    def settle(self) -> Iterator[tuple[int, str]]:
        """Tie each row to what it names in the same file: its origin, and what its date follows.

        Gives the rows for which that did not come in, with what is to be said of it.
        """
        if self._returning is not None:
            self._returning.settle()
        for row, (identity, named) in self._origins.items():
            held = self._reader.shown(named)
            if held is None:
                yield row, f"The origin “{named[:80]}” does not come in: without it this cannot."
            elif refused := self._refused(partial(self._acts.amend, identity, origin=held)):
                yield row, refused
        for row, (identity, named, offset) in self._anchors.items():
            held = self._reader.shown(named)
            if held is None:
                yield row, f"“{named[:80]}”, which its date follows, does not come in."
            elif refused := self._refused(partial(self._hang, identity, held, offset)):
                yield row, refused

    def _hang(self, identity: CommitmentId, anchor: CommitmentId, offset: str) -> None:
        now = self._reader.holdings([identity])[identity].timing or Timing()
        hung = replace(now, edtf="", anchor=anchor, offset=offset)
        self._acts.correct_timing(identity, hung)

    def _refused(self, act: Callable[[], object]) -> str:
        """Do something, or return why not, with nothing of it done."""
        try:
            with self._acts.attempt():
                act()
        except ServandaError as error:
            return str(error)
        return ""

    # What is new

    def _enter(self, proposal: Proposal) -> tuple[str, ...]:
        fields = proposal.fields
        named = fields.get("due_follows", "")
        anchor = self._reader.shown(named) if named else None
        timing = first_timing(fields, proposal.carried, anchor, self._why(proposal))
        status, warnings = _arriving(fields, timing)
        identity = CommitmentId(new_id())
        origin, waited_for = self._origin(proposal)
        commitment = self._commitment(identity, fields, status, origin)
        # A draft of ours that has all it needs stays one: who wrote it down has left it so.
        waits = bool(proposal.carried) and status is Status.DRAFT
        self._acts.propose(
            commitment,
            timing=None if waits else timing,
            supporting=tuple(self._supporting(fields)),
            why=self._why(proposal),
            happened_on=self._moved_on(proposal) if status is not Status.DRAFT else "",
        )
        if waits and timing is not None:
            self._acts.set_timing(identity, timing)
        if timing is not None and named and anchor is None:
            offset = fields.get("due_offset", "")
            self._anchors[proposal.row] = identity, named, offset
        if waited_for:
            self._origins[proposal.row] = identity, waited_for
        self._tell(identity, proposal)
        return warnings

    def _commitment(
        self,
        identity: CommitmentId,
        fields: Mapping[str, str],
        status: Status,
        origin: CommitmentId | None,
    ) -> Commitment:
        relation = fields.get("relation") or self._frame.relation

        def text(name: str) -> str:
            return fields.get(name, "")

        return Commitment(
            id=identity,
            ref=text("ref"),
            relation=relation,
            kind=Kind(fields.get("kind", Kind.ACTION.value)),
            title=text("title"),
            summary=text("summary"),
            status=status,
            owed_by=text("owed_by"),
            strength=checks.strength(text("strength")),
            sector=text("sector"),
            owner=self._agency(text("owner"), relation, 0),
            owner_basis=OwnerBasis(fields.get("owner_basis", OwnerBasis.STATED.value)),
            counterpart=self._agency(text("counterpart"), relation, 1),
            origin=origin,
            paragraph=text("paragraph"),
            made_on=text("made_on"),
            made_at=text("made_at"),
            completion=Completion(fields.get("completion", Completion.NO_EVIDENCE.value)),
            ball_with=text("ball_with"),
            ball_since=text("ball_since"),
            ball_letter=text("ball_letter"),
            priority=checks.whole("priority", text("priority")),
            update_days=checks.whole("update_days", text("update_days")),
            review_on=text("review_on"),
            classification=text("classification"),
            line_to_take=text("line_to_take"),
            remarks=text("remarks"),
            event=checks.flag("event", text("event")),
        )

    def _origin(self, proposal: Proposal) -> tuple[CommitmentId | None, str]:
        """Return where it was made; or, where that is to come in with the file, its reference."""
        named = proposal.fields.get("origin", "").strip()
        held = self._reader.shown(named) if named else None
        if held is not None or (not named and proposal.carried):
            return held, ""
        if named in self._coming:
            return None, named
        return self._frame.origin, ""

    def _supporting(self, fields: Mapping[str, str]) -> list[OrganisationId]:
        relation = fields.get("relation") or self._frame.relation
        found = [self._agency(each, relation, 0) for each in listed(fields.get("supporting", ""))]
        return [each for each in found if each is not None]

    def _agency(self, name: str, relation: str, side: int) -> OrganisationId | None:
        """Return the agency that goes by a name; one that nobody knows is added.

        That is of the country that was found for it, else of that side.
        """
        text = " ".join(name.split())
        if not text:
            return None
        country = self._added.get(plain(text)) or sides_of(relation)[side]
        key = (f"{country}:{plain(text)}", side)
        if key not in self._agencies:
            self._agencies[key] = self._looked_up(text, country)
        return self._agencies[key]

    def _looked_up(self, text: str, country: str) -> OrganisationId:
        found = self._reader.organisations_named(text)
        exact = [each for each in found if each.label == text]
        found = exact if len(exact) == 1 else found
        if len(found) > 1:
            raise InvalidValueError("owner", f"Several agencies go by “{text[:80]}”.")
        if found:
            return found[0].id
        added = Organisation(id=OrganisationId(new_id()), name=text, country=country)
        return self._acts.add_organisation(added)

    # What is there already

    def _change(self, identity: CommitmentId, proposal: Proposal) -> tuple[str, ...]:
        changes = {each.field: each for each in proposal.changes}
        amended = {name: changes[name].then for name in AMENDED if name in changes}
        relation = amended.get("relation") or self._reader.commitment(identity).relation
        for side, name in enumerate(("owner", "counterpart")):
            if name in changes:
                amended[name] = self._agency(changes[name].then, relation, side) or ""
        if "origin" in changes:
            held = self._reader.shown(changes["origin"].then)
            if held is None:
                self._origins[proposal.row] = identity, changes["origin"].then
            else:
                amended["origin"] = held
        if amended:
            self._acts.amend(identity, **amended)
        self._redate(identity, changes, proposal)
        self._pass_ball(identity, changes)
        for each in proposal.changes:
            self._change_one(identity, each, proposal, relation)
        self._tell(identity, proposal)
        return ()

    def _change_one(
        self, identity: CommitmentId, change: FieldChange, proposal: Proposal, relation: str
    ) -> None:
        why = self._why(proposal)
        if change.field == "status":
            status = Status(change.then)
            day = self._moved_on(proposal)
            self._acts.move(identity, status, why=why, happened_on=day)
        elif change.field == "completion":
            self._acts.set_completion(
                identity, change.then, why=why, happened_on=self._day(proposal.fields)
            )
        elif change.field == "supporting":
            for name in listed(change.then):
                agency = self._agency(name, relation, 0)
                if agency is not None:
                    self._acts.support(identity, agency)

    def _redate(
        self, identity: CommitmentId, changes: Mapping[str, FieldChange], proposal: Proposal
    ) -> None:
        """Record another date beside the first; what is said about the same date is put right."""
        parts = {name: changes[name].then for name in DUE if name in changes}
        if not parts:
            return
        why = self._why(proposal)
        if not proposal.carried:
            self._acts.postpone(identity, timing_of(proposal.fields), reason=why)
            return
        now = self._reader.holdings([identity])[identity].timing or Timing()
        if "due_follows" in parts:
            self._follow(identity, replace(corrected(now, parts, why), edtf=""), parts, proposal)
        elif "due" in parts:
            self._acts.postpone(identity, redated(now, parts, why), reason=why)
        else:
            self._acts.correct_timing(identity, corrected(now, parts, why))

    def _follow(
        self,
        identity: CommitmentId,
        timing: Timing,
        parts: Mapping[str, str],
        proposal: Proposal,
    ) -> None:
        """Let a date follow another commitment, which may come in with the same file."""
        named = parts["due_follows"]
        anchor = self._reader.shown(named)
        offset = parts.get("due_offset", timing.offset)
        if anchor is None:
            self._anchors[proposal.row] = identity, named, offset
        later = replace(timing, anchor=anchor, offset=offset if anchor else "")
        self._acts.postpone(identity, later, reason=self._why(proposal))

    def _pass_ball(self, identity: CommitmentId, changes: Mapping[str, FieldChange]) -> None:
        if changes.keys().isdisjoint(BALL):
            return
        now = self._reader.commitment(identity)
        side, since, letter = (
            changes[name].then if name in changes else str(getattr(now, name)) for name in BALL
        )
        self._acts.pass_ball(identity, side, since=since, letter=letter)

    def _tell(self, identity: CommitmentId, proposal: Proposal) -> None:
        """Note what the row says of progress, as its lead agency's own report."""
        text = proposal.fields.get("progress", "").strip()
        noted = proposal.commitment is not None and not any(
            each.field == "progress" for each in proposal.changes
        )
        if not text or noted:
            return
        self._acts.note(
            identity,
            text,
            happened_on=self._day(proposal.fields),
            as_of=proposal.fields.get("as_of") or self._as_of,
            reporter=self._reader.commitment(identity).owner,
            basis=NoteBasis.SELF_REPORTED.value,
            letter=proposal.fields.get("letter", ""),
            letter_date=proposal.fields.get("letter_date", ""),
        )

    def _moved_on(self, proposal: Proposal) -> str:
        """Return when a row's status came about; of one that only stands so, as of when it tells.

        No day is made up for what took place.
        """
        day = proposal.came_about
        return self._day(proposal.fields) if day is None else day or NOT_KNOWN

    def _day(self, fields: Mapping[str, str]) -> str:
        """Return as of when a row tells, its own day first; today where it says none that is past.

        What is told is so by then; when it came about is not said.
        """
        own = fields.get("as_of", "")
        latest = parse(own).latest if own else None
        if latest is not None and latest <= self._today:
            return own
        return self._as_of or self._today.isoformat()

    def _why(self, proposal: Proposal) -> str:
        return f"imported from {self._name}, row {proposal.row}"


def _arriving(fields: Mapping[str, str], timing: Timing | None) -> tuple[Status, tuple[str, ...]]:
    """Return the status in which something comes in, and what is to be said of it."""
    status = Status(fields.get("status", Status.DRAFT.value))
    if not status.phase.pending or (fields.get("owed_by") and timing is not None):
        return status, ()
    lacks = "no side is said to be responsible"
    if fields.get("owed_by"):
        lacks = "nothing is said of when it is due"
    return Status.DRAFT, (f"It arrives as a draft, not “{status.value}”: {lacks}.",)
