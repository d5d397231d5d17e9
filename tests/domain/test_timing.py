from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.timing import (
    Basis,
    Bounds,
    Duration,
    Overdue,
    Sense,
    Timing,
    duration_of,
    overdue,
    sense_of,
    shift,
)

VISIT = CommitmentId("visit")
SAID = date(2024, 11, 26)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
ENDS = st.one_of(st.none(), DAYS)
LATE_ORDER = [Overdue.NO, Overdue.WINDOW_OPEN, Overdue.YES]


@st.composite
def bounds(draw):
    first, last = draw(ENDS), draw(ENDS)
    if first and last and first > last:
        first, last = last, first
    return Bounds(earliest=first, latest=last)


def between(first, last):
    return Bounds(earliest=first, latest=last)


# --- the table of dates ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "sense", "expected"),
    [
        pytest.param(
            "2025-02-10",
            Sense.POINT,
            between(date(2025, 2, 10), date(2025, 2, 10)),
            id="on Monday",
        ),
        pytest.param(
            "2026-XX-XX",
            Sense.POINT,
            between(date(2026, 1, 1), date(2026, 12, 31)),
            id="in 2026, dates to be agreed",
        ),
        pytest.param(
            "2026", Sense.POINT, between(date(2026, 1, 1), date(2026, 12, 31)), id="in 2026"
        ),
        pytest.param(
            "2025/2027",
            Sense.SPAN,
            between(date(2025, 1, 1), date(2027, 12, 31)),
            id="for 2025-27",
        ),
        pytest.param(
            "[2024-11-26..2024-12-10]",
            Sense.DEADLINE,
            between(date(2024, 11, 26), date(2024, 12, 10)),
            id="within two weeks",
        ),
        pytest.param(
            "[..2025-12-31]",
            Sense.DEADLINE,
            between(SAID, date(2025, 12, 31)),
            id="by end of 2025",
        ),
        pytest.param(
            "../2025-12-31",
            Sense.DEADLINE,
            between(SAID, date(2025, 12, 31)),
            id="by end of 2025, as an interval",
        ),
        pytest.param(
            "2025-02?",
            Sense.POINT,
            between(date(2025, 2, 1), date(2025, 2, 28)),
            id="likely in February 2025",
        ),
        pytest.param(
            "2026-33",
            Sense.POINT,
            between(date(2026, 1, 1), date(2026, 3, 31)),
            id="first quarter of 2026",
        ),
        pytest.param(
            "2026-05/..",
            Sense.POINT,
            between(date(2026, 5, 1), None),
            id="at the earliest in May 2026",
        ),
    ],
)
def test_words_of_a_source_have_this_sense_and_these_bounds(edtf, sense, expected):
    timing = Timing(edtf=edtf, sense=sense_of(edtf), basis=Basis.STATED).validated()
    assert timing.sense is sense
    assert timing.bounds(said=SAID) == expected


def test_during_the_upcoming_visit_is_whenever_the_visit_is():
    visit = between(date(2025, 4, 10), date(2025, 4, 11))
    timing = Timing(words="during the upcoming visit", anchor=VISIT).validated()
    assert timing.bounds(said=SAID, anchored=visit) == visit


@pytest.mark.parametrize(
    ("edtf", "sense"),
    [
        ("/2025-12-31", Sense.DEADLINE),
        ("2026-05/", Sense.POINT),
        ("[2026-05..]", Sense.POINT),
        ("[2025,2026]", Sense.POINT),
        ("2025?/2027", Sense.SPAN),
    ],
)
def test_a_written_form_suggests_its_sense(edtf, sense):
    assert sense_of(edtf) is sense


# --- bounds ------------------------------------------------------------------------------------


def test_a_deadline_said_after_its_own_last_day_keeps_an_unknown_first_day():
    timing = Timing(edtf="[..2025-12-31]", sense=Sense.DEADLINE)
    assert timing.bounds(said=date(2026, 1, 1)) == between(None, date(2025, 12, 31))


def test_a_deadline_said_on_an_unknown_day_keeps_an_unknown_first_day():
    timing = Timing(edtf="[..2025-12-31]", sense=Sense.DEADLINE)
    assert timing.bounds() == between(None, date(2025, 12, 31))


def test_a_month_as_a_deadline_may_be_met_before_the_month():
    timing = Timing(edtf="2025-12", sense=Sense.DEADLINE).validated()
    assert timing.bounds(said=SAID) == between(SAID, date(2025, 12, 31))


def test_the_day_it_was_said_never_moves_a_point():
    timing = Timing(edtf="../2025-12-31", sense=Sense.POINT)
    assert timing.bounds(said=SAID) == between(None, date(2025, 12, 31))


def test_an_anchor_without_a_date_gives_none():
    assert Timing(anchor=VISIT, offset="P2W").bounds(said=SAID) == Bounds()


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        ("P10D", between(date(2025, 2, 11), date(2025, 3, 10))),
        ("-P1M", between(date(2025, 1, 1), date(2025, 1, 28))),
        ("P2W", between(date(2025, 2, 15), date(2025, 3, 14))),
        ("P1Y", between(date(2026, 2, 1), date(2026, 2, 28))),
    ],
)
def test_an_offset_moves_both_bounds_of_the_anchor(offset, expected):
    anchor = between(date(2025, 2, 1), date(2025, 2, 28))
    assert Timing(anchor=VISIT, offset=offset).bounds(anchored=anchor) == expected


def test_an_offset_leaves_an_open_end_open():
    anchor = between(date(2026, 5, 1), None)
    shifted = Timing(anchor=VISIT, offset="P1M").bounds(anchored=anchor)
    assert shifted == between(date(2026, 6, 1), None)


def test_a_deadline_after_an_anchor_runs_from_the_day_it_was_said():
    timing = Timing(anchor=VISIT, offset="P2W", sense=Sense.DEADLINE).validated()
    visit = between(date(2025, 4, 11), date(2025, 4, 11))
    assert timing.bounds(said=SAID, anchored=visit) == between(SAID, date(2025, 4, 25))


@pytest.mark.parametrize(
    "timing",
    [Timing(), Timing(words="soon"), Timing(sense=Sense.CONTINUING, words="continuous")],
)
def test_what_has_no_value_has_no_bounds_and_is_not_dated(timing):
    assert timing.validated().bounds(said=SAID) == Bounds()
    assert not timing.dated


@pytest.mark.parametrize("timing", [Timing(edtf="2026"), Timing(anchor=VISIT)])
def test_a_value_or_an_anchor_makes_a_timing_dated(timing):
    assert timing.dated


@given(bounds(), DAYS, st.sampled_from(Sense), st.sampled_from(["", "P1M", "-P3D", "P1M1D"]))
def test_bounds_never_end_before_they_start(anchor, said, sense, offset):
    found = Timing(anchor=VISIT, sense=sense, offset=offset).bounds(said, anchor)
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


# --- what contradicts itself -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timing", "field", "reason"),
    [
        (Timing(edtf="2025-02-30"), "due", "30 Feb 2025 does not exist"),
        (Timing(edtf="2025/2027"), "sense", "one day inside is written [2025..2027]"),
        (Timing(edtf="2025/2027", sense=Sense.DEADLINE), "sense", "lasts throughout"),
        (Timing(edtf="[2025..2027]", sense=Sense.SPAN), "sense", "throughout is written A/B"),
        (Timing(edtf="2026-05/..", sense=Sense.DEADLINE), "sense", "names no last day"),
        (Timing(edtf="2026", sense=Sense.CONTINUING), "sense", "has no due date"),
        (Timing(anchor=VISIT, sense=Sense.CONTINUING), "sense", "has no due date"),
        (Timing(edtf="2026", basis=Basis.INFERRED), "why", "inferred from"),
        (Timing(edtf="2026", basis=Basis.INFERRED, why="  "), "why", "inferred from"),
        (Timing(edtf="2026", anchor=VISIT), "anchor", "not both"),
        (Timing(edtf="2026", offset="P1M"), "offset", "which commitment"),
        (Timing(anchor=VISIT, offset="10 days"), "offset", "is no length of time"),
    ],
)
def test_a_timing_that_contradicts_itself_is_refused(timing, field, reason):
    with pytest.raises(InvalidValueError) as refusal:
        timing.validated()
    assert refusal.value.field == field
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    "timing",
    [
        Timing(edtf="[2024-11-26..2024-12-10]", sense=Sense.POINT),
        Timing(edtf="2025", sense=Sense.SPAN),
        Timing(edtf="2026-05/..", sense=Sense.SPAN),
        Timing(edtf="../2027", sense=Sense.SPAN),
        Timing(edtf="2025-12-31", sense=Sense.DEADLINE),
        Timing(edtf="2026", basis=Basis.INFERRED, why="the competition of 2026"),
        Timing(anchor=VISIT, offset="-P1M"),
    ],
)
def test_a_timing_that_fits_is_returned_unchanged(timing):
    assert timing.validated() == timing


def test_stray_blanks_are_dropped_on_the_way_in():
    timing = Timing(words=" in 2026 ", edtf=" 2026 ", why=" guess ").validated()
    assert timing == Timing(words="in 2026", edtf="2026", why="guess")


def test_a_value_that_is_no_date_is_an_error_of_dates():
    with pytest.raises(EdtfError):
        Timing(edtf="soon").validated()


# --- month arithmetic --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "duration", "times", "expected"),
    [
        (date(2025, 1, 31), "P1M", 1, date(2025, 2, 28)),
        (date(2025, 1, 31), "P1M", 2, date(2025, 3, 31)),
        (date(2024, 1, 31), "P1M", 1, date(2024, 2, 29)),
        (date(2024, 2, 29), "P1Y", 1, date(2025, 2, 28)),
        (date(2024, 2, 29), "P1Y", 4, date(2028, 2, 29)),
        (date(2025, 3, 31), "-P1M", 1, date(2025, 2, 28)),
        (date(2025, 1, 15), "-P1M", 1, date(2024, 12, 15)),
        (date(2025, 1, 31), "P30D", 1, date(2025, 3, 2)),
        (date(2025, 1, 31), "P1M1D", 1, date(2025, 3, 1)),
        (date(2024, 11, 26), "P2W", 1, date(2024, 12, 10)),
        (date(2025, 1, 31), "P1M", 0, date(2025, 1, 31)),
        (date(2025, 1, 31), "P1Y2M", -1, date(2023, 11, 30)),
    ],
)
def test_a_shift_counts_from_the_day_itself_and_clamps_to_the_months_end(
    day, duration, times, expected
):
    assert shift(day, duration, times) == expected


@given(DAYS, st.integers(-600, 600))
def test_a_shift_by_months_lands_in_the_month_that_was_counted(day, months):
    shifted = shift(day, "P1M", months)
    assert shifted.year * 12 + shifted.month == day.year * 12 + day.month + months
    next_day_is_the_first = (shifted + timedelta(days=1)).day == 1
    assert shifted.day == day.day or (shifted.day < day.day and next_day_is_the_first)


@pytest.mark.parametrize("text", ["", "P", "10D", "P1", "PT3H", "P1D2M", "P-1M", "P1.5M", "P١D"])
def test_a_malformed_duration_is_refused(text):
    with pytest.raises(InvalidValueError, match="is no length of time"):
        duration_of(text)


def test_a_duration_adds_up_years_with_months_and_weeks_with_days():
    assert duration_of("-P1Y2M2W3D") == Duration(months=-14, days=-17)


@pytest.mark.parametrize(
    ("day", "duration"),
    [(date(9999, 12, 31), "P1D"), (date(9999, 12, 1), "P1M"), (date(1, 1, 31), "-P1M")],
)
def test_a_shift_beyond_the_calendar_is_refused(day, duration):
    with pytest.raises(InvalidValueError, match="outside the years"):
        shift(day, duration)


# --- overdue -----------------------------------------------------------------------------------

YEAR_2026 = between(date(2026, 1, 1), date(2026, 12, 31))
ONE_DAY = between(date(2025, 2, 10), date(2025, 2, 10))
FROM_MAY = between(date(2026, 5, 1), None)
UNTIL_DECEMBER = between(None, date(2024, 12, 10))


@pytest.mark.parametrize(
    ("due", "today", "answer"),
    [
        pytest.param(YEAR_2026, date(2025, 12, 31), Overdue.NO, id="before the year"),
        pytest.param(YEAR_2026, date(2026, 1, 1), Overdue.WINDOW_OPEN, id="its first day"),
        pytest.param(YEAR_2026, date(2026, 12, 31), Overdue.WINDOW_OPEN, id="its last day"),
        pytest.param(YEAR_2026, date(2027, 1, 1), Overdue.YES, id="the day after"),
        pytest.param(ONE_DAY, date(2025, 2, 9), Overdue.NO, id="the day before one day"),
        pytest.param(ONE_DAY, date(2025, 2, 10), Overdue.WINDOW_OPEN, id="through that day"),
        pytest.param(ONE_DAY, date(2025, 2, 11), Overdue.YES, id="late the next"),
        pytest.param(FROM_MAY, date(2026, 4, 30), Overdue.NO, id="before an open end"),
        pytest.param(FROM_MAY, date(2026, 5, 1), Overdue.CANNOT_SAY, id="inside an open end"),
        pytest.param(FROM_MAY, date(2036, 5, 1), Overdue.CANNOT_SAY, id="ten years on"),
        pytest.param(UNTIL_DECEMBER, date(2024, 12, 10), Overdue.WINDOW_OPEN, id="open start"),
        pytest.param(UNTIL_DECEMBER, date(2024, 12, 11), Overdue.YES, id="after an open start"),
        pytest.param(Bounds(), date(2026, 1, 1), Overdue.CANNOT_SAY, id="nothing known"),
    ],
)
@pytest.mark.parametrize("sense", [Sense.POINT, Sense.DEADLINE])
def test_overdue_has_four_answers(due, sense, today, answer):
    assert overdue(due, sense, today) is answer


def test_a_year_is_overdue_on_no_day_of_itself():
    days = [date(2026, 1, 1) + timedelta(days=count) for count in range(365)]
    assert {overdue(YEAR_2026, Sense.POINT, day) for day in days} == {Overdue.WINDOW_OPEN}


@given(bounds(), DAYS, st.sampled_from([Sense.SPAN, Sense.CONTINUING]))
def test_what_lasts_is_never_overdue(due, today, sense):
    assert overdue(due, sense, today) is Overdue.NO


@given(bounds(), DAYS, DAYS, st.sampled_from([Sense.POINT, Sense.DEADLINE]))
def test_lateness_never_goes_back_as_time_passes(due, one_day, another, sense):
    before, after = sorted((one_day, another))
    answers = [overdue(due, sense, before), overdue(due, sense, after)]
    if due.latest is None:
        assert answers != [Overdue.CANNOT_SAY, Overdue.NO]
        assert Overdue.YES not in answers
    else:
        first, then = (LATE_ORDER.index(answer) for answer in answers)
        assert first <= then
