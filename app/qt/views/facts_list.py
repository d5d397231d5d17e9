"""The fields of a commitment: how each is read from a dossier, and with what it is edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.commitment import OwnerBasis, Strength
from app.domain.dossier import Dossier
from app.domain.kinds import Kind
from app.qt.look import words
from app.qt.views.choice_field import Choice
from app.qt.views.lookups import found_line, full_name

_NOOP = words.QT_TRANSLATE_NOOP


class Editor(StrEnum):
    """With what a field is edited."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    REFERENCE = "reference"
    AGENCIES = "agencies"
    NONE = "none"


class Group(StrEnum):
    """Under which heading a field stands."""

    DETAILS = "details"
    DESK = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field. A `rare` one is shown when it holds something, or when more fields are wanted."""

    name: str
    read: Callable[[Dossier], str]
    editor: Editor = Editor.LINE
    placeholder: str = _NOOP("Facts", "not stated")
    shown: Callable[[Dossier], str] = lambda _: ""
    group: Group = Group.DETAILS
    rare: bool = False


def _number(value: int | None) -> str:
    return "" if value is None else str(int(value))


def _origin(dossier: Dossier) -> str:
    return dossier.origin.ref if dossier.origin else ""


def _origin_line(dossier: Dossier) -> str:
    return found_line(dossier.origin) if dossier.origin else ""


def _period(dossier: Dossier) -> str:
    days = dossier.commitment.update_days
    if days is None:
        return ""
    if days == 1:
        return QCoreApplication.translate("Facts", "every day")
    return QCoreApplication.translate("Facts", "every {count} days").format(count=days)


def _basis(dossier: Dossier) -> str:
    presumed = dossier.commitment.owner_basis is OwnerBasis.PRESUMED and dossier.owner is not None
    return OwnerBasis.PRESUMED.value if presumed else ""


FACTS = (
    Fact(name="kind", read=lambda d: d.commitment.kind.value, editor=Editor.CHOICE),
    Fact(name="event", read=lambda d: "yes" if d.commitment.event else "",
         editor=Editor.CHOICE),
    Fact(name="relation", read=lambda d: d.commitment.relation, editor=Editor.NONE, rare=True),
    Fact(name="owed_by", read=lambda d: d.commitment.owed_by,
         placeholder=_NOOP("Facts", "both, a side, a firm"),
         shown=lambda d: words.owed_words(d.row)),
    Fact(name="owner", read=lambda d: d.owner.label if d.owner else "",
         shown=lambda d: full_name(d.owner)),
    Fact(name="owner_basis", read=_basis, editor=Editor.CHOICE, rare=True),
    Fact(name="counterpart", read=lambda d: d.counterpart.label if d.counterpart else "",
         shown=lambda d: full_name(d.counterpart)),
    Fact(name="supporting", read=lambda _: "", editor=Editor.AGENCIES),
    Fact(name="sector", read=lambda d: d.commitment.sector),
    Fact(name="strength", read=lambda d: _number(d.commitment.strength), editor=Editor.CHOICE),
    Fact(name="made_on", read=lambda d: d.commitment.made_on,
         shown=lambda d: words.date_text(d.commitment.made_on),
         placeholder=_NOOP("Facts", "day, month or year")),
    Fact(name="made_at", read=lambda d: d.commitment.made_at),
    Fact(name="origin", read=_origin, shown=_origin_line, editor=Editor.REFERENCE,
         placeholder=_NOOP("Facts", "reference of the session")),
    Fact(name="paragraph", read=lambda d: d.commitment.paragraph,
         placeholder=_NOOP("Facts", "of the protocol")),
    Fact(name="batch_announced", read=lambda d: _number(d.commitment.batch_announced), rare=True,
         placeholder=_NOOP("Facts", "how many texts were announced")),
    Fact(name="ref", read=lambda d: d.commitment.ref),
    Fact(name="summary", read=lambda d: d.commitment.summary, editor=Editor.TEXT),
    Fact(name="priority", read=lambda d: _number(d.commitment.priority), group=Group.DESK,
         rare=True, placeholder=_NOOP("Facts", "a number, 1 being first")),
    Fact(name="update_days", read=lambda d: _number(d.commitment.update_days), shown=_period,
         group=Group.DESK, rare=True, placeholder=_NOOP("Facts", "days; 30 unless stated")),
    Fact(name="review_on", read=lambda d: d.commitment.review_on,
         shown=lambda d: words.date_text(d.commitment.review_on), group=Group.DESK, rare=True,
         placeholder=_NOOP("Facts", "day, month or year")),
    Fact(name="classification", read=lambda d: d.commitment.classification, group=Group.DESK,
         rare=True),
    Fact(name="line_to_take", read=lambda d: d.commitment.line_to_take, editor=Editor.TEXT,
         group=Group.DESK, rare=True,
         placeholder=_NOOP("Facts", "internal: in no copy for the other side")),
    Fact(name="remarks", read=lambda d: d.commitment.remarks, editor=Editor.TEXT,
         group=Group.DESK, placeholder=_NOOP("Facts", "for the desk")),
)  # fmt: skip
"""Every field, in the order it is shown in; the words for each are in `field_words`."""


def choices(name: str) -> list[Choice]:
    """Return what may be chosen for a field."""
    match name:
        case "kind":
            return [Choice(value=each.value, words=words.kind_word(each)) for each in Kind]
        case "event":
            return [
                Choice(value="", words=QCoreApplication.translate("Facts", "a promise")),
                Choice(
                    value="yes",
                    words=QCoreApplication.translate("Facts", "an event, not a promise"),
                ),
            ]
        case "owner_basis":
            named = QCoreApplication.translate("Facts", "named by a source")
            presumed = QCoreApplication.translate("Facts", "presumed: no source says so")
            return [
                Choice(value="", words=named),
                Choice(value=OwnerBasis.PRESUMED.value, words=presumed),
            ]
    steps = [
        Choice(value=str(int(each)), words=f"{int(each)}, {words.strength_word(each)}")
        for each in reversed(Strength)
    ]
    return [Choice(value="", words=QCoreApplication.translate("Facts", "not stated")), *steps]
