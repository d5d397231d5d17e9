"""The one SQLite library of the process, and how a connection to a register is set up.

sqlite-utils looks for a module called `pysqlite3` before it takes Python's own SQLite, but one of
its modules imports `sqlite3` all the same; giving it sqlcipher3 under both names keeps exactly one
SQLite in the process and one set of error classes. This module must be imported before
sqlite-utils, which is why only `toolkit` imports that.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import sqlcipher3
from sqlcipher3 import dbapi2

from app.domain.errors import (
    BusyError,
    DamagedError,
    InvalidValueError,
    NotFoundError,
    ReadOnlyError,
    ServandaError,
    StorageError,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

for _name in ("pysqlite3", "sqlite3"):
    sys.modules.setdefault(_name, sqlcipher3)
    sys.modules.setdefault(f"{_name}.dbapi2", dbapi2)

_BUSY, _LOCKED, _READ_ONLY, _INTERRUPT, _IO, _CORRUPT, _FULL, _NO_OPEN = 5, 6, 8, 9, 10, 11, 13, 14
_ERROR, _CONSTRAINT, _NOT_A_DATABASE = 1, 19, 26
_OF_THE_LOG = re.compile(r"\b(?:register|change|entry|copy|conflict|braid)\.")

_VFS = "win32" if os.name == "nt" else "unix"
"""SQLite's way to the files of this system: what is attached to memory would else be there too."""

DatabaseError: type[Exception] = dbapi2.DatabaseError
IntegrityError: type[Exception] = dbapi2.IntegrityError

_ROLES = """
PRAGMA synchronous=FULL;
PRAGMA fullfsync=1;
PRAGMA foreign_keys=ON;
PRAGMA trusted_schema=OFF;
PRAGMA cell_size_check=ON;
PRAGMA secure_delete=ON;
PRAGMA recursive_triggers=ON;
PRAGMA mmap_size=0;
PRAGMA temp_store=MEMORY;
"""
"""What every connection to a register is given. Measured: DELETE with FULL lost
nothing in simulated power losses; weaker modes did."""


def connect(path: Path, *, read_only: bool = False, busy_ms: int = 5000) -> Connection:
    """Open a connection with the pragmas a register is trusted to.

    The file must exist. Transactions are begun by hand (no implicit BEGIN).
    Raises the errors of `translated`.
    """
    mode = "ro" if read_only else "rw"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    with translated():
        connection: Connection = dbapi2.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            connection.execute(f"PRAGMA busy_timeout={busy_ms}")
            connection.executescript(_ROLES)
            if read_only:
                connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
    return connection


def memory() -> Connection:
    """Open a throw-away database in memory, with the same settings."""
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.executescript(_ROLES)
    return connection


def shared_memory(name: str, *, read_only: bool = False) -> Connection:
    """Open a database in memory that every connection of that name in this process shares.

    It is gone with the last of them. Nothing of it is ever written to a disk.
    """
    connection: Connection = dbapi2.connect(
        f"file:/{quote(name)}?vfs=memdb",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    connection.executescript(_ROLES)
    if read_only:
        connection.execute("PRAGMA query_only=ON")
    return connection


def attach(connection: Connection, path: Path, name: str, *, busy_ms: int = 5000) -> None:
    """Let a connection read a register's file beside its own, as the schema `name`.

    Raises the errors of `translated`.
    """
    with translated():
        connection.execute(f"PRAGMA busy_timeout={busy_ms}")
        connection.execute(
            f"ATTACH ? AS {name}", (f"file:{quote(str(path.absolute()))}?mode=ro&vfs={_VFS}",)
        )


def toolkit(connection: Connection) -> Database:
    """Return sqlite-utils' view of a connection (imported here: it costs 0.1 s at start-up)."""
    from sqlite_utils import Database  # noqa: PLC0415 - see above

    return Database(connection, execute_plugins=False)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into the officer's: busy, read-only, full disk, damage."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        raise _plain(error) from error
    except UnicodeDecodeError as error:
        raise DamagedError("The register holds text that cannot be read.") from error


@contextmanager
def understood() -> Iterator[None]:
    """Turn values that no door lets in, where a row is read as a domain object, into damage."""
    try:
        yield
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedError("The register holds a value that cannot be understood.") from error


def _plain(error: Exception) -> Exception:
    """Return the error an officer may meet, or the driver's own where it can only be a bug."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    text = str(error)
    if code == _INTERRUPT:
        return InterruptedError("The query was interrupted.")
    if text.startswith("FOREIGN KEY"):
        return NotFoundError("Something this refers to is not in the register.")
    if text.startswith("UNIQUE") and "commitment.ref" in text:
        return InvalidValueError("ref", "This reference is taken already.")
    if code in (_CORRUPT, _NOT_A_DATABASE) or _contradicts(code, text):
        return DamagedError("The register's file is damaged or is not a register.")
    return _refused(code) or error


def _contradicts(code: int, text: str) -> bool:
    """Whether an error without a code of its own can only come from a file that is not sound.

    Our statements fit our tables, and the door lets nothing in that does not fit a column: so the
    tables are not ours any more, or what they hold already was altered.
    """
    if code == _ERROR:
        return not (text.startswith("fts5:") or "transaction" in text)
    if text.startswith(("Could not decode", "cannot store")):
        return True
    return code == _CONSTRAINT and _OF_THE_LOG.search(text) is not None


def _refused(code: int) -> ServandaError | None:
    """Return what to say where the file could not be locked, read or written."""
    if code in (_BUSY, _LOCKED):
        return BusyError("Another program is writing to this register. Try again in a moment.")
    if code == _READ_ONLY:
        return ReadOnlyError("This register can only be read: its file or folder is read-only.")
    if code == _FULL:
        return StorageError("The disk is full. Nothing was changed.")
    if code in (_IO, _NO_OPEN):
        return StorageError("The disk could not be read or written. Nothing was changed.")
    return None
