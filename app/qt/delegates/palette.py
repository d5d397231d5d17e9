"""The rows of the command palette: icon, words, where they belong, and keys at the far edge."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.qt.look.look import Look
from app.qt.look.tokens import COMPACT_ROW, GAP, GRID, GROUP_GAP, ICON, SELECTION_BAR, Scale
from app.qt.look.words import isolated
from app.qt.models.palette import PaletteEntry

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value


class PaletteDelegate(QStyledItemDelegate):
    """Paints a `PaletteEntry` on one line; where room ends, what it belongs to is cut first."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: PaletteEntry = index.data(Qt.ItemDataRole.UserRole)
        line = self._look.fonts.line_height(Scale.BODY, entry.text)
        return QSize(0, max(COMPACT_ROW, line + 2 * GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: PaletteEntry = index.data(Qt.ItemDataRole.UserRole)
        selected = bool(option.state.value & _SELECTED)
        tokens = self._look.tokens.selected() if selected else self._look.tokens
        rect = option.rect
        painter.fillRect(rect, tokens.selection if selected else tokens.base)
        if selected:
            bar = QRect(rect.topLeft(), QSize(SELECTION_BAR, rect.height()))
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), tokens.accent)
        room = rect.adjusted(GROUP_GAP, 0, -GROUP_GAP, 0)
        if entry.icon:
            self._icon(painter, option, room, entry.icon, tokens.text2)
        room.setLeft(room.left() + ICON + GAP)
        if entry.keys:
            taken = self._put(painter, option, room, entry.keys, tokens.text2, trailing=True)
            room.setRight(room.right() - taken - GROUP_GAP)
        taken = self._put(painter, option, room, entry.text, tokens.text)
        room.setLeft(room.left() + taken + GAP)
        if entry.context and room.width() > GROUP_GAP:
            self._put(painter, option, room, entry.context, tokens.text2, Scale.CAPTION)

    def _icon(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        name: str,
        ink: QColor,
    ) -> None:
        place = QRect(room.left(), room.center().y() - ICON // 2, ICON, ICON)
        view: QWidget | None = option.widget  # None where a test paints
        ratio = view.devicePixelRatioF() if view is not None else 1.0
        pixmap = self._look.icons.pixmap(name, ink, ICON, ratio)
        painter.drawPixmap(QStyle.visualRect(option.direction, option.rect, place), pixmap)

    def _put(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        text: str,
        ink: QColor,
        scale: Scale = Scale.BODY,
        *,
        trailing: bool = False,
    ) -> int:
        """Write one piece at the leading edge of the room, or at the other; return its width."""
        fonts = self._look.fonts
        metrics = fonts.metrics(scale, text=text)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        width = min(metrics.horizontalAdvance(shown) + 1, room.width())
        left = room.right() + 1 - width if trailing else room.left()
        place = QRect(left, room.top(), width, room.height())
        painter.setFont(fonts.font(scale, text=text))
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        visual = QStyle.visualRect(option.direction, option.rect, place)
        painter.drawText(visual, flags, isolated(shown))
        return width
