"""Small bar charts: counts as bars, across or upright, each with its words and its number.

Bars are ink: colour is spent on time alone, and green on what is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.qt.look.fonts import MEDIUM, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.painted import LinePainter
from app.qt.look.standing import StandingList
from app.qt.look.tokens import GAP, GRID, MARK_RADIUS, Scale, Tokens

_Index = QModelIndex | QPersistentModelIndex
_ROW = 22
_BAR = 8
_ICON = 14
_COLUMN = 56
_LEAST = 3
"""No bar is shorter, or it would not be seen."""
_MOST_LABEL = 0.46
"""The share of the width that words may take from the bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its words, its number, and how it is drawn.

    `ink` names a token; `hollow` bars are outlined; `icon` stands before the words; `quiet` words
    are no value of their own. Without a `length` only the number is shown: a sum of many others
    would make every bar look like nothing. An upright bar has `under` below its words.
    """

    label: str
    count: int
    ink: str = "edge"
    hollow: bool = False
    icon: str = ""
    quiet: bool = False
    length: bool = True
    under: str = ""
    linked: bool = True


class Barred(Protocol):
    """What a model hands out by `Qt.ItemDataRole.UserRole` to be drawn as a bar."""

    @property
    def bar(self) -> Bar:
        """How it is drawn."""
        ...


class BarChart(StandingList):
    """Draws the rows of a model as bars; across, or `upright` side by side.

    The model gives a `Barred` by `UserRole`. The table that says the same is the view's to offer.
    """

    def __init__(self, look: Look, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.upright = upright
        if upright:
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(False)
        self.setItemDelegate(_BarDelegate(look, self))
        self.most, self._widest, self._labels = 0, 0, 0

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - Qt's name
        """Draw another model."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.measure)
        self.measure()

    @Slot()
    def measure(self) -> None:
        """Find the longest bar and the widest words anew."""
        bars = self._bars()
        self.most = max((each.count for each in bars if each.length), default=0)
        self._widest = max((each.count for each in bars), default=0)
        self._labels = max((self._label(each) for each in bars), default=0)
        self.fit()

    @property
    def label_width(self) -> int:
        """The room for words before the bars."""
        return min(self._labels, round(self.viewport().width() * _MOST_LABEL))

    @property
    def number_width(self) -> int:
        """The room for the number after a bar."""
        metrics = self._look.fonts.metrics(Scale.BODY, MEDIUM)
        return GAP + metrics.horizontalAdvance(str(self._widest))

    @property
    def bar_room(self) -> int:
        """How high the highest upright bar is; nothing where there is none."""
        return _COLUMN if self.most else 0

    @property
    def item_size(self) -> QSize:
        """The size of one bar with its words."""
        line = self._look.fonts.line_height()
        if not self.upright:
            return QSize(self.viewport().width(), max(_ROW, line + GRID))
        width = self.viewport().width() // max(1, self.rows)
        caption = self._look.fonts.line_height(Scale.CAPTION)
        above = line + self.bar_room if self.most else 0
        return QSize(width, above + GRID + 2 * caption)

    def full_height(self) -> int:
        """The height of all bars, or of the one row they stand in."""
        rows = min(1, self.rows) if self.upright else self.rows
        return self.item_size.height() * rows

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.measure()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        linked = index.isValid() and _bar(index).linked
        shape = Qt.CursorShape.PointingHandCursor if linked else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _bars(self) -> list[Bar]:
        return [_bar(self.model().index(row, 0)) for row in range(self.rows)]

    def _label(self, bar: Bar) -> int:
        metrics = self._look.fonts.metrics(Scale.BODY, text=bar.label)
        icon = _ICON + GAP if bar.icon else 0
        return metrics.horizontalAdvance(bar.label) + icon + GRID


def _bar(index: _Index) -> Bar:
    barred: Barred = index.data(Qt.ItemDataRole.UserRole)
    return barred.bar


class _BarDelegate(QStyledItemDelegate):
    """Paints one bar."""

    def __init__(self, look: Look, chart: BarChart) -> None:
        super().__init__(chart)
        self._look, self._chart = look, chart

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._chart.item_size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        bar, tokens, rect = _bar(index), self._look.tokens, option.rect
        painter.save()
        if bar.linked and bool(option.state.value & QStyle.StateFlag.State_MouseOver.value):
            painter.fillRect(rect, tokens.hover)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, rect, mirrored=mirrored)
        if self._chart.upright:
            self._paint_upright(painter, rect, bar, lines)
        else:
            self._paint_across(painter, rect, bar, lines)
        if self._chart.hasFocus() and index.row() == self._chart.currentIndex().row():
            _ring(painter, rect, tokens)
        painter.restore()

    def _paint_across(self, painter: QPainter, rect: QRect, bar: Bar, lines: LinePainter) -> None:
        tokens, chart = self._look.tokens, self._chart
        left = rect.left() + GRID
        words = QRect(left, rect.top(), chart.label_width, rect.height())
        if bar.icon:
            top = rect.center().y() - _ICON // 2
            spot = QRect(left, top, _ICON, _ICON)
            lines.icon(spot, bar.icon, tokens.text2, chart.devicePixelRatioF())
            words.setLeft(left + _ICON + GAP)
        lines.line(words, bar.label, tokens.text2 if bar.quiet else tokens.text)
        start = left + chart.label_width + GAP
        room = rect.right() + 1 - start - chart.number_width - GRID
        length = _length(bar.count, chart.most, room) if bar.length else 0
        middle = rect.center().y()
        drawn = lines.place(QRect(start, middle - _BAR // 2, length, _BAR))
        _paint_bar(painter, QRectF(drawn), bar, tokens)
        number = QRect(
            start + length + (GAP if length else 0), rect.top(), chart.number_width, rect.height()
        )
        lines.line(number, str(bar.count), tokens.text, weight=MEDIUM)

    def _paint_upright(self, painter: QPainter, rect: QRect, bar: Bar, lines: LinePainter) -> None:
        tokens, chart, fonts = self._look.tokens, self._chart, self._look.fonts
        line, caption = fonts.line_height(), fonts.line_height(Scale.CAPTION)
        ground = rect.top() + (line + chart.bar_room if chart.most else 0)
        height = _length(bar.count, chart.most, chart.bar_room)
        width = min(rect.width() - GRID, 18)
        left = rect.left() + (rect.width() - width) // 2
        painter.fillRect(rect.left(), ground, rect.width(), 1, tokens.border)
        centred = Qt.AlignmentFlag.AlignHCenter
        if bar.count:
            drawn = lines.place(QRect(left, ground - height, width, height))
            _paint_bar(painter, QRectF(drawn), bar, tokens)
            above = QRect(rect.left(), ground - height - line, rect.width(), line)
            lines.line(above, str(bar.count), tokens.text, weight=MEDIUM, side=centred)
        below = QRect(rect.left(), ground + GRID, rect.width(), caption)
        weight = SEMIBOLD if bar.under else MEDIUM
        ink = tokens.text if bar.count or bar.under else tokens.text2
        lines.line(below, bar.label, ink, Scale.CAPTION, weight, side=centred)
        # A year may reach below its neighbours, which have none.
        below = below.translated(0, caption).adjusted(-rect.width(), 0, rect.width(), 0)
        lines.line(below, bar.under, tokens.text2, Scale.CAPTION, side=centred)


def _length(count: int, most: int, room: int) -> int:
    if not count or not most:
        return 0
    return max(_LEAST, round(room * count / most))


def _paint_bar(painter: QPainter, rect: QRectF, bar: Bar, tokens: Tokens) -> None:
    if rect.isEmpty():
        return
    ink = getattr(tokens, bar.ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if bar.hollow:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
    painter.drawRoundedRect(rect, 2, 2)


def _ring(painter: QPainter, rect: QRect, tokens: Tokens) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), MARK_RADIUS, MARK_RADIUS)
