"""What changed since as JSON: the same data as the report, in a stable form.

Words are the domain's keys, days are ISO 8601, dates EDTF; what is not known is null.
"""

from __future__ import annotations

from app.domain.particulars import TimingRecord
from app.domain.reports.changed_since import ChangedPoint, ChangedSince
from app.services.json_form import Form, due

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def changed_since_form(report: ChangedSince) -> Form:
    """Return the report as JSON."""
    since = report.since
    return {
        "schema": SCHEMA,
        "report": "changed-since",
        "language": report.language,
        "day": report.today.isoformat(),
        "version": report.version,
        "since": {
            "day": None if since.day is None else since.day.isoformat(),
            "version": since.version or None,
        },
        "relation": report.relation or None,
        "filter": {"unmarked": report.unmarked},
        "classifications": list(report.frame.marks),
        "left_out_count": report.left_out,
        "counts": {
            "points": len(report.points),
            **{each.value: number for each, number in report.counts.items()},
            "entered_late": report.belated,
            "changes": report.acts,
            "people": report.actors,
            "erased": report.erased,
        },
        "beside": dict(report.others),
        "points": [_point(each) for each in report.points],
    }


def _point(each: ChangedPoint) -> Form:
    redated = each.redated
    return {
        "ref": each.ref,
        "title": each.title,
        "changed": each.what.value,
        "new": each.new,
        "binned": each.binned,
        "taken_back": not each.there,
        "status": None if each.standing is None else each.standing.value,
        "status_then": None if each.status is None else each.status[0].value,
        "moves": [
            {
                "field": move.field,
                "value": move.value,
                "happened_on": move.happened_on or None,
                "why": move.why,
                "who": move.who,
            }
            for move in each.moves
        ],
        "due": _date(each.due),
        "due_then": None if redated is None else _date(redated.then),
        "date_changed": redated is not None,
        "revised": redated is not None and redated.revised,
        "reports": [
            {
                "happened_on": news.note.happened_on or None,
                "reporter": None if news.reporter is None else news.reporter.label,
                "basis": news.note.basis.value,
                "text": news.note.text,
            }
            for news in each.news
        ],
        "reports_withdrawn": each.withdrawn,
        "decisions": [
            {"choice": one.choice.value, "why": one.why, "applied_on": one.applied_on or None}
            for one in each.decisions
        ],
        "decisions_withdrawn": each.undecided,
        "corrected": [
            {"field": one.field, "then": one.then, "now": one.now} for one in each.corrections
        ],
        "beside": {
            name: {"added": added, "changed": changed, "withdrawn": gone}
            for name, (added, changed, gone) in each.beside.items()
        },
        "entered": [{"actor": one.actor, "day": one.day.isoformat()} for one in each.entered],
        "entered_late": [
            {
                "happened_on": one.happened,
                "entered": one.entered.isoformat(),
                "days": one.days,
                "exact": one.exact,
            }
            for one in each.belated
        ],
        "classification": each.classification,
    }


def _date(record: TimingRecord | None) -> Form | None:
    return None if record is None else due(record.timing, record.timing.bounds())
