"""How a table is laid out: where its header stands, and which of its rows are no points at all.

Offices put a title above, split the header over two rows, repeat it on every page, part the table
by sectors and end it with a total. What is set aside is told with its reason; nothing is dropped in
silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.intake.columns import known_name, names_column
from app.domain.intake.grid import Cell, CellKind, Grid, GridRow
from app.domain.intake.marks import FOOTERS, REMARKS, TOTALS
from app.domain.intake.vocabulary import plain

_LOOKED_AT = 40
"""A header stands among so many first rows, or nowhere."""
_LONGEST_NAME = 80
_ENOUGH_NAMES = 2
_SPREAD_OVER = 3
_FIGURES = re.compile(r"[\d\s.,/–—-]+")
NUMBER = re.compile(r"-?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
"""A figure alone, as an amount or a serial number is."""
_PAGE = re.compile(
    r"(?:page|стр\.?|страница|صفحہ)?[\s–—-]*\d{1,3}\s*(?:(?:of|из|/)\s*\d{1,3}|[–—-])?",
    re.IGNORECASE,
)


class Role(StrEnum):
    """What a row of a table is."""

    TITLE = "title"
    HEADER = "header"
    REPEATED = "repeated header"
    SECTION = "section"
    POINT = "point"
    TOTAL = "total"
    NUMBERS = "column numbers"
    REMARK = "remark"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One row with what it is; `section` is the heading it stands under, empty for none."""

    row: GridRow
    role: Role
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table with its header found: a name for each column, and what each row is.

    `names` are as they stand in the file, those of two header rows joined by “ / ”; empty for a
    column without one. `header_rows` are record numbers from 1, none where no header was found.
    `days_from` is the grid's.
    """

    names: tuple[str, ...]
    header_rows: tuple[int, ...]
    rows: tuple[Placed, ...]
    days_from: date | None = None

    @property
    def points(self) -> tuple[Placed, ...]:
        """The rows that say something of a commitment."""
        return tuple(each for each in self.rows if each.role is Role.POINT)


def laid_out(grid: Grid, header_rows: Sequence[int] | None = None) -> Layout:
    """Find the header of a table and say what each of its rows is.

    `header_rows` are the record numbers of the header where the officer has named them; an empty
    sequence says that there is none.
    """
    rows = grid.rows
    if header_rows is None:
        found = _header(rows)
    else:
        chosen = set(header_rows)
        found = tuple(place for place, row in enumerate(rows) if row.number in chosen)
    names = _names(rows, found, grid.width)
    start = found[-1] + 1 if found else 0
    return Layout(
        names=names,
        header_rows=tuple(rows[place].number for place in found),
        rows=tuple(_placed(rows, found, start, names)),
        days_from=grid.days_from,
    )


# --- the header -----------------------------------------------------------------------------------


def _header(rows: Sequence[GridRow]) -> tuple[int, ...]:
    """Return the places of the header's rows: the first row that names most columns, and its next.

    Where no name is known, the first full row of short texts above other rows is taken for it.
    """
    best, most = -1, 0
    for place, row in enumerate(rows[:_LOOKED_AT]):
        known = _known(row)
        if known > most:
            best, most = place, known
    if most < _ENOUGH_NAMES:
        best = _looks_like_header(rows)
    if best < 0:
        return ()
    first, last = best, best
    if first > 0 and _begins(rows[first - 1], rows[first]):
        first -= 1
    elif last + 1 < len(rows) and _begins(rows[last], rows[last + 1]):
        last += 1
    return tuple(range(first, last + 1))


def _known(row: GridRow) -> int:
    return len({names_column(each.text) for each in row.cells if each.text} - {""})


def _looks_like_header(rows: Sequence[GridRow]) -> int:
    for place, row in enumerate(rows[:_LOOKED_AT]):
        texts = [each for each in row.cells if each.text]
        below = rows[place + 1] if place + 1 < len(rows) else None
        if len(texts) < _ENOUGH_NAMES or below is None or below.blank:
            continue
        short = all(_a_name(each) for each in texts)
        distinct = len({plain(each.text) for each in texts}) == len(texts)
        return place if short and distinct else -1
    return -1


def _a_name(cell: Cell) -> bool:
    figures = bool(_FIGURES.fullmatch(cell.text))
    return cell.kind is CellKind.TEXT and len(cell.text) <= _LONGEST_NAME and not figures


def _begins(upper: GridRow, lower: GridRow) -> bool:
    """Whether two rows are one header: the upper spreads over columns that the lower names."""
    spread = [place for place, each in enumerate(upper.cells) if each.spread and each.text]
    named = [each for each in lower.cells if each.text]
    if not named or not all(_a_name(each) for each in named):
        return False
    over = [
        place
        for place in spread
        if lower.text(place) and plain(lower.text(place)) != plain(upper.text(place))
    ]
    lone = len({plain(each.text) for each in upper.cells if each.text}) == 1
    return bool(over) and not lone


def _names(rows: Sequence[GridRow], header: tuple[int, ...], width: int) -> tuple[str, ...]:
    names = []
    for column in range(width):
        parts: list[str] = []
        for place in header:
            text = " ".join(rows[place].text(column).split())
            if text and text not in parts:
                parts.append(text)
        names.append(" / ".join(parts))
    return tuple(names)


# --- the rows under it ----------------------------------------------------------------------------


def _placed(
    rows: Sequence[GridRow], header: tuple[int, ...], start: int, names: tuple[str, ...]
) -> Iterator[Placed]:
    section = ""
    last = _last_full(rows)
    ended = _last_total(rows, last)
    heading = {tuple(plain(each.text) for each in rows[place].cells) for place in header}
    for place, row in enumerate(rows):
        if place in header:
            yield Placed(row=row, role=Role.HEADER)
        elif row.blank:
            yield Placed(row=row, role=Role.BLANK)
        elif place < start:
            yield Placed(row=row, role=Role.TITLE)
        else:
            role = _role(row, heading, rows[place + 1] if place + 1 < len(rows) else None, names)
            said = role in (Role.POINT, Role.SECTION)
            if said and _remarks(row, names, below=place > last, ended=place > ended):
                role = Role.REMARK
            if role is Role.SECTION:
                section = _lone_text(row) or ""
            yield Placed(row=row, role=role, section="" if role is Role.SECTION else section)


def _last_full(rows: Sequence[GridRow]) -> int:
    """Return the place of the last row that says more than one thing; below it nothing counts."""
    full = (
        at
        for at, row in enumerate(rows)
        if _lone_text(row) is None and not row.blank and not _footer(row)
    )
    return max(full, default=-1)


def _last_total(rows: Sequence[GridRow], last: int) -> int:
    """Return where the total stands that ends a table, a place below all where none does."""
    return max(
        (at for at, row in enumerate(rows) if at >= last and _is_total(row)), default=len(rows)
    )


def _footer(row: GridRow) -> bool:
    """Whether every text of a row is such as stands below a table: a signature, an address."""
    texts = {" ".join(each.text.split()) for each in row.cells if each.text}
    return bool(texts) and all(FOOTERS.fullmatch(each) for each in texts)


def _remarks(row: GridRow, names: tuple[str, ...], *, below: bool, ended: bool) -> bool:
    """Whether a row is a remark on the table, not a point of it: a note, a page, a signature.

    One text alone that begins as remarks do; below the last full row also a text spread over the
    table, one in a first column that is not the titles', or what signatures are made of. Where a
    total `ended` the table, one text alone below it is none of its points, wherever it stands.
    """
    if len(names) < _ENOUGH_NAMES:
        return False
    if below and _footer(row):
        return True
    text = _lone_text(row)
    if text is None or NUMBER.fullmatch(text):
        return False
    if below and ended:
        return True
    if _PAGE.fullmatch(text):
        return True
    begun = plain(re.split(r"[:.№\d]", text, maxsplit=1)[0])
    if begun in REMARKS and begun != plain(text):
        return True
    place = next(index for index, each in enumerate(row.cells) if each.text)
    titled = place < len(names) and known_name(names[place]) == "title"
    spread = sum(1 for each in row.cells if each.text) >= _SPREAD_OVER
    if text.startswith("*") and (below or not titled):
        return True
    return below and (spread or (place == 0 and not titled))


def _role(
    row: GridRow,
    heading: set[tuple[str, ...]],
    below: GridRow | None,
    names: tuple[str, ...],
) -> Role:
    texts = tuple(plain(each.text) for each in row.cells)
    if texts in heading or _names_again(row, names):
        return Role.REPEATED
    if _is_total(row):
        return Role.TOTAL
    if _counts_columns(row):
        return Role.NUMBERS
    return Role.SECTION if _heads_section(row, below, names) else Role.POINT


def _names_again(row: GridRow, names: tuple[str, ...]) -> bool:
    """Whether a row says once more what the columns are called, as on every printed page."""
    said = [(plain(row.text(place)), plain(name)) for place, name in enumerate(names) if name]
    held = [pair for pair in said if pair[0]]
    return len(held) >= _ENOUGH_NAMES and all(text == name for text, name in held)


def _is_total(row: GridRow) -> bool:
    first = next((each.text for each in row.cells if each.text), "")
    name = plain(re.split(r"[:\d=]", first, maxsplit=1)[0])
    filled = {each.text for each in row.cells if each.text and not each.spread}
    figures = [each for each in filled if NUMBER.fullmatch(each.strip()) or each == first]
    return name in TOTALS and len(figures) == len(filled)


def _counts_columns(row: GridRow) -> bool:
    """Whether a row numbers the columns, 1, 2, 3, as Russian forms do under their header."""
    texts = [each.text.strip() for each in row.cells if each.text]
    wanted = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) > _ENOUGH_NAMES and texts == wanted


def _lone_text(row: GridRow) -> str | None:
    """Return the one text of a row, be it spread over several columns; None where there are two."""
    texts = {" ".join(each.text.split()) for each in row.cells if each.text}
    return texts.pop() if len(texts) == 1 else None


def _heads_section(row: GridRow, below: GridRow | None, names: tuple[str, ...]) -> bool:
    """Whether a row parts the table: one text alone, above rows that say more.

    Spread over several columns it is a heading. Otherwise it has to stand in the first column, and
    that column must not be the one of titles: there it could be a point of which nothing else is
    known.
    """
    text = _lone_text(row)
    if text is None or NUMBER.fullmatch(text) or len(names) < _ENOUGH_NAMES:
        return False
    if sum(1 for each in row.cells if each.text) >= _SPREAD_OVER:
        return True
    if len(text) > _LONGEST_NAME or below is None or below.blank:
        return False
    place = next(index for index, each in enumerate(row.cells) if each.text)
    fuller = sum(1 for each in below.cells if each.text) > 1
    return place == 0 and fuller and known_name(names[0]) != "title"
