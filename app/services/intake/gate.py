"""The gate: how large a file may be, and what it is by its content, before anything parses it."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from app.domain.errors import CancelledError, InvalidValueError, NotFoundError, StorageError

MB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a file is taken in.

    Sizes are in bytes. `archive` is for workbooks and letters, which are ZIP archives; `unpacked`
    and `ratio` for what they unpack to. `filled` counts the cells of a file that hold something.
    `seconds` and `memory` are what the process that parses may take.
    """

    archive: int = 20 * MB
    unpacked: int = 200 * MB
    ratio: int = 100
    text: int = 50 * MB
    rows: int = 200_000
    columns: int = 500
    characters: int = 100_000
    filled: int = 5_000_000
    seconds: float = 120
    memory: int = 2_000 * MB


LIMITS = Limits()


class Content(StrEnum):
    """What a file is; the value names it in a sentence."""

    WORKBOOK = "an Excel workbook"
    OPEN_SHEET = "an OpenDocument spreadsheet"
    LETTER = "a Word document"
    WEB = "a web page"
    TEXT = "plain text"


_NAMES = {
    ".xlsx": Content.WORKBOOK,
    ".xlsm": Content.WORKBOOK,
    ".xls": Content.WORKBOOK,
    ".ods": Content.OPEN_SHEET,
    ".docx": Content.LETTER,
    ".doc": Content.LETTER,
    ".htm": Content.WEB,
    ".html": Content.WEB,
    ".csv": Content.TEXT,
    ".tsv": Content.TEXT,
    ".tab": Content.TEXT,
    ".txt": Content.TEXT,
}

_PACKED = (Content.WORKBOOK, Content.OPEN_SHEET, Content.LETTER)
_TEXT_OF_OLD = (".xls", ".doc")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "is a PDF: open what it was made from, or copy its table into a spreadsheet"),
    (b"{\\rtf", "is an RTF document: save it as .docx and import that"),
    (b"SQLite format 3\0", "is a register or another database, not a table to import"),
    (b"\x89PNG", "is a picture: a table in a picture cannot be read"),
    (b"\xff\xd8\xff", "is a picture: a table in a picture cannot be read"),
    (b"GIF8", "is a picture: a table in a picture cannot be read"),
    (b"Rar!", "is an archive: unpack it and import the table in it"),
    (b"7z\xbc\xaf\x27\x1c", "is an archive: unpack it and import the table in it"),
    (b"\x1f\x8b", "is an archive: unpack it and import the table in it"),
)
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.spreadsheet": Content.OPEN_SHEET,
    b"application/vnd.oasis.opendocument.spreadsheet-template": Content.OPEN_SHEET,
}
_HEAD = 16
_STEP = 1 << 16
_SMALL_PART = 4 * MB
_ENCRYPTED = 0x1
_PASSWORD = "is protected with a password: open it, save it without one, and import that"  # noqa: S105 - a sentence
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
)
"""What the library raises for an archive that is none, or one made to harm."""
_BROKEN = "is damaged or only half written"


def called_off() -> CancelledError:
    """Return what is raised where the officer stops the reading."""
    return CancelledError("The import was called off. Nothing was written.")


def look_up(cancelled: Callable[[], bool]) -> None:
    """Leave off where the officer says so; asked often. Raises `CancelledError`."""
    if cancelled():
        raise called_off()


def refused(name: str, why: str) -> InvalidValueError:
    """Return what is raised for a file of this name: one sentence that begins with it."""
    return InvalidValueError("file", f"“{name}” {why}.")


def received(path: Path, limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a file that is not over-large and no other thing than a file.

    Raises `NotFoundError` where there is none, `StorageError` where it may not be read, and
    `InvalidValueError` where it is a folder, empty, over-large, or of a kind without tables.
    """
    name = path.name
    try:
        if path.is_dir():
            raise refused(name, "is a folder: choose the file in it")
        if path.exists() and not path.is_file():
            raise refused(name, "is no ordinary file")
        with path.open("rb") as file:
            head = file.read(_HEAD)
            largest = _largest(head, name, limits)
            data = head + file.read(largest + 1 - len(head))
    except FileNotFoundError:
        raise NotFoundError(f"There is no file “{path}”.") from None
    except PermissionError:
        raise StorageError(f"“{name}” may not be read from this account.") from None
    except OSError as error:
        raise StorageError(f"“{name}” cannot be read: {error.strerror or error}.") from error
    if not data:
        raise refused(name, "is empty")
    if len(data) > largest:
        raise refused(name, f"is larger than the {largest // MB} MB that can be taken in")
    return data


def _largest(head: bytes, name: str, limits: Limits) -> int:
    """Return how large a file that begins so may be. Raises for what holds no tables."""
    for begins, why in _OTHERS:
        if head.startswith(begins):
            raise refused(name, why)
    return limits.archive if head.startswith((*_ZIP, _OLE)) else limits.text


def content(data: bytes, name: str) -> Content:
    """Return what these bytes are, whatever the name says; text may still turn out a web page.

    Raises `InvalidValueError` for what cannot be imported, such as an old .xls or a password.
    """
    if data.startswith(_OLE):
        raise refused(name, _ole(data))
    if not data.startswith(_ZIP):
        return Content.TEXT
    with opened(data, name) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names:
            found = _office(_part(archive, "[Content_Types].xml", name))
        elif "mimetype" in names:
            found = _open_document(archive, name)
        else:
            found = "is an archive: unpack it and import the table in it"
    if isinstance(found, Content):
        return found
    raise refused(name, found)


def _ole(data: bytes) -> str:
    """Say what an OLE container is: it holds what Office wrote before 2007, and what is locked."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _PASSWORD
    if "WordDocument".encode("utf-16-le") in data:
        return "is in the format of old Word (.doc): save it as .docx and import that"
    return "is in the format of old Excel (.xls): save it as .xlsx and import that"


def _office(types: bytes) -> Content | str:
    if b"sheet.binary" in types:
        return "is a binary workbook (.xlsb): save it as .xlsx and import that"
    if b"spreadsheetml" in types:
        return Content.WORKBOOK
    if b"wordprocessingml" in types:
        return Content.LETTER
    return "is an Office file of another kind: tables come from workbooks and Word documents"


def _open_document(archive: zipfile.ZipFile, name: str) -> Content | str:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in _part(archive, manifest, name):
        return _PASSWORD
    kind = _part(archive, "mimetype", name).strip()
    return _OPEN_DOCUMENTS.get(kind) or (
        "is an OpenDocument file of another kind: save it as .ods or .docx and import that"
    )


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the archive that the bytes are. Raises `InvalidValueError` where it is broken."""
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _FAULTS as error:
        raise refused(name, _BROKEN) from error


def _part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """Return the beginning of a small part of an archive."""
    try:
        with archive.open(part) as file:
            return file.read(_SMALL_PART)
    except _FAULTS as error:
        raise refused(name, _BROKEN) from error
    except RuntimeError as error:  # what zipfile raises for a part under a password
        raise refused(name, _PASSWORD) from error


def weigh(data: bytes, name: str, limits: Limits = LIMITS) -> None:
    """Unpack an archive without keeping it, to see that it is whole and not over-large.

    What its directory says of itself is not believed. Raises `InvalidValueError`.
    """
    allowed = min(limits.unpacked, limits.ratio * len(data))
    with opened(data, name) as archive:
        left = allowed
        for each in archive.infolist():
            left -= _unpacked(archive, each, left, name)
            if left < 0:
                raise refused(name, _bomb(allowed, limits))


def _bomb(allowed: int, limits: Limits) -> str:
    if allowed == limits.unpacked:
        return f"unpacks to more than the {limits.unpacked // MB} MB that can be taken in"
    return f"unpacks to more than {limits.ratio} times its size, which no honest file does"


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int, name: str) -> int:
    """Return how many bytes a part unpacks to; somewhat more than `most` where it is more."""
    if part.flag_bits & _ENCRYPTED:
        raise refused(name, _PASSWORD)
    honest = copy(part)
    honest.file_size = max(part.file_size, most) + _STEP  # else reading ends where it claims to
    size = 0
    try:
        with archive.open(honest) as file:
            while size <= most and (read := file.read(_STEP)):
                size += len(read)
    except (*_FAULTS, RuntimeError) as error:
        raise refused(name, _BROKEN) from error
    if size <= most and size != part.file_size:
        raise refused(name, _BROKEN)
    return size


def mistaken(name: str, found: Content) -> str:
    """Say that a file is something else than its name claims; empty where it is not."""
    claimed = _NAMES.get(Path(name).suffix.lower())
    if claimed in (None, found):
        return ""
    return f"“{name}” is {found.value} by its content, not {claimed.value}; it was read as that."


_PROLOG = r"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--.*?-->\s*)?"
_WEB = re.compile(
    rf"{_PROLOG}<(?:!doctype\s+html|html|head|meta|body|table)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(r"\s*<\?xml\b")
_BEGINNING = 4_096


def text_content(text: str, name: str) -> Content:
    """Return whether a text is a web page, as old systems name .xls, or a table in plain text.

    Raises `InvalidValueError` for XML, which is neither, and for plain text under the name of a
    workbook or a letter: it may be what is left of one. Old systems name their text .xls.
    """
    beginning = text[:_BEGINNING]
    if _WEB.match(beginning):
        return Content.WEB
    if _XML.match(beginning):
        raise refused(name, "is XML: open it in a spreadsheet, save it as .xlsx and import that")
    ending = Path(name).suffix.lower()
    claimed = _NAMES.get(ending, Content.TEXT)
    if claimed in _PACKED and ending not in _TEXT_OF_OLD:
        raise refused(
            name,
            f"is plain text by its content, not {claimed.value}: if it is a table all the same, "
            "name it .csv and import that",
        )
    return Content.TEXT
