"""The brief as JSON: the same data as the report, in a stable form.

Words are the domain's keys, days are ISO 8601, dates EDTF; what is not known is null. All points
are there, also those that the pages only count for want of room.
"""

from __future__ import annotations

from app.domain.reports.brief import OWED, Brief, BriefPoint
from app.domain.reports.brief_terms import TextDue
from app.domain.timeliness import timeliness
from app.services.json_form import Form, days, due
from app.services.reports.carry_over_form import news_form

SCHEMA = 1
"""Goes up when a key changes its meaning or disappears; a new key alone moves nothing."""


def brief_form(brief: Brief, title: str) -> Form:
    """Return the brief as JSON; `title` is what it is about, in English."""
    about = brief.about
    return {
        "schema": SCHEMA,
        "report": "brief",
        "language": brief.language,
        "day": brief.today.isoformat(),
        "version": brief.version,
        "relation": about.pair or None,
        "about": {"subject": about.subject.value, "title": title, **_about(brief)},
        "filter": {"unmarked": brief.unmarked, "until": brief.until.isoformat()},
        "classifications": list(brief.frame.marks),
        "left_out_count": brief.left_out,
        "counts": {
            "points": len(brief.points),
            **{place.value: number for place, number in brief.places},
            "owed": len(brief.owed),
            "without_report": sum(each.row.heard is None for each in brief.owed),
            "drafts": brief.uncounted.drafts,
            "events": brief.uncounted.events,
            "internal_meetings": brief.uncounted.internal,
            "papers_of_meetings": brief.papers,
        },
        "points": [_point(each, brief) for each in brief.points],
        "agreements": [_term(each) for each in brief.terms],
        "not_established": [
            {"gap": gap.value, "texts": [{"ref": row.ref, "title": row.title} for row in rows]}
            for gap, rows in brief.gaps
        ],
        "not_identified": [
            {
                "event": each.row.ref,
                "announced": each.announced,
                "named": each.known,
                "missing": each.missing,
            }
            for each in brief.batches
        ],
        "sources": [
            {
                "number": each.number,
                "title": each.source.title,
                "publisher": each.source.publisher,
                "published": each.source.published or None,
            }
            for each in brief.sources
        ],
    }


def _about(brief: Brief) -> Form:
    about = brief.about
    if about.meeting is None:
        return {"since": None if brief.since is None else brief.since.isoformat()}
    row, previous = about.meeting.row, about.previous
    return {
        "ref": row.ref,
        "status": row.status.value,
        "held": about.meeting.held or None,
        "due": due(row.timing, row.bounds),
        "place": about.place or None,
        "host": about.host or None,
        "chairs": about.chairs or None,
        "line_to_take": about.line or None,
        "session_before": None if previous is None else previous.row.ref,
        "since": None if brief.since is None else brief.since.isoformat(),
        "sources": list(about.sources),
    }


def _point(point: BriefPoint, brief: Brief) -> Form:
    row, slip = point.row, point.row.slip
    return {
        "ref": row.ref,
        "title": row.title,
        "kind": row.kind.value,
        "place": point.place.value,
        "owed": point.place in OWED,
        "needs_a_word": point.presses,
        "moved": True if point.moved else None if point.perhaps else False,
        "status": row.status.value,
        "timeliness": timeliness(row.standing, brief.today).value,
        "due": due(row.timing, row.bounds),
        "done": days(row.done) if row.done.known else None,
        "dropped_on": point.dropped or None,
        "slip": None if slip is None else {"sure": slip.sure, "most": slip.most},
        "owed_by": row.owed_by,
        "lead": {"first": point.lead.first, "second": point.lead.second},
        "lead_presumed": point.lead.presumed,
        "line_to_take": point.line or None,
        "ball": {
            "with": row.ball_with,
            "since": row.ball_since or None,
            "letter": point.ball_letter,
        },
        "last_report": news_form(point.news),
        "evidenced": news_form(point.evidenced),
        "disputed": row.disputed,
        "classification": row.classification,
        "sources": list(point.sources),
    }


def _term(text: TextDue) -> Form:
    return {
        "ref": text.row.ref,
        "title": text.row.title,
        "turns": [{"what": turn.value, "day": day.isoformat()} for turn, day in text.turns],
        "unsure": text.unsure,
    }
