"""The alarms of a calendar file: what the rules of reminding come to, from a day on."""

from __future__ import annotations

from datetime import date

from app.domain.calendar_entry import Alarm, Part
from app.domain.identity import CommitmentId
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

    Only those from `today` on: what came before is the register's own to raise. The words are
    those of the day on which an alarm rings.
    """
    scan = Scan(reader, today)

    def alarms(identity: CommitmentId, /) -> tuple[Alarm, ...]:
        return tuple(
            Alarm(on=each.on, words=headline(each, each.on), part=_PARTS.get(each.point, Part.OWN))
            for each in scan.of(identity)
            if each.on >= today
        )

    return alarms
