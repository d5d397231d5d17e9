"""A file that is written beside its name and takes it when complete.

Nobody ever meets half of it, and whatever had the name before stays untouched where writing fails.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app.domain.errors import StorageError

_PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700
_DATABASE = b"SQLite format 3\0"


@contextmanager
def beside(target: Path) -> Iterator[IO[bytes]]:
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


@contextmanager
def new_files(files: Mapping[Path, bytes]) -> Iterator[None]:
    """Write files under names that are free, all of them or none, for as long as all goes well.

    What is raised within takes them back. A file that is there already with the very same content
    stays as it is; with another content it is refused, as `StorageError`, and so is whatever the
    disk says.
    """
    parts: dict[Path, Path] = {}
    placed: list[Path] = []
    target = next(iter(files), Path())
    try:
        try:
            for target, content in files.items():
                if not _is_there(target, content):
                    parts[target] = target.with_name(f".{secrets.token_hex(8)}.part")
                    _write(parts[target], content)
            for target, part in parts.items():
                _take_name(part, target)
                placed.append(target)
        except OSError as error:
            raise StorageError(_refusal(target, error)) from error
        finally:
            for part in parts.values():
                with suppress(OSError):
                    part.unlink(missing_ok=True)
        yield
    except BaseException:
        for each in placed:
            with suppress(OSError):
                each.unlink(missing_ok=True)
        raise


def new_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their paths within it, into a folder that takes its name when complete.

    `target` is not there yet, or an empty folder. Raises `StorageError` for any other, and for
    whatever the disk says; then nothing is left behind.
    """
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _check_empty(target)
        try:
            part.mkdir(mode=_PRIVATE_FOLDER)
            for name, content in files.items():
                path = part / name
                path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
                _write(path, content)
            if target.exists():
                target.rmdir()
            part.rename(target)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise StorageError(_refusal(target, error)) from error


def _check_empty(target: Path) -> None:
    if not os.path.lexists(target):
        return
    if not target.is_dir() or target.is_symlink():
        raise StorageError(f"“{target.name}” was not written: that is no folder.")
    if any(target.iterdir()):
        raise StorageError(
            f"“{target.name}” was not written: that folder is not empty. Choose another one."
        )


def _is_there(target: Path, content: bytes) -> bool:
    """Whether a file of that very content is there. Raises `StorageError` for another one."""
    if not os.path.lexists(target):
        return False
    same_size = target.is_file() and target.stat().st_size == len(content)
    if same_size and target.read_bytes() == content:
        return True
    raise StorageError(
        f"“{target.name}” was not written: a file of that name is there already. "
        "Choose another folder, or take that file away."
    )


def _write(part: Path, content: bytes) -> None:
    with open(part, "xb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _take_name(part: Path, target: Path) -> None:
    """Give a file its name, unless another has come to have it meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise StorageError(
            f"“{target.name}” was not written: a file of that name has come meanwhile."
        ) from None
    except OSError:  # a file system without second names, such as that of a stick
        if os.path.lexists(target):
            raise
        part.rename(target)


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
