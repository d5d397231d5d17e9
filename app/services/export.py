"""A view of the register as a CSV file: its filter, its order, its columns, nothing else.

The file follows RFC 4180, in UTF-8, with ISO dates and EDTF beside the words. It is written
beside its name and takes it when complete, so that nobody ever meets half of it.
"""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

from app.domain.as_of import AsOf, By
from app.domain.errors import CancelledError, InvalidValueError, NotFoundError, StorageError
from app.domain.query import Query, Sort
from app.store.export import PAGE, Sheet
from app.store.reader import Reader

_USUAL = (
    "ref relation kind title summary status phase timeliness overdue owed_by strength sector owner"
    " owner_basis counterpart origin paragraph made_on made_at completion due_words due_edtf"
    " due_sense due_basis earliest latest done remarks evidence classification"
)
_ONLY_ASKED = (
    "line_to_take due_said due_why readings event priority ball_with ball_since ball_letter"
    " update_days review_on"
)

EXPORT_COLUMNS: dict[str, str] = {
    key: key.replace("_", " ") for key in (*_USUAL.split(), *_ONLY_ASKED.split())
}
"""Every column by its key, with its heading: the key in plain letters."""

DEFAULT_COLUMNS: tuple[str, ...] = tuple(_USUAL.split())
"""What is exported where nothing else is asked for; never the line to take, which is internal."""

_BOM = b"\xef\xbb\xbf"
_END = "\r\n"
_ATTEMPTS = 2
_PRIVATE = 0o600
_ROW_NUMBER = 8
_IN_MEMORY = 1 << 20
_GUARD = (
    "Guard: an apostrophe stands before text that a spreadsheet would run as a formula or show in "
    "other digits"
)
_DATABASE = b"SQLite format 3\0"

_SENSES = {By.HAPPENED: ", by what had happened", By.ENTRY: ", by what was known"}

_Read = TypeVar("_Read")


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
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
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
    _check_columns(columns)
    export = _Export(
        sheet=reader.sheet(query, today, columns, guard=guard),
        heading=",".join(EXPORT_COLUMNS[each] for each in columns),
        bom=bom,
        progress=progress or (lambda _done, _all: None),
        cancelled=cancelled or (lambda: False),
    )
    with _beside(target) as file:
        rows, version = export.write(file)
    if companion:
        lines = [
            f"File: {target.name}",
            f"As of: {today.isoformat()}{_SENSES[as_of.by] if as_of else ''}",
            f"Register version: {version}",
            f"Commitments: {rows}",
            f"Filter: {'; '.join(_filter(query, export.origin(reader, query))) or 'none'}",
            f"Order: {', '.join([*map(_step, query.sort), 'order of entry'])}",
            f"Columns: {', '.join(EXPORT_COLUMNS[each] for each in columns)}",
            *([_GUARD] if guard else []),
        ]
        with _beside(target.with_name(f"{target.name}.about.txt")) as file:
            file.write("".join(line + "\n" for line in lines).encode())
    return rows


@dataclass(slots=True, kw_only=True)
class _Export:
    """One export under way."""

    sheet: Sheet
    heading: str
    bom: bool
    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]

    def write(self, file: IO[bytes]) -> tuple[int, str]:
        """Write all lines as of one state of the register; return their number and that state."""
        for _ in range(_ATTEMPTS):
            before = self._read(self.sheet.version)
            rows = self._write(file)
            if self._read(self.sheet.version) == before:
                return rows, before
        with self.sheet.held():
            return self._write(file), self._read(self.sheet.version)

    def _write(self, file: IO[bytes]) -> int:
        file.seek(0)
        file.truncate()
        file.write((_BOM if self.bom else b"") + (self.heading + _END).encode())
        written = 0
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as numbers:
            total = self._read(lambda: self._note(numbers))
            numbers.seek(0)
            while page := array("q", numbers.read(PAGE * _ROW_NUMBER)):
                lines = self._read(partial(self.sheet.lines, page))
                file.write("".join(line + _END for line in lines).encode())
                written += len(lines)
                self.progress(written, total)
        return written

    def _note(self, numbers: IO[bytes]) -> int:
        numbers.seek(0)
        numbers.truncate()
        return self.sheet.note(numbers, self._stop)

    def _stop(self) -> None:
        if self.cancelled():
            raise CancelledError("The export was cancelled. Nothing was written.")

    def origin(self, reader: Reader, query: Query) -> str:
        """Return the reference of the origin a query asks for, if it asks for one."""
        if query.origin is None:
            return ""
        try:
            return self._read(partial(reader.ref, query.origin))
        except NotFoundError:
            return query.origin

    def _read(self, read: Callable[[], _Read]) -> _Read:
        """Read once more whenever a writer of this program cut in."""
        while True:
            self._stop()
            with suppress(InterruptedError):
                return read()


@contextmanager
def _beside(target: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the name `target` at the end, or leaves nothing behind.

    Raises `StorageError` for whatever the disk says.
    """
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _check_target(target)
        try:
            with open(part, "xb", opener=_private) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(_refusal(target, error)) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE)


def _refusal(target: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"“{target.name}” was not written: the disk is full."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"“{target.name}” was not written: there is no folder “{target.parent}”."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"“{target.name}” was not written: the folder may not be written to, "
            "or another program has the file open."
        )
    return f"“{target.name}” was not written: {error.strerror or error}."


def _check_columns(columns: Sequence[str]) -> None:
    unknown = [each for each in columns if each not in EXPORT_COLUMNS]
    if unknown:
        names = ", ".join(EXPORT_COLUMNS)
        raise InvalidValueError("columns", f"There is no column “{unknown[0]}”. There are {names}.")
    if not columns:
        raise InvalidValueError("columns", "Choose at least one column to export.")


def _check_target(target: Path) -> None:
    """Refuse a name that would cost the officer more than an old export."""
    if not target.exists():
        return
    if not target.is_file():
        raise StorageError(f"“{target.name}” was not written: that is no ordinary file.")
    if not os.access(target, os.W_OK):
        raise StorageError(f"“{target.name}” was not written: that file is write-protected.")
    with suppress(OSError), target.open("rb") as file:
        if file.read(len(_DATABASE)) == _DATABASE:
            raise StorageError(f"“{target.name}” was not written: that file is a register.")


def _step(sort: Sort) -> str:
    return f"{sort.column.value} (descending)" if sort.descending else sort.column.value


def _filter(query: Query, origin: str) -> list[str]:
    """Return the conditions of a query, each as a few words."""
    named = [
        ("text", f"“{query.text.strip()}”" if query.text.strip() else ""),
        ("timeliness", _listed(query.timeliness)),
        ("phase", _listed(query.phases)),
        ("status", _listed(query.statuses)),
        ("kind", _listed(query.kinds)),
        ("sector", _listed(query.sectors)),
        ("relation", query.relation),
        ("owed by", query.owed_by),
        ("owner", query.owner),
        ("origin", origin),
        ("due within days", "" if query.within is None else str(query.within)),
    ]
    flags = [
        ("promises only, without events and what was merely noted", query.promises),
        ("postponed, or done later than first promised", query.slipped),
        ("in the bin", query.binned),
    ]
    return [
        *(f"{name}: {value}" for name, value in named if value),
        *(words for words, holds in flags if holds),
    ]


def _listed(values: Iterable[str]) -> str:
    return " or ".join(sorted(str(each) for each in values))
