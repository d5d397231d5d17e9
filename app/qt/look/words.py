"""What the officer reads for a status, a kind, a side or a date, in the interface's language."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import QCoreApplication

from app.domain import reading
from app.domain.commitment import OwnerBasis, Strength, sides_of
from app.domain.edtf import EdtfError, parse
from app.domain.gaps import Gap
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Basis
from app.qt.look.tokens import Tone


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Return the text as it is: marks a literal that is translated when it is shown."""
    return text


_RIGHT_TO_LEFT = "\u200f"
"""What a text begins with that is to be read from the right, whatever its letters are."""

_STATUSES = {
    Status.DRAFT: QT_TRANSLATE_NOOP("Words", "Draft"),
    Status.OPEN: QT_TRANSLATE_NOOP("Words", "Open"),
    Status.IN_PROGRESS: QT_TRANSLATE_NOOP("Words", "In progress"),
    Status.ON_HOLD: QT_TRANSLATE_NOOP("Words", "On hold"),
    Status.FULFILLED: QT_TRANSLATE_NOOP("Words", "Implemented"),
    Status.CLOSED: QT_TRANSLATE_NOOP("Words", "Closed"),
    Status.SUPERSEDED: QT_TRANSLATE_NOOP("Words", "Superseded"),
    Status.WITHDRAWN: QT_TRANSLATE_NOOP("Words", "Withdrawn"),
    Status.LAPSED: QT_TRANSLATE_NOOP("Words", "Dropped: time passed"),
    Status.FORESEEN: QT_TRANSLATE_NOOP("Words", "Planned"),
    Status.DATES_AGREED: QT_TRANSLATE_NOOP("Words", "Dates agreed"),
    Status.HELD: QT_TRANSLATE_NOOP("Words", "Held"),
    Status.POSTPONED: QT_TRANSLATE_NOOP("Words", "Postponed"),
    Status.CANCELLED: QT_TRANSLATE_NOOP("Words", "Cancelled"),
    Status.UNDER_NEGOTIATION: QT_TRANSLATE_NOOP("Words", "Under negotiation"),
    Status.AGREED_TEXT: QT_TRANSLATE_NOOP("Words", "Text agreed"),
    Status.SIGNED: QT_TRANSLATE_NOOP("Words", "Signed"),
    Status.IN_FORCE: QT_TRANSLATE_NOOP("Words", "In force"),
    Status.NOTICE_GIVEN: QT_TRANSLATE_NOOP("Words", "Notice of termination given"),
    Status.EXPIRED: QT_TRANSLATE_NOOP("Words", "Expired"),
    Status.TERMINATED: QT_TRANSLATE_NOOP("Words", "Terminated"),
}

_KINDS = {
    Kind.ACTION: QT_TRANSLATE_NOOP("Words", "Action"),
    Kind.PROJECT: QT_TRANSLATE_NOOP("Words", "Project"),
    Kind.SIGNATURE: QT_TRANSLATE_NOOP("Words", "Text to be signed"),
    Kind.STUDY: QT_TRANSLATE_NOOP("Words", "Feasibility study"),
    Kind.SESSION: QT_TRANSLATE_NOOP("Words", "Session"),
    Kind.WORKING_GROUP: QT_TRANSLATE_NOOP("Words", "Working group"),
    Kind.VISIT: QT_TRANSLATE_NOOP("Words", "Visit"),
    Kind.INTERNAL_MEETING: QT_TRANSLATE_NOOP("Words", "Internal meeting"),
    Kind.TREATY: QT_TRANSLATE_NOOP("Words", "Treaty"),
    Kind.AGREEMENT: QT_TRANSLATE_NOOP("Words", "Agreement"),
    Kind.MOU: QT_TRANSLATE_NOOP("Words", "MoU"),
    Kind.PROTOCOL: QT_TRANSLATE_NOOP("Words", "Protocol"),
    Kind.MINUTES: QT_TRANSLATE_NOOP("Words", "Minutes"),
    Kind.ROADMAP: QT_TRANSLATE_NOOP("Words", "Roadmap"),
    Kind.COMMUNIQUE: QT_TRANSLATE_NOOP("Words", "Joint communiqué"),
    Kind.EXCHANGE_OF_NOTES: QT_TRANSLATE_NOOP("Words", "Exchange of notes"),
    Kind.CONTRACT: QT_TRANSLATE_NOOP("Words", "Contract"),
}

_STRENGTHS = {
    Strength.STATEMENT: QT_TRANSLATE_NOOP("Words", "statement"),
    Strength.ASPIRATION: QT_TRANSLATE_NOOP("Words", "aspiration"),
    Strength.READINESS: QT_TRANSLATE_NOOP("Words", "readiness"),
    Strength.AGREED_PROCESS: QT_TRANSLATE_NOOP("Words", "agreed process"),
    Strength.AGREED_ACTION: QT_TRANSLATE_NOOP("Words", "agreed action"),
    Strength.OBLIGATION: QT_TRANSLATE_NOOP("Words", "obligation"),
}

_GAPS = {
    Gap.SIGNATURE: QT_TRANSLATE_NOOP("Words", "signature"),
    Gap.ENTRY_INTO_FORCE: QT_TRANSLATE_NOOP("Words", "entry into force"),
    Gap.DURATION: QT_TRANSLATE_NOOP("Words", "duration"),
    Gap.LEAD: QT_TRANSLATE_NOOP("Words", "lead agency"),
    Gap.EVIDENCE: QT_TRANSLATE_NOOP("Words", "evidence"),
}

_PHASE_ICONS = {
    Phase.DRAFT: "circle-dashed",
    Phase.OPEN: "circle",
    Phase.ACTIVE: "circle-dot",
    Phase.DONE: "circle-check",
    Phase.DROPPED: "circle-slash",
}

_TONES = {
    Timeliness.OVERDUE: Tone.LATE,
    Timeliness.DUE_SOON: Tone.SOON,
    Timeliness.WINDOW_OPEN: Tone.OPEN,
}

_TIMELINESS_ICONS = {
    Timeliness.OVERDUE: "clock-alert",
    Timeliness.DUE_SOON: "calendar-clock",
    Timeliness.WINDOW_OPEN: "hourglass",
    Timeliness.DONE_IN_TIME: "check",
    Timeliness.DONE_LATE: "check",
    Timeliness.DONE_UNKNOWN: "check",
    Timeliness.DROPPED: "circle-slash",
    Timeliness.WAITING: "link",
    Timeliness.RUNNING: "calendar",
    Timeliness.ENDED: "calendar",
    Timeliness.NOT_YET: "calendar",
    Timeliness.NO_DATE: "circle-minus",
}


def translated(text: str) -> str:
    """Return a template of `app.domain.reading` in the interface's language."""
    return QCoreApplication.translate("Reading", text)


def status_word(status: Status) -> str:
    """Return the word for a status."""
    return QCoreApplication.translate("Words", _STATUSES[status])


def kind_word(kind: Kind) -> str:
    """Return the word for a kind."""
    return QCoreApplication.translate("Words", _KINDS[kind])


def strength_word(strength: Strength) -> str:
    """Return the word for a step of strength."""
    return QCoreApplication.translate("Words", _STRENGTHS[strength])


def gap_word(gap: Gap) -> str:
    """Return the words for something that is not established."""
    return QCoreApplication.translate("Words", _GAPS[gap])


def timeliness_word(where: Timeliness) -> str:
    """Return the words for a timeliness, as a group or a filter is named."""
    return reading.timeliness_words(where, translated)


def status_icon(status: Status) -> str:
    """Return the icon's name: the phase, and a pause for what is on hold."""
    return "circle-pause" if status is Status.ON_HOLD else _PHASE_ICONS[status.phase]


def tone_of(row: RegisterRow, today: date) -> Tone:
    """Return what the row's date is coloured by: late, soon, open or nothing."""
    return _TONES.get(timeliness(row.standing, today), Tone.INK)


def timeliness_icon(where: Timeliness) -> str:
    """Return the name of the icon that stands beside a timeliness."""
    return _TIMELINESS_ICONS[where]


def timeliness_tone(where: Timeliness) -> Tone:
    """Return the tone of a timeliness; only three have a colour."""
    return _TONES.get(where, Tone.INK)


def due_words(row: RegisterRow) -> str:
    """Return when the row is due, short enough for a table."""
    return reading.due_words(row.timing, translated, followed=isolated(row.awaited))


def standing_words(row: RegisterRow, today: date) -> str:
    """Return the line under the due words, empty where there is nothing to add."""
    return reading.standing_words(
        row.standing, today, row.slip, translated, awaited=isolated(row.awaited)
    )


def timing_sentence(row: RegisterRow, today: date) -> str:
    """Return the row's date in a few short sentences."""
    return reading.sentence(
        row.timing, row.standing, today, row.slip, translated, follows=row.follows
    )


def short_ref(row: RegisterRow) -> str:
    """Return the reference without the relation it begins with, where it does."""
    return row.ref.removeprefix(f"{row.relation}/")


def owed_sides(row: RegisterRow) -> tuple[str, str] | None:
    """Return who owes and to whom where one side of the relation does, else None."""
    first, second = sides_of(row.relation)
    if row.owed_by == first and second:
        return first, second
    if row.owed_by == second and first:
        return second, first
    return None


def owed_words(row: RegisterRow, *, mirrored: bool = False) -> str:
    """Return who owes it: “BY → PK”, both, a private body's name, or that it is not stated.

    `mirrored` the first side stands at the right and the arrow points to the left.
    """
    sides = owed_sides(row)
    if sides and mirrored:
        return f"{_RIGHT_TO_LEFT}{isolated(sides[0])} ← {isolated(sides[1])}"
    if sides:
        return f"{sides[0]} → {sides[1]}"
    if owed_by_both(row):
        return QCoreApplication.translate("Words", "both")
    return row.owed_by.replace("+", " + ") or QCoreApplication.translate("Words", "not stated")


def owed_by_both(row: RegisterRow) -> bool:
    """Whether both sides of the relation owe it."""
    sides = set(sides_of(row.relation))
    return len(sides) > 1 and set(row.owed_by.split("+")) == sides


def lead_words(row: RegisterRow) -> str:
    """Return the lead agency, with a question mark where it is only presumed."""
    mark = "?" if row.owner and row.owner_basis is OwnerBasis.PRESUMED else ""
    return f"{row.owner}{mark}"


def translated_verb(text: str) -> str:
    """Return the verb on a button in the interface's language."""
    return QCoreApplication.translate("Verbs", text)


def date_text(edtf: str) -> str:
    """Return a stored date as it is read; what cannot be read is shown as it stands."""
    try:
        return reading.edtf_words(parse(edtf), Basis.STATED, translated) if edtf else ""
    except EdtfError:
        return edtf


def isolated(text: str) -> str:
    """Return the text between isolates, so that its direction leaves its neighbours alone."""
    return f"\u2068{text}\u2069" if text else ""


def plain_tip(text: str) -> str:
    """Return text for a tooltip, which takes no markup and no addresses from it."""
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if text else ""
