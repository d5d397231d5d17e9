"""Date marks: a date is drawn as sure as it is, by one set of shapes on every screen.

Dot: that day. Hollow box: one day inside. Dashed box: likely, or about. Solid bar: throughout.
Fade and end tick: no later than. Start tick and fade: no end stated. Dotted line and ring: hangs
on another. Dash: no date. Hatch: cannot be computed. The shapes differ, so that nothing is said
by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from app.domain.reading import Mark
from app.qt.look.tokens import MARK_RADIUS, Tokens, Tone

_STROKE = 1.5
_LEAST_HOLLOW = 0.2
"""A window that has just opened keeps this share of it hollow, or it would read as a span."""


def paint_mark(
    painter: QPainter,
    rect: QRectF,
    mark: Mark,
    tokens: Tokens,
    tone: Tone = Tone.INK,
    mirrored: bool = False,  # noqa: FBT002 - as every caller has it at hand
    ahead: float | None = None,
) -> None:
    """Paint one mark into `rect`, usually 24×12 and never smaller than 12×8.

    `ahead` is the share (0 to 1) of an open window that is still to come and is drawn solid;
    None for every other state. Time runs right to left when `mirrored`.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mirrored:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    ink = tokens.tone(Tone.QUIET if tone is Tone.INK else tone)
    if mark is Mark.WINDOW:
        _window(painter, rect, ink, tokens, ahead)
    else:
        _PAINTERS[mark](painter, rect, ink, tokens)
    painter.restore()


def paint_ghost(painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
    """Paint where something was first promised: a dashed outline, or a ring for one day."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if rect.width() <= rect.height():
        painter.setPen(QPen(tokens.edge, _STROKE, Qt.PenStyle.DotLine))
        painter.drawEllipse(rect.center(), rect.height() / 2 - 1, rect.height() / 2 - 1)
    else:
        painter.setPen(_dashes(tokens.edge))
        painter.drawRoundedRect(_inside(rect), MARK_RADIUS, MARK_RADIUS)
    painter.restore()


def paint_fade(painter: QPainter, rect: QRectF, ink: QColor, *, towards_right: bool) -> None:
    """Paint a bar that fades from solid to nothing, as an open end does."""
    start, end = (rect.topLeft(), rect.topRight())
    gradient = QLinearGradient(start, end) if towards_right else QLinearGradient(end, start)
    clear = QColor(ink)
    clear.setAlphaF(0.0)
    solid = QColor(ink)
    solid.setAlphaF(0.75)
    gradient.setColorAt(0.0, solid)
    gradient.setColorAt(1.0, clear)
    painter.fillRect(rect, QBrush(gradient))


def paint_window(
    painter: QPainter,
    rect: QRectF,
    ink: QColor,
    tokens: Tokens,
    *,
    ahead: float | None = None,
    dashed: bool = False,
) -> None:
    """Paint a box for one day inside, its part still ahead solid; dashed where only likely."""
    frame = _inside(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tint(ink, tokens))
    painter.drawRoundedRect(frame, MARK_RADIUS, MARK_RADIUS)
    if ahead:
        painter.save()
        share = min(ahead, 1 - _LEAST_HOLLOW)
        painter.setClipRect(rect.adjusted(rect.width() * (1 - share), 0, 0, 0))
        painter.setBrush(ink)
        painter.drawRoundedRect(frame, MARK_RADIUS, MARK_RADIUS)
        painter.restore()
    painter.setPen(_dashes(ink) if dashed else QPen(ink, _STROKE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, MARK_RADIUS, MARK_RADIUS)


def _day(painter: QPainter, rect: QRectF, ink: QColor, _tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(rect.center(), 4, 4)


def _window(
    painter: QPainter, rect: QRectF, ink: QColor, tokens: Tokens, ahead: float | None
) -> None:
    paint_window(painter, rect.adjusted(1, 0, -1, 0), ink, tokens, ahead=ahead)


def _likely(painter: QPainter, rect: QRectF, ink: QColor, tokens: Tokens) -> None:
    paint_window(painter, rect.adjusted(1, 0, -1, 0), ink, tokens, dashed=True)


def _span(painter: QPainter, rect: QRectF, ink: QColor, _tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    bar = QRectF(rect.left() + 1, rect.center().y() - 4, rect.width() - 2, 8)
    painter.drawRoundedRect(bar, 3, 3)


def _no_later(painter: QPainter, rect: QRectF, ink: QColor, _tokens: Tokens) -> None:
    bar = QRectF(rect.left() + 1, rect.center().y() - 3, rect.width() - 3, 6)
    paint_fade(painter, bar, ink, towards_right=False)
    painter.fillRect(QRectF(rect.right() - 3, rect.top(), 2, rect.height()), ink)


def _no_end(painter: QPainter, rect: QRectF, ink: QColor, _tokens: Tokens) -> None:
    bar = QRectF(rect.left() + 2, rect.center().y() - 3, rect.width() - 3, 6)
    paint_fade(painter, bar, ink, towards_right=True)
    painter.fillRect(QRectF(rect.left() + 1, rect.top(), 2, rect.height()), ink)


def _anchored(painter: QPainter, rect: QRectF, ink: QColor, _tokens: Tokens) -> None:
    middle, radius = rect.center().y(), 3.25
    ring = QPointF(rect.right() - radius - 1.5, middle)
    pen = QPen(ink, _STROKE + 0.25)
    pen.setDashPattern([1.3, 1.3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QLineF(rect.left() + 1, middle, ring.x() - radius, middle))
    painter.setPen(QPen(ink, _STROKE + 0.25))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring, radius, radius)


def _none(painter: QPainter, rect: QRectF, ink: QColor, _tokens: Tokens) -> None:
    middle = rect.center()
    painter.fillRect(QRectF(middle.x() - 5, middle.y() - 0.75, 10, 1.5), ink)


def _unknown(painter: QPainter, rect: QRectF, ink: QColor, _tokens: Tokens) -> None:
    frame = _inside(rect.adjusted(1, 0, -1, 0))
    painter.setPen(QPen(ink, 1))
    painter.save()
    painter.setClipRect(frame)
    x = frame.left() - frame.height()
    while x < frame.right():
        painter.drawLine(QLineF(x, frame.bottom(), x + frame.height(), frame.top()))
        x += 4
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, MARK_RADIUS, MARK_RADIUS)


_PAINTERS: dict[Mark, Callable[[QPainter, QRectF, QColor, Tokens], None]] = {
    Mark.DAY: _day,
    Mark.LIKELY: _likely,
    Mark.SPAN: _span,
    Mark.NO_LATER: _no_later,
    Mark.NO_END: _no_end,
    Mark.ANCHORED: _anchored,
    Mark.NONE: _none,
    Mark.UNKNOWN: _unknown,
}


def _inside(rect: QRectF) -> QRectF:
    """The rectangle whose outline, drawn in the usual stroke, just fills `rect`."""
    half = _STROKE / 2
    return rect.adjusted(half, half, -half, -half)


def _dashes(ink: QColor) -> QPen:
    pen = QPen(ink, _STROKE)
    pen.setDashPattern([2.4, 1.4])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _tint(ink: QColor, tokens: Tokens) -> QColor:
    """A faint ground inside a box; none in high contrast, where nothing is half said."""
    tint = QColor(ink)
    tint.setAlphaF(0.0 if tokens.contrast else 0.16)
    return tint
