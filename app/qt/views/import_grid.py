"""The table of a page that takes tables in: rows as in the file, ticked with Space."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.qt.delegates.import_lines import ImportDelegate, ImportHeader, ImportMaker
from app.qt.delegates.row_setter import LEAD
from app.qt.look.look import Look
from app.qt.look.selected import selected_rows
from app.qt.look.tokens import GRID, ICON
from app.qt.models.import_lines import COLUMNS, ImportColumn, ImportLines
from app.qt.models.import_rows import ImportLine, Show
from app.services.intake.previewing import PreviewLine

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FLAG = QItemSelectionModel.SelectionFlag


class ImportGrid(QTableView):
    """Shows the rows of a table; all are of one height, so that ten thousand cost no more.

    `stood_on` carries the `ImportLine` the officer stands on, or None; `opened` one that Enter, a
    double click or a click on its question was given.
    """

    stood_on = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("import-rows")
        self.setAccessibleName(self.tr("The rows of the table"))
        self.setAccessibleDescription(self.tr("Space ticks a row, Enter answers its question"))
        self.table = ImportLines(today, self)
        self.setModel(self.table)
        self.delegate = ImportDelegate(look, today, ImportMaker(look), self)
        self.setHorizontalHeader(ImportHeader(look, COLUMNS, "import-header", self))
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)
        self._set_sizes()

    # What is shown

    def show_preview(self, lines: Sequence[PreviewLine]) -> None:
        """Show other rows; the officer stays on the row he stood on, or near it."""
        self._keep_place(lambda: self.table.show_preview(lines))

    def narrow(self, which: Show) -> None:
        """Show these rows alone."""
        self._keep_place(lambda: self.table.narrow(which))

    @property
    def current(self) -> ImportLine | None:
        """The row stood on."""
        row = self.currentIndex().row()
        return self.table.lines[row] if 0 <= row < len(self.table.lines) else None

    def stand_on(self, row: int) -> None:
        """Stand on a record of the file, if it is shown."""
        index = self.table.index_of(row)
        if index.isValid():
            flags = _FLAG.ClearAndSelect | _FLAG.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def stand_on_question(self) -> None:
        """Stand on the next row that asks, below first; on none, stay."""
        if not self.table.counts()[Show.ASKED]:
            return
        here = self.currentIndex().row()
        asking = [place for place, each in enumerate(self.table.lines) if each.asks]
        below = [place for place in asking if place >= here]
        if asking:
            self.stand_on(self.table.lines[(below or asking)[0]].row)

    def _keep_place(self, change: Callable[[], bool]) -> None:
        before, place = self.current, self.currentIndex().row()
        offset = self.verticalScrollBar().value()
        if change() and self.table.lines:
            index = self.table.index_of(before.row) if before is not None else QModelIndex()
            if not index.isValid():
                index = self.table.index(min(max(0, place), len(self.table.lines) - 1), 0)
            flags = _FLAG.ClearAndSelect | _FLAG.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.verticalScrollBar().setValue(offset)
            self.scrollTo(index)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.stood_on.emit(self.current)

    # Keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks what is selected, Enter opens the row stood on."""
        if event.key() == Qt.Key.Key_Space:
            self._tick()
        elif event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the tick ticks, one on a question opens it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        line: ImportLine = self.table.lines[index.row()]
        if index.column() == 0 and self._on_tick(event.position().toPoint().x(), index):
            self.table.toggle([index.row()])
        elif COLUMNS[index.column()].key == "reads" and line.asks:
            self._open(index)

    def _on_tick(self, x: int, index: _Index) -> bool:
        rect = self.visualRect(index)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        within = rect.right() - x if mirrored else x - rect.left()
        return within <= LEAD + ICON + GRID

    def _tick(self) -> None:
        chosen = selected_rows(self.selectionModel())
        here = self.currentIndex().row()
        if here in chosen:
            chosen = [here, *(each for each in chosen if each != here)]
        self.table.toggle(chosen)

    @Slot(QModelIndex)
    def _open(self, index: _Index) -> None:
        if 0 <= index.row() < len(self.table.lines):
            self.opened.emit(self.table.lines[index.row()])

    # Sizes

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_sizes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _set_sizes(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.delegate.height(None))
        modes = QHeaderView.ResizeMode
        header = self.horizontalHeader()
        for section, column in enumerate(COLUMNS):
            header.setSectionResizeMode(section, modes.Stretch if column.stretch else modes.Fixed)
            header.resizeSection(section, self.delegate.width(column))

    def _fit(self) -> None:
        """Go without what there is no room for, so that what is read stays readable."""
        kept = {each.key: self.delegate.width(each) for each in COLUMNS}
        for column in sorted((each for each in COLUMNS if each.spare), key=lambda each: each.spare):
            if sum(kept.values()) <= self.viewport().width():
                break
            del kept[column.key]
        for section, column in enumerate(COLUMNS):
            self.horizontalHeader().setSectionHidden(section, column.key not in kept)
            if not column.stretch:
                self.horizontalHeader().resizeSection(section, self._share(column, kept))

    def _share(self, column: ImportColumn, kept: Mapping[str, int]) -> int:
        """Return how wide a column is: as it likes, or its part of what there is too little of."""
        wide, whole = self.delegate.width(column), sum(kept.values())
        return min(wide, wide * self.viewport().width() // max(1, whole))
