"""What an export writes, read a page at a time: lines of CSV put together in SQL, or values.

A `Sheet` first notes the row numbers of a query in their order, then reads them in pages. Each
read is short, so that no writer has to wait for a whole export; `version` says whether one came
in between.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from app.domain.cells import guarded
from app.domain.query import Query
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing
from app.store import listing
from app.store.copies import Head
from app.store.driver import translated
from app.store.export_columns import (
    CODES,
    COMPOSED,
    DATES,
    DUE,
    JOINS,
    TEXTS,
    WORDS,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

_Ranges = tuple[tuple[str, str], ...]

PAGE = 1_000
"""How many lines are read in one step."""

_SHORT = 40


_LETTERS = (("A", "{"), ("А", "؀"), ("ؠ", "۔"))
"""Ranges of text, the ends left out, that begins with what neither runs nor vanishes nor counts:
Latin, then Cyrillic up to Hebrew, then Arabic. Whatever lies outside is looked at closely."""

_YEARS = (("1", ":"), ("A", "{"), (".", "/"))
"""The same for dates: a year, an X or a bracket, an open start."""


class OneState:
    """What is read page by page and is to be of one state of the register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def version(self) -> str:
        """Return the register version as it is now."""
        with translated():
            rows = self._connection.execute("SELECT name, n, hash FROM copy").fetchall()
        return register_version({name: Head(copy=name, n=n, hash=sum_) for name, n, sum_ in rows})

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let every read within see one state; writers have to wait."""
        with translated():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")


class Sheet(OneState):
    """The lines of one export, read through one connection by one thread."""

    def __init__(
        self,
        connection: Connection,
        query: Query,
        today: date,
        columns: Sequence[str],
        *,
        guard: bool = True,
    ) -> None:
        """Prepare to read `columns`, keys of `COLUMNS`, of what `query` finds."""
        super().__init__(connection)
        condition, self._values = listing.where(query, today)
        self._rids = f"SELECT rid FROM commitment WHERE {condition} ORDER BY {listing.order(query)}"
        self._page = _page([_cell(each, _quick if guard else _bare) for each in columns])
        self._careful = _page([_cell(each, _guarded) for each in columns]) if guard else ""
        self._bare = _values([_cell(each, _bare)[1] for each in columns])
        self._values["gone"] = "binned" if query.binned else ""
        with translated():
            connection.create_function("due_words", 5, _due_words, deterministic=True)
            connection.create_function("guarded", 1, _guard, deterministic=True)

    def note(self, file: IO[bytes], step: Callable[[], None]) -> int:
        """Write the row numbers into `file`, 8 bytes each, in order; return how many.

        `step` is called between pages. Raises `InterruptedError`, or what `translated` does.
        """
        count = 0
        with translated():
            cursor = self._connection.execute(self._rids, self._values)
            while page := cursor.fetchmany(PAGE):
                file.write(array("q", [row[0] for row in page]).tobytes())
                count += len(page)
                step()
        return count

    def lines(self, rids: Sequence[int]) -> list[str]:
        """Return the lines, without their ends, of one page of row numbers, in their order.

        Those that are no longer where the query looks are left out. Raises `InterruptedError`,
        or what `translated` does.
        """
        found = self._read(self._page, rids)
        if self._careful:
            several = [rid for rid, line in found.items() if _several(line)]
            found.update(self._read(self._careful, several) if several else {})
        return [found[rid] for rid in rids if rid in found]

    def values(self, rids: Sequence[int]) -> list[tuple[str | int, ...]]:
        """Return what stands in each column, bare, for one page of row numbers, in their order.

        What is not there is "". Leaves out and raises as `lines` does.
        """
        with translated():
            rows = self._connection.execute(self._bare, self._asked(rids)).fetchall()
        found = {rid: tuple(values) for rid, *values in rows}
        return [found[rid] for rid in rids if rid in found]

    def _asked(self, rids: Sequence[int]) -> dict[str, Any]:
        return {**self._values, "rids": f"[{','.join(map(str, rids))}]"}

    def _read(self, statement: str, rids: Sequence[int]) -> dict[int, str]:
        with translated():
            return dict(self._connection.execute(statement, self._asked(rids)).fetchall())


def register_version(heads: Mapping[str, Head]) -> str:
    """Return the name of a register's state: 12 hex digits that stand for all that was written."""
    lines = sorted(f"{head.copy}:{head.n}:{head.hash.hex()}" for head in heads.values())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _page(cells: Sequence[tuple[str, str]]) -> str:
    """Return the statement that gives row numbers and lines for the numbers in `:rids`."""
    pattern = ",".join(mark for mark, _ in cells)
    values = ", ".join(value for _, value in cells)
    return _of_rids(f"printf('{pattern}', {values})")


def _values(values: Sequence[str]) -> str:
    """Return the statement that gives row numbers and the values of each column."""
    return _of_rids(", ".join(values))


def _of_rids(values: str) -> str:
    joins = " ".join(join for mark, join in JOINS.items() if mark in values)
    if JOINS["f."] in joins and JOINS["t."] not in joins:
        joins = f"{JOINS['t.']} {joins}"
    return (
        f"SELECT c.rid, {values} FROM commitment c {joins}"
        " WHERE c.rid IN(SELECT value FROM json_each(:rids)) AND c.gone=:gone"
    )


def _cell(column: str, kept: Callable[[str, str, _Ranges], str]) -> tuple[str, str]:
    """Return how a cell is written and what stands in it, text as `kept`; it is always quoted."""
    if column in CODES:
        return ('"%w"' if column in WORDS else "%s"), f"coalesce({CODES[column]},'')"
    if column == "due_words":
        return '"%w"', f"due_words({DUE}, {int(kept is not _bare)})"
    if column in DATES:
        return '"%w"', kept(DATES[column], DATES[column], _YEARS)
    begins, text = COMPOSED.get(column) or (TEXTS[column], TEXTS[column])
    return '"%w"', kept(begins, text, _LETTERS)


def _bare(_begins: str, text: str, _harmless: _Ranges) -> str:
    return f"coalesce({text},'')"


def _guarded(_begins: str, text: str, _harmless: _Ranges) -> str:
    return f"guarded(coalesce({text},''))"


def _quick(begins: str, text: str, harmless: _Ranges) -> str:
    """Guard a text of one line, which hardly ever needs it."""
    ranges = " OR ".join(f"{begins}>='{first}' AND {begins}<'{end}'" for first, end in harmless)
    return (
        f"coalesce(CASE WHEN {ranges} THEN {text} WHEN {begins}<>'' OR {text}<>''"
        f" THEN guarded({text}) END,'')"
    )


def _several(line: str) -> bool:
    """Whether a cell of this line may hold several lines."""
    if "\n" in line or "\r" in line or "\v" in line or "\f" in line:
        return True
    return not line.isascii() and ("\x85" in line or "\u2028" in line or "\u2029" in line)


_guard_short = lru_cache(maxsize=4_096)(guarded)


def _guard(text: str) -> str:
    """Guard a text; paragraph numbers and the like come again and again."""
    return _guard_short(text) if len(text) <= _SHORT else guarded(text)


@lru_cache(maxsize=65_536)
def _due_words(
    edtf: str | None, sense: str | None, basis: str | None, followed: str | None, guard: int
) -> str:
    """Return `due_words` of stored columns; `followed` is None unless the date is anchored."""
    if sense is None or basis is None:
        return due_words(Timing())
    anchor: Any = None if followed is None else "some"
    words = due_words(
        Timing(
            words=followed or "",
            edtf=edtf or "",
            sense=Sense(sense),
            basis=Basis(basis),
            anchor=anchor,
        )
    )
    return guarded(words) if guard else words
