"""Working days counted by sums agree with an obvious loop over days, and never guess a year."""

from __future__ import annotations

import time
from datetime import MAXYEAR, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.domain.workdays import (
    Calendar,
    CalendarYear,
    Certainty,
    DayKind,
    Holiday,
    Joint,
    UnknownYearError,
    weekend,
)

ONE = timedelta(days=1)


def year(number, country="PK", **more):
    return CalendarYear(id=f"{country}{number}", country=country, year=number, **more)


def holiday(day, country="PK", **more):
    return Holiday(id=f"{country}{day}", country=country, day=day, name="a feast", **more)


def calendar(*days, years=(2026,), country="PK", **more):
    return Calendar(country, [year(each, country, **more) for each in years], days)


PAKISTAN = calendar(*(holiday(f"2026-05-{day}") for day in (26, 27, 28)))
BELARUS = calendar(
    holiday("2026-04-20", "BY"),
    holiday("2026-04-25", "BY", off=False),
    holiday("2026-05-01", "BY"),
    country="BY",
)


# --- the vector of the design ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        (PAKISTAN, date(2026, 5, 12)),
        (BELARUS, date(2026, 5, 15)),
        (Joint(PAKISTAN, BELARUS), date(2026, 5, 12)),
    ],
)
def test_ten_working_days_before_29_may_2026(counted, expected):
    assert counted.before(date(2026, 5, 29), 10) == expected


# --- against a loop over days ------------------------------------------------------------------


@st.composite
def calendars(draw, country="PK"):
    years = draw(st.sets(st.integers(2023, 2028), min_size=1))
    week = draw(st.sets(st.sampled_from("1234567"), max_size=3))
    days = draw(st.sets(st.dates(date(2023, 1, 1), date(2028, 12, 31)), max_size=60))
    return Calendar(
        country,
        [year(each, country, weekend=weekend("".join(week))) for each in years],
        [holiday(each.isoformat(), country, off=draw(st.booleans())) for each in days],
    )


def slow_works(counted, day):
    """Whether it is worked, looked up day by day; None where that is not known."""
    if isinstance(counted, Joint):
        both = [slow_works(each, day) for each in counted.calendars]
        return None if None in both else all(both)
    kind = counted.kind(day)
    return None if kind is DayKind.UNKNOWN else kind.works


def slow_walk(counted, day, days, step):
    while days:
        day += step
        worked = slow_works(counted, day)
        if worked is None:
            return None
        days -= worked
    return day


def slow_between(counted, first, last):
    known = [slow_works(counted, first + ONE * n) for n in range((last - first).days + 1)]
    return None if None in known else sum(known)


def or_none(act, *given):
    try:
        return act(*given)
    except UnknownYearError:
        return None


COUNTED = st.one_of(calendars(), st.builds(Joint, calendars(), calendars("BY")))
DAYS = st.dates(date(2022, 12, 20), date(2029, 1, 10))


@given(COUNTED, DAYS, st.integers(0, 600))
def test_going_back_is_walking_back(counted, day, days):
    assert or_none(counted.before, day, days) == slow_walk(counted, day, days, -ONE)


@given(COUNTED, DAYS, st.integers(0, 600))
def test_going_on_is_walking_on(counted, day, days):
    assert or_none(counted.after, day, days) == slow_walk(counted, day, days, ONE)


@given(COUNTED, DAYS, DAYS)
def test_a_stretch_is_counted_as_by_hand(counted, one, other):
    first, last = sorted((one, other))
    assert or_none(counted.between, first, last) == slow_between(counted, first, last)


@given(COUNTED, DAYS)
def test_a_day_is_worked_or_not_as_its_kind_says(counted, day):
    assert or_none(counted.works, day) == slow_works(counted, day)


@given(COUNTED, DAYS, st.integers(1, 600))
def test_what_is_gone_back_is_what_lies_between(counted, day, days):
    start = or_none(counted.before, day, days)
    if start is not None:
        assert counted.between(start, day - ONE) == days


@given(COUNTED, DAYS, st.integers(1, 300))
def test_going_back_and_on_comes_home_to_a_working_day(counted, day, days):
    start = or_none(counted.before, day, days)
    if start is not None and or_none(counted.works, day):
        assert counted.after(start, days) == day


@given(calendars(), calendars("BY"), DAYS, st.integers(0, 300))
def test_two_countries_are_never_faster_than_one(one, other, day, days):
    both = or_none(Joint(one, other).before, day, days)
    if both is not None:
        assert both <= min(one.before(day, days), other.before(day, days))


# --- week starts, year ends, years not filled in -----------------------------------------------


@pytest.mark.parametrize("number", range(2020, 2031))
def test_every_year_starts_on_its_own_weekday(number):
    plain = calendar(years=(number,))
    first = date(number, 1, 1)
    for day in (first + ONE * n for n in range(10)):
        assert plain.works(day) == (day.weekday() < 5)


@pytest.mark.parametrize(("number", "days"), [(2024, 262), (2026, 261), (2000, 260)])
def test_a_year_has_its_working_days_29_february_among_them(number, days):
    plain = calendar(years=(number,))
    assert plain.between(date(number, 1, 1), date(number, 12, 31)) == days


def test_counting_runs_on_over_a_year_end_where_both_years_are_there():
    plain = calendar(years=(2026, 2027))
    assert plain.before(date(2027, 1, 4), 2) == date(2026, 12, 31)
    assert plain.after(date(2026, 12, 31), 1) == date(2027, 1, 1)


def test_the_day_one_starts_from_needs_no_year():
    plain = calendar(years=(2026,))
    assert plain.before(date(2027, 1, 1), 1) == date(2026, 12, 31)
    assert plain.after(date(2025, 12, 31), 1) == date(2026, 1, 1)


def test_a_year_that_was_not_filled_in_is_named_and_not_guessed():
    with pytest.raises(UnknownYearError) as caught:
        calendar(years=(2026,)).before(date(2026, 1, 5), 10)
    assert caught.value.missing == (("PK", 2025),)
    assert "PK in 2025" in str(caught.value)


def test_a_gap_between_years_is_not_stepped_over():
    gap = calendar(years=(2024, 2026))
    with pytest.raises(UnknownYearError) as caught:
        gap.between(date(2024, 12, 1), date(2026, 1, 31))
    assert caught.value.missing == (("PK", 2025),)
    with pytest.raises(UnknownYearError):
        gap.after(date(2024, 12, 20), 30)


def test_two_countries_name_each_year_that_either_lacks():
    both = Joint(calendar(years=(2025, 2026)), calendar(years=(2026,), country="BY"))
    with pytest.raises(UnknownYearError) as caught:
        both.before(date(2026, 1, 5), 10)
    assert caught.value.missing == (("BY", 2025),)
    with pytest.raises(UnknownYearError) as caught:
        both.after(date(2027, 1, 5), 1)
    assert caught.value.missing == (("PK", 2027), ("BY", 2027))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_time_are_merely_not_known(day):
    plain = calendar(years=(2026,))
    for act in (plain.before, plain.after):
        with pytest.raises(UnknownYearError):
            act(day, 1)


def test_the_last_year_there_is_can_be_counted_to_its_end():
    plain = calendar(years=(MAXYEAR,))
    assert plain.between(date(MAXYEAR, 12, 1), date.max) == 23
    with pytest.raises(UnknownYearError):
        plain.after(date.max, 1)


def test_no_working_days_at_all_are_the_day_itself():
    assert calendar(years=()).before(date(2026, 5, 29), 0) == date(2026, 5, 29)


def test_less_than_nothing_is_refused():
    with pytest.raises(InvalidValueError):
        PAKISTAN.before(date(2026, 5, 29), -1)


def test_backwards_there_is_nothing_between():
    assert PAKISTAN.between(date(2026, 5, 29), date(2026, 5, 28)) == 0


# --- what a day is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 4, 20), DayKind.OFF),
        (date(2026, 4, 24), DayKind.WORKING),
        (date(2026, 4, 25), DayKind.EXTRA),
        (date(2026, 4, 26), DayKind.WEEKEND),
        (date(2027, 4, 26), DayKind.UNKNOWN),
    ],
)
def test_a_day_is_of_one_kind(day, kind):
    assert BELARUS.kind(day) is kind


def test_a_day_at_work_on_an_ordinary_weekday_is_no_extra_one():
    corrected = calendar(holiday("2026-11-09", off=False))
    assert corrected.kind(date(2026, 11, 9)) is DayKind.WORKING


def test_the_days_of_other_countries_and_years_are_left_aside():
    mixed = calendar(holiday("2026-05-27", "BY"), holiday("2027-05-27"))
    assert mixed.kind(date(2026, 5, 27)) is DayKind.WORKING
    assert mixed.holidays(date.min, date.max) == ()


@pytest.mark.parametrize(
    ("days", "unusual"), [("2026-05-27", True), ("2026-05-30", False), ("2026-05-31", False)]
)
def test_a_feast_at_a_weekend_changes_nothing(days, unusual):
    feast = holiday(days)
    assert calendar(feast).unusual(feast) is unusual


# --- doubts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "doubted"),
    [
        (date(2026, 3, 12), date(2026, 3, 20), True),
        (date(2026, 3, 13), date(2026, 3, 20), False),
        (date(2026, 3, 1), date(2026, 3, 8), True),
        (date(2026, 3, 1), date(2026, 3, 7), False),
    ],
)
def test_an_estimated_day_casts_doubt_as_far_as_it_may_move(first, last, doubted):
    moon = holiday("2026-03-10", certainty=Certainty.ESTIMATED)
    counted = calendar(moon, holiday("2026-03-02"))
    assert [each.holiday for each in counted.doubts(first, last)] == [moon] * doubted


def test_a_year_whose_days_may_yet_be_moved_casts_doubt():
    counted = calendar(years=(2026,), settled=False)
    found = counted.doubts(date(2026, 5, 1), date(2026, 5, 2))
    assert [(each.country, each.year) for each in found] == [("PK", 2026)]


@pytest.mark.parametrize(("given", "kept"), [("67", "67"), ("76", "67"), ("5", "5"), ("", "")])
def test_a_weekend_is_kept_in_the_order_of_the_week(given, kept):
    assert weekend(given) == kept


@pytest.mark.parametrize("given", ["0", "8", "Sat", "1234567"])
def test_a_weekend_that_is_none_is_refused(given):
    with pytest.raises(InvalidValueError):
        weekend(given)


# --- time zones --------------------------------------------------------------------------------

ZONES = (
    "UTC", "Asia/Karachi", "Europe/Minsk", "Pacific/Kiritimati", "Pacific/Niue", "America/New_York",
    "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia",
    "Africa/Cairo", "Asia/Tehran", "Europe/London", "Pacific/Chatham", "America/Sao_Paulo",
    "Asia/Tokyo", "Atlantic/Azores", "America/Anchorage", "Antarctica/Troll",
)  # fmt: skip


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set here")
def test_twenty_time_zones_change_no_date():
    both = Joint(PAKISTAN, BELARUS)
    found = []
    for zone in ZONES:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TZ", zone)
            time.tzset()
            found.append((both.before(date(2026, 5, 29), 10), both.after(date(2026, 4, 17), 5)))
    time.tzset()
    assert found == [(date(2026, 5, 12), date(2026, 4, 27))] * 20
