"""How a row of the list of reminders is painted: what there is to know, and why it came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.qt.look.fonts import MEDIUM, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.painted import LinePainter
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, ICON, SELECTION_BAR, Scale, Tokens
from app.qt.models.reminder_row import Row, RowKind
from app.qt.models.reminder_row_words import icon_of, row_words, tone_of, under_words

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_POINTED_AT = QStyle.StateFlag.State_MouseOver.value

LEAD = 28
"""Before a row's icon, and after what stands at its end."""
_TEXT = LEAD + ICON + GROUP_GAP
_AIR = 10
_BETWEEN = 3
_MOST_LINES = 2
_SEPARATOR = "  ·  "
_OF_ONE_LINE = (RowKind.FOLD, RowKind.MORE)


class ReminderDelegate(QStyledItemDelegate):
    """Paints one row. `room` is what is kept free at the end of every row, for the acts."""

    def __init__(self, look: Look, view: QAbstractItemView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._look, self._view, self._today = look, view, today
        self.room = 0
        self._lines: dict[tuple[str, int, int], tuple[str, ...]] = {}
        self._heights: dict[tuple[str, int, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One or two lines and the quiet one under them; a heading has some air above."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        fonts = self._look.fonts
        body = fonts.line_height()
        if row.kind is RowKind.HEADING:
            return QSize(1, body + GROUP_GAP + (GROUP_GAP if index.row() else GRID))
        if row.kind in _OF_ONE_LINE:
            return QSize(1, body + 2 * _AIR + GRID)
        key = (row.key, self._room_for_text, self._look.generation)
        height = self._heights.get(key)
        if height is None:
            height = self._heights[key] = self._height(row)
        return QSize(1, height)

    def _height(self, row: Row) -> int:
        fonts = self._look.fonts
        # Of the quiet line only the title may be in another script than the interface.
        title = row.matter.occurrence.title if row.matter else ""
        caption = fonts.line_height(Scale.CAPTION, title)
        lines = len(self._wrapped(row_words(row, self._today())))
        return lines * fonts.line_height() + _BETWEEN + caption + 2 * _AIR

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground, then what the row says."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        selected = bool(option.state.value & _SELECTED)
        plain, rect = self._look.tokens, option.rect
        tokens = plain.selected() if selected else plain
        painter.save()
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, rect, mirrored=mirrored)
        if selected:
            painter.fillRect(rect, plain.selection)
        elif option.state.value & _POINTED_AT and row.kind is not RowKind.HEADING:
            painter.fillRect(rect, plain.hover)
        if row.kind is RowKind.HEADING:
            self._heading(lines, rect, row, tokens)
        else:
            self._hairline(painter, lines, rect, plain)
            painted = self._fold if row.kind in _OF_ONE_LINE else self._matter
            # The acts stand on the row stood on alone: a line of any other may go on to the end.
            room = rect.width() - _TEXT - LEAD - (self.room if selected else 0)
            painted(lines, rect, row, tokens, room)
        if selected:
            self._mark(painter, lines, rect, plain)
        painter.restore()

    def forget(self) -> None:
        """Drop what was made for other rows, another day, font or language."""
        self._lines.clear()
        self._heights.clear()

    def _heading(self, lines: LinePainter, rect: QRect, row: Row, tokens: Tokens) -> None:
        text = f"{row_words(row, self._today())}  {row.count}"
        place = QRect(rect.left() + LEAD, rect.top(), rect.width() - 2 * LEAD, rect.height() - GAP)
        height = self._look.fonts.line_height()
        place.setTop(place.bottom() + 1 - height)
        lines.line(place, text, tokens.text2, weight=SEMIBOLD)

    def _fold(self, lines: LinePainter, rect: QRect, row: Row, tokens: Tokens, room: int) -> None:
        mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        closed = "chevron-left" if mirrored else "chevron-right"
        height = self._look.fonts.line_height()
        top = rect.top() + (rect.height() - height) // 2
        icon = closed if row.folded or row.kind is RowKind.MORE else "chevron-down"
        self._icon(lines, rect, top, icon, tokens, "text2")
        text = row_words(row, self._today())
        if row.kind is RowKind.FOLD and "{count}" not in row.text:
            text = f"{text}  {row.count}"
        lines.line(QRect(rect.left() + _TEXT, top, room, height), text, tokens.text, weight=MEDIUM)

    def _matter(self, lines: LinePainter, rect: QRect, row: Row, tokens: Tokens, room: int) -> None:
        fonts, today = self._look.fonts, self._today()
        body = fonts.line_height()
        ink = {"ink": "text", "quiet": "text2"}.get(tone := tone_of(row, today).value, tone)
        top = rect.top() + _AIR
        self._icon(lines, rect, top, icon_of(row), tokens, ink)
        left = rect.left() + _TEXT
        for each in self._wrapped(row_words(row, today)):
            lines.line(QRect(left, top, room, body), each, tokens.text, weight=MEDIUM)
            top += body
        pieces = under_words(row)
        title = row.matter.occurrence.title if row.matter else ""
        caption = fonts.line_height(Scale.CAPTION, title)
        under = QRect(left, top + _BETWEEN, room, caption)
        lines.pieces(under, pieces, tokens.text2, Scale.CAPTION, _SEPARATOR)

    def _icon(
        self, lines: LinePainter, rect: QRect, top: int, name: str, tokens: Tokens, ink: str
    ) -> None:
        if name:
            height = self._look.fonts.line_height()
            spot = QRect(rect.left() + LEAD, top + (height - ICON) // 2, ICON, ICON)
            lines.icon(spot, name, getattr(tokens, ink), self._view.devicePixelRatioF())

    def _hairline(self, painter: QPainter, lines: LinePainter, rect: QRect, tokens: Tokens) -> None:
        line = QRect(rect.left() + _TEXT, rect.bottom(), rect.width() - _TEXT - LEAD, 1)
        painter.fillRect(lines.place(line), tokens.hairline)

    def _mark(self, painter: QPainter, lines: LinePainter, rect: QRect, tokens: Tokens) -> None:
        """The bar of the row stood on; with the keyboard, lines above and below."""
        focused = self._view.hasFocus()
        ink = tokens.accent if focused else tokens.edge
        bar = QRect(rect.left(), rect.top(), SELECTION_BAR, rect.height())
        painter.fillRect(lines.place(bar), ink)
        if focused:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, ink)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink)

    @property
    def _room_for_text(self) -> int:
        return self._view.viewport().width() - _TEXT - LEAD - self.room

    def _wrapped(self, text: str) -> tuple[str, ...]:
        """Return a headline in as many lines as it takes and may have, the last one elided."""
        room = self._room_for_text
        key = (text, room, self._look.generation)
        found = self._lines.get(key)
        if found is None:
            metrics = self._look.fonts.metrics(weight=MEDIUM, text=text)
            short = metrics.horizontalAdvance(text) <= room
            found = (text,) if short else in_lines(text, metrics, room, _MOST_LINES)
            self._lines[key] = found
        return found


def in_lines(text: str, metrics: QFontMetrics, room: int, most: int) -> tuple[str, ...]:
    """Return a text broken between words into lines that fit; the last one holds all the rest."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= room:
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest:
        lines.append(" ".join(rest))
    return tuple(lines) or ("",)
