"""The grid of a month: one day is stood on, and the keys go from day to day and month to month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, QLocale, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.domain.month import MonthView, moved
from app.qt.delegates.month import DayDelegate, WeekHeader
from app.qt.look.look import Look
from app.qt.models.month import DayCell, MonthTable

_Key = Qt.Key
_STEPS = {_Key.Key_Left: -1, _Key.Key_Right: 1, _Key.Key_Up: -7, _Key.Key_Down: 7}
_MONTHS = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}
_ENTER = (_Key.Key_Return, _Key.Key_Enter)
_YEAR = 12


class MonthGrid(QTableView):
    """Shows a month; arrows move by days, Page Up and Down by months, with Ctrl by years.

    `stood_on` carries the day the officer goes to, in this month or another; `opened` the day that
    Enter or a double click was given.
    """

    stood_on = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.day = today()
        """The day that is stood on."""
        self.table = MonthTable(QLocale().firstDayOfWeek().value, self)
        self.setModel(self.table)
        self.setObjectName("month-grid")
        self._delegate = DayDelegate(look, today, self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(WeekHeader(look, self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)

    def show_month(self, view: MonthView, day: date) -> None:
        """Show a month, standing on one of its days."""
        self.day = day
        self.table.show_month(view, self._today())
        self._fit()
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        place = self.table.place_of(day)
        self.selectionModel().setCurrentIndex(place, flags)
        self.scrollTo(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        if key in _STEPS:
            self._step(key)
        elif key in _MONTHS:
            years = bool(event.modifiers().value & Qt.KeyboardModifier.ControlModifier.value)
            self.go(moved(self.day, _MONTHS[key] * (_YEAR if years else 1)))
        elif key == _Key.Key_Home:
            self.go(self._today())
        elif key in _ENTER:
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def go(self, day: date) -> None:
        """Stand on a day."""
        if day != self.day:
            self.day = day
            self.stood_on.emit(day)

    def _step(self, key: Qt.Key) -> None:
        days = _STEPS[key]
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft and abs(days) == 1:
            days = -days
        ordinal = self.day.toordinal() + days
        if date.min.toordinal() <= ordinal <= date.max.toordinal():
            self.go(self.day + timedelta(days=days))

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell(self.indexAt(event.position().toPoint()))
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if cell is not None:
            self.go(cell.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is selected by dragging."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._cell(self.indexAt(event.position().toPoint())) is not None:
            self.opened.emit(self.day)

    def _cell(self, index: QModelIndex) -> DayCell | None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        return cell if isinstance(cell, DayCell) else None

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the height among the weeks, as long as a day can be read."""
        count = self.table.rowCount()
        if not count:
            return
        least = self._delegate.least_height
        room = self.viewport().height()
        height = max(least, room // count)
        spare = max(0, room - height * count)
        for row in range(count):
            self.setRowHeight(row, height + (1 if row < spare else 0))
