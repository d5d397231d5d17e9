"""What the parts of the detail panel have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ServandaError
from app.qt.desk import Desk, Outcome, Write
from app.qt.look.buttons import quiet_button
from app.qt.look.labels import Hairline, InkLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.look.words import plain_tip
from app.qt.views.tab_order import in_tab_order

if TYPE_CHECKING:
    from app.domain.dossier import Dossier

__all__ = [
    "LABEL_WIDTH",
    "IconButton",
    "InPlaceForm",
    "Prose",
    "Section",
    "Stack",
    "in_tab_order",
    "pair",
    "quiet_prose",
    "wrapped",
]

_BUTTON = (30, 26)
_Item = TypeVar("_Item", bound=Hashable)

LABEL_WIDTH = 112
"""The width of the quiet words at the leading side of a line of two."""


class Section(QWidget):
    """One part of the detail panel: a heading, at most one act beside it, and a body.

    `jumped` carries the identity of another commitment the officer wants to see; `turned` that
    of the commitment shown from now on, before anything of it is shown.
    """

    jumped = Signal(object)
    turned = Signal(object)

    def __init__(self, desk: Desk, look: Look, heading: str, name: str) -> None:
        """`name` is the part's object name, `heading` what stands above it."""
        super().__init__()
        self.desk = desk
        self.look = look
        self.dossier: Dossier | None = None
        self.setObjectName(name)
        self.setAccessibleName(heading)
        self._title = heading
        self._acts: list[QPushButton] = []
        self._refused: InkLabel | None = None
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
        """Add a quiet button beside the heading, there where something can be changed."""
        button = quiet_button(self.look, text, icon, name)
        button.setAccessibleName(f"{self._title}: {text}")
        self.bar.addWidget(button)
        self._acts.append(button)
        return button

    @property
    def editable(self) -> bool:
        """Whether the commitment shown can be changed: not in a register only read, nor binned."""
        return self.dossier is not None and not self.desk.read_only and not self.dossier.row.binned

    def count(self, number: int) -> None:
        """Show a count beside the heading; none for nothing."""
        self.heading.show_heading(self._title, number or None)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a commitment. Parts add to this."""
        before, self.dossier = self.dossier, dossier
        if before is None or before.commitment.id != dossier.commitment.id:
            self._say("")
            self.turned.emit(dossier.commitment.id)
        for button in self._acts:
            button.setVisible(self.editable)

    def run(self, write: Write, then: Outcome | None = None) -> bool:
        """Run a write; a refusal is shown by the window, and `then` hears of it."""
        return self.desk.run(write, then)

    def attempt(self, write: Write) -> None:
        """Run a write that a button asks for; a refusal is said at the end of the part."""
        self._say("")
        self.desk.run(write, self._ended)

    @property
    def refused(self) -> str:
        """The reason said at the end of the part, empty if there is none."""
        shown = self._refused is not None and not self._refused.isHidden()
        return self._refused.text() if self._refused is not None and shown else ""

    def _ended(self, refusal: ServandaError | None) -> None:
        if refusal is not None:
            self._say(str(refusal))

    def _say(self, reason: str) -> None:
        if self._refused is None:
            if not reason:
                return
            self._refused = wrapped(InkLabel(self.look, ink="late", scale=Scale.CAPTION))
            self._refused.setObjectName(f"{self.objectName()}-refused")
            self.body.addWidget(self._refused)
        self._refused.setText(reason)
        self._refused.setVisible(bool(reason))


class InPlaceForm(QWidget):
    """A few questions that open where their answers belong; Esc puts them away.

    Put away, it gives the keyboard back to whatever `back` gives it to.
    """

    def __init__(self, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back = back

    @property
    def touched(self) -> bool:
        """Whether it stands open with something in it that a hand has typed."""
        if self.isHidden():
            return False
        lines = (each for each in self.findChildren(QLineEdit) if each.isModified())
        papers = (
            each
            for each in self.findChildren(QPlainTextEdit)
            if each.document().isModified() and each.toPlainText().strip()
        )
        return any(each.text().strip() for each in lines) or next(papers, None) is not None

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
    """A list of small widgets; what says the same as before stays as it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._shown: list[tuple[Hashable, QWidget]] = []
        self._under: Hashable = None

    def show_items(
        self,
        items: Sequence[_Item],
        make: Callable[[_Item], QWidget],
        under: Hashable = None,
    ) -> None:
        """Show one widget for each item, made by `make` unless an equal item had one before.

        `under` is whatever else the widgets depend on. Without items the list is hidden.
        """
        self.setVisible(bool(items))
        if under == self._under and [each for each, _ in self._shown] == list(items):
            return
        kept = list(self._shown) if under == self._under else []
        dropped = {id(widget): widget for _, widget in self._shown}
        self._under, self._shown = under, []
        while self._column.takeAt(0) is not None:
            pass
        for item in items:
            found = next((each for each in kept if each[0] == item), None)
            if found is not None:
                kept.remove(found)
                del dropped[id(found[1])]
            widget = found[1] if found is not None else make(item)
            self._shown.append((item, widget))
            self._column.addWidget(widget)
        for widget in dropped.values():
            widget.hide()
            widget.deleteLater()
        in_tab_order(self, [widget for _, widget in self._shown])

    @property
    def widgets(self) -> list[QWidget]:
        """What is shown, in order."""
        return [widget for _, widget in self._shown]


class Prose(InkLabel):
    """A text that breaks its lines and can be selected and copied with the mouse.

    Qt lays out a text that can be selected far more slowly: it can be once the mouse comes.
    """

    def __init__(
        self, look: Look, text: str = "", *, ink: str = "text", scale: Scale = Scale.BODY
    ) -> None:
        super().__init__(look, text, ink=ink, scale=scale)
        self.setWordWrap(True)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)


def quiet_prose(look: Look, text: str = "") -> Prose:
    """Return a small text in secondary ink that can be copied."""
    return Prose(look, text, ink="text2", scale=Scale.CAPTION)


class IconButton(QToolButton):
    """A button that is an icon alone, its words being its name and its tip."""

    def __init__(self, look: Look, icon: str, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(*_BUTTON)
        look.dress(self, icon)
        self.say(words)

    def say(self, words: str) -> None:
        """Go by other words."""
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def wrapped(label: InkLabel) -> InkLabel:
    """Let a label break its lines, and let its text be copied."""
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def pair(look: Look, left: str, right: QWidget, width: int = LABEL_WIDTH) -> QWidget:
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
