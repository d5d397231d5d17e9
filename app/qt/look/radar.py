"""The time of the renewal radar: where days lie, and the months above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.date_words import day_words
from app.qt.look import words
from app.qt.look.fonts import MEDIUM
from app.qt.look.look import Look
from app.qt.look.overview_words import month_words
from app.qt.look.painted import LinePainter
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, Scale

_LABELS = (220, 340)
"""The least and the most room for the instrument's own words."""
_LABEL_SHARE = 0.4
_MONTHS = 25
"""On the whole of a radar: two years, and the month they begin in."""
_STEPS = (1, 3, 6, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarAxis:
    """Where days lie between the left and the right edge of the time, as if it ran rightwards."""

    first: date
    last: date
    left: int
    right: int

    def at(self, day: date) -> float:
        """Return where a day begins."""
        whole = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * (day - self.first).days / whole

    def span(self, first: date | None, last: date | None) -> tuple[float, float] | None:
        """Return from where to where a stretch lies, both days included, cut at the edges."""
        start = self.first if first is None else max(first, self.first)
        end = self.last if last is None else min(last, self.last)
        if start > end:
            return None
        return self.at(start), self.at(end + timedelta(days=1))


def axis_of(width: int, today: date, last: date) -> RadarAxis:
    """Return the axis of a radar of a width: it begins with the month of today."""
    least, most = _LABELS
    labels = GROUP_GAP + max(least, min(most, round(width * _LABEL_SHARE)))
    return RadarAxis(
        first=today.replace(day=1), last=last, left=labels + GROUP_GAP, right=width - GROUP_GAP
    )


class RadarScale(QWidget):
    """The months above the radar, and today with its date."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.axis: RadarAxis | None = None
        self.today: date | None = None
        self.setObjectName("radar-scale")
        self.setFixedHeight(look.fonts.line_height(Scale.CAPTION) * 2 + 3 * GRID)

    def show_axis(self, axis: RadarAxis, today: date) -> None:
        """Show other months."""
        self.axis, self.today = axis, today
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.axis is None or self.today is None:
            return
        painter = QPainter(self)
        tokens, fonts = self._look.tokens, self._look.fonts
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, self.rect(), mirrored=mirrored)
        height = fonts.line_height(Scale.CAPTION)
        bottom = self.height() - height - GRID
        for month in _months(self.axis, self._apart(self.axis)):
            x = round(self.axis.at(month))
            text = month_words(month)
            width = fonts.metrics(Scale.CAPTION, text=text).horizontalAdvance(text) + GRID
            if x + width <= self.axis.right:
                lines.line(
                    QRect(x + GRID, bottom, width, height), text, tokens.text2, Scale.CAPTION
                )
            painter.fillRect(lines.place(QRect(x, self.height() - GAP, 1, GAP)), tokens.border)
        x = round(self.axis.at(self.today))
        text = self.tr("Today, {day}").format(day=day_words(self.today, words.translated))
        width = fonts.metrics(Scale.CAPTION, MEDIUM, text).horizontalAdvance(text) + GRID
        room = QRect(x, GRID, width, height)
        lines.line(room, text, tokens.text, Scale.CAPTION, MEDIUM)
        painter.fillRect(
            lines.place(QRect(x, GRID + height, 2, self.height() - GRID - height)), tokens.text
        )
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.border)

    def _apart(self, axis: RadarAxis) -> int:
        """How many months lie between two that are named, so that their names stand apart."""
        metrics = self._look.fonts.metrics(Scale.CAPTION)
        widest = metrics.horizontalAdvance(month_words(axis.last)) + GRID + GAP
        month = (axis.right - axis.left) / _MONTHS
        return next((each for each in _STEPS if month * each >= widest), _STEPS[-1])


def _months(axis: RadarAxis, apart: int) -> list[date]:
    """The first days of every so many months after the first one."""
    found: list[date] = []
    year, month = axis.first.year, axis.first.month
    while True:
        month += apart
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        if year > date.max.year or date(year, month, 1) > axis.last:
            return found
        found.append(date(year, month, 1))
