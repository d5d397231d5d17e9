"""The table of the register as a widget: how it is painted, sorted, and stood on."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.query import Sort
from app.qt.delegates.header import RegisterHeader
from app.qt.delegates.rows import RowDelegate
from app.qt.look.look import Look
from app.qt.look.selected import selected_rows, selected_spans
from app.qt.models.columns import COLUMNS, USUAL, ColumnKey
from app.qt.models.register_table import RegisterTable

_Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_BY_HAND = QHeaderView.ResizeMode.Interactive
_STAY = (ColumnKey.COMMITMENT.value, ColumnKey.DUE.value)
"""What a narrow list keeps; the icon of a row still says in which phase it is."""
_PLACES = {each.key.value: place for place, each in enumerate(COLUMNS)}


class RegisterGrid(QTableView):
    """Shows a `RegisterTable` in rows that read as sentences; sorting is asked for elsewhere.

    `edit_wanted` tells that the cell one stands on is to be edited.
    """

    edit_wanted = Signal()

    def __init__(
        self,
        look: Look,
        model: RegisterTable,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("register-table")
        header = RegisterHeader(look, COLUMNS, self)
        self.setHorizontalHeader(header)
        self._table = model
        self.setModel(model)
        self.delegate = RowDelegate(look, today, COLUMNS, self)
        self.delegate.attach(self)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header.setSortIndicatorShown(True)
        self._wanted: tuple[str, ...] = USUAL
        for section, column in enumerate(COLUMNS):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else _BY_HAND
            header.setSectionResizeMode(section, mode)
            header.resizeSection(section, self.delegate.width(column))
            header.setSectionHidden(section, not column.initial)

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns that are wanted, in the order in which they stand."""
        header = self.horizontalHeader()
        return tuple(sorted(self._wanted, key=lambda key: header.visualIndex(_PLACES[key])))

    def show_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns in this order; none named, the usual ones. The title always shows."""
        known = [key for key in keys or USUAL if key in _PLACES]
        if ColumnKey.COMMITMENT.value not in known:
            known.insert(0, ColumnKey.COMMITMENT.value)
        header = self.horizontalHeader()
        for place, key in enumerate(known):
            header.moveSection(header.visualIndex(_PLACES[key]), place)
        self._wanted = tuple(known)
        for key, section in _PLACES.items():
            if key not in known:
                header.setSectionHidden(section, True)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End select the row they go to, with Ctrl as without, with Shift all up to it."""
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
            event = QKeyEvent(QEvent.Type.KeyPress, event.key(), modifiers)
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Home and End go to the first and the last row: a row is one thing here."""
        if action in (_Action.MoveHome, _Action.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def currentChanged(  # noqa: N802 - Qt's name
        self, current: _Index, previous: _Index
    ) -> None:
        """Paint both rows anew: the lines of the current one run through all of its cells."""
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                top, height = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
                self.viewport().update(0, top, self.viewport().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide what a narrow list has no room for, so that the commitments stay readable."""
        header = self.horizontalHeader()
        kept = list(self.columns)
        for key in self._first_to_go():
            if sum(self._width(_PLACES[each]) for each in kept) <= self.viewport().width():
                break
            kept.remove(key)
        for key in self._wanted:
            hidden = header.isSectionHidden(_PLACES[key])
            if hidden is (key in kept):
                header.setSectionHidden(_PLACES[key], not hidden)

    def _first_to_go(self) -> list[str]:
        """The columns a narrow list does without: those that stand last go first."""
        return [key for key in reversed(self.columns) if key not in _STAY]

    def _width(self, section: int) -> int:
        """The width a column is to have: as it was drawn, or as it began."""
        header, column = self.horizontalHeader(), COLUMNS[section]
        drawn = not (column.stretch or header.isSectionHidden(section))
        return header.sectionSize(section) if drawn else self.delegate.width(column)

    def show_sort(self, sort: Sort) -> None:
        """Put the sort sign onto the column that is sorted."""
        section = next(
            (place for place, each in enumerate(COLUMNS) if each.sort is sort.column), -1
        )
        order = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, order)

    def set_compact(self, compact: bool) -> None:
        """Show rows of one line, or of two."""
        self.delegate.compact = compact
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height)
        self.viewport().update()

    @property
    def chosen_rows(self) -> list[int]:
        """Where the selected commitments stand, from the top."""
        rows = selected_rows(self.selectionModel())
        return [row for row in rows if self._table.rid_at(row) >= 0]

    @property
    def chosen_rids(self) -> array[int]:
        """The row numbers of the selected commitments, in the order of the list."""
        return self._table.rids_in(selected_spans(self.selectionModel()))

    def choose(self, rids: Iterable[int]) -> None:
        """Select these row numbers too, as far as they are shown; one stands where one stood."""
        last = self._table.columnCount() - 1
        selection = QItemSelection()
        for span in self._table.spans_of(rids):
            selection.select(
                self._table.index(span.start, 0), self._table.index(span.stop - 1, last)
            )
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    def stand_on(self, position: int) -> None:
        """Select the row at a position alone, and bring it into sight."""
        index = self.model().index(position, max(0, self.currentIndex().column()))
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        # Not `selectRow`: on a mirrored table that is not yet shown it selects nothing.
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
