"""Names of files that came from outside: what may stand in one, and which may be opened."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST_NAME: Final = 120
"""How many characters a kept name has at most, its ending among them."""

_MOST_BYTES = 200
_LONGEST_ENDING = 10
_UNNAMED = "file"
_UNFIT = frozenset('<>:"|?*')
"""What Windows allows in no name; a colon would also lead to a stream beside the file."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Kinds of characters that nobody sees, or that turn the direction of what follows."""

RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"}
)
"""What Windows keeps for its devices, whatever ending follows."""

_DOCUMENTS = {"pdf", "txt", "csv", "tsv", "docx", "xlsx", "pptx", "odt", "ods", "odp"}
_PICTURES = {"png", "jpg", "jpeg", "gif", "tif", "tiff", "webp"}
_OPENED = frozenset(_DOCUMENTS | _PICTURES)


def said_name(name: str) -> str:
    """Return what a file is called, as it can be shown and written anywhere; never empty.

    Folders before it, characters that nobody sees or that turn the direction, what Windows allows
    in no name, and points and blanks at either end are left out; a name of a device gets a hyphen;
    an over-long one is shortened before its ending. To clean it once more changes nothing.
    """
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = (
        " " if each.isspace() else "-" if each in _UNFIT else each
        for each in text
        if each.isspace() or unicodedata.category(each) not in _UNSEEN
    )
    kept = unicodedata.normalize("NFC", " ".join("".join(seen).split())).strip(". ")
    stem, point, _ = kept.partition(".")
    if stem.strip().casefold() in RESERVED:
        kept = f"{stem.strip()}-{kept[len(stem) :]}" if point else f"{stem}-"
    return _shortened(kept) or _UNNAMED


def ending(name: str) -> str:
    """Return the ending of a name in small letters, without its point; empty where it has none."""
    stem, _, last = name.rpartition(".")
    return last.casefold() if stem and len(last) <= _LONGEST_ENDING else ""


def may_be_opened(name: str) -> bool:
    """Whether a file of this name may be handed to another program: documents and pictures alone.

    What is not known to be harmless is not opened: no programs, scripts, web pages, shortcuts, and
    no documents that carry macros by their ending.
    """
    return ending(name) in _OPENED


def _shortened(name: str) -> str:
    """Return a name of a length that every system takes, with its ending."""
    last = ending(name)
    tail = f".{last}" if last else ""
    head = name[: len(name) - len(tail)]
    if len(name) <= LONGEST_NAME and len(name.encode()) <= _MOST_BYTES:
        return name
    head = head[: LONGEST_NAME - len(tail)]
    while len(f"{head}{tail}".encode()) > _MOST_BYTES:
        head = head[:-1]
    return f"{head.rstrip('. ')}{name[len(name) - len(tail) :]}"
