"""How a row of the renewal radar is painted: the instrument, its terms, the time to decide."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.domain.course import State
from app.domain.radar import Band, BandKind
from app.qt.look import term_words
from app.qt.look.fonts import MEDIUM
from app.qt.look.look import Look
from app.qt.look.painted import LinePainter
from app.qt.look.radar import RadarAxis
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, ICON, ROW, SELECTION_BAR, Scale, Tokens, Tone
from app.qt.models.renewals import by_words, next_words
from app.services.renewals import Renewing

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_POINTED_AT = QStyle.StateFlag.State_MouseOver.value
_BAR, _BAND, _ROUND = 4, 14, 3
_DASHES = [3, 3]


class RadarDelegate(QStyledItemDelegate):
    """Paints one instrument; the view says where its days lie."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self.axis: RadarAxis | None = None
        self.today: date | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines and some air."""
        fonts = self._look.fonts
        lines = fonts.line_height() + fonts.line_height(Scale.CAPTION)
        return QSize(1, max(ROW, lines + 3 * GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the words at the leading side, then what lies ahead."""
        if self.axis is None or self.today is None:
            return
        row: Renewing = index.data(Qt.ItemDataRole.UserRole)
        selected = bool(option.state.value & _SELECTED)
        plain, rect = self._look.tokens, option.rect
        tokens = plain.selected() if selected else plain
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(rect, plain.selection)
        elif option.state.value & _POINTED_AT:
            painter.fillRect(rect, plain.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, plain.hairline)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, rect, mirrored=mirrored)
        self._words(lines, rect, row, tokens)
        _Time(painter, lines, rect, self.axis, tokens, self._look).draw(row, self.today)
        if selected:
            self._mark(painter, lines, rect, plain)
        painter.restore()

    def _words(self, lines: LinePainter, rect: QRect, row: Renewing, tokens: Tokens) -> None:
        """The title, and under it the state with the next day that matters."""
        fonts, axis = self._look.fonts, self.axis
        if axis is None:
            return
        left, room = rect.left() + GROUP_GAP, axis.left - 2 * GROUP_GAP
        body, caption = fonts.line_height(), fonts.line_height(Scale.CAPTION)
        top = rect.top() + (rect.height() - body - caption) // 2
        tone = term_words.state_tone(row.course)
        ink = tokens.text2 if tone is Tone.INK else tokens.tone(tone)
        spot = QRect(left, top + (body - ICON) // 2, ICON, ICON)
        ratio = self._view.devicePixelRatioF()
        lines.icon(spot, term_words.state_icon(row.course.state), ink, ratio)
        text, room = left + ICON + GAP, room - ICON - GAP
        lines.line(QRect(text, top, room, body), row.row.title, tokens.text, weight=MEDIUM)
        below = QRect(text, top + body, room, caption)
        lines.line(below, next_words(row.course), ink, Scale.CAPTION)

    def _mark(self, painter: QPainter, lines: LinePainter, rect: QRect, tokens: Tokens) -> None:
        """The bar of the row stood on; with the keyboard, lines above and below."""
        focused = self._view.hasFocus()
        ink = tokens.accent if focused else tokens.edge
        bar = lines.place(QRect(rect.left(), rect.top(), SELECTION_BAR, rect.height()))
        painter.fillRect(bar, ink)
        if focused:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, ink)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink)


class _Time:
    """Draws what lies ahead of one instrument, in coordinates that run rightwards."""

    def __init__(
        self,
        painter: QPainter,
        lines: LinePainter,
        rect: QRect,
        axis: RadarAxis,
        tokens: Tokens,
        look: Look,
    ) -> None:
        self._painter, self._lines, self._rect = painter, lines, rect
        self._axis, self._tokens, self._look = axis, tokens, look
        self._middle = rect.center().y() + GAP
        self._first = self._taken = 0
        """Where words may begin, and how far they reach already."""

    def draw(self, row: Renewing, today: date) -> None:
        """Draw terms, then the times to decide, then today."""
        x = round(self._axis.at(today))
        self._taken = self._first = x + GAP
        for band in row.bands:
            if band.kind is BandKind.PERIOD:
                self._period(band)
        for band in row.bands:
            if band.kind is BandKind.WINDOW:
                self._window(band, late=row.course.state is State.DISPATCH_MISSED and band.sure)
        line = self._lines.place(QRect(x, self._rect.top(), 2, self._rect.height()))
        self._painter.fillRect(line, self._tokens.text)

    def _period(self, band: Band) -> None:
        """A term: a solid bar, dashed where it comes only if it rolls on; a tick at its end."""
        span = self._axis.span(band.first, band.last)
        if span is None:
            return
        start, end = round(span[0]), round(span[1])
        bar = self._lines.place(QRect(start, self._middle - _BAR // 2, max(1, end - start), _BAR))
        if band.sure:
            self._painter.fillRect(bar, self._tokens.edge)
        else:
            self._painter.setPen(_dashed(QPen(self._tokens.edge, 1.5)))
            self._painter.drawLine(bar.left(), self._middle, bar.right(), self._middle)
        if band.last is not None and band.last <= self._axis.last:
            tick = self._lines.place(QRect(end - 2, self._middle - _BAND // 2, 2, _BAND))
            self._painter.fillRect(tick, self._tokens.text2)

    def _window(self, band: Band, *, late: bool) -> None:
        """The time to decide, with its last day in words above it."""
        span = self._axis.span(band.first, band.last)
        if span is None or band.last is None:
            return
        tokens = self._tokens
        ink = tokens.late if late else tokens.soon
        ground = tokens.late_soft if late else tokens.soon_soft
        start, end = round(span[0]), max(round(span[1]), round(span[0]) + GRID)
        place = self._lines.place(QRect(start, self._middle - _BAND // 2, end - start, _BAND))
        pen = QPen(ink, 1)
        self._painter.setPen(pen if band.sure else _dashed(pen))
        self._painter.setBrush(ground if band.sure else Qt.BrushStyle.NoBrush)
        frame = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        self._painter.drawRoundedRect(frame, _ROUND, _ROUND)
        self._label(start, by_words(band), ink)

    def _label(self, start: int, text: str, ink: QColor) -> None:
        """Words above a band, where those of the band before leave room."""
        fonts = self._look.fonts
        width = fonts.metrics(Scale.CAPTION, text=text).horizontalAdvance(text) + GRID
        left = min(max(start, self._first), self._axis.right - width)
        if left < self._taken:
            return
        height = fonts.line_height(Scale.CAPTION)
        top = max(self._rect.top() + 1, self._middle - _BAND // 2 - height - 1)
        self._lines.line(QRect(left, top, width, height), text, ink, Scale.CAPTION)
        self._taken = left + width + GAP


def _dashed(pen: QPen) -> QPen:
    pen.setDashPattern(_DASHES)
    return pen
