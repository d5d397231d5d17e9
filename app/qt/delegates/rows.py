"""The rows of the register's table: a row is a sentence, and colour is spent on time only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from app.domain.rows import Group, RegisterRow
from app.qt.delegates.cells import CellMaker, GroupWords
from app.qt.delegates.hover import RowHover
from app.qt.delegates.lines import Cell, State
from app.qt.delegates.row_setter import LINE_GAP, PAD, SMALL_ICON
from app.qt.look.look import Look
from app.qt.look.tokens import COMPACT_ROW, GAP, GRID, ROW, SELECTION_BAR, Scale, Tone
from app.qt.look.words import plain_tip
from app.qt.models.columns import Column, ColumnKey

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_ROW_ROLE = Qt.ItemDataRole.UserRole
_CELLS_KEPT = 6000
_USUAL_FIGURE = 8
"""The width of a figure for which the columns' widths are given."""


_SHARED: dict[ColumnKey, Callable[[RegisterRow], object]] = {
    ColumnKey.STATUS: lambda row: row.status,
    ColumnKey.OWED_BY: lambda row: (row.owed_by, row.relation),
    ColumnKey.LEAD: lambda row: (row.owner, row.owner_basis),
    ColumnKey.EVIDENCE: lambda row: (row.evidence, row.readings > 1),
}
"""What a cell of these columns is laid out from: rows that agree in it share one layout."""


class RowDelegate(QStyledItemDelegate):
    """Paints rows of two lines, or of one when compact.

    The row comes whole from `Qt.ItemDataRole.UserRole`; None means that its page is still
    loading. `columns` says what stands in which column of the model. `today` is asked at every
    repaint, so that midnight needs no reset.
    """

    def __init__(
        self,
        look: Look,
        today: Callable[[], date],
        columns: tuple[Column, ...],
        parent: QAbstractItemView | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._today = today
        self._columns = columns
        self._maker = CellMaker(look)
        self._cells: dict[tuple[object, ...], tuple[RegisterRow, date, Cell]] = {}
        self._generation = look.generation
        self._selected = look.tokens.selected()
        self._compact = False
        self.describe: Callable[[Group], GroupWords] = _named_by_key
        self._hover: RowHover | None = None

    @property
    def compact(self) -> bool:
        """Whether a row has one line only."""
        return self._compact

    @compact.setter
    def compact(self, compact: bool) -> None:
        self._compact = compact
        self._cells.clear()

    @property
    def row_height(self) -> int:
        """The height that every row needs, from the fonts' metrics; at least 46, compact 30."""
        fonts = self._look.fonts
        line = fonts.line_height()
        if self._compact:
            return max(COMPACT_ROW, line + 2 * GRID)
        return max(ROW, line + LINE_GAP + fonts.line_height(Scale.CAPTION) + 2 * GRID)

    def width(self, column: Column) -> int:
        """The width a column needs at the size of the system's font."""
        wanted = column.width
        if self._compact and column.key is ColumnKey.DUE:
            wanted += SMALL_ICON + GAP
        figure = self._look.fonts.metrics().horizontalAdvance("0")
        return round(wanted * max(1.0, figure / _USUAL_FIGURE))

    def attach(self, view: QTableView) -> None:
        """Paint this view's rows: set the delegate, the height of its rows, and hovering."""
        view.setItemDelegate(self)
        view.setShowGrid(False)
        header = view.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(self.row_height)
        if self._hover is None:
            self._hover = RowHover(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The column's width and the row's height; the content is not looked at."""
        return QSize(self.width(self._columns[index.column()]), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell: ground, content, hairline, and the marks of selection and focus."""
        if self._generation != self._look.generation:
            self._renew()
        rect, look = option.rect, self._look
        selected = bool(option.state.value & _SELECTED)
        ground = self._selected.selection if selected else self._ground(index.row())
        painter.fillRect(rect, ground)
        row = index.data(_ROW_ROLE)
        if row is None:
            self._placeholder(painter, option)
        elif isinstance(row, Group):
            if index.column() == _first_column_of(option.widget):
                self._group(painter, option, row)
        else:
            cell = self._cell(row, option, index.column(), selected=selected)
            cell.paint(painter, rect.topLeft())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.tokens.hairline)
        self._signs(painter, option, index, selected=selected)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Show what a cell could not: cut text, or what the column adds, as plain text."""
        row = index.data(_ROW_ROLE)
        if not isinstance(row, RegisterRow):
            return False
        column, today = self._columns[index.column()], self._today()
        tip = column.tip(row, today)
        known = tip == column.text(row, today)
        if known and not self._cell(row, option, index.column(), selected=False).elided:
            tip = ""
        QToolTip.showText(event.globalPos(), plain_tip(tip), view.viewport(), option.rect)
        return True

    def cell(self, row: RegisterRow, column: Column, size: QSize, *, mirrored: bool) -> Cell:
        """Return the layout of one unselected cell, as it would be painted at that size."""
        state = State(size=size, compact=self._compact, mirrored=mirrored, selected=False, dpr=1.0)
        return self._maker.made(row, column, state, self._today())

    def _cell(
        self, row: RegisterRow, option: QStyleOptionViewItem, column: int, *, selected: bool
    ) -> Cell:
        """Return the layout from the cache, made again if the row, day or size is another."""
        today, rect = self._today(), option.rect
        view: QWidget | None = option.widget  # None where a test or a printer paints
        dpr = 1.0 if view is None else view.devicePixelRatioF()
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        shared = _SHARED.get(self._columns[column].key)
        whose = row.rid if shared is None else shared(row)
        key = (whose, column, rect.width(), rect.height(), selected, mirrored, dpr)
        found = self._cells.get(key)
        if found is not None and (shared or found[0] is row) and found[1] == today:
            return found[2]
        if len(self._cells) > _CELLS_KEPT:
            # One for one: dropping them all at once would hold up a scrolling list.
            del self._cells[next(iter(self._cells))]
        state = State(
            size=rect.size(), compact=self._compact, mirrored=mirrored, selected=selected, dpr=dpr
        )
        cell = self._maker.made(row, self._columns[column], state, today)
        self._cells[key] = (row, today, cell)
        return cell

    def _renew(self) -> None:
        """Forget what was made from former tokens."""
        self._generation = self._look.generation
        self._selected = self._look.tokens.selected()
        self._cells.clear()
        self._maker.forget()

    def _ground(self, row: int) -> QColor:
        hovered = self._hover is not None and self._hover.row == row
        return self._look.tokens.hover if hovered else self._look.tokens.base

    def _group(self, painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
        """Paint where a group begins: a chevron, its name, its count."""
        words = self.describe(group)
        view: QWidget | None = option.widget
        state = State(
            size=option.rect.size(),
            compact=self._compact,
            mirrored=option.direction is Qt.LayoutDirection.RightToLeft,
            selected=False,
            dpr=1.0 if view is None else view.devicePixelRatioF(),
        )
        cell = self._maker.group(words, group.count, state)
        cell.paint(painter, option.rect.topLeft())

    def _placeholder(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """A faint bar where a row will stand when its page has come."""
        rect = option.rect
        thick = 1 if self._look.tokens.contrast else 6
        width = max(0, min(rect.width() // 2, 120))
        bar = QRect(rect.left() + PAD, rect.center().y() - thick // 2, width, thick)
        place = QStyle.visualRect(option.direction, rect, bar)
        painter.fillRect(place, self._look.tokens.hairline)

    def _signs(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, *, selected: bool
    ) -> None:
        """Mark the selected row at its leading edge, and the current one above and below."""
        view = option.widget
        if not isinstance(view, QTableView):
            return
        rect, tokens, focused = option.rect, self._look.tokens, view.hasFocus()
        if focused and view.currentIndex().row() == index.row():
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, tokens.accent)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.accent)
        if selected and index.column() == _first_column(view):
            bar = QRect(rect.topLeft(), QSize(SELECTION_BAR, rect.height()))
            ink = tokens.accent if focused else tokens.edge
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), ink)


def _named_by_key(group: Group) -> GroupWords:
    return GroupWords(text=group.key, tone=Tone.INK, folded=False)


def _first_column_of(view: object) -> int:
    return _first_column(view) if isinstance(view, QTableView) else 0


def _first_column(view: QTableView) -> int:
    """The logical index of the column that stands first on the screen."""
    header = view.horizontalHeader()
    shown = (header.logicalIndex(visual) for visual in range(header.count()))
    return next((each for each in shown if not header.isSectionHidden(each)), -1)
