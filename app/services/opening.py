"""Opening a register, or making a new one, with all that an open register needs."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.domain.clock import Clock
from app.domain.errors import StorageError
from app.paths import Folders
from app.services.register import Register
from app.store import file
from app.store.signature import Signature
from app.store.store import Store

BUSY_MS = 5000
"""How long a write waits for another program that is writing, in milliseconds."""


def open_register(
    path: Path,
    folders: Folders,
    clock: Clock,
    actor: str,
    *,
    read_only: bool = False,
    busy_ms: int = BUSY_MS,
) -> Register:
    """Open the register at `path` for `actor`; the caller closes it with `Register.close`.

    Where its file or folder cannot be written it opens for reading, and says so by
    `Register.read_only`. Raises `NotFoundError`, `NotARegisterError`, `DamagedError`,
    `TooNewError`, `ReadOnlyError`, `BusyError` or `StorageError`; the file is then as it was.
    """
    if not read_only:
        # Reading needs no folders; a write that misses them is refused in its own words.
        with suppress(OSError):
            folders.create()
    store = Store(
        path,
        copies=folders.copies,
        backups=folders.backups,
        signature=Signature(actor=actor, now=clock.now),
        read_only=read_only,
        busy_ms=busy_ms,
    )
    return Register(store, clock, folders)


def create_register(
    path: Path, folders: Folders, clock: Clock, actor: str, *, busy_ms: int = BUSY_MS
) -> Register:
    """Make an empty register at `path` and open it; its folder is made if needed.

    Raises `StorageError` where there is a file of that name already or the disk refuses.
    """
    try:
        folders.create()
    except OSError as error:
        raise StorageError(
            f"The program's own folder “{folders.data}” cannot be made: {error.strerror}."
        ) from error
    file.create(path)
    return open_register(path, folders, clock, actor, busy_ms=busy_ms)
