"""Where instruments stand in their terms, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.course import Course
from app.domain.periods import Period
from app.domain.renewal_words import explanation
from app.domain.rows import RegisterRow
from app.services.json_form import Form, listed
from app.services.renewals import Renewals


def renewals_form(found: Renewals) -> Form:
    """Return where every instrument stands in its term."""
    return listed(renewal(each.row, each.course, found.names) for each in found.rows)


def renewal(row: RegisterRow, course: Course, names: Mapping[str, str]) -> Form:
    """Return where one instrument stands; days that cannot be computed are null."""
    dispatch, notice, chain = course.dispatch, course.notice, course.chain
    return {
        "ref": row.ref,
        "title": row.title,
        "kind": row.kind.value,
        "status": row.status.value,
        "status_by_events": None if course.derived is None else course.derived.value,
        "state": course.state.value,
        "initial_end": _day(course.initial_end),
        "period": None if course.period is None else period(course.period),
        "notice_by": _day(course.notice_by),
        "dispatch_by": None if dispatch is None else _day(dispatch.by),
        "dispatch_unsure": None if dispatch is None or dispatch.by is None else dispatch.unsure,
        "days_late": None if dispatch is None or dispatch.by is None else dispatch.late,
        "working_days_left": dispatch.left if dispatch is not None and dispatch.late else None,
        "notice": None
        if notice is None
        else {
            "happened_on": notice.event.happened_on or None,
            "party": notice.event.party,
            "verdict": notice.verdict.value,
        },
        "ends_on": None if chain is None else _day(chain.ends_on),
        "missing": [each.value for each in course.missing],
        "outstanding": [
            {"step": each.step.value, "party": each.party, "since": each.since or None}
            for each in course.outstanding
        ],
        "explanation": explanation(course, names),
    }


def period(held: Period) -> Form:
    """Return a period: its number, its first and its last day, and why it runs."""
    return {
        "n": held.n,
        "start": _day(held.start),
        "end": _day(held.end),
        "basis": held.basis.value,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
