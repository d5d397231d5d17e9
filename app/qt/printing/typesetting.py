"""Text set in lines of a width, at a fineness that no screen has any part in.

Everything is measured in units of a twentieth of a point, so that a page looks the same on paper,
in a PDF and on the screen, and breaks at the same places. May be used on any one thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from app.domain.reports.document import Emphasis, Tone
from app.domain.reports.look import TONE_INKS, Sheet
from app.qt.look.fonts import SEMIBOLD, families_for

UNITS_IN_POINT = 20
"""How fine everything is measured: 1440 to the inch."""
UNITS_IN_MM = 1440 / 25.4
_LEADING = 1.04
_KEPT = 4096
_TALLEST, _ASCENT = 1.42, 0.72
"""A line is at most so many times as high as its type, and then so much of it stands above the
letters' feet: an Arabic font asks for twice that."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one ink and weight."""

    text: str
    emphasis: Emphasis = Emphasis.PLAIN
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True)
class Fragment:
    """One paragraph: its spans, its size in points, how it runs and on which side it stands."""

    spans: tuple[Span, ...]
    size: float
    right_to_left: bool = False
    at_right: bool = False

    @property
    def text(self) -> str:
        """All it says."""
        return "".join(span.text for span in self.spans)


class Typesetter:
    """Sets fragments in lines. What was measured or set before is not done again."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._heights: dict[tuple[Fragment, int], tuple[float, ...]] = {}
        self._set: OrderedDict[tuple[Fragment, int], QTextLayout] = OrderedDict()

    def let_go(self, give_way: Callable[[], None]) -> None:
        """Forget bit by bit what was measured and set; `give_way` is called in between."""
        for held in (self._set, self._heights):
            while held:
                held.popitem()
                give_way()

    def heights(self, fragment: Fragment, width: int) -> tuple[float, ...]:
        """Return the height of each line of a fragment in a width."""
        key = (fragment, width)
        found = self._heights.get(key)
        if found is None:
            layout = self._laid(fragment, width)
            count = layout.lineCount()
            found = tuple(_height(layout.lineAt(line), fragment) for line in range(count))
            self._heights[key] = found
        return found

    def paint(
        self, painter: QPainter, fragment: Fragment, width: int, at: QPointF, lines: range
    ) -> None:
        """Draw some lines of a fragment, the first of them with its upper left corner at `at`."""
        layout = self._kept(fragment, width)
        painter.setPen(self._ink(Emphasis.PLAIN, Tone.INK))
        top = at.y()
        for number in lines:
            line = layout.lineAt(number)
            height = _height(line, fragment)
            line.draw(painter, QPointF(at.x(), top - _above(line, height)))
            top += height

    def _kept(self, fragment: Fragment, width: int) -> QTextLayout:
        key = (fragment, width)
        found = self._set.pop(key, None)
        if found is None:
            found = self._laid(fragment, width)
            while len(self._set) >= _KEPT:
                self._set.popitem(last=False)
        self._set[key] = found
        return found

    def _laid(self, fragment: Fragment, width: int) -> QTextLayout:
        text = fragment.text.replace("\n", "\u2028")
        layout = QTextLayout(text, self._font(text, fragment.size))
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft
            if fragment.right_to_left
            else Qt.LayoutDirection.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if fragment.at_right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(fragment.spans))
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
        layout.endLayout()
        return layout

    def _font(self, text: str, size: float) -> QFont:
        font = QFont()
        font.setFamilies(families_for(text, self._sheet.fonts))
        font.setPixelSize(round(size * UNITS_IN_POINT))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _formats(self, spans: Sequence[Span]) -> list[QTextLayout.FormatRange]:
        found, place = [], 0
        for span in spans:
            # Qt counts in UTF-16: a letter beyond the first plane counts twice.
            length = len(span.text.encode("utf-16-le", "surrogatepass")) // 2
            made = QTextLayout.FormatRange()
            made.start, made.length = place, length
            style = QTextCharFormat()
            if span.emphasis is Emphasis.STRONG:
                style.setFontWeight(SEMIBOLD)
            style.setForeground(QBrush(self._ink(span.emphasis, span.tone)))
            made.format = style
            found.append(made)
            place += length
        return found

    def _ink(self, emphasis: Emphasis, tone: Tone) -> QColor:
        if tone is not Tone.INK:
            return QColor(TONE_INKS[tone])
        return QColor(self._sheet.quiet if emphasis is Emphasis.QUIET else self._sheet.ink)


def _height(line: QTextLine, fragment: Fragment) -> float:
    return min(line.height() * _LEADING, fragment.size * UNITS_IN_POINT * _TALLEST)


def _above(line: QTextLine, height: float) -> float:
    """Return how much of a line as its font wants it lies above what it gets."""
    asked = line.height() * _LEADING
    return 0.0 if asked <= height else line.ascent() - height * _ASCENT
