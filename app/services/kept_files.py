"""What is kept of a source, as files on disk: read with certainty, and named for a copy."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import InvalidValueError, NotFoundError, StorageError
from app.domain.file_names import said_name
from app.domain.particulars import Source
from app.domain.quotations import LARGEST_FILE, LARGEST_TEXT
from app.services.intake.encoding import decoded
from app.services.reports.file_names import plain_name

_TWICE = 2
"""A text in UTF-16 is larger than the same in UTF-8."""


def copy_name(source: Source, *, text: bool) -> str:
    """Return the name that is proposed for a copy of the kept text, or of the kept file."""
    return said_name(f"{plain_name(source.title)}.txt" if text else source.file_name)


def text_in(data: bytes, name: str, encoding: str | None = None) -> str:
    """Return the text of a file, in `encoding` where that is given, else by mark or as UTF-8.

    Raises `InvalidValueError` with one sentence for whatever else: no encoding is guessed.
    """
    try:
        found = decoded(data, name, encoding)
    except InvalidValueError as error:
        if error.field == "encoding":
            raise
        raise InvalidValueError(
            "text", f"“{name}” is no text that can be read with certainty; keep it as a file."
        ) from error
    if found.proposed:
        raise InvalidValueError(
            "text",
            f"“{name}” is not written in UTF-8, perhaps in {found.encoding}: "
            "say so, or save it as UTF-8.",
        )
    return found.text


def read_text(path: Path, encoding: str | None = None) -> str:
    """Return the text in a file on disk; see `text_in`. Raises `NotFoundError`, `StorageError`."""
    data = _bytes(path, "text", LARGEST_TEXT, LARGEST_TEXT * _TWICE)
    return text_in(data, path.name, encoding)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file on disk that is not too large to be kept.

    Raises `InvalidValueError`, `NotFoundError`, `StorageError`.
    """
    return _bytes(path, "file", LARGEST_FILE, LARGEST_FILE)


def _bytes(path: Path, field: str, kept: int, most: int) -> bytes:
    """Return up to `most` bytes of a file on disk, of which `kept` can be kept."""
    try:
        if not path.is_file():
            if path.exists():
                raise InvalidValueError(field, f"“{path.name}” is no ordinary file.")
            raise NotFoundError(f"There is no file “{path}”.")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise StorageError(f"“{path.name}” cannot be read: {error.strerror}.") from error
    if len(data) > most:
        said = f"“{path.name}” is too large: {kept >> 20} MB can be kept."
        raise InvalidValueError(field, said)
    return data
