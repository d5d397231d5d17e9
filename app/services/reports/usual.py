"""What a report is about as long as nobody chose: the next meeting, the quarter just over.

A report that is opened shows something at once; what was taken here it says of itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Organisation
from app.domain.reports.quarter import Quarter, last_complete
from app.domain.reports.request import ALONE, TAKES, Request, Wish
from app.domain.rows import RegisterRow
from app.services.reports.pairs import meetings_to_follow_up, next_of, usual_pair
from app.store.reader import Reader

_SINCE_DAYS = 30
_OTHERS = 200
_BRIEFS = 3
"""So many meetings to prepare, and so many visits, are named with their briefs."""
_QUARTERS = 6
"""So many quarters of a calendar and of a fiscal year are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What may be chosen for one report now; of a choice it does not take there is nothing."""

    meetings: tuple[RegisterRow, ...] = ()
    sectors: tuple[str, ...] = ()
    agencies: tuple[Organisation, ...] = ()
    quarters: tuple[Quarter, ...] = ()


def offered(reader: Reader, takes: frozenset[Wish], relation: str, today: date) -> Offered:
    """Return what may be chosen where `takes` is taken, of one pair of countries or of all (“”).

    Where a single meeting is chosen those still to come stand first, in the order of `coming`.
    """
    meetings: tuple[RegisterRow, ...] = ()
    if Wish.MEETING in takes:
        meetings = meetings_to_follow_up(reader, relation)
        if Wish.UNTIL not in takes:
            first = to_prepare(reader, relation, today)
            meetings = tuple({each.id: each for each in (*first, *meetings)}.values())
    return Offered(
        meetings=meetings,
        sectors=tuple(reader.distinct("sector")) if Wish.SECTOR in takes else (),
        agencies=tuple(reader.organisations()) if Wish.AGENCY in takes else (),
        quarters=_quarters(today) if Wish.QUARTER in takes else (),
    )


def usual(
    reader: Reader, request: Request, relation: str, today: date, *, subject: bool = True
) -> Request:
    """Return a request in which nothing is missing: what was chosen stays, the rest is usual.

    `relation` is the pair of countries that is looked at, empty for all of them. Without
    `subject` nothing is taken as what it is about where it may be about everything.

    Raises `InvalidValueError` where there is no session to follow up.
    """
    takes, given = TAKES[request.name], request.given
    if Wish.RELATION in takes and relation:
        request = replace(request, relation=relation)
    if Wish.UNTIL in takes:
        request = _between(reader, request, relation)
    elif subject and Wish.MEETING in takes and not given & ALONE[request.name]:
        ahead = to_prepare(reader, relation, today)
        request = replace(request, meeting=ahead[0].id if ahead else None)
    if Wish.SINCE in takes and not request.since:
        request = replace(request, since=(today - timedelta(days=_SINCE_DAYS)).isoformat())
    if Wish.QUARTER in takes and not request.quarter:
        request = replace(request, quarter=last_complete(today).text)
    return request


def to_prepare(reader: Reader, relation: str, today: date) -> tuple[RegisterRow, ...]:
    """Return the meetings still to be prepared, of one pair of countries or of all (“”).

    They stand in the order of `coming`; of those in no series a number for each pair is read.
    """
    known = [each for series in reader.forums(relation) for each in reader.meetings_in(series)]
    wanted = [each.commitment for each in known]
    wanted += [each for _, each in reader.other_meetings(relation, _OTHERS, ahead=True)]
    rows = reader.agenda_rows(wanted)
    of_pair = (rows[each] for each in dict.fromkeys(wanted) if each in rows)
    return coming([each for each in of_pair if relation in ("", each.relation)], today)


def to_brief(reader: Reader, relation: str, today: date) -> tuple[RegisterRow, ...]:
    """Return the meetings a brief is wanted for first: a few to prepare, then the last visits."""
    others = [each for _, each in reader.other_meetings(relation, _OTHERS)]
    rows = reader.agenda_rows(others)
    visits = (rows[each] for each in others if each in rows and rows[each].kind is Kind.VISIT)
    ahead = to_prepare(reader, relation, today)[:_BRIEFS]
    held = [each for each in visits if each.phase is Phase.DONE]
    held.sort(key=lambda each: each.done.latest or date.min, reverse=True)
    return (*ahead, *held[:_BRIEFS])


def coming(meetings: Sequence[RegisterRow], today: date) -> tuple[RegisterRow, ...]:
    """Return the meetings still to be prepared, of some, the nearest first.

    First those whose last possible day is yet to come, then those that should have been held
    and were not, the latest first, then those without a day. Drafts and internal meetings are
    left out.
    """
    ahead = [each for each in meetings if _is_ahead(each)]

    def place(row: RegisterRow) -> tuple[int, int]:
        latest = row.bounds.latest
        if latest is None:
            return (2, 0)
        days = (latest - today).days
        return (0, days) if days >= 0 else (1, -days)

    return tuple(sorted(ahead, key=place))


def _is_ahead(row: RegisterRow) -> bool:
    if row.kind.family is not Family.MEETING or row.kind is Kind.INTERNAL_MEETING:
        return False
    return row.status is not Status.DRAFT and row.phase not in (Phase.DONE, Phase.DROPPED)


def _between(reader: Reader, request: Request, relation: str) -> Request:
    """Return a request with both sessions: the next one after a chosen one, or the usual pair."""
    if request.meeting is not None and request.until is not None:
        return request
    pair: tuple[CommitmentId, CommitmentId | None] | None
    if request.meeting is not None:
        pair = (request.meeting, next_of(reader, request.meeting))
    else:
        pair = usual_pair(reader, relation)
    if pair is None:
        raise InvalidValueError(
            "meeting", "No session is recorded as held that has a next one in its series."
        )
    return replace(request, meeting=pair[0], until=pair[1])


def _quarters(today: date) -> tuple[Quarter, ...]:
    """Return the quarters lately over, of the calendar and of the fiscal year, latest first."""
    last = last_complete(today)
    found = [last]
    while len(found) < _QUARTERS:
        found.append(found[-1].before())
    return (*found, *(_fiscal(each) for each in found))


def _fiscal(quarter: Quarter) -> Quarter:
    """Return the quarter of the fiscal year that is the same three months."""
    second_half = quarter.number > 2  # noqa: PLR2004 - the fiscal year begins with the third
    year = quarter.year if second_half else quarter.year - 1
    return Quarter(year=year, number=(quarter.number + 1) % 4 + 1, fiscal=True)
