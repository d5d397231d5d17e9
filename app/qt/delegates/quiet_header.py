"""How the header of every table is painted: quiet words, ink and a chevron where it is sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from app.qt.look.fonts import MEDIUM, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, HEADER, ICON, Scale
from app.qt.look.words import isolated

_CHEVRON = 14


class Titled(Protocol):
    """A column, as far as a header asks."""

    @property
    def title(self) -> str:
        """The heading in the interface's language."""


class QuietHeader(QHeaderView):
    """A horizontal header on the base ground, whose words stand where the text below begins.

    Headers of tables say where that is (`_left`), and may name an icon that stands for words
    which do not fit (`_icon`). The model still gives the whole name for screen readers.
    """

    unsorted = MEDIUM
    """The weight of a column that the table is not sorted by."""

    def __init__(
        self, look: Look, columns: Sequence[Titled], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._titled = look, columns
        self.setObjectName(name)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)

    def _left(self, section: int) -> int:
        """Where the words of a column begin."""
        raise NotImplementedError

    def _icon(self, section: int) -> str | None:
        """What stands for the words where they do not fit; None where they are cut."""
        return None

    def sizeHint(self) -> QSize:
        """As high as the words need, at least 28."""
        height = max(HEADER, self._look.fonts.line_height() + 2 * GRID)
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid() or section >= len(self._titled):
            return
        tokens = self._look.tokens
        painter.save()
        painter.fillRect(rect, tokens.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.border)
        self._paint_heading(painter, rect, section)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, title = self._look.tokens, self._titled[section].title
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        ink = tokens.text if is_sorted else tokens.text2
        weight = SEMIBOLD if is_sorted else self.unsorted
        left = self._left(section)
        room = rect.width() - left - GRID - (_CHEVRON + GRID if is_sorted else 0)
        metrics = self._look.fonts.metrics(Scale.BODY, weight, title)
        width = metrics.horizontalAdvance(title)
        icon = self._icon(section) if width > room else None
        if icon is not None:
            self._picture(painter, rect, left, icon, ink)
            width = ICON
        else:
            text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
            width = min(metrics.horizontalAdvance(text), room)
            painter.setFont(self._look.fonts.font(Scale.BODY, weight, title))
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
