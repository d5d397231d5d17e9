"""Every kind of record by its name in the log; those that most reads do without are described here.

Record and field names stand in the change log: they are only ever added to, never renamed.
"""

from __future__ import annotations

from app.domain.decisions import Choice, Decision
from app.domain.focal_points import FocalPoint, FocalRole
from app.domain.instrument_events import EventKind, InstrumentEvent
from app.domain.letters import Letter, LetterForm, LetterPoint, LetterRound
from app.domain.occurrences import Reminder
from app.domain.reminder_rules import Point, ReminderRule
from app.domain.terms import EndConvention, NoticeEvent, Renewal, StartRule, Term
from app.domain.workdays import CalendarYear, Certainty, DayOrigin, Holiday
from app.store.commitment_records import (
    ALIAS,
    APPEARANCE,
    COMMITMENT,
    EVIDENCE,
    LINK,
    MEETING,
    MILESTONE,
    MOVE,
    NOTE,
    ORGANISATION,
    RELATION,
    SAVED_VIEW,
    SERIES,
    SOURCE,
    SUPPORT,
    TIMING,
    WORDING,
)
from app.store.record import BESIDE, Record, simple

FOCAL_POINT = simple(
    FocalPoint, decoders={"role": FocalRole}, references={"organisation": "organisation"}
)
DECISION = simple(
    Decision,
    decoders={"choice": Choice},
    references={**BESIDE, "session": "commitment", "upcoming": "commitment"},
    owner="commitment",
)
# A day that is worked, and a year that is not settled, are said as loudly as their opposites: what
# is blank stands in no log, and would lose to another copy's word without being flagged.
HOLIDAY = simple(
    Holiday,
    nullable="off",
    decoders={"off": bool, "certainty": Certainty, "origin": DayOrigin},
)
CALENDAR_YEAR = simple(
    CalendarYear,
    nullable="year settled",
    numbers="year",
    decoders={"settled": bool, "origin": DayOrigin},
)

TERM = simple(
    Term,
    nullable="buffer",
    numbers="buffer",
    decoders={
        "start_rule": StartRule,
        "renewal": Renewal,
        "notice_event": NoticeEvent,
        "end_convention": EndConvention,
    },
    references=BESIDE,
    owner="commitment",
)
INSTRUMENT_EVENT = simple(
    InstrumentEvent, decoders={"kind": EventKind}, references=BESIDE, owner="commitment"
)

LETTER_ROUND = simple(
    LetterRound,
    nullable="number concerns previous",
    numbers="number",
    references={"concerns": "commitment", "previous": "letterround"},
)
LETTER = simple(
    Letter,
    decoders={"form": LetterForm},
    references={"round": "letterround", "organisation": "organisation"},
)
LETTER_POINT = simple(
    LetterPoint,
    nullable="note",
    references={"letter": "letter", **BESIDE, "note": "note"},
    owner="commitment",
)

# A rule of the whole register has no commitment, nor has silence of an agency.
REMINDER_RULE = simple(
    ReminderRule,
    nullable="commitment",
    decoders={"point": Point},
    references=BESIDE,
    owner="commitment",
)
REMINDER = simple(Reminder, nullable="commitment", references=BESIDE, owner="commitment")

RECORDS: dict[str, Record] = {
    each.name: each
    for each in (
        RELATION,
        ORGANISATION,
        ALIAS,
        FOCAL_POINT,
        SOURCE,
        SERIES,
        COMMITMENT,
        TIMING,
        MOVE,
        NOTE,
        EVIDENCE,
        LINK,
        MILESTONE,
        APPEARANCE,
        DECISION,
        WORDING,
        MEETING,
        SUPPORT,
        TERM,
        INSTRUMENT_EVENT,
        SAVED_VIEW,
        LETTER_ROUND,
        LETTER,
        LETTER_POINT,
        HOLIDAY,
        CALENDAR_YEAR,
        REMINDER_RULE,
        REMINDER,
    )
}
"""Every kind of record by its name in the log."""
