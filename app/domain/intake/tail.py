"""The end of a table, where a name and a post may stand that are none of its points.

What is known as a signature was set aside when the table was laid out. What only stands there as
one could is asked about, and comes in or is set aside as the officer says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.intake.asking import Asked, plain_key
from app.domain.intake.grid import CellKind, GridRow
from app.domain.intake.layout import NUMBER, Layout, Placed, Role
from app.domain.intake.paragraphs import sub_point

A_ROW, NO_ROW = "a row", "no row"
"""The answers to whether something is a row of the table."""

_LONGEST = 80
_SHOWN = 60
_TWO = 2
_FIGURES = (CellKind.NUMBER, CellKind.DAY)


def without_signatures(
    layout: Layout, answers: Mapping[str, str]
) -> tuple[Layout, Sequence[Asked]]:
    """Return a table without what the officer said is none of its rows, and what is to be asked.

    The questions come in the order of their rows; `answers` are as `plain_key` gives their keys.
    """
    asked = {place: _asked(layout.rows[place].row) for place in _doubtful(layout)}
    said = {place: answers.get(plain_key(each.key), "") for place, each in asked.items()}
    if NO_ROW in said.values():
        rows = tuple(
            replace(each, role=Role.REMARK) if said.get(place) == NO_ROW else each
            for place, each in enumerate(layout.rows)
        )
        layout = replace(layout, rows=rows)
    return layout, [each for place, each in asked.items() if said[place] not in (A_ROW, NO_ROW)]


def _asked(row: GridRow) -> Asked:
    text = " · ".join(" ".join(each.split()) for each in _texts(row))
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return Asked(
        key=f"@row {row.number}",
        column="",
        question=f"Below the table stands “{cut}”. Is this a row of the table?",
        choices=(A_ROW, NO_ROW),
        row=row.number,
    )


def _doubtful(layout: Layout) -> Sequence[int]:
    """Return the places of the last points that say so little that they may be none.

    They stand apart from all others by a blank row, or leave empty what every other fills.
    """
    rows = layout.rows
    points = [place for place, each in enumerate(rows) if each.role is Role.POINT]
    body = list(points)
    while body and _says_little(rows[body[-1]].row):
        body.pop()
    if not body:  # a table that says little throughout: its end is what a blank row parts
        body = _before_blank(rows, points)
    last = points[len(body) :]
    if not body or not last:
        return ()
    apart = _blank_between(rows, body[-1], last[0]) and not _blank_between(rows, body[0], body[-1])
    full = frozenset.intersection(*(_filled(rows[place].row) for place in body))
    return [place for place in last if apart or _is_barer(rows[place].row, full)]


def _before_blank(rows: Sequence[Placed], points: Sequence[int]) -> list[int]:
    parted = (place for place in range(len(points) - 1, 0, -1))
    at = next((at for at in parted if _blank_between(rows, points[at - 1], points[at])), 0)
    return list(points[:at])


def _blank_between(rows: Sequence[Placed], first: int, last: int) -> bool:
    return any(rows[place].role is Role.BLANK for place in range(first, last))


def _says_little(row: GridRow) -> bool:
    """Whether a row holds one text alone, or two short ones, and no figure, day or sub-point."""
    texts = _texts(row)
    if any(each.kind in _FIGURES or NUMBER.fullmatch(each.text) for each in row.cells):
        return False
    if sub_point(texts[0])[0] or texts[0][0].isdecimal():
        return False
    short = len(texts) == _TWO and all(len(each) <= _LONGEST for each in texts)
    return len(texts) == 1 or short


def _is_barer(row: GridRow, full: frozenset[int]) -> bool:
    """Whether a row leaves empty at least as much of what every other fills as it says itself."""
    return len(full - _filled(row)) >= len(_texts(row))


def _filled(row: GridRow) -> frozenset[int]:
    return frozenset(place for place, each in enumerate(row.cells) if each.text)


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.text for each in row.cells if each.text))
