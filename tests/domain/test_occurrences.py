"""Occurrences of reminders: their identity, where each stands, and which is dealt with first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity import CommitmentId, OrganisationId
from app.domain.occurrences import (
    ANSWERED,
    Occurrence,
    Reminder,
    Standing,
    occurrence_id,
    showing_id,
    standing,
    urgency,
)
from app.domain.reminder_rules import CALENDAR, Point

TODAY = date(2026, 11, 22)
ON = date(2026, 12, 1)
REMINDED = Occurrence(
    id="one",
    subject="c",
    point=Point.DEADLINE,
    lead="P30D",
    counting=CALENDAR,
    target=date(2026, 12, 31),
    on=ON,
    commitment=CommitmentId("c"),
    ref="R/1",
    title="A promise",
)

# --- identity ------------------------------------------------------------------------------------

LEADS = st.sampled_from(["P1M", "P30D", "P7D", "P1W", "P0D", "-P1D", "P12M"])
KEYS = st.tuples(
    st.sampled_from(["a", "b", "no news:PK-BY:"]),
    st.sampled_from(list(Point)),
    LEADS,
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)


@given(KEYS, KEYS)
def test_an_identity_says_subject_point_lead_and_day_and_nothing_else(one, other):
    same = (*one[:2], one[2].replace("P1W", "P7D"), one[3]) == (
        *other[:2],
        other[2].replace("P1W", "P7D"),
        other[3],
    )
    assert (occurrence_id(*one) == occurrence_id(*other)) is same


# --- where it stands -----------------------------------------------------------------------------


def done(state, until="", news=""):
    return Reminder(id=REMINDED.id, state=state.value, until=until, news=news)


SNOOZED, ACKNOWLEDGED = Standing.SNOOZED, Standing.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("reminder", "day", "news", "stands"),
    [
        (None, ON - timedelta(1), "", Standing.PENDING),
        (None, ON, "", Standing.DUE),
        (None, ON + timedelta(9999), "", Standing.DUE),
        (done(ACKNOWLEDGED), ON + timedelta(9999), "", ACKNOWLEDGED),
        (done(ACKNOWLEDGED), ON - timedelta(9), "", ACKNOWLEDGED),
        (done(SNOOZED, "2026-12-10"), date(2026, 12, 9), "", SNOOZED),
        (done(SNOOZED, "2026-12-10"), date(2026, 12, 10), "", Standing.DUE),
        (done(SNOOZED, "2026-11-20"), date(2026, 11, 22), "", Standing.PENDING),
        (done(SNOOZED, ANSWERED, "0:us:"), date(2027, 5, 1), "0:us:", SNOOZED),
        (done(SNOOZED, ANSWERED, "0:us:"), date(2027, 5, 1), "1:us:", Standing.DUE),
    ],
)
def test_a_reminder_stands_where_its_day_and_the_officer_put_it(reminder, day, news, stands):
    assert standing(REMINDED, reminder, day, news) is stands


def test_what_comes_back_after_a_snooze_is_shown_again_once():
    names = {
        showing_id(REMINDED, each)
        for each in (
            None,
            done(SNOOZED, "2026-12-10"),
            done(SNOOZED, "2026-12-11"),
            done(SNOOZED, ANSWERED, "0:us:"),
            done(SNOOZED, ANSWERED, "1:us:"),
        )
    }
    assert len(names) == 5
    assert showing_id(REMINDED, done(ACKNOWLEDGED)) == showing_id(REMINDED, None)


# --- which is dealt with first -------------------------------------------------------------------


def silent(words, since, on=date(2026, 11, 16)):
    """An agency of which nothing was heard since a day, asked about in this week's turn."""
    return Occurrence(
        id=f"no news of {words}",
        subject=f"no news:PK-BY:{words}",
        point=Point.NO_NEWS,
        lead="P1W",
        counting=CALENDAR,
        target=date(2026, 11, 16),
        on=on,
        organisation=OrganisationId(words),
        title=words,
        since=since,
    )


def by_urgency(*found):
    return sorted(found, key=lambda each: urgency(each, TODAY))


def test_what_can_still_be_lost_first_is_dealt_with_first_and_silence_last():
    late = replace(REMINDED, target=date(2026, 1, 1))
    notice = replace(REMINDED, point=Point.NOTICE)
    letter = replace(REMINDED, point=Point.ANSWER, target=date(2026, 1, 1))
    quiet = silent("NDMA", date(2026, 1, 1))
    found = by_urgency(quiet, letter, late, REMINDED, notice)
    assert found == [notice, REMINDED, late, letter, quiet]


def test_of_silent_agencies_the_longest_silent_is_asked_first_and_who_never_said_a_word_before():
    never = silent("SBP", None, on=date(2026, 11, 20))
    longest = silent("PTV", date(2025, 1, 31), on=date(2026, 11, 18))
    lately = silent("EAD", date(2026, 9, 1))
    assert by_urgency(lately, longest, never) == [never, longest, lately]


def test_agencies_silent_for_equally_long_stand_by_the_day_they_are_asked_then_by_name():
    later = silent("DRAP", date(2026, 9, 1), on=date(2026, 11, 18))
    named = [silent(name, date(2026, 9, 1)) for name in ("EAD", "MoST")]
    assert by_urgency(later, *reversed(named)) == [*named, later]
