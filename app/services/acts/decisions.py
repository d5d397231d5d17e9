"""What a session is to decide of the points of an earlier one: chosen, then carried out."""

from __future__ import annotations

from dataclasses import replace

from app.domain.commitment import Commitment
from app.domain.date_words import day_words
from app.domain.decisions import Choice, Decision, by_then, checked, decision_id, noted
from app.domain.edtf import parse
from app.domain.errors import IllegalMoveError, InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status, check_move
from app.services.acts.commitments import CommitmentActs
from app.services.session_order import came_before, held_before

PROTOCOL = "protocol"
"""Who agrees to a date that a session gives: its protocol."""


class DecisionActs(CommitmentActs):
    """A choice is kept with all that carrying it out needs; carrying it out is the usual verbs."""

    def decide(self, decision: Decision) -> str:
        """Keep what is to be decided of a point, in place of what was chosen before.

        Raises `InvalidValueError` for a point that was neither made nor restated at the session,
        for what could not be carried out, such as carrying over what is settled, and for a
        decision that was carried out already; `IllegalMoveError` where the point cannot be moved
        to where the choice leads.
        """
        point = self._reader.commitment(decision.commitment)
        self._refuse_binned(point.id)
        self._check_sessions(decision)
        held = self._reader.dossier(point.id)
        restated = any(each.session == decision.session for each in held.appearances)
        if point.origin != decision.session and not restated:
            raise InvalidValueError(
                "session", f"{held.row.ref} was neither made nor restated at that session."
            )
        if decision.choice is Choice.DROP and not decision.status and _dropped(point):
            decision = replace(decision, status=point.status.value)
        proven = point.status.phase is Phase.DONE or self._proven(point.id)
        kept = checked(decision, point.kind.family, proven=proven)
        self._refuse_impossible(point, kept)
        key = decision_id(kept.commitment, kept.session, kept.upcoming)
        self._refuse_applied(key)
        day = kept.chosen_on or self._today.isoformat()
        self._put("decision", key, replace(kept, id=key, chosen_on=day, applied_on=""))
        return key

    def withdraw_decision(self, decision: str) -> None:
        """Choose nothing of a point any more. Raises `NotFoundError`; see `decide`."""
        self._chosen(decision)
        self._refuse_applied(decision)
        self._withdraw("decision", decision)

    def apply_decision(self, decision: str, *, several: bool = False) -> None:
        """Carry out what was chosen of a point.

        *Note fulfilment* moves it on, with what shows it. *Reiterate* says that the session
        restated it, and leaves its first date and its delay as they are. *Revise* gives it a date
        by the protocol of the session, which restates it. *Drop* drops it with the reason. What
        the session decides happens when it was held, as sure as that is known; what it only takes
        note of had happened by then.

        Raises `InvalidValueError` where the session is not recorded as held, and for what cannot
        be carried out any more, `IllegalMoveError`, `NotFoundError`; among `several` the sentence
        begins with the point's reference.
        """
        chosen = self._chosen(decision)
        held = self._held(chosen)
        try:
            self._carry_out(chosen, held)
        except (InvalidValueError, IllegalMoveError) as error:
            if not several:
                raise
            ref = self._reader.ref(chosen.commitment)
            said = str(error) if str(error).startswith(ref) else f"{ref}: {error}"
            raise InvalidValueError("choice", said) from error

    def _carry_out(self, chosen: Decision, held: str) -> None:
        self._refuse_applied(chosen.id)
        point = self._reader.commitment(chosen.commitment)
        match chosen.choice:
            case Choice.NOTE:
                self._note_fulfilment(point, chosen, held)
            case Choice.REITERATE:
                self._restate(point, chosen)
            case Choice.REVISE:
                self._revise(point, chosen, held)
            case Choice.DROP:
                if not _dropped(point):
                    self.move(point.id, Status(chosen.status), happened_on=held, why=chosen.why)
        self._writer.set("decision", chosen.id, applied_on=held)

    def _note_fulfilment(self, point: Commitment, chosen: Decision, held: str) -> None:
        status = noted(point.kind.family, point.status)
        if status is not None:
            day = held if status is Status.CLOSED else by_then(held)
            self.move(point.id, status, happened_on=day, why=chosen.why)

    def _revise(self, point: Commitment, chosen: Decision, held: str) -> None:
        timing = chosen.timing
        if timing is None:
            raise InvalidValueError("due", "Say which new date is asked for.")
        self.postpone(
            point.id,
            timing,
            agreed_on=held,
            agreed_by=PROTOCOL,
            reason=chosen.why,
        )
        self._restate(point, chosen)

    def _restate(self, point: Commitment, chosen: Decision) -> None:
        self._refuse_settled(point)
        held = self._reader.dossier(point.id).appearances
        if not any(each.session == chosen.upcoming for each in held):
            self.add_appearance(point.id, chosen.upcoming, paragraph=chosen.paragraph)

    # What is refused

    def _check_sessions(self, decision: Decision) -> None:
        """Refuse two sessions of which the later can decide nothing of points of the former."""
        former, upcoming = (
            self._reader.commitment(each) for each in (decision.session, decision.upcoming)
        )
        if former.id == upcoming.id:
            raise InvalidValueError("upcoming", "A session cannot follow up its own points.")
        ref = self._reader.ref(upcoming.id)
        for each in (former, upcoming):
            self._refuse_binned(each.id)
        if upcoming.kind.family is not Family.MEETING:
            raise InvalidValueError("upcoming", f"{ref} is a {upcoming.kind.value}: no meeting.")
        if former.relation != upcoming.relation:
            raise InvalidValueError("upcoming", f"{ref} belongs to another pair of countries.")
        if _dropped(upcoming):
            raise InvalidValueError(
                "upcoming", f"{ref} is “{upcoming.status.value}”: nothing will be decided there."
            )
        before, after = self._reader.row(former.id), self._reader.row(upcoming.id)
        if came_before(self._reader, after, before):
            raise InvalidValueError(
                "upcoming", f"{ref} came before {before.ref}: a later session decides."
            )

    def _refuse_binned(self, identity: CommitmentId) -> None:
        row = self._reader.row(identity)
        if row.binned:
            raise InvalidValueError("choice", f"{row.ref} lies in the bin: restore it first.")

    def _refuse_impossible(self, point: Commitment, kept: Decision) -> None:
        """Refuse what could not be carried out as the point stands, whatever the session brings."""
        ref, now = self._reader.ref(point.id), point.status
        if kept.choice in (Choice.REITERATE, Choice.REVISE):
            self._refuse_settled(point)
        if point.id == kept.upcoming and kept.choice is not Choice.NOTE:
            raise InvalidValueError(
                "choice",
                f"{ref} is to decide itself: once it was held, its fulfilment can be noted, and "
                "nothing else.",
            )
        if kept.choice is Choice.NOTE and _dropped(point):
            raise InvalidValueError(
                "choice", f"{ref} is “{now.value}”: nothing of it is fulfilled."
            )
        target = _target(point, kept)
        if target is not None and target is not now:
            try:
                check_move(point.kind.family, now, target)
            except IllegalMoveError as error:
                raise IllegalMoveError(f"{ref}: {error}") from error

    def _refuse_settled(self, point: Commitment) -> None:
        if point.status.phase in (Phase.DONE, Phase.DROPPED):
            raise InvalidValueError(
                "choice",
                f"{self._reader.ref(point.id)} is “{point.status.value}”: what is settled is not "
                "carried over.",
            )

    def _held(self, chosen: Decision) -> str:
        """Return when the session that decides was held, as sure as that is known (EDTF).

        Raises `InvalidValueError` where it is not recorded as held, or not when, or on a day that
        is still to come or lies before the session whose points it decides.
        """
        row, former = self._reader.row(chosen.upcoming), self._reader.row(chosen.session)
        if row.phase is not Phase.DONE:
            raise InvalidValueError(
                "upcoming",
                f"{row.ref} is “{row.status.value}”: what is chosen for it is carried out once it "
                "is recorded as held, with its day.",
            )
        day = self._reader.held_on([row]).get(row.id, "")
        if not day:
            raise InvalidValueError(
                "upcoming",
                f"Record first when {row.ref} was held: what it decided happened then.",
            )
        self._refuse_to_come(row.status, day)
        if held_before(row, former):
            raise InvalidValueError(
                "upcoming",
                f"{row.ref} is recorded as held before {former.ref}, whose points it is to "
                "decide: put the days right first.",
            )
        return day

    def _chosen(self, decision: str) -> Decision:
        found = self._reader.decision(decision)
        if found is None:
            raise NotFoundError("Nothing was chosen of this point.")
        return found

    def _refuse_applied(self, decision: str) -> None:
        found = self._reader.decision(decision)
        if found is not None and found.applied:
            day = parse(found.applied_on).latest
            raise InvalidValueError(
                "choice",
                "This decision was carried out"
                f"{f' on {day_words(day)}' if day else ''}: undo that to decide otherwise.",
            )


def _dropped(point: Commitment) -> bool:
    return point.status.phase is Phase.DROPPED


def _target(point: Commitment, kept: Decision) -> Status | None:
    """Return where a choice moves a point; None where nothing, or the session may yet sign it."""
    if kept.choice is Choice.DROP:
        return Status(kept.status)
    noting = kept.choice is Choice.NOTE and point.kind.family is not Family.INSTRUMENT
    return noted(point.kind.family, point.status) if noting else None
