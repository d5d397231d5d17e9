"""What every export of a table has in common: one state of the register, and what it says of it."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import IO, TypeVar

from app.domain.as_of import AsOf, By
from app.domain.errors import CancelledError, InvalidValueError, NotFoundError
from app.domain.export_columns import EXPORT_COLUMNS
from app.domain.query import Query, Sort
from app.store.export import PAGE, OneState
from app.store.reader import Reader

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]

_ATTEMPTS = 2
_ROW_NUMBER = 8
_IN_MEMORY = 1 << 20
_SENSES = {By.HAPPENED: ", by what had happened", By.ENTRY: ", by what was known"}

_Read = TypeVar("_Read")


def silent(_done: int, _all: int) -> None:
    """Hear of progress and say nothing."""


def never() -> bool:
    """Call nothing off."""
    return False


@dataclass(slots=True, kw_only=True)
class Passing:
    """One export under way: the register is read page by page, and is one state throughout.

    Whoever writes meanwhile is not kept waiting: the export begins anew, and holds the register
    only in its last attempt. `progress` hears rows done and in all; as soon as `cancelled` says
    so, `CancelledError` is raised.
    """

    state: OneState
    progress: Progress = silent
    cancelled: Cancelled = never

    def of_one_state(self, write: Callable[[], int]) -> tuple[int, str]:
        """Let `write` write everything, anew if need be; return its rows and the state's name."""
        for _ in range(_ATTEMPTS):
            before = self.read(self.state.version)
            rows = write()
            if self.read(self.state.version) == before:
                return rows, before
        with self.state.held():
            return write(), self.read(self.state.version)

    def pages(
        self,
        note: Callable[[IO[bytes], Callable[[], None]], int],
        read: Callable[[Sequence[int]], list[_Read]],
        check: Callable[[int], object] = lambda _rows: None,
    ) -> Iterator[list[_Read]]:
        """Give page after page of what `read` returns for the row numbers that `note` notes.

        `check` hears how many rows there are before the first, and may refuse.
        """
        written = 0
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as numbers:
            total = self.read(lambda: self._noted(note, numbers))
            check(total)
            numbers.seek(0)
            while page := array("q", numbers.read(PAGE * _ROW_NUMBER)):
                found = self.read(partial(read, page))
                yield found
                written += len(found)
                self.progress(written, total)

    def read(self, read: Callable[[], _Read]) -> _Read:
        """Read once more whenever a writer of this program cut in."""
        while True:
            self.stop()
            with suppress(InterruptedError):
                return read()

    def _noted(
        self, note: Callable[[IO[bytes], Callable[[], None]], int], numbers: IO[bytes]
    ) -> int:
        numbers.seek(0)
        numbers.truncate()
        return note(numbers, self.stop)

    def stop(self) -> None:
        """Raise `CancelledError` once the officer has called the export off."""
        if self.cancelled():
            raise CancelledError("The export was cancelled. Nothing was written.")

    def facts(
        self,
        reader: Reader,
        query: Query,
        today: date,
        columns: Sequence[str],
        *,
        rows: int,
        version: str,
        as_of: AsOf | None,
    ) -> list[tuple[str, str]]:
        """Return what an exported file says of itself, as names with their values.

        The same register and the same day give the same: neither hour nor person is named.
        """
        conditions = _filter(query, self._origin(reader, query), self._owner(reader, query))
        return [
            ("As of", f"{today.isoformat()}{_SENSES[as_of.by] if as_of else ''}"),
            ("Register version", version),
            ("Commitments", str(rows)),
            ("Filter", "; ".join(conditions) or "none"),
            ("Order", ", ".join([*_group(query), *map(_step, query.sort), "order of entry"])),
            ("Columns", ", ".join(EXPORT_COLUMNS[each] for each in columns)),
        ]

    def _origin(self, reader: Reader, query: Query) -> str:
        """Return the reference of the origin a query asks for, if it asks for one."""
        if query.origin is None:
            return ""
        try:
            return self.read(partial(reader.ref, query.origin))
        except NotFoundError:
            return query.origin

    def _owner(self, reader: Reader, query: Query) -> str:
        """Return the name of the lead agency a query asks for, if it asks for one."""
        agency = self.read(partial(reader.agency, query.owner)) if query.owner else None
        return agency.label if agency else query.owner


def check_columns(columns: Sequence[str]) -> None:
    """Refuse a column there is not, and none at all, as `InvalidValueError`."""
    unknown = [each for each in columns if each not in EXPORT_COLUMNS]
    if unknown:
        names = ", ".join(EXPORT_COLUMNS)
        raise InvalidValueError("columns", f"There is no column “{unknown[0]}”. There are {names}.")
    if not columns:
        raise InvalidValueError("columns", "Choose at least one column to export.")


def _group(query: Query) -> list[str]:
    return [f"in groups by {query.group.value}"] if query.group else []


def _step(sort: Sort) -> str:
    return f"{sort.column.value} (descending)" if sort.descending else sort.column.value


def _filter(query: Query, origin: str, owner: str) -> list[str]:
    """Return the conditions of a query, each as a few words."""
    named = [
        ("text", f"“{query.text.strip()}”" if query.text.strip() else ""),
        ("timeliness", _listed(query.timeliness)),
        ("phase", _listed(query.phases)),
        ("status", _listed(query.statuses)),
        ("kind", _listed(query.kinds)),
        ("family", _listed(query.families)),
        ("strength", _listed(each.words for each in query.strengths)),
        ("sector", _listed(query.sectors)),
        ("relation", query.relation),
        ("owed by", query.owed_by),
        ("owed by exactly", _listed(query.owed)),
        ("owner", owner),
        ("lead agency", _listed(query.leads)),
        ("ball with", _listed(query.balls)),
        ("origin", origin),
        ("due within days", "" if query.within is None else str(query.within)),
    ]
    flags = [
        ("promises only, without events and what was merely noted", query.promises),
        ("pending and without news within their update period", query.silent),
        ("postponed, or done later than first promised", query.slipped),
        ("without marked ones", query.unmarked),
        ("in the bin", query.binned),
    ]
    return [
        *(f"{name}: {value}" for name, value in named if value),
        *(words for words, holds in flags if holds),
    ]


def _listed(values: Iterable[str]) -> str:
    return " or ".join(sorted(str(each) for each in values))
