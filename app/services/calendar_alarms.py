"""The alarms of a calendar file: what the rules of reminding come to, from a day on."""

from __future__ import annotations

from datetime import date

from app.domain.calendar_entry import Alarm, Part
from app.domain.identity import CommitmentId
from app.domain.occurrences import ANSWERED, Occurrence, Reminder, Standing
from app.domain.reminder_rules import Point
from app.domain.reminder_words import headline
from app.services.calendar_file import Alarms
from app.services.reminder_scan import Scan
from app.store.reader import Reader

_PARTS = {
    Point.NOTICE: Part.NOTICE,
    Point.PROPOSAL: Part.NOTICE,
    Point.DISPATCH: Part.DISPATCH,
    Point.PERIOD_END: Part.PERIOD,
}
"""The entry a reminder belongs to, where that is not the commitment's own date."""


def rule_alarms(reader: Reader, today: date) -> Alarms:
    """Return what gives the alarms of a commitment by the rules of its register.

    Only those from `today` on: what came before is the register's own to raise. What was
    acknowledged rings no more, what was snoozed rings when it comes back. The words are those of
    the day on which an alarm rings.
    """
    scan = Scan(reader, today)

    def alarms(identity: CommitmentId, /) -> tuple[Alarm, ...]:
        held = list(scan.of(identity))
        done = reader.reminders(each.id for each in held)
        ringing = ((each, _rings(each, done.get(each.id))) for each in held)
        return tuple(
            Alarm(on=day, words=headline(each, day), part=_PARTS.get(each.point, Part.OWN))
            for each, day in ringing
            if day is not None and day >= today
        )

    return alarms


def _rings(occurrence: Occurrence, reminder: Reminder | None) -> date | None:
    """The day on which a reminder rings; none where it was acknowledged or waits for an answer."""
    if reminder is None:
        return occurrence.on
    if reminder.state == Standing.ACKNOWLEDGED or reminder.until == ANSWERED:
        return None
    return max(occurrence.on, date.fromisoformat(reminder.until))
