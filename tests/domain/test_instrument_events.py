"""Steps that last: comments awaited of a side since a day, until something answers them."""

from __future__ import annotations

import pytest

from app.domain.identity import CommitmentId
from app.domain.instrument_events import (
    EventKind,
    InstrumentEvent,
    answer_to,
    outstanding,
    status_of,
)
from app.domain.lifecycle import Status
from app.domain.term_words import answer_words

PARTIES = ("PK", "BY")


def event(kind, day, party="", number=0):
    return InstrumentEvent(
        id=f"{kind} {day} {number}",
        commitment=CommitmentId("c"),
        kind=EventKind(kind),
        party=party,
        happened_on=day,
    )


ASKED = event("comments awaited", "2026-09-01", "BY")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (event("comments received", "2026-10-12", "BY"),
         "awaited until 12 Oct 2026: comments received"),
        (event("comments received", "2026-09-01", "BY"),
         "awaited until 01 Sep 2026: comments received"),
        (event("comments received", "2026-09", "BY"), "awaited until Sep 2026: comments received"),
        (event("comments received", "", "BY"),
         "awaited no longer: comments received, day not stated"),
        (event("draft received", "2026-10-12", "BY"), "awaited until 12 Oct 2026: draft received"),
        (event("draft received", "2026-10-12"), "awaited until 12 Oct 2026: draft received"),
        (event("text agreed", "2026-11-02"), "awaited until 02 Nov 2026: text agreed"),
    ],
)  # fmt: skip
def test_comments_are_awaited_until_something_answers_them(answer, said):
    assert answer_words(answer_to(ASKED, (ASKED, answer))) == said
    assert outstanding(None, (ASKED, answer), PARTIES) == ()


@pytest.mark.parametrize(
    "other",
    [
        event("comments received", "2026-10-12", "PK"),
        event("comments received", "2026-08-31", "BY"),
        event("draft received", "2026-08-31", "BY"),
        event("draft received", "2026-10-12", "PK"),
        event("draft sent", "2026-10-12", "BY"),
        event("text agreed", "2026-08-01"),
    ],
    ids=lambda each: each.id,
)
def test_what_came_from_another_or_before_answers_nothing(other):
    events = (ASKED, other)
    assert answer_words(answer_to(ASKED, events)) == ""
    (still,) = (each for each in outstanding(None, events, PARTIES) if each.step is ASKED.kind)
    assert (still.party, still.since) == ("BY", "2026-09-01")


def test_comments_asked_for_again_are_awaited_again():
    first = event("comments received", "2026-09-20", "BY")
    again = event("comments awaited", "2026-10-01", "BY")
    events = (ASKED, first, again)
    assert answer_to(ASKED, events) is first
    assert [each.since for each in outstanding(None, events, PARTIES)] == ["2026-10-01"]


def test_nothing_but_comments_is_awaited():
    sent = event("draft sent", "2026-09-01", "PK")
    assert answer_to(sent, (sent, event("draft received", "2026-09-02", "PK"))) is None


def test_comments_that_came_are_a_step_of_negotiation():
    came = event("comments received", "2026-10-12", "BY")
    assert status_of(None, (came,), PARTIES) is Status.UNDER_NEGOTIATION
