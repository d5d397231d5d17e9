"""Columns of a table of which nothing comes in though nobody said so: each is named, with why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.intake.asking import cell
from app.domain.intake.column_contents import no_row_number
from app.domain.intake.columns import Column, How, known_name
from app.domain.intake.grid import Cell
from app.domain.intake.layout import Layout
from app.domain.intake.vocabulary import SERIAL


def left_out(layout: Layout, columns: Sequence[Column]) -> Iterator[str]:
    """Say which columns hold something of which nothing comes in."""
    held = {each.place: [cell(row.row, each.place) for row in layout.points] for each in columns}
    passed = [
        each
        for each in columns
        if not (each.field or each.how or each.asks or each.earlier)
        and any(one.text for one in held[each.place])
    ]
    unknown = [each for each in passed if known_name(each.name) is None]
    if unknown:
        yield f"Columns left out, because they are no field that is known here: {_named(unknown)}."
    second = [each for each in passed if each not in unknown]
    if second:
        yield f"Columns left out, because another column is that field: {_named(second)}."
    yield from _row_numbers(columns, held)


def _row_numbers(columns: Sequence[Column], held: dict[int, list[Cell]]) -> Iterator[str]:
    for each in columns:
        if each.field == SERIAL and each.how is not How.GIVEN:
            strange = no_row_number(held[each.place])
            if strange:
                yield (
                    f"“{each.name[:60]}” was taken for the number of a row and left out: it holds "
                    f"“{strange[:60]}”."
                )


def _named(columns: Sequence[Column]) -> str:
    return ", ".join(f"“{each.name[:60]}”" for each in columns)
