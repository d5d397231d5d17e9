"""What each agency owes as JSON: the same data as the report, in a stable form.

Words are the domain's keys, days are ISO 8601, dates EDTF; what is not known is null.
"""

from __future__ import annotations

from app.domain.particulars import Organisation
from app.domain.reports.carry_over import News
from app.domain.reports.owed import Account, Owed, OwedPoint, urgency
from app.services.json_form import Form, due

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def owed_form(report: Owed) -> Form:
    """Return the report as JSON. A point stands once in `points`, with each agency by its ref."""
    return {
        "schema": SCHEMA,
        "report": "owed",
        "language": report.language,
        "day": report.today.isoformat(),
        "version": report.version,
        "relation": report.relation or None,
        "filter": {
            "agency": None if report.agency is None else report.agency.label,
            "unmarked": report.unmarked,
        },
        "classifications": list(report.frame.marks),
        "left_out_count": report.left_out,
        "counts": {
            "points": len(report.points),
            "led": len(report.points) - report.unled,
            "unled": report.unled,
            "presumed": report.presumed,
            "urgency": {_key(where): number for where, number in report.urgencies},
            "events": report.uncounted.events,
            "internal_meetings": report.uncounted.internal,
            "noted": report.uncounted.noted,
            "drafts": report.uncounted.drafts,
        },
        "agencies": [_account(each, report) for each in report.accounts],
    }


def _key(where: str | None) -> str:
    return where or "stands"


def _account(account: Account, report: Owed) -> Form:
    answers = account.answers
    return {
        "agency": _agency(account.agency),
        "leads": [_point(each, report) for each in account.points],
        "beside": [_point(each, report) for each in account.beside],
        "news": _news(account.news),
        "letters": {
            "sent": answers.sent,
            "replied": answers.replied,
            "unanswered": [
                {
                    "reference": each.reference,
                    "dated_on": each.dated_on.isoformat(),
                    "deadline": each.deadline.isoformat(),
                    "number": each.number,
                }
                for each in answers.awaited
            ],
        },
    }


def _agency(agency: Organisation | None) -> Form | None:
    if agency is None:
        return None
    return {"name": agency.name, "acronym": agency.acronym, "country": agency.country or None}


def _point(point: OwedPoint, report: Owed) -> Form:
    row = point.row
    return {
        "ref": row.ref,
        "paragraph": row.paragraph,
        "title": row.title,
        "part": point.part.value,
        "owed_by": row.owed_by,
        "lead": row.owner or None,
        "lead_presumed": point.presumed,
        "counterpart": row.counterpart or None,
        "supporting": list(point.supporting),
        "due": due(row.timing, row.bounds),
        "urgency": _key(urgency(row, report.today)),
        "status": row.status.value,
        "ball": {"with": row.ball_with, "since": row.ball_since or None},
        "classification": row.classification,
        "news": _news(point.news),
    }


def _news(news: News | None) -> Form | None:
    if news is None:
        return None
    note = news.note
    return {
        "happened_on": note.happened_on or None,
        "reporter": None if news.reporter is None else news.reporter.label,
        "letter": note.letter,
        "basis": note.basis.value,
        "text": note.text,
    }
