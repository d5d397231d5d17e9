"""How a report stands in the list of reports: its name, and below it what it is for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.qt.look.fonts import MEDIUM, REGULAR
from app.qt.look.look import Look
from app.qt.look.tokens import CONTROL_RADIUS, GRID, GROUP_GAP, Scale
from app.qt.look.words import isolated
from app.qt.models.reports import ReportLine

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_POINTED_AT = QStyle.StateFlag.State_MouseOver.value
_EDGE = 8
_INSIDE = 10


class ReportDelegate(QStyledItemDelegate):
    """Paints a `ReportLine` on two lines, the chosen one on a tint."""

    def __init__(self, look: Look, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._look = look

    def width(self, line: ReportLine) -> int:
        """Return how much room a line needs for all its words."""
        fonts = self._look.fonts
        title = fonts.metrics(Scale.BODY, MEDIUM, line.title).horizontalAdvance(line.title)
        below = fonts.metrics(Scale.CAPTION, REGULAR, line.purpose)
        return max(title, below.horizontalAdvance(line.purpose)) + 2 * (_EDGE + _INSIDE) + GRID

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines and some air."""
        line: ReportLine = index.data(Qt.ItemDataRole.UserRole)
        fonts = self._look.fonts
        lines = fonts.line_height(Scale.BODY, line.title)
        return QSize(0, lines + fonts.line_height(Scale.CAPTION, line.purpose) + GROUP_GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one report."""
        line: ReportLine = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state.value & _SELECTED)
        tokens = self._look.tokens
        rect = option.rect.adjusted(_EDGE, 0, -_EDGE, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state.value & _POINTED_AT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selection if chosen else tokens.hover)
            painter.drawRoundedRect(rect, CONTROL_RADIUS, CONTROL_RADIUS)
        if option.state.value & _FOCUSED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 2))
            ring = QRectF(rect).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, CONTROL_RADIUS, CONTROL_RADIUS)
        fonts = self._look.fonts
        title = fonts.line_height(Scale.BODY, line.title)
        below = fonts.line_height(Scale.CAPTION, line.purpose)
        top = rect.top() + (rect.height() - title - below) // 2
        room = QRect(rect.left() + _INSIDE, top, rect.width() - 2 * _INSIDE, title)
        self._put(painter, option, room, line.title, "text", Scale.BODY, MEDIUM)
        room = QRect(room.left(), top + title, room.width(), below)
        self._put(painter, option, room, line.purpose, "text2", Scale.CAPTION, REGULAR)
        painter.restore()

    def _put(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        text: str,
        ink: str,
        scale: Scale,
        weight: QFont.Weight,
    ) -> None:
        selected = bool(option.state.value & _SELECTED)
        tokens = self._look.tokens.selected() if selected else self._look.tokens
        metrics = self._look.fonts.metrics(scale, weight, text)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(self._look.fonts.font(scale, weight, text))
        painter.setPen(getattr(tokens, ink))
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, flags.value, isolated(shown))
