"""What stands above a list: its name, how many were found, the search, the button for a new one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.qt.look.buttons import Verb, quiet_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GROUP_GAP, Scale
from app.qt.views.keys import left_to_window


class ListHead(QWidget):
    """Name, count, search and “New” of a list.

    `left` tells that the search is done with and the list wants the keyboard; `save_wanted` that
    the way the list is shown is to be kept under a name.
    """

    left = Signal()
    save_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = InkLabel(look, scale=Scale.TITLE, weight=SEMIBOLD)
        self._heading.setObjectName("list-heading")
        self._count = InkLabel(look, ink="text2", scale=Scale.SECTION)
        self._count.setObjectName("register-count")
        self.search = Line()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(self.tr("Search commitments"))
        self.search.setAccessibleName(self.tr("Search commitments"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(280)
        self.search.installEventFilter(self)
        action = self.search.addAction(
            look.icons.icon("search", look.tokens.text2), QLineEdit.ActionPosition.LeadingPosition
        )
        look.dress(action, "search")
        self.save = quiet_button(look, self.tr("Save view"), "list-filter", "save-view")
        self.save.setToolTip(self.tr("Keep these filters, order and columns under a name"))
        self.save.clicked.connect(self.save_wanted)
        self.save.hide()
        self.new = Verb(self.tr("New"))
        self.new.setObjectName("new")
        self.new.setToolTip(self.tr("Add a commitment (Ctrl+N)"))
        set_kind(self.new, ButtonKind.FILLED)
        look.dress(self.new, "plus", "on_accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, 0)
        row.setSpacing(GAP)
        row.addWidget(self._heading)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.save)
        row.addWidget(self.search, 2)
        row.addWidget(self.new)

    def name(self, heading: str) -> None:
        """Show another name."""
        self._heading.setText(heading)

    def show_count(self, found: int) -> None:
        """Show how many were found; nothing for none."""
        self._count.setText(str(found) if found else "")

    def stop(self) -> None:
        """Let the search go before the window does."""
        self.search.removeEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Down or Enter in the search goes to the list; Esc clears the search."""
        if watched is not self.search:
            return False
        undo, redo = self.search.isUndoAvailable(), self.search.isRedoAvailable()
        if left_to_window(event, undo=undo, redo=redo):
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False
