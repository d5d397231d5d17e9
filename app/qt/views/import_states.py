"""What stands in the place of a table: that there is none yet, why not, or that one is read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.views.import_foot import Progressing


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def nothing_yet(look: Look) -> EmptyState:
    """Return what stands there before a table was chosen."""
    return EmptyState(
        look,
        "file-spreadsheet",
        _tr("No table to look at yet"),
        _tr(
            "A spreadsheet, a CSV file or a table in a letter comes in row by row:\n"
            "you see what is read of it before anything is written."
        ),
        (
            Offer(text=_tr("Choose a file"), icon="folder-open", name="import-choose"),
            Offer(text=_tr("Paste a table"), icon="copy", name="import-paste"),
        ),
    )


def not_read(look: Look) -> EmptyState:
    """Return what stands there where a file is refused; why is said later.

    The last of its buttons is for the next of several files, where others wait.
    """
    return EmptyState(
        look,
        "circle-alert",
        _tr("This file was not read"),
        "",
        (
            Offer(text=_tr("Choose another file"), icon="folder-open", name="import-instead"),
            Offer(text=_tr("Paste a table"), icon="copy", name="import-paste-instead"),
            Offer(text="", icon="file-spreadsheet", name="import-following-instead"),
        ),
    )


class BeingRead(QWidget):
    """The name of a table that is being read, and how far that has come."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._name = InkLabel(look, scale=Scale.TITLE, weight=SEMIBOLD)
        self.progress = Progressing(look, "import-reading")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self._name)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def name(self, name: str) -> None:
        """Show another name."""
        self._name.setText(name)
