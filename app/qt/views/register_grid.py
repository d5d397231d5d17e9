"""The table of the register as a widget: how it is painted, sorted, and stood on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.query import Sort
from app.qt.delegates.header import RegisterHeader
from app.qt.delegates.rows import RowDelegate
from app.qt.look.look import Look
from app.qt.models.columns import COLUMNS
from app.qt.models.register_table import RegisterTable

_BY_HAND = QHeaderView.ResizeMode.Interactive


class RegisterGrid(QTableView):
    """Shows a `RegisterTable` in rows that read as sentences; sorting is asked for elsewhere."""

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
        for section, column in enumerate(COLUMNS):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else _BY_HAND
            header.setSectionResizeMode(section, mode)
            header.resizeSection(section, self.delegate.width(column))
            header.setSectionHidden(section, not column.initial)

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

    def stand_on(self, position: int) -> None:
        """Select the row at a position alone, and bring it into sight."""
        index = self.model().index(position, 0)
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        # Not `selectRow`: on a mirrored table that is not yet shown it selects nothing.
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
