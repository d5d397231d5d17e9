"""Buttons by what they are: quiet beside a heading, plain with a verb."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind


def quiet_button(look: Look, text: str, icon: str, name: str) -> QPushButton:
    """Return a button without a frame: a verb with its icon."""
    button = QPushButton(text)
    button.setObjectName(name)
    set_kind(button, ButtonKind.QUIET)
    look.dress(button, icon)
    return button


def plain_button(text: str, name: str) -> QPushButton:
    """Return a plain button: a verb."""
    button = QPushButton(text)
    button.setObjectName(name)
    return button
