"""Reminders, the rules they come from, and rounds of reminder letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.change import Change
from app.services.verbs.opened import OpenRegister

if TYPE_CHECKING:
    from app.domain.letters import LetterRound
    from app.domain.occurrences import Occurrence
    from app.domain.reminder_rules import ReminderRule
    from app.services.acts import Acts
    from app.services.acts.letters import Addressed


class ReminderVerbs(OpenRegister):
    """Verbs on reminding."""

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

    def _rule(self, rule: ReminderRule) -> str:
        whose = f" of {self._ref(rule.commitment)}" if rule.commitment else ""
        return f"Rule of reminding{whose}: {rule.point.value}"

    def _letter(self, letter: str) -> str:
        return self.reader.letter_round(self.reader.letter(letter).round).reference


def _reminders(chosen: list[Occurrence]) -> str:
    """Name reminders without any content but a reference."""
    if len(chosen) == 1:
        return f"the alert of {chosen[0].ref}" if chosen[0].ref else "an alert"
    return f"{len(chosen)} alerts"
