"""Which table of a file is read, and which others there are; one at a time comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.errors import NotFoundError
from app.domain.inputs_words import inputs_words
from app.domain.intake.columns import known_name
from app.domain.intake.grid import Beside, Grid
from app.domain.intake.layout import laid_out
from app.domain.intake.returned import is_return
from app.domain.intake.vocabulary import SERIAL
from app.domain.letter_words import ENGLISH, RUSSIAN

_HOW = frozenset(inputs_words(each).how for each in (ENGLISH, RUSSIAN))
"""What the sheet of a workbook of inputs is called on which nobody fills in anything."""


def chosen(tables: Sequence[Grid], sheet: str = "") -> Grid:
    """Return the table that is meant: the one named, else the one with most columns known here.

    Of several alike it is the one that is not hidden, then the one with most points. Raises
    `NotFoundError` where there is no such table, or none at all.
    """
    if not tables:
        raise NotFoundError("There is no table in this file.")
    back = next((each for each in tables if is_return(each)), None)
    if back is not None and not sheet:
        return back
    if sheet:
        found = next((each for each in tables if each.name.casefold() == sheet.casefold()), None)
        if found is None:
            names = ", ".join(f"“{each.name}”" for each in tables)
            raise NotFoundError(f"There is no table “{sheet}” in this file. There are {names}.")
        return found
    if len(tables) == 1:
        return tables[0]  # to lay it out only to find that would take as long as to read it
    return max(tables, key=_likely)


def with_others(tables: Sequence[Grid]) -> tuple[Grid, ...]:
    """Return the tables of a file, each knowing which others there are."""
    if len(tables) < 2:  # noqa: PLR2004 - one table has none beside it
        return tuple(tables)
    names = [Beside(each.name, sum(not row.blank for row in each.rows)) for each in tables]
    ours = _HOW if any(map(is_return, tables)) else frozenset()
    return tuple(
        replace(
            each,
            beside=tuple(
                one for at, one in enumerate(names) if at != place and one.name not in ours
            ),
        )
        for place, each in enumerate(tables)
    )


def _likely(grid: Grid) -> tuple[int, bool, int]:
    """Return by how much a table is likelier to be meant than others."""
    layout = laid_out(grid)
    points = len(layout.points)
    known = {known_name(each) for each in layout.names} - {None, SERIAL} if points else set()
    return len(known), not grid.hidden, points
