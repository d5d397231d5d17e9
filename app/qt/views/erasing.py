"""Erasing for good: the one act that cannot be undone, and so the one that is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.qt.desk import Desk, Write
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.look.words import isolated
from app.qt.views.sections import wrapped

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """What is asked before something is erased: the question, what is named, what it takes away."""

    question: str
    named: str
    words: str
    write: Write


class ErasingDialog(QDialog):
    """Says what erasing takes away, and keeps everything unless it is chosen."""

    def __init__(
        self, desk: Desk, look: Look, erasing: Erasing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._write = desk, erasing.write
        self.setObjectName("erase-dialog")
        self.setWindowTitle(self.tr("Erase for good"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        column.addWidget(InkLabel(look, erasing.question, scale=Scale.SECTION, weight=SEMIBOLD))
        named = wrapped(InkLabel(look, erasing.named))
        named.setObjectName("erase-named")
        column.addWidget(named)
        column.addWidget(wrapped(InkLabel(look, erasing.words, ink="text2")))
        column.addWidget(self._error)
        column.addWidget(buttons)
        self.setFixedWidth(440)
        keep.setFocus()

    @Slot()
    def _erase(self) -> None:
        self._desk.run(self._write, self._settled)

    def _settled(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.accept()
            return
        self._error.setText(str(refusal))
        self._error.show()


class EraseDialog(ErasingDialog):
    """Asks whether commitments are to be erased."""

    def __init__(
        self,
        desk: Desk,
        look: Look,
        chosen: Sequence[CommitmentId],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, look, _commitments(desk, tuple(chosen)), parent)


def _commitments(desk: Desk, chosen: tuple[CommitmentId, ...]) -> Erasing:
    count = len(chosen)
    question = (
        _tr("Erase this commitment for good?")
        if count == 1
        else _tr("Erase {count} commitments for good?").format(count=count)
    )
    words = _tr(
        "Title, dates, notes and everything else about it are taken out of the register and "
        "out of its history. Only the reference stays, so that it is never given again. "
        "This cannot be undone."
    )
    found: list[str] = []
    with suppress(ServandaError):  # gone meanwhile: erasing then says so
        for each in chosen[:_MOST_NAMED]:
            row = desk.register.reader.row(each)
            found.append(f"{row.ref}  {isolated(row.title)}")
    return Erasing(
        question=question,
        named=named_few(found, count),
        words=words,
        write=lambda register: register.erase(chosen),
    )


def named_few(names: Sequence[str], count: int) -> str:
    """Return the first few names, one under the other, and how many of `count` there are beside."""
    shown = list(names[:_MOST_NAMED])
    if count > len(shown):
        shown.append(_tr("and {count} more").format(count=count - len(shown)))
    return "\n".join(shown)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EraseDialog", text)
