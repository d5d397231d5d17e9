"""The question whether a file that is there already may be replaced, asked in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.qt.look.buttons import plain_button
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP
from app.qt.views.sections import wrapped


class ReplaceQuestion(QWidget):
    """One line with a button, seen only while it asks; whatever else is done answers no."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("replace-question")
        self.said = wrapped(InkLabel(look))
        self.yes = plain_button(self.tr("Replace it"), "replace-yes")
        self.yes.setAutoDefault(False)
        self.yes.clicked.connect(self._replace)
        self._then: Callable[[Path], None] | None = None
        self._target = Path()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.said, 1)
        row.addWidget(self.yes)
        self.hide()

    def before(self, target: Path, then: Callable[[Path], None]) -> None:
        """Call `then` with `target`: at once where no file has that name, else once allowed."""
        self.withdraw()
        if not target.is_file():
            then(target)
            return
        self._target, self._then = target, then
        said = self.tr("“{file}” is there already. Shall it be replaced?")
        self.said.setText(said.format(file=target.name))
        self.show()

    def withdraw(self) -> None:
        """Ask no longer: nothing is replaced."""
        self._then = None
        self.hide()

    def _replace(self) -> None:
        then = self._then
        self.withdraw()
        if then is not None:
            then(self._target)
