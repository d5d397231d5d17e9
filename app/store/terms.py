"""The terms of a query in SQL: what timeliness is, what a list is sorted by and grouped by.

The timeliness words of the domain are written here a second time, as conditions, so that 100,000
records can be filtered at once; tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.lifecycle import Phase, Status
from app.domain.query import Column, Grouping
from app.domain.timeliness import Timeliness


def listed(phases: Iterable[Phase]) -> str:
    """Return the statuses of some phases, as SQL lists them."""
    wanted = set(phases)
    return ",".join(f"'{each.value}'" for each in Status if each.phase in wanted)


_DONE = f"status IN({listed({Phase.DONE})})"

# A deadline, and the end of a span, is measured from its last day.
_FIRST_FROM = "iif(first_sense IN('deadline','span'), first_latest, first_earliest)"
_DUE_FROM = "iif(sense IN('deadline','span'), latest, earliest)"
_NOW_FROM = f"iif({_DONE}, done_earliest, {_DUE_FROM})"
_NOW_TO = f"iif({_DONE}, done_latest, latest)"
_MOVED = f"({_DONE} OR earliest IS NOT first_earliest OR latest IS NOT first_latest)"
SURE = f"iif({_MOVED}, max(0, julianday({_NOW_FROM})-julianday(first_latest)), NULL)"
"""How many days later than first promised it certainly comes: `RegisterRow.slip` once more."""
MOST = f"iif({SURE} IS NULL, NULL, max(0, julianday({_NOW_TO})-julianday({_FIRST_FROM})))"
"""How many days later it comes at most."""

SLIPPED = (
    "id IN(SELECT commitment FROM timing WHERE role='revision' AND gone='')"
    f" OR ({_DONE} AND first_sense IN('point','deadline')"
    " AND done_earliest>first_latest)"
)
"""What was given another date, or was done later than first promised. That a span has run out
is no delay."""

ORDER: dict[Column, tuple[str, tuple[str, ...]]] = {
    Column.REF: ("", ("ref",)),
    Column.TITLE: ("", ("title COLLATE NOCASE",)),
    Column.KIND: ("", ("kind",)),
    Column.SECTOR: ("sector=''", ("sector COLLATE NOCASE",)),
    Column.OWED_BY: ("owed_by=''", ("owed_by",)),
    Column.DUE: ("latest IS NULL", ("latest", "earliest")),
    Column.STATUS: ("", ("status",)),
    Column.OWNER: ("owner_words=''", ("owner_words COLLATE NOCASE",)),
    Column.STRENGTH: ("strength IS NULL", ("strength",)),
    Column.MADE_ON: ("made_on=''", ("made_on",)),
    Column.SLIP: (f"{SURE} IS NULL", (SURE, MOST)),
}
"""What each column sorts by: how absence shows (absent values come last), then the values."""


_DROPPED = f"status IN({listed({Phase.DROPPED})})"
_LIVE = f"status IN({listed({Phase.DRAFT, Phase.OPEN, Phase.ACTIVE})})"
_DATED = f"{_LIVE} AND sense<>'continuing' AND (latest IS NOT NULL OR earliest IS NOT NULL)"
_POINT = f"{_DATED} AND sense<>'span'"
_SPAN = f"{_DATED} AND sense='span'"
_JUDGED = "sense IN('point','deadline')"
_IN_TIME = f"{_JUDGED} AND latest IS NOT NULL AND done_latest<=latest"
_LATE = f"{_JUDGED} AND latest IS NOT NULL AND done_earliest>latest"

TIMELINESS = {
    Timeliness.DONE_IN_TIME: f"{_DONE} AND {_IN_TIME}",
    Timeliness.DONE_LATE: f"{_DONE} AND {_LATE}",
    Timeliness.DONE_UNKNOWN: f"{_DONE} AND NOT coalesce({_IN_TIME},0) AND NOT coalesce({_LATE},0)",
    Timeliness.DROPPED: _DROPPED,
    Timeliness.WAITING: f"{_LIVE} AND anchored AND earliest IS NULL AND latest IS NULL",
    Timeliness.NO_DATE: f"{_LIVE} AND CASE WHEN earliest IS NULL AND latest IS NULL"
    " THEN NOT anchored ELSE sense='continuing' END",
    Timeliness.OVERDUE: f"{_POINT} AND status<>'draft' AND latest<:today",
    Timeliness.DUE_SOON: f"{_POINT} AND latest BETWEEN :today AND :soon",
    Timeliness.WINDOW_OPEN: f"{_POINT} AND (earliest IS NULL OR earliest<=:today)"
    " AND (latest IS NULL OR latest>:soon)",
    Timeliness.NOT_YET: f"{_DATED} AND earliest>:today"
    " AND (sense='span' OR latest IS NULL OR latest>:soon)",
    Timeliness.RUNNING: f"{_SPAN} AND (earliest IS NULL OR earliest<=:today)"
    " AND (latest IS NULL OR latest>=:today)",
    Timeliness.ENDED: f"({_SPAN} OR ({_POINT} AND status='draft')) AND latest<:today",
}
"""`app.domain.timeliness` once more, for whole scans."""

IN_ORDER = (
    Timeliness.OVERDUE,
    Timeliness.DUE_SOON,
    Timeliness.WINDOW_OPEN,
    Timeliness.WAITING,
    Timeliness.RUNNING,
    Timeliness.NOT_YET,
    Timeliness.NO_DATE,
    Timeliness.ENDED,
    Timeliness.DONE_LATE,
    Timeliness.DONE_IN_TIME,
    Timeliness.DONE_UNKNOWN,
    Timeliness.DROPPED,
)
"""How the groups of a list by timeliness follow each other: what is most pressing comes first."""

_RANK = (
    "CASE "
    + "".join(f"WHEN {TIMELINESS[each]} THEN {place} " for place, each in enumerate(IN_ORDER))
    + "END"
)

_ORIGIN_REF = "(SELECT o.ref FROM commitment o WHERE o.id=commitment.origin)"
GROUPS: dict[Grouping, tuple[str, tuple[str, ...]]] = {
    Grouping.TIMELINESS: (_RANK, (_RANK,)),
    Grouping.SECTOR: ("sector", ("sector=''", "sector COLLATE NOCASE")),
    Grouping.LEAD: ("owner_words", ("owner_words=''", "owner_words COLLATE NOCASE")),
    Grouping.ORIGIN: ("origin", ("origin IS NULL", _ORIGIN_REF, "origin")),
}
"""What the rows of a group have in common, and what groups are told apart and ordered by."""
