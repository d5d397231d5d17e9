"""Working days as JSON, in the conventions of `app.services.json_form`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.domain.workdays import CalendarYear, Doubt, Holiday
from app.services.holidays import DayChange
from app.services.json_form import SCHEMA
from app.services.workdays import JOINT, Answer, Asked

Form = dict[str, Any]


def workdays(relation: str, asked: Asked, answers: Sequence[Answer]) -> Form:
    """Return what was asked, the answer for each country by its code, and that for both."""
    question: Form = {"relation": relation}
    if asked.between is not None:
        question |= {"from": asked.between[0].isoformat(), "to": asked.between[1].isoformat()}
    elif asked.before is not None:
        question |= {"before": asked.before.isoformat(), "days": asked.days}
    elif asked.after is not None:
        question |= {"after": asked.after.isoformat(), "days": asked.days}
    given = {each.who: _answer(each) for each in answers}
    joint = given.pop(JOINT)
    return {"schema": SCHEMA, **question, "countries": given, "joint": joint}


def _answer(answer: Answer) -> Form:
    found = {"workday_count": answer.count} if answer.day is None else {"day": answer.day}
    return {
        **{name: value if isinstance(value, int) else str(value) for name, value in found.items()},
        "unusual": [holiday(each) for each in answer.unusual],
        "doubts": [_doubt(each) for each in answer.doubts],
    }


def holiday(each: Holiday) -> Form:
    """Return a day off or an extra working day."""
    return {
        "country": each.country,
        "day": each.day,
        "off": each.off,
        "name": each.name,
        "certainty": each.certainty.value,
        "origin": each.origin.value,
        "reason": each.reason,
    }


def year(each: CalendarYear) -> Form:
    """Return how a year was filled in; `weekend` holds weekdays, Monday being 1."""
    form = asdict(each)
    del form["id"]
    return {**form, "origin": each.origin.value}


def difference(each: DayChange) -> Form:
    """Return what the library says of a day otherwise than when its year was filled in."""
    return {
        "day": each.day.isoformat(),
        "country": each.country,
        "now": None if each.now is None else holiday(each.now),
        "then": None if each.then is None else holiday(each.then),
    }


def _doubt(doubt: Doubt) -> Form:
    return {
        "country": doubt.country,
        "estimated": None if doubt.holiday is None else holiday(doubt.holiday),
        "unsettled_year": doubt.year,
    }
