"""Which sessions can be followed up before which: those of a series, one after the other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.rows import RegisterRow
from app.store.reader import Reader

_OTHERS = 200
"""So many meetings of no series are offered."""


def next_of(reader: Reader, session: CommitmentId) -> CommitmentId | None:
    """Return the meeting of the same series with the next higher number, None where there is none.

    That is the session before which the points of `session` are usually followed up.
    """
    known = reader.meetings_by([session]).get(session)
    series = reader.series_by(known.series if known else None)
    if known is None or series is None or known.ordinal is None:
        return None
    later = [
        each
        for each in reader.meetings_in(series)
        if each.ordinal is not None and each.ordinal > known.ordinal
    ]
    return min(later, key=lambda each: each.ordinal or 0).commitment if later else None


def usual_pair(reader: Reader, relation: str) -> tuple[CommitmentId, CommitmentId] | None:
    """Return the session held last that has a next one in its series, and that next one.

    A session comes before any working group. With a code only of that pair of countries; None
    where there are none.
    """
    found: list[tuple[bool, date, CommitmentId, CommitmentId]] = []
    for series in reader.forums(relation):
        known = [each for each in reader.meetings_in(series) if each.ordinal is not None]
        known.sort(key=lambda each: each.ordinal or 0)
        rows = reader.agenda_rows([each.commitment for each in known])
        for one, following in pairwise(known):
            row, after = rows.get(one.commitment), rows.get(following.commitment)
            if row is None or after is None or row.done.latest is None:
                continue
            if relation in ("", row.relation):
                session = row.kind is Kind.SESSION
                found.append((session, row.done.latest, one.commitment, following.commitment))
    if not found:
        return None
    *_, start, end = max(found)
    return start, end


def meetings_to_follow_up(reader: Reader, relation: str) -> tuple[RegisterRow, ...]:
    """Return the meetings that may be followed up: those of series, then a number of others."""
    wanted = [
        each.commitment for series in reader.forums(relation) for each in reader.meetings_in(series)
    ]
    wanted += [identity for _, identity in reader.other_meetings(relation, _OTHERS)]
    rows = reader.agenda_rows(wanted)
    return tuple(rows[each] for each in dict.fromkeys(wanted) if each in rows)
