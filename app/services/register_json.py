"""A whole register as one JSON file; `intake.whole` brings it back into an empty one.

The file holds every record of every kind by its identity, with all its fields, and every text
and file that one of them keeps; what is derived is left out, and so is the change log, which
travels by merging. One record stands on a line, in the order of entry. `FORM` in this module says
how it is laid out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from app.services.export_parts import Cancelled, Passing, Progress, never, silent
from app.services.written import beside
from app.store.archive import Archive
from app.store.reader import Reader
from app.store.records import RECORDS

FORM = 1
"""The number of this form: `schema` in the file. It goes up when a key changes its meaning.

    {"schema": 1,
     "program": "Servanda",
     "from": {"register": IDENTITY, "version": VERSION},
     "records": {KIND: [{"id": IDENTITY, FIELD: VALUE, …}, …], …},
     "files": [{"sha256": HEX, "data": BASE64}, …]}

Kinds and fields are those of `app.store.records`. A value is text, a whole number or null; a
reference is the identity of another record. `gone` is there where a record is: “binned”, “undone”
or “erased”. A field that is left out is blank.
"""

PROGRAM = "Servanda"
"""Who wrote the file, as it says itself."""

_BEGINNING = re.compile(rb'\s*\{\s*"schema"\s*:\s*\d+\s*,\s*"program"\s*:\s*"Servanda"')
_HEAD = 256


def export_json(
    reader: Reader,
    target: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, int]:
    """Write the whole register to `target`; return how many records of each kind there are.

    The same register gives the same file. `progress`, `cancelled` and whoever writes meanwhile are
    as with `export_csv`. Raises `StorageError` where `target` cannot be written; then whatever had
    that name is untouched.
    """
    archive = reader.archive()
    passing = Passing(state=archive, cancelled=cancelled or never)
    counts: dict[str, int] = {}
    with beside(target) as file:

        def write() -> int:
            counts.clear()
            counts.update(_written(passing, archive, file, progress or silent))
            return sum(counts.values())

        passing.of_one_state(write)
        passing.stop()
    return counts


def _written(
    passing: Passing, archive: Archive, file: IO[bytes], progress: Progress
) -> Iterator[tuple[str, int]]:
    """Write everything, whatever was written before; gives each kind with its number."""
    file.seek(0)
    file.truncate()
    origin = {"register": archive.register(), "version": passing.read(archive.version)}
    head = [f'{{"schema":{FORM},', f'"program":"{PROGRAM}",', f'"from":{_line(origin)},']
    file.write("\n".join([*head, '"records":{']).encode())
    whole, done = sum(passing.read(archive.counts).values()), 0
    for place, name in enumerate(RECORDS):
        file.write(f'{"," if place else ""}\n"{name}":['.encode())
        count = 0
        note, read = partial(archive.note, name), partial(archive.records, name)
        for page in passing.pages(note, read):
            lines = ",\n".join(_line(each) for each in page)
            file.write(f"{',' if count else ''}\n{lines}".encode())
            count += len(page)
            progress(done + count, whole)
        done += count
        file.write(b"]")
        yield name, count
    file.write(b'},\n"files":[')
    begun = False
    for sha256 in passing.read(archive.kept):
        held = passing.read(partial(archive.blob, sha256))
        if held is not None:
            file.write(f"{',' if begun else ''}\n{_line(held)}".encode())
            begun = True
    file.write(b"]}\n")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def is_whole_register(path: Path) -> bool:
    """Whether a file begins like one that `export_json` wrote."""
    try:
        with path.open("rb") as file:
            return _BEGINNING.match(file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")) is not None
    except OSError:
        return False
