"""Two columns of a table that are one field by their names: the second is asked about.

The first is read, and nothing says that the second may be passed over. Where both say the same
in a row there is nothing to ask.
"""

from __future__ import annotations

from collections.abc import Collection

NO_FIELD = "none"
"""The answer that a column is left out."""

DATE_FIELDS = ("due", "done", "made_on", "letter_date", NO_FIELD)
"""The answers to what the dates of a column are."""

_KINDS = (
    (DATE_FIELDS[:-1], DATE_FIELDS[:-1]),
    (("owner", "supporting", "counterpart"), ("owner", "supporting", "counterpart")),
    (("title", "summary"), ("title", "summary", "remarks")),
    (("status", "progress"), ("status", "progress", "remarks")),
)


def twin_question(first: str, second: str) -> str:
    """Return what is asked of the second of two columns, by their names."""
    return f"“{first[:60]}” and “{second[:60]}” are the same field here. What is “{second[:60]}”?"


def twin_choices(field: str, taken: Collection[str]) -> tuple[str, ...]:
    """Return what a second column of a field may be: that field instead, another, or none."""
    others = next((others for fields, others in _KINDS if field in fields), (field, "remarks"))
    free = (each for each in others if each != field and each not in taken)
    return tuple(dict.fromkeys((field, *free, NO_FIELD)))
