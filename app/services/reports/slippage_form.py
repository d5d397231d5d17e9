"""Slippage as JSON: the same data as the report, in a stable form.

Words are the domain's keys, days are ISO 8601, dates EDTF; delays are numbers of days, what
cannot be told is null.
"""

from __future__ import annotations

from app.domain.reports.slippage import Case, Slippage, Sums, summed
from app.domain.timeliness import Slip
from app.services.json_form import Form
from app.services.slips import Slipped, slip_form

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def slippage_form(report: Slippage) -> Form:
    """Return the report as JSON."""
    agency = report.agency
    return {
        "schema": SCHEMA,
        "report": "slippage",
        "language": report.language,
        "day": report.today.isoformat(),
        "version": report.version,
        "relation": report.relation or None,
        "filter": {
            "sector": report.sector or None,
            "organisation": None if agency is None else agency.label,
            "rows": report.rows.value,
            "unmarked": report.unmarked,
        },
        "classifications": list(report.frame.marks),
        "left_out_count": report.left_out,
        "not_counted_count": report.uncounted,
        "counts": _sums(report.total),
        "rows": [
            {"name": report.labels[key], "id": key, **_sums(summed(report.of(key)))}
            for key in report.groups
        ],
        "points": [_case(each, report) for each in report.cases],
    }


def _sums(sums: Sums) -> Form:
    return {
        "points": sums.cases,
        "changes": sums.changes,
        "done_late": sums.late,
        "done_late_likely": sums.likely,
        "days": _days(sums.days),
        "likely": sums.guessed,
        "days_likely": _days(sums.guessed_days),
        "untold": sums.untold,
        "asked_by": {(each or "not stated"): number for each, number in sums.asked_by.items()},
        "asked": {
            ("cannot be said" if each is None else each.value): number
            for each, number in sums.asked.items()
        },
    }


def _days(slip: Slip | None) -> Form | None:
    return None if slip is None else {"sure": slip.sure, "most": slip.most}


def _case(case: Case, report: Slippage) -> Form:
    slipped = Slipped(row=case.row, first=case.first, revisions=case.later)
    return {
        **slip_form(slipped),
        "certain": case.certain,
        "row": report.labels[case.group],
        "lead": {"first": case.row.owner, "second": case.row.counterpart},
        "lead_presumed": case.presumed,
        "classification": case.row.classification,
    }
