from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.edtf import parse
from app.domain.lifecycle import Phase
from app.domain.timeliness import (
    Freshness,
    Slip,
    Standing,
    Timeliness,
    freshness,
    overdue_of,
    slip,
    slip_of,
    timeliness,
)
from app.domain.timing import Bounds, Overdue, Sense

TODAY = date(2026, 11, 22)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
PENDING = [Phase.OPEN, Phase.ACTIVE]


def days_of(edtf):
    value = parse(edtf)
    return Bounds(earliest=value.earliest, latest=value.latest)


def due(edtf, phase=Phase.OPEN, sense=Sense.POINT, done=None):
    return Standing(
        phase=phase,
        sense=sense,
        bounds=days_of(edtf),
        done=days_of(done) if done else Bounds(),
    )


@st.composite
def closed(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Bounds(earliest=first, latest=last)


# --- what is owed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "answer"),
    [
        pytest.param("2026-11-21", Timeliness.OVERDUE, id="yesterday"),
        pytest.param("2026-11-22", Timeliness.DUE_SOON, id="today"),
        pytest.param("2026-12-22", Timeliness.DUE_SOON, id="in 30 days"),
        pytest.param("2026-12-23", Timeliness.NOT_YET, id="in 31 days"),
        pytest.param("2026", Timeliness.WINDOW_OPEN, id="39 days left of the year"),
        pytest.param("2026-11", Timeliness.DUE_SOON, id="soon counts before the window"),
        pytest.param("2027", Timeliness.NOT_YET, id="next year"),
        pytest.param("2025", Timeliness.OVERDUE, id="last year"),
        pytest.param("2026-05/..", Timeliness.WINDOW_OPEN, id="open end, reached"),
        pytest.param("2027-05/..", Timeliness.NOT_YET, id="open end, ahead"),
        pytest.param("../2027-12-31", Timeliness.WINDOW_OPEN, id="open start"),
    ],
)
@pytest.mark.parametrize("phase", PENDING)
def test_what_is_owed_stands_where_today_falls(edtf, phase, answer):
    assert timeliness(due(edtf, phase), TODAY) is answer


def test_a_deadline_is_due_soon_before_it_is_a_running_period():
    standing = due("[2026-11-01..2026-12-10]", sense=Sense.DEADLINE)
    assert timeliness(standing, TODAY) is Timeliness.DUE_SOON


def test_due_soon_changes_nothing_in_overdue():
    soon_but_ahead, soon_and_open = due("2026-12-01"), due("2026-11")
    assert overdue_of(soon_but_ahead, TODAY) is Overdue.NO
    assert overdue_of(soon_and_open, TODAY) is Overdue.WINDOW_OPEN


@pytest.mark.parametrize(
    ("edtf", "answer"),
    [
        ("2027/2028", Timeliness.NOT_YET),
        ("2025/2027", Timeliness.RUNNING),
        ("2025/2026-11-22", Timeliness.RUNNING),
        ("2024/2025", Timeliness.ENDED),
        ("2025/..", Timeliness.RUNNING),
        ("../2027", Timeliness.RUNNING),
    ],
)
def test_a_span_runs_and_ends_but_is_never_overdue(edtf, answer):
    standing = due(edtf, Phase.ACTIVE, Sense.SPAN)
    assert timeliness(standing, TODAY) is answer
    assert overdue_of(standing, TODAY) is Overdue.NO


@pytest.mark.parametrize(
    ("standing", "answer"),
    [
        (Standing(phase=Phase.OPEN, anchored=True), Timeliness.WAITING),
        (Standing(phase=Phase.OPEN), Timeliness.NO_DATE),
        (Standing(phase=Phase.OPEN, sense=Sense.SPAN), Timeliness.NO_DATE),
        (Standing(phase=Phase.ACTIVE, sense=Sense.CONTINUING), Timeliness.NO_DATE),
        (Standing(phase=Phase.DRAFT), Timeliness.NO_DATE),
    ],
)
def test_without_any_day_it_waits_or_has_no_date(standing, answer):
    assert timeliness(standing, TODAY) is answer


def test_an_anchored_date_stands_like_any_other_once_the_anchor_is_dated():
    standing = Standing(phase=Phase.OPEN, anchored=True, bounds=days_of("2025-04-11"))
    assert timeliness(standing, TODAY) is Timeliness.OVERDUE


def test_a_draft_can_run_out_but_is_not_late():
    standing = due("2025", Phase.DRAFT)
    assert timeliness(standing, TODAY) is Timeliness.ENDED
    assert overdue_of(standing, TODAY) is Overdue.NO


# --- what is settled ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "done", "answer"),
    [
        ("2025-02?", "2025-04-11", Timeliness.DONE_LATE),
        ("2025-02", "2025-02-28", Timeliness.DONE_IN_TIME),
        ("2025-02", "2025-03-01", Timeliness.DONE_LATE),
        ("2025-02", "2025-01-15", Timeliness.DONE_IN_TIME),
        ("2025-02-10", "2025-02", Timeliness.DONE_UNKNOWN),
        ("2025-02-10", None, Timeliness.DONE_UNKNOWN),
        ("2025-02-10", "../2025-02-01", Timeliness.DONE_IN_TIME),
        ("2025-02-10", "2025-03/..", Timeliness.DONE_LATE),
        ("2025-02-10", "2025-01/..", Timeliness.DONE_UNKNOWN),
        ("2026-05/..", "2026-06-01", Timeliness.DONE_UNKNOWN),
    ],
)
def test_done_is_in_time_or_late_only_where_the_dates_prove_it(edtf, done, answer):
    assert timeliness(due(edtf, Phase.DONE, done=done), TODAY) is answer


@pytest.mark.parametrize(
    "standing",
    [
        due("2020/2025", Phase.DONE, Sense.SPAN, done="2025-12-31"),
        Standing(phase=Phase.DONE, sense=Sense.CONTINUING, done=days_of("2025-12-31")),
        Standing(phase=Phase.DONE, anchored=True, done=days_of("2025-12-31")),
        Standing(phase=Phase.DONE),
    ],
)
def test_what_had_no_last_day_to_meet_is_done_with_timing_unknown(standing):
    assert timeliness(standing, TODAY) is Timeliness.DONE_UNKNOWN


@given(closed(), DAYS, st.booleans())
def test_what_was_dropped_is_dropped_whatever_its_dates(bounds, today, anchored):
    standing = Standing(phase=Phase.DROPPED, bounds=bounds, anchored=anchored)
    assert timeliness(standing, today) is Timeliness.DROPPED
    assert overdue_of(standing, today) is Overdue.NO


@given(closed(), st.sampled_from(Phase), st.sampled_from(Sense), DAYS)
def test_timeliness_and_overdue_never_contradict_each_other(bounds, phase, sense, today):
    standing = Standing(phase=phase, sense=sense, bounds=bounds)
    is_overdue = timeliness(standing, today) is Timeliness.OVERDUE
    assert is_overdue == (overdue_of(standing, today) is Overdue.YES)


# --- slip --------------------------------------------------------------------------------------


def test_a_visit_promised_for_february_and_held_on_11_april_slipped_42_to_69_days():
    assert slip(days_of("2025-02?"), days_of("2025-04-11")) == Slip(sure=42, most=69)


@pytest.mark.parametrize(
    ("first", "now", "expected"),
    [
        pytest.param("2025-02-10", "2025-02-10", Slip(sure=0, most=0), id="kept to the day"),
        pytest.param("2025-02-10", "2025-02-11", Slip(sure=1, most=1), id="a day late"),
        pytest.param("2025-02-10", "2025-01-01", Slip(sure=0, most=0), id="early"),
        pytest.param("2025", "2025-12", Slip(sure=0, most=364), id="perhaps late"),
        pytest.param("2025-02", "2025-04", Slip(sure=32, most=88), id="both are ranges"),
        pytest.param("../2025-02-10", "2025-02-20", Slip(sure=10, most=None), id="open start"),
        pytest.param("2025-02-10", "2026-05/..", Slip(sure=445, most=None), id="open end now"),
        pytest.param("2026-05/..", "2026-08", None, id="no last day promised"),
        pytest.param("2025-02-10", "../2025-12-31", None, id="no first day now"),
    ],
)
def test_a_slip_is_as_wide_as_the_dates_are(first, now, expected):
    assert slip(days_of(first), days_of(now)) == expected


def test_a_deadline_slips_from_its_last_day_only():
    promised = days_of("[2024-11-26..2024-12-10]")
    held = days_of("2024-12-20")
    assert slip(promised, held, first_sense=Sense.DEADLINE) == Slip(sure=10, most=10)


def test_a_longer_deadline_slips_by_the_days_it_gained():
    first, now = days_of("[..2025-12-31]"), days_of("[..2026-03-31]")
    measured = slip(first, now, first_sense=Sense.DEADLINE, now_sense=Sense.DEADLINE)
    assert measured == Slip(sure=90, most=90)


def test_a_span_slips_by_its_end():
    first, now = days_of("2025/2027"), days_of("2025/2028")
    measured = slip(first, now, first_sense=Sense.SPAN, now_sense=Sense.SPAN)
    assert measured == Slip(sure=366, most=366)


def test_lateness_is_measured_against_the_date_that_counts_now():
    standing = due("[..2025-12-31]", Phase.DONE, Sense.DEADLINE, done="2026-01-15")
    assert slip_of(standing) == Slip(sure=15, most=15)


@given(closed(), closed())
def test_the_sure_part_of_a_slip_is_never_more_than_the_most(first, now):
    measured = slip(first, now)
    assert 0 <= measured.sure <= measured.most


@given(closed(), DAYS)
def test_no_delay_is_sure_for_what_came_within_its_dates(promised, day):
    measured = slip(promised, Bounds(earliest=day, latest=day))
    assert (measured.sure > 0) == (day > promised.latest)


# --- freshness ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_ago", "period", "answer"),
    [
        (0, None, Freshness.CURRENT),
        (30, None, Freshness.CURRENT),
        (31, None, Freshness.STALE),
        (31, 90, Freshness.CURRENT),
        (8, 7, Freshness.STALE),
        (0, 0, Freshness.CURRENT),
        (1, 0, Freshness.STALE),
        (-5, None, Freshness.CURRENT),
    ],
)
def test_news_is_current_through_its_update_period(days_ago, period, answer):
    assert freshness(TODAY - timedelta(days=days_ago), period, TODAY) is answer


def test_without_any_news_it_was_never_updated():
    assert freshness(None, None, TODAY) is Freshness.NEVER
