"""What the officer reads of an instrument's term and events, in the interface's language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.domain import renewal_words, term_words
from app.domain.course import Course, State
from app.domain.instrument_events import EventKind
from app.domain.terms import EndConvention, NoticeEvent, Renewal, StartRule
from app.qt.look.tokens import Tone
from app.qt.look.words import QT_TRANSLATE_NOOP, date_text, translated

_NOOP = QT_TRANSLATE_NOOP

_CONVENTIONS = {
    EndConvention.ANNIVERSARY: _NOOP("Terms", "On the anniversary"),
    EndConvention.DAY_BEFORE: _NOOP("Terms", "The day before it"),
}
_NOTICES = {
    NoticeEvent.UNKNOWN: _NOOP("Terms", "Not known"),
    NoticeEvent.GIVEN: _NOOP("Terms", "The day it is given"),
    NoticeEvent.RECEIVED: _NOOP("Terms", "The day it arrives"),
}
_STARTS = {
    StartRule.UNKNOWN: _NOOP("Terms", "Not known"),
    StartRule.SIGNATURE: _NOOP("Terms", "With the last signature"),
    StartRule.NOTIFICATION: _NOOP("Terms", "With the last notification"),
    StartRule.RATIFICATION: _NOOP("Terms", "With the last ratification"),
}
_STATE_ICONS = {
    State.NOT_BEGUN: "circle",
    State.ENTRY_OPEN: "circle-question-mark",
    State.IN_FORCE: "circle-dot",
    State.NOTICE_WINDOW: "hourglass",
    State.DISPATCH_MISSED: "clock-alert",
    State.ROLLS_ON: "refresh-cw",
    State.EXPIRES: "calendar-clock",
    State.NOTICE_GIVEN: "calendar-clock",
    State.EXPIRED: "circle-check",
    State.TERMINATED: "circle-check",
    State.SUPERSEDED: "circle-slash",
    State.UNKNOWN: "circle-question-mark",
}
_STATE_TONES = {
    State.NOTICE_WINDOW: Tone.SOON,
    State.DISPATCH_MISSED: Tone.LATE,
    State.EXPIRES: Tone.SOON,
}


def state_word(state: State) -> str:
    """Return the word for a state."""
    return translated(renewal_words.STATE_WORDS[state])


def state_icon(state: State) -> str:
    """Return the icon of a state."""
    return _STATE_ICONS[state]


def state_tone(course: Course) -> Tone:
    """Return what a course says about time; what is merely so is ink."""
    return _STATE_TONES.get(course.state, Tone.INK)


def event_word(kind: EventKind) -> str:
    """Return the word for a kind of event."""
    return translated(term_words.EVENT_WORDS[kind])


def event_mark(stored: Mapping[str, object]) -> str:
    """Return an event of an instrument, as it is stored, in a few words; nothing for others."""
    try:
        kind = event_word(EventKind(str(stored.get("kind"))))
    except ValueError:
        return ""
    day = date_text(str(stored.get("happened_on") or ""))
    return " · ".join(each for each in (kind, str(stored.get("party") or ""), day) if each)


def renewal_word(renewal: Renewal) -> str:
    """Return how an instrument goes on when a term ends."""
    return translated(term_words.RENEWAL_WORDS[renewal])


def convention_word(convention: EndConvention) -> str:
    """Return where a term ends."""
    return QCoreApplication.translate("Terms", _CONVENTIONS[convention])


def notice_word(event: NoticeEvent) -> str:
    """Return which day of a notice counts."""
    return QCoreApplication.translate("Terms", _NOTICES[event])


def start_word(rule: StartRule) -> str:
    """Return what brings an instrument into force."""
    return QCoreApplication.translate("Terms", _STARTS[rule])
