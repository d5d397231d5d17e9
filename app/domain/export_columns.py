"""The columns of an exported table: their keys, their headings, and which field of ours each is.

A file that this program wrote is known again by these headings, so they are only ever added to.
"""

from __future__ import annotations

from collections.abc import Mapping

_USUAL = (
    "ref relation kind title summary status phase timeliness overdue owed_by strength sector owner"
    " owner_basis counterpart origin paragraph made_on made_at completion due_words due_edtf"
    " due_sense due_basis earliest latest done remarks evidence classification"
)
_ONLY_ASKED = (
    "supporting line_to_take due_said due_why due_follows due_offset readings event priority"
    " ball_with ball_since ball_letter update_days review_on"
)

EXPORT_COLUMNS: dict[str, str] = {
    key: key.replace("_", " ") for key in (*_USUAL.split(), *_ONLY_ASKED.split())
}
"""Every column by its key, with its heading: the key in plain letters."""

DEFAULT_COLUMNS: tuple[str, ...] = tuple(_USUAL.split())
"""What is exported where nothing else is asked for; never the line to take, which is internal."""

_READ_FIRST = "ref title owed_by owner owner_basis due_words timeliness status sector kind remarks"
PRINTED: tuple[str, ...] = tuple(_READ_FIRST.split())
"""What stands first in a workbook, and is all that is printed of it: what a reader asks first."""

WORKBOOK_COLUMNS: tuple[str, ...] = (
    *PRINTED,
    *(each for each in DEFAULT_COLUMNS if each not in PRINTED),
)
"""The usual columns in the order of a workbook: who reads it begins at the left."""

DERIVED = frozenset(
    {
        "phase",
        "timeliness",
        "overdue",
        "due_words",
        "earliest",
        "latest",
        "done",
        "evidence",
        "readings",
    }
)
"""Columns that follow from others or from what stands beside: no import takes them over.

Of what comes in new and is done, `done` says when; that is all.
"""

DAYS = frozenset({"made_on", "due_edtf", "earliest", "latest", "done", "ball_since", "review_on"})
"""Columns of dates as EDTF."""

FIELD_OF: Mapping[str, str] = {
    key: {"due_edtf": "due", "due_said": "due_words"}.get(key, key)
    for key in EXPORT_COLUMNS
    if key not in DERIVED
}
"""The field that a column holds, as an import names it, for every column that is one."""
