"""A field that names another commitment: typed by its reference, with a way there."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.look.tokens import GRID
from app.qt.views.fields import LineField
from app.qt.views.sections import IconButton
from app.qt.views.seeking import Seeker


class ReferenceField(LineField):
    """A reference, or words of a title while it is typed; `gone_to` asks to see the other."""

    gone_to = Signal()

    def __init__(self, desk: Desk, look: Look, name: str, label: str, placeholder: str) -> None:
        super().__init__(look, name, label, placeholder=placeholder)
        Seeker(desk, self.editor)
        self._there = IconButton(
            look, "arrow-right", f"go-to-{name}", self.tr("Go to {what}").format(what=label)
        )
        self._there.clicked.connect(self._go)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.column.removeWidget(self.editor)
        row.addWidget(self.editor, 1)
        row.addWidget(self._there)
        self.column.insertLayout(0, row)

    def show_value(self, value: str, words: str = "") -> None:
        """Show a reference and the title it stands for."""
        super().show_value(value, words)
        self._there.setVisible(bool(value))

    @Slot()
    def _go(self) -> None:
        self.gone_to.emit()
