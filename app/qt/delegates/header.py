"""The header of the register's table: quiet words, and ink with a chevron where it is sorted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from app.qt.delegates.cells import LEAD, PAD
from app.qt.look.fonts import MEDIUM, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, HEADER, ICON, Scale
from app.qt.look.words import isolated
from app.qt.models.columns import Column, ColumnKey

_CHEVRON = 14


class RegisterHeader(QHeaderView):
    """A horizontal header on the base ground; a narrow column shows its icon for its name.

    The model still gives the whole name for tooltips and screen readers.
    """

    def __init__(
        self, look: Look, columns: tuple[Column, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._columns = columns
        self.setObjectName("register-header")
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(40)

    def sizeHint(self) -> QSize:
        """As high as the words need, at least 28."""
        height = max(HEADER, self._look.fonts.line_height() + 2 * GRID)
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid() or section >= len(self._columns):
            return
        tokens = self._look.tokens
        painter.save()
        painter.fillRect(rect, tokens.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.border)
        self._paint_heading(painter, rect, section)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, section: int) -> None:
        column, tokens = self._columns[section], self._look.tokens
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        ink = tokens.text if is_sorted else tokens.text2
        weight = SEMIBOLD if is_sorted else MEDIUM
        first = column.key is ColumnKey.COMMITMENT
        left = LEAD + ICON + GAP if first else PAD
        room = rect.width() - left - GRID - (_CHEVRON + GRID if is_sorted else 0)
        metrics = self._look.fonts.metrics(Scale.BODY, weight, column.title)
        width = metrics.horizontalAdvance(column.title)
        if width > room and column.icon:
            self._picture(painter, rect, left, column.icon, ink)
            width = ICON
        else:
            text = column.title
            if width > room:
                text, width = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room), room
            painter.setFont(self._look.fonts.font(Scale.BODY, weight, column.title))
            painter.setPen(ink)
            place = QRect(rect.left() + left, rect.top(), width, rect.height() - 1)
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextDontClip.value
            painter.drawText(self._visual(rect, place), flags, isolated(text))
        if is_sorted:
            descending = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            chevron = "chevron-up" if descending else "chevron-down"
            self._picture(painter, rect, left + width + GRID, chevron, ink)

    def _picture(self, painter: QPainter, rect: QRect, left: int, icon: str, ink: QColor) -> None:
        top = rect.top() + (rect.height() - 1 - _CHEVRON) // 2
        place = self._visual(rect, QRect(rect.left() + left, top, _CHEVRON, _CHEVRON))
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(place.topLeft(), self._look.icons.pixmap(icon, ink, _CHEVRON, ratio))

    def _visual(self, rect: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), rect, place)
