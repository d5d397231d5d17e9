"""What an officer asks to see: filter, search text and order, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitment import Strength
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.timeliness import Timeliness


class Column(StrEnum):
    """What a list can be sorted by."""

    REF = "ref"
    TITLE = "title"
    KIND = "kind"
    SECTOR = "sector"
    OWED_BY = "owed by"
    DUE = "due"
    STATUS = "status"
    OWNER = "owner"
    STRENGTH = "strength"
    MADE_ON = "made on"
    SLIP = "change of date"


class Grouping(StrEnum):
    """What a list can be put into groups by."""

    TIMELINESS = "timeliness"
    ORIGIN = "origin"
    LEAD = "lead"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """One step of an order; records without a value come last either way."""

    column: Column = Column.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which commitments, in which order. Empty sets ask for everything.

    `promises` leaves out events and wording of strength 0 and 1 (“noted”), as every count of
    what is late does. `within` keeps what is pending and falls due in that many days or is late.
    `leads` holds lead agencies as a list shows them (“MoFA”), `balls` whose turn it is (a country
    code or “third”), `owed` the responsible sides exactly as recorded (“PK” and “PK+BY” differ),
    while `owed_by` finds what one side owes, alone or with others. `silent` keeps pending promises
    without news within their update period, `slipped` what has another date than first promised,
    `unmarked` what is not classified.
    With a `group` the groups come in their own order, and within each the rows as sorted.
    """

    text: str = ""
    timeliness: frozenset[Timeliness] = frozenset()
    phases: frozenset[Phase] = frozenset()
    statuses: frozenset[Status] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    families: frozenset[Family] = frozenset()
    strengths: frozenset[Strength] = frozenset()
    sectors: frozenset[str] = frozenset()
    relation: str = ""
    owed_by: str = ""
    owner: str = ""
    leads: frozenset[str] = frozenset()
    balls: frozenset[str] = frozenset()
    owed: frozenset[str] = frozenset()
    silent: bool = False
    slipped: bool = False
    unmarked: bool = False
    origin: CommitmentId | None = None
    promises: bool = False
    within: int | None = None
    binned: bool = False
    sort: tuple[Sort, ...] = (Sort(),)
    group: Grouping | None = None


OVERDUE = Query(timeliness=frozenset({Timeliness.OVERDUE}), promises=True)
DUE_SOON = Query(timeliness=frozenset({Timeliness.DUE_SOON}), promises=True)
OPEN = Query(phases=frozenset({Phase.OPEN, Phase.ACTIVE}), promises=True)
