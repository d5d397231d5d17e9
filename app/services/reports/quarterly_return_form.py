"""Quarterly return as JSON: the same data as the report, in a stable form.

Words are the domain's keys, days are ISO 8601, dates EDTF; what is not known is null. The rows are
named by agency or sector, “” where there is none; each promise is in exactly one place by `came`
and `went`.
"""

from __future__ import annotations

from app.domain.reports.quarterly_return import (
    Correction,
    Figures,
    Point,
    QuarterlyReturn,
)
from app.services.json_form import Form, days

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def quarterly_return_form(report: QuarterlyReturn) -> Form:
    """Return the report as JSON."""
    quarter, filed, labels = report.quarter, report.filed, report.labels
    tied = not filed.empty
    return {
        "schema": SCHEMA,
        "report": "quarterly-return",
        "language": report.language,
        "day": report.today.isoformat(),
        "version": report.version,
        "quarter": {
            "name": quarter.text,
            "fiscal": quarter.fiscal,
            "first": quarter.first.isoformat(),
            "last": quarter.last.isoformat(),
            "until": report.until.isoformat(),
        },
        "previous": {
            "filed": None if filed.day is None else filed.day.isoformat(),
            "version": filed.version or None,
            "empty": filed.empty,
            "erased_count": filed.erased,
        },
        "relation": report.relation or None,
        "filter": {"rows": report.rows.value, "unmarked": report.unmarked},
        "classifications": list(report.frame.marks),
        "left_out_count": report.left_out,
        "counts": {
            **_figures(report.total, tied=tied),
            "perhaps_closed": report.perhaps_closed,
            "perhaps_made": report.perhaps_made,
            "extensions_not_placed": report.unplaced_extensions,
            "extensions_asked": report.extensions_asked,
            "extensions_by_entry": report.extensions_by_entry,
            "not_counted": {
                "events": report.uncounted.events,
                "internal": report.uncounted.internal,
                "noted": report.uncounted.noted,
                "drafts": report.uncounted.drafts,
            },
        },
        "rows": [
            {"name": labels[key], "id": key, **_figures(report.figures(key), tied=tied)}
            for key in report.groups
        ],
        "corrections": [_correction(each, report) for each in report.corrections] if tied else None,
        "points": [_point(each, report) for each in report.points],
    }


def _figures(figures: Figures, *, tied: bool) -> Form:
    """Return figures; `tied` says that there is a return before, of which some are."""
    return {
        "previous": figures.previous if tied else None,
        "corrected": figures.corrected if tied else None,
        "came": {each.value: number for each, number in figures.came.items()},
        "went": {each.value: number for each, number in figures.went.items()},
        "extended": {each.value: number for each, number in figures.extensions.items()},
        "late": {each.value: number for each, number in figures.late.items()},
        "news": {each.value: number for each, number in figures.news.items()},
    }


def _correction(each: Correction, report: QuarterlyReturn) -> Form:
    return {
        "ref": each.ref,
        "title": each.title,
        "reason": each.reason.value,
        "then": None if each.then is None else report.labels[each.then],
        "now": None if each.now is None else report.labels[each.now],
        "entered": None if each.entered is None else each.entered.isoformat(),
        "classification": each.classification,
    }


def _point(each: Point, report: QuarterlyReturn) -> Form:
    course = each.course
    return {
        "ref": each.ref,
        "title": each.title,
        "row": report.labels[each.group],
        "lead_presumed": each.presumed,
        "came": course.came.value,
        "came_on": course.came_on or None,
        "went": course.went.value,
        "went_on": course.went_on or None,
        "extended": None if course.extension is None else course.extension.value,
        "late": None if course.late is None else course.late.value,
        "due": days(course.due),
        "computed_end": None if course.computed is None else course.computed.isoformat(),
        "news": None if course.news is None else course.news.value,
        "classification": each.classification,
    }
