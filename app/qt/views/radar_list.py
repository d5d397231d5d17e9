"""The rows of the renewal radar as a list that is gone through by keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from app.qt.delegates.radar import RadarDelegate
from app.qt.look.look import Look
from app.qt.look.radar import RadarAxis


class RadarList(QListView):
    """The rows of the radar.

    `taken` tells that Enter or a double click asks for the details, `copied` that the key for
    copying was pressed, `resized` that there is other room.
    """

    taken = Signal()
    copied = Signal()
    resized = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName("radar")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._delegate = RadarDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.doubleClicked.connect(self.taken)

    def measure(self, axis: RadarAxis, today: date) -> None:
        """Draw on another axis."""
        self._delegate.axis, self._delegate.today = axis, today
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """Claim the key for copying, which the window would take else."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
