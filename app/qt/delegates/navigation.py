"""How a line of the navigation is painted: icon, words, count; the chosen one on a tint."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.qt.look.fonts import MEDIUM, REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import COMPACT_ROW, CONTROL_RADIUS, GAP, GRID, ICON, Scale
from app.qt.look.words import isolated
from app.qt.models.navigation import NavigationModel, Place

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_POINTED_AT = QStyle.StateFlag.State_MouseOver.value
_EDGE = 8
_INSIDE = 10


class NavigationDelegate(QStyledItemDelegate):
    """Paints sections and views; the mouse over a line gives it a faint ground."""

    def __init__(self, look: Look, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A line is 30 high or more; a heading and a gap before a line ask for some above."""
        place: Place = index.data(Qt.ItemDataRole.UserRole)
        height = max(COMPACT_ROW, self._look.fonts.line_height() + 2 * GRID) + 2
        return QSize(160, height + (GAP if place.gap or not place.key else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        place: Place = index.data(Qt.ItemDataRole.UserRole)
        tokens = self._look.tokens
        rect = option.rect.adjusted(_EDGE, GAP if place.gap or not place.key else 0, -_EDGE, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not place.key:
            self._text(painter, option, rect, index.data(), "text2", SEMIBOLD, left=_INSIDE)
            painter.restore()
            return
        chosen = bool(option.state.value & _SELECTED)
        focused = bool(option.state.value & _FOCUSED)
        if chosen or option.state.value & _POINTED_AT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selection if chosen else tokens.hairline)
            painter.drawRoundedRect(rect, CONTROL_RADIUS, CONTROL_RADIUS)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(
                QRectF(rect).adjusted(1, 1, -1, -1), CONTROL_RADIUS, CONTROL_RADIUS
            )
        self._content(painter, option, rect, index, chosen=chosen)
        painter.restore()

    def _content(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        index: _Index,
        *,
        chosen: bool,
    ) -> None:
        place: Place = index.data(Qt.ItemDataRole.UserRole)
        tokens = self._look.tokens.selected() if chosen else self._look.tokens
        view: QWidget | None = option.widget
        ratio = 1.0 if view is None else view.devicePixelRatioF()
        ink = tokens.accent if chosen and not tokens.contrast else tokens.text2
        icon = self._look.icons.pixmap(place.icon, ink, ICON, ratio)
        top = rect.top() + (rect.height() - ICON) // 2
        spot = QRect(rect.left() + _INSIDE, top, ICON, ICON)
        painter.drawPixmap(QStyle.visualRect(option.direction, rect, spot).topLeft(), icon)
        count = index.data(NavigationModel.COUNT)
        number = "" if not count else str(count)
        metrics = self._look.fonts.metrics(Scale.BODY, REGULAR, number)
        width = metrics.horizontalAdvance(number)
        if number:
            painter.setFont(self._look.fonts.font(Scale.BODY, REGULAR, number))
            painter.setPen(tokens.text2)
            at = QRect(rect.right() - _INSIDE - width, rect.top(), width + 2, rect.height())
            place_of = QStyle.visualRect(option.direction, rect, at)
            painter.drawText(place_of, Qt.AlignmentFlag.AlignCenter.value, number)
        weight = MEDIUM if chosen else REGULAR
        left = _INSIDE + ICON + GAP + 2
        self._text(
            painter, option, rect, index.data(), "text", weight, left=left, right=width + GAP
        )

    def _text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        text: str,
        ink: str,
        weight: QFont.Weight,
        *,
        left: int,
        right: int = 0,
    ) -> None:
        """Write a line's words at its leading edge, elided where the count begins."""
        selected = bool(option.state.value & _SELECTED)
        tokens = self._look.tokens.selected() if selected else self._look.tokens
        fonts = self._look.fonts
        room = rect.adjusted(left, 0, -right - _INSIDE, 0)
        metrics = fonts.metrics(Scale.BODY, weight, text)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(fonts.font(Scale.BODY, weight, text))
        painter.setPen(getattr(tokens, ink))
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(
            QStyle.visualRect(option.direction, rect, room), flags.value, isolated(shown)
        )
