"""Files that this program wrote itself: recognised, and read back exactly.

What such a file says of itself stands in lines `Name: value`: beside a CSV in `<file>.about.txt`,
in a workbook on a sheet of notes. That sheet has `# Servanda` in its first cell and below it names
in the first column, values in the second. A line named `Guard` says that apostrophes stand before
text that a spreadsheet would run: they are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.domain.cells import guarded, unguarded
from app.domain.export_columns import EXPORT_COLUMNS
from app.domain.intake.grid import Cell, CellKind, Grid, GridRow

SIGN = "# Servanda"
"""What the notes of an exported file begin with."""

_GUARD = "Guard"
_VERSION = "Register version"
_LARGEST = 1 << 16
_LINE = re.compile(r"([^:\n]{1,40}): (.*)")
_PLAIN = re.compile(r"[A-Za-zА-яؠ-ۓ][^\n\r\v\f\x85\u2028\u2029]*")
"""Text of one line that begins with a letter, which no guard touches."""

_Pairs = tuple[tuple[str, str], ...]


def recognised(path: Path, grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """Return the grids of a file with what it says of itself, if it is ours, and unguarded."""
    notes = next((each for each in grids if _is_notes(each)), None)
    if notes is not None:
        pairs = _sheet_pairs(notes)
        return tuple(_ours(each, pairs) for each in grids if each is not notes)
    if len(grids) == 1 and grids[0].encoding:
        pairs = companion(path)
        return (_ours(grids[0], pairs) if pairs else _by_headings(grids[0]),)
    return tuple(grids)


def companion(path: Path) -> _Pairs:
    """Return what the file beside an exported CSV says; nothing where there is none of it.

    It is the one that stands beside by its name: whoever renamed both left its old name inside.
    """
    text = ""
    with suppress(OSError, UnicodeDecodeError):
        beside = path.with_name(f"{path.name}.about.txt")
        if beside.is_file() and beside.stat().st_size <= _LARGEST:
            text = beside.read_text(encoding="utf-8")
    found = (_LINE.fullmatch(each) for each in text.splitlines())
    pairs = tuple((each[1], each[2]) for each in found if each)
    return pairs if any(name == _VERSION for name, _ in pairs) else ()


def _is_notes(grid: Grid) -> bool:
    return bool(grid.rows) and grid.rows[0].text(0).strip() == SIGN


def _sheet_pairs(grid: Grid) -> _Pairs:
    rows = [(each.text(0).strip().removesuffix(":"), each.text(1)) for each in grid.rows[1:]]
    return tuple((name, value) for name, value in rows if name)


def _ours(grid: Grid, pairs: _Pairs) -> Grid:
    marked = replace(grid, ours=pairs)
    return _mapped(marked, unguarded) if any(name == _GUARD for name, _ in pairs) else marked


def _by_headings(grid: Grid) -> Grid:
    """Return a CSV that came without its notes, unguarded where it carries the guard throughout.

    It does where all its headings are ours and no text in it would be run by a spreadsheet. Only
    a file that was exported without the guard, and in which everything that begins like a formula
    has an apostrophe of its own, would be taken for one.
    """
    first = next((each for each in grid.rows if not each.blank), None)
    headings = [each.text for each in first.cells] if first else []
    if len(headings) < 2 or not set(headings) <= set(EXPORT_COLUMNS.values()):  # noqa: PLR2004
        return grid
    texts = {each.text for row in grid.rows for each in row.cells}
    doubtful = [each for each in texts if each and not _PLAIN.fullmatch(each)]
    taken = any(unguarded(each) != each for each in doubtful)
    if not taken or any(guarded(unguarded(each)) != each for each in doubtful):
        return grid
    note = "This program wrote the file: apostrophes of its guard against formulas were taken away."
    return _mapped(replace(grid, notes=(*grid.notes, note)), unguarded)


def _mapped(grid: Grid, change: Callable[[str], str]) -> Grid:
    """Return the grid with every text changed; rows in which nothing changes are kept."""
    return replace(grid, rows=tuple(_row(each, change) for each in grid.rows))


def _row(row: GridRow, change: Callable[[str], str]) -> GridRow:
    if not any("'" in each.text for each in row.cells):
        return row
    return replace(row, cells=tuple(_cell(each, change) for each in row.cells))


def _cell(cell: Cell, change: Callable[[str], str]) -> Cell:
    if cell.kind is not CellKind.TEXT or "'" not in cell.text:
        return cell
    return replace(cell, text=change(cell.text))
