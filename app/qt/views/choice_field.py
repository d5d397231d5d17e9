"""One of a few values, chosen in place from a menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QMenu,
    QToolButton,
    QWidget,
)

from app.qt.look.look import Look
from app.qt.look.words import isolated
from app.qt.views.fields import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value a field may take, and the words for it."""

    value: str
    words: str


_EDGE = 3
"""What a line of text keeps at either side of its text, its frame included."""


class _Word(QToolButton):
    """A word that opens a menu, without the spaces that a button of a bar keeps around it."""

    def sizeHint(self) -> QSize:
        """As wide as the word with the edges of a line: it begins where a line's text does."""
        word = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, self.text())
        return QSize(word.width() + 2 * _EDGE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It is not squeezed."""
        return self.sizeHint()


class ChoiceField(Field):
    """One of a few values, chosen from a menu."""

    def __init__(
        self,
        look: Look,
        name: str,
        label: str,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, label, parent)
        self.editor = _Word()
        self.editor.setProperty("field", True)
        self.editor.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.editor.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self.editor)
        self._menu.triggered.connect(self._chosen)
        self.editor.setMenu(self._menu)
        self.hold(self.editor)
        self.column.setAlignment(self.editor, Qt.AlignmentFlag.AlignLeading)
        self._words: dict[str, str] = {}
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these values from now on."""
        self._menu.clear()
        self._words = {each.value: each.words for each in choices}
        for each in choices:
            action = self._menu.addAction(each.words)
            action.setData(each.value)

    def show_value(self, value: str, words: str = "") -> None:
        """Show a value."""
        self.value = value
        text = words or self._words.get(value, value) or self.tr("not stated")
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.editor.setText(isolated(text) if mirrored else text)
        self.editor.setAccessibleName(f"{self.label}: {text}")
        self.accept()

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid choosing."""
        self.editor.setEnabled(editable)

    @Slot(object)
    def _chosen(self, action: QAction) -> None:
        value = str(action.data())
        if value != self.value:
            self.committed.emit(value)
