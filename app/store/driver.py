"""The one SQLite library of the process, and how a connection to a register is set up.

sqlite-utils looks for a module called `pysqlite3` before it takes Python's own SQLite; giving it
sqlcipher3 under that name keeps exactly one SQLite in the process and one set of error classes.
This module must be imported before sqlite-utils, which is why only `toolkit` imports that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sqlcipher3
from sqlcipher3 import dbapi2

from app.domain.errors import BusyError, DamagedError, ReadOnlyError, StorageError

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

_INTERRUPT = 9

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
"""What every connection to a register is given. `trust.md`'s figures: DELETE with FULL lost
nothing in simulated power losses; weaker modes did."""


def connect(path: Path, *, read_only: bool = False, busy_ms: int = 5000) -> Connection:
    """Open a connection with the pragmas a register is trusted to.

    The file must exist when `read_only`. Transactions are begun by hand (no implicit BEGIN).
    Raises the errors of `translated`.
    """
    mode = "ro" if read_only else "rwc"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    with translated():
        connection: Connection = dbapi2.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute(f"PRAGMA busy_timeout={busy_ms}")
        connection.executescript(_ROLES)
        if read_only:
            connection.execute("PRAGMA query_only=ON")
    return connection


def memory() -> Connection:
    """Open a throw-away database in memory, with the same settings."""
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.executescript(_ROLES)
    return connection


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


def _plain(error: Any) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    text = str(error)
    if code == _INTERRUPT:
        return InterruptedError("The query was interrupted.")
    if code in (5, 6) or "locked" in text:
        return BusyError("Another program is writing to this register. Try again in a moment.")
    if code == 8 or "readonly" in text:
        return ReadOnlyError("This register can only be read: its file or folder is read-only.")
    if code == 13 or "full" in text:
        return StorageError("The disk is full. Nothing was changed.")
    if code in (11, 26) or "malformed" in text or "not a database" in text:
        return DamagedError("The register's file is damaged or is not a register.")
    if code in (10, 14) or "disk I/O" in text or "unable to open" in text:
        return StorageError("The disk could not be read or written. Nothing was changed.")
    wrapped: Exception = error
    return wrapped
