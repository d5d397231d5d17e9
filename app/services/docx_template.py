"""An office's own Word template: opened with the limits that any file from outside has."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from app.domain.errors import InvalidValueError

if TYPE_CHECKING:
    from docx.document import Document

_LARGEST, _LARGEST_UNPACKED, _DENSEST = 20 << 20, 200 << 20, 100


def opened(template: bytes) -> Document:
    """Return a template as a document. Raises `InvalidValueError` for what is none."""
    from docx import Document as Open  # noqa: PLC0415 - costs 0.2 s, seldom wanted
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - the same

    refusal = InvalidValueError("template", "The template is no Word file (.docx).")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            whole = sum(each.file_size for each in packed.infolist())
        if whole > _LARGEST_UNPACKED or whole > _DENSEST * len(template):
            raise InvalidValueError("template", "The template unpacks to more than a letter is.")
        return Open(io.BytesIO(template))
    except (zipfile.BadZipFile, OpcError, SyntaxError, LookupError, ValueError, OSError) as error:
        raise refusal from error


def check_size(size: int) -> None:
    """Refuse a template that is larger than one can be. Raises `InvalidValueError`."""
    if size > _LARGEST:
        raise InvalidValueError("template", "The template is larger than 20 MB.")
