"""Which two sessions can be followed up, and in which copy; the rest is refused with a sentence."""

from __future__ import annotations

from app.domain.errors import InvalidValueError
from app.domain.kinds import Family
from app.domain.lifecycle import Status
from app.domain.reports.carry_over import Meeting
from app.services.session_order import came_before
from app.store.reader import Reader


def check_pair(start: Meeting, end: Meeting, *, shared: bool, unmarked: bool) -> None:
    """Refuse two sessions of which the follow-up that is asked for cannot be. `InvalidValueError`.

    `shared` asks for a copy for the other side, `unmarked` leaves marked points out.
    """
    if start.row.id == end.row.id:
        raise InvalidValueError("to", "A session cannot follow up its own points.")
    if start.row.relation != end.row.relation:
        raise InvalidValueError(
            "to", f"{start.row.ref} and {end.row.ref} belong to two pairs of countries."
        )
    for name, each in (("from", start), ("to", end)):
        if each.row.binned:
            raise InvalidValueError(name, f"{each.row.ref} lies in the bin.")
        if unmarked and each.row.classification:  # unnamed: a pack tells why it lacks this
            raise InvalidValueError(
                "unmarked",
                "A session that is marked itself cannot be followed up without marked points.",
            )
        if shared:
            _check_shared(name, each)
        if each.row.kind.family is not Family.MEETING and not (each is start and each.row.event):
            raise InvalidValueError(name, f"{each.row.ref} is a {each.row.kind.value}: no meeting.")


def _check_shared(name: str, meeting: Meeting) -> None:
    """Refuse a copy for the other side of what it must not see at all."""
    row = meeting.row
    if meeting.internal:
        raise InvalidValueError(
            name, f"{row.ref} is an internal meeting, which the other side never sees."
        )
    if row.classification:
        raise InvalidValueError(
            name, f"{row.ref} is marked: there is no copy of it for the other side."
        )
    if row.status is Status.DRAFT:
        raise InvalidValueError(
            name, f"{row.ref} is a draft: there is no copy of it for the other side."
        )


def check_order(reader: Reader, start: Meeting, end: Meeting) -> None:
    """Refuse a later session that was surely the earlier: by its number, else by its days."""
    if came_before(reader, end.row, start.row):
        raise InvalidValueError(
            "to", f"{end.row.ref} came before {start.row.ref}: a later session follows up."
        )
