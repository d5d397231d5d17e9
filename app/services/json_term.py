"""The clauses of an instrument and what happened to it, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.instrument_events import InstrumentEvent, in_order
from app.domain.terms import Term

Form = dict[str, Any]


def clauses(term: Term) -> Form:
    """Return the clauses of an instrument; what is not known is null."""
    return {
        "starts": term.starts or None,
        "start_rule": term.start_rule.value,
        "initial": term.initial or None,
        "ends": term.ends or None,
        "renewal": term.renewal.value,
        "renewal_period": term.renewal_period or None,
        "minimum": term.minimum or None,
        "notice": term.notice or None,
        "notice_event": term.notice_event.value,
        "end_convention": term.end_convention.value,
        "buffer": term.buffer,
        "words": term.words,
    }


def events_form(events: Iterable[InstrumentEvent]) -> list[Form]:
    """Return what happened to an instrument, as it happened."""
    return [
        {
            "event": each.kind.value,
            "party": each.party,
            "happened_on": each.happened_on or None,
            "place": each.place,
            "until": each.until or None,
            "period": each.period or None,
            "remark": each.remark,
        }
        for each in in_order(events)
    ]
