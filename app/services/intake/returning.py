"""A workbook of inputs on its way into one open change of the register."""

from __future__ import annotations

from datetime import date

from app.domain.commitment import sides_of
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.intake.returned import Returned, letter_day, reply_day
from app.domain.lifecycle import Status
from app.domain.particulars import NOT_KNOWN
from app.services.acts import Acts
from app.services.intake.dating import timing_of
from app.services.intake.matching import Plan, Proposal


class Returning:
    """Notes what rows tell, does what was accepted, and at the end records the reply."""

    def __init__(self, acts: Acts, today: date, plan: Plan, name: str) -> None:
        """Write through `acts` as of `today`; `name` is the file's."""
        self._acts, self._reader = acts, acts.reader
        self._today = today
        self._said = plan.frame.reported_on
        self._reported: date = self._said or today
        self._returned = plan.returned or Returned()
        self._name = name
        self._letters: list[str] = []
        self._days: list[str] = []
        self._told = False
        points = self._reader.letter_points(self._returned.letter or "")
        self._asked = frozenset(each.commitment for each in points)

    def take(self, proposal: Proposal) -> tuple[str, ...]:
        """Write one row: the note first, since a status may rest on it."""
        identity = proposal.commitment
        if identity is None:
            return ()
        changes = {each.field: each.then for each in proposal.changes}
        fields = proposal.fields
        if "progress" in changes:
            self._note(identity, proposal)
        if "due" in changes:
            self._redate(identity, proposal)
        if "status" in changes:
            self._move(identity, proposal)
        self._told = self._told or identity in self._asked
        self._letters.append(fields.get("letter", "").strip())
        self._days.append(fields.get("letter_date", ""))
        return ()

    def _redate(self, identity: CommitmentId, proposal: Proposal) -> None:
        self._acts.postpone(
            identity,
            timing_of(proposal.fields),
            asked_on=self._asked_on(proposal),
            asked_by=self._side(identity),
            reason=self._why(proposal),
        )

    def _move(self, identity: CommitmentId, proposal: Proposal) -> None:
        status = next(each.then for each in proposal.changes if each.field == "status")
        day = proposal.came_about
        moved_on = self._day(proposal) if day is None else day or NOT_KNOWN
        why = self._why(proposal)
        self._acts.move(identity, Status(status), why=why, happened_on=moved_on)

    def _why(self, proposal: Proposal) -> str:
        return f"reported in {self._name}, row {proposal.row}"

    def settle(self) -> None:
        """Record that the agency has replied, unless that is on record or it is asked no longer.

        Who tells only of points that it was not asked about has not replied.
        """
        letter = self._returned.letter
        if letter is None or not self._told:
            return
        held = self._reader.letter(letter)
        if held.withdrawn_on or self._reader.chains().answer(held) is not None:
            return
        asked = date.fromisoformat(self._reader.letter_round(held.round).dated_on)
        day = reply_day(self._days, asked, self._today)
        usual = self._reported if asked <= self._reported <= self._today else self._today
        numbers = "; ".join(dict.fromkeys(each for each in self._letters if each))
        self._acts.record_reply(letter, (day or usual).isoformat(), reply_letter=numbers)

    def _note(self, identity: CommitmentId, proposal: Proposal) -> None:
        fields = proposal.fields
        self._acts.note_input(
            identity,
            fields["progress"],
            answers=self._returned.letter,
            reporter=self._reporter(identity),
            letter=fields.get("letter", ""),
            letter_date=fields.get("letter_date", ""),
            as_of=fields.get("as_of", ""),
            happened_on=self._day(proposal),
        )

    def _reporter(self, identity: CommitmentId) -> OrganisationId | None:
        return self._returned.organisation or self._reader.commitment(identity).owner

    def _day(self, proposal: Proposal) -> str:
        """Return the day of the agency's letter, that of reporting where it is none of the past."""
        return (letter_day(proposal.fields, self._today) or self._reported).isoformat()

    def _asked_on(self, proposal: Proposal) -> str:
        """Return when another date was asked for: the day of the letter, or as the officer says."""
        day = letter_day(proposal.fields, self._today) or self._said
        return day.isoformat() if day is not None else ""

    def _side(self, identity: CommitmentId) -> str:
        """Return the side that asks for another date, nothing where that is not known."""
        now = self._reader.commitment(identity)
        reporter = self._reporter(identity)
        country = self._reader.organisation(reporter).country if reporter is not None else ""
        return country if country in sides_of(now.relation) else ""
