"""What an officer does with reminders: acknowledge, snooze, and say when to be reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.date_words import day_words
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.occurrences import ANSWERED, Occurrence, Reminder, Standing
from app.domain.reminder_rules import ReminderRule, checked, rule_id
from app.services.acts.within import Within


class ReminderActs(Within):
    """An occurrence is derived; what is written is only what somebody did with it."""

    def acknowledge(self, occurrence: Occurrence, *, who: str, note: str = "") -> None:
        """Say that a reminder was seen and dealt with: it does not come again."""
        self._keep(occurrence, Standing.ACKNOWLEDGED, who, note=" ".join(note.split()))

    def snooze(self, occurrence: Occurrence, until: str, *, who: str) -> None:
        """Put a reminder off until a day, or until there is an answer (“answer”).

        Raises `InvalidValueError` for a day that is none, not ahead, or not after the one on which
        it comes by itself, and for an answer where no commitment could be answered for.
        """
        news = ""
        if until == ANSWERED:
            if occurrence.commitment is None:
                raise InvalidValueError(
                    "until", "This is not about one commitment: name a day instead."
                )
            news = self._reader.news([occurrence.commitment]).get(occurrence.commitment, "")
        elif (day := _day(until)) <= self._today:
            raise InvalidValueError("until", "A reminder is put off until a day that is ahead.")
        elif day <= occurrence.on:
            comes = day_words(occurrence.on)
            raise InvalidValueError("until", f"This comes on {comes} by itself: name a later day.")
        self._keep(occurrence, Standing.SNOOZED, who, until=until, news=news)

    def take_up(self, identity: str) -> None:
        """Take back that a reminder was acknowledged or snoozed. Raises `NotFoundError`."""
        if not self._reader.reminders([identity]):
            raise NotFoundError("Nothing was done with this reminder.")
        self._withdraw("reminder", identity)

    def set_reminder_rule(self, rule: ReminderRule) -> None:
        """Put a rule in the place of the default, for a family or for one commitment.

        Raises `InvalidValueError` naming the field.
        """
        if rule.commitment is not None:
            self._reader.commitment(rule.commitment)
        kept = checked(rule)
        identity = rule_id(kept.point, family=kept.family, commitment=kept.commitment)
        self._put("reminderrule", identity, replace(kept, id=identity))

    def reset_reminder_rule(self, rule: ReminderRule) -> None:
        """Let the default hold again. Raises `NotFoundError` where no other rule was made."""
        identity = rule_id(rule.point, family=rule.family, commitment=rule.commitment)
        if identity not in {each.id for each in self._reader.reminder_rules()}:
            raise NotFoundError("The default holds already.")
        self._withdraw("reminderrule", identity)

    def _keep(
        self,
        occurrence: Occurrence,
        state: Standing,
        who: str,
        *,
        until: str = "",
        news: str = "",
        note: str = "",
    ) -> None:
        reminder = Reminder(
            id=occurrence.id,
            commitment=occurrence.commitment,
            subject=occurrence.subject,
            point=occurrence.point.value,
            lead=occurrence.lead,
            target=occurrence.target.isoformat(),
            came_on=occurrence.on.isoformat(),
            state=state.value,
            until=until,
            news=news,
            happened_on=self._today.isoformat(),
            who=" ".join(who.split()),
            note=note,
        )
        self._put("reminder", reminder.id, reminder)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(
            "until", f"“{text[:40]}” is not a day; write for example 2026-11-30."
        ) from None
