"""A short table as a widget: how it is stood on, opened, folded and fitted into its room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.identity import CommitmentId
from app.qt.delegates.line_header import LineHeader
from app.qt.delegates.line_rows import LineDelegate, LineMaker
from app.qt.look.look import Look
from app.qt.look.selected import selected_rows
from app.qt.models.lines import LineColumn, LineTable, Spanning

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_FLAG = QItemSelectionModel.SelectionFlag


class LineView(QTableView):
    """Shows lines, and keeps through every change which records are selected.

    `stood_on` carries the identity of the selected record that the officer stands on, or None;
    `opened` the identity of one that Enter or a double click was given; `acted` a spanning line
    that was clicked or given Enter; `left` that Esc or Backspace was pressed.
    """

    stood_on = Signal(object)
    opened = Signal(object)
    acted = Signal(object)
    left = Signal()

    def __init__(
        self,
        look: Look,
        columns: tuple[LineColumn, ...],
        maker: LineMaker,
        today: Callable[[], date],
        identity: Callable[[Any], str],
    ) -> None:
        super().__init__()
        self.table = LineTable(columns, today, identity, self)
        self.setModel(self.table)
        self.delegate = LineDelegate(look, today, maker, self)
        self._unwanted: set[str] = set()
        self._texts: dict[str, tuple[str, ...]] = {}
        self._widths: dict[str, int] = {}
        self._said: CommitmentId | None = None
        self.setHorizontalHeader(LineHeader(look, columns, self))
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
        self.selectionModel().selectionChanged.connect(self._tell)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._act)
        self._set_widths()

    # What is shown

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show other lines; what was selected stays selected as far as it is still there."""
        chosen, place = self.chosen, self.currentIndex().row()
        current = self.table.identity_at(place)
        offset = self.verticalScrollBar().value()
        if self.table.show(lines):
            self._lay_out()
            self._select(chosen, current, place)
            self.verticalScrollBar().setValue(offset)
        self._tell()

    def forget(self) -> None:
        """Show nothing and select nothing: something else comes."""
        self.table.show(())
        self.clearSpans()
        self._said = None

    def fit_column(self, key: str, texts: Iterable[str]) -> None:
        """Make a column as wide as the longest of these texts, within reason."""
        self._texts[key] = tuple(texts)
        self._set_widths()

    def want_column(self, key: str, *, wanted: bool) -> None:
        """Show a column, or go without it."""
        (self._unwanted.discard if wanted else self._unwanted.add)(key)
        self._fit()

    @property
    def current(self) -> CommitmentId | None:
        """The selected record the officer stands on; the first selected one where on none."""
        selection = self.selectionModel()
        here = self.currentIndex()
        if here.isValid() and selection.isRowSelected(here.row(), QModelIndex()):
            found = self.table.identity_at(here.row())
            return CommitmentId(found) if found else None
        chosen = self.chosen
        return chosen[0] if chosen else None

    @property
    def chosen(self) -> list[CommitmentId]:
        """The selected records, in the order of the table, each once."""
        rows = selected_rows(self.selectionModel())
        found = (self.table.identity_at(row) for row in rows)
        return list(dict.fromkeys(CommitmentId(each) for each in found if each))

    def stand_on(self, identity: str) -> bool:
        """Select one record alone and bring it into sight; whether it is there."""
        rows = self.table.rows_of(identity)
        if not rows:
            return False
        index = self.table.index(rows[0], 0)
        flags = _FLAG.ClearAndSelect | _FLAG.Rows
        # Not `selectRow`: on a mirrored table that is not yet shown it selects nothing.
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens or acts, Space acts, Esc and Backspace leave, arrows begin here."""
        index = self.currentIndex()
        spans = isinstance(index.data(Qt.ItemDataRole.UserRole), Spanning)
        if event.key() in _ENTER and index.isValid():
            (self._act if spans else self._open)(index)
        elif event.key() == Qt.Key.Key_Space and spans:
            self._act(index)
        elif event.key() in _BACK:
            self.left.emit()
        elif event.key() not in _ARROWS or not self._begin():
            super().keyPressEvent(event)

    def _begin(self) -> bool:
        """Select what the keyboard stands on, if nothing is selected; whether that was done."""
        here, selection = self.currentIndex(), self.selectionModel()
        if selection.hasSelection() or self.table.identity_at(here.row()) is None:
            return False
        selection.select(here, _FLAG.ClearAndSelect | _FLAG.Rows)
        return True

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_widths()
            self._lay_out()

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        self._widths = {
            column.key: self.delegate.width(column, self._texts.get(column.key, ()))
            for column in self.table.columns
        }
        for section, column in enumerate(self.table.columns):
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(section, modes.Stretch if column.stretch else modes.Fixed)
            header.resizeSection(section, self._widths[column.key])

    def _lay_out(self) -> None:
        """Give every line its height, and lines that span their span."""
        self.clearSpans()
        rows = self.verticalHeader()
        for row, line in enumerate(self.table.lines):
            rows.resizeSection(row, self.delegate.height(line))
            if isinstance(line, Spanning):
                self.setSpan(row, 0, 1, len(self.table.columns))

    def _fit(self) -> None:
        """Hide what there is no room for, so that the names of things stay readable."""
        kept = {each.key for each in self.table.columns} - self._unwanted
        spared = sorted((each for each in self.table.columns if each.spare), key=lambda c: c.spare)
        for column in spared:
            if self._wanted(kept) <= self.viewport().width():
                break
            kept.discard(column.key)
        header = self.horizontalHeader()
        for section, column in enumerate(self.table.columns):
            if header.isSectionHidden(section) is (column.key in kept):
                header.setSectionHidden(section, column.key not in kept)

    def _wanted(self, kept: Iterable[str]) -> int:
        return sum(self._widths[each] for each in kept)

    # What happens

    def _select(self, chosen: list[CommitmentId], current: str | None, place: int) -> None:
        """Select records again after a reset; where the current one went, stay near its place."""
        selection = QItemSelection()
        for identity in chosen:
            for row in self.table.rows_of(identity):
                index = self.table.index(row, 0)
                selection.select(index, index)
        model = self.selectionModel()
        model.select(selection, _FLAG.ClearAndSelect | _FLAG.Rows)
        rows = self.table.rows_of(current) if current else []
        near = rows[0] if rows else min(place, self.table.rowCount() - 1)
        if near >= 0:
            model.setCurrentIndex(self.table.index(near, 0), _FLAG.NoUpdate)

    @Slot()
    def _tell(self) -> None:
        current = self.current
        if current != self._said:
            self._said = current
            self.stood_on.emit(current)

    @Slot(QModelIndex)
    def _open(self, index: _Index) -> None:
        identity = self.table.identity_at(index.row())
        if identity is not None:
            self.opened.emit(CommitmentId(identity))

    @Slot(QModelIndex)
    def _act(self, index: _Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Spanning) and line.key:
            self.acted.emit(line)
