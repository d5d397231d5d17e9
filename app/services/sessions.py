"""What the page of sessions and visits shows, put together from what the register holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.domain.agenda import (
    DOCUMENTS,
    INTERNAL,
    Agenda,
    BatchLine,
    MeetingLine,
    PointLine,
    SeriesLine,
    SessionSheet,
    Tally,
    is_point,
    paragraph_key,
    point_standing,
    with_gaps,
)
from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId
from app.domain.particulars import Appearance, Meeting, Series
from app.domain.proposals import proposed
from app.domain.rows import RegisterRow
from app.services.proofs import proofs
from app.store.reader import Reader

OTHERS = 100
"""How many meetings of no series a pair of countries shows before more are asked for."""
MORE = 500
"""How many more then come at once."""


def agendas(
    reader: Reader, relation: str, today: date, *, limit: int = OTHERS, ahead: bool = False
) -> tuple[Agenda, ...]:
    """Return the meetings of each pair of countries, or of the one named by its code.

    Of meetings that belong to no series the first `limit` of each pair come. With `ahead` only
    what is still to come is there, and no gaps.
    """
    forums = {each: reader.meetings_in(each) for each in reader.forums(relation)}
    others = _by_pair(reader.other_meetings(relation, limit, ahead=ahead))
    papers = {} if ahead else _by_pair(reader.papers(relation, limit))
    alone = [each for part in (others, papers) for several in part.values() for each in several]
    beside = reader.meetings_by(alone)
    known = [each for meetings in forums.values() for each in meetings]
    lines = _lines(reader, known + [beside.get(each) or _bare(each) for each in alone], today)
    counts = reader.count_meetings(relation, ahead=ahead)
    codes = {*counts, *papers, *(relation or each.relation for each in forums)}
    found = []
    for pair in reader.named(codes):
        total, coming, rest = counts.get(pair.code, (0, 0, 0))
        series = (
            _series(forum, meetings, lines, ahead=ahead)
            for forum, meetings in forums.items()
            if pair.code == (relation or forum.relation)
        )
        documents = (lines[each] for each in papers.get(pair.code, ()) if each in lines)
        found.append(
            Agenda(
                relation=pair.code,
                names=(pair.first_name, pair.second_name),
                series=tuple(each for each in series if each.entries or not ahead),
                others=tuple(lines[each] for each in others.get(pair.code, ()) if each in lines),
                others_total=rest,
                documents=tuple(each for each in documents if each.tally.total),
                meetings=total,
                ahead=coming,
            )
        )
    return tuple(each for each in found if each.meetings or not each.empty)


def _by_pair(found: Iterable[tuple[str, CommitmentId]]) -> dict[str, list[CommitmentId]]:
    """Gather identities under the code of their pair of countries, their order kept."""
    parts: dict[str, list[CommitmentId]] = {}
    for code, identity in found:
        parts.setdefault(code, []).append(identity)
    return parts


def _bare(identity: CommitmentId) -> Meeting:
    """What is known as a meeting of something that nothing is known of as a meeting."""
    return Meeting(id="", commitment=identity)


def _series(
    forum: Series, meetings: Sequence[Meeting], lines: dict[str, MeetingLine], *, ahead: bool
) -> SeriesLine:
    shown = tuple(lines[each.commitment] for each in meetings if each.commitment in lines)
    if ahead:
        return SeriesLine(series=forum, entries=tuple(each for each in shown if each.ahead))
    return SeriesLine(series=forum, entries=with_gaps(shown))


def _lines(reader: Reader, meetings: Sequence[Meeting], today: date) -> dict[str, MeetingLine]:
    """Return the lines of meetings by identity, read together."""
    wanted = [each.commitment for each in meetings]
    rows = reader.agenda_rows(wanted)
    places, held = reader.places(wanted), reader.held_on(rows.values())
    tallies = reader.tallies(wanted, today)
    return {
        each.commitment: MeetingLine(
            row=rows[each.commitment],
            ordinal=each.ordinal,
            host=each.host,
            place=places.get(each.commitment, ""),
            held=held.get(each.commitment, ""),
            tally=tallies.get(each.commitment, Tally()),
        )
        for each in meetings
        if each.commitment in rows
    }


def session_sheet(reader: Reader, identity: CommitmentId, today: date) -> SessionSheet | None:
    """Return one session with everything that was made there.

    None where it is in the register no longer: in the bin, undone or erased.
    """
    try:
        commitment = reader.commitment(identity)
    except NotFoundError:
        return None
    meeting = reader.meetings_by([identity]).get(identity)
    line = _lines(reader, [meeting or _bare(identity)], today).get(identity)
    if line is None or line.row.binned:
        return None
    series = reader.series_by(meeting.series if meeting else None)
    made = reader.made_at_session(identity)
    before, after = _neighbours(reader, identity, series, today)
    points = _points(filter(is_point, made), today)
    restated = _restated(reader.restated_at(identity), today)
    if after is not None:
        upcoming = after.row.id
        points = _decided(reader, points, identity, upcoming, today)
        restated = _decided(reader, restated, identity, upcoming, today)
    return SessionSheet(
        line=line,
        meeting=meeting,
        series=series,
        points=points,
        restated=restated,
        batch=_batch(reader.announced_at(identity), commitment.batch_announced, today),
        documents=_beside(row for row in made if not row.event and row.kind in DOCUMENTS),
        events=_beside(row for row in made if row.event),
        internal=_beside(row for row in made if not row.event and row.kind in INTERNAL),
        before=before,
        after=after,
    )


def _decided(
    reader: Reader,
    lines: tuple[PointLine, ...],
    session: CommitmentId,
    upcoming: CommitmentId,
    today: date,
) -> tuple[PointLine, ...]:
    """Return points with what was chosen for the next session, and what is proposed for it."""
    chosen = {each.commitment: each for each in reader.decisions(session, upcoming)}
    shown = proofs(reader, [each.row.id for each in lines])
    return tuple(
        replace(
            each,
            decision=chosen.get(each.row.id),
            proposal=proposed(
                each.row,
                today,
                itself=each.row.id == upcoming,
                proof=shown.get(each.row.id),
            ),
            proof=shown.get(each.row.id),
        )
        for each in lines
    )


def _points(rows: Iterable[RegisterRow], today: date) -> tuple[PointLine, ...]:
    """Return rows as points, by paragraph; those without one come last, by reference."""
    lines = (
        PointLine(row=row, paragraph=row.paragraph, standing=point_standing(row, today))
        for row in rows
    )
    return tuple(sorted(lines, key=_place))


def _beside(rows: Iterable[RegisterRow]) -> tuple[PointLine, ...]:
    """Return rows that stand beside the points and are none."""
    return tuple(PointLine(row=row, paragraph=row.paragraph, standing=None) for row in rows)


def _place(line: PointLine) -> tuple[object, ...]:
    return (paragraph_key(line.paragraph), paragraph_key(line.row.ref))


def _restated(said: Iterable[tuple[Appearance, RegisterRow]], today: date) -> tuple[PointLine, ...]:
    lines = (
        PointLine(
            row=row,
            paragraph=appearance.paragraph,
            standing=point_standing(row, today),
            appearance=appearance,
        )
        for appearance, row in said
    )
    return tuple(sorted(lines, key=_place))


def _batch(rows: Sequence[RegisterRow], announced: int | None, today: date) -> BatchLine | None:
    if not rows and announced is None:
        return None
    return BatchLine(announced=announced, members=_points(rows, today))


def _neighbours(
    reader: Reader, identity: CommitmentId, series: Series | None, today: date
) -> tuple[MeetingLine | None, MeetingLine | None]:
    """Return the meetings of the series with the next lower and the next higher number."""
    if series is None:
        return None, None
    known = reader.meetings_in(series)
    here = next((each.ordinal for each in known if each.commitment == identity), None)
    if here is None:
        return None, None
    numbered = sorted((each for each in known if each.ordinal is not None), key=_ordinal)
    below = [each for each in numbered if _ordinal(each) < here][-1:]
    above = [each for each in numbered if _ordinal(each) > here][:1]
    lines = _lines(reader, [*below, *above], today)
    before, after = (lines.get(near[0].commitment) if near else None for near in (below, above))
    return before, after


def _ordinal(meeting: Meeting) -> int:
    return meeting.ordinal or 0
