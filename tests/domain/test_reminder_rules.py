"""Rules of reminding: what holds by default, what is refused, and which day a lead comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.reminder_reach import ALWAYS, moved, targets
from app.domain.reminder_rules import (
    CALENDAR,
    DEFAULTS,
    FAMILY_POINTS,
    JOINT,
    NONE,
    Point,
    ReminderRule,
    RuleBook,
    checked,
    comes_on,
    rule_id,
)
from app.domain.workdays import Calendar, CalendarYear, Holiday, Joint, UnknownYearError

ONE = CommitmentId("0" * 32)


def rule(leads, point=Point.DEADLINE, counting=CALENDAR, **details):
    family = "" if details.get("commitment") else details.pop("family", Family.UNDERTAKING.value)
    return ReminderRule(
        id="x", family=family, point=point, leads=leads, counting=counting, **details
    )


class Worked:
    """Counts by one pair of calendars, whatever the pair is called."""

    def __init__(self, days):
        self.days = days

    def before(self, relation, counting, day, days):
        try:
            return self.days.before(day, days) if days >= 0 else self.days.after(day, -days)
        except UnknownYearError:
            return None


def calendar(country, years, weekend="67", off=()):
    return Calendar(
        country,
        [CalendarYear(id=f"{country}{y}", country=country, year=y, weekend=weekend) for y in years],
        [Holiday(id=each, country=country, day=each, name="") for each in off],
    )


# --- which rule holds ----------------------------------------------------------------------------


def test_every_point_has_one_default_for_each_family_it_is_of():
    assert len({(each.family, each.point) for each in DEFAULTS}) == len(DEFAULTS)
    assert {each.point for each in DEFAULTS} == set(Point)
    assert [checked(each) for each in DEFAULTS] == list(DEFAULTS)


@pytest.mark.parametrize(
    ("family", "point", "leads", "counting"),
    [
        (Family.MEETING, Point.DAY, "P90D P30D P10D", JOINT),
        (Family.MEETING, Point.AGREE_DAY, "P90D P30D P10D", JOINT),
        (Family.UNDERTAKING, Point.DEADLINE, "P30D P7D P1D", CALENDAR),
        (Family.INSTRUMENT, Point.NOTICE, "P12M P6M P3M P1M", CALENDAR),
        (Family.INSTRUMENT, Point.PROPOSAL, "P12M P6M P3M P1M", CALENDAR),
        (Family.INSTRUMENT, Point.DISPATCH, "P0D", CALENDAR),
        (None, Point.NO_NEWS, "P1W", CALENDAR),
    ],
)
def test_defaults_are_those_of_the_design(family, point, leads, counting):
    found = RuleBook().of(point, family)
    assert (found.leads, found.counting) == (leads, counting)


def test_the_rule_of_a_commitment_stands_above_that_of_its_family_and_that_above_the_default():
    family, own = rule("P5D"), rule("P2D", commitment=ONE)
    book = RuleBook([family, own])
    assert book.of(Point.DEADLINE, Family.UNDERTAKING, ONE) is own
    assert book.of(Point.DEADLINE, Family.UNDERTAKING, CommitmentId("1" * 32)) is family
    assert book.of(Point.DEADLINE, Family.INSTRUMENT).leads == "P30D P7D P1D"
    assert book.overridden == {ONE}
    assert [each.point for each in book.rules] == [each.point for each in DEFAULTS]


def test_a_rule_has_one_identity_in_every_copy():
    assert rule_id(Point.DAY, family="meeting") == rule_id(Point.DAY, family="meeting")
    assert rule_id(Point.DAY, commitment=ONE) != rule_id(Point.REVIEW, commitment=ONE)


def test_points_of_a_family_are_those_a_rule_can_be_made_for():
    assert Point.DAY not in FAMILY_POINTS[Family.INSTRUMENT]
    assert set(FAMILY_POINTS[Family.UNDERTAKING]) == {
        Point.DEADLINE, Point.START, Point.REVIEW, Point.NO_NEWS, Point.ANSWER,
    }  # fmt: skip


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_rule", "field"),
    [
        (rule("soon"), "leads"),
        (rule("P20Y"), "leads"),
        (rule("-P11Y"), "leads"),
        (rule("P3M", counting=JOINT), "leads"),
        (rule("P10D", counting="pk"), "counting"),
        (rule("P10D", counting="P1"), "counting"),
        (rule("P1D", point=Point.DAY), "family"),
        (rule("P2D", point=Point.ANSWER, commitment=ONE), "point"),
        (rule("P10D", point=Point.NO_NEWS, family=""), "leads"),
        (rule("P1W P2W", point=Point.NO_NEWS, family=""), "leads"),
        (rule("-P1W", point=Point.NO_NEWS, family=""), "leads"),
        (rule(" ".join(f"P{n}D" for n in range(1, 14))), "leads"),
    ],
)
def test_a_rule_that_means_nothing_is_refused(given_rule, field):
    with pytest.raises(InvalidValueError) as refused:
        checked(given_rule)
    assert refused.value.field == field


def test_leads_are_put_in_order_and_each_counts_once():
    assert checked(rule("P1D P1W P3M P7D +P2D -P1D")).leads == "P3M P1W P2D P1D -P1D"


@pytest.mark.parametrize("leads", ["", "  ", NONE])
def test_no_leads_at_all_are_a_rule_too(leads):
    assert checked(rule(leads)).leads == NONE
    assert checked(rule(leads)).each_lead == ()


# --- the day a lead comes to ---------------------------------------------------------------------


def test_ten_working_days_before_29_may_2026_are_12_may_in_pakistan_and_15_may_in_belarus():
    pakistan = calendar("PK", [2026], off=["2026-05-27", "2026-05-28", "2026-05-26"])
    found = comes_on(date(2026, 5, 29), "P10D", "PK", "PK-BY", Worked(pakistan))
    assert (found.day, found.roughly) == (date(2026, 5, 12), False)
    belarus = comes_on(date(2026, 5, 29), "P10D", "BY", "PK-BY", Worked(calendar("BY", [2026])))
    assert belarus.day == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("target", "lead", "day"),
    [
        ("2026-03-31", "P1M", "2026-02-28"),
        ("2028-02-29", "P12M", "2027-02-28"),
        ("2026-03-10", "P1W", "2026-03-03"),
        ("2026-03-10", "-P1D", "2026-03-11"),
        ("2026-03-10", "P0D", "2026-03-10"),
        ("0001-01-05", "P30D", "0001-01-01"),
        ("9999-12-30", "-P30D", "9999-12-31"),
    ],
)
def test_calendar_leads_are_counted_from_the_day(target, lead, day):
    found = comes_on(
        date.fromisoformat(target), lead, CALENDAR, "PK-BY", Worked(calendar("PK", ()))
    )
    assert (found.day.isoformat(), found.roughly) == (day, False)


@pytest.mark.parametrize(
    ("lead", "day"), [("P10D", "2026-05-15"), ("P1D", "2026-05-27"), ("-P10D", "2026-06-12")]
)
def test_where_no_calendar_is_filled_in_five_days_count_as_a_week_and_it_says_so(lead, day):
    found = comes_on(date(2026, 5, 29), lead, JOINT, "PK-BY", Worked(calendar("PK", ())))
    assert (found.day.isoformat(), found.roughly) == (day, True)


# --- which days a rule can look ahead to ---------------------------------------------------------

YEARS = [2025, 2026, 2028]
DAYS = st.dates(date(2024, 6, 1), date(2029, 6, 1))
WEEKENDS = st.sets(st.sampled_from("1234567"), max_size=4).map(lambda each: "".join(sorted(each)))
CALENDAR_LEADS = st.one_of(
    st.integers(-400, 400).map(lambda n: f"{'-' * (n < 0)}P{abs(n)}D"),
    st.integers(-14, 14).map(lambda n: f"{'-' * (n < 0)}P{abs(n)}M"),
    st.integers(-14, 14).map(lambda n: f"{'-' * (n < 0)}P{abs(n)}M9D"),
)
WORKED_LEADS = st.integers(-120, 120).map(lambda n: f"{'-' * (n < 0)}P{abs(n)}D")


@st.composite
def joint_days(draw):
    first, second = (
        calendar(
            code,
            draw(st.lists(st.sampled_from(YEARS), unique=True)),
            draw(WEEKENDS),
            [each.isoformat() for each in draw(st.lists(DAYS, max_size=20))],
        )
        for code in ("AA", "BB")
    )
    return Joint(first, second)


@given(
    target=DAYS,
    before=st.integers(0, 40),
    after=st.integers(0, 40),
    rule_of=st.one_of(
        st.tuples(CALENDAR_LEADS, st.just(CALENDAR)), st.tuples(WORKED_LEADS, st.just(JOINT))
    ),
    days=joint_days(),
)
def test_whatever_comes_within_some_days_is_of_a_day_that_is_looked_up(
    target, before, after, rule_of, days
):
    lead, counting = rule_of
    worked = Worked(days)
    on = comes_on(target, lead, counting, "AA-BB", worked).day
    within = on - timedelta(days=before), on + timedelta(days=after)
    low, high = targets([rule(lead, counting=counting)], within, ["AA-BB"], worked)
    assert low <= target <= high


def test_a_month_is_looked_up_closely():
    within = date(2026, 11, 22), date(2026, 12, 22)
    low, high = targets([rule("P30D P7D P1D")], within, ["AA-BB"], Worked(calendar("AA", ())))
    assert (low, high) == (date(2026, 11, 23), date(2027, 1, 21))


def test_rules_without_leads_look_up_nothing():
    assert targets([rule(NONE), None], ALWAYS, ["AA-BB"], Worked(calendar("AA", ()))) is None


def test_a_scan_without_limits_has_none():
    assert targets([rule("P30D -P9D")], ALWAYS, [], Worked(calendar("AA", ()))) == ALWAYS
    for counting in (CALENDAR, JOINT):
        chosen = [replace(rule("P9D"), counting=counting)]
        assert targets(chosen, ALWAYS, ["AA-BB"], Worked(calendar("AA", YEARS))) == ALWAYS


def test_days_outside_all_years_are_the_first_or_the_last():
    assert moved(date(9999, 12, 1), 40) == date.max
    assert moved(date(1, 1, 9), -40) == date.min
    assert moved(date.max, -40) == date.max


@pytest.mark.parametrize("leads", ["P2W", "-P2W", "P10D P1M"])
def test_weeks_and_months_are_no_working_days(leads):
    rule = ReminderRule(id="", family="meeting", point=Point.DAY, leads=leads, counting=JOINT)
    with pytest.raises(InvalidValueError, match="working days"):
        checked(rule)
