"""Help and what this program is; the help is a file of resources, shown as plain text."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app import __version__
from app.paths import resource
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.views.sections import wrapped

_COLUMN = 20
"""How wide the first column of a table in the help is, in figures."""


class HelpDialog(QDialog):
    """How to work with the register, in one page."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QPlainTextEdit()
        page.setObjectName("help-text")
        page.setAccessibleName(self.tr("Help"))
        page.setReadOnly(True)
        page.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        page.document().setDocumentMargin(GAP)
        text = resource("help", "help.txt").read_text(encoding="utf-8")
        # What is set in columns by blanks is set by tabs: the font is not of one width.
        page.setTabStopDistance(page.fontMetrics().horizontalAdvance("0") * _COLUMN)
        page.setPlainText(re.sub(r"(?<=\S) {2,}(?=\S)", "\t", text))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.addWidget(InkLabel(look, self.tr("Help"), scale=Scale.TITLE, weight=SEMIBOLD))
        column.addWidget(page, 1)
        column.addWidget(_close(self))
        self.resize(680, 600)


class AboutDialog(QDialog):
    """Name, version, and where the register lies."""

    def __init__(self, look: Look, register: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About Servanda"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(InkLabel(look, "Servanda", scale=Scale.TITLE, weight=SEMIBOLD))
        column.addWidget(QuietLabel(look, self.tr("Version {number}").format(number=__version__)))
        column.addWidget(
            wrapped(InkLabel(look, self.tr("A register of what two states promised each other.")))
        )
        column.addWidget(
            wrapped(QuietLabel(look, self.tr("This register: {path}").format(path=register)))
        )
        column.addWidget(
            wrapped(
                QuietLabel(
                    look,
                    self.tr(
                        "Free software under the MIT licence. Icons: Lucide (ISC). "
                        "Arabic script: Noto Sans Arabic (OFL)."
                    ),
                )
            )
        )
        column.addWidget(_close(self))
        self.setMinimumWidth(420)


def _close(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    return buttons
