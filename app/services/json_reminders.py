"""Reminders and their rules as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.occurrences import Occurrence, Standing
from app.domain.reminder_rules import ReminderRule
from app.domain.reminder_words import headline, rule_sentence, rule_words
from app.services.json_form import Form
from app.services.reminders import Entry


def reminder(entry: Entry, today: date) -> Form:
    """Return one reminder, where it stands, and what was done with it.

    `reason` is the rule in words and `lead` the length in it; `point` is what it looks ahead to,
    `target` the day of that, `on` the day on which it comes. `late` says that it was due already
    when it appeared, `roughly` that working days could only be counted as five in a week.
    """
    one, done = entry.occurrence, entry.reminder
    acknowledged = entry.standing is Standing.ACKNOWLEDGED and done is not None
    snoozed = entry.standing is Standing.SNOOZED and done is not None
    return {
        **given(one, today),
        "state": entry.standing.value,
        "until": done.until if snoozed and done is not None else None,
        "who": done.who if done is not None and (acknowledged or snoozed) else "",
        "acknowledged_on": done.happened_on if acknowledged and done is not None else None,
        "note": done.note if acknowledged and done is not None else "",
        "late": entry.late,
    }


def given(one: Occurrence, today: date) -> Form:
    """Return what a rule gives, whatever was done with it."""
    return {
        "id": one.id,
        "ref": one.ref,
        "title": one.title,
        "relation": one.relation,
        "reason": rule_words(one),
        "point": one.point.value,
        "on": one.on.isoformat(),
        "target": one.target.isoformat(),
        "headline": headline(one, today),
        "lead": one.lead,
        "counting": one.counting,
        "own": one.own,
        "roughly": one.roughly,
        "marked": one.marked,
        "count": one.count or None,
    }


def rule(held: ReminderRule, ref: str, *, default: bool) -> Form:
    """Return a rule: of the kinds of a family, or of one commitment by its reference."""
    return {
        "point": held.point.value,
        "kind": held.family or None,
        "ref": ref or None,
        "leads": list(held.each_lead),
        "counting": held.counting,
        "default": default,
        "words": rule_sentence(held),
    }


def preview(found: Iterable[Occurrence], today: date) -> list[Form]:
    """Return the dates that a rule gives."""
    return [given(each, today) for each in found]
