"""Names that a file may carry on every system."""

from __future__ import annotations

from app.domain.file_names import RESERVED

_LONGEST = 60


def plain_name(text: str) -> str:
    """Return a text as part of a file's name: letters, digits, points and hyphens; never empty.

    What a system keeps for its devices gets a hyphen behind it.
    """
    kept = "".join(each if each.isalnum() or each == "." else "-" for each in text)
    name = "-".join(part for part in kept.split("-") if part)[:_LONGEST].strip(".-")
    reserved = name.partition(".")[0].casefold() in RESERVED
    return f"{name}-" if reserved else name or "all"
