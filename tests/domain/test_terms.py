"""The clauses of an instrument: what may stand in them, and lengths of time as they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.term_words import clause_words, length_words
from app.domain.terms import Clause, EndConvention, NoticeEvent, Renewal, StartRule, Term, length


def term(**clauses):
    return Term(id="t", commitment=CommitmentId("c"), **clauses).validated()


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("P36M", "P36M"),
        ("p10y", "P10Y"),
        ("10 years", "P10Y"),
        ("a year", "P1Y"),
        ("one year", "P1Y"),
        ("5-year", "P5Y"),
        ("6 Months", "P6M"),
        ("30 days", "P30D"),
        ("4 weeks", "P4W"),
        ("1 year and 6 months", "P1Y6M"),
        ("6 months, 1 year", "P1Y6M"),
        ("3m", "P3M"),
        ("  ", ""),
        ("indefinite", "indefinite"),
    ],
)
def test_a_length_is_read_as_it_is_typed(typed, iso):
    assert length("initial", typed, "indefinite") == iso


@pytest.mark.parametrize(
    "typed", ["soon", "-P3M", "P0D", "0 days", "501 years", "1 year 2 years", "P", "ten", "year"]
)
def test_what_is_no_length_of_time_is_refused_at_its_field(typed):
    with pytest.raises(InvalidValueError) as refusal:
        length("notice", typed)
    assert refusal.value.field == "notice"


@given(
    st.tuples(*(st.integers(0, 99) for _ in range(4))).filter(any),
)
def test_the_words_of_a_length_are_read_back_as_the_same_length(numbers):
    iso = "P" + "".join(f"{n}{unit}" for n, unit in zip(numbers, "YMWD", strict=True) if n)
    assert length("initial", length_words(iso)) == iso


def test_thirty_days_stay_days():
    assert term(notice="30 days").notice == "P30D"
    assert term(notice="30 days") != term(notice="1 month")


@pytest.mark.parametrize(
    ("clauses", "field"),
    [
        ({"initial": "indefinite", "ends": "2030-01-01"}, "ends"),
        ({"initial": "indefinite", "renewal": Renewal.TACIT}, "renewal"),
        ({"renewal": Renewal.NONE, "renewal_period": "P1Y"}, "renewal_period"),
        ({"starts": "2030-01-01", "ends": "2029-12-31"}, "ends"),
        ({"starts": "2020-01-01", "initial": "P1Y", "ends": "2020-12-31"}, "ends"),
        ({"starts": "9990-01-01", "initial": "P100Y"}, "initial"),
        ({"buffer": 251}, "buffer"),
    ],
)
def test_clauses_of_which_only_one_can_hold_are_refused(clauses, field):
    with pytest.raises(InvalidValueError) as refusal:
        term(**clauses)
    assert refusal.value.field == field


def test_a_last_day_that_its_length_comes_to_is_kept():
    kept = term(
        starts="2020-01-01",
        initial="P1Y",
        ends="2020-12-31",
        end_convention=EndConvention.DAY_BEFORE,
    )
    assert kept.ends == "2020-12-31"


def test_what_is_no_date_is_refused():
    with pytest.raises(EdtfError):
        term(starts="soon")


@pytest.mark.parametrize(
    ("clauses", "missing"),
    [
        ({}, {Clause.TERM, Clause.RENEWAL, Clause.NOTICE}),
        ({"initial": "P3Y"}, {Clause.RENEWAL, Clause.NOTICE}),
        ({"ends": "2030-01-01", "renewal": Renewal.NONE}, set()),
        ({"initial": "P3Y", "renewal": Renewal.TACIT}, {Clause.RENEWAL_PERIOD, Clause.NOTICE}),
        ({"initial": "P3Y", "renewal": Renewal.EXPRESS, "notice": "P3M"}, set()),
        ({"initial": "indefinite"}, {Clause.NOTICE}),
        ({"initial": "indefinite", "notice": "none"}, set()),
    ],
)
def test_a_clause_that_is_needed_and_not_known_is_named(clauses, missing):
    assert set(term(**clauses).unknown()) == missing


def test_the_clauses_are_read_out_with_what_is_not_known():
    held = term(
        starts="2020-08-01",
        initial="10 years",
        renewal=Renewal.TACIT,
        renewal_period="5 years",
        notice="a year",
        notice_event=NoticeEvent.GIVEN,
    )
    assert clause_words(held) == (
        "from 01 Aug 2020; 10 years; renews automatically for 5 years at a time; "
        "notice given 1 year before"
    )
    assert clause_words(term(start_rule=StartRule.NOTIFICATION)) == (
        "in force with the last written notification; length not known; renewal not known; "
        "notice not known"
    )


def test_an_end_lies_on_the_anniversary_or_the_day_before_it():
    day = date(2024, 3, 1)
    on, before = EndConvention.ANNIVERSARY, EndConvention.DAY_BEFORE
    assert term(end_convention=on).end_of(day) == day
    assert term(end_convention=before).end_of(day) == date(2024, 2, 29)
    for convention in (on, before):
        held = term(end_convention=convention)
        assert held.boundary_of(held.end_of(day)) == day
