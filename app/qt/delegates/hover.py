"""Which row the pointer is over: a row answers as a whole, not cell by cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTableView


class RowHover(QObject):
    """Follows the pointer over a table and has the rows that it enters or leaves repainted."""

    moved = Signal(int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.row = -1
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note where the pointer is; the event goes on its way."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._enter(self._view.rowAt(event.position().toPoint().y()))
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._enter(-1)
        return super().eventFilter(watched, event)

    def _enter(self, row: int) -> None:
        if row == self.row:
            return
        former, self.row = self.row, row
        viewport = self._view.viewport()
        for each in (former, row):
            if each >= 0:
                top, height = self._view.rowViewportPosition(each), self._view.rowHeight(each)
                viewport.update(QRect(0, top, viewport.width(), height))
        self.moved.emit(row)
