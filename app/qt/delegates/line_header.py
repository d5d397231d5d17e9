"""The header of short tables: quiet words that stand where the text below them begins."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QTableView

from app.qt.delegates.line_rows import LEAD, PAD
from app.qt.look.fonts import MEDIUM
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, HEADER, ICON, Scale
from app.qt.look.words import isolated
from app.qt.models.lines import LineColumn


class LineHeader(QHeaderView):
    """A horizontal header on the base ground; short tables are not sorted by hand."""

    def __init__(self, look: Look, columns: tuple[LineColumn, ...], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._look, self._columns = look, columns
        self.setObjectName("line-header")
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(40)

    def sizeHint(self) -> QSize:
        """As high as the words need, at least 28."""
        height = max(HEADER, self._look.fonts.line_height() + 2 * GRID)
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid() or section >= len(self._columns):
            return
        tokens, title = self._look.tokens, self._columns[section].title
        painter.save()
        painter.fillRect(rect, tokens.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.border)
        left = self._left(section)
        metrics = self._look.fonts.metrics(Scale.BODY, MEDIUM, title)
        room = rect.width() - left - GRID
        text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        width = min(metrics.horizontalAdvance(text), room)
        place = QRect(rect.left() + left, rect.top(), width, rect.height() - 1)
        painter.setFont(self._look.fonts.font(Scale.BODY, MEDIUM, title))
        painter.setPen(tokens.text2)
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextDontClip.value
        where = QStyle.visualRect(self.layoutDirection(), rect, place)
        painter.drawText(where, flags, isolated(text))
        painter.restore()

    def _left(self, section: int) -> int:
        """Where the words of the column begin: after its icon, where it has one."""
        if self._columns[section].stretch:
            return LEAD + ICON + GAP
        shown = (each for each in range(self.count()) if not self.isSectionHidden(each))
        return LEAD if section == next(shown, -1) else PAD
