"""Whether a total agrees with the rows it stands under."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from app.domain.intake.grid import CellKind, GridRow
from app.domain.intake.layout import Layout, Role

_NUMBER = re.compile(r"-?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")


def disagreement(total: GridRow, layout: Layout) -> str:
    """Return how a total differs from the rows above it, or nothing.

    Under a column of numbers it is compared with their sum, else with how many points there are:
    all above it, those since the total before, or those since the heading before.
    """
    for place, cell in enumerate(total.cells):
        if cell.spread or not cell.text:
            continue
        found = _NUMBER.findall(cell.text)
        if len(found) != 1:
            continue
        said = _number(found[0])
        if said is not None and (fault := _compared(said, place, total, layout)):
            return fault
    return ""


def _compared(said: Decimal, place: int, total: GridRow, layout: Layout) -> str:
    held = _stretches(total, layout)
    if any(_broken(row, place) for row in held[0]):
        return f"The total says {said}; it cannot be checked, some cells above it are in error."
    summed = [_numbers(stretch, place) for stretch in held]
    if any(summed) and not any(_counts(each) for each in summed):
        sums = [sum(each, Decimal(0)) for each in summed]
        return "" if said in sums else f"The total says {said}, the rows come to {sums[0]}."
    counts = [len(stretch) for stretch in held]
    return "" if said in counts else f"The total says {said}, the table has {counts[0]} points."


def _stretches(total: GridRow, layout: Layout) -> list[list[GridRow]]:
    """The points above a total: all of them, since the last total, since the last heading."""
    everything: list[GridRow] = []
    since_total: list[GridRow] = []
    since_heading: list[GridRow] = []
    for each in layout.rows:
        if each.row.number >= total.number:
            break
        if each.role is Role.POINT:
            for stretch in (everything, since_total, since_heading):
                stretch.append(each.row)
        elif each.role is Role.TOTAL:
            since_total = []
        elif each.role is Role.SECTION:
            since_heading = []
    return [everything, since_total, since_heading]


def _numbers(rows: list[GridRow], place: int) -> list[Decimal]:
    found = [_number(each.text(place).strip()) for each in rows if each.text(place)]
    numbers = [each for each in found if each is not None]
    return numbers if len(numbers) == len(found) else []


def _broken(row: GridRow, place: int) -> bool:
    return place < len(row.cells) and row.cells[place].kind is CellKind.ERROR


def _counts(numbers: list[Decimal]) -> bool:
    """Whether the numbers just count the rows."""
    return bool(numbers) and numbers == [Decimal(each) for each in range(1, len(numbers) + 1)]


def _number(text: str) -> Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))
    except InvalidOperation:
        return None
