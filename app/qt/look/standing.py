"""Lists that stand at their full height in a page that scrolls as a whole."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StandingList(QListView):
    """A list of links without a scroll bar of its own: a click or Enter takes one.

    `chosen` carries the index; `reached` the rectangle, in the list, of what is stood on, so that
    the page can bring it into sight; `copied` that the standard key for copying was pressed.
    """

    chosen = Signal(QModelIndex)
    reached = Signal(QRect)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(_OFF)
        self.setHorizontalScrollBarPolicy(_OFF)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustIgnored)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._clicked)

    def fit(self) -> None:
        """Take the height of all rows: called when there are more or fewer of them."""
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()

    @property
    def rows(self) -> int:
        """How many rows there are; none before there is a model."""
        model: QAbstractItemModel | None = self.model()
        return 0 if model is None else model.rowCount()

    def full_height(self) -> int:
        """The height of all rows."""
        return sum(self.sizeHintForRow(row) for row in range(self.rows))

    def sizeHint(self) -> QSize:
        """As high as all its rows."""
        return QSize(200, self.full_height())

    def minimumSizeHint(self) -> QSize:
        """Never lower than its rows, so that nothing is scrolled within."""
        return QSize(80, self.full_height())

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
        elif event.key() in _ENTER:
            self._clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(  # noqa: N802 - Qt's name
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell where what is stood on lies."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.hasFocus() and current.isValid():
            self.reached.emit(self.visualRect(current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index)


def _copies(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy)
