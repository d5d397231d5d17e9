"""What stands in each cell of the register's table, laid out once and painted many times.

A layout is made for one row, column, size and state, and holds everything ready: elided and
isolated text, fonts, inks, tinted pixmaps. Painting it makes nothing new.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle

from app.domain.lifecycle import Phase
from app.domain.reading import Mark, mark
from app.domain.rows import RegisterRow
from app.domain.timing import Sense
from app.qt.look import words
from app.qt.look.fonts import MEDIUM, REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.marks import paint_mark
from app.qt.look.tokens import GAP, ICON, MARK_HEIGHT, MARK_WIDTH, Scale, Tokens, Tone
from app.qt.models.columns import Column, ColumnKey, subtitle

PAD = 8
"""Left and right of what stands in a cell."""
LEAD = 12
"""Before the first column's icon: room for the bar of a selected row."""
_SMALL_ICON = 14
_SEPARATOR = "  ·  "
_FLAGS = (
    Qt.AlignmentFlag.AlignAbsolute.value
    | Qt.AlignmentFlag.AlignVCenter.value
    | Qt.TextFlag.TextSingleLine.value
    | Qt.TextFlag.TextDontClip.value
)


def isolated(text: str) -> str:
    """Return the text between isolates, so that its direction leaves its neighbours alone."""
    return f"\u2068{text}\u2069" if text else ""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text, elided and isolated, with where and how it is drawn."""

    rect: QRect
    text: str
    font: QFont
    ink: QColor
    flags: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A ready pixmap and where its rectangle lies."""

    rect: QRect
    pixmap: QPixmap


@dataclass(slots=True)
class Cell:
    """A laid out cell; rectangles count from its top left corner. `elided` if text was cut."""

    words: list[Words] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    elided: bool = False

    def paint(self, painter: QPainter, origin: QPoint) -> None:
        """Draw everything with the cell's corner at `origin`."""
        for picture in self.pictures:
            painter.drawPixmap(picture.rect.topLeft() + origin, picture.pixmap)
        for piece in self.words:
            painter.setFont(piece.font)
            painter.setPen(piece.ink)
            painter.drawText(piece.rect.translated(origin), piece.flags, piece.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a layout depends on beside the row and the day."""

    size: QSize
    compact: bool
    mirrored: bool
    selected: bool
    dpr: float


class Line:
    """One line of a cell, filled from its leading edge; mirrors what is put into it."""

    def __init__(self, cell: Cell, state: State, look: Look, rect: QRect) -> None:
        self._cell = cell
        self._state = state
        self._look = look
        self._rect = rect
        self._bounds = QRect(QPoint(), state.size)
        self._x = rect.left()

    @property
    def left(self) -> int:
        """The pixels that are still free."""
        return self._rect.right() + 1 - self._x

    def skip(self, pixels: int) -> None:
        """Leave room."""
        self._x += pixels

    def picture(self, pixmap: QPixmap) -> None:
        """Put a pixmap, centred on the line, if there is room for it."""
        size = pixmap.deviceIndependentSize().toSize()
        if size.width() > self.left:
            return
        top = self._rect.center().y() - (size.height() - 1) // 2
        rect = self._visual(QRect(QPoint(self._x, top), size))
        self._cell.pictures.append(Picture(rect, pixmap))
        self._x += size.width()

    def words(
        self,
        text: str,
        ink: QColor,
        scale: Scale = Scale.BODY,
        weight: QFont.Weight = REGULAR,
    ) -> None:
        """Put one piece of text, elided to the room that is left."""
        font = self._look.fonts.font(scale, weight, text)
        metrics = self._look.fonts.metrics(scale, weight, text)
        shown, width = self._fitted(text, metrics)
        self._put(isolated(shown), width, font, ink)

    def pieces(self, texts: tuple[str, ...], ink: QColor, scale: Scale) -> None:
        """Put several pieces, each isolated, the last one elided where room ends."""
        whole = "".join(texts)
        font = self._look.fonts.font(scale, REGULAR, whole)
        metrics = self._look.fonts.metrics(scale, REGULAR, whole)
        gap = metrics.horizontalAdvance(_SEPARATOR)
        shown: list[str] = []
        used = 0
        for text in texts:
            room = self.left - used - (gap if shown else 0)
            if room < metrics.averageCharWidth() * 3:
                self._cell.elided = True
                break
            fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            self._cell.elided |= fitted != text
            used += metrics.horizontalAdvance(fitted) + (gap if shown else 0)
            shown.append(isolated(fitted))
        self._put(_SEPARATOR.join(shown), self.left, font, ink)

    def _fitted(self, text: str, metrics: QFontMetrics) -> tuple[str, int]:
        width = metrics.horizontalAdvance(text)
        if width <= self.left:
            return text, width
        self._cell.elided = True
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.left), self.left

    def _put(self, text: str, width: int, font: QFont, ink: QColor) -> None:
        if not text or self.left <= 0:
            return
        width = min(width, self.left)
        rect = QRect(self._x, self._rect.top(), width, self._rect.height())
        side = Qt.AlignmentFlag.AlignRight if self._state.mirrored else Qt.AlignmentFlag.AlignLeft
        piece = Words(self._visual(rect), text, font, ink, _FLAGS | side.value)
        self._cell.words.append(piece)
        self._x += width

    def _visual(self, rect: QRect) -> QRect:
        mirrored = self._state.mirrored
        direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        return QStyle.visualRect(direction, self._bounds, rect)


class CellMaker:
    """Lays out cells; knows the look and nothing of views or painters' state."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._marks: dict[tuple[object, ...], QPixmap] = {}
        self._makers: dict[ColumnKey, Callable[[Cell, RegisterRow, State, date], None]] = {
            ColumnKey.COMMITMENT: self._commitment,
            ColumnKey.OWED_BY: self._owed_by,
            ColumnKey.DUE: self._due,
            ColumnKey.STATUS: self._status,
            ColumnKey.LEAD: self._lead,
            ColumnKey.EVIDENCE: self._evidence,
        }

    def forget(self) -> None:
        """Drop the marks kept, after the tokens changed."""
        self._marks.clear()

    def made(self, row: RegisterRow, column: Column, state: State, today: date) -> Cell:
        """Return the layout of one cell."""
        cell = Cell()
        maker = self._makers.get(column.key)
        if maker is None:
            self._plain(cell, column.text(row, today), state)
        else:
            maker(cell, row, state, today)
        return cell

    def _tokens(self, state: State) -> Tokens:
        tokens = self._look.tokens
        return tokens.selected() if state.selected else tokens

    def _first(self, cell: Cell, state: State, leading: int = PAD) -> Line:
        """The line of the title; the only one, in the middle, where rows are compact."""
        height = self._look.fonts.line_height()
        return Line(
            cell,
            state,
            self._look,
            QRect(leading, self._top(state), *self._box(state, leading, height)),
        )

    def _second(self, cell: Cell, state: State, leading: int) -> Line:
        height = self._look.fonts.line_height(Scale.CAPTION)
        top = self._top(state) + self._look.fonts.line_height() + 1
        return Line(
            cell, state, self._look, QRect(leading, top, *self._box(state, leading, height))
        )

    def _box(self, state: State, leading: int, height: int) -> tuple[int, int]:
        return max(0, state.size.width() - leading - PAD), height

    def _top(self, state: State) -> int:
        height = self._look.fonts.line_height()
        if not state.compact:
            height += 1 + self._look.fonts.line_height(Scale.CAPTION)
        return (state.size.height() - 1 - height) // 2

    def _icon(self, name: str, ink: QColor, state: State, size: int = ICON) -> QPixmap:
        return self._look.icons.pixmap(name, ink, size, state.dpr)

    def _commitment(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        tokens = self._tokens(state)
        done = row.phase is Phase.DONE
        ink = tokens.done if done else tokens.text2
        line = self._first(cell, state, LEAD)
        line.picture(self._icon(words.status_icon(row.status), ink, state))
        line.skip(GAP)
        line.words(row.title, tokens.text, weight=MEDIUM)
        if not state.compact:
            second = self._second(cell, state, LEAD + ICON + GAP)
            second.pieces(subtitle(row), tokens.text2, Scale.CAPTION)

    def _owed_by(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        tokens = self._tokens(state)
        line = self._first(cell, state)
        sides = words.owed_sides(row)
        if sides:
            arrow = "arrow-left" if state.mirrored else "arrow-right"
            line.words(sides[0], tokens.text, weight=SEMIBOLD)
            line.skip(4)
            line.picture(self._icon(arrow, tokens.text2, state, _SMALL_ICON))
            line.skip(4)
            line.words(sides[1], tokens.text, weight=SEMIBOLD)
        elif words.owed_by_both(row):
            line.picture(self._icon("arrow-right-left", tokens.text2, state, _SMALL_ICON))
            line.skip(6)
            line.words(words.owed_words(row), tokens.text2)
        else:
            stated = bool(row.owed_by)
            ink = tokens.text if stated else tokens.text3
            line.words(words.owed_words(row), ink, weight=SEMIBOLD if stated else REGULAR)

    def _due(self, cell: Cell, row: RegisterRow, state: State, today: date) -> None:
        tokens = self._tokens(state)
        tone = words.tone_of(row, today)
        shape = mark(row.timing)
        line = self._first(cell, state)
        line.picture(self._mark(shape, tone, _ahead(row, tone, today), state))
        line.skip(GAP)
        undated = shape is Mark.NONE
        ink = tokens.text2 if undated else tokens.text
        line.words(words.due_words(row), ink, weight=REGULAR if undated else MEDIUM)
        if state.compact:
            return
        second = self._second(cell, state, PAD + MARK_WIDTH + GAP)
        coloured = tone is not Tone.INK
        second.words(
            words.standing_words(row, today),
            tokens.tone(tone) if coloured else tokens.text2,
            Scale.CAPTION,
            MEDIUM if coloured else REGULAR,
        )

    def _status(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        self._plain(cell, words.status_word(row.status), state)

    def _lead(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        line = self._first(cell, state)
        line.words(words.lead_words(row), self._tokens(state).text2)

    def _evidence(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        tokens = self._tokens(state)
        line = self._first(cell, state)
        if row.readings > 1:
            line.picture(self._icon("triangle-alert", tokens.soon, state, _SMALL_ICON))
        else:
            ink = tokens.text2 if row.evidence else tokens.edge
            line.picture(self._icon("quote", ink, state, _SMALL_ICON))
        line.skip(5)
        line.words(str(row.evidence), tokens.text2 if row.evidence else tokens.text3)

    def _plain(self, cell: Cell, text: str, state: State) -> None:
        self._first(cell, state).words(text, self._tokens(state).text)

    def _mark(self, shape: Mark, tone: Tone, ahead: float | None, state: State) -> QPixmap:
        """Return the mark as a pixmap; the share ahead is kept to twentieths."""
        step = None if ahead is None else max(1, round(ahead * 20))
        key = (shape, tone, step, state.mirrored, state.selected, state.dpr)
        found = self._marks.get(key)
        if found is None:
            found = QPixmap(QSize(MARK_WIDTH, MARK_HEIGHT) * state.dpr)
            found.setDevicePixelRatio(state.dpr)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            share = None if step is None else step / 20
            rect = QRectF(0, 0, MARK_WIDTH, MARK_HEIGHT)
            paint_mark(painter, rect, shape, self._tokens(state), tone, state.mirrored, share)
            painter.end()
            self._marks[key] = found
        return found


def _ahead(row: RegisterRow, tone: Tone, today: date) -> float | None:
    """The share of an open window still to come; None unless today lies inside it."""
    first, last = row.bounds.earliest, row.bounds.latest
    if tone not in (Tone.OPEN, Tone.SOON) or row.timing.sense is not Sense.POINT:
        return None
    if first is None or last is None or not first <= today <= last:
        return None
    return ((last - today).days + 1) / ((last - first).days + 1)
