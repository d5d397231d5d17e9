"""The list at the left of a section that has a sheet at its right: search, sort, one chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.qt.delegates.directory import EntryHeader
from app.qt.delegates.line_rows import LineMaker
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP, MARGIN, Scale
from app.qt.models.directory import EntryColumn, ordered
from app.qt.views.keys import left_to_window
from app.qt.views.line_view import LineView

LEAST_LIST, LEAST_SHEET = 300, 372
"""The least widths of the two halves."""


class EntryList(LineView):
    """A list of entries of which one is chosen; a click on a heading sorts by it.

    Sorted by the first column the lines stand as they were given.
    """

    def __init__(
        self,
        look: Look,
        columns: tuple[EntryColumn, ...],
        maker: LineMaker,
        today: Callable[[], date],
        identity: Callable[[Any], str],
    ) -> None:
        super().__init__(look, columns, maker, today, identity)
        self._entry_columns, self._today = columns, today
        self._sorted, self._turned = 0, False
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = EntryHeader(look, columns, self)
        self.setHorizontalHeader(header)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._sort)
        self._set_widths()
        self._lines: list[Any] = []
        self._framed: Callable[[Sequence[Any]], Sequence[Any]] = list

    def frame_with(self, framed: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
        """Let headings be put between the lines, as long as they stand as they were given."""
        self._framed = framed

    def show_entries(self, lines: Sequence[Any]) -> None:
        """Show other lines, sorted as before; what was chosen stays chosen."""
        self._lines = list(lines)
        if self._sorted == 0:
            given = reversed(self._lines) if self._turned else self._lines
            self.show_lines(self._framed(list(given)))
            return
        column = self._entry_columns[self._sorted]
        self.show_lines(ordered(self._lines, column, self._today(), turned=self._turned))

    @Slot(int)
    def _sort(self, section: int) -> None:
        self._turned = section == self._sorted and not self._turned
        self._sorted = section
        order = Qt.SortOrder.DescendingOrder if self._turned else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, order)
        self.show_entries(self._lines)


class WholeList(LineView):
    """A list as high as all its lines: what it stands in scrolls."""

    def __init__(
        self,
        look: Look,
        columns: tuple[EntryColumn, ...],
        maker: LineMaker,
        today: Callable[[], date],
        identity: Callable[[Any], str],
    ) -> None:
        super().__init__(look, columns, maker, today, identity)
        self.horizontalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentRowChanged.connect(self._bring_into_sight)

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show other lines, in the height they need."""
        super().show_lines(lines)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as all lines together."""
        height = sum(self.delegate.height(each) for each in self.table.lines)
        return QSize(LEAST_SHEET, height)

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines."""
        return QSize(0, self.sizeHint().height())

    @Slot(QModelIndex)
    def _bring_into_sight(self, index: QModelIndex) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea) and self.hasFocus():
            row = self.visualRect(index)
            content = area.widget()
            if content is not None:
                spot = self.viewport().mapTo(content, row.center())
                area.ensureVisible(spot.x(), spot.y(), 0, row.height())


class EntryHead(QWidget):
    """What stands above a list: its name, how many there are, the search, one act."""

    def __init__(self, look: Look, title: str, search: str, act: QWidget) -> None:
        super().__init__()
        self._below: QWidget | None = None
        self.heading = InkLabel(look, title, scale=Scale.TITLE, weight=SEMIBOLD)
        self.count = InkLabel(look, ink="text2", scale=Scale.SECTION)
        self.count.setObjectName("entry-count")
        self.search = Line()
        self.search.setObjectName("entry-search")
        self.search.setPlaceholderText(search)
        self.search.setAccessibleName(search)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(140)
        self.search.installEventFilter(self)
        icon = look.icons.icon("search", look.tokens.text2)
        look.dress(self.search.addAction(icon, QLineEdit.ActionPosition.LeadingPosition), "search")
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.heading)
        top.addWidget(self.count)
        top.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.search, 1)
        below.addWidget(act)
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP_GAP, GROUP_GAP, GROUP_GAP, GAP)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addLayout(below)

    def leads_to(self, below: QWidget) -> None:
        """Let Down and Enter go from the search to the list."""
        self._below = below

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Down and Enter go to the list, Esc clears the search; Undo is the window's."""
        if watched is not self.search:
            return False
        undo, redo = self.search.isUndoAvailable(), self.search.isRedoAvailable()
        if left_to_window(event, undo=undo, redo=redo):
            return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._below is not None:
                self._below.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        return False


class SheetArea(QScrollArea):
    """The right half: a sheet that scrolls up and down and is never wider than its room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what stands in it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST_SHEET)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(MARGIN, GROUP_GAP, MARGIN, MARGIN)
        self.column.setSpacing(GAP)
        self.setWidget(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        content = self.widget()
        if content is not None:
            content.setMaximumWidth(self.viewport().width())
