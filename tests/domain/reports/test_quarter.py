"""Quarters of a calendar year and of Pakistan's fiscal year: bounds, names, words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.domain.reports.quarter import Quarter, last_complete, parse_quarter, quarter_words

DAY = timedelta(days=1)
quarters = st.builds(
    Quarter, year=st.integers(1001, 9997), number=st.integers(1, 4), fiscal=st.booleans()
)


@given(quarters)
def test_one_quarter_begins_the_day_after_the_one_before_it_ends(quarter):
    assert quarter.before().last + DAY == quarter.first
    assert quarter.first.day == 1
    assert 89 <= (quarter.last - quarter.first).days <= 91
    assert quarter.before().fiscal is quarter.fiscal


@given(st.integers(1001, 9997), st.booleans())
def test_four_quarters_are_a_year(year, fiscal):
    four = [Quarter(year=year, number=number, fiscal=fiscal) for number in (1, 2, 3, 4)]
    first = date(year, 7, 1) if fiscal else date(year, 1, 1)
    assert four[0].first == first
    assert four[3].last + DAY == date(year + 1, first.month, 1)
    assert all(one.last + DAY == next_.first for one, next_ in pairwise(four))


@given(quarters)
def test_a_quarter_is_read_back_from_its_name(quarter):
    assert parse_quarter(quarter.text) == quarter
    assert parse_quarter(f" {quarter.text.lower()} ") == quarter


@given(st.dates(date(1002, 1, 1), date(9998, 12, 31)))
def test_the_last_complete_quarter_ended_less_than_a_quarter_ago(today):
    quarter = last_complete(today)
    assert quarter.last < today
    assert (today - quarter.last).days <= 92
    assert not quarter.holds(today)


def test_the_fiscal_year_begins_in_july():
    first = parse_quarter("FY2026-27-Q1")
    assert (first.first, first.last) == (date(2026, 7, 1), date(2026, 9, 30))
    third = parse_quarter("FY2026-27-Q3")
    assert (third.first, third.last) == (date(2027, 1, 1), date(2027, 3, 31))
    assert parse_quarter("FY1999-2000-Q4").text == "FY1999-00-Q4"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2026-Q3", "01 Jul to 30 Sep 2026, third quarter of 2026"),
        ("FY2026-27-Q1", "01 Jul to 30 Sep 2026, first quarter of the fiscal year 2026-27"),
        ("FY2026-27-Q4", "01 Apr to 30 Jun 2027, fourth quarter of the fiscal year 2026-27"),
    ],
)
def test_a_quarter_is_said_in_words(name, words):
    assert quarter_words(parse_quarter(name)) == words


@pytest.mark.parametrize(
    "name",
    ["", "2026", "Q3", "2026-Q5", "2026-Q0", "FY2026-Q1", "FY2026-28-Q1", "0001-Q1", "٢٠٢٦-Q1"],
)
def test_what_is_no_quarter_is_refused_with_a_sentence(name):
    with pytest.raises(InvalidValueError) as refused:
        parse_quarter(name)
    assert refused.value.field == "quarter"
    assert str(refused.value).endswith(".")
