"""What a session is to decide of the points of an earlier one: chosen, then carried out."""

from __future__ import annotations

from dataclasses import replace

from app.domain.commitment import Commitment
from app.domain.date_words import day_words
from app.domain.decisions import Choice, Decision, checked, decision_id, noted
from app.domain.edtf import parse
from app.domain.errors import IllegalMoveError, InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Phase, Status
from app.services.acts.commitments import CommitmentActs

PROTOCOL = "protocol"
"""Who agrees to a date that a session gives: its protocol."""


class DecisionActs(CommitmentActs):
    """A choice is kept with all that carrying it out needs; carrying it out is the usual verbs."""

    def decide(self, decision: Decision) -> str:
        """Keep what is to be decided of a point, in place of what was chosen before.

        Raises `InvalidValueError` for a point that was neither made nor restated at the session,
        for what could not be carried out, such as carrying over what is settled, and for a
        decision that was carried out already.
        """
        point = self._reader.commitment(decision.commitment)
        for each in (decision.session, decision.upcoming):
            self._reader.commitment(each)
        if decision.session == decision.upcoming:
            raise InvalidValueError("upcoming", "A session cannot follow up its own points.")
        held = self._reader.dossier(point.id)
        restated = any(each.session == decision.session for each in held.appearances)
        if point.origin != decision.session and not restated:
            raise InvalidValueError(
                "session", f"{held.row.ref} was neither made nor restated at that session."
            )
        proven = bool(held.notes or held.evidence)
        kept = checked(decision, point.kind.family, proven=proven)
        if kept.choice in (Choice.REITERATE, Choice.REVISE):
            self._refuse_settled(point)
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
        happens, happens on the day of the session where that is known, else today.

        Raises `InvalidValueError`, `IllegalMoveError`, `NotFoundError`; among `several` the
        sentence begins with the point's reference.
        """
        chosen = self._chosen(decision)
        try:
            self._carry_out(chosen)
        except (InvalidValueError, IllegalMoveError) as error:
            if not several:
                raise
            ref = self._reader.ref(chosen.commitment)
            said = str(error) if str(error).startswith(ref) else f"{ref}: {error}"
            raise InvalidValueError("choice", said) from error

    def _carry_out(self, chosen: Decision) -> None:
        self._refuse_applied(chosen.id)
        point = self._reader.commitment(chosen.commitment)
        day = self._held(chosen.upcoming)
        match chosen.choice:
            case Choice.NOTE:
                self._note_fulfilment(point, chosen, day)
            case Choice.REITERATE:
                self._restate(point, chosen)
            case Choice.REVISE:
                self._revise(point, chosen, day)
            case Choice.DROP:
                if point.status.phase is not Phase.DROPPED:
                    self.move(point.id, Status(chosen.status), happened_on=day, why=chosen.why)
        self._writer.set("decision", chosen.id, applied_on=day or self._today.isoformat())

    def _note_fulfilment(self, point: Commitment, chosen: Decision, day: str) -> None:
        if point.id == chosen.upcoming and point.status.phase.pending:
            raise InvalidValueError(
                "choice", f"Record first that {self._reader.ref(point.id)} was held."
            )
        status = noted(point.kind.family, point.status)
        if status is not None:
            self.move(point.id, status, happened_on=day, why=chosen.why)

    def _revise(self, point: Commitment, chosen: Decision, day: str) -> None:
        timing = chosen.timing
        if timing is None:
            raise InvalidValueError("due", "Say which new date is asked for.")
        self.postpone(
            point.id,
            timing,
            agreed_on=day,
            agreed_by=PROTOCOL,
            reason=chosen.why,
        )
        self._restate(point, chosen)

    def _restate(self, point: Commitment, chosen: Decision) -> None:
        self._refuse_settled(point)
        held = self._reader.dossier(point.id).appearances
        if not any(each.session == chosen.upcoming for each in held):
            self.add_appearance(point.id, chosen.upcoming, paragraph=chosen.paragraph)

    def _refuse_settled(self, point: Commitment) -> None:
        if point.status.phase in (Phase.DONE, Phase.DROPPED):
            raise InvalidValueError(
                "choice",
                f"{self._reader.ref(point.id)} is “{point.status.value}”: what is settled is not "
                "carried over.",
            )

    def _held(self, session: CommitmentId) -> str:
        """When a session was held, empty where that is not known or it was not."""
        row = self._reader.row(session)
        return self._reader.held_on([row]).get(session, "")

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
