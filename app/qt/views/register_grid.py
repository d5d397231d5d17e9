"""The table of the register as a widget: how it is painted, sorted, and stood on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.query import Sort
from app.qt.delegates.header import RegisterHeader
from app.qt.delegates.rows import RowDelegate
from app.qt.look.look import Look
from app.qt.models.columns import COLUMNS, ColumnKey
from app.qt.models.register_table import RegisterTable

_BY_HAND = QHeaderView.ResizeMode.Interactive
_FIRST_TO_GO = (ColumnKey.EVIDENCE, ColumnKey.LEAD, ColumnKey.STATUS, ColumnKey.OWED_BY)
"""What a narrow list does without; the icon of a row still says in which phase it is."""


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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide what a narrow list has no room for, so that the commitments stay readable."""
        header = self.horizontalHeader()
        kept = [place for place, each in enumerate(COLUMNS) if each.initial]
        for key in _FIRST_TO_GO:
            if sum(map(self._wanted, kept)) <= self.viewport().width():
                break
            kept = [place for place in kept if COLUMNS[place].key is not key]
        for place, each in enumerate(COLUMNS):
            if each.initial and header.isSectionHidden(place) is (place in kept):
                header.setSectionHidden(place, place not in kept)

    def _wanted(self, section: int) -> int:
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
