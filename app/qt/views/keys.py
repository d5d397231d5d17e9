"""Keys that a text leaves to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

_KEY = QKeySequence.StandardKey


def left_to_window(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Leave Undo and Redo to the window where the text itself has nothing to take back.

    `undo` and `redo` say whether it has. A text claims these keys in any case, and without this
    nothing at all would happen. For the event filter of a text; true where the key was left.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    idle = (event.matches(_KEY.Undo) and not undo) or (event.matches(_KEY.Redo) and not redo)
    if idle:
        event.ignore()
    return idle
