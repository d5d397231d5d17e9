"""The rows of short tables: lines of one kind, and headings, gaps and offers across all columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
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

from app.qt.delegates.hover import RowHover
from app.qt.delegates.lines import Cell, Line, State
from app.qt.delegates.row_setter import LEAD, LINE_GAP, PAD
from app.qt.look.fonts import REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import (
    COMPACT_ROW,
    GAP,
    GRID,
    GROUP_GAP,
    ICON,
    ROW,
    SELECTION_BAR,
    Scale,
    Tokens,
)
from app.qt.look.words import plain_tip
from app.qt.models.lines import LineColumn, LineTable, SpanKind, Spanning

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_CELLS_KEPT = 3000
_USUAL_FIGURE = 8


class LineMaker(Protocol):
    """Lays out the cells of one kind of line."""

    compact: bool
    """Whether a line of this kind is one line of text high, else two."""

    def made(self, line: Any, column: str, state: State, today: date) -> Cell:  # noqa: ANN401
        """Return the layout of one cell, by its column's key."""

    def forget(self) -> None:
        """Drop what was made from former tokens."""


class LineDelegate(QStyledItemDelegate):
    """Paints a `LineTable`: its lines through a maker, and what spans all columns itself."""

    def __init__(
        self, look: Look, today: Callable[[], date], maker: LineMaker, view: QTableView
    ) -> None:
        super().__init__(view)
        self._look, self._today, self._maker, self._view = look, today, maker, view
        self._cells: dict[tuple[object, ...], tuple[object, date, Cell]] = {}
        self._generation = look.generation
        self._hover = RowHover(view)
        view.setItemDelegate(self)
        view.setShowGrid(False)

    def height(self, line: object) -> int:
        """Return how high a line has to be."""
        fonts = self._look.fonts
        low = max(COMPACT_ROW, fonts.line_height() + 2 * GRID)
        if isinstance(line, Spanning):
            return low + (0 if line.kind in _LOW else GROUP_GAP)
        if self._maker.compact:
            return low
        return max(ROW, fonts.line_height() + LINE_GAP + fonts.line_height(Scale.CAPTION) + GAP)

    def width(self, column: LineColumn, texts: Iterable[str] = ()) -> int:
        """Return the width a column needs at the size of the system's font.

        With `texts` it is as wide as the longest of them, up to twice its usual width.
        """
        metrics = self._look.fonts.metrics()
        usual = round(column.width * max(1.0, metrics.horizontalAdvance("0") / _USUAL_FIGURE))
        longest = max((metrics.horizontalAdvance(each) for each in texts), default=0)
        return min(longest + LEAD + 2 * PAD, 2 * usual) if longest else usual

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The column's width and the line's height; the content is not looked at."""
        line = index.data(Qt.ItemDataRole.UserRole)
        return QSize(self.width(self._column(index)), self.height(line))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell: ground, content, hairline, and the marks of selection and focus."""
        if self._generation != self._look.generation:
            self._generation = self._look.generation
            self._cells.clear()
            self._maker.forget()
        line, rect = index.data(Qt.ItemDataRole.UserRole), option.rect
        selected = bool(option.state.value & _SELECTED)
        painter.fillRect(rect, self._ground(line, index.row(), selected=selected))
        if line is not None:
            self._cell(line, option, index, selected=selected).paint(painter, rect.topLeft())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._look.tokens.hairline)
        self._signs(painter, option, index, selected=selected)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Show what a cell could not: cut text, or what the column adds, as plain text."""
        line = index.data(Qt.ItemDataRole.UserRole)
        if line is None:
            return False
        cell = self._cell(line, option, index, selected=False)
        if isinstance(line, Spanning):
            tip = f"{line.text}\n{line.quiet}".strip() if cell.elided else ""
        else:
            column, today = self._column(index), self._today()
            tip = column.tip(line, today)
            if tip == column.text(line, today) and not cell.elided:
                tip = ""
        QToolTip.showText(event.globalPos(), plain_tip(tip), view.viewport(), option.rect)
        return True

    def _column(self, index: _Index) -> LineColumn:
        model = index.model()
        if not isinstance(model, LineTable):
            raise TypeError(type(model).__name__)
        return model.columns[index.column()]

    def _cell(
        self, line: object, option: QStyleOptionViewItem, index: _Index, *, selected: bool
    ) -> Cell:
        """Return the layout from the cache, made again if the line, day or size is another."""
        today, rect = self._today(), option.rect
        view: QWidget | None = option.widget
        dpr = 1.0 if view is None else view.devicePixelRatioF()
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        key = (id(line), index.column(), rect.width(), rect.height(), selected, mirrored, dpr)
        found = self._cells.get(key)
        if found is not None and found[0] is line and found[1] == today:
            return found[2]
        if len(self._cells) > _CELLS_KEPT:
            self._cells.clear()
        state = State(
            size=rect.size(),
            compact=self._maker.compact,
            mirrored=mirrored,
            selected=selected,
            dpr=dpr,
        )
        if isinstance(line, Spanning):
            cell = self._span(line, state)
        else:
            cell = self._maker.made(line, self._column(index).key, state, today)
        self._cells[key] = (line, today, cell)
        return cell

    def _span(self, line: Spanning, state: State) -> Cell:
        """Lay out a heading, a gap or an offer; its words stand low where it is high."""
        cell, tokens, fonts = Cell(), self._look.tokens, self._look.fonts
        low = max(COMPACT_ROW, fonts.line_height() + 2 * GRID)
        top = state.size.height() - low + (low - 1 - fonts.line_height()) // 2
        width = max(0, state.size.width() - LEAD - PAD)
        place = Line(cell, state, self._look, QRect(LEAD, top, width, fonts.line_height()))
        icon = _span_icon(line, mirrored=state.mirrored)
        if icon:
            place.picture(self._look.icons.pixmap(icon, tokens.text2, ICON, state.dpr))
            place.skip(GAP)
        elif line.kind is SpanKind.GAP:
            place.skip(ICON + GAP)
        scale = Scale.SECTION if line.kind is SpanKind.PART else Scale.BODY
        place.words(line.text, _span_ink(line, tokens), scale, _span_weight(line))
        if line.quiet:
            place.skip(GAP + GRID)
            place.words(line.quiet, tokens.text2, Scale.CAPTION)
        return cell

    def _ground(self, line: object, row: int, *, selected: bool) -> QColor:
        tokens = self._look.tokens
        if selected:
            return tokens.selection
        hovered = self._hover.row == row
        if isinstance(line, Spanning):
            hovered = hovered and line.kind in (SpanKind.FOLD, SpanKind.MORE)
        return tokens.hover if hovered else tokens.base

    def _signs(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, *, selected: bool
    ) -> None:
        """Mark the selected row at its leading edge, and the current one above and below."""
        rect, tokens, focused = option.rect, self._look.tokens, self._view.hasFocus()
        if focused and self._view.currentIndex().row() == index.row():
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, tokens.accent)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.accent)
        if selected and index.column() == self._first_column():
            bar = QRect(rect.topLeft(), QSize(SELECTION_BAR, rect.height()))
            ink = tokens.accent if focused else tokens.edge
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), ink)

    def _first_column(self) -> int:
        header = self._view.horizontalHeader()
        shown = (each for each in range(header.count()) if not header.isSectionHidden(each))
        return next(shown, -1)


_LOW = (SpanKind.GAP, SpanKind.MORE)


def _span_icon(line: Spanning, *, mirrored: bool) -> str:
    if line.kind is SpanKind.FOLD:
        shut = "chevron-left" if mirrored else "chevron-right"
        return shut if line.folded else "chevron-down"
    return "plus" if line.kind is SpanKind.MORE else ""


def _span_ink(line: Spanning, tokens: Tokens) -> QColor:
    if line.kind is SpanKind.GAP:
        return tokens.text3
    return tokens.accent if line.kind is SpanKind.MORE else tokens.text


def _span_weight(line: Spanning) -> Any:  # noqa: ANN401 - a weight, as the fonts name it
    return REGULAR if line.kind in _LOW else SEMIBOLD
