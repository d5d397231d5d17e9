"""A report cut into pages, each painted on its own: on paper, in a PDF or on the screen.

No row is torn apart unless it is higher than a page; the heading of a table comes again on every
page; a heading is never the last on a page, and the last row or line of a report never alone on
one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.reports.document import Document, Emphasis
from app.domain.reports.look import Paper, Sheet
from app.qt.printing.strips import Cutter, Strip
from app.qt.printing.typesetting import UNITS_IN_MM, Fragment, Span, Typesetter
from app.store.turns import GivingWay

_NUMBER = 42.0
"""So many millimetres of the foot are for the number of the page; the rest says what it is of."""
_FOOT_LINES = 2
_EDGE = 4.5
"""So many millimetres at the edge of the paper stay white: no printer reaches further."""
_FEW = 3
"""From a page with fewer rows than these none is taken to keep the last one company."""


def _go_on(_done: int, _whole: int) -> None:
    """Hear nothing of how far it has come."""


@dataclass(frozen=True, slots=True)
class Part:
    """A strip, or some lines of each of its boxes, and where on the page it begins."""

    strip: Strip
    top: float
    lines: tuple[tuple[int, int], ...]


class Pages:
    """A report on the pages of one sheet; painting makes nothing anew but what a page shows."""

    def __init__(
        self,
        document: Document,
        paper: Paper = Paper.A4,
        progress: Callable[[int, int], object] = _go_on,
    ) -> None:
        """Lay out the whole; `progress` hears how many strips of how many are placed."""
        self.document, self.paper = document, paper
        self.sheet = Sheet.of(paper, upright=document.upright)
        self._setter = Typesetter(self.sheet)
        self._room = (self.sheet.height - self.sheet.top - self.sheet.bottom) * UNITS_IN_MM
        self._pages: list[list[Part]] = [[]]
        self._top = 0.0
        self._before, self._whole = 0, 0
        strips = list(Cutter(document, self.sheet).strips())
        for place in range(len(strips)):
            self._add(strips, place)
            progress(place + 1, len(strips))

    def __len__(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def number(self, before: int, whole: int) -> None:
        """Number the pages as part of a whole: so many stand before them, of so many in all."""
        self._before, self._whole = before, whole

    def let_go(self) -> None:
        """Give up all that is on the pages, bit by bit; they can be painted no more.

        The end of thousands of rows at once would hold up every thread. Called on any thread, by
        whoever knows that nobody else has them.
        """
        give_way = GivingWay()
        while self._pages:
            self._pages.pop()
            give_way()
        self._setter.let_go(give_way)

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of a page, in units."""
        return self.sheet.width * UNITS_IN_MM, self.sheet.height * UNITS_IN_MM

    def text(self, page: int) -> str:
        """Return what stands on a page, line by line."""
        return "\n".join(
            " | ".join(
                " / ".join(fragment.text for fragment in box.fragments) for box in part.strip.boxes
            )
            for part in self._pages[page]
        )

    def parts(self, page: int) -> Sequence[Part]:
        """Return what stands on a page, from its top on."""
        return self._pages[page]

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw a page; the painter's unit is ours, its origin the corner of the paper."""
        painter.save()
        painter.translate(self.sheet.side * UNITS_IN_MM, self.sheet.top * UNITS_IN_MM)
        for part in self._pages[page]:
            self._paint(painter, part)
        painter.restore()
        self._paint_foot(painter, page)

    # Breaking

    def _add(self, strips: Sequence[Strip], place: int) -> None:
        strip = strips[place]
        needed = self._together(strips, place)
        if self._top + needed > self._room and self._pages[-1] and not self._only_head():
            self._turn(strip, last=place == len(strips) - 1)
        self._place(strip)

    def _together(self, strips: Sequence[Strip], place: int) -> float:
        """Return how high a strip is with all that must stand on its page below it."""
        strip = strips[place]
        height = strip.height(self._setter)
        while strip.keep and place + 1 < len(strips):
            place += 1
            strip = strips[place]
            height += strip.height(self._setter)
        return height if height <= self._room else strips[place].height(self._setter)

    def _only_head(self) -> bool:
        """Whether the page holds nothing but the heading that was repeated on it."""
        parts = self._pages[-1]
        return len(parts) == 1 and len(self._pages) > 1 and parts[0].strip.strong_rule

    def _turn(self, strip: Strip, *, last: bool = False) -> None:
        """Begin a page, under the heading of the table that goes on there."""
        taken: list[Part] = []
        before = self._pages[-1]
        alike = [part for part in before if part.strip.alike(strip)]
        if last and len(alike) >= _FEW and before[-1] is alike[-1]:
            taken = [before.pop()]
        self._pages.append([])
        self._top = 0.0
        head = strip.head
        if head is not None:
            self._put(head)
        for part in taken:
            self._put(part.strip, part.lines)

    def _place(self, strip: Strip) -> None:
        """Put a strip on the page; one higher than a page goes on over the following ones."""
        lines = strip.lines(self._setter)
        starts = [0] * len(lines)
        while True:
            room = self._room - self._top - strip.above - strip.below - strip.rule
            ends = [
                _fitting(heights, start, room) for heights, start in zip(lines, starts, strict=True)
            ]
            if not any(end > start for start, end in zip(starts, ends, strict=True)):
                if all(start == len(each) for start, each in zip(starts, lines, strict=True)):
                    self._put(strip, tuple(zip(starts, ends, strict=True)))
                    return
                ends = [
                    min(start + 1, len(each)) for start, each in zip(starts, lines, strict=True)
                ]
            self._put(strip, tuple(zip(starts, ends, strict=True)))
            if all(end == len(each) for end, each in zip(ends, lines, strict=True)):
                return
            starts = ends
            self._turn(strip)

    def _put(self, strip: Strip, lines: tuple[tuple[int, int], ...] | None = None) -> None:
        heights = strip.lines(self._setter)
        shown = lines if lines is not None else tuple((0, len(each)) for each in heights)
        self._pages[-1].append(Part(strip, self._top, shown))
        tallest = max(
            (sum(each[start:end]) for each, (start, end) in zip(heights, shown, strict=True)),
            default=0,
        )
        self._top += strip.above + tallest + strip.below + strip.rule

    # Painting

    def _paint(self, painter: QPainter, part: Part) -> None:
        strip, tallest = part.strip, 0.0
        for box, (start, end) in zip(strip.boxes, part.lines, strict=True):
            top, before = part.top + strip.above, 0
            for fragment in box.fragments:
                heights = self._setter.heights(fragment, box.width)
                first = max(0, start - before)
                last = min(len(heights), end - before)
                if first < last:
                    at = QPointF(box.left, top)
                    self._setter.paint(painter, fragment, box.width, at, range(first, last))
                    top += sum(heights[first:last])
                before += len(heights)
            tallest = max(tallest, top - part.top - strip.above)
        if strip.rule:
            ink = QColor(self.sheet.ink if strip.strong_rule else self.sheet.rule)
            middle = part.top + strip.above + tallest + strip.below + strip.rule / 2
            painter.setPen(QPen(ink, strip.rule))  # never thinner than a dot of the screen
            painter.drawLine(QLineF(0, middle, self.sheet.room * UNITS_IN_MM, middle))

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        """Number the page at its end, and say at its beginning what report it belongs to."""
        document, sheet = self.document, self.sheet
        numbered = document.page.format(
            page=self._before + page + 1, pages=self._whole or len(self)
        )
        left = round(sheet.side * UNITS_IN_MM)
        whole = round(sheet.room * UNITS_IN_MM)
        end = round(_NUMBER * UNITS_IN_MM)
        mirrored = document.right_to_left
        pieces = []
        for text, at_end in ((document.foot, False), (numbered, True)):
            right = at_end != mirrored
            width = end if at_end else whole - end
            fragment = Fragment(
                (Span(text, Emphasis.QUIET),), sheet.small, mirrored, at_right=right
            )
            pieces.append((fragment, width, left + whole - width if right else left))
        heights = [self._setter.heights(each, width)[:_FOOT_LINES] for each, width, _ in pieces]
        tallest = max(map(sum, heights)) + _EDGE * UNITS_IN_MM
        top = sheet.height * UNITS_IN_MM - max(sheet.bottom * 0.6 * UNITS_IN_MM, tallest)
        for (fragment, width, side), lines in zip(pieces, heights, strict=True):
            shown = range(len(lines))
            self._setter.paint(painter, fragment, width, QPointF(side, top), shown)


def _fitting(heights: Sequence[float], start: int, room: float) -> int:
    """Return before which line the room ends."""
    end = start
    while end < len(heights) and heights[end] <= room:
        room -= heights[end]
        end += 1
    return end
