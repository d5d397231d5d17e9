"""What a briefing pack is asked for, and what that means for each of its reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.lifecycle import Phase
from app.domain.query import Query
from app.domain.reports.contents import NotMade, shows_words
from app.domain.reports.request import TAKES, ReportName, Request, Wish
from app.domain.reports.words import translation
from app.services.reports.brief_scope import only_pair, session_before
from app.services.reports.carry_over import meeting_of
from app.services.reports.pairs import next_of
from app.services.reports.usual import usual
from app.store.reader import Reader

USUAL = (
    ReportName.BRIEF,
    ReportName.CARRY_OVER,
    ReportName.RENEWAL_RADAR,
    ReportName.OWED,
)
"""The reports of a pack as long as nobody chose others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAsked:
    """One pack as it is asked for; what is empty was not chosen.

    It is about a meeting, a sector, an agency or, without these, all between two countries.
    """

    reports: tuple[ReportName, ...] = USUAL
    language: str = "en"
    relation: str = ""
    meeting: CommitmentId | None = None
    sector: str = ""
    agency: OrganisationId | None = None
    unmarked: bool = False


def pair_of(reader: Reader, asked: PackAsked) -> str:
    """Return the code of the pair of countries of a pack, empty for several."""
    if asked.meeting is not None:
        return reader.row(asked.meeting).relation
    return asked.relation or only_pair(reader)


def planned(reader: Reader, asked: PackAsked, name: ReportName, today: date) -> Request:
    """Return what one report of a pack is asked for: as much of it as that report takes.

    Raises `InvalidValueError` where it cannot be made, such as a follow-up of no session.
    """
    takes = TAKES[name]
    request = Request(
        name=name,
        language=asked.language,
        unmarked=asked.unmarked and Wish.UNMARKED in takes,
        relation=pair_of(reader, asked) if Wish.RELATION in takes else "",
        sector=asked.sector if Wish.SECTOR in takes else "",
        agency=asked.agency if Wish.AGENCY in takes else None,
    )
    if asked.unmarked and Wish.UNMARKED not in takes:
        raise InvalidValueError("unmarked", "This report cannot leave marked points out.")
    if name is ReportName.BRIEF:
        return replace(request, meeting=asked.meeting)
    if Wish.UNTIL in takes:
        request = _followed(reader, request, asked.meeting, today)
    return usual(reader, request, pair_of(reader, asked), today, subject=False)


def _followed(
    reader: Reader, request: Request, meeting: CommitmentId | None, today: date
) -> Request:
    """Return a follow-up that suits a meeting: up to it where it is to come, else from it on.

    Of a meeting that follows none and that none follows, the usual sessions stand.
    """
    if meeting is None:
        return request
    held = meeting_of(reader, meeting)
    before = session_before(reader, held, today, same_series=True)
    pending = held.row.phase is not Phase.DONE
    if pending and before is not None:
        return replace(request, meeting=before.row.id, until=meeting)
    after = next_of(reader, meeting)
    if after is not None:
        return replace(request, meeting=meeting, until=after)
    return request


def listed(reader: Reader, asked: PackAsked) -> Query:
    """Return the query of the list of commitments in a pack; of an agency what it leads."""
    owner = "" if asked.agency is None else reader.organisation(asked.agency).label
    return Query(
        relation=pair_of(reader, asked),
        sectors=frozenset({asked.sector} if asked.sector else ()),
        owner=owner,
    )


def about(reader: Reader, asked: PackAsked) -> str:
    """Return in the language of a pack what its list and its sources hold."""
    sector, label, pair = asked.sector, "", pair_of(reader, asked)
    if asked.agency is not None:
        label = reader.organisation(asked.agency).label
    names = [(each.first_name, each.second_name) for each in reader.named([pair])] if pair else []
    return shows_words(
        translation(asked.language), sector=sector, agency=label, pair=pair, names=names
    )


def unmade(name: ReportName, error: InvalidValueError) -> NotMade:
    """Return that a report could not be made, and why."""
    return NotMade(name=name.value, why=str(error))
