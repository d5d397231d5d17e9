"""The table that says what a chart shows: plain, without a scroll bar of its own, to be copied."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from app.qt.look.fonts import MEDIUM
from app.qt.look.look import Look
from app.qt.look.painted import LinePainter
from app.qt.look.selected import selected_rows
from app.qt.look.tokens import GRID

_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_ROW, _PAD = 24, 4


class PlainHeader(QHeaderView):
    """A header in quiet words on the base ground, with a hairline below."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As high as the words need."""
        height = max(_ROW, self._look.fonts.line_height() + 2 * GRID)
        return QSize(super().sizeHint().width(), height)

    def sectionSizeFromContents(self, section: int) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words."""
        text = self._text(section)
        width = self._look.fonts.metrics(weight=MEDIUM, text=text).horizontalAdvance(text)
        return QSize(width + 2 * _PAD + GRID, self.sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid():
            return
        tokens = self._look.tokens
        painter.save()
        painter.fillRect(rect, tokens.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.border)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, rect, mirrored=mirrored)
        asked = self.model().headerData(
            section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole
        )
        leading = not section or asked == Qt.AlignmentFlag.AlignLeading
        side = Qt.AlignmentFlag.AlignLeft if leading else Qt.AlignmentFlag.AlignRight
        place = rect.adjusted(_PAD, 0, -_PAD, -1)
        lines.line(place, self._text(section), tokens.text2, weight=MEDIUM, side=side)
        painter.restore()

    def _text(self, section: int) -> str:
        return str(self.model().headerData(section, self.orientation()))


class TwinTable(QTableView):
    """Shows the model of a chart in rows and columns, at their full height.

    `chosen` carries the index that Enter or a double click takes; `copied` tells that the key for
    copying was pressed, for the rows in `chosen_rows`.
    """

    chosen = Signal(QModelIndex)
    copied = Signal()
    reached = Signal(QRect)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setHorizontalHeader(PlainHeader(look, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(_OFF)
        self.setHorizontalScrollBarPolicy(_OFF)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.doubleClicked.connect(self._take)
        self._measure()

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - Qt's name
        """Show another model; its first column takes the room there is."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.updateGeometry)
            header = self.horizontalHeader()
            for section in range(model.columnCount()):
                mode = QHeaderView.ResizeMode
                header.setSectionResizeMode(
                    section, mode.ResizeToContents if section else mode.Stretch
                )

    @property
    def chosen_rows(self) -> list[int]:
        """The selected rows, from the top."""
        return selected_rows(self.selectionModel())

    def sizeHint(self) -> QSize:
        """As high as its header and all its rows."""
        model: QAbstractItemModel | None = self.model()  # none while it is made
        rows = 0 if model is None else model.rowCount()
        height = self.horizontalHeader().sizeHint().height()
        return QSize(200, height + rows * self.verticalHeader().defaultSectionSize() + 2)

    def minimumSizeHint(self) -> QSize:
        """Never lower, so that nothing is scrolled within."""
        return QSize(80, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def event(self, event: QEvent) -> bool:
        """Claim the key for copying, which the window would take else."""
        asked = QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and event.type() == asked and _copies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _copies(event):
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)
            index = self.currentIndex()
            if index.isValid():
                self.reached.emit(self.visualRect(index))

    def _measure(self) -> None:
        height = max(_ROW, self._look.fonts.line_height() + GRID)
        self.verticalHeader().setDefaultSectionSize(height)
        self.updateGeometry()

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index)


def _copies(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy)
