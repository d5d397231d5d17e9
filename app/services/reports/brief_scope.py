"""What a brief covers: which session came before, and which commitments belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.agenda import DOCUMENTS
from app.domain.directory import Part
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase
from app.domain.promises import may_be_promise
from app.domain.query import Query
from app.domain.reports.brief import About, Subject, soon_until
from app.domain.reports.carry_over import Meeting
from app.domain.reports.lives import days_of
from app.domain.reports.request import Request, Wish
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness
from app.services.reports.carry_over import meeting_of
from app.services.reports.happenings import took_place
from app.services.reports.unnamed import hushed
from app.store.reader import Reader

_ALL = 10_000_000


_CLOSED = frozenset({Phase.DONE, Phase.DROPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a brief is about, and all that belongs to it: points, and papers beside them.

    `others` belong to it and are no points: events, meetings of one side alone.
    `since` is the last day of the session before; None where none is known. `whole` says that
    every agreement of the pair matters for its term, not only what is among the rows. `events` are
    the meetings whose batches count. Where marked ones are left out, a session before that is
    marked is `unnamed`: neither it nor its day is told.
    """

    about: About
    rows: tuple[RegisterRow, ...]
    papers: tuple[RegisterRow, ...] = ()
    others: tuple[RegisterRow, ...] = ()
    since: date | None = None
    whole: bool = True
    relation: str = ""
    events: tuple[CommitmentId, ...] = field(default=())
    unnamed: CommitmentId | None = None


def scope(reader: Reader, request: Request, today: date) -> Scope:
    """Return what a brief covers. Raises what the service's `brief` does."""
    found = _scope(reader, request, today)
    return _openly(reader, found) if request.unmarked else found


def _openly(reader: Reader, found: Scope) -> Scope:
    """Return a scope whose meetings name nothing marked, and which follows no marked session."""
    about, before, since, hidden = found.about, found.about.previous, found.since, found.unnamed
    if before is not None and before.row.classification:
        hidden = before.row.id
        before, since = None, None
    hush = hushed(reader, [each.row for each in (about.meeting, before) if each is not None])

    def told(meeting: Meeting | None) -> Meeting | None:
        return None if meeting is None else replace(meeting, row=hush(meeting.row))

    return replace(
        found,
        about=replace(about, meeting=told(about.meeting), previous=told(before)),
        since=since,
        unnamed=hidden,
    )


def _scope(reader: Reader, request: Request, today: date) -> Scope:
    asked = request.given & {Wish.MEETING, Wish.SECTOR, Wish.AGENCY}
    if len(asked) > 1:
        raise InvalidValueError(
            "meeting", "A brief is about one thing: a meeting, a sector, or an agency."
        )
    if request.meeting is not None:
        return _of_meeting(reader, request, request.meeting, today)
    pair = request.relation or only_pair(reader)
    if request.sector:
        query = Query(sectors=frozenset({request.sector}), relation=request.relation)
        about = About(
            subject=Subject.SECTOR, name=request.sector, pair=pair, names=_names(reader, pair)
        )
        return _of_rows(reader, about, reader.each_row(query, today), request.relation, today)
    if request.agency is not None:
        return _of_agency(reader, request.agency, request.relation, pair, today)
    about = About(subject=Subject.PAIR, pair=pair, names=_names(reader, pair))
    rows = reader.each_row(Query(relation=request.relation), today)
    return _of_rows(reader, about, rows, request.relation, today, whole=True)


def only_pair(reader: Reader) -> str:
    """Return the pair of countries of a register that is about one alone; empty for several."""
    known = [each.code for each in reader.relations()]
    return known[0] if len(known) == 1 else ""


def _names(reader: Reader, code: str) -> tuple[str, str]:
    """Return the names of the countries of a pair, empty where there is none."""
    if not code:
        return "", ""
    [pair] = reader.named([code])
    return pair.first_name, pair.second_name


def _of_agency(
    reader: Reader, identity: OrganisationId, relation: str, pair: str, today: date
) -> Scope:
    body = reader.organisation(identity)
    found: dict[str, RegisterRow] = {}
    for part in Part:
        for row in reader.rows_of_part(part, identity, relation, _ALL):
            found.setdefault(row.id, row)
    names = _names(reader, pair)
    about = About(subject=Subject.AGENCY, name=body.label, pair=pair, names=names)
    return _of_rows(reader, about, found.values(), relation, today)


def _of_rows(
    reader: Reader,
    about: About,
    rows: Iterable[RegisterRow],
    relation: str,
    today: date,
    *,
    whole: bool = False,
) -> Scope:
    """Return a scope of given rows; what moved, moved since the last session that was held.

    Of several pairs of countries there is no such session: that of one is none of another.
    """
    points, papers, others = _parted(reader, rows)
    previous = _last_session(reader, about.pair, today) if about.pair else None
    since = previous.day if previous is not None else None
    known = About(
        subject=about.subject,
        name=about.name,
        pair=about.pair,
        names=about.names,
        previous=previous,
    )
    return Scope(
        about=known,
        rows=points,
        papers=papers,
        others=others,
        since=since,
        whole=whole,
        relation=relation,
    )


def _parted(
    reader: Reader, rows: Iterable[RegisterRow]
) -> tuple[tuple[RegisterRow, ...], tuple[RegisterRow, ...], tuple[RegisterRow, ...]]:
    """Return points, papers of meetings, and what is neither: what merely took place."""
    there = [each for each in rows if not each.binned]
    events = took_place(reader, [each for each in there if may_be_promise(each)])
    held = [each for each in there if may_be_promise(each) and each.id not in events]
    among = {each.id for each in held}
    return (
        tuple(each for each in held if each.kind not in DOCUMENTS),
        tuple(each for each in held if each.kind in DOCUMENTS),
        tuple(each for each in there if each.id not in among),
    )


# --- a meeting -----------------------------------------------------------------------------------


def _of_meeting(reader: Reader, request: Request, identity: CommitmentId, today: date) -> Scope:
    meeting = meeting_of(reader, identity)
    row = meeting.row
    _check(request, row)
    previous = session_before(reader, meeting, today)
    since = previous.day if previous is not None else None
    found: dict[str, RegisterRow] = {}
    sessions = [identity] + ([previous.row.id] if previous is not None else [])
    for session in sessions:
        for each in (
            *reader.made_at_session(session),
            *(restated for _, restated in reader.restated_at(session)),
        ):
            found.setdefault(each.id, each)
    for each in _around(reader, meeting, since, today):
        found.setdefault(each.id, each)
    for session in sessions:
        found.pop(session, None)
    points, papers, others = _parted(reader, found.values())
    return Scope(
        about=_about(reader, meeting, previous),
        rows=points,
        papers=papers,
        others=others,
        since=since,
        relation=row.relation,
        events=tuple(sessions),
    )


def _check(request: Request, row: RegisterRow) -> None:
    if row.kind.family is not Family.MEETING:
        raise InvalidValueError("meeting", f"{row.ref} is a {row.kind.value} and no meeting.")
    if row.binned:
        raise InvalidValueError("meeting", f"{row.ref} lies in the bin.")
    if request.relation not in ("", row.relation):
        raise InvalidValueError(
            "relation", f"{row.ref} is a meeting of {row.relation}, not of {request.relation}."
        )
    if request.unmarked and row.classification:
        raise InvalidValueError(
            "unmarked",
            f"{row.ref} is marked itself: a brief about it cannot leave marked ones out.",
        )


def _about(reader: Reader, meeting: Meeting, previous: Meeting | None) -> About:
    identity = meeting.row.id
    known = reader.meetings_by([identity]).get(identity)
    return About(
        subject=Subject.MEETING,
        meeting=meeting,
        place=reader.places([identity]).get(identity, ""),
        host=known.host if known else "",
        chairs=known.chairs if known else "",
        line=reader.commitment(identity).line_to_take,
        previous=previous,
        pair=meeting.row.relation,
        names=_names(reader, meeting.row.relation),
    )


def _around(
    reader: Reader, meeting: Meeting, since: date | None, today: date
) -> Iterable[RegisterRow]:
    """Give what waits for the meeting, what is late or due soon, and what was done since."""
    relation, row = meeting.row.relation, meeting.row
    awaited = {row.id, *reader.fulfilled_by(row.id)}
    yield from reader.following_rows(sorted(awaited))
    days = (soon_until(meeting, today) - today).days
    yield from reader.each_row(Query(relation=relation, promises=True, within=days), today)
    late = Query(relation=relation, promises=True, timeliness=frozenset({Timeliness.OVERDUE}))
    yield from reader.each_row(late, today)
    if since is None:
        return
    closed = Query(relation=relation, promises=True, phases=_CLOSED)
    rows = list(reader.each_row(closed, today))
    dropped = reader.last_moves_by([each.id for each in rows if each.phase is Phase.DROPPED])
    for each in rows:
        move = dropped.get(each.id)
        last = each.done.latest if move is None else days_of(move.happened_on).latest
        if last is not None and last >= since:
            yield each


def session_before(
    reader: Reader, meeting: Meeting, today: date, *, same_series: bool = False
) -> Meeting | None:
    """Return the last meeting held before one: of its series, else the last session of the pair.

    With `same_series` None where there is none of its series.
    """
    identity = meeting.row.id
    known = reader.meetings_by([identity]).get(identity)
    series = reader.series_by(known.series if known else None)
    if known is None or series is None or known.ordinal is None:
        if same_series:
            return None
        return _last_session(reader, meeting.row.relation, meeting.day or today, but=identity)
    below = [
        each
        for each in reader.meetings_in(series)
        if each.ordinal is not None and each.ordinal < known.ordinal
    ]
    rows = reader.agenda_rows([each.commitment for each in below])
    held = [each for each in below if _was_held(rows.get(each.commitment))]
    if not held:
        return None
    return meeting_of(reader, max(held, key=lambda each: each.ordinal or 0).commitment)


def _was_held(row: RegisterRow | None) -> bool:
    return row is not None and not row.binned and row.phase is Phase.DONE


def _last_session(
    reader: Reader, relation: str, by: date, but: CommitmentId | None = None
) -> Meeting | None:
    """Return the session that was held last by a day, of one pair of countries or of all."""
    query = Query(
        relation=relation, kinds=frozenset({Kind.SESSION}), phases=frozenset({Phase.DONE})
    )
    held = [
        each
        for each in reader.each_row(query, by)
        if each.id != but and each.done.latest is not None and each.done.latest <= by
    ]
    if not held:
        return None
    last = max(held, key=lambda each: (each.done.latest or date.min, each.ref))
    return meeting_of(reader, last.id)
