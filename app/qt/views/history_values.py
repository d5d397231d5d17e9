"""Stored values in the words an officer reads, as a history tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from app.domain.commitment import Completion, OwnerBasis, Strength
from app.domain.decisions import Choice
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.proposals import choice_words
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing
from app.qt.look import words
from app.qt.look.fonts import in_arabic_script
from app.qt.views.progress_words import completion_word, side_word

Value = str | int | None
_LONGEST = 60


def value_words(name: str, value: Value) -> str:
    """Return a value of a field in words; one that has none of its own as it is stored."""
    reader = _WORDS.get(name)
    return reader(value) if reader is not None else str(value)


def date_words(state: Mapping[str, Value]) -> str:
    """Return a date as sure as it was written, from what its record held."""
    held = {name: str(state.get(name) or "") for name in ("words", "edtf", "sense", "basis")}
    try:
        sense, basis = Sense(held["sense"] or "point"), Basis(held["basis"] or "not stated")
    except ValueError:
        sense, basis = Sense.POINT, Basis.NOT_STATED
    anchor = CommitmentId(str(state["anchor"])) if state.get("anchor") else None
    timing = Timing(words=held["words"], edtf=held["edtf"], sense=sense, basis=basis, anchor=anchor)
    return due_words(timing, words.translated)


def apart(text: str) -> str:
    """Set a value apart where its direction could turn its neighbours around."""
    apart = in_arabic_script(text) or QGuiApplication.isRightToLeft()
    return words.isolated(text) if apart else text


def short(value: str) -> str:
    """Return a value on one line and not too long; “nothing” for an empty one."""
    text = " ".join(value.split())
    if not text:
        return QCoreApplication.translate("History", "nothing")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)


def _worded(word: Callable[[Any], str], kind: Callable[[Any], Any]) -> Callable[[Value], str]:
    """Return a reader of stored values of a closed list; what is none of it is told as it is."""

    def read(value: Value) -> str:
        try:
            return word(kind(value))
        except ValueError:
            return str(value)

    return read


_NOOP = words.QT_TRANSLATE_NOOP


def _strength(value: Value) -> str:
    try:
        return f"{value}, {words.strength_word(Strength(int(value or 0)))}"
    except ValueError:
        return str(value)


def _event(value: Value) -> str:
    return _tr(_AN_EVENT) if value else _tr(_A_PROMISE)


def _basis(value: OwnerBasis) -> str:
    return _tr(_PRESUMED) if value is OwnerBasis.PRESUMED else _tr(_STATED)


_AN_EVENT = _NOOP("History", "an event")
_A_PROMISE = _NOOP("History", "a promise")
_STATED = _NOOP("History", "named by a source")
_PRESUMED = _NOOP("History", "presumed")
_WORDS: dict[str, Callable[[Value], str]] = {
    "kind": _worded(words.kind_word, Kind),
    "status": _worded(words.status_word, Status),
    "completion": _worded(completion_word, Completion),
    "owner_basis": _worded(_basis, OwnerBasis),
    "choice": _worded(lambda choice: choice_words(choice, words.translated), Choice),
    "strength": _strength,
    "event": _event,
    "owed_by": lambda value: str(value).replace("+", " + "),
    "ball_with": lambda value: side_word(str(value)),
    **dict.fromkeys(
        (
            "made_on",
            "ball_since",
            "review_on",
            "due",
            "done_on",
            "edtf",
            "due_edtf",
            "chosen_on",
            "applied_on",
        ),
        lambda value: words.date_text(str(value)),
    ),
}
