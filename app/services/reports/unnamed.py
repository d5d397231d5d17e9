"""Rows that name nothing marked, for reports that leave marked points out.

A point that is not marked may follow one that is: then neither that one's title is told nor the
words that a source had for it, nor words that name it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.domain.particulars import Move
from app.domain.reports.carry_over import CarryOver, CarryPoint
from app.domain.rows import RegisterRow
from app.domain.timing import Timing
from app.store.reader import Reader

Hush = Callable[[RegisterRow], RegisterRow]
_NAME = 3
"""A title or reference shorter than this is found in any text, and so is no name."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """What may not be told of dates: the words of one that follows or names a marked point.

    `anchors` are the marked points that dates follow, `names` titles and references of all that
    are marked, as they are compared.
    """

    anchors: frozenset[str]
    names: tuple[str, ...]

    @classmethod
    def of(cls, reader: Reader, timings: Iterable[Timing]) -> Discretion:
        """Return what may not be told of some dates."""
        anchors = _marked(reader, {each.anchor for each in timings})
        names = (each.casefold() for each in reader.marked_names())
        return cls(anchors, tuple(each for each in names if len(each) >= _NAME))

    def names_one(self, text: str) -> bool:
        """Whether a text names a marked point by its title or its reference."""
        said = text.casefold()
        return bool(said) and any(each in said for each in self.names)

    def timing(self, held: Timing) -> Timing:
        """Return a date without the words that may not be told."""
        told = held.anchor in self.anchors or self.names_one(f"{held.words} {held.why}")
        return replace(held, words="", why="") if told else held

    def move(self, held: Move) -> Move:
        """Return a move without a reason that names a marked point."""
        return replace(held, why="") if self.names_one(held.why) else held

    def row(self, row: RegisterRow) -> RegisterRow:
        """Return a row whose date tells nothing of a marked point."""
        follows = row.follows
        if follows is not None and row.timing.anchor in self.anchors:
            follows = replace(follows, ref="", title="")
        return replace(row, follows=follows, timing=self.timing(row.timing))


def hushed(reader: Reader, rows: Iterable[RegisterRow]) -> Hush:
    """Return what makes rows, all of them among `rows`, name nothing marked."""
    return Discretion.of(reader, [each.timing for each in rows]).row


def unnamed(reader: Reader, report: CarryOver) -> CarryOver:
    """Return a follow-up without marked points in which no other point names one either."""
    dates = [each.first for each in report.points if each.first is not None]
    origins = {each.origin.id for each in report.points if each.origin is not None}
    secret = _marked(reader, origins)
    ends = report.start, report.end
    rows = [*(each.row for each in report.points), *(each.row for each in ends)]
    discretion = Discretion.of(reader, [*dates, *(each.timing for each in rows)])

    def point(each: CarryPoint) -> CarryPoint:
        origin = each.origin if each.origin is None or each.origin.id not in secret else None
        first = None if each.first is None else discretion.timing(each.first)
        return replace(each, row=discretion.row(each.row), first=first, origin=origin)

    start, end = (replace(each, row=discretion.row(each.row)) for each in ends)
    return replace(report, points=tuple(map(point, report.points)), start=start, end=end)


def _marked(reader: Reader, identities: Iterable[str | None]) -> frozenset[str]:
    held = reader.agenda_rows(sorted({each for each in identities if each}))
    return frozenset(each.id for each in held.values() if each.classification)
