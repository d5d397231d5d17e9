"""The handover note as JSON: the same data as the report, in a stable form.

Words are the domain's keys, days are ISO 8601, dates EDTF; what is not known is null. All of a
kind is there, also what the pages only count for want of room.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.reports.brief import BriefPoint
from app.domain.reports.handover import Awaited, Disputed, Handover
from app.domain.rows import RegisterRow
from app.domain.timeliness import timeliness
from app.services.json_form import Form, due

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def handover_form(note: Handover) -> Form:
    """Return the note as JSON."""
    return {
        "schema": SCHEMA,
        "report": "handover",
        "language": note.language,
        "day": note.today.isoformat(),
        "version": note.version,
        "relation": note.relation or None,
        "filter": {"unmarked": note.unmarked},
        "classifications": list(note.frame.marks),
        "left_out_count": note.left_out,
        "counts": {
            "commitments": note.held,
            **{each.value: len(points) for each, points in note.points},
            "without_lead": note.leaderless,
            "not_counted": {
                "events": note.uncounted.events,
                "internal_meetings": note.uncounted.internal,
                "noted": note.uncounted.noted,
                "drafts": note.uncounted.drafts,
            },
            "own_rules": note.rules,
            "own_rules_for_single_points": note.single_rules,
        },
        "agreements": [
            {
                **_named(each.row),
                "turns": [{"what": turn.value, "day": day.isoformat()} for turn, day in each.turns],
                "unsure": each.unsure,
            }
            for each in note.terms
        ],
        "next": [
            {**_point(point, note), "when": each.value}
            for each, points in note.points
            for point in points
        ],
        "turns": [
            {
                **_named(each.row),
                "with": each.row.ball_with,
                "since": each.row.ball_since or None,
                "letter": each.ball_letter,
            }
            for each in note.turns
        ],
        "letters_awaited": [_letter(each) for each in note.awaited],
        "silent": [
            {
                "agency": each.agency or None,
                "point_count": each.count,
                "heard": None if each.heard is None else each.heard.isoformat(),
                "heard_on": each.said or None,
                "own_report_on": each.own or None,
                "relation": each.relation,
            }
            for each in note.silent
        ],
        "disputed": [_disputed(each) for each in note.disputed],
        **_unfinished(note),
    }


def _unfinished(note: Handover) -> Form:
    return {
        "drafts": _all(note.drafts),
        "texts_to_obtain": _all(note.wanting),
        "not_established": [{"gap": gap.value, "texts": _all(rows)} for gap, rows in note.gaps],
        "marked": [
            {"relation": each.relation, "classification": each.mark, "record_count": each.count}
            for each in note.marked
        ],
        "unrecorded": [
            {
                "series": each.series.name,
                "numbers": [[one.first, one.last] for one in each.missing],
            }
            for each in note.gone
        ],
        "not_identified": [
            {
                "event": each.row.ref,
                "announced": each.announced,
                "named": each.known,
                "missing": each.missing,
            }
            for each in note.batches
        ],
        "without_focal_point": list(note.unreached),
        "snoozed": [
            {"title": each.title, "until": None if each.until is None else each.until.isoformat()}
            for each in note.snoozed
        ],
    }


def _named(row: RegisterRow) -> Form:
    return {"ref": row.ref, "title": row.title}


def _all(rows: Iterable[RegisterRow]) -> list[Form]:
    return [_named(each) for each in rows]


def _point(point: BriefPoint, note: Handover) -> Form:
    row = point.row
    return {
        **_named(row),
        "status": row.status.value,
        "timeliness": timeliness(row.standing, note.today).value,
        "due": due(row.timing, row.bounds),
        "owed_by": row.owed_by,
        "lead": {"first": point.lead.first, "second": point.lead.second},
        "lead_presumed": point.lead.presumed,
        "classification": row.classification,
    }


def _letter(letter: Awaited) -> Form:
    return {
        "reference": letter.reference,
        "dated_on": letter.dated_on.isoformat(),
        "deadline": letter.deadline.isoformat(),
        "number": letter.number,
        "asked": letter.asked,
        "replied": letter.replied,
        "awaited_from": list(letter.agencies),
    }


def _disputed(each: Disputed) -> Form:
    choice = each.choice
    return {
        **_named(each.row),
        "counts": due(each.row.timing, each.row.bounds),
        "others": [due(one, one.bounds()) for one in each.others],
        "chosen_on": None if choice is None else choice.happened_on,
        "why": "" if choice is None else choice.why,
    }
