"""The register as an officer works with it: every verb is one change, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.change import Change, ChangeKind
from app.domain.clock import Clock
from app.domain.identity import CommitmentId, OrganisationId, SourceId, TimingId
from app.domain.lifecycle import Status
from app.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.as_of import AsOf
    from app.domain.commitment import Commitment
    from app.domain.decisions import Decision
    from app.domain.focal_points import FocalPoint
    from app.domain.letters import LetterRound
    from app.domain.occurrences import Occurrence
    from app.domain.particulars import Link, Organisation, Series, Source
    from app.domain.reminder_rules import ReminderRule
    from app.domain.timing import Timing
    from app.domain.view import View
    from app.paths import Folders
    from app.services.acts import Acts
    from app.services.acts.beside import Passage
    from app.services.acts.letters import Addressed
    from app.store.lists import Lists
    from app.store.lookup import Lookup
    from app.store.reader import Reader


class Register:
    """One open register. Every verb returns the change it made; its `n` is 0 if it made none.

    All verbs raise children of `ServandaError`, and then nothing was changed.
    """

    as_of: AsOf | None = None
    """The past day that is looked at; None for the register as it is."""
    erased = 0
    """How many commitments a look back cannot show, having been erased for good."""

    def __init__(self, store: Store, clock: Clock, folders: Folders | None = None) -> None:
        """Work on `store`, which `close` closes; `folders` are the officer's, where it has any."""
        self.store = store
        self.clock = clock
        self.folders = folders

    def close(self) -> None:
        """Close the register; readers taken from its store stay usable until they are closed."""
        self.store.close()

    def again(self) -> Register:
        """Open the same register once more, for one other thread, which closes it.

        Raises what opening a register does. Writes through one are not told by the other.
        """
        return Register(self.store.again(), self.clock, self.folders)

    @property
    def lists(self) -> Lists:
        """The lists, and they alone, on the thread that opened the register."""
        return self.store.lists

    @property
    def lookup(self) -> Lookup:
        """What filters and references need: of `reader` the part that is loaded fast."""
        return self.store.lookup

    @property
    def reader(self) -> Reader:
        """What can be looked up, on the thread that opened the register."""
        return self.store.reader

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.store.read_only

    def together(
        self,
        label: str,
        act: Callable[[Acts], object],
        kind: ChangeKind = ChangeKind.DO,
        *,
        gathers: int = 0,
    ) -> Change:
        """Run several verbs as one change, undone in one step; `label` names it in Undo.

        A label holds no content, only references: it outlives the erasing of what it touched.
        What enters thousands of records `gathers` so many of them at most before it writes them,
        which comes to the same and is faster; it looks things up through `Acts.reader` alone.
        """
        from app.services.acts import Acts  # noqa: PLC0415 - a window shows its first page before

        with self.store.write(label, kind, gathers=gathers) as writer:
            if gathers:
                from app.store.gathering import GatheringReader  # noqa: PLC0415 - large ones alone

                act(Acts(writer, GatheringReader(writer), self.clock.today()))
            else:
                act(Acts(writer, self.store.reader, self.clock.today()))
        return writer.change

    def propose(
        self,
        commitment: Commitment,
        *,
        timing: Timing | None = None,
        supporting: tuple[OrganisationId, ...] = (),
        happened_on: str = "",
    ) -> Change:
        """Enter a commitment; see `Acts.propose`."""
        return self.together(
            "New commitment",
            lambda acts: acts.propose(
                commitment, timing=timing, supporting=supporting, happened_on=happened_on
            ),
        )

    def amend(self, identity: CommitmentId, **values: Any) -> Change:
        """Change fields of a commitment; see `Acts.amend`."""
        names = ", ".join(sorted(each.replace("_", " ") for each in values))
        return self.together(
            f"Edit {names} of {self._ref(identity)}", lambda acts: acts.amend(identity, **values)
        )

    def move(self, identity: CommitmentId, status: Status, **details: str) -> Change:
        """Move a commitment to another status; see `Acts.move`."""
        return self.together(
            f"Move {self._ref(identity)} to {status.value}",
            lambda acts: acts.move(identity, status, **details),
        )

    def set_completion(self, identity: CommitmentId, completion: str, **details: str) -> Change:
        """Say how much is done; see `Acts.set_completion`."""
        return self.together(
            f"Completion of {self._ref(identity)}",
            lambda acts: acts.set_completion(identity, completion, **details),
        )

    def pass_ball(self, identity: CommitmentId, side: str, **details: str) -> Change:
        """Say whose turn it is; see `Acts.pass_ball`."""
        return self.together(
            f"Ball of {self._ref(identity)}",
            lambda acts: acts.pass_ball(identity, side, **details),
        )

    def set_timing(self, identity: CommitmentId, timing: Timing) -> Change:
        """Give a commitment its first timing; see `Acts.set_timing`."""
        return self.together(
            f"Date of {self._ref(identity)}", lambda acts: acts.set_timing(identity, timing)
        )

    def postpone(
        self,
        identity: CommitmentId,
        timing: Timing,
        *,
        passage: Passage | None = None,
        **details: Any,
    ) -> Change:
        """Record a later date beside the first, and where it says so; see `Acts.postpone`."""

        def act(acts: Acts) -> None:
            acts.postpone(identity, timing, **details)
            if passage is not None:
                acts.attach(identity, passage)

        return self.together(f"New date for {self._ref(identity)}", act)

    def correct_timing(self, identity: CommitmentId, timing: Timing) -> Change:
        """Put right a date that was written wrongly; see `Acts.correct_timing`."""
        return self.together(
            f"Correct the date of {self._ref(identity)}",
            lambda acts: acts.correct_timing(identity, timing),
        )

    def add_reading(self, identity: CommitmentId, timing: Timing) -> Change:
        """Keep another source's date for the same promise; see `Acts.add_reading`."""
        return self.together(
            f"Another reading of {self._ref(identity)}",
            lambda acts: acts.add_reading(identity, timing),
        )

    def choose_timing(self, identity: CommitmentId, chosen: TimingId, **details: str) -> Change:
        """Let one of several readings count, or confirm it; see `Acts.choose_timing`."""
        return self.together(
            f"Reading of {self._ref(identity)}",
            lambda acts: acts.choose_timing(identity, chosen, **details),
        )

    def announce(self, identity: CommitmentId, announced: object) -> Change:
        """Say how many texts were announced at an event; see `Acts.announce`."""
        return self.together(
            f"Texts announced at {self._ref(identity)}",
            lambda acts: acts.announce(identity, announced),
        )

    def join_batch(self, batch: CommitmentId, *members: CommitmentId) -> Change:
        """Put commitments among the texts announced at an event; see `Acts.join_batch`."""
        return self.together(
            f"Texts announced at {self._ref(batch)}",
            lambda acts: acts.join_batch(batch, *members),
        )

    def leave_batch(self, *members: CommitmentId) -> Change:
        """Take commitments out of the texts they were announced with; see `Acts.leave_batch`."""
        return self.together(
            f"Take {self._named(list(members))} out of the texts announced together",
            lambda acts: acts.leave_batch(*members),
        )

    def note(self, identity: CommitmentId, text: str, **details: Any) -> Change:
        """Add a progress note; see `Acts.note`."""
        return self.together(
            f"Note on {self._ref(identity)}", lambda acts: acts.note(identity, text, **details)
        )

    def withdraw_note(self, identity: CommitmentId, note: str) -> Change:
        """Take a progress note back; see `Acts.withdraw_note`."""
        return self.together(
            f"Withdraw a note on {self._ref(identity)}", lambda acts: acts.withdraw_note(note)
        )

    def restore_field(self, identity: CommitmentId, field: str, value: str | int | None) -> Change:
        """Write an earlier value of a field again; see `Acts.restore_field`."""
        name = field.replace("_", " ")
        return self.together(
            f"Restore {name} of {self._ref(identity)}",
            lambda acts: acts.restore_field(identity, field, value),
        )

    def add_wording(self, identity: CommitmentId, language: str, text: str) -> Change:
        """Add the agreed wording in one language; see `Acts.add_wording`."""
        return self.together(
            f"Wording of {self._ref(identity)}",
            lambda acts: acts.add_wording(identity, language, text),
        )

    def replace_wording(self, identity: CommitmentId, wording: str, text: str) -> Change:
        """Put another text in a wording's place; see `Acts.replace_wording`."""
        return self.together(
            f"Replace a wording of {self._ref(identity)}",
            lambda acts: acts.replace_wording(wording, text),
        )

    def withdraw_wording(self, identity: CommitmentId, wording: str) -> Change:
        """Take a wording back; see `Acts.withdraw_wording`."""
        return self.together(
            f"Withdraw a wording of {self._ref(identity)}",
            lambda acts: acts.withdraw_wording(wording),
        )

    def add_appearance(
        self, identity: CommitmentId, session: CommitmentId, **details: Any
    ) -> Change:
        """Say that a later session restated it; see `Acts.add_appearance`."""
        return self.together(
            f"Appearance of {self._ref(identity)}",
            lambda acts: acts.add_appearance(identity, session, **details),
        )

    def withdraw_appearance(self, identity: CommitmentId, appearance: str) -> Change:
        """Take an appearance back; see `Acts.withdraw_appearance`."""
        return self.together(
            f"Withdraw an appearance of {self._ref(identity)}",
            lambda acts: acts.withdraw_appearance(appearance),
        )

    def decide(self, decision: Decision) -> Change:
        """Keep what a session is to decide of a point; see `Acts.decide`."""
        return self.together(
            f"Decision on {self._ref(decision.commitment)}", lambda acts: acts.decide(decision)
        )

    def withdraw_decision(self, decision: Decision) -> Change:
        """Choose nothing of a point any more; see `Acts.withdraw_decision`."""
        return self.together(
            f"Withdraw the decision on {self._ref(decision.commitment)}",
            lambda acts: acts.withdraw_decision(decision.id),
        )

    def apply_decisions(self, decisions: Iterable[Decision]) -> Change:
        """Carry out what was chosen, in one change; see `Acts.apply_decision`."""
        chosen = list(decisions)

        def act(acts: Acts) -> None:
            for each in chosen:
                acts.apply_decision(each.id, several=len(chosen) > 1)

        return self.together(
            f"Apply the decisions on {self._named([each.commitment for each in chosen])}", act
        )

    def support(self, identity: CommitmentId, organisation: OrganisationId) -> Change:
        """Name an agency that supports the lead; see `Acts.support`."""
        return self.together(
            f"Supporting agency of {self._ref(identity)}",
            lambda acts: acts.support(identity, organisation),
        )

    def unsupport(self, identity: CommitmentId, organisation: OrganisationId) -> Change:
        """Name it no longer; see `Acts.unsupport`."""
        return self.together(
            f"Withdraw a supporting agency of {self._ref(identity)}",
            lambda acts: acts.unsupport(identity, organisation),
        )

    def cite(self, identity: CommitmentId, source: Source, **details: Any) -> Change:
        """Attach a passage of a source that is not in the register yet; see `Acts.cite`."""
        return self.together(
            f"Evidence for {self._ref(identity)}",
            lambda acts: acts.cite(identity, source, **details),
        )

    def withdraw_evidence(self, identity: CommitmentId, evidence: str) -> Change:
        """Take a passage back; see `Acts.withdraw_evidence`."""
        return self.together(
            f"Withdraw evidence for {self._ref(identity)}",
            lambda acts: acts.withdraw_evidence(evidence),
        )

    def add_evidence(self, identity: CommitmentId, source: SourceId, **details: Any) -> Change:
        """Attach a passage of a source; see `Acts.add_evidence`."""
        return self.together(
            f"Evidence for {self._ref(identity)}",
            lambda acts: acts.add_evidence(identity, source, **details),
        )

    def link(self, link: Link) -> Change:
        """Tie two commitments; see `Acts.link`."""
        return self.together(f"Link {self._ref(link.origin)}", lambda acts: acts.link(link))

    def unlink(self, identity: CommitmentId, link: str) -> Change:
        """Undo a tie of this commitment; see `Acts.unlink`."""
        return self.together(f"Unlink {self._ref(identity)}", lambda acts: acts.unlink(link))

    def amend_milestone(self, identity: CommitmentId, milestone: str, **values: str) -> Change:
        """Change a step, or say when it was done; see `Acts.amend_milestone`."""
        return self.together(
            f"Edit a milestone of {self._ref(identity)}",
            lambda acts: acts.amend_milestone(milestone, **values),
        )

    def withdraw_milestone(self, identity: CommitmentId, milestone: str) -> Change:
        """Take a step out; see `Acts.withdraw_milestone`."""
        return self.together(
            f"Withdraw a milestone of {self._ref(identity)}",
            lambda acts: acts.withdraw_milestone(milestone),
        )

    def add_milestone(self, identity: CommitmentId, label: str, **details: str) -> Change:
        """Add a step on the way; see `Acts.add_milestone`."""
        return self.together(
            f"Milestone of {self._ref(identity)}",
            lambda acts: acts.add_milestone(identity, label, **details),
        )

    def add_organisation(self, organisation: Organisation) -> Change:
        """Add a ministry, agency or body."""
        return self.together("New organisation", lambda acts: acts.add_organisation(organisation))

    def set_holiday(self, country: str, day: str, **details: Any) -> Change:
        """Say that a day is off or worked; see `Acts.set_holiday`."""
        return self.together(
            f"{country} on {day}", lambda acts: acts.set_holiday(country, day, **details)
        )

    def clear_holiday(self, country: str, day: str, reason: str) -> Change:
        """Say that a day is what its weekday says; see `Acts.clear_holiday`."""
        return self.together(
            f"{country} on {day}", lambda acts: acts.clear_holiday(country, day, reason)
        )

    def set_year(self, country: str, year: int, **details: Any) -> Change:
        """Say which weekdays are off in a year; see `Acts.set_year`."""
        return self.together(
            f"Working days of {country} in {year:04}",
            lambda acts: acts.set_year(country, year, **details),
        )

    def add_relation(self, code: str, first_name: str, second_name: str) -> Change:
        """Add a pair of countries."""
        return self.together(
            "New relation", lambda acts: acts.add_relation(code, first_name, second_name)
        )

    def discard(self, identities: Iterable[CommitmentId]) -> Change:
        """Put commitments into the bin, in one change."""
        chosen = list(identities)
        return self.together(f"Discard {self._named(chosen)}", lambda acts: acts.discard(*chosen))

    def restore(self, identities: Iterable[CommitmentId]) -> Change:
        """Take commitments out of the bin, in one change."""
        chosen = list(identities)
        return self.together(f"Restore {self._named(chosen)}", lambda acts: acts.restore(*chosen))

    def erase(self, identities: Iterable[CommitmentId]) -> Change:
        """Erase binned commitments for good; see `Acts.erase`. It cannot be undone."""
        chosen = list(identities)
        return self.together(
            f"Erase {self._named(chosen)}", lambda acts: acts.erase(*chosen), ChangeKind.ERASE
        )

    def save_view(self, view: View) -> Change:
        """Keep a view under its name; see `Acts.save_view`."""
        return self.together("Save a view", lambda acts: acts.save_view(view))

    def change_view(self, identity: str, view: View) -> Change:
        """Change a saved view; see `Acts.change_view`."""
        return self.together("Change a view", lambda acts: acts.change_view(identity, view))

    def discard_view(self, identity: str) -> Change:
        """Take a saved view away."""
        return self.together("Discard a view", lambda acts: acts.discard_view(identity))

    def amend_organisation(self, identity: OrganisationId, **values: Any) -> Change:
        """Put right facts of a ministry or agency; see `Acts.amend_organisation`."""
        names = ", ".join(sorted(values))
        return self.together(
            f"Edit {names} of an organisation",
            lambda acts: acts.amend_organisation(identity, **values),
        )

    def rename_organisation(
        self, identity: OrganisationId, name: str, acronym: str, *, keep_former: bool = True
    ) -> Change:
        """Rename a ministry or agency; see `Acts.rename_organisation`."""
        return self.together(
            "Rename an organisation",
            lambda acts: acts.rename_organisation(identity, name, acronym, keep_former=keep_former),
        )

    def merge_organisations(self, duplicate: OrganisationId, into: OrganisationId) -> Change:
        """Merge one entry of an organisation into another; see `Acts.merge_organisations`."""
        return self.together(
            "Merge two organisations", lambda acts: acts.merge_organisations(duplicate, into)
        )

    def discard_organisation(self, identity: OrganisationId) -> Change:
        """Discard an organisation that nothing refers to; see `Acts.discard_organisation`."""
        return self.together(
            "Discard an organisation", lambda acts: acts.discard_organisation(identity)
        )

    def add_alias(
        self, organisation: OrganisationId, name: str, language: str = "", kind: str = "alias"
    ) -> Change:
        """Add a further name of an organisation; see `Acts.add_alias`."""
        return self.together(
            "Another name of an organisation",
            lambda acts: acts.add_alias(organisation, name, language, kind),
        )

    def amend_alias(self, alias: str, **values: str) -> Change:
        """Put right a further name of an organisation; see `Acts.amend_alias`."""
        return self.together(
            "Edit a name of an organisation", lambda acts: acts.amend_alias(alias, **values)
        )

    def withdraw_alias(self, alias: str) -> Change:
        """Take back a further name of an organisation; see `Acts.withdraw_alias`."""
        return self.together(
            "Withdraw a name of an organisation", lambda acts: acts.withdraw_alias(alias)
        )

    def add_focal_point(self, point: FocalPoint) -> Change:
        """Add a focal point of a ministry or agency; see `Acts.add_focal_point`."""
        return self.together(
            "A focal point of an organisation", lambda acts: acts.add_focal_point(point)
        )

    def amend_focal_point(self, identity: str, **values: str) -> Change:
        """Put right facts of a focal point; see `Acts.amend_focal_point`."""
        names = ", ".join(sorted(values))
        return self.together(
            f"Edit {names} of a focal point",
            lambda acts: acts.amend_focal_point(identity, **values),
        )

    def withdraw_focal_point(self, identity: str) -> Change:
        """Take back a focal point; see `Acts.withdraw_focal_point`."""
        return self.together(
            "Withdraw a focal point", lambda acts: acts.withdraw_focal_point(identity)
        )

    def erase_focal_points(self, identities: Iterable[str]) -> Change:
        """Erase withdrawn focal points for good; see `Acts.erase_focal_points`."""
        chosen = tuple(identities)
        count = "a focal point" if len(chosen) == 1 else f"{len(chosen)} focal points"
        return self.together(
            f"Erase {count}", lambda acts: acts.erase_focal_points(*chosen), ChangeKind.ERASE
        )

    def add_source(self, source: Source) -> Change:
        """Add a document or report; see `Acts.add_source`."""
        return self.together("New source", lambda acts: acts.add_source(source))

    def amend_source(self, identity: SourceId, **values: Any) -> Change:
        """Change fields of a source; see `Acts.amend_source`."""
        names = ", ".join(sorted(values))
        return self.together(
            f"Edit {names} of a source", lambda acts: acts.amend_source(identity, **values)
        )

    def set_meeting(self, identity: CommitmentId, **details: Any) -> Change:
        """Say of a meeting its series, number, host, chairs; see `Acts.set_meeting`."""
        return self.together(
            f"Session details of {self._ref(identity)}",
            lambda acts: acts.set_meeting(identity, **details),
        )

    def set_term(self, identity: CommitmentId, **clauses: Any) -> Change:
        """Enter or change clauses of an instrument; see `Acts.set_term`."""
        return self.together(
            f"Term of {self._ref(identity)}", lambda acts: acts.set_term(identity, **clauses)
        )

    def withdraw_term(self, identity: CommitmentId) -> Change:
        """Take the clauses of an instrument back; see `Acts.withdraw_term`."""
        return self.together(
            f"Withdraw the term of {self._ref(identity)}",
            lambda acts: acts.withdraw_term(identity),
        )

    def record_event(self, identity: CommitmentId, kind: str, **details: str) -> Change:
        """Add what happened to an instrument; see `Acts.record_event`."""
        return self.together(
            f"Event of {self._ref(identity)}",
            lambda acts: acts.record_event(identity, kind, **details),
        )

    def give_notice(self, identity: CommitmentId, **details: str) -> Change:
        """Record a notice of termination; see `Acts.give_notice`."""
        return self.together(
            f"Notice on {self._ref(identity)}", lambda acts: acts.give_notice(identity, **details)
        )

    def withdraw_event(self, identity: CommitmentId, event: str) -> Change:
        """Take an event of an instrument back; see `Acts.withdraw_event`."""
        return self.together(
            f"Withdraw an event of {self._ref(identity)}",
            lambda acts: acts.withdraw_event(event),
        )

    def supersede(
        self, identity: CommitmentId, by: CommitmentId | None = None, **details: str
    ) -> Change:
        """Say that another text took an instrument's place; see `Acts.supersede`."""
        return self.together(
            f"Supersede {self._ref(identity)}",
            lambda acts: acts.supersede(identity, by, **details),
        )

    def record_round(
        self, held: LetterRound, addressed: Iterable[Addressed], *, again: bool = False
    ) -> Change:
        """Record a round of reminder letters; see `Acts.record_round`."""
        return self.together(
            f"Reminder letters {' '.join(held.reference.split())}",
            lambda acts: acts.record_round(held, addressed, again=again),
        )

    def record_reply(self, letter: str, replied_on: str, **details: Any) -> Change:
        """Record an answer to a reminder letter; see `Acts.record_reply`."""
        return self.together(
            f"Reply to {self._letter(letter)}",
            lambda acts: acts.record_reply(letter, replied_on, **details),
        )

    def withdraw_letter(self, letter: str, **details: str) -> Change:
        """Ask an organisation no longer; see `Acts.withdraw_letter`."""
        return self.together(
            f"Withdraw a letter of {self._letter(letter)}",
            lambda acts: acts.withdraw_letter(letter, **details),
        )

    def acknowledge(self, occurrences: Iterable[Occurrence], note: str = "") -> Change:
        """Acknowledge reminders, in one step; see `Acts.acknowledge`."""
        chosen, who = list(occurrences), self.store.seat

        def act(acts: Acts) -> None:
            for each in chosen:
                acts.acknowledge(each, who=who, note=note)

        return self.together(f"Acknowledge {_reminders(chosen)}", act)

    def snooze(self, occurrences: Iterable[Occurrence], until: str | Mapping[str, str]) -> Change:
        """Put reminders off until a day, or until “answer”; see `Acts.snooze`.

        `until` may say so for each by its identity.
        """
        chosen, who = list(occurrences), self.store.seat

        def act(acts: Acts) -> None:
            for each in chosen:
                day = until if isinstance(until, str) else until[each.id]
                acts.snooze(each, day, who=who)

        return self.together(f"Snooze {_reminders(chosen)}", act)

    def take_up(self, occurrence: Occurrence) -> Change:
        """Take back that a reminder was acknowledged or snoozed; see `Acts.take_up`."""
        return self.together(
            f"Take up {_reminders([occurrence])} again",
            lambda acts: acts.take_up(occurrence.id),
        )

    def set_reminder_rule(self, rule: ReminderRule) -> Change:
        """Say when to be reminded of a point; see `Acts.set_reminder_rule`."""
        return self.together(self._rule(rule), lambda acts: acts.set_reminder_rule(rule))

    def reset_reminder_rule(self, rule: ReminderRule) -> Change:
        """Let the default hold again; see `Acts.reset_reminder_rule`."""
        return self.together(self._rule(rule), lambda acts: acts.reset_reminder_rule(rule))

    def add_series(self, series: Series) -> Change:
        """Add a forum that meets again and again; see `Acts.add_series`."""
        return self.together("New series", lambda acts: acts.add_series(series))

    def backup_before(self, act: str, folder: Path) -> Path:
        """Make a checked copy before an act that changes much, and return where it lies.

        Raises `StorageError` where it cannot be made.
        """
        day = self.clock.today().isoformat()
        path = folder / f"{self.store.path.stem}-before-{act}-{day}-{self.clock.now()}.servanda"
        self.store.backup(path)
        return path

    def undo(self) -> Change:
        """Take back the latest change made here, also from before a restart."""
        return self.store.undo()

    def redo(self) -> Change:
        """Do again what was undone last."""
        return self.store.redo()

    def _ref(self, identity: CommitmentId) -> str:
        return self.reader.ref(identity)

    def _letter(self, letter: str) -> str:
        return self.reader.letter_round(self.reader.letter(letter).round).reference

    def _rule(self, rule: ReminderRule) -> str:
        whose = f" of {self._ref(rule.commitment)}" if rule.commitment else ""
        return f"Rule of reminding{whose}: {rule.point.value}"

    def _named(self, chosen: list[CommitmentId]) -> str:
        return self._ref(chosen[0]) if len(chosen) == 1 else f"{len(chosen)} commitments"


def _reminders(chosen: list[Occurrence]) -> str:
    """Name reminders without any content but a reference."""
    if len(chosen) == 1:
        return f"the alert of {chosen[0].ref}" if chosen[0].ref else "an alert"
    return f"{len(chosen)} alerts"
