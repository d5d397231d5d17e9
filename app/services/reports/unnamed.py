"""Rows that name nothing marked, for reports that leave marked points out.

A point that is not marked may follow one that is: then neither that one's title is told nor the
words that a source had for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain.reports.carry_over import CarryOver, CarryPoint
from app.domain.rows import RegisterRow
from app.domain.timing import Timing
from app.store.reader import Reader

Hush = Callable[[RegisterRow], RegisterRow]


def hushed(reader: Reader, rows: Iterable[RegisterRow]) -> Hush:
    """Return what makes rows, all of them among `rows`, name nothing marked."""
    secret = _marked(reader, {each.timing.anchor for each in rows})

    def hush(row: RegisterRow) -> RegisterRow:
        if row.timing.anchor not in secret or row.follows is None:
            return row
        return replace(
            row,
            follows=replace(row.follows, ref="", title=""),
            timing=replace(row.timing, words=""),
        )

    return hush


def unnamed(reader: Reader, report: CarryOver) -> CarryOver:
    """Return a follow-up without marked points in which no other point names one either."""
    dates = [each.first for each in report.points if each.first is not None]
    origins = {each.origin.id for each in report.points if each.origin is not None}
    secret = _marked(reader, {each.anchor for each in dates} | origins)
    ends = report.start, report.end
    hush = hushed(reader, [*(each.row for each in report.points), *(each.row for each in ends)])

    def first(held: Timing | None) -> Timing | None:
        return replace(held, words="") if held is not None and held.anchor in secret else held

    def point(each: CarryPoint) -> CarryPoint:
        origin = each.origin if each.origin is None or each.origin.id not in secret else None
        return replace(each, row=hush(each.row), first=first(each.first), origin=origin)

    start, end = (replace(each, row=hush(each.row)) for each in ends)
    return replace(report, points=tuple(map(point, report.points)), start=start, end=end)


def _marked(reader: Reader, identities: Iterable[str | None]) -> frozenset[str]:
    held = reader.agenda_rows(sorted({each for each in identities if each}))
    return frozenset(each.id for each in held.values() if each.classification)
