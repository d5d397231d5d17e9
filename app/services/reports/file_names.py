"""Names that a file may carry on every system."""

from __future__ import annotations

_LONGEST = 60
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)


def plain_name(text: str) -> str:
    """Return a text as part of a file's name: letters, digits, points and hyphens; never empty.

    What a system keeps for its devices gets a hyphen behind it.
    """
    kept = "".join(each if each.isalnum() or each == "." else "-" for each in text)
    name = "-".join(part for part in kept.split("-") if part)[:_LONGEST].strip(".-")
    reserved = name.partition(".")[0].casefold() in _RESERVED
    return f"{name}-" if reserved else name or "all"
