"""The part of Today that needs an answer: rows that say why they are here."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.domain.identity import CommitmentId
from app.domain.overview import DayOverview, Wanting
from app.domain.reading import mark
from app.qt.look import words
from app.qt.look.buttons import Verb
from app.qt.look.fonts import MEDIUM, SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.marks import paint_mark
from app.qt.look.painted import LinePainter
from app.qt.look.standing import StandingList
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import (
    GAP,
    GRID,
    GROUP_GAP,
    HEADER,
    MARK_HEIGHT,
    MARK_WIDTH,
    SELECTION_BAR,
    Scale,
    Tone,
)
from app.qt.models.overview import WantingTable

_Index = QModelIndex | QPersistentModelIndex
_LEAST_ROW = 52
_LEAD = 6
"""Before the mark: room for the bar of the current row."""
_MOST_DUE = 0.36
"""The share of the width that the date may take from the title."""


class WantingDelegate(QStyledItemDelegate):
    """Paints a promise: its mark, title and why it is here; its date at the trailing edge."""

    def __init__(self, look: Look, table: WantingTable, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look, self._table, self._view = look, table, view

    @property
    def row_height(self) -> int:
        """Two lines and their air."""
        fonts = self._look.fonts
        lines = fonts.line_height() + fonts.line_height(Scale.CAPTION)
        return max(_LEAST_ROW, lines + 4 * GRID)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._view.viewport().width(), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        wanting: Wanting = index.data(Qt.ItemDataRole.UserRole)
        tokens, rect = self._look.tokens, option.rect
        painter.save()
        stood_on = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        if option.state.value & QStyle.StateFlag.State_MouseOver.value:
            painter.fillRect(rect, tokens.hover)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, rect, mirrored=mirrored)
        self._paint_content(painter, rect, wanting, lines, mirrored=mirrored)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.hairline)
        if stood_on:
            for top in (rect.top(), rect.bottom()):
                painter.fillRect(rect.left(), top, rect.width(), 1, tokens.accent)
            bar = QRect(rect.left(), rect.top(), SELECTION_BAR, rect.height())
            painter.fillRect(lines.place(bar), tokens.accent)
        painter.restore()

    def _paint_content(
        self,
        painter: QPainter,
        rect: QRect,
        wanting: Wanting,
        lines: LinePainter,
        *,
        mirrored: bool,
    ) -> None:
        tokens, fonts, today = self._look.tokens, self._look.fonts, self._table.today
        row, tone = wanting.row, words.tone_of(wanting.row, today)
        body, caption = fonts.line_height(), fonts.line_height(Scale.CAPTION)
        top = rect.top() + (rect.height() - body - caption - GRID) // 2
        spot = QRect(rect.left() + _LEAD, top + (body - MARK_HEIGHT) // 2, MARK_WIDTH, MARK_HEIGHT)
        shape = mark(row.timing)
        paint_mark(painter, QRectF(lines.place(spot)), shape, tokens, tone, mirrored)
        left = spot.right() + 1 + GROUP_GAP - 2
        room = rect.right() + 1 - left - GRID
        due, standing = words.due_words(row), words.standing_words(row, today)
        width = min(self._widest(due, standing), round(room * _MOST_DUE))
        trailing = QRect(rect.right() + 1 - GRID - width, top, width, body)
        text = QRect(left, top, room - width - GROUP_GAP, body)
        lines.line(text, row.title, tokens.text, weight=SEMIBOLD)
        lines.line(trailing, due, tokens.text, weight=MEDIUM, side=_END)
        below = top + body + GRID
        why = words_of(self._table, wanting)
        second = QRect(left, below, text.width(), caption)
        lines.line(second, why, tokens.text2, Scale.CAPTION)
        ink = tokens.text2 if tone is Tone.INK else tokens.tone(tone)
        trailing = QRect(trailing.left(), below, width, caption)
        lines.line(trailing, standing, ink, Scale.CAPTION, MEDIUM, side=_END)

    def _widest(self, due: str, standing: str) -> int:
        fonts = self._look.fonts
        return (
            max(
                fonts.metrics(Scale.BODY, MEDIUM, due).horizontalAdvance(due),
                fonts.metrics(Scale.CAPTION, MEDIUM, standing).horizontalAdvance(standing),
            )
            + 2
        )

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Say the whole of what may be cut: title, why, and when it is due."""
        wanting = index.data(Qt.ItemDataRole.UserRole)
        if wanting is None:
            return False
        today = self._table.today
        parts = (
            wanting.row.title,
            words_of(self._table, wanting),
            words.timing_sentence(wanting.row, today),
        )
        tip = words.plain_tip("\n".join(parts))
        QToolTip.showText(event.globalPos(), tip, view.viewport(), option.rect)
        return True


def words_of(table: WantingTable, wanting: Wanting) -> str:
    """Return why a promise is here."""
    return table.columns[1].text(wanting, table.today)


_END = Qt.AlignmentFlag.AlignRight


class WantingSection(QWidget):
    """What needs an answer, and the way to all that is late, near, running or waiting.

    `jumped` carries the identity of a commitment to be shown, `moved` that of the one stood on
    or None; `all_wanted` asks for the view of all; `reached` the rectangle that is stood on.
    """

    jumped = Signal(object)
    moved = Signal(object)
    all_wanted = Signal()
    reached = Signal(QRect)

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("needs-an-answer")
        self.table = WantingTable(today, parent=self)
        self.list = StandingList()
        self.list.setObjectName("wanting")
        self.list.setAccessibleName(self.tr("Needs an answer"))
        self.list.setModel(self.table)
        self.list.setItemDelegate(WantingDelegate(look, self.table, self.list))
        self.list.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.chosen.connect(self._chosen)
        self.list.reached.connect(self._reached)
        self.list.selectionModel().currentChanged.connect(self._moved)
        heading = InkLabel(look, self.tr("Needs an answer"), scale=Scale.SECTION, weight=SEMIBOLD)
        heading.setObjectName("wanting-heading")
        heading.setMinimumHeight(HEADER)
        self.all = Verb()
        self.all.setObjectName("all-pressing")
        set_kind(self.all, ButtonKind.LINK)
        self.all.clicked.connect(self.all_wanted)
        self.nothing = QuietLabel(look, scale=Scale.BODY)
        self.nothing.setObjectName("nothing-wanting")
        self.nothing.setText(self.tr("Nothing is late, near, running or in dispute."))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        column.addStretch(1)
        self._count = 0

    @property
    def current(self) -> CommitmentId | None:
        """The commitment that is stood on."""
        index = self.list.currentIndex()
        return self.table.wanting[index.row()].row.id if index.isValid() else None

    def show_overview(self, overview: DayOverview) -> None:
        """Show what needs an answer; who stands on a row stays on it."""
        stood_on = self.current
        self.table.adopt(overview.wanting, overview.today)
        place = self.table.position_of(stood_on)
        if place is not None and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.table.index(place, 0))
        self.list.fit()
        self.list.setVisible(bool(overview.wanting))
        self.nothing.setVisible(not overview.wanting)
        self._count = overview.pressing_count
        self.all.setVisible(self._count > 0)
        self._name_link()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._name_link()

    def _name_link(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        text = self.tr("All {count} late, near, running or waiting").format(count=self._count)
        self.all.setText(f"{text} {'←' if mirrored else '→'}")
        self.all.setAccessibleName(text)

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        self.jumped.emit(self.table.wanting[index.row()].row.id)

    @Slot()
    def _moved(self) -> None:
        self.moved.emit(self.current)

    @Slot(QRect)
    def _reached(self, rect: QRect) -> None:
        self.reached.emit(rect.translated(self.list.pos()))
