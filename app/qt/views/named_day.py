"""One day under a name, typed or chosen beside other choices: said on, due by."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError
from app.domain.typed_dates import exact_day
from app.qt.desk import Desk
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, Scale
from app.qt.look.words import date_text
from app.qt.views.date_field import DateLine


def _tr(text: str) -> str:
    return QCoreApplication.translate("NamedDay", text)


class NamedDay(QWidget):
    """A day with its label, and why what was typed is none. `told` carries it, empty for none."""

    told = Signal(str)

    def __init__(
        self, desk: Desk, look: Look, name: str, label: str, *, says: str, hint: str
    ) -> None:
        """`says` is what it is for, to a screen reader; `hint` what a pointer on it shows."""
        super().__init__()
        self.line = DateLine(look, lambda: desk.today)
        self.line.setObjectName(name)
        self.line.setAccessibleName(says)
        self.line.setPlaceholderText(_tr("no day"))
        self.line.setToolTip(hint)
        self.line.setFixedWidth(look.fonts.metrics().horizontalAdvance("00 Mmm 0000") + 48)
        self.line.editingFinished.connect(self._typed)
        self._refused = InkLabel(look, ink="late", scale=Scale.CAPTION)
        self._refused.hide()
        self._shown = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(InkLabel(look, label, ink="text2"))
        row.addWidget(self.line)
        row.addWidget(self._refused)

    def show_day(self, day: str) -> None:
        """Show a day, unless another is being typed."""
        if not (self.line.hasFocus() and self.line.isModified()):
            self._shown = date_text(day)
            self.line.setText(self._shown)
            self._refused.hide()

    @Slot()
    def _typed(self) -> None:
        if self.line.text() == self._shown:
            return
        day, refusal = "", ""
        try:
            day = self.line.edtf(self.line.objectName()) if self.line.text().strip() else ""
        except (EdtfError, InvalidValueError) as error:
            refusal = str(error)
        if not refusal and day and exact_day(day) is None:
            refusal = _tr("This needs one day.")
        self._refused.setText(refusal)
        self._refused.setVisible(bool(refusal))
        if refusal:
            return
        self.line.setModified(False)
        self.told.emit(day)
