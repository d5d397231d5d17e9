"""Session carry-over as JSON: the same data as the report, in a stable form.

Words are the domain's keys, days are ISO 8601, dates EDTF; what is not known is null. A copy for
the other side lacks the keys of everything internal.
"""

from __future__ import annotations

from app.domain.decisions import Decision
from app.domain.proposals import Proposal
from app.domain.reports.carry_over import CarryOver, CarryPoint, Fate, Meeting, News, Unsaid
from app.domain.timeliness import timeliness
from app.services.json_form import Form, days, due

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def carry_over_form(report: CarryOver) -> Form:
    """Return the report as JSON."""
    tallies = report.tallies
    counts: Form = {
        "points": tallies.points,
        "made": tallies.made,
        "restated": tallies.restated,
        "done": tallies.done,
        "dropped": tallies.dropped,
        "drafts": tallies.drafts,
        "noted": tallies.noted,
        "carried": tallies.carried,
        "then": {each.value: number for each, number in tallies.then},
        "now": {each.value: number for each, number in tallies.now},
    }
    if not report.shared:
        counts["lines"] = {
            "none" if each is None else each.value: number for each, number in tallies.lines
        }
    return {
        "schema": SCHEMA,
        "report": "carry-over",
        "language": report.language,
        "day": report.today.isoformat(),
        "version": report.version,
        "from": _meeting(report.start, shared=report.shared),
        "to": _meeting(report.end, shared=report.shared),
        "filter": {"unmarked": report.unmarked},
        "classifications": list(report.marks),
        "copy_for_other_side": report.shared,
        "left_out_count": report.left_out,
        "counts": counts,
        "points": [_point(each, report) for each in report.points],
    }


def _meeting(meeting: Meeting, *, shared: bool) -> Form:
    row = meeting.row
    return {
        **({} if shared else {"ref": row.ref}),
        "title": row.title,
        "ordinal": meeting.ordinal,
        "status": row.status.value,
        "held": meeting.held or None,
        "due": due(row.timing, row.bounds),
    }


def _point(point: CarryPoint, report: CarryOver) -> Form:
    row, slip = point.row, point.row.slip
    form: Form = {
        "paragraph": point.paragraph,
        "title": row.title,
        "kind": row.kind.value,
        "said": {
            "text": point.said.text,
            "language": point.said.language or None,
            "agreed_wording": point.said.agreed,
        },
        "made_here": point.made_here,
        "made_at": None if point.origin is None else point.origin.title,
        "restated": point.restated,
        "owed_by": row.owed_by,
        "lead": {"first": point.lead.first, "second": point.lead.second},
        "supporting": list(point.lead.supporting),
        "first": None if point.first is None else due(point.first, row.first),
        "now": due(row.timing, row.bounds),
        "computed_end": None if point.computed is None else point.computed.isoformat(),
        "done": days(row.done) if row.done.known else None,
        "changes": point.changes,
        "slip": None if slip is None else {"sure": slip.sure, "most": slip.most},
        "timeliness": timeliness(row.standing, report.today).value,
        "status_then": None if isinstance(point.then, Unsaid) else point.then.value,
        "made_later": point.then is Unsaid.LATER,
        "only_noted": point.fate is Fate.NOTED,
        "status_now": row.status.value,
    }
    return form if report.shared else {"ref": row.ref, **form, **_internal(point)}


def _internal(point: CarryPoint) -> Form:
    row = point.row
    return {
        "lead_presumed": point.lead.presumed,
        "classification": row.classification,
        "made_at_ref": None if point.origin is None else point.origin.ref,
        "wordings": list(point.said.elsewhere),
        "evidenced": news_form(point.evidenced),
        "reported": news_form(point.reported),
        "position": news_form(point.position),
        "ball": {
            "with": row.ball_with,
            "since": row.ball_since or None,
            "letter": point.ball_letter,
        },
        "complete_by": None if point.proof is None else point.proof.value,
        "proposed": _proposal(point.proposal),
        "decision": _decision(point.decision),
    }


def news_form(news: News | None) -> Form | None:
    """Return what was last reported; None where nothing was."""
    if news is None:
        return None
    note = news.note
    return {
        "happened_on": note.happened_on or None,
        "reporter": None if news.reporter is None else news.reporter.label,
        "country": None if news.reporter is None else news.reporter.country,
        "letter": note.letter,
        "letter_date": note.letter_date or None,
        "basis": note.basis.value,
        "completion": None if note.completion is None else note.completion.value,
        "text": note.text,
    }


def _proposal(proposal: Proposal | None) -> Form | None:
    if proposal is None:
        return None
    return {
        "choice": None if proposal.choice is None else proposal.choice.value,
        "reason": proposal.reason.value,
        "day": None if proposal.day is None else proposal.day.isoformat(),
    }


def _decision(decision: Decision | None) -> Form | None:
    if decision is None:
        return None
    timing = decision.timing
    return {
        "choice": decision.choice.value,
        "why": decision.why,
        "status": decision.status or None,
        "due": None if timing is None else due(timing, timing.bounds()),
        "paragraph": decision.paragraph,
        "chosen_on": decision.chosen_on,
        "applied_on": decision.applied_on or None,
    }
