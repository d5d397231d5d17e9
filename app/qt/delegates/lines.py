"""A cell as it is painted: pieces of shaped text and pixmaps, put in place line by line.

Everything is ready before it is painted: text elided, isolated and shaped, fonts, inks and
pixmaps. Painting makes nothing new.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPixmap,
    QStaticText,
    QTextOption,
    QTransform,
)
from PySide6.QtWidgets import QStyle

from app.qt.look.fonts import REGULAR
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, Scale
from app.qt.look.words import isolated

_SEPARATOR = "  ·  "


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text, elided, isolated and shaped, with where and how it is drawn."""

    rect: QRect
    shaped: QStaticText
    font: QFont
    ink: QColor

    @property
    def text(self) -> str:
        """What is written."""
        return self.shaped.text()


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
            painter.drawStaticText(piece.rect.topLeft() + origin, piece.shaped)


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

    def last_picture(self, pixmap: QPixmap) -> None:
        """Put a pixmap at the trailing end; what follows stays before it."""
        size = pixmap.deviceIndependentSize().toSize()
        left, self._x = self._x, self._rect.right() + 1 - size.width()
        self.picture(pixmap)
        self._x = left
        self._rect.setRight(self._rect.right() - size.width() - GAP)

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
        self._put(isolated(self._fitted(text, metrics)), font, ink)

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
        self._put(_SEPARATOR.join(shown), font, ink)

    def _fitted(self, text: str, metrics: QFontMetrics) -> str:
        if metrics.horizontalAdvance(text) <= self.left:
            return text
        self._cell.elided = True
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.left)

    def _put(self, text: str, font: QFont, ink: QColor) -> None:
        if not text or self.left <= 0:
            return
        shaped = self._shaped(text, font)
        size = QSize(ceil(shaped.size().width()), ceil(shaped.size().height()))
        width = min(size.width(), self.left)
        # A font of another script may be higher than the line: it stays in the line's middle.
        top = self._rect.top() + (self._rect.height() - size.height()) // 2
        rect = self._visual(QRect(self._x, top, width, size.height()))
        self._cell.words.append(Words(rect, shaped, font, ink))
        self._x += width

    def _shaped(self, text: str, font: QFont) -> QStaticText:
        """Shape the text now, so that painting only puts its glyphs."""
        shaped = QStaticText(text)
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        option = shaped.textOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft
            if self._state.mirrored
            else Qt.LayoutDirection.LeftToRight
        )
        option.setAlignment(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        shaped.setTextOption(option)
        shaped.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        shaped.prepare(QTransform(), font)
        return shaped

    def _visual(self, rect: QRect) -> QRect:
        mirrored = self._state.mirrored
        direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        return QStyle.visualRect(direction, self._bounds, rect)
