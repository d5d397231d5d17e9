"""The row above the section Agreements: the list, the renewal radar, the texts to obtain."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.qt.look.fonts import SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GROUP_GAP, ICON
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.views.entries import subject_of

_NOOP = QT_TRANSLATE_NOOP
TABS = (
    ("agreements", _NOOP("Agreements", "List"), "scroll-text"),
    ("renewals", _NOOP("Agreements", "Renewals"), "chart-gantt"),
    ("texts", _NOOP("Agreements", "Texts to obtain"), "circle-question-mark"),
)
"""Each page of the section: its key, its words, its icon."""


def tab_words(key: str) -> str:
    """Return the words of a page of the section."""
    text = next(words for name, words, _ in TABS if name == key)
    return QCoreApplication.translate("Agreements", text)


class AgreementTabs(QWidget):
    """Three buttons, one of them down; the arrows go between them.

    `chosen` carries the key of the page that is wanted.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, here: str) -> None:
        """`here` is the key of the page on which this row stands."""
        super().__init__()
        self.setObjectName("agreement-tabs")
        self.setAccessibleName(QCoreApplication.translate("Agreements", "Pages of this section"))
        self._here = here
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, 0)
        row.setSpacing(GAP)
        for key, _, icon in TABS:
            button = _Tab(tab_words(key), self)
            button.setObjectName(f"tab-{key}")
            set_kind(button, ButtonKind.CHIP)
            look.dress(button, icon)
            button.setCheckable(True)
            button.setChecked(key == here)
            button.setProperty("subject", key)
            button.clicked.connect(self._clicked)
            button.setMinimumWidth(_width(look, button.text()))
            self._group.addButton(button)
            self.buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)

    def step(self, by: int) -> None:
        """Give the keyboard to the next button, or the one before."""
        order = list(self.buttons.values())
        focused = next((place for place, each in enumerate(order) if each.hasFocus()), 0)
        order[(focused + by) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _clicked(self) -> None:
        key = subject_of(self.sender())
        self.buttons[self._here].setChecked(True)
        if key != self._here:
            self.chosen.emit(key)


def _width(look: Look, text: str) -> int:
    """The width of a button whose words are heavier while it is down."""
    words = look.fonts.metrics(weight=SEMIBOLD, text=text).horizontalAdvance(text)
    return words + ICON + 2 * GROUP_GAP + GAP


class _Tab(QPushButton):
    """One button of the row: Enter presses it, the arrows go on."""

    def __init__(self, text: str, row: AgreementTabs) -> None:
        super().__init__(text, row)
        self._row = row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Right: -1 if mirrored else 1, Qt.Key.Key_Left: 1 if mirrored else -1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in steps:
            self._row.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
