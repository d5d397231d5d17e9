"""What is not there yet and can be added: a row of quiet buttons, one for each empty part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.qt.look.buttons import quiet_button
from app.qt.look.flow import Flow
from app.qt.look.labels import Hairline
from app.qt.look.look import Look
from app.qt.look.tokens import GRID
from app.qt.views.optional_section import OptionalSection


class Offers(QWidget):
    """One button for each part that has nothing in it; pressed, the part comes with its form."""

    def __init__(self, look: Look, parts: Sequence[OptionalSection]) -> None:
        super().__init__()
        self.setObjectName("offers")
        self.setAccessibleName(self.tr("Add"))
        self._parts = tuple(parts)
        row = Flow()
        row.setSpacing(GRID)
        self._buttons = []
        for part in self._parts:
            button = quiet_button(look, part.offer, "plus", f"offer-{part.objectName()}")
            button.setAccessibleName(self.tr("Add: {what}").format(what=part.offer))
            button.clicked.connect(part.begin_anew)
            part.came.connect(self.refresh)
            self._buttons.append(button)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(Hairline(look))
        column.addLayout(row)

    @Slot()
    def refresh(self) -> None:
        """Show the buttons of the parts that are not there, where something can be added."""
        shown = False
        for part, button in zip(self._parts, self._buttons, strict=True):
            wanted = part.editable and part.isHidden()
            button.setVisible(wanted)
            shown = shown or wanted
        self.setVisible(shown)
