"""What comes of a commitment and a rule, and where each reminder stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import Instrument
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.instrument_events import EventKind, InstrumentEvent
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.occurrences import (
    Awaited,
    Silence,
    Watched,
)
from app.domain.reminder_rules import CALENDAR, JOINT, NONE, Point, ReminderRule, RuleBook
from app.domain.reminders import of_commitment, of_letter, of_silence, turn_of
from app.domain.renewals import course
from app.domain.terms import Renewal, Term
from app.domain.timing import Bounds, Sense

ONE = CommitmentId("0" * 32)
TODAY = date(2026, 11, 22)


class NoCalendar:
    def before(self, relation, counting, day, days):
        return None


def watched(edtf="2026-12-31", *, earliest="", latest="", sense=Sense.POINT, **more):
    first, last = earliest or edtf, latest or edtf
    details = {"kind": Kind.ACTION, "status": Status.OPEN, "strength": 4} | more
    return Watched(
        id=ONE,
        rid=1,
        ref="R/1",
        title="A promise",
        relation="PK-BY",
        sense=sense,
        edtf=edtf,
        bounds=Bounds(
            earliest=date.fromisoformat(first) if first != "none" else None,
            latest=date.fromisoformat(last) if last != "none" else None,
        ),
        **details,
    )


def comes(held, *rules, found=None):
    return list(of_commitment(held, RuleBook(rules), NoCalendar(), found))


def said(held, *rules, found=None):
    return sorted(
        (each.on.isoformat(), each.point.value) for each in comes(held, *rules, found=found)
    )


def own(point, leads, counting=CALENDAR):
    return ReminderRule(id="r", commitment=ONE, point=point, leads=leads, counting=counting)


# --- which points a commitment has ---------------------------------------------------------------


def test_an_undertaking_is_reminded_of_30_7_and_1_days_before_its_last_day():
    assert said(watched()) == [
        ("2026-12-01", "deadline"),
        ("2026-12-24", "deadline"),
        ("2026-12-30", "deadline"),
    ]


def test_a_range_of_days_is_counted_back_from_its_last():
    held = watched("2026", earliest="2026-01-01", latest="2026-12-31")
    assert [each.target for each in comes(held)] == [date(2026, 12, 31)] * 3


def test_a_session_whose_day_is_not_known_is_to_be_agreed_counted_from_the_last_possible_day():
    held = watched("2026", earliest="2026-01-01", latest="2026-12-31", kind=Kind.SESSION)
    found = comes(held)
    assert {each.point for each in found} == {Point.AGREE_DAY}
    assert [each.lead for each in found] == ["P90D", "P30D", "P10D"]
    assert all(each.roughly and each.target == date(2026, 12, 31) for each in found)


def test_a_session_whose_day_is_known_is_prepared_for():
    assert {each.point for each in comes(watched(kind=Kind.SESSION))} == {Point.DAY}


def test_a_visit_of_several_days_is_prepared_for_from_its_first():
    held = watched(
        "2026-12-01/2026-12-03",
        earliest="2026-12-01",
        latest="2026-12-03",
        sense=Sense.SPAN,
        kind=Kind.VISIT,
    )
    assert {(each.point, each.target) for each in comes(held)} == {(Point.DAY, date(2026, 12, 1))}


def test_a_visit_within_a_stretch_of_months_has_no_day_yet():
    held = watched(
        "2026-11/2026-12",
        earliest="2026-11-01",
        latest="2026-12-31",
        sense=Sense.SPAN,
        kind=Kind.VISIT,
    )
    assert {each.point for each in comes(held)} == {Point.AGREE_DAY}


@pytest.mark.parametrize(
    "held",
    [
        watched(status=Status.DRAFT),
        watched(status=Status.FULFILLED),
        watched(status=Status.LAPSED),
        watched(event=True),
        watched(sense=Sense.CONTINUING),
        watched(latest="none"),
        watched(strength=1),
        watched(kind=Kind.AGREEMENT, status=Status.SIGNED),
    ],
    ids=["draft", "done", "dropped", "event", "continuing", "open-ended", "noted", "signed"],
)
def test_what_is_not_owed_or_has_no_last_day_is_reminded_of_by_nothing(held):
    assert comes(held) == []


def test_what_is_only_noted_is_reminded_of_where_the_officer_said_so():
    assert said(watched(strength=1), own(Point.DEADLINE, "P3D")) == [("2026-12-28", "deadline")]


def test_a_rule_of_its_own_replaces_that_of_its_family_and_says_so():
    found = comes(watched(), own(Point.DEADLINE, "P3M P0D"))
    assert [(each.on.isoformat(), each.own) for each in found] == [
        ("2026-09-30", True),
        ("2026-12-31", True),
    ]
    assert comes(watched(), own(Point.DEADLINE, NONE)) == []


def test_the_first_day_is_reminded_of_where_it_is_known_and_wanted():
    rule = own(Point.START, "P1D")
    assert ("2026-12-30", "start") in said(watched(), rule)
    vague = watched("2026-12", earliest="2026-12-01", latest="2026-12-31")
    assert "start" not in {point for _, point in said(vague, rule)}


def test_a_review_date_comes_on_its_day():
    held = watched(review=date(2026, 12, 5), sense=Sense.CONTINUING)
    assert said(held) == [("2026-12-05", "review")]


# --- the points of a term ------------------------------------------------------------------------


def agreement(today, *events, **clauses):
    details = {"initial": "P36M", "notice": "P3M", "renewal": Renewal.TACIT,
               "renewal_period": "P12M"} | clauses  # fmt: skip
    term = Term(id="t", commitment=ONE, starts="2018-09-27", **details).validated()
    instrument = Instrument(term=term, events=events, parties=("PK", "BY"), status=Status.IN_FORCE)
    held = watched(kind=Kind.AGREEMENT, status=Status.IN_FORCE)
    return held, course(instrument, date.fromisoformat(today), lambda day, days: None)


def let_roll(day):
    return InstrumentEvent(id=day, commitment=ONE, kind=EventKind.LET_ROLL, happened_on=day)


def test_the_third_vector_alerts_21_days_before_the_last_day_for_notice():
    held, found = agreement("2021-01-01")
    assert ("2021-06-06", "notice") in said(held, own(Point.NOTICE, "P21D"), found=found)


def test_notice_is_reminded_of_12_6_3_and_1_months_before():
    held, found = agreement("2021-01-01")
    assert [day for day, point in said(held, found=found) if point == "notice"] == [
        "2020-06-27",
        "2020-12-27",
        "2021-03-27",
        "2021-05-27",
    ]


def test_where_silence_means_expiry_it_is_the_proposal_to_extend():
    held, found = agreement("2021-01-01", renewal=Renewal.EXPRESS)
    assert {point for _, point in said(held, found=found)} == {"proposal to extend", "period end"}


def test_the_last_day_for_notice_that_passed_still_asks_for_a_year():
    held, found = agreement("2022-01-01")
    targets = {each.target for each in comes(held, found=found) if each.point is Point.NOTICE}
    assert targets == {date(2021, 6, 27), date(2022, 6, 27)}
    held, found = agreement("2022-09-29")
    targets = {each.target for each in comes(held, found=found) if each.point is Point.NOTICE}
    assert targets == {date(2022, 6, 27), date(2023, 6, 27)}


def test_of_short_periods_every_one_of_the_last_year_still_asks():
    held, found = agreement("2022-03-01", renewal_period="P1M", notice="P10D")
    ends = {each.target for each in comes(held, found=found) if each.point is Point.PERIOD_END}
    assert {date(2021, 9, 27), date(2021, 10, 27), date(2022, 2, 27), date(2022, 3, 27)} <= ends


def test_what_was_resolved_to_roll_on_is_not_reminded_of_then_or_afterwards():
    for today in ("2021-06-01", "2022-01-01"):
        held, found = agreement(today, let_roll("2021-05-01"))
        targets = {each.target for each in comes(held, found=found) if each.point is Point.NOTICE}
        assert date(2021, 6, 27) not in targets


# --- identity ------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(["P30D", "P7D", "P1D", "P1M", "P0D"]), unique=True, min_size=1))
def test_no_two_reminders_of_one_commitment_are_the_same(leads):
    held = watched(review=date(2026, 12, 31))
    rules = [own(Point.DEADLINE, " ".join(leads)), own(Point.REVIEW, " ".join(leads))]
    found = comes(held, *rules)
    assert len({each.id for each in found}) == len(found) == 2 * len(leads)


def test_the_way_of_counting_moves_a_reminder_and_makes_no_other():
    found = [comes(watched(), own(Point.DEADLINE, "P10D", how)) for how in (CALENDAR, JOINT, "PK")]
    assert len({each.id for (each,) in found}) == 1
    assert len({each.on for (each,) in found}) == 2


def test_a_moved_date_makes_another_reminder():
    (one,) = comes(watched(), own(Point.DEADLINE, "P1D"))
    (other,) = comes(watched("2027-01-31"), own(Point.DEADLINE, "P1D"))
    assert one.id != other.id


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 60))
def test_within_some_days_comes_exactly_what_comes_then(first, length):
    within = first, first + timedelta(days=length)
    held = watched(review=date(2026, 12, 5))
    everything = comes(held)
    some = list(of_commitment(held, RuleBook(), NoCalendar(), None, within))
    assert some == [each for each in everything if within[0] <= each.on <= within[1]]


# --- silence and letters -------------------------------------------------------------------------


def silence(**more):
    details = {
        "relation": "PK-BY",
        "organisation": OrganisationId("o"),
        "words": "NDMA",
        "count": 2,
    }
    return Silence(**(details | more))


def weekly(leads="P1W"):
    return ReminderRule(id="r", point=Point.NO_NEWS, leads=leads)


@given(st.dates(date(1, 2, 1), date(9999, 11, 1)), st.integers(1, 8))
def test_a_turn_begins_on_a_monday_and_lasts_its_weeks(day, weeks):
    turn = turn_of(day, weeks)
    assert turn.isoweekday() == 1
    assert turn <= day < turn + timedelta(weeks=weeks)
    assert turn_of(turn, weeks) == turn


def test_silence_is_asked_about_once_in_its_turn():
    monday, sunday, next_week = (
        next(of_silence(silence(), weekly(), day))
        for day in (date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 23))
    )
    assert monday.id == sunday.id != next_week.id
    assert (sunday.on, sunday.count) == (date(2026, 11, 16), 2)


def test_silence_that_began_within_the_week_comes_on_its_day():
    found = next(of_silence(silence(quiet_from=date(2026, 11, 18)), weekly(), TODAY))
    assert (found.on, found.target) == (date(2026, 11, 18), date(2026, 11, 16))


def test_silence_about_marked_promises_alone_is_marked():
    assert not next(of_silence(silence(marked=1), weekly(), TODAY)).marked
    assert next(of_silence(silence(marked=2), weekly(), TODAY)).marked


def test_silence_can_be_left_alone():
    assert list(of_silence(silence(), weekly(NONE), TODAY)) == []


def test_a_letter_is_asked_about_the_day_after_its_deadline():
    letter = Awaited(
        letter="l", relation="PK-BY", organisation=OrganisationId("o"), words="NDMA",
        number="CW-1/2026", deadline=date(2026, 11, 30), count=3,
    )  # fmt: skip
    rule = ReminderRule(id="r", point=Point.ANSWER, leads="-P1D")
    (found,) = of_letter(letter, rule, NoCalendar())
    assert (found.on, found.target, found.subject) == (
        date(2026, 12, 1),
        date(2026, 11, 30),
        "l",
    )
