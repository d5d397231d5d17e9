"""A table that was copied in Excel, in Word or in a browser, as it lies on the clipboard."""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.errors import InvalidValueError
from app.domain.intake.grid import Cell, Grid, GridRow
from app.services.intake.assembly import Tally
from app.services.intake.child import Task, parsed_apart
from app.services.intake.delimited import read_delimited
from app.services.intake.encoding import Decoded
from app.services.intake.gate import LIMITS, Content, Limits

_NAME = "the clipboard"
_BLANKS = re.compile(r"\s+")


def from_clipboard(text: str, html: str = "", *, limits: Limits = LIMITS) -> Grid:
    """Return the table that was copied; `html` tells its merged cells, `text` its exact letters.

    Several tables come as one, a blank record between them. Raises `InvalidValueError` where no
    table was copied, or one beyond the limits.
    """
    plain = _of_text(text, limits)
    tables = _of_html(html, limits)
    if not tables and plain is None:
        raise InvalidValueError(
            "clipboard", "There is no table on the clipboard: copy the cells of one."
        )
    if not tables:
        return plain if plain is not None else Grid(rows=())
    joined = _joined(tables)
    return _exact(joined, plain) if plain is not None and len(tables) == 1 else joined


def _of_text(text: str, limits: Limits) -> Grid | None:
    """Return the cells of a copied text: tabs divide them, as every program does it."""
    if len(text) > limits.text:
        raise InvalidValueError(
            "clipboard", "More was copied than can be taken in: copy fewer cells."
        )
    if not text.strip():
        return None
    decoded = Decoded(text=text.replace("\0", ""), encoding="")
    return read_delimited(decoded, Tally(_NAME, limits), lambda _done, _all: None, "\t")


def _of_html(html: str, limits: Limits) -> tuple[Grid, ...]:
    if "<table" not in html.lower() or len(html) > limits.text:
        return ()
    page = html[max(0, html.find("<")) :].replace("\0", "")
    task = Task(content=Content.WEB, name=_NAME, limits=limits)
    grids = parsed_apart(
        task,
        page.encode("utf-8", "surrogatepass"),
        progress=lambda _done, _all: None,
        cancelled=lambda: False,
    )
    return tuple(each for each in grids if each.rows)


def _joined(tables: tuple[Grid, ...]) -> Grid:
    """Return several tables one below the other, with a blank record between."""
    if len(tables) == 1:
        return replace(tables[0], name="")
    rows: list[GridRow] = []
    below = 0
    for each in tables:
        rows += [replace(row, number=row.number + below) for row in each.rows]
        below = rows[-1].number + 1
    notes = (f"{each.name}: {note}" for each in tables for note in each.notes)
    return Grid(rows=tuple(rows), notes=tuple(notes))


def _exact(grid: Grid, plain: Grid) -> Grid:
    """Return the table with its cells' letters as they stand in the copied text.

    Markup draws blanks together. The two are of one table where they differ in nothing else.
    """
    written = {each.number: each for each in plain.rows}
    rows = []
    for row in grid.rows:
        other = written.get(row.number)
        cells = []
        for column, cell in enumerate(row.cells):
            text = other.text(column) if other is not None else ""
            cells.append(Cell(text, cell.kind) if _same(cell, text) else cell)
        rows.append(replace(row, cells=tuple(cells)))
    return replace(grid, rows=tuple(rows))


def _same(cell: Cell, text: str) -> bool:
    if cell.spread or not cell.text or cell.text == text:
        return False
    return _BLANKS.sub(" ", text).strip() == _BLANKS.sub(" ", cell.text).strip()
