"""Inputs that stand with the layout: at its leading edge, whatever the language of their text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

_TEXT_MARGIN = 2
"""What a line of text keeps at either side of its text."""


class Line(QLineEdit):
    """One line of text. Qt alone would align it by the direction of its letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(leading(self))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(leading(self))


class ShortenedLine(Line):
    """A line that ends in “…” where it is too narrow for its text, until it is edited."""

    @property
    def shown(self) -> str:
        """What can be read of it: all of the text, or its beginning and “…”."""
        if self.hasFocus():
            return self.text()
        return self._elided(self._room().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self._room()
        if self.hasFocus() or self._elided(room.width()) == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().text().color())
        flags = self.alignment() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, flags, self._elided(room.width()))

    def _elided(self, width: int) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_LineEditContents
        inner = self.style().subElementRect(part, option, self)
        inner = inner.marginsRemoved(self.textMargins())
        return inner.adjusted(_TEXT_MARGIN, 0, -_TEXT_MARGIN, 0)


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """The edge where lines begin in this layout, not in the language of the text."""
    mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
