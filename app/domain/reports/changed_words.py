"""What fields and records are called where a report tells that they changed."""

from __future__ import annotations

from app.domain.commitment import Completion
from app.domain.date_words import Translate
from app.domain.reports.changed_since import What


def what_words(what: What, tr: Translate) -> str:
    """Return the words for what changed of a point."""
    return {
        What.NEW: tr("New"),
        What.GONE: tr("Put in the bin or taken back"),
        What.BACK: tr("Brought back"),
        What.MOVED: tr("Status changed"),
        What.DATED: tr("Date changed"),
        What.REPORTED: tr("Progress reported"),
        What.DECIDED: tr("Decided for a session"),
        What.CORRECTED: tr("Corrected"),
        What.BESIDE: tr("Papers, steps and letters"),
    }[what]


def field_words(name: str, tr: Translate) -> str:
    """Return what a field of a commitment is called."""
    known = {
        "ref": tr("Reference"),
        "relation": tr("Pair of countries"),
        "kind": tr("Kind"),
        "title": tr("Title"),
        "summary": tr("Summary"),
        "owed_by": tr("Responsible side"),
        "strength": tr("Strength"),
        "sector": tr("Sector"),
        "owner": tr("Lead agency"),
        "owner_basis": tr("Basis of the lead agency"),
        "counterpart": tr("Lead agency of the other side"),
        "origin": tr("Made at"),
        "paragraph": tr("Paragraph"),
        "made_on": tr("Made on"),
        "made_at": tr("Place"),
        "priority": tr("Priority"),
        "update_days": tr("Period of reports, in days"),
        "classification": tr("Classification"),
        "line_to_take": tr("Line to take"),
        "remarks": tr("Remarks"),
        "event": tr("Event, no promise"),
        "batch": tr("Announced together with"),
        "batch_announced": tr("Number announced"),
    }
    return known.get(name) or name.replace("_", " ")


def record_words(name: str, tr: Translate) -> str:
    """Return what records are called that stand with a commitment, or beside all of them."""
    known = {
        "evidence": tr("evidence"),
        "link": tr("links"),
        "milestone": tr("steps"),
        "appearance": tr("restatements"),
        "wording": tr("agreed wordings"),
        "support": tr("supporting agencies"),
        "meeting": tr("facts of the meeting"),
        "term": tr("term and renewal"),
        "instrumentevent": tr("events of the agreement"),
        "letterpoint": tr("letters"),
        "letter": tr("letters"),
        "letterround": tr("rounds of letters"),
        "reminder": tr("alerts answered"),
        "reminderrule": tr("rules of alerts"),
        "organisation": tr("ministries and agencies"),
        "alias": tr("further names of agencies"),
        "focalpoint": tr("focal points of agencies"),
        "source": tr("sources"),
        "series": tr("series of meetings"),
        "relation": tr("pairs of countries"),
        "holiday": tr("days off"),
        "calendaryear": tr("years of working days"),
        "savedview": tr("views"),
    }
    return known.get(name) or tr("other entries")


def completion_words(value: str, tr: Translate) -> str:
    """Return how much is done in words; what is no such step stands as it is."""
    try:
        completion = Completion(value)
    except ValueError:
        return value
    return {
        Completion.NO_EVIDENCE: tr("no evidence"),
        Completion.NOT_STARTED: tr("not started"),
        Completion.LIMITED: tr("limited"),
        Completion.SUBSTANTIAL: tr("substantial"),
        Completion.COMPLETE: tr("complete"),
    }[completion]
