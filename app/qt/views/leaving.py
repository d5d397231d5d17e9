"""Before a window closes: whether what was begun in it, and is not kept yet, is to be given up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.views.sections import wrapped
from app.qt.views.side import Side

_WIDTH = 440


class Leaving(QObject):
    """Asks once, and only where something is unfinished; whoever closes the window asks it first.

    `agreed` tells that the window may close now, `stayed` that it stays.
    """

    agreed = Signal()
    stayed = Signal()

    def __init__(self, look: Look, side: Side, window: QWidget) -> None:
        """`side` is where things are typed; the question opens over `window`."""
        super().__init__(window)
        self._look, self._side, self._window = look, side, window
        self._question: LeavingQuestion | None = None
        self._holder: QWidget | None = None
        self._given_up = False

    @property
    def asks(self) -> bool:
        """Whether the question stands open."""
        return self._question is not None

    def give_up(self) -> None:
        """Let go of whatever was begun: nothing is asked any more."""
        self._given_up = True

    def ask_again(self) -> None:
        """Forget that it was given up: the window did not close after all."""
        self._given_up = False

    def may_go(self, holder: QWidget | None = None) -> bool:
        """Return whether the window may close now; else the question is open.

        `holder` had the keyboard, and gets it back where the window stays.
        """
        if self._given_up:
            return True
        unfinished = self._side.unfinished()
        if not unfinished:
            return True
        if self._question is None:
            self._holder = holder
            self._question = LeavingQuestion(self._look, unfinished, self._window)
            self._question.finished.connect(self._answered)
            self._question.open()
        return False

    @Slot(int)
    def _answered(self, result: int) -> None:
        self._question = None
        if result == QDialog.DialogCode.Accepted:
            self.give_up()
            self.agreed.emit()
            return
        self.stayed.emit()
        if self._holder is not None and isValid(self._holder) and self._holder.isVisible():
            self._holder.setFocus(Qt.FocusReason.OtherFocusReason)


class LeavingQuestion(QDialog):
    """Says what is not kept yet; everything stays unless discarding it is chosen."""

    def __init__(self, look: Look, unfinished: list[str], parent: QWidget) -> None:
        """`unfinished` says of each place that something in it is not kept."""
        super().__init__(parent)
        self.setObjectName("leaving")
        self.setWindowTitle(self.tr("Not kept yet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        buttons = QDialogButtonBox()
        discard = buttons.addButton(
            self.tr("Discard and close"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        discard.setObjectName("leaving-discard")
        discard.clicked.connect(self.accept)
        keep = buttons.addButton(self.tr("Keep editing"), QDialogButtonBox.ButtonRole.RejectRole)
        keep.setObjectName("leaving-keep")
        keep.setDefault(True)
        buttons.rejected.connect(self.reject)
        question = self.tr("Close, and lose what was begun?")
        heading = InkLabel(look, question, scale=Scale.SECTION, weight=SEMIBOLD)
        heading.setWordWrap(True)
        said = wrapped(InkLabel(look, "\n".join(unfinished), ink="text2"))
        said.setObjectName("leaving-said")
        self.setAccessibleDescription(said.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.setSpacing(GAP)
        for each in (heading, said, buttons):
            column.addWidget(each)
        self.setFixedWidth(_WIDTH)
        keep.setFocus()
