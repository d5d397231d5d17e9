"""When something came about, as far as a table says so: on a day, by a day, or not at all.

That something is done says nothing of the day on which it was. Who tells it as of a day, or in a
letter of that day, says that it was no later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.date_words import Translate, edtf_words, plain
from app.domain.edtf import EdtfError, parse
from app.domain.lifecycle import Phase, Status
from app.domain.timing import Basis

DONE = "done"
"""The field that says when a thing was done."""


def came_about(fields: Mapping[str, str], told_as_of: str, today: date) -> str | None:
    """Return when the status of a row came about, EDTF; empty where nothing says it.

    None for a row whose status tells of no event. `told_as_of` is as of when the whole table
    tells, for a row that does not say it itself.
    """
    status = Status(fields["status"]) if fields.get("status") else None
    if status is None or not status.tells_event:
        return None
    if status.phase is Phase.DONE and fields.get(DONE):
        return fields[DONE]
    return by_then(fields.get("as_of", ""), today) or by_then(told_as_of, today)


def came_about_words(day: str, tr: Translate = plain) -> str:
    """Return when something came about, as `came_about` gives it, for whoever looks at it."""
    return edtf_words(parse(day), Basis.STATED, tr) if day else tr("day not known")


def by_then(edtf: str, today: date) -> str:
    """Return “by then at the latest” as EDTF; empty where that is no day, or one to come."""
    try:
        latest = parse(edtf).latest if edtf else None
    except EdtfError:
        return ""
    return f"[..{latest.isoformat()}]" if latest is not None and latest <= today else ""


def without_doubtful_day(fields: dict[str, str], column: str, today: date) -> str:
    """Take out a day of completion that cannot be one; return why, or nothing."""
    day = fields.get(DONE, "")
    if not day:
        return ""
    status = Status(fields["status"]) if fields.get("status") else None
    first = parse(day).earliest
    if first is not None and first > today:
        why = "which has not come yet"
    elif status is None or status.phase is not Phase.DONE:
        why = "and nothing says that it is done"
    else:
        return ""
    del fields[DONE]
    return f"“{column}” says {day}, {why}: left out."
