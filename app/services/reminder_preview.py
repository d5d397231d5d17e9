"""Which days a rule of reminding would give, before it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from app.domain.occurrences import Occurrence
from app.domain.reminder_reach import moved
from app.domain.reminder_rules import ReminderRule, RuleBook
from app.services.reminder_scan import Scan

if TYPE_CHECKING:
    from app.domain.identity import CommitmentId
    from app.store.reader import Reader

AHEAD_DAYS = 730
"""So far ahead the days that a rule gives are looked for."""

_SHOWN = 5


def previewed(
    reader: Reader, rule: ReminderRule, today: date, *, relation: str = "", most: int = _SHOWN
) -> tuple[Occurrence, ...]:
    """Return the next reminders that a rule would give, were it kept, the nearest first.

    `rule` is one that `checked` let pass. Of a commitment's own rule all of its reminders are
    returned, also those whose day has passed. For a family's rule the commitments with a rule of
    their own are not among them.
    """
    book = RuleBook((*reader.reminder_rules(), rule))
    scan = Scan(reader, today, relation, book)
    if rule.commitment is not None:
        return _ordered(scan.of(rule.commitment), rule)
    found = scan.between(today, moved(today, AHEAD_DAYS))
    return _ordered((each for each in found if not each.own), rule)[:most]


def rules_of(reader: Reader, commitment: CommitmentId) -> tuple[ReminderRule, ...]:
    """Return the rules that were made for one commitment alone."""
    return tuple(each for each in reader.reminder_rules() if each.commitment == commitment)


def _ordered(found: Iterable[Occurrence], rule: ReminderRule) -> tuple[Occurrence, ...]:
    kept = (each for each in found if _meant(each, rule))
    return tuple(sorted(kept, key=lambda each: (each.on, each.ref, each.id)))


def _meant(occurrence: Occurrence, rule: ReminderRule) -> bool:
    if occurrence.point is not rule.point:
        return False
    family = occurrence.kind.family.value if occurrence.kind else ""
    return rule.commitment is not None or rule.family in ("", family)
