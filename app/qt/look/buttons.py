"""Buttons by what they are: quiet beside a heading, plain with a verb."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind


class Verb(QPushButton):
    """A button that Enter presses as Space does: outside a dialog Qt leaves Enter unheard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.menu() is None:
            self.click()
        else:
            self.showMenu()


def quiet_button(look: Look, text: str, icon: str, name: str) -> QPushButton:
    """Return a button without a frame: a verb with its icon."""
    button = Verb(text)
    button.setObjectName(name)
    set_kind(button, ButtonKind.QUIET)
    look.dress(button, icon)
    return button


def plain_button(text: str, name: str) -> QPushButton:
    """Return a plain button: a verb."""
    button = Verb(text)
    button.setObjectName(name)
    return button
