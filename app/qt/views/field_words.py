"""What the officer calls the fields of a commitment, the same in every part of the panel."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.qt.look.words import QT_TRANSLATE_NOOP

_NOOP = QT_TRANSLATE_NOOP

FIELDS = {
    "title": _NOOP("Fields", "Title"),
    "kind": _NOOP("Fields", "Kind"),
    "event": _NOOP("Fields", "Counts as"),
    "relation": _NOOP("Fields", "Between"),
    "status": _NOOP("Fields", "Status"),
    "owed_by": _NOOP("Fields", "Responsible side"),
    "owner": _NOOP("Fields", "Lead agency"),
    "owner_basis": _NOOP("Fields", "Lead is"),
    "counterpart": _NOOP("Fields", "Counterpart"),
    "supporting": _NOOP("Fields", "Supporting"),
    "sector": _NOOP("Fields", "Sector"),
    "strength": _NOOP("Fields", "Strength"),
    "due": _NOOP("Fields", "Date"),
    "timing": _NOOP("Fields", "Date that counts"),
    "made_on": _NOOP("Fields", "Made on"),
    "made_at": _NOOP("Fields", "Made at"),
    "paragraph": _NOOP("Fields", "Paragraph"),
    "origin": _NOOP("Fields", "Agreed at"),
    "batch": _NOOP("Fields", "Announced at"),
    "batch_announced": _NOOP("Fields", "Texts announced"),
    "ref": _NOOP("Fields", "Reference"),
    "summary": _NOOP("Fields", "Summary"),
    "completion": _NOOP("Fields", "Completion"),
    "ball_with": _NOOP("Fields", "Ball with"),
    "ball_since": _NOOP("Fields", "Ball since"),
    "ball_letter": _NOOP("Fields", "Ball by letter"),
    "priority": _NOOP("Fields", "Priority"),
    "update_days": _NOOP("Fields", "Update period"),
    "review_on": _NOOP("Fields", "Look again on"),
    "classification": _NOOP("Fields", "Classification"),
    "line_to_take": _NOOP("Fields", "Line to take, internal"),
    "remarks": _NOOP("Fields", "Remarks"),
    "chairs": _NOOP("Fields", "Chairs"),
}
"""The words for each field, by its name in the register."""

SUPPORTED = (
    "title",
    "summary",
    "status",
    "completion",
    "due",
    "owed_by",
    "owner",
    "counterpart",
    "strength",
    "made_on",
    "made_at",
    "batch_announced",
    "chairs",
)
"""The fields a passage may be said to bear on."""


def field_word(name: str) -> str:
    """Return what a field is called; the name itself where it has no words."""
    text = FIELDS.get(name)
    if text is None:
        return name.replace("_", " ")
    return QCoreApplication.translate("Fields", text)
