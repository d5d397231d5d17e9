"""A title that leads to its record."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent

from app.domain.identity import CommitmentId
from app.qt.look import words
from app.qt.look.buttons import Verb
from app.qt.look.style import ButtonKind


class Jump(Verb):
    """A title that leads to its record; where it is too long, it ends in dots and a tip."""

    def __init__(self, title: str, identity: CommitmentId) -> None:
        super().__init__(title.replace("&", "&&"))
        self._title = title
        self.setObjectName(f"tie-{identity}")
        self.setProperty("commitment", identity)
        self.setProperty("kind", ButtonKind.LINK.value)
        self.setMinimumWidth(40)

    def sizeHint(self) -> QSize:
        """As wide as the whole title."""
        hint = super().sizeHint()
        now = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(hint.width() - now + self._whole(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(40, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - (self.sizeHint().width() - self._whole())
        elide = Qt.TextElideMode.ElideRight
        fitted = self.fontMetrics().elidedText(self._title, elide, room)
        self.setText(fitted.replace("&", "&&"))
        self.setToolTip("" if fitted == self._title else words.plain_tip(self._title))

    def _whole(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._title)
