"""The one way from a file to its tables, whatever kind of file it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.errors import InvalidValueError
from app.domain.intake.grid import Grid
from app.services.intake.assembly import Tally
from app.services.intake.child import Cancelled, Progress, Task, parsed_apart
from app.services.intake.choosing import with_others
from app.services.intake.delimited import read_delimited
from app.services.intake.encoding import Decoded, decoded
from app.services.intake.gate import (
    LIMITS,
    Content,
    Limits,
    called_off,
    content,
    mistaken,
    received,
    refused,
    text_content,
)
from app.services.intake.ours import recognised

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})")
_WEB = re.compile(rb"<(?:!doctype|html|head|meta|table)\b", re.IGNORECASE)
_HEAD = 2_048


def read_tables(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    limits: Limits = LIMITS,
    progress: Progress = lambda _done, _all: None,
    cancelled: Cancelled = lambda: False,
) -> tuple[Grid, ...]:
    """Return every table of a file in which something stands, in its order.

    What the file is, is told by its content. `encoding` and `delimiter` are for plain text, and
    found where they are not given. `progress` hears now and then how much is done of how much.

    Raises `NotFoundError`, `StorageError`, `CancelledError`, or `InvalidValueError` with one
    sentence for what is refused: see `gate`. Nothing is written in any case.
    """
    data, name = received(path, limits), path.name
    found = content(data, name)
    if found is not Content.TEXT:
        task = Task(content=found, name=name, limits=limits)
        grids = parsed_apart(task, data, progress=progress, cancelled=cancelled)
        return _finished(path, found, grids)
    text = _decoded(data, name, encoding)
    found = text_content(text.text, name)
    if found is Content.TEXT:
        told = _told(progress, cancelled)
        grids = (read_delimited(text, Tally(name, limits), told, delimiter),)
        return _finished(path, found, grids)
    page = text.text.encode("utf-8", "surrogatepass")
    task = Task(content=found, name=name, limits=limits)
    tables = parsed_apart(task, page, progress=progress, cancelled=cancelled)
    grids = tuple(replace(each, encoding=text.encoding, proposed=text.proposed) for each in tables)
    return _finished(path, found, grids)


def _finished(path: Path, found: Content, grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    filled = [each for each in grids if each.rows]
    if not filled:
        without = found in (Content.LETTER, Content.WEB) and not grids
        raise refused(path.name, "has no table in it" if without else "has nothing in its cells")
    note = mistaken(path.name, found)
    if note:
        filled = [replace(each, notes=(note, *each.notes)) for each in filled]
    return with_others(recognised(path, filled))


def _told(progress: Progress, cancelled: Cancelled) -> Callable[[int, int], None]:
    def told(done: int, all_: int) -> None:
        if cancelled():
            raise called_off()
        progress(done, all_)

    return told


def _decoded(data: bytes, name: str, encoding: str | None) -> Decoded:
    """Return the text of a file; a web page that is not UTF-8 may name its encoding itself."""
    head = data[:_HEAD]
    named = _CHARSET.search(head) if encoding is None and b"<" in head else None
    if named is not None and _WEB.search(head):
        try:
            data.decode()
        except UnicodeDecodeError:
            try:
                return decoded(data, name, named[1].decode())
            except InvalidValueError:
                pass  # it names the wrong one: found like any other
    return decoded(data, name, encoding)
