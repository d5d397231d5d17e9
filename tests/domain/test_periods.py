"""Periods: generated without a gap, counted from the first day, and against a slow reference."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.identity import CommitmentId
from app.domain.instrument_events import EventKind, InstrumentEvent
from app.domain.notices import deadline
from app.domain.periods import Ending, PeriodBasis, ahead, generate
from app.domain.terms import EndConvention, Renewal, Term

DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))
LENGTHS = st.one_of(
    st.integers(1, 120).map(lambda n: f"P{n}M"),
    st.integers(1, 15).map(lambda n: f"P{n}Y"),
    st.integers(20, 900).map(lambda n: f"P{n}D"),
    st.integers(3, 80).map(lambda n: f"P{n}W"),
)
CONVENTIONS = st.sampled_from(EndConvention)


def term(**clauses):
    return Term(id="t", commitment=CommitmentId("c"), **clauses).validated()


def event(kind, day, **more):
    return InstrumentEvent(id=day, commitment=CommitmentId("c"), kind=kind, happened_on=day, **more)


def tacit(start, initial, each, notice="P1M", convention=EndConvention.ANNIVERSARY):
    return term(
        starts=start.isoformat(),
        initial=initial,
        renewal=Renewal.TACIT,
        renewal_period=each,
        notice=notice,
        end_convention=convention,
    )


def slow_step(day, iso, times):
    """Count a length from a day so many times, one month after the other."""
    number, unit = int(iso[1:-1]) * times, iso[-1]
    if unit in "DW":
        return day + timedelta(days=number * (7 if unit == "W" else 1))
    year, month = day.year, day.month
    for _ in range(number * (12 if unit == "Y" else 1)):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@given(DAYS, LENGTHS, LENGTHS, CONVENTIONS, st.integers(0, 12_000))
def test_periods_follow_each_other_without_a_gap(start, initial, each, convention, later):
    today = start + timedelta(days=later)
    chain = generate(tacit(start, initial, each, convention=convention), start, [], today)
    assert chain.periods[0].start == start
    assert [period.n for period in chain.periods] == list(range(1, len(chain.periods) + 1))
    apart = timedelta(days=convention is EndConvention.DAY_BEFORE)
    for before, after in zip(chain.periods, chain.periods[1:], strict=False):
        assert after.start == before.end + apart
        assert after.end > before.end
    assert chain.periods[-1].end >= today
    assert all(period.end < today for period in chain.periods[:-1])


@given(DAYS, LENGTHS, st.integers(1, 30), CONVENTIONS)
def test_every_end_is_counted_from_the_first_day(start, each, times, convention):
    """A term of one length and renewals of the same: the n-th end is n lengths from the start."""
    today = slow_step(start, each, times) - timedelta(days=1)
    chain = generate(tacit(start, each, each, convention=convention), start, [], today)
    back = timedelta(days=convention is EndConvention.DAY_BEFORE)
    ends = [slow_step(start, each, n) - back for n in range(1, len(chain.periods) + 1)]
    assert [period.end for period in chain.periods] == ends


@given(DAYS, LENGTHS, LENGTHS, LENGTHS, st.integers(0, 9_000))
def test_notice_is_due_before_the_period_ends(start, initial, each, notice, later):
    held = tacit(start, initial, each, notice)
    chain = generate(held, start, [], start + timedelta(days=later))
    for period in chain.periods:
        assert deadline(held, period.end) < period.end


@given(DAYS, LENGTHS, LENGTHS, st.integers(0, 3_000), st.integers(0, 3_000))
def test_what_lies_ahead_is_what_comes(start, initial, each, later, further):
    held = tacit(start, initial, each)
    today = start + timedelta(days=later)
    until = today + timedelta(days=further)
    now, then = generate(held, start, [], today), generate(held, start, [], until)
    assume(now.periods[-1].end < until)
    coming = [*now.periods, *ahead(held, now, until)]
    assert [(p.n, p.start, p.end) for p in coming][: len(then.periods)] == [
        (p.n, p.start, p.end) for p in then.periods
    ]


@pytest.mark.parametrize(
    ("start", "initial", "each", "ends"),
    [
        ("2024-02-29", "P12M", "P12M", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2024-01-31", "P1M", "P1M", ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]),
        ("2024-01-30", "P30D", "P30D", ["2024-02-29", "2024-03-30", "2024-04-29", "2024-05-29"]),
        ("2023-12-31", "P2M", "P1Y", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28"]),
    ],
)
def test_month_ends_and_the_29th_of_february(start, initial, each, ends):
    first = date.fromisoformat(start)
    chain = generate(tacit(first, initial, each), first, [], date.fromisoformat(ends[-1]))
    assert [period.end.isoformat() for period in chain.periods] == ends


def test_through_its_last_day_a_period_is_the_current_one():
    start = date(2020, 8, 1)
    held = tacit(start, "P36M", "P12M")
    assert len(generate(held, start, [], date(2023, 8, 1)).periods) == 1
    assert len(generate(held, start, [], date(2023, 8, 2)).periods) == 2


def test_an_extension_adds_a_period_that_was_agreed():
    start = date(2020, 1, 31)
    held = term(starts="2020-01-31", initial="P5Y", renewal=Renewal.EXPRESS, notice="P6M")
    by_length = generate(
        held, start, [event(EventKind.EXTENDED, "2024-05-01", period="P5Y")], date(2025, 6, 1)
    )
    assert [(p.end, p.basis) for p in by_length.periods] == [
        (date(2025, 1, 31), PeriodBasis.INITIAL),
        (date(2030, 1, 31), PeriodBasis.EXPRESS),
    ]
    by_day = generate(
        held, start, [event(EventKind.EXTENDED, "2024-05-01", until="2026-06-30")], date(2025, 6, 1)
    )
    assert by_day.periods[-1].end == date(2026, 6, 30)


def test_without_an_extension_it_expires():
    start = date(2020, 1, 1)
    held = term(starts="2020-01-01", initial="P2Y", renewal=Renewal.EXPRESS)
    chain = generate(held, start, [], date(2024, 1, 1))
    assert (chain.ending, chain.ends_on) == (Ending.EXPIRED, date(2022, 1, 1))


def test_it_is_revived_after_a_gap():
    start = date(2020, 1, 1)
    held = term(starts="2020-01-01", initial="P2Y", renewal=Renewal.EXPRESS)
    revived = event(EventKind.REVIVED, "2022-06-15", period="P3Y")
    chain = generate(held, start, [revived], date(2024, 1, 1))
    assert chain.gap == (date(2022, 1, 1), date(2022, 6, 15))
    assert (chain.periods[-1].start, chain.periods[-1].end) == (
        date(2022, 6, 15),
        date(2025, 6, 15),
    )
    assert [period.n for period in chain.periods] == [1, 2]


def test_what_ended_by_an_event_ended_on_its_day():
    start = date(2020, 1, 1)
    held = tacit(start, "P2Y", "P1Y")
    chain = generate(held, start, [event(EventKind.TERMINATED, "2023-03-03")], date(2026, 1, 1))
    assert (chain.ending, chain.ends_on) == (Ending.TERMINATED, date(2023, 3, 3))
    assert len(chain.periods) == 3


def test_without_a_first_day_or_a_last_one_there_are_no_periods():
    assert generate(term(initial="P2Y"), None, [], date(2026, 1, 1)) is None
    assert generate(term(starts="2020-01-01"), date(2020, 1, 1), [], date(2026, 1, 1)) is None
