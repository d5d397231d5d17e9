"""The report of a bug: plain words, and text that can be copied to whoever mends it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.qt.look.buttons import plain_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.views.sections import wrapped


class FaultReport(QDialog):
    """Says that the program went wrong, that the register is safe, and what to send."""

    def __init__(self, look: Look, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fault-report")
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = QPlainTextEdit(report)
        self._report.setObjectName("fault-text")
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("Report"))
        heading = InkLabel(
            look, self.tr("Something went wrong"), scale=Scale.TITLE, weight=SEMIBOLD
        )
        words = wrapped(
            InkLabel(
                look,
                self.tr(
                    "This is a fault of the program, not yours. What was saved is safe, and you "
                    "can go on. The report below says where it happened; it holds nothing of "
                    "your register."
                ),
            )
        )
        copy = plain_button(self.tr("Copy the report"), "fault-copy")
        copy.clicked.connect(self._copy)
        close = plain_button(self.tr("Go on"), "fault-close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(heading)
        column.addWidget(words)
        column.addWidget(self._report, 1)
        column.addLayout(buttons)
        self.resize(560, 360)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
