"""Rows of a list as lines of text for another program, read off the window's thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial

from app.domain.rows import RegisterRow
from app.services.export_parts import Cancelled, Passing, Progress
from app.store.export import PAGE
from app.store.reader import Reader


def lines_of(
    reader: Reader,
    rids: array[int],
    line: Callable[[RegisterRow], str],
    *,
    progress: Progress,
    cancelled: Cancelled,
) -> list[str]:
    """Return the line of every row, by row numbers in their order; gone ones are left out.

    All are of one state of the register: where somebody writes meanwhile it is begun anew. As
    soon as `cancelled` says so, `CancelledError` is raised.
    """
    passing = Passing(state=reader.archive(), progress=progress, cancelled=cancelled)
    found: list[str] = []

    def read() -> int:
        found.clear()
        for start in range(0, len(rids), PAGE):
            page = rids[start : start + PAGE]
            rows = passing.read(partial(reader.rows, page))
            found.extend(line(rows[each]) for each in page if each in rows)
            progress(min(start + PAGE, len(rids)), len(rids))
        return len(found)

    passing.of_one_state(read)
    return found
