"""The term of an instrument, and what happened to it, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.dossier import Dossier
from app.domain.instrument_events import answer_to, in_order
from app.domain.renewal_words import explanation
from app.domain.term_words import (
    EVENT_WORDS,
    answer_words,
    clause_words,
    date_words,
    length_words,
)
from app.services.renewals import country_names, course_of
from app.store.reader import Reader


def term_lines(reader: Reader, held: Dossier, today: date) -> Iterator[str]:
    """Give the clauses as entered, and where the instrument stands by them."""
    if held.term is None and not held.instrument_events:
        return
    if held.term is not None:
        yield clause_words(held.term)
        if held.term.words:
            yield f"“{held.term.words}”"
    yield explanation(course_of(reader, held, today), country_names(reader))


def event_lines(held: Dossier) -> Iterator[str]:
    """Give what happened, as it happened."""
    events = in_order(held.instrument_events)
    for each in events:
        answer = answer_words(answer_to(each, events))
        until = f"until {date_words(each.until)}" if each.until else ""
        long = f"for {length_words(each.period)}" if each.period else ""
        more = ", ".join(
            part for part in (each.party, answer, each.place, until, long, each.remark) if part
        )
        yield f"{each.happened_on}  {EVENT_WORDS[each.kind]}{f' ({more})' if more else ''}"
