"""A report as strips one under the other: each a row of cells, a heading or a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from app.domain.reports.document import (
    Align,
    Block,
    Cell,
    Counts,
    Document,
    Emphasis,
    Heading,
    Line,
    Paragraph,
    Table,
)
from app.domain.reports.look import Sheet
from app.qt.printing.typesetting import UNITS_IN_MM, UNITS_IN_POINT, Fragment, Span, Typesetter

_PAD = round(1.3 * UNITS_IN_MM)
"""Left free in a cell at both sides."""
_GAP = "\u00a0\u00a0· "
"""Between facts: a line never begins with it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the page: where it begins, how wide its text is, and the paragraphs in it."""

    left: int
    width: int
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What stands beside each other across the page; measures are in units.

    `above` and `below` are left free; `rule` is the thickness of the line under it. `keep` says
    that it must not be the last on a page. `head` is the heading that stands above it on each
    page, where it belongs to a table.
    """

    boxes: tuple[Box, ...]
    above: int = 0
    below: int = 0
    rule: int = 0
    strong_rule: bool = False
    keep: bool = False
    head: Strip | None = None

    def alike(self, other: Strip) -> bool:
        """Whether both are rows of a table, or both sentences."""
        return not self.keep and (self.head is None) is (other.head is None)

    def height(self, setter: Typesetter) -> float:
        """Return how high it is as a whole."""
        return self.above + self.tallest(setter) + self.below + self.rule

    def tallest(self, setter: Typesetter) -> float:
        """Return how high its highest text is."""
        return max((sum(each) for each in self.lines(setter)), default=0)

    def lines(self, setter: Typesetter) -> list[list[float]]:
        """Return the heights of the lines of each of its boxes."""
        return [
            [height for fragment in box.fragments for height in setter.heights(fragment, box.width)]
            for box in self.boxes
        ]


class Cutter:
    """Cuts a report into strips for one sheet."""

    def __init__(self, document: Document, sheet: Sheet) -> None:
        self._document, self._sheet = document, sheet
        self._mirrored = document.right_to_left
        self._room = round(sheet.room * UNITS_IN_MM)
        self._pad = round(sheet.pad * UNITS_IN_MM)

    def strips(self) -> Iterator[Strip]:
        """Give all strips of the report, from its title on."""
        document, sheet = self._document, self._sheet
        title = Span(document.title, Emphasis.STRONG)
        yield self._across((title,), sheet.title, below=UNITS_IN_POINT * 2, keep=True)
        subtitle = Span(document.subtitle, Emphasis.QUIET)
        yield self._across((subtitle,), sheet.section, below=UNITS_IN_POINT * 5, keep=True)
        yield self._across(self._facts(), sheet.body, below=UNITS_IN_POINT * 4)
        for block, following in zip_longest(document.blocks, document.blocks[1:]):
            for strip in self._block(block):
                leads = isinstance(block, Paragraph) and isinstance(following, Table)
                yield replace(strip, keep=True) if leads else strip

    def _facts(self) -> tuple[Span, ...]:
        spans: list[Span] = []
        for fact in self._document.lines:
            spans += [Span(_GAP)] if spans else []
            spans += [Span(f"{fact.name}: ", Emphasis.QUIET), Span(fact.value)]
        return tuple(spans)

    def _block(self, block: Block) -> Iterator[Strip]:
        sheet = self._sheet
        match block:
            case Heading():
                yield self._across(
                    (Span(block.text, Emphasis.STRONG),),
                    sheet.section,
                    above=UNITS_IN_POINT * 9,
                    below=UNITS_IN_POINT * 3,
                    keep=True,
                )
            case Paragraph():
                box = Box(0, self._room, (self._fragment(block.line),))
                yield Strip(boxes=(box,), below=UNITS_IN_POINT * 3)
            case Counts():
                spans = [Span(f"{block.name}: ", Emphasis.STRONG)]
                for place, each in enumerate(block.counts):
                    spans += [Span(" · ")] if place else []
                    spans.append(Span(f"{each.number} {each.label}", tone=each.tone))
                yield self._across(tuple(spans), sheet.body, below=UNITS_IN_POINT * 2)
            case Table():
                yield from self._table(block)

    def _across(
        self,
        spans: tuple[Span, ...],
        size: float,
        *,
        above: int = 0,
        below: int = 0,
        keep: bool = False,
    ) -> Strip:
        mirrored = self._mirrored
        fragment = Fragment(spans, size, right_to_left=mirrored, at_right=mirrored)
        box = Box(0, self._room, (fragment,))
        return Strip(boxes=(box,), above=above, below=below, keep=keep)

    def _fragment(self, line: Line, align: Align = Align.START) -> Fragment:
        """Return a line as a paragraph; in a mirrored report every line stands at the right."""
        right = self._mirrored or line.right_to_left
        if align is Align.END:
            right = not right
        quiet = line.emphasis is Emphasis.QUIET
        return Fragment(
            (Span(line.text, line.emphasis, line.tone),),
            self._sheet.small if quiet else self._sheet.body,
            right_to_left=line.right_to_left,
            at_right=right,
        )

    def _table(self, table: Table) -> Iterator[Strip]:
        places, pad = self._places(table), self._pad
        names = [(self._fragment(self._named(each.heading), each.align),) for each in table.columns]
        head = Strip(
            boxes=self._boxes(places, names),
            above=pad,
            below=pad // 2,
            rule=UNITS_IN_POINT,
            strong_rule=True,
            keep=True,
        )
        yield head
        for group in table.groups:
            if group.heading:
                spans = (Span(group.heading, Emphasis.STRONG),)
                strip = self._across(spans, self._sheet.body, above=pad * 2, below=pad // 2)
                yield Strip(
                    boxes=strip.boxes, above=strip.above, below=strip.below, keep=True, head=head
                )
            for row in group.rows:
                cells = [
                    tuple(self._fragment(line, column.align) for line in cell.lines)
                    for column, cell in zip(table.columns, row, strict=True)
                ]
                yield Strip(
                    boxes=self._boxes(places, cells), above=pad, below=pad, rule=8, head=head
                )

    def _named(self, text: str) -> Line:
        return Line(text=text, language=self._document.language, emphasis=Emphasis.STRONG)

    def _places(self, table: Table) -> list[tuple[int, int]]:
        """Return where each column begins and how wide its text is; mirrored from the right."""
        whole = sum(column.width for column in table.columns)
        found, left = [], 0.0
        for column in table.columns:
            width = self._room * column.width / whole
            start = self._room - left - width if self._mirrored else left
            found.append((round(start) + _PAD, max(1, round(width) - 2 * _PAD)))
            left += width
        return found

    @staticmethod
    def _boxes(
        places: Sequence[tuple[int, int]], cells: Sequence[tuple[Fragment, ...]]
    ) -> tuple[Box, ...]:
        return tuple(
            Box(left, width, fragments)
            for (left, width), fragments in zip(places, cells, strict=True)
        )


def of_cell(cell: Cell) -> str:
    """Return what a cell says, for a screen reader."""
    return ", ".join(line.text for line in cell.lines)
