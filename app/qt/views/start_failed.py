"""A register that cannot be opened: why, in one sentence, and the ways on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.errors import ServandaError
from app.qt.look.buttons import plain_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GROUP_GAP, MARGIN, Scale
from app.qt.look.words import isolated
from app.qt.views.sections import wrapped

_LARGE = 32


class StartFailed(QDialog):
    """Says why a register does not open. Accepted, `chosen` is another register to try.

    The backups are shown in the system's own file window, so that nothing here writes over
    anything.
    """

    def __init__(
        self,
        look: Look,
        error: ServandaError,
        register: Path,
        backups: Path,
        parent: QWidget | None = None,
    ) -> None:
        """`parent` is the window that stays when this is closed; without one closing quits."""
        super().__init__(parent)
        self._register, self._backups = register, backups
        self.chosen: Path | None = None
        self.setObjectName("cannot-open")
        self.setWindowTitle("Servanda")
        heading = InkLabel(
            look, self.tr("This register cannot be opened"), scale=Scale.TITLE, weight=SEMIBOLD
        )
        self.sentence = wrapped(InkLabel(look, str(error)))
        self.sentence.setObjectName("cannot-open-sentence")
        where = wrapped(QuietLabel(look, isolated(str(register))))
        where.setObjectName("cannot-open-where")
        self.setAccessibleDescription(str(error))
        words = QVBoxLayout()
        words.setSpacing(GAP)
        for label in (heading, self.sentence, where):
            words.addWidget(label)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(GROUP_GAP)
        icon = IconLabel(look, "triangle-alert", ink="late", size=_LARGE)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GROUP_GAP)
        column.addLayout(top, 1)
        column.addLayout(self._buttons())
        self._another.setFocus()
        self.setMinimumWidth(34 * look.fonts.metrics().horizontalAdvance("M"))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        if self._backups.is_dir() and any(self._backups.iterdir()):
            row.addWidget(self._button(self.tr("Show the backups"), "backups", self._show_backups))
        row.addStretch(1)
        leave = self.tr("Quit") if self.parent() is None else self.tr("Close")
        row.addWidget(self._button(leave, "leave", self.reject))
        another = self._button(self.tr("Open another register…"), "another", self._choose)
        set_kind(another, ButtonKind.FILLED)
        another.setDefault(True)
        self._another = another
        row.addWidget(another)
        return row

    def _button(self, text: str, name: str, act: object) -> QPushButton:
        button = plain_button(text, f"cannot-open-{name}")
        button.clicked.connect(act)
        return button

    @Slot()
    def _show_backups(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._backups)))

    @Slot()
    def _choose(self) -> None:
        dialog = register_dialog(self, self._register.parent)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.chosen = Path(path)
        self.accept()


def register_dialog(parent: QWidget, folder: Path) -> QFileDialog:
    """Return the dialog that asks which register is to be opened, beginning in `folder`."""
    dialog = QFileDialog(parent, QCoreApplication.translate("OpenRegister", "Open a register"))
    dialog.setObjectName("open-register")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [
            QCoreApplication.translate("OpenRegister", "Registers (*.servanda)"),
            QCoreApplication.translate("OpenRegister", "All files (*)"),
        ]
    )
    if folder.is_dir():
        dialog.setDirectory(str(folder))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
