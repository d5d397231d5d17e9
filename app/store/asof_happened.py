"""What was so by a day: read from the days that the records name, without the log.

A commitment is there once the day it was made can no longer be later. Of what stands beside it,
whatever names a day is there once that day cannot be later (of a later date, the day on which it
was agreed: that it was asked for lets it count on no day); what names none that can be told is
there once it was entered, for then it had happened. Status, completion, ball and the date that
counted are those of the last that had happened by then, in the order in which they were entered.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.commitment import Completion
from app.domain.kinds import Kind
from app.domain.lifecycle import ARRIVAL, Phase, Status
from app.domain.particulars import CHOICE
from app.store.past import SOURCE
from app.store.records import RECORDS
from app.store.terms import listed

if TYPE_CHECKING:
    from app.store.asof_frame import Frame

_ENTERED = (
    f"(SELECT min(c.at) FROM {SOURCE}.entry e JOIN {SOURCE}.change c ON c.seq=e.seq"
    " WHERE e.id={id})<:until"
)


def _by_then(day: str, identity: str = "r.id") -> str:
    """The condition that what names a day had happened by then."""
    return f"coalesce(last_day({day})<=:day, {_ENTERED.format(id=identity)})"


_LIVE = "r.gone IN('','binned')"
_BESIDE = f"{_LIVE} AND r.{{owner}} IN(SELECT id FROM main.commitment)"

_MADE = (
    f"{_LIVE} AND CASE WHEN last_day(r.made_on) IS NOT NULL THEN last_day(r.made_on)<=:day ELSE"
    f" EXISTS(SELECT 1 FROM {SOURCE}.move m WHERE m.commitment=r.id AND m.gone=''"
    "  AND last_day(m.happened_on)<=:day)"
    f" OR EXISTS(SELECT 1 FROM {SOURCE}.note n WHERE n.commitment=r.id AND n.gone=''"
    "  AND last_day(n.happened_on)<=:day)"
    f" OR {_ENTERED.format(id='r.id')} END"
)
"""Made by then; where nobody knows when, told of by then, or entered."""

_PUBLISHED = "coalesce(last_day({alias}.published)<=:day, 1)"

_CONDITIONS = {
    "commitment": _MADE,
    "timing": "(r.role<>'revision' OR " + _by_then("r.agreed_on") + ")",
    "source": _PUBLISHED.format(alias="r"),
    "evidence": f"EXISTS(SELECT 1 FROM {SOURCE}.source s WHERE s.id=r.source"
    f" AND {_PUBLISHED.format(alias='s')})",
    "link": "r.target IN(SELECT id FROM main.commitment)",
    "decision": _by_then("r.chosen_on") + " AND r.session IN(SELECT id FROM main.commitment)"
    " AND r.upcoming IN(SELECT id FROM main.commitment)",
    "letterround": _by_then("r.dated_on"),
    "letter": "r.round IN(SELECT id FROM main.letterround)",
    "letterpoint": "r.letter IN(SELECT id FROM main.letter)",
}
"""What must hold of a row beside its being there at all."""

_LATE = f"""SELECT DISTINCT m.commitment FROM {SOURCE}.move m
 WHERE m.field='{{field}}' AND m.gone='' AND m.commitment IN(SELECT id FROM main.commitment)
 AND m.id NOT IN(SELECT id FROM main.move)"""
"""The commitments of which a move is left out, as it was yet to happen."""

_LAST = f"""(SELECT said FROM (
 SELECT x.said, min(c.clock) AS clock, c.copy AS copy, e.pos AS pos FROM ({{found}}) x
 JOIN {SOURCE}.entry e ON e.id=x.id JOIN {SOURCE}.change c ON c.seq=e.seq GROUP BY x.id)
 ORDER BY clock {{turn}}, copy {{turn}}, pos {{turn}} LIMIT 1)"""
"""What was said last (or first) of some rows, in the order of the log."""

_DATED_FIELDS = ("status", "completion", "ball_with")

_MOVED = "SELECT id, id AS said FROM {schema}.move WHERE commitment={{id}} AND field='{field}'"
_CREATED = f"""(SELECT e.seq FROM {SOURCE}.entry e JOIN {SOURCE}.change c ON c.seq=e.seq
 WHERE e.id={{id}} ORDER BY c.clock, c.copy, e.pos LIMIT 1)"""

_Values = dict[str, str | int]

_GOVERNED = "'$.status','$.completion','$.ball_with','$.ball_since','$.ball_letter','$.review_on'"
"""Fields of a commitment that its moves tell of, each with its day."""


def _without_later_rows() -> str:
    """The condition that an entry tells of a row that is there."""
    kinds = " ".join(
        f"WHEN '{name}' THEN e.id IN(SELECT id FROM main.{name})"
        for name, spec in RECORDS.items()
        if spec.owner or name == "source"
    )
    return f"CASE e.record {kinds} ELSE 1 END"


VIEWS = (
    f"""CREATE TEMP VIEW entry AS SELECT seq, pos, record, id, data, digest FROM (
 SELECT e.seq, e.pos, e.record, e.id, e.digest, CASE
  WHEN e.record='milestone' AND e.id IN(SELECT id FROM main.milestone WHERE done_on='')
  THEN json_remove(e.data, '$.done_on')
  WHEN e.record='decision' AND e.id IN(SELECT id FROM main.decision WHERE applied_on='')
  THEN json_remove(e.data, '$.applied_on') WHEN e.record<>'commitment' THEN e.data
  WHEN json_extract(e.data,'$.timing[1]') IN(SELECT id FROM main.timing)
  THEN json_remove(e.data, {_GOVERNED}) ELSE json_remove(e.data, {_GOVERNED}, '$.timing') END
  AS data
 FROM {SOURCE}.entry e WHERE {_without_later_rows()}) WHERE data IS NOT '{{}}'""",
)
"""The log as it is read with these rows: it tells nothing that was yet to happen."""


def lay_out(frame: Frame, day: date, until: int) -> int:
    """Fill the tables of `frame` with what was so by `day`.

    `until` is the end of that day in UTC milliseconds. Returns how many commitments cannot be
    placed, having been erased for good.
    """
    values: _Values = {"day": day.isoformat(), "until": until}
    _copy(frame, values)
    frame.index()
    frame.search_as_it_is()
    heard = _late_notes(frame)
    for field in _DATED_FIELDS:
        frame.run(f"CREATE TEMP TABLE late_{field} AS {_LATE.format(field=field)}")
        frame.run(
            f"CREATE TEMP TABLE last_{field} AS SELECT l.commitment,"
            f" {_LAST.format(found=_found('main', field), turn='DESC')} AS move FROM late_{field} l"
        )
    _statuses(frame)
    _completion_and_ball(frame, values)
    redated = _dates(frame)
    _milestones_and_appearances(frame, values)
    _letters(frame, values)
    frame.run(
        "UPDATE commitment SET heard=(SELECT max(last_day(n.happened_on)) FROM note n"
        f" WHERE n.commitment=commitment.id AND n.gone='') WHERE id IN({heard})"
    )
    frame.derive(redated, rehung=True)
    frame.derive(frame.column(_REDONE))
    erased = frame.column(f"SELECT count(*) FROM {SOURCE}.commitment WHERE gone='erased'")
    return int(erased[0])


def _copy(frame: Frame, values: _Values) -> None:
    """Take over what was there; commitments first, whose going takes along what is beside them."""
    for name, spec in sorted(RECORDS.items(), key=lambda each: each[0] != "commitment"):
        beside = _BESIDE.format(owner=spec.owner) if spec.owner else _LIVE
        if spec.owner in spec.nullable:
            beside = f"({beside}) OR ({_LIVE} AND r.{spec.owner} IS NULL)"
        terms = [beside]
        if name in _CONDITIONS:
            terms.append(_CONDITIONS[name])
        if spec.owner and "happened_on" in spec.columns:
            terms.append(_by_then("r.happened_on"))
        frame.copy(name, " AND ".join(f"({each})" for each in terms), values)


def _found(schema: str, field: str) -> str:
    live = "" if schema == "main" else " AND gone=''"
    return _MOVED.format(schema=schema, field=field).format(id="l.commitment") + live


def _late_notes(frame: Frame) -> str:
    """The commitments of which a note is left out, as a statement."""
    frame.run(
        f"CREATE TEMP TABLE late_note AS SELECT DISTINCT n.commitment FROM {SOURCE}.note n"
        " WHERE n.gone='' AND n.commitment IN(SELECT id FROM main.commitment)"
        " AND n.id NOT IN(SELECT id FROM main.note)"
    )
    return "SELECT commitment FROM temp.late_note"


def _statuses(frame: Frame) -> None:
    """Take back later moves of status.

    Before its first move a commitment stood where one of its family arrives, or was the draft it
    was entered as.
    """
    first = _LAST.format(found=_found(SOURCE, "status"), turn="ASC")
    frame.connection.create_function("arrival", 1, _arrival, deterministic=True)
    frame.run(
        "UPDATE commitment SET status=m.value FROM temp.last_status l"
        " JOIN main.move m ON m.id=l.move WHERE l.commitment=commitment.id"
    )
    frame.run(
        "CREATE TEMP TABLE first_status AS SELECT l.commitment,"
        f" {first} AS move FROM temp.last_status l WHERE l.move IS NULL"
    )
    frame.run(
        f"UPDATE commitment SET status=CASE WHEN m.value='{Status.DRAFT}' OR"
        f" {_CREATED.format(id='m.id')}<>{_CREATED.format(id='commitment.id')}"
        f" THEN '{Status.DRAFT}' ELSE arrival(commitment.kind) END"
        f" FROM temp.first_status l JOIN {SOURCE}.move m ON m.id=l.move"
        " WHERE l.commitment=commitment.id"
    )
    frame.run(
        "UPDATE commitment SET done_earliest=NULL, done_latest=NULL,"
        f" review_on=iif(status='{Status.ON_HOLD}', review_on, '')"
        " WHERE id IN(SELECT commitment FROM temp.late_status)"
    )
    frame.step()


def _arrival(kind: str) -> str:
    return ARRIVAL[Kind(kind).family].value


def _completion_and_ball(frame: Frame, values: _Values) -> None:
    """Take back what was said later of how much is done, and of whose turn it is."""
    frame.run(
        "UPDATE commitment SET completion=coalesce((SELECT m.value FROM main.move m WHERE"
        f" m.id=l.move), '{Completion.NO_EVIDENCE}')"
        " FROM temp.last_completion l WHERE l.commitment=commitment.id"
    )
    frame.run(
        "UPDATE commitment SET ball_with='', ball_since='', ball_letter='' WHERE"
        " id IN(SELECT commitment FROM temp.late_ball_with) OR (ball_with<>'' AND NOT"
        " coalesce(last_day(ball_since)<=:day, 1))",
        values,
    )
    frame.run(
        "UPDATE commitment SET ball_with=m.value, ball_since=m.happened_on, ball_letter=m.why"
        " FROM temp.last_ball_with l JOIN main.move m ON m.id=l.move"
        " WHERE l.commitment=commitment.id"
    )
    frame.step()


def _dates(frame: Frame) -> list[str]:
    """Let the date count that counted then; returns the commitments whose dates are others.

    That is the last revision that was agreed, or reading that was chosen, by then; else the first.
    """
    late = (
        "SELECT c.id FROM main.commitment c WHERE c.timing IS NOT NULL AND c.timing NOT IN"
        f"(SELECT id FROM main.timing) UNION {_LATE.format(field=CHOICE)}"
    )
    frame.run(f"CREATE TEMP TABLE late_date AS SELECT id AS commitment FROM ({late})")
    found = (
        "SELECT id, id AS said FROM main.timing WHERE commitment=l.commitment AND role='revision'"
        " UNION ALL SELECT id, substr(value||' ',1,instr(value||' ',' ')-1) FROM main.move"
        f" WHERE commitment=l.commitment AND field='{CHOICE}'"
    )
    first = "SELECT id, id AS said FROM main.timing WHERE commitment=l.commitment AND role='first'"
    frame.run(
        "UPDATE commitment SET timing=coalesce("
        f"{_LAST.format(found=found, turn='DESC')}, {_LAST.format(found=first, turn='ASC')})"
        " FROM temp.late_date l WHERE l.commitment=commitment.id"
    )
    frame.step()
    lost = (
        "SELECT t.commitment FROM main.timing t WHERE t.anchor IS NOT NULL"
        " AND t.anchor NOT IN(SELECT id FROM main.commitment)"
    )
    return frame.column(f"SELECT commitment FROM temp.late_date UNION {lost}")


_DONE = listed({Phase.DONE})
_REDONE = f"""SELECT id FROM main.commitment WHERE status IN({_DONE})
 AND id IN(SELECT commitment FROM temp.late_status)
 UNION SELECT commitment FROM main.timing WHERE anchor IN(SELECT commitment FROM temp.late_status)
"""
"""What was done all the same, and what hangs on a commitment that was not done yet."""


def _milestones_and_appearances(frame: Frame, values: _Values) -> None:
    """Take back steps and decisions carried out later, and sessions that were held later."""
    frame.run(
        "UPDATE milestone SET done_on='' WHERE done_on<>''"
        " AND NOT coalesce(last_day(done_on)<=:day, 0)",
        values,
    )
    frame.run(
        "UPDATE decision SET applied_on='' WHERE applied_on<>''"
        " AND NOT coalesce(last_day(applied_on)<=:day, 0)",
        values,
    )
    frame.run(
        "DELETE FROM appearance WHERE session NOT IN"
        f"(SELECT id FROM main.commitment WHERE status IN({_DONE}))"
    )
    frame.step()


def _letters(frame: Frame, values: _Values) -> None:
    """Take back answers that came later, and letters that were withdrawn later."""
    for day, also in (("replied_on", "reply_letter"), ("withdrawn_on", "remark")):
        frame.run(
            f"UPDATE letter SET {day}='', {also}='' WHERE {day}<>''"
            f" AND NOT coalesce(last_day({day})<=:day, 0)",
            values,
        )
    frame.run("UPDATE letterpoint SET note=NULL WHERE note NOT IN(SELECT id FROM main.note)")
    frame.step()
