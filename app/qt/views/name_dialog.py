"""Asks for a name, and says beside it why one cannot be taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.domain.errors import ServandaError
from app.qt.desk import Outcome
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.views.sections import wrapped


class NameDialog(QDialog):
    """One line for a name; it closes once the name was taken."""

    def __init__(
        self,
        look: Look,
        question: str,
        name: str,
        take: Callable[[str, Outcome], object],
        parent: QWidget | None = None,
    ) -> None:
        """`take` is given the name, and tells how that ended."""
        super().__init__(parent)
        self._take = take
        self.setObjectName("name-dialog")
        self.setWindowTitle(question)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = Line()
        self.line.setObjectName("name-line")
        self.line.setAccessibleName(question)
        self.line.setMaxLength(80)
        self.line.setText(name)
        self.line.selectAll()
        self._error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self._error.setObjectName("name-error")
        self._error.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._named)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(InkLabel(look, question))
        column.addWidget(self.line)
        column.addWidget(self._error)
        column.addWidget(buttons)
        self.setMinimumWidth(380)

    @Slot()
    def _named(self) -> None:
        self._take(self.line.text(), self._settled)

    def _settled(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.accept()
            return
        self._error.setText(str(refusal))
        self._error.show()
        self.line.setFocus()
