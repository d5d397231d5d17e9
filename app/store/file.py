"""The register's file: made, recognised, migrated after a verified backup, copied safely."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import (
    DamagedError,
    NotARegisterError,
    NotFoundError,
    ReadOnlyError,
    StorageError,
    TooNewError,
)
from app.domain.identity import new_id
from app.store.driver import connect, toolkit, translated, understood
from app.store.schema import APPLICATION_ID, FORMAT, RELEASED, Ladder

if TYPE_CHECKING:
    from sqlite3 import Connection

_HEADER = b"SQLite format 3\0"
_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_PAGES = 2000


def create(path: Path) -> None:
    """Make a new, empty register. The folder is made if needed, both for the officer alone.

    It is built beside and takes the name when complete. Raises `StorageError` if there is a
    file of that name already or the disk refuses.
    """
    if path.exists():
        raise StorageError(f"There is a file named “{path.name}” here already.")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE))
        _lay_down(beside)
        beside.rename(path)
    except OSError as error:
        raise StorageError(f"“{path}” cannot be made: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _lay_down(path: Path) -> None:
    with translated():
        connection = connect(path)
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            RELEASED.steps().apply(toolkit(connection))
            connection.execute(
                "INSERT INTO register(one,id,format) VALUES(1,?,?)", (new_id(), FORMAT)
            )
        finally:
            connection.close()


def opened(
    path: Path,
    *,
    backups: Path,
    read_only: bool = False,
    busy_ms: int = 5000,
    ladder: Ladder = RELEASED,
) -> tuple[Connection, bool]:
    """Open a register, migrating an older one; returns the connection and whether it is read-only.

    A register whose file or folder cannot be written is opened for reading; `ladder` is the
    schema this program knows. Raises `NotFoundError`, `NotARegisterError`, `TooNewError`,
    `DamagedError`, `ReadOnlyError`, `BusyError`, `StorageError`; the file is then as it was.
    """
    _check_header(path, ladder)
    read_only = read_only or not _writable(path)
    try:
        connection = connect(path, read_only=read_only, busy_ms=busy_ms)
    except ReadOnlyError:  # even to read it one would have to write
        raise ReadOnlyError(
            "This register was left in the middle of a write, which can only be settled where it "
            "may be written."
        ) from None
    try:
        with translated():
            with understood():
                version = _version(connection)
            if version < ladder.number:
                _migrate(connection, path, backups, ladder, read_only=read_only)
            if not read_only:
                connection.execute("PRAGMA journal_mode=DELETE")
    except BaseException:
        connection.close()
        raise
    return connection, read_only


def _check_header(path: Path, ladder: Ladder) -> None:
    """Refuse what is no register by its first bytes, without opening it as a database."""
    try:
        if path.exists() and not path.is_file():
            raise NotARegisterError(f"“{path.name}” is not a file and so no register.")
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise NotFoundError(f"There is no register at “{path}”.") from None
    except OSError as error:
        raise StorageError(f"“{path}” cannot be read: {error.strerror}.") from error
    if not header.startswith(_HEADER) or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise NotARegisterError(f"“{path.name}” is not a register of Servanda.")
    if int.from_bytes(header[60:64], "big") > ladder.number:
        raise TooNewError(
            f"“{path.name}” was written by a newer Servanda. Update the program to open it; the "
            "register was left as it is."
        )


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _version(connection: Connection) -> int:
    """Return the schema's number; the first query that touches the file, so damage shows here."""
    version = _number(connection)
    if version < 1:
        raise DamagedError("This register has lost its version; restore it from a backup.")
    row = connection.execute("SELECT format FROM register").fetchone()
    if row is None:
        raise DamagedError("This register has lost its own name; restore it from a backup.")
    if row[0] > FORMAT:
        raise TooNewError("This register's log is of a newer Servanda. It was left as it is.")
    return version


def _number(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(
    connection: Connection, path: Path, backups: Path, ladder: Ladder, *, read_only: bool
) -> None:
    """Bring an older register up to date in one step, after a copy of it was made and checked."""
    if read_only:
        raise ReadOnlyError(
            "This register is of an older Servanda and must be written once to be opened."
        )
    name = f"{path.stem}-before-schema-{ladder.number}-{secrets.token_hex(3)}{path.suffix}"
    backup(connection, backups / name)
    connection.execute("PRAGMA foreign_keys=OFF")  # has no effect once a transaction is open
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _number(connection) < ladder.number:  # else another program was faster
            ladder.steps().apply(toolkit(connection))
            _check_migrated(connection, ladder)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _check_migrated(connection: Connection, ladder: Ladder) -> None:
    """Refuse an update that leaves references leading nowhere or lost a trigger on its way."""
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
    whole = (
        _number(connection) == ladder.number
        and {row[0] for row in triggers} == set(ladder.triggers)
        and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    )
    if not whole:
        raise DamagedError("This register could not be brought up to date and was left as it is.")


def backup(connection: Connection, target: Path) -> None:
    """Copy a register, open and in use, to `target`: in steps, beside, checked, synced, renamed.

    Raises `StorageError` or `DamagedError`; then `target` is as it was.
    """
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE))
        with translated():
            copy = connect(beside)
            try:
                connection.backup(copy, pages=_PAGES)
                verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            finally:
                copy.close()
        if verdict != "ok":
            raise DamagedError("The register is damaged; no backup of it could be made.")
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise StorageError(f"The backup could not be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            beside.unlink()
