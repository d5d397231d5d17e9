"""What the parts of the detail panel have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.dossier import Dossier
from app.qt.desk import Desk, Outcome, Write
from app.qt.look.buttons import quiet_button
from app.qt.look.labels import Hairline, InkLabel, SectionHeading
from app.qt.look.look import Look
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

    def run(self, write: Write, then: Outcome | None = None) -> bool:
        """Run a write; a refusal is shown by the window, and `then` hears of it."""
        return self.desk.run(write, then)


class InPlaceForm(QWidget):
    """A few questions that open where their answers belong; Esc puts them away.

    Put away, it gives the keyboard back to whatever `back` gives it to.
    """

    def __init__(self, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back = back

    @Slot()
    def put_away(self) -> None:
        """Hide; the keyboard, if it was here, goes back to where the form was opened from."""
        focus = QApplication.focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if here:
            self._back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the form away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)


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
        made = list(widgets)
        for widget in made:
            self._column.addWidget(widget)
        in_tab_order(self, made)


def in_tab_order(holder: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab reach what was made later where its holder stands, instead of last of all."""
    before: QWidget | None = holder
    while before is not None and not _tabbed(before):
        before = before.previousInFocusChain()
        if before is holder:
            return
    for widget in widgets:
        for each in (widget, *widget.findChildren(QWidget)):
            if before is not None and _tabbed(each):
                QWidget.setTabOrder(before, each)
                before = each


def _tabbed(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


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
