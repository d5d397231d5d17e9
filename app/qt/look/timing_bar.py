"""The bar that spells out one date: its window, today as a line, and how far it slipped."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from app.domain.reading import Mark, day_words
from app.domain.rows import RegisterRow
from app.domain.timeliness import Slip
from app.domain.timing import Bounds
from app.qt.look import words
from app.qt.look.axis import Axis, Scene, scene_of
from app.qt.look.fonts import REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.shapes import paint_fade, paint_ghost, paint_window
from app.qt.look.tokens import GRID, Scale, Tone

_BAR = 14
_DOT = 5.0
_LEAST = 12.0
"""A window of few days on a long axis is still drawn this wide."""


class TimingBar(QWidget):
    """Draws one row's date as sure as it is; shows nothing where no day is known.

    Takes no focus: its accessible description says the same in words.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._row: RegisterRow | None = None
        self._today: date | None = None
        self.setObjectName("timing-bar")
        self.setAccessibleName(self.tr("Timing"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: RegisterRow | None, today: date) -> None:
        """Draw this row as it stands on `today`; None clears the bar."""
        self._row, self._today = row, today
        self.setAccessibleDescription(words.timing_sentence(row, today) if row else "")
        self.setVisible(row is not None and scene_of(row, today).axis(1) is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, and high enough for the bar and a line on either side."""
        return QSize(300, self._line() * 2 + _BAR + 4 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Two days, written out, must find room."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None or self._today is None:
            return
        scene = scene_of(self._row, self._today)
        axis = scene.axis(self.width())
        if axis is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        painter.save()
        if self._mirrored():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        self._draw_shapes(painter, scene, axis)
        painter.restore()
        self._write(painter, scene, axis)

    # --- shapes, in left-to-right coordinates ---------------------------------------------------

    def _draw_shapes(self, painter: QPainter, scene: Scene, axis: Axis) -> None:
        tokens, middle = self._look.tokens, self._middle()
        painter.setPen(QPen(tokens.hairline, 1 if tokens.contrast else 2))
        painter.drawLine(QLineF(0, middle, self.width(), middle))
        if scene.promised:
            self._draw_slip(painter, scene, axis)
        self._draw_now(painter, scene, axis)
        if scene.today:
            x = axis.at(scene.today)
            top, bottom = self._line() + 2, middle + _BAR / 2 + 5
            painter.fillRect(QRectF(x - 1, top, 2, bottom - top), tokens.text)

    def _draw_slip(self, painter: QPainter, scene: Scene, axis: Axis) -> None:
        """The first promise as a ghost, and a dotted line to where it lies now."""
        ghost, now = self._box(scene.promised or Bounds(), axis), self._box(scene.now, axis)
        paint_ghost(painter, ghost, self._look.tokens)
        pen = QPen(self._look.tokens.text2, 1.5)
        pen.setDashPattern([1.4, 1.6])
        painter.setPen(pen)
        middle = self._middle()
        if now.left() >= ghost.right():
            painter.drawLine(QLineF(ghost.right(), middle, now.left(), middle))
        elif ghost.left() >= now.right():
            painter.drawLine(QLineF(now.right(), middle, ghost.left(), middle))

    def _draw_now(self, painter: QPainter, scene: Scene, axis: Axis) -> None:
        ink, middle = self._ink(scene), self._middle()
        box = self._box(scene.now, axis)
        if scene.late and scene.now.latest:
            left = axis.after(scene.now.latest)
            painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(left, middle, self._today_at(axis), middle))
        match scene.mark:
            case Mark.SPAN if scene.now.earliest and scene.now.latest:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                painter.drawRoundedRect(box.adjusted(0, 2, 0, -2), 3, 3)
            case Mark.NO_END | Mark.NO_LATER | Mark.SPAN:
                self._draw_open(painter, scene, box, ink)
            case Mark.ANCHORED:
                painter.setPen(QPen(ink, 2))
                painter.setBrush(self._look.tokens.base)
                painter.drawEllipse(box.center(), _DOT, _DOT)
            case _ if scene.now.earliest == scene.now.latest:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                painter.drawEllipse(box.center(), _DOT, _DOT)
            case _:
                # The axis does not show through a hollow box.
                painter.fillRect(box.adjusted(3, 3, -3, -3), self._look.tokens.base)
                paint_window(
                    painter,
                    box,
                    ink,
                    self._look.tokens,
                    ahead=self._ahead(scene, axis, box),
                    dashed=scene.mark is Mark.LIKELY,
                )

    def _draw_open(self, painter: QPainter, scene: Scene, box: QRectF, ink: QColor) -> None:
        """A fade towards the side that is open, and a tick at the day that is known."""
        ends = scene.now.latest is not None
        bar = box.adjusted(0, 3, 0, -3)
        paint_fade(painter, bar, ink, towards_right=not ends)
        x = box.right() - 2 if ends else box.left()
        painter.fillRect(QRectF(x, box.top() - 1, 2, box.height() + 2), ink)

    def _box(self, bounds: Bounds, axis: Axis) -> QRectF:
        """Where bounds lie; an open side reaches to the end of the axis."""
        left = axis.at(bounds.earliest) if bounds.earliest else 0.0
        right = axis.after(bounds.latest) if bounds.latest else axis.width
        if right - left < _LEAST:
            middle = (left + right) / 2
            left, right = middle - _LEAST / 2, middle + _LEAST / 2
        return QRectF(left, self._middle() - _BAR / 2, right - left, _BAR)

    def _ahead(self, scene: Scene, axis: Axis, box: QRectF) -> float | None:
        """The share of an open window that is still to come."""
        if scene.today is None or not box.left() < self._today_at(axis) < box.right():
            return None
        return (box.right() - self._today_at(axis)) / box.width()

    def _today_at(self, axis: Axis) -> float:
        return axis.at(self._today) if self._today else 0.0

    def _ink(self, scene: Scene) -> QColor:
        if self._row is None or self._today is None:
            return self._look.tokens.text
        tone = words.tone_of(self._row, self._today)
        if tone is Tone.INK and scene.mark in (Mark.SPAN, Mark.WINDOW, Mark.LIKELY):
            tone = Tone.QUIET
        return self._look.tokens.tone(tone)

    # --- words ----------------------------------------------------------------------------------

    def _write(self, painter: QPainter, scene: Scene, axis: Axis) -> None:
        above: list[QRect] = []
        if scene.today:
            text = self.tr("Today")
            above.append(self._above(painter, text, axis.at(scene.today), []))
        slip = self._row.slip if self._row else None
        if scene.promised and slip:
            ghost, now = self._box(scene.promised, axis), self._box(scene.now, axis)
            self._above(painter, slip_words(slip), (ghost.center() + now.center()).x() / 2, above)
        labels = list(self._labels(scene, axis))
        if len(labels) == 2 and self._collide(labels):
            together = f"{labels[0][1]} – {labels[1][1]}"
            labels = [((labels[0][0] + labels[1][0]) / 2, together)]
        for x, text in labels:
            self._below(painter, text, x)

    def _labels(self, scene: Scene, axis: Axis) -> list[tuple[float, str]]:
        """What stands below the bar, with the middle it is meant for."""
        now = self._box(scene.now, axis)
        if scene.promised:
            ghost = self._box(scene.promised, axis).center().x()
            return sorted([(ghost, self._promise(scene)), (now.center().x(), _range(scene.now))])
        days = (scene.now.earliest, scene.now.latest)
        if days[0] == days[1] and days[0]:
            return [(now.center().x(), day_words(days[0], words.translated))]
        return [
            (x, day_words(day, words.translated))
            for x, day in zip((now.left(), now.right()), days, strict=True)
            if day
        ]

    def _promise(self, scene: Scene) -> str:
        """What was promised, in the words of the table where that is the timing in force."""
        if self._row and self._row.bounds == scene.promised:
            return words.due_words(self._row)
        return _range(scene.promised or Bounds())

    def _collide(self, labels: list[tuple[float, str]]) -> bool:
        left, right = (self._placed(text, x, 0) for x, text in labels)
        return left.adjusted(0, 0, GRID * 2, 0).intersects(right)

    def _above(self, painter: QPainter, text: str, x: float, taken: list[QRect]) -> QRect:
        """Write a strong word above the bar, beside what is written there already."""
        rect = self._placed(text, x, 0, strong=True)
        for other in taken:
            if rect.adjusted(-GRID, 0, GRID, 0).intersects(other):
                on_left = other.left() - 2 * GRID - rect.width()
                rect.moveLeft(on_left if on_left >= 0 else other.right() + 2 * GRID)
        self._text(painter, rect, text, self._look.tokens.text, strong=True)
        return rect

    def _below(self, painter: QPainter, text: str, x: float) -> None:
        top = self.height() - self._line()
        self._text(painter, self._placed(text, x, top), text, self._look.tokens.text2)

    def _placed(self, text: str, x: float, top: int, *, strong: bool = False) -> QRect:
        """The rectangle of a text centred on `x`, kept inside the widget."""
        metrics = self._look.fonts.metrics(Scale.CAPTION, SEMIBOLD if strong else REGULAR, text)
        width = metrics.horizontalAdvance(text) + 2
        left = min(max(0, round(x - width / 2)), max(0, self.width() - width))
        return QRect(left, top, width, self._line())

    def _text(
        self, painter: QPainter, rect: QRect, text: str, ink: QColor, *, strong: bool = False
    ) -> None:
        weight = SEMIBOLD if strong else REGULAR
        painter.setFont(self._look.fonts.font(Scale.CAPTION, weight, text))
        painter.setPen(ink)
        visual = QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextDontClip.value
        painter.drawText(visual, flags, f"\u2068{text}\u2069")

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _line(self) -> int:
        return self._look.fonts.line_height(Scale.CAPTION)

    def _middle(self) -> float:
        return self._line() + 2 * GRID + _BAR / 2


def slip_words(slip: Slip) -> str:
    """Return a delay as a signed range, its sure part first: “+42 to +69 days”."""
    if slip.most is None:
        template = QCoreApplication.translate("TimingBar", "+{days} days or more")
        return template.format(days=slip.sure)
    if slip.sure == slip.most:
        if slip.sure == 1:
            return QCoreApplication.translate("TimingBar", "+1 day")
        return QCoreApplication.translate("TimingBar", "+{days} days").format(days=slip.sure)
    template = QCoreApplication.translate("TimingBar", "+{sure} to +{most} days")
    return template.format(sure=slip.sure, most=slip.most)


def _range(bounds: Bounds) -> str:
    """Return bounds as words, an open side left out."""
    days = [day for day in (bounds.earliest, bounds.latest) if day]
    texts = [day_words(day, words.translated) for day in dict.fromkeys(days)]
    return " – ".join(texts)
