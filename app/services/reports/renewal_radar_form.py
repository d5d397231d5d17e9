"""Renewal radar as JSON: the same data as the report, in a stable form.

Words are the domain's keys, days are ISO 8601, dates EDTF; what is not known is null.
"""

from __future__ import annotations

from app.domain.commitment import OwnerBasis
from app.domain.reports.renewal_radar import Renewal, RenewalRadar, until
from app.services.json_form import Form, due
from app.services.json_renewals import renewal

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def renewal_radar_form(report: RenewalRadar) -> Form:
    """Return the report as JSON; `course` is what the command renewals gives."""
    return {
        "schema": SCHEMA,
        "report": "renewal-radar",
        "language": report.language,
        "day": report.today.isoformat(),
        "until": until(report.today).isoformat(),
        "version": report.version,
        "relation": report.relation or None,
        "filter": {"unmarked": report.unmarked},
        "classifications": list(report.frame.marks),
        "left_out_count": report.left_out,
        "counts": {
            "agreements": len(report.rows),
            "places": {place.value: len(held) for place, held in report.places},
        },
        "agreements": [_agreement(each) for each in report.rows],
    }


def _agreement(each: Renewal) -> Form:
    row, course = each.row, each.course
    return {
        "ref": row.ref,
        "title": row.title,
        "status": row.status.value,
        "place": each.place.value,
        "next": [{"what": turn.value, "day": day.isoformat()} for turn, day in each.turns],
        "letters": [deed.value for deed in each.deeds],
        "lead": row.owner or None,
        "lead_presumed": bool(row.owner) and row.owner_basis is OwnerBasis.PRESUMED,
        "counterpart": row.counterpart or None,
        "classification": row.classification,
        "due": due(row.timing, row.bounds),
        "course": None if course is None else renewal(row, course, {}),
    }
