"""What the parts of the detail panel have in common."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.rows import Dossier
from app.qt.desk import Desk, Write
from app.qt.look.labels import Hairline, InkLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, Scale


class Section(QWidget):
    """One part of the detail panel: a heading, at most one act beside it, and a body.

    `jumped` carries the identity of another commitment the officer wants to see.
    """

    jumped = Signal(object)

    def __init__(self, desk: Desk, look: Look, heading: str, name: str) -> None:
        """`name` is the part's object name, `heading` what stands above it."""
        super().__init__()
        self.desk = desk
        self.look = look
        self.dossier: Dossier | None = None
        self.setObjectName(name)
        self.setAccessibleName(heading)
        self._title = heading
        self.heading = SectionHeading(look, heading)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(0, 0, 0, 0)
        self.bar.addWidget(self.heading, 1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Hairline(look))
        column.addSpacing(GRID)
        column.addLayout(self.bar)
        column.addLayout(self.body)
        column.addSpacing(GAP)

    def act(self, text: str, icon: str, name: str) -> QPushButton:
        """Add a quiet button beside the heading."""
        button = quiet_button(self.look, text, icon, name)
        self.bar.addWidget(button)
        return button

    def count(self, number: int) -> None:
        """Show a count beside the heading; none for nothing."""
        self.heading.show_heading(self._title, number or None)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a commitment. Parts add to this."""
        self.dossier = dossier

    def run(self, write: Write) -> bool:
        """Run a write; a refusal is shown by the window."""
        return self.desk.run(write)


class Stack(QWidget):
    """A list of small widgets, made anew whenever another record is shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)

    def fill(self, widgets: Iterable[QWidget]) -> None:
        """Show these instead of what was there."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._column.addWidget(widget)


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


def wrapped(label: InkLabel) -> InkLabel:
    """Let a label break its lines, and let its text be copied."""
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def pair(look: Look, left: str, right: QWidget, width: int = 112) -> QWidget:
    """Return a line of two: a quiet word of fixed width, and what it is about."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    label = InkLabel(look, left, ink="text2", scale=Scale.BODY)
    label.setFixedWidth(width)
    label.setWordWrap(True)
    label.setContentsMargins(0, 3, 0, 0)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, 1)
    return line
