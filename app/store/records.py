"""The kinds of record, their tables and fields, and the way between a row and a domain object.

Record and field names stand in the change log: they are only ever added to, never renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any

from app.domain.commitment import Commitment, Completion, OwnerBasis, Strength
from app.domain.decisions import Choice, Decision
from app.domain.instrument_events import EventKind, InstrumentEvent
from app.domain.kinds import Kind
from app.domain.letters import Letter, LetterForm, LetterPoint, LetterRound
from app.domain.lifecycle import Status
from app.domain.particulars import (
    Alias,
    Appearance,
    Evidence,
    Link,
    LinkKind,
    Meeting,
    Milestone,
    Move,
    Note,
    NoteBasis,
    Organisation,
    Relation,
    SavedView,
    Series,
    Source,
    SourceKind,
    Stance,
    Support,
    TimingRecord,
    TimingRole,
    Wording,
)
from app.domain.reminder_rules import Point, ReminderRule
from app.domain.reminders import Reminder
from app.domain.terms import EndConvention, NoticeEvent, Renewal, StartRule, Term
from app.domain.workdays import CalendarYear, Certainty, DayOrigin, Holiday
from app.store.canonical import Value
from app.store.timing_row import timing_from

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One kind of record: its name in the log, which is also its table's, and its fields."""

    name: str
    columns: tuple[str, ...]
    nullable: frozenset[str]
    numbers: frozenset[str] = frozenset()
    """Columns that hold whole numbers, flags among them; all others hold text."""
    flags: frozenset[str] = frozenset()
    decode: Callable[[Row], Any]
    encode: Callable[[Any], dict[str, Value]]
    references: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    """The column that names the commitment this record stands beside, if any."""

    def blank(self, column: str) -> Value:
        """What an absent value of a column is stored as."""
        if column in self.nullable:
            return None
        return 0 if column in self.flags else ""

    def holds(self, column: str, value: Value) -> bool:
        """Whether a column can hold a value, exactly as it is. Raises `KeyError`."""
        if column not in self.columns and column != "gone":
            raise KeyError(column)
        if value is None:
            return column in self.nullable
        return isinstance(value, int if column in self.numbers else str)


def plain(value: object) -> Value:
    """Return a domain value as it is stored. Raises `TypeError` for what no field holds."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(type(value).__name__)


def _simple(
    cls: type,
    *,
    nullable: str = "",
    numbers: str = "",
    decoders: Mapping[str, Callable[[Any], Any]] | None = None,
    references: Mapping[str, str] | None = None,
    owner: str = "",
) -> Record:
    """Describe a record whose columns are its dataclass's fields, in their order."""
    columns = tuple(each.name for each in fields(cls) if each.name != "id")
    special = decoders or {}

    def decode(row: Row) -> object:
        values = {name: row[name] for name in columns}
        for name, decoder in special.items():
            if values[name] is not None:
                values[name] = decoder(values[name])
        return cls(id=row["id"], **values)

    def encode(item: object) -> dict[str, Value]:
        return {name: plain(getattr(item, name)) for name in columns}

    flags = frozenset(name for name, decoder in special.items() if decoder is bool)
    return Record(
        name=cls.__name__.lower(),
        columns=columns,
        nullable=frozenset(nullable.split()),
        numbers=flags | frozenset(numbers.split()),
        flags=flags,
        decode=decode,
        encode=encode,
        references=references or {},
        owner=owner,
    )


_TIMING_COLUMNS = ("words", "edtf", "sense", "basis", "why", "anchor", "offset")


def _decode_timing(row: Row) -> TimingRecord:
    return TimingRecord(
        id=row["id"],
        commitment=row["commitment"],
        role=TimingRole(row["role"]),
        timing=timing_from(row),
        asked_on=row["asked_on"],
        asked_by=row["asked_by"],
        agreed_on=row["agreed_on"],
        agreed_by=row["agreed_by"],
        reason=row["reason"],
    )


def _encode_timing(item: TimingRecord) -> dict[str, Value]:
    own = {name: plain(getattr(item.timing, name)) for name in _TIMING_COLUMNS}
    return {
        "commitment": item.commitment,
        "role": item.role.value,
        **own,
        "asked_on": item.asked_on,
        "asked_by": item.asked_by,
        "agreed_on": item.agreed_on,
        "agreed_by": item.agreed_by,
        "reason": item.reason,
    }


_BESIDE = {"commitment": "commitment"}

COMMITMENT = _simple(
    Commitment,
    nullable="strength owner counterpart origin timing priority update_days batch batch_announced",
    numbers="strength priority update_days batch_announced",
    decoders={
        "kind": Kind,
        "status": Status,
        "strength": Strength,
        "owner_basis": OwnerBasis,
        "completion": Completion,
        "event": bool,
    },
    references={
        "owner": "organisation",
        "counterpart": "organisation",
        "origin": "commitment",
        "timing": "timing",
        "batch": "commitment",
    },
)
TIMING = Record(
    name="timing",
    columns=(
        "commitment",
        "role",
        *_TIMING_COLUMNS,
        "asked_on",
        "asked_by",
        "agreed_on",
        "agreed_by",
        "reason",
    ),
    nullable=frozenset({"anchor"}),
    decode=_decode_timing,
    encode=_encode_timing,
    references={"commitment": "commitment", "anchor": "commitment"},
    owner="commitment",
)
MOVE = _simple(Move, references=_BESIDE, owner="commitment")
NOTE = _simple(
    Note,
    nullable="reporter completion",
    decoders={"completion": Completion, "basis": NoteBasis},
    references={**_BESIDE, "reporter": "organisation"},
    owner="commitment",
)
SOURCE = _simple(Source, decoders={"kind": SourceKind})
EVIDENCE = _simple(
    Evidence,
    nullable="starts ends",
    numbers="starts ends",
    decoders={"stance": Stance},
    references={**_BESIDE, "source": "source"},
    owner="commitment",
)
LINK = _simple(
    Link,
    decoders={"kind": LinkKind, "presumed": bool},
    references={"origin": "commitment", "target": "commitment"},
    owner="origin",
)
MILESTONE = _simple(Milestone, references=_BESIDE, owner="commitment")
APPEARANCE = _simple(
    Appearance,
    nullable="strength",
    numbers="strength",
    references={**_BESIDE, "session": "commitment"},
    owner="commitment",
)
DECISION = _simple(
    Decision,
    decoders={"choice": Choice},
    references={**_BESIDE, "session": "commitment", "upcoming": "commitment"},
    owner="commitment",
)
WORDING = _simple(Wording, references=_BESIDE, owner="commitment")
ORGANISATION = _simple(Organisation, nullable="parent", references={"parent": "organisation"})
SERIES = _simple(Series)
MEETING = _simple(
    Meeting,
    nullable="series ordinal",
    numbers="ordinal",
    references={**_BESIDE, "series": "series"},
    owner="commitment",
)
RELATION = _simple(Relation)


SUPPORT = _simple(
    Support, references={**_BESIDE, "organisation": "organisation"}, owner="commitment"
)
ALIAS = _simple(Alias, references={"organisation": "organisation"})
SAVED_VIEW = _simple(SavedView)
# A day that is worked, and a year that is not settled, are said as loudly as their opposites: what
# is blank stands in no log, and would lose to another copy's word without being flagged.
HOLIDAY = _simple(
    Holiday,
    nullable="off",
    decoders={"off": bool, "certainty": Certainty, "origin": DayOrigin},
)
CALENDAR_YEAR = _simple(
    CalendarYear,
    nullable="year settled",
    numbers="year",
    decoders={"settled": bool, "origin": DayOrigin},
)

TERM = _simple(
    Term,
    nullable="buffer",
    numbers="buffer",
    decoders={
        "start_rule": StartRule,
        "renewal": Renewal,
        "notice_event": NoticeEvent,
        "end_convention": EndConvention,
    },
    references=_BESIDE,
    owner="commitment",
)
INSTRUMENT_EVENT = _simple(
    InstrumentEvent, decoders={"kind": EventKind}, references=_BESIDE, owner="commitment"
)

LETTER_ROUND = _simple(
    LetterRound,
    nullable="number concerns previous",
    numbers="number",
    references={"concerns": "commitment", "previous": "letterround"},
)
LETTER = _simple(
    Letter,
    decoders={"form": LetterForm},
    references={"round": "letterround", "organisation": "organisation"},
)
LETTER_POINT = _simple(
    LetterPoint,
    nullable="note",
    references={"letter": "letter", **_BESIDE, "note": "note"},
    owner="commitment",
)

# A rule of the whole register has no commitment, nor has silence of an agency.
REMINDER_RULE = _simple(
    ReminderRule,
    nullable="commitment",
    decoders={"point": Point},
    references=_BESIDE,
    owner="commitment",
)
REMINDER = _simple(Reminder, nullable="commitment", references=_BESIDE, owner="commitment")

RECORDS: dict[str, Record] = {
    each.name: each
    for each in (
        RELATION,
        ORGANISATION,
        ALIAS,
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
