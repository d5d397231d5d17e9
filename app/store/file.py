"""The register's file: made, recognised, migrated after a verified backup, copied safely."""

from __future__ import annotations

import os
import secrets
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
from app.store.driver import connect, toolkit, translated
from app.store.schema import APPLICATION_ID, FORMAT, SCHEMA, migrations

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
        beside.unlink(missing_ok=True)


def _lay_down(path: Path) -> None:
    with translated():
        connection = connect(path)
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            migrations().apply(toolkit(connection))
            connection.execute(
                "INSERT INTO register(one,id,format) VALUES(1,?,?)", (new_id(), FORMAT)
            )
        finally:
            connection.close()


def opened(
    path: Path, *, backups: Path, read_only: bool = False, busy_ms: int = 5000
) -> tuple[Connection, bool]:
    """Open a register, migrating an older one; returns the connection and whether it is read-only.

    A register whose file or folder cannot be written is opened for reading. Raises
    `NotFoundError`, `NotARegisterError`, `TooNewError`, `DamagedError`, `StorageError`; the file
    is then as it was.
    """
    _check_header(path)
    read_only = read_only or not _writable(path)
    if read_only and path.with_name(path.name + "-journal").exists():
        raise ReadOnlyError(
            "This register was left in the middle of a write, which can only be settled where it "
            "may be written."
        )
    connection = connect(path, read_only=read_only, busy_ms=busy_ms)
    try:
        with translated():
            version = _version(connection)
            if version < SCHEMA:
                _migrate(connection, path, backups, version, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection, read_only


def _check_header(path: Path) -> None:
    """Refuse what is no register by its first bytes, without opening it as a database."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise NotFoundError(f"There is no register at “{path}”.") from None
    except OSError as error:
        raise StorageError(f"“{path}” cannot be read: {error.strerror}.") from error
    if not header.startswith(_HEADER) or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise NotARegisterError(f"“{path.name}” is not a register of Servanda.")
    if int.from_bytes(header[60:64], "big") > SCHEMA:
        raise TooNewError(
            f"“{path.name}” was written by a newer Servanda. Update the program to open it; the "
            "register was left as it is."
        )


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _version(connection: Connection) -> int:
    """Return the schema's number; the first query that touches the file, so damage shows here."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    row = connection.execute("SELECT format FROM register").fetchone() if version else (FORMAT,)
    if row is None:
        raise DamagedError("This register has lost its own name; restore it from a backup.")
    if row[0] > FORMAT:
        raise TooNewError("This register's log is of a newer Servanda. It was left as it is.")
    return version


def _migrate(
    connection: Connection, path: Path, backups: Path, version: int, *, read_only: bool
) -> None:
    """Bring an older register up to date, after a copy of it was made and checked."""
    if read_only:
        raise ReadOnlyError(
            "This register is of an older Servanda and must be written once to be opened."
        )
    backup(
        connection,
        backups / f"{path.stem}-before-schema-{version + 1}-{secrets.token_hex(3)}{path.suffix}",
    )
    connection.execute("PRAGMA foreign_keys=OFF")
    migrations().apply(toolkit(connection))
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise DamagedError("After the update some references lead nowhere; restore the backup.")
    connection.execute("PRAGMA foreign_keys=ON")


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
        beside.unlink(missing_ok=True)
