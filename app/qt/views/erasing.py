"""Erasing for good: the one act that cannot be undone, and so the one that is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.qt.desk import Desk
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.look.words import isolated
from app.qt.views.sections import wrapped

_MOST_NAMED = 5


class EraseDialog(QDialog):
    """Says what erasing takes away, and keeps everything unless it is chosen."""

    def __init__(
        self,
        desk: Desk,
        look: Look,
        chosen: Sequence[CommitmentId],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._chosen = desk, tuple(chosen)
        self.setObjectName("erase-dialog")
        self.setWindowTitle(self.tr("Erase for good"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        count = len(self._chosen)
        question = (
            self.tr("Erase this commitment for good?")
            if count == 1
            else self.tr("Erase {count} commitments for good?").format(count=count)
        )
        words = self.tr(
            "Title, dates, notes and everything else about it are taken out of the register and "
            "out of its history. Only the reference stays, so that it is never given again. "
            "This cannot be undone."
        )
        self._error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self._error.setObjectName("erase-error")
        self._error.hide()
        buttons = QDialogButtonBox()
        self.erase = buttons.addButton(
            self.tr("Erase for good"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.erase.setObjectName("erase-confirm")
        self.erase.clicked.connect(self._erase)
        keep = buttons.addButton(self.tr("Keep"), QDialogButtonBox.ButtonRole.RejectRole)
        keep.setObjectName("erase-keep")
        keep.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(InkLabel(look, question, scale=Scale.SECTION, weight=SEMIBOLD))
        named = wrapped(InkLabel(look, self._named()))
        named.setObjectName("erase-named")
        column.addWidget(named)
        column.addWidget(wrapped(InkLabel(look, words, ink="text2")))
        column.addWidget(self._error)
        column.addWidget(buttons)
        self.setFixedWidth(440)
        keep.setFocus()

    def _named(self) -> str:
        """Which commitments: the first few of them by reference and title."""
        found: list[str] = []
        with suppress(ServandaError):  # gone meanwhile: erasing then says so
            for each in self._chosen[:_MOST_NAMED]:
                row = self._desk.register.reader.row(each)
                found.append(f"{row.ref}  {isolated(row.title)}")
        more = len(self._chosen) - len(found)
        if more > 0:
            found.append(self.tr("and {count} more").format(count=more))
        return "\n".join(found)

    @Slot()
    def _erase(self) -> None:
        self._desk.run(lambda register: register.erase(self._chosen), self._settled)

    def _settled(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.accept()
            return
        self._error.setText(str(refusal))
        self._error.show()
