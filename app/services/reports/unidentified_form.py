"""What was announced and is not established, as JSON: the same data as the report.

Words are the domain's keys, days are ISO 8601, dates EDTF; what is not known is null.
"""

from __future__ import annotations

from app.domain.commitment import OwnerBasis
from app.domain.dossier import Cited
from app.domain.reports.unidentified import (
    AnyGap,
    BatchGap,
    ClaimGap,
    PaperGap,
    SessionGap,
    Unidentified,
    Unknown,
)
from app.services.json_form import Form, due

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def unidentified_form(report: Unidentified) -> Form:
    """Return the report as JSON."""
    return {
        "schema": SCHEMA,
        "report": "unidentified",
        "language": report.language,
        "day": report.today.isoformat(),
        "version": report.version,
        "relation": report.relation or None,
        "filter": {"unmarked": report.unmarked},
        "classifications": list(report.frame.marks),
        "left_out_count": report.left_out,
        "counts": {
            "lines": len(report.gaps),
            "batches": len(report.batches),
            "papers": len(report.papers),
            "sessions": len(report.sessions),
            "claims": len(report.claims),
            "not_established": {each.value: report.lacking(each) for each in Unknown},
        },
        "batches": [_batch(each) for each in report.batches],
        "papers": [_paper(each) for each in report.papers],
        "sessions": [_session(each) for each in report.sessions],
        "claims": [_claim(each) for each in report.claims],
    }


def _batch(gap: BatchGap) -> Form:
    return {
        **_shared(gap),
        "announced": gap.announced,
        "identified": gap.identified,
        "unknown": gap.unknown,
        "members": [each.ref for each in gap.members],
    }


def _paper(gap: PaperGap) -> Form:
    return {
        **_shared(gap),
        "status": gap.row.status.value,
        "not_established": [each.value for each in gap.unknown],
    }


def _session(gap: SessionGap) -> Form:
    """Return a gap of a series; `ref` is the next meeting that is recorded."""
    return {
        "series": gap.series.name,
        "first": gap.missing.first,
        "last": gap.missing.last,
        **_shared(gap),
    }


def _claim(gap: ClaimGap) -> Form:
    return {
        **_shared(gap),
        "claims": [each.name.lower() for each in gap.claims],
        "due": due(gap.row.timing, gap.row.bounds),
    }


def _shared(gap: AnyGap) -> Form:
    row = gap.row
    presumed = bool(row.owner) and row.owner_basis is OwnerBasis.PRESUMED
    return {
        "ref": row.ref,
        "title": row.title,
        "ask": {
            "lead": row.owner or None,
            "lead_presumed": presumed,
            "counterpart": row.counterpart or None,
        },
        "classification": row.classification,
        "sources": [_passage(each) for each in gap.cited],
    }


def _passage(cited: Cited) -> Form:
    source, evidence = cited.source, cited.evidence
    return {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published or None,
        "paragraph": evidence.paragraph,
        "quotation": evidence.quotation,
        "stance": evidence.stance.value,
    }
