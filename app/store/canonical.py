"""The form in which the change log is hashed: what is stored is what is hashed.

Entries are digested one by one, and a change's hash covers the digests, so that a text can be
erased for good while the chain still holds. One chain per copy of the register.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable

from app.domain.errors import InvalidValueError

Value = str | int | None
"""What a field of a record may hold: there are no fractions in a register."""

LONGEST = 100_000
GREATEST = 2**53
"""The largest number that every program can hold exactly."""

_START = bytes(32)
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_PREFIX = b"servanda-log-1\n"


def canonical(value: object) -> str:
    """Return the one JSON text for a value: sorted keys, no spaces, characters as they are."""
    return _ENCODER.encode(value)


def digest(pos: int, record: str, identity: str, data: str) -> bytes:
    """Return the 32 bytes that stand for one entry of a change."""
    return hashlib.sha256(f"{pos}\n{record}\n{identity}\n{data}".encode()).digest()


def chained(before: bytes | None, digests: Iterable[bytes], head: str) -> bytes:
    """Return a change's hash from the one before it in its copy, its entries and its head."""
    entries = hashlib.sha256(b"".join(digests)).digest()
    return hashlib.sha256(_PREFIX + (before or _START) + entries + head.encode()).digest()


def admitted(field: str, value: Value) -> Value:
    """Return a value as it may be stored: text in NFC, integers that every program can hold.

    Raises `InvalidValueError` for text that is over-long or holds characters no text has.
    """
    if isinstance(value, str):
        return _text(field, value)
    if isinstance(value, int) and abs(value) > GREATEST:
        raise InvalidValueError(field, f"The number in “{field}” is too large to be kept.")
    return int(value) if isinstance(value, bool) else value


def is_plain(value: Value) -> bool:
    """Whether a value is a text that is admitted as it stands: nearly all are, and at a glance."""
    return (
        value.__class__ is str and value.isascii() and len(value) <= LONGEST and "\0" not in value
    )


def _text(field: str, value: str) -> str:
    # Composed first: a few characters grow by it, and what was kept once must be kept again.
    text = value if value.isascii() else unicodedata.normalize("NFC", value)
    if len(text) > LONGEST:
        raise InvalidValueError(
            field,
            f"The text in “{field}” is over-long: {len(text):,} characters, "
            f"and {LONGEST:,} can be kept.",
        )
    if "\0" in text or _SURROGATE.search(text):
        raise InvalidValueError(field, f"The text in “{field}” holds a character that is no text.")
    return text
