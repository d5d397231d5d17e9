"""What a report can be asked for: one value for all of them.

Window, commands and the briefing pack ask alike; which choices a report takes is one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Russian", "ur": "Urdu"}
"""The languages a report can be written in, each with its English name."""


class ReportName(StrEnum):
    """The reports there are, by the names that commands and JSON use."""

    CARRY_OVER = "carry-over"
    BRIEF = "brief"
    RENEWAL_RADAR = "renewal-radar"
    QUARTERLY_RETURN = "quarterly-return"
    CHANGED_SINCE = "changed-since"
    HANDOVER = "handover"
    SLIPPAGE = "slippage"
    OWED = "owed"
    UNIDENTIFIED = "unidentified"


class Wish(StrEnum):
    """What may be chosen for a report beside its language; each is a field of `Request`."""

    RELATION = "relation"
    MEETING = "meeting"
    UNTIL = "until"
    SECTOR = "sector"
    AGENCY = "agency"
    SINCE = "since"
    QUARTER = "quarter"
    ROWS = "rows"
    FILED = "filed"
    SHARED = "shared"
    UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One report as it is asked for; what is empty was not chosen.

    `relation` is a pair of countries such as “PK-BY”, empty for all of them. `meeting` is the
    session or visit it is about, `until` the later session before which points are followed up.
    `since` is a day (ISO 8601) or the register version of an earlier report. `quarter` is such as
    “2026-Q3”, or “FY2026-27-Q1” for Pakistan's fiscal year. `rows` says what stands in the rows
    or parts it into groups: “lead” (agency) or “sector”. `filed` is when the return of the
    quarter before was made: a day, or the register version on it. `shared` asks for a copy for
    the other side, `unmarked` leaves marked rows out.
    """

    name: ReportName
    language: str = "en"
    relation: str = ""
    meeting: CommitmentId | None = None
    until: CommitmentId | None = None
    sector: str = ""
    agency: OrganisationId | None = None
    since: str = ""
    quarter: str = ""
    rows: str = ""
    filed: str = ""
    shared: bool = False
    unmarked: bool = False

    @property
    def given(self) -> frozenset[Wish]:
        """Which choices were made."""
        return frozenset(each for each in Wish if getattr(self, each.value))


_EVERYWHERE = frozenset({Wish.RELATION, Wish.UNMARKED})

TAKES: Mapping[ReportName, frozenset[Wish]] = {
    ReportName.CARRY_OVER: frozenset({Wish.MEETING, Wish.UNTIL, Wish.SHARED, Wish.UNMARKED}),
    ReportName.BRIEF: _EVERYWHERE | {Wish.MEETING, Wish.SECTOR, Wish.AGENCY},
    ReportName.RENEWAL_RADAR: _EVERYWHERE,
    ReportName.QUARTERLY_RETURN: _EVERYWHERE | {Wish.QUARTER, Wish.ROWS, Wish.FILED},
    ReportName.CHANGED_SINCE: _EVERYWHERE | {Wish.SINCE},
    ReportName.HANDOVER: _EVERYWHERE,
    ReportName.SLIPPAGE: _EVERYWHERE | {Wish.SECTOR, Wish.AGENCY, Wish.ROWS},
    ReportName.OWED: _EVERYWHERE | {Wish.AGENCY},
    ReportName.UNIDENTIFIED: _EVERYWHERE,
}
"""Which choices each report takes."""

ALONE: Mapping[ReportName, frozenset[Wish]] = {
    ReportName.BRIEF: frozenset({Wish.MEETING, Wish.SECTOR, Wish.AGENCY}),
}
"""Choices of which a report takes one at a time: what it is about."""


def check_request(request: Request) -> None:
    """Refuse a choice that the report does not take, as `InvalidValueError` for that choice."""
    for each in Wish:
        if each in request.given and each not in TAKES[request.name]:
            raise InvalidValueError(
                each.value, f"The report “{request.name.value}” takes no {each.value}."
            )
