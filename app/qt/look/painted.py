"""Lines of text as they are painted: plain, isolated, elided, at either edge of the layout."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle

from app.qt.look.fonts import REGULAR
from app.qt.look.look import Look
from app.qt.look.tokens import Scale
from app.qt.look.words import isolated

_LEAST_LETTERS = 3


class LinePainter:
    """Paints lines into rectangles that are given as if time and text ran left to right.

    `bounds` is what they are mirrored in where the layout runs the other way.
    """

    def __init__(self, painter: QPainter, look: Look, bounds: QRect, *, mirrored: bool) -> None:
        self._painter, self._look, self._bounds = painter, look, bounds
        self._direction = (
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        self._mirrored = mirrored

    def place(self, rect: QRect) -> QRect:
        """Return where a rectangle lies on the screen."""
        return QStyle.visualRect(self._direction, self._bounds, rect)

    def line(
        self,
        rect: QRect,
        text: str,
        ink: QColor,
        scale: Scale = Scale.BODY,
        weight: QFont.Weight = REGULAR,
        *,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Paint one line, cut at its end where it does not fit; `side` counts before mirroring."""
        if not text or rect.width() <= 0:
            return
        metrics = self._look.fonts.metrics(scale, weight, text)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        if self._mirrored and side is not Qt.AlignmentFlag.AlignHCenter:
            left = side is Qt.AlignmentFlag.AlignLeft
            side = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
        font = self._look.fonts.font(scale, weight, text)
        self._text(rect, isolated(shown), ink, font, side=side)

    def _text(
        self,
        rect: QRect,
        text: str,
        ink: QColor,
        font: QFont,
        *,
        side: Qt.AlignmentFlag | None = None,
    ) -> None:
        """Paint a text that fits; it stands at the leading edge unless its side is said."""
        if side is None:
            right = self._mirrored
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter = self._painter
        painter.setFont(font)
        painter.setPen(ink)
        painter.setLayoutDirection(self._direction)
        # Letters of another script may be higher than the line: they are not cut.
        options = flags.value | Qt.TextFlag.TextDontClip.value | Qt.TextFlag.TextSingleLine.value
        painter.drawText(self.place(rect), options, text)

    def pieces(
        self, rect: QRect, texts: tuple[str, ...], ink: QColor, scale: Scale, between: str
    ) -> None:
        """Paint several pieces on one line, each isolated, the last one cut where room ends."""
        whole = "".join(texts)
        metrics = self._look.fonts.metrics(scale, REGULAR, whole)
        gap = metrics.horizontalAdvance(between)
        shown: list[str] = []
        used = 0
        for text in texts:
            room = rect.width() - used - (gap if shown else 0)
            if room < metrics.averageCharWidth() * _LEAST_LETTERS:
                break
            fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            used += metrics.horizontalAdvance(fitted) + (gap if shown else 0)
            shown.append(isolated(fitted))
        self._text(rect, between.join(shown), ink, self._look.fonts.font(scale, REGULAR, whole))

    def icon(self, rect: QRect, name: str, ink: QColor, dpr: float) -> None:
        """Paint an icon at the corner of a rectangle, in its width."""
        pixmap = self._look.icons.pixmap(name, ink, rect.width(), dpr)
        self._painter.drawPixmap(self.place(rect).topLeft(), pixmap)
