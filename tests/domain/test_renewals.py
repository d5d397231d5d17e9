"""Where an instrument stands: the vectors, every state, notices, and what each sentence says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import Instrument, State
from app.domain.errors import InvalidValueError
from app.domain.event_rules import check_event
from app.domain.identity import CommitmentId
from app.domain.instrument_events import EventKind, InstrumentEvent
from app.domain.lifecycle import Status
from app.domain.notices import Verdict
from app.domain.periods import PeriodBasis
from app.domain.radar import BandKind, bands, horizon, next_day
from app.domain.renewal_words import STATE_WORDS, explanation
from app.domain.renewals import course
from app.domain.terms import (
    Clause,
    EndConvention,
    NoticeEvent,
    Renewal,
    StartRule,
    Term,
)

NAMES = {"PK": "Pakistan", "BY": "Belarus"}
OBTAIN = "cannot be computed: obtain the text"


def term(**clauses):
    return Term(id="t", commitment=CommitmentId("c"), **clauses).validated()


def event(kind, day, party="", **more):
    return InstrumentEvent(
        id=f"{kind} {day}",
        commitment=CommitmentId("c"),
        kind=EventKind(kind),
        party=party,
        happened_on=day,
        **more,
    )


def on(day, held, *events, status=Status.IN_FORCE, back=None):
    instrument = Instrument(term=held, events=events, parties=("PK", "BY"), status=status)
    return course(instrument, date.fromisoformat(day), back)


def five_day_weeks(day, days):
    """A calendar without holidays, on which only Saturdays and Sundays are off."""
    while days:
        day -= timedelta(days=1)
        days -= day.isoweekday() < 6
    return day


YEARLY = term(
    starts="2020-08-01",
    initial="36 months",
    renewal=Renewal.TACIT,
    renewal_period="12 months",
    notice="3 months",
    buffer=10,
)
FIVE = term(starts="2020-01-31", initial="P5Y", renewal=Renewal.EXPRESS, notice="P6M")
ENDLESS = term(starts="2020-03-01", initial="indefinite", notice="P6M", minimum="P3Y")


# The vectors


def test_vector_one():
    held = term(ends="2025-08-28", renewal=Renewal.TACIT, renewal_period="P12M", notice="P2M")
    found = on("2026-02-11", held)
    assert found.initial_end == date(2025, 8, 28)
    assert found.period.end == date(2026, 8, 28)
    assert found.notice_by == date(2026, 6, 28)


def test_vector_two():
    found = on("2023-10-31", YEARLY)
    assert found.initial_end == date(2023, 8, 1)
    assert (found.period.n, found.period.start, found.period.end, found.period.basis) == (
        2,
        date(2023, 8, 1),
        date(2024, 8, 1),
        PeriodBasis.TACIT,
    )
    assert found.notice_by == date(2024, 5, 1)


@pytest.mark.parametrize("renewal", [Renewal.UNKNOWN, Renewal.TACIT, Renewal.EXPRESS])
def test_vector_three(renewal):
    held = term(starts="2018-09-27", initial="P36M", renewal=renewal, notice="P3M")
    found = on("2021-01-01", held)
    assert found.initial_end == date(2021, 9, 27)
    assert found.notice_by == date(2021, 6, 27)


# Real clauses


def test_ten_years_then_five_unless_notified_a_year_before():
    held = term(
        starts="2015-03-01",
        initial="10 years",
        renewal=Renewal.TACIT,
        renewal_period="5 years",
        notice="a year",
        notice_event=NoticeEvent.GIVEN,
    )
    assert explanation(on("2026-11-22", held)) == (
        "The first term ended on 01 Mar 2025; renewed automatically for 5 years at a time, it is "
        "in period 2, which runs through 01 Mar 2030. Notice must be given by 01 Mar 2029, 1 year "
        "before 01 Mar 2030."
    )


def test_in_force_from_the_last_written_notification():
    held = term(
        start_rule=StartRule.NOTIFICATION,
        initial="2 years",
        renewal=Renewal.TACIT,
        renewal_period="1 year",
        notice="6 months",
    )
    begun = (
        event("signed", "2024-11-26"),
        event("provisionally applied", "2024-11-26"),
        event("internal procedures notified", "2025-03-03", "BY"),
    )
    before = on("2026-01-01", held, *begun, status=Status.SIGNED)
    assert before.state is State.ENTRY_OPEN
    assert before.missing == ()
    assert explanation(before, NAMES) == (
        "Its entry into force is not established. Entry into force: notification of Pakistan not "
        "received. Provisionally applied: 26 Nov 2024."
    )
    last = event("internal procedures notified", "2025-05-31", "PK")
    after = on("2026-01-01", held, *begun, last, status=Status.SIGNED)
    assert after.begins == "2025-05-31"
    assert after.period.end == date(2027, 5, 31)
    assert after.notice_by == date(2026, 11, 30)
    assert after.derived is Status.IN_FORCE
    assert "“in force”; the status that was set says “signed”" in explanation(after, NAMES)


def test_without_end_notice_waits_for_the_minimum_term():
    early = on("2021-11-22", ENDLESS)
    assert (early.period.end, early.notice_by, early.opens) == (None, None, date(2023, 3, 1))
    assert "which may be given from 01 Mar 2023 on" in explanation(early)
    later = on("2026-11-22", ENDLESS, event("notice given", "2026-11-01", "PK"))
    assert later.state is State.NOTICE_GIVEN
    assert later.chain.ends_on == date(2027, 5, 1)
    assert on("2027-05-02", ENDLESS, event("notice given", "2026-11-01")).state is State.TERMINATED
    held_back = on("2026-11-22", ENDLESS, event("notice given", "2022-11-01"))
    assert held_back.notice.verdict is Verdict.EARLY
    assert "whether it counts cannot be determined" in explanation(held_back)


# States through a year


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2020-07-31", State.NOT_BEGUN),
        ("2020-08-01", State.IN_FORCE),
        ("2024-01-31", State.IN_FORCE),
        ("2024-02-01", State.NOTICE_WINDOW),
        ("2024-04-17", State.NOTICE_WINDOW),
        ("2024-04-18", State.DISPATCH_MISSED),
        ("2024-05-01", State.DISPATCH_MISSED),
        ("2024-05-02", State.ROLLS_ON),
        ("2024-08-01", State.ROLLS_ON),
        ("2024-08-02", State.IN_FORCE),
    ],
)
def test_what_renews_by_itself_goes_through_its_states(day, state):
    assert on(day, YEARLY, back=five_day_weeks).state is state


def test_a_missed_dispatch_says_since_when_and_what_is_left():
    found = on("2024-04-26", YEARLY, back=five_day_weeks)
    assert found.state is State.DISPATCH_MISSED
    assert (found.dispatch.by, found.dispatch.late, found.dispatch.left) == (
        date(2024, 4, 17),
        9,
        3,
    )
    assert "The letter should have left 9 days ago; 3 joint working days left." in explanation(
        found
    )


def test_a_day_of_dispatch_that_may_yet_change_says_so():
    instrument = Instrument(term=YEARLY, events=(), parties=("PK", "BY"), status=Status.IN_FORCE)
    asked = []

    def unsure(first, last):
        asked.append((first, last))
        return True

    found = course(instrument, date(2024, 4, 1), five_day_weeks, unsure)
    assert asked == [(date(2024, 4, 17), date(2024, 5, 1))]
    assert "by 17 Apr 2024, 10 joint working days before. Not every day off" in explanation(found)


def test_without_a_calendar_the_day_of_dispatch_stays_open():
    for back in (None, lambda day, days: None):
        found = on("2024-04-26", YEARLY, back=back)
        assert found.dispatch.by is None
        assert found.state is State.NOTICE_WINDOW
        assert "the calendar of working days is not filled" in explanation(found)
        assert "calendar days" not in explanation(found)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-05-01", State.IN_FORCE),
        ("2024-05-02", State.NOTICE_WINDOW),
        ("2024-07-31", State.NOTICE_WINDOW),
        ("2024-08-01", State.EXPIRES),
        ("2025-01-31", State.EXPIRES),
        ("2025-02-01", State.EXPIRED),
    ],
)
def test_what_is_renewed_by_agreement_expires_in_silence(day, state):
    assert on(day, FIVE).state is state


def test_express_renewal_has_its_own_words():
    said = explanation(on("2024-06-01", FIVE))
    assert "A proposal to extend is due by 31 Jul 2024" in said
    assert "otice" not in said
    assert "no extension is recorded" in explanation(on("2025-02-01", FIVE))


def test_an_agreed_extension_asks_for_nothing_more():
    found = on("2024-10-01", FIVE, event("extended", "2024-05-01", period="P5Y"))
    assert (found.state, found.notice_by) == (State.IN_FORCE, None)
    assert "It is already renewed through 31 Jan 2030." in explanation(found)


def test_what_it_was_decided_to_let_roll_on_asks_for_nothing_more():
    found = on("2024-04-26", YEARLY, event("let roll", "2024-04-10"), back=five_day_weeks)
    assert found.state is State.ROLLS_ON
    assert "It was decided to let it roll on after 01 Aug 2024." in explanation(found)
    assert on("2024-08-20", YEARLY, event("let roll", "2024-04-10")).state is State.IN_FORCE


def test_it_is_revived_with_the_gap_shown():
    found = on("2026-10-01", FIVE, event("revived", "2025-05-01", until="2030-05-01"))
    assert found.state is State.IN_FORCE
    assert "Not in force between 31 Jan 2025 and 01 May 2025" in explanation(found)


# Notices


@pytest.mark.parametrize(
    ("counts", "given", "received", "verdict"),
    [
        (NoticeEvent.GIVEN, "2024-05-01", "", Verdict.IN_TIME),
        (NoticeEvent.GIVEN, "2024-05-02", "", Verdict.LATE),
        (NoticeEvent.GIVEN, "2024-05", "", Verdict.UNCLEAR),
        (NoticeEvent.GIVEN, "2024-05-01", "2024-05-09", Verdict.IN_TIME),
        (NoticeEvent.GIVEN, "", "2024-04-30", Verdict.IN_TIME),
        (NoticeEvent.GIVEN, "", "2024-05-09", Verdict.UNCLEAR),
        (NoticeEvent.RECEIVED, "2024-04-20", "2024-05-01", Verdict.IN_TIME),
        (NoticeEvent.RECEIVED, "2024-04-20", "2024-05-02", Verdict.LATE),
        (NoticeEvent.RECEIVED, "2024-04-20", "", Verdict.UNCLEAR),
        (NoticeEvent.RECEIVED, "2024-05-02", "", Verdict.LATE),
        (NoticeEvent.UNKNOWN, "2024-04-20", "", Verdict.IN_TIME),
    ],
)
def test_a_notice_is_judged_by_the_day_that_counts(counts, given, received, verdict):
    held = term(
        starts="2020-08-01",
        initial="P36M",
        renewal=Renewal.TACIT,
        renewal_period="P12M",
        notice="P3M",
        notice_event=counts,
    )
    events = [
        event(kind, day, "PK")
        for kind, day in (("notice given", given), ("notice received", received))
        if day
    ]
    found = on("2024-06-01", held, *events)
    assert found.notice.verdict is verdict
    late = verdict is Verdict.LATE
    assert found.state is (State.ROLLS_ON if late else State.NOTICE_GIVEN)
    assert found.derived is (Status.IN_FORCE if late else Status.NOTICE_GIVEN)


def test_a_late_notice_is_kept_and_said_to_be_late():
    found = on("2024-08-20", YEARLY, event("notice given", "2024-05-19", "PK"))
    assert found.period.n == 3
    assert found.notice_by == date(2025, 5, 1)
    said = explanation(found)
    assert "Notice of 19 May 2024 is too late: the last day was 01 May 2024." in said


LATE = event("notice given", "2024-05-19", "PK")
SAID_LATE = "Notice of 19 May 2024 is too late: the last day was 01 May 2024."


ROLLS = (
    "It has no effect on the period through 01 Aug 2024: unless the other side accepts it, the "
    "instrument rolls on."
)
ROLLED = (
    "It did not end the period through 01 Aug 2024: no acceptance by the other side is recorded."
)


@pytest.mark.parametrize(
    ("day", "rest"), [("2024-06-01", ROLLS), ("2024-08-20", ROLLED), ("2025-09-01", ROLLED)]
)
def test_a_late_notice_does_nothing_unless_it_is_accepted(day, rest):
    said = explanation(on(day, YEARLY, LATE))
    assert said.partition(SAID_LATE)[2].strip() == rest


def test_of_a_late_notice_that_was_accepted_nothing_else_is_said():
    ended = event("terminated", "2024-06-30")
    said = explanation(on("2024-07-01", YEARLY, LATE, ended, status=Status.TERMINATED))
    assert said.endswith(SAID_LATE)


@pytest.mark.parametrize("day", ["2024-06-01", "2024-08-20", "2025-09-01"])
def test_a_late_notice_moves_no_day_of_its_period_or_of_the_next(day):
    noticed, without = on(day, YEARLY, LATE), on(day, YEARLY)
    for name in ("state", "period", "notice_by", "opens", "dispatch", "following"):
        assert getattr(noticed, name) == getattr(without, name)
    assert noticed.derived is Status.IN_FORCE


def test_of_a_text_that_is_not_known_to_renew_no_rolling_on_is_said():
    held = term(starts="2020-08-01", initial="P4Y", renewal=Renewal.UNKNOWN, notice="P3M")
    said = explanation(on("2024-06-01", held, LATE))
    assert (
        said.partition(SAID_LATE)[2]
        .strip()
        .startswith(
            "It has no effect on the period through 01 Aug 2024, unless the other side accepts it."
        )
    )
    assert "rolls on" not in said


def test_a_notice_after_a_late_one_is_judged_by_its_own_period():
    again = event("notice given", "2025-04-30", "PK")
    said = explanation(on("2025-05-02", YEARLY, LATE, again))
    assert "Notice of 30 Apr 2025 is in time: it ends on 01 Aug 2025." in said
    assert "19 May 2024" not in said


def test_a_notice_in_time_ends_it_with_the_period():
    given = event("notice given", "2024-04-19", "PK")
    assert "Notice of 19 Apr 2024 is in time: it ends on 01 Aug 2024." in explanation(
        on("2024-05-20", YEARLY, given)
    )
    assert on("2024-08-01", YEARLY, given).state is State.NOTICE_GIVEN
    assert on("2024-08-02", YEARLY, given).state is State.TERMINATED


def test_after_a_notice_that_may_have_been_late_nothing_is_computed():
    found = on("2024-08-20", YEARLY, event("notice given", "2024-05", "PK"))
    assert (found.state, found.notice_by) == (State.UNKNOWN, None)
    assert "Whether the notice of May 2024 came in time cannot be determined" in explanation(found)


def test_an_event_still_ahead_has_not_happened():
    assert on("2024-04-01", YEARLY, event("notice given", "2024-04-19")).notice is None


# What is not known


def test_unknown_clauses_are_never_guessed():
    for status in (Status.SIGNED, Status.IN_FORCE):
        found = on("2026-01-01", None, status=status)
        assert (found.notice_by, found.initial_end, found.period) == (None, None, None)
        assert set(found.missing) == {Clause.START, Clause.TERM, Clause.RENEWAL, Clause.NOTICE}
        assert OBTAIN in explanation(found)
    assert on("2026-01-01", None, status=Status.IN_FORCE).state is State.UNKNOWN
    assert on("2026-01-01", None, status=Status.SIGNED).state is State.ENTRY_OPEN
    assert on("2026-01-01", None, status=Status.AGREED_TEXT).state is State.NOT_BEGUN


def test_what_is_signed_and_not_known_to_be_in_force_names_the_event_that_would_tell():
    clauses = {"initial": "P5Y", "renewal": "tacit", "renewal_period": "P1Y", "notice": "P6M"}
    found = on("2026-01-01", term(start_rule="signature", **clauses), status=Status.SIGNED)
    assert found.state is State.ENTRY_OPEN
    assert STATE_WORDS[found.state] == "Entry into force not established"
    assert explanation(found).startswith(
        "Its entry into force is not established. To be recorded: “Signed” of each side, with its "
        "day."
    )


def test_a_month_is_no_first_day():
    found = on("2026-01-01", term(starts="2020-08", initial="P3Y", renewal=Renewal.NONE))
    assert (found.state, found.missing) == (State.UNKNOWN, (Clause.START,))
    likely = on("2022-01-01", term(starts="2020-08-01?", initial="P3Y", renewal=Renewal.NONE))
    assert likely.initial_end == date(2023, 8, 1)


def test_after_the_first_term_an_unknown_renewal_decides_nothing():
    held = term(starts="2018-09-27", initial="P36M", notice="P3M")
    assert on("2021-09-27", held).state is State.IN_FORCE
    after = on("2021-09-28", held)
    assert (after.state, after.notice_by) == (State.UNKNOWN, None)
    assert OBTAIN in explanation(after)


def test_a_day_outside_the_calendar_computes_nothing():
    held = term(starts="9000-01-01", initial="P499Y", renewal=Renewal.TACIT, renewal_period="P499Y")
    assert on("9999-12-31", held).state is State.UNKNOWN


# The status


@pytest.mark.parametrize(
    ("held", "events", "status", "derived"),
    [
        (None, [], Status.SIGNED, None),
        (YEARLY, [], Status.DRAFT, None),
        (YEARLY, [], Status.IN_FORCE, None),
        (YEARLY, [], Status.SIGNED, Status.IN_FORCE),
        (FIVE, [], Status.IN_FORCE, Status.EXPIRED),
        (None, [("draft sent", "2024-01-01", "PK")], Status.DRAFT, Status.UNDER_NEGOTIATION),
        (None, [("text agreed", "2024-01-01", "")], Status.DRAFT, Status.AGREED_TEXT),
        (None, [("signed", "2024-01-01", "PK")], Status.SIGNED, Status.AGREED_TEXT),
        (None, [("signed", "2024-01-01", "")], Status.SIGNED, Status.SIGNED),
        (None, [("exchanged", "2024-01-01", "")], Status.SIGNED, None),
        (None, [("provisionally applied", "2024-01-01", "")], Status.SIGNED, None),
        (None, [("in force", "2024-01-01", "")], Status.SIGNED, Status.IN_FORCE),
        (None, [("terminated", "2024-01-01", "")], Status.IN_FORCE, Status.TERMINATED),
    ],
)
def test_the_status_follows_from_events_where_there_are_any(held, events, status, derived):
    found = on("2026-01-01", held, *(event(*each) for each in events), status=status)
    assert found.derived is derived
    assert found.disagrees is (derived is not None and derived is not status)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.SUPERSEDED, State.SUPERSEDED),
        (Status.TERMINATED, State.TERMINATED),
        (Status.EXPIRED, State.EXPIRED),
    ],
)
def test_what_the_officer_ended_asks_for_nothing(status, state):
    found = on("2024-04-26", YEARLY, status=status)
    assert found.state is state
    assert bands(found) == ()
    assert next_day(found) is None


# Which events fit


@pytest.mark.parametrize(
    ("held", "wrong", "field"),
    [
        (FIVE, ("revived", "2024-05-01", {"until": "2030-01-01"}), "event"),
        (FIVE, ("extended", "2024-05-01", {"until": "2025-01-31"}), "until"),
        (FIVE, ("extended", "2024-05-01", {"until": "2026"}), "until"),
        (FIVE, ("extended", "2024-05-01", {}), "period"),
        (FIVE, ("extended", "2024-05-01", {"until": "2026-01-01", "period": "P1Y"}), "period"),
        (FIVE, ("signed", "2024-05-01", {"until": "2026-01-01"}), "until"),
        (FIVE, ("let roll", "2024-05-01", {}), "event"),
    ],
)
def test_an_event_that_the_term_leaves_no_room_for_is_refused(held, wrong, field):
    kind, day, more = wrong
    with pytest.raises(InvalidValueError) as refusal:
        check_event(event(kind, day, **more), held, on("2024-06-01", held))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("kind", "day", "field"),
    [("extended", "2025-06-01", "event"), ("revived", "2025-01-31", "happened_on"),
     ("revived", "2025-06", "happened_on")],
)  # fmt: skip
def test_what_has_ended_is_revived_and_not_extended(kind, day, field):
    with pytest.raises(InvalidValueError) as refusal:
        check_event(event(kind, day, period="P1Y"), FIVE, on("2026-06-01", FIVE))
    assert refusal.value.field == field


# The radar


def test_the_radar_shows_two_years_with_what_comes_if_it_rolls_on():
    found = on("2024-03-01", YEARLY)
    drawn = [(band.kind, band.n, band.last, band.sure) for band in bands(found)]
    assert drawn == [
        (BandKind.PERIOD, 2, date(2024, 8, 1), True),
        (BandKind.WINDOW, 2, date(2024, 5, 1), True),
        (BandKind.PERIOD, 3, date(2025, 8, 1), False),
        (BandKind.WINDOW, 3, date(2025, 5, 1), False),
        (BandKind.PERIOD, 4, date(2026, 8, 1), False),
        (BandKind.WINDOW, 4, date(2026, 5, 1), False),
    ]
    assert horizon(found.today) == date(2026, 3, 1)


def test_after_a_notice_nothing_follows_on_the_radar():
    found = on("2024-04-20", YEARLY, event("notice given", "2024-04-19", "PK"))
    assert [band.kind for band in bands(found)] == [BandKind.PERIOD]


def test_the_next_day_is_that_of_dispatch_then_of_notice_then_the_end():
    days = ("2024-04-01", "2024-04-18", "2024-05-02")
    assert [next_day(on(day, YEARLY, back=five_day_weeks)) for day in days] == [
        date(2024, 4, 17),
        date(2024, 5, 1),
        date(2024, 8, 1),
    ]


# Properties

LENGTHS = st.one_of(
    st.integers(1, 60).map(lambda n: f"P{n}M"), st.integers(10, 700).map(lambda n: f"P{n}D")
)


@st.composite
def terms(draw):
    renewal = draw(st.sampled_from(Renewal))
    clauses = {
        "starts": draw(st.dates(date(1990, 1, 1), date(2040, 1, 1))).isoformat(),
        "initial": draw(LENGTHS),
        "renewal": renewal,
        "notice": draw(st.one_of(st.just(""), LENGTHS)),
        "minimum": draw(st.one_of(st.just(""), LENGTHS)),
        "notice_event": draw(st.sampled_from(NoticeEvent)),
        "end_convention": draw(st.sampled_from(EndConvention)),
        "buffer": draw(st.one_of(st.none(), st.integers(0, 30))),
    }
    if renewal is not Renewal.NONE:
        clauses["renewal_period"] = draw(st.one_of(st.just(""), LENGTHS))
    return term(**clauses)


@given(terms(), st.dates(date(1995, 1, 1), date(2045, 1, 1)), st.sampled_from(Status))
def test_whatever_the_clauses_it_stands_somewhere_and_says_why(held, today, status):
    found = on(today.isoformat(), held, status=status, back=five_day_weeks)
    said = explanation(found, NAMES)
    if found.notice_by is not None:
        assert found.notice_by < found.period.end
        assert found.opens is None or found.opens <= found.notice_by
    if found.dispatch is not None and found.dispatch.by is not None:
        assert found.dispatch.by <= found.notice_by
    if found.missing and not found.over:
        assert OBTAIN in said
    if found.state is State.DISPATCH_MISSED:
        assert found.dispatch.by < today <= found.notice_by
    for band in bands(found):
        assert band.first is None or band.last is None or band.first <= band.last
    assert "None" not in said


@given(terms(), st.dates(date(1995, 1, 1), date(2045, 1, 1)))
def test_from_one_day_to_the_next_an_instrument_never_comes_back_by_itself(held, today):
    ended = {State.EXPIRED, State.UNKNOWN}
    now = on(today.isoformat(), held).state
    then = on((today + timedelta(days=1)).isoformat(), held).state
    assert now not in ended or then is now
