"""A report as it will be printed: its pages one under the other, to be looked at before."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from app.qt.look.look import Look
from app.qt.look.tokens import GROUP_GAP
from app.qt.printing.pages import Pages

_KEPT = 8
_PAPER = QColor("#FFFFFF")
_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_FIT = _STEPS.index(1.0)
_WIDEST, _WIDEST_UPRIGHT = 1400, 960
"""At the usual size a page is no wider than this, however wide the window is."""


class PagesView(QAbstractScrollArea):
    """Shows pages; only those in sight are painted, and a few are kept.

    Plus, minus and Ctrl with the wheel change their size, 0 fits them to the width.
    `turned` tells that another page is the first in sight.
    """

    turned = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pages: Pages | None = None
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._step = _FIT
        self.setObjectName("report-pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self.turned)

    @property
    def pages(self) -> Pages | None:
        """What is shown."""
        return self._pages

    @property
    def first_in_sight(self) -> int:
        """The number of the first page of which something is seen, counted from 1."""
        if self._pages is None:
            return 0
        step = self.page_size.height() + GROUP_GAP
        return min(len(self._pages), self.verticalScrollBar().value() // step + 1)

    def show_pages(self, pages: Pages | None) -> None:
        """Show other pages, where the same report changed at the same place."""
        place = self.verticalScrollBar().value()
        self._pages = pages
        self._kept.clear()
        self._fit_bars()
        self.verticalScrollBar().setValue(place)
        described = "" if pages is None else pages.text(self.first_in_sight - 1)
        self.setAccessibleDescription(described)
        self.viewport().update()
        self.turned.emit()

    def zoom(self, steps: int) -> None:
        """Show the pages larger or smaller; nought fits them to the width."""
        wanted = _FIT if steps == 0 else self._step + steps
        self._step = max(0, min(len(_STEPS) - 1, wanted))
        self._kept.clear()
        self._fit_bars()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Large enough to read."""
        return QSize(800, 500)

    # What Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._kept.clear()
        self._fit_bars()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the pages, or change their size."""
        bar = self.verticalScrollBar()
        step = self.page_size.height() + GROUP_GAP
        match event.key():
            case Qt.Key.Key_PageDown:
                bar.setValue(self.first_in_sight * step)
            case Qt.Key.Key_PageUp:
                bar.setValue(max(0, (self.first_in_sight - 2) * step))
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(1)
            case Qt.Key.Key_Minus:
                self.zoom(-1)
            case Qt.Key.Key_0:
                self.zoom(0)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = self._look.tokens
        painter.fillRect(self.viewport().rect(), tokens.window)
        if self._pages is None:
            return
        for number in self._in_sight():
            rect = self._place(number)
            painter.drawPixmap(rect.topLeft(), self._painted(number))
            painter.setPen(tokens.accent if self.hasFocus() else tokens.border)
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    # Places

    @property
    def page_size(self) -> QSize:
        """How large a page is shown, in pixels of the widget."""
        width, height = self._pages.size if self._pages is not None else (297.0, 210.0)
        widest = _WIDEST if width > height else _WIDEST_UPRIGHT
        room = min(widest, max(200, self.viewport().width() - 2 * GROUP_GAP))
        shown = round(room * _STEPS[self._step])
        return QSize(shown, round(shown * height / width))

    def _fit_bars(self) -> None:
        size, room = self.page_size, self.viewport().size()
        count = 0 if self._pages is None else len(self._pages)
        whole = GROUP_GAP + count * (size.height() + GROUP_GAP)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, whole - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(self.fontMetrics().height() * 3)
        across.setRange(0, max(0, size.width() + 2 * GROUP_GAP - room.width()))
        across.setPageStep(room.width())

    def _place(self, number: int) -> QRect:
        size = self.page_size
        free = self.viewport().width() - size.width()
        left = (
            free // 2 if free >= 2 * GROUP_GAP else GROUP_GAP - self.horizontalScrollBar().value()
        )
        top = GROUP_GAP + number * (size.height() + GROUP_GAP) - self.verticalScrollBar().value()
        return QRect(left, top, size.width(), size.height())

    def _in_sight(self) -> range:
        count = 0 if self._pages is None else len(self._pages)
        step = self.page_size.height() + GROUP_GAP
        first = self.verticalScrollBar().value() // step
        last = (self.verticalScrollBar().value() + self.viewport().height()) // step
        return range(max(0, first), min(count, last + 1))

    def _painted(self, number: int) -> QPixmap:
        """Return a page as a picture, as fine as the screen is."""
        found = self._kept.pop(number, None)
        if found is None:
            found = self._paint_page(number)
            while len(self._kept) >= _KEPT:
                self._kept.popitem(last=False)
        self._kept[number] = found
        return found

    def _paint_page(self, number: int) -> QPixmap:
        size, ratio = self.page_size, self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(_PAPER)
        if self._pages is not None:
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            scale = size.width() / self._pages.size[0]
            painter.scale(scale, scale)
            self._pages.paint(painter, number)
            painter.end()
        return picture
