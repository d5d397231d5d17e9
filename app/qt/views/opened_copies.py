"""Private copies of kept files, for other programs to show; none outlives this one."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from app.domain.errors import InvalidValueError, StorageError
from app.domain.file_names import may_be_opened, said_name

_PRIVATE = 0o600


class OpenedCopies:
    """A folder of one's own, made when it is first needed and removed at the end."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def copy(self, name: str, data: bytes) -> Path:
        """Write a copy under a clean name and return its path.

        Raises `InvalidValueError` for a file that is not to be opened, `StorageError`.
        """
        clean = said_name(name)
        if not may_be_opened(clean):
            raise InvalidValueError(
                "file", f"“{clean}” is no document or picture; save a copy to look at it."
            )
        try:
            if self._folder is None:
                # Removed with this object, and at the latest as the program ends.
                self._folder = tempfile.TemporaryDirectory(
                    prefix="servanda-", ignore_cleanup_errors=True
                )
            path = Path(self._folder.name) / secrets.token_hex(4) / clean
            path.parent.mkdir(mode=0o700)
            with open(path, "xb", opener=_private) as file:
                file.write(data)
        except OSError as error:
            raise StorageError(f"The copy could not be written: {error.strerror}.") from error
        return path

    def remove(self) -> None:
        """Remove all copies; a program that still shows one may keep it from going."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE)
