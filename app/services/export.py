"""A view of the register as a CSV file: its filter, its order, its columns, nothing else.

The file follows RFC 4180, in UTF-8, with ISO dates and EDTF beside the words. It is written
beside its name and takes it when complete, so that nobody ever meets half of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO

from app.domain.as_of import AsOf
from app.domain.export_columns import EXPORT_COLUMNS
from app.domain.query import Query
from app.services.export_parts import Cancelled, Passing, Progress, check_columns, never, silent
from app.services.written import beside
from app.store.export import Sheet
from app.store.reader import Reader

_BOM = b"\xef\xbb\xbf"
_END = "\r\n"
_GUARD = (
    "Guard: an apostrophe stands before text that a spreadsheet would run as a formula or show in "
    "other digits"
)


def export_csv(  # noqa: PLR0913 - what is exported, where to, and how, each with its own name
    reader: Reader,
    query: Query,
    today: date,
    columns: Sequence[str],
    target: Path,
    *,
    companion: bool = False,
    as_of: AsOf | None = None,
    guard: bool = True,
    bom: bool = True,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Write what `query` finds, in its order, to `target`; return the number of rows.

    `columns` are keys of `EXPORT_COLUMNS`, in the order wanted. With `guard` no cell can act as
    a formula (`app.domain.cells.unguarded` reverses it); with `companion` a file
    `<target>.about.txt` says what was exported; `as_of` is the past day that `reader` shows, if
    any. `progress` hears rows done and in all, now and then; as soon as `cancelled` says so,
    `CancelledError` is raised. Whoever writes meanwhile is not kept waiting: the export begins
    anew, and holds the register only in its last attempt.

    Raises `InvalidValueError` for a column there is not, `StorageError` where `target` cannot be
    written; then whatever had that name is untouched.
    """
    check_columns(columns)
    sheet = reader.sheet(query, today, columns, guard=guard)
    passing = Passing(
        state=sheet,
        progress=progress or silent,
        cancelled=cancelled or never,
    )
    heading = ",".join(EXPORT_COLUMNS[each] for each in columns) + _END
    start = (_BOM if bom else b"") + heading.encode()
    with beside(target) as file:
        rows, version = passing.of_one_state(lambda: _lines(passing, sheet, file, start))
    if companion:
        facts = passing.facts(
            reader, query, today, columns, rows=rows, version=version, as_of=as_of
        )
        lines = [f"File: {target.name}", *(f"{name}: {value}" for name, value in facts)]
        lines += [_GUARD] if guard else []
        with beside(target.with_name(f"{target.name}.about.txt")) as file:
            file.write("".join(line + "\n" for line in lines).encode())
    return rows


def _lines(passing: Passing, sheet: Sheet, file: IO[bytes], start: bytes) -> int:
    """Write all lines, whatever was written before; return how many."""
    file.seek(0)
    file.truncate()
    file.write(start)
    written = 0
    for lines in passing.pages(sheet.note, sheet.lines):
        file.write("".join(line + _END for line in lines).encode())
        written += len(lines)
    return written
