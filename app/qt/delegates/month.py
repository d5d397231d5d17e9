"""How a day of the calendar is painted: its number, what is off for whom, what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.domain.reading import Mark, mark
from app.domain.rows import RegisterRow
from app.qt.look.calendar_words import holiday_line
from app.qt.look.fonts import MEDIUM, REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.painted import LinePainter
from app.qt.look.shapes import paint_mark
from app.qt.look.tokens import GRID, HEADER, MARK_RADIUS, SELECTION_BAR, Scale, Tokens, Tone
from app.qt.look.words import tone_of
from app.qt.models.month import DayCell

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_PAD = 6
_MARK = 12
_NUMBER = 26


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a day: a holiday, or a commitment with its mark."""

    text: str
    ink: QColor
    weight: QFont.Weight = REGULAR
    mark: Mark | None = None
    tone: Tone = Tone.INK


class DayDelegate(QStyledItemDelegate):
    """Paints a `DayCell`; where room ends, it says how much more there is."""

    def __init__(self, look: Look, today: Callable[[], date], view: QTableView) -> None:
        super().__init__(view)
        self._look, self._today, self._view = look, today, view

    @property
    def least_height(self) -> int:
        """A day has room for its number and two lines."""
        fonts = self._look.fonts
        return fonts.line_height() + 2 * self._line_height + 3 * GRID

    @property
    def _line_height(self) -> int:
        return self._look.fonts.line_height(Scale.CAPTION) + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, self.least_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        rect = QRect(option.rect)
        selected = bool(option.state.value & _SELECTED) and isinstance(cell, DayCell)
        tokens = self._look.tokens.selected() if selected else self._look.tokens
        painter.save()
        painter.fillRect(rect, self._ground(cell, selected=selected))
        if isinstance(cell, DayCell):
            if cell.off and tokens.contrast:  # where no ground is tinted, a bar along the top
                painter.fillRect(rect.left(), rect.top(), rect.width(), SELECTION_BAR, tokens.text)
            self._day(painter, rect, cell, tokens)
        hairline = self._look.tokens.hairline
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hairline)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), hairline)
        if selected:
            self._signs(painter, rect, focused=bool(option.state.value & _FOCUSED))
        painter.restore()

    def _ground(self, cell: object, *, selected: bool) -> QColor:
        tokens = self._look.tokens
        if selected:
            return tokens.selection
        return tokens.window if isinstance(cell, DayCell) and cell.off else tokens.base

    def _signs(self, painter: QPainter, rect: QRect, *, focused: bool) -> None:
        """The bar of what is stood on, and a ring where the keyboard is."""
        tokens = self._look.tokens
        bar = QRect(rect.left(), rect.top(), SELECTION_BAR, rect.height())
        place = QStyle.visualRect(self._view.layoutDirection(), rect, bar)
        painter.fillRect(place, tokens.accent if focused else tokens.edge)
        if focused:
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _day(self, painter: QPainter, rect: QRect, cell: DayCell, tokens: Tokens) -> None:
        mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, rect, mirrored=mirrored)
        fonts = self._look.fonts
        top = rect.top() + GRID
        height = fonts.line_height()
        number = QRect(rect.left() + _PAD + SELECTION_BAR, top, _NUMBER, height)
        self._number(painter, lines, number, cell, tokens, right=rect.right() - _PAD)
        if not cell.inside:
            return
        held = self._lines(cell, tokens)
        left = rect.left() + _PAD + SELECTION_BAR
        place = QRect(left, top + height + 1, rect.right() - _PAD - left, self._line_height)
        room = max(1, (rect.bottom() - GRID - place.top()) // self._line_height)
        shown = held if len(held) <= room else held[: room - 1]
        for each in shown:
            self._line(painter, lines, place, each, tokens, mirrored=mirrored)
            place.translate(0, self._line_height)
        if len(shown) < len(held):
            more = self.tr("{count} more").format(count=len(held) - len(shown))
            lines.line(place, more, tokens.text2, Scale.CAPTION, MEDIUM)

    def _number(
        self,
        painter: QPainter,
        lines: LinePainter,
        place: QRect,
        cell: DayCell,
        tokens: Tokens,
        *,
        right: int,
    ) -> None:
        """The number of the day; today it stands on the accent, in a word beside it too."""
        ink = tokens.text if cell.inside else tokens.text3
        if not cell.today:
            weight = MEDIUM if cell.inside else REGULAR
            lines.line(place, str(cell.day.day), ink, weight=weight)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.tokens.accent)
        painter.drawRoundedRect(QRectF(lines.place(place)), MARK_RADIUS, MARK_RADIUS)
        centred = Qt.AlignmentFlag.AlignHCenter
        on_accent = self._look.tokens.on_accent
        lines.line(place, str(cell.day.day), on_accent, weight=SEMIBOLD, side=centred)
        beside = QRect(place)
        beside.setLeft(place.right() + GRID)
        beside.setRight(right)
        word = self.tr("Today")
        metrics = self._look.fonts.metrics(Scale.CAPTION, SEMIBOLD, word)
        if metrics.horizontalAdvance(word) <= beside.width():  # its box says it too
            lines.line(beside, word, tokens.text, Scale.CAPTION, SEMIBOLD)

    def _lines(self, cell: DayCell, tokens: Tokens) -> list[_Line]:
        today = self._today()
        return [
            *(_Line(holiday_line(each), tokens.text2) for each in cell.holidays),
            *(self._row(each, today, tokens) for each in cell.rows),
        ]

    def _row(self, row: RegisterRow, today: date, tokens: Tokens) -> _Line:
        tone = tone_of(row, today)
        ink = tokens.text if tone is Tone.INK else tokens.tone(tone)
        kind = Mark.DAY if row.done.known else mark(row.timing)
        return _Line(row.title, ink, MEDIUM, kind, tone)

    def _line(
        self,
        painter: QPainter,
        lines: LinePainter,
        place: QRect,
        line: _Line,
        tokens: Tokens,
        *,
        mirrored: bool,
    ) -> None:
        text = QRect(place)
        if line.mark is not None:
            top = place.center().y() - _MARK // 2 + 1
            spot = lines.place(QRect(place.left(), top, _MARK, _MARK))
            paint_mark(painter, QRectF(spot), line.mark, tokens, line.tone, mirrored)
            text.setLeft(place.left() + _MARK + GRID)
        lines.line(text, line.text, line.ink, Scale.CAPTION, line.weight)


class WeekHeader(QHeaderView):
    """The names of the weekdays, short where the whole ones find no room."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        return QSize(0, max(HEADER, self._look.fonts.line_height(Scale.CAPTION) + 2 * GRID))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, model = self._look.tokens, self.model()
        painter.save()
        painter.fillRect(rect, tokens.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.hairline)
        place = rect.adjusted(_PAD + SELECTION_BAR, 0, -_PAD, 0)
        across = Qt.Orientation.Horizontal
        metrics = self._look.fonts.metrics(Scale.CAPTION, MEDIUM)
        longest = max(
            metrics.horizontalAdvance(str(model.headerData(each, across)))
            for each in range(self.count())
        )
        role = Qt.ItemDataRole.DisplayRole if longest <= place.width() else Qt.ItemDataRole.UserRole
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, rect, mirrored=mirrored)
        text = str(model.headerData(section, across, role))
        lines.line(place, text, tokens.text2, Scale.CAPTION, MEDIUM)
        painter.restore()
