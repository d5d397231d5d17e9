"""What is made of a date in a cell: read in one way, asked about, or kept as words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.intake.date_columns import DateColumn, Order, date_column
from app.domain.intake.dates import DAYS_FROM, read_date
from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.shorthand import digits, other_script, short_years

TODAY = date(2026, 11, 22)
SAID = date(2026, 2, 10)


def read(text, *, order=Order.DAY_FIRST, answers=None, said=SAID, kind=CellKind.TEXT, **column):
    return read_date(
        Cell(text, kind), DateColumn(order=order, **column), said, TODAY, answers or {}
    )


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("31.12.26", "century"),
        ("31/12/26", "century"),
        ("31-Dec-26", "century"),
        ("31 дек 26", "century"),
        ("Dec'26", "century"),
        ("Dec-97", "century"),
        ("Dec-26", "month"),
        ("дек-26", "month"),
        ("2026-27", "years"),
        ("до 01.07.2026", "unto"),
        ("by May 2026", "by"),
        ("until 5 May 2026", "until"),
        ("from 2026", "from"),
        ("January-March 2026", "range"),
    ],
)
def test_what_has_two_readings_is_asked_by_what_it_has_in_common_with_others(text, family):
    found = read(text)
    assert found.family == family
    assert found.choices
    assert text in found.question
    assert not found.timing.edtf
    assert found.timing.words == text


@pytest.mark.parametrize(
    ("text", "answers", "edtf"),
    [
        ("31.12.26", {"century": "2000-2099"}, "2026-12-31"),
        ("12.05.97", {"century": "1950-2049"}, "1997-05-12"),
        ("12.05.04", {"century": "1950-2049"}, "2004-05-12"),
        ("31/12/26", {"century": "2000-2099"}, "2026-12-31"),
        ("31-Dec-26", {"century": "2000-2099"}, "2026-12-31"),
        ("Dec'26", {"century": "2000-2099"}, "2026-12"),
        ("Dec-26", {"month": "2000-2099"}, "2026-12"),
        ("by 31-Dec-26", {"century": "2000-2099"}, "[..2026-12-31]"),
        ("2026-27", {"years": "calendar years"}, "2026/2027"),
        ("2026-27", {"years": "fiscal year"}, "[2026-07..2027-06]"),
        ("до 01.07.2026", {"unto": "included"}, "[..2026-07-01]"),
        ("до 01.07.2026", {"unto": "not included"}, "[..2026-06-30]"),
        ("до июля 2026", {"unto": "not included"}, "[..2026-06-30]"),
        ("by May 2026", {"by": "by its end"}, "[..2026-05-31]"),
        ("by 2027", {"by": "before it begins"}, "[..2026-12-31]"),
        ("till 31.12.2026", {"until": "due by then"}, "[..2026-12-31]"),
    ],
)
def test_an_answer_means_the_same_in_every_cell_it_settles(text, answers, edtf):
    found = read(text, answers=answers)
    assert found.timing.edtf == edtf
    assert found.timing.words == text
    assert not found.question


def test_a_year_that_may_be_of_the_last_century_is_offered_so():
    cells = [Cell("12.05.97", CellKind.TEXT), Cell("01.02.26", CellKind.TEXT)]
    column = date_column(cells)
    assert column.old
    found = read_date(cells[1], column, None, TODAY)
    assert found.choices == ("2000-2099", "1950-2049")


def test_what_counts_from_a_day_is_asked_for_the_whole_table():
    found = read("within 30 days", said=None)
    assert (found.family, found.choices) == ("said", ())
    assert read("within 30 days").timing.edtf == "[2026-02-10..2026-03-12]"


@pytest.mark.parametrize(
    ("text", "edtf", "warns", "asks"),
    [
        ("2026-05-31T00:00:00Z", "2026-05-31", False, False),
        ("2026-05-31 00:00", "2026-05-31", False, False),
        ("2026-05-31 14:30:00", "2026-05-31", True, False),
        ("2026-05-30T19:00:00Z", "", False, True),
        ("2026-13-45T00:00:00", "", True, False),
    ],
)
def test_a_time_is_left_out_and_one_in_greenwich_may_be_the_day_after(text, edtf, warns, asks):
    found = read(text)
    assert found.timing.edtf == edtf
    assert (bool(found.warning), bool(found.question)) == (warns, asks)


def test_day_numbers_are_days_only_in_a_column_of_them():
    cells = [Cell(each, CellKind.TEXT) for each in ("46022", "46203", "2027", "TBD", "46387")]
    column = date_column(cells, DAYS_FROM["1900"])
    assert column.serials
    assert read_date(cells[0], column, None, TODAY).timing.edtf == "2025-12-31"
    assert read_date(cells[2], column, None, TODAY).timing.edtf == "2027"
    assert not read("46022").timing.edtf
    assert read_date(cells[0], date_column(cells), None, TODAY).family == "serials"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("۲۰۲۶", "2026"),
        ("۲۰۲۶ء", "2026"),
        ("۳۰ جون ۲۰۲۶", "2026-06-30"),
        ("دسمبر ۲۰۲۶", "2026-12"),
        ("۳۰ دن کے اندر", "[2026-02-10..2026-03-12]"),
        ("۲۰۲۶ کی پہلی سہ ماہی", "2026-33"),
        ("۳۱/۱۲/۲۰۲۶", "2026-12-31"),
    ],
)
def test_urdu_dates_are_read_and_stay_the_words_of_the_date(text, edtf):
    found = read(text)
    assert found.timing.edtf == edtf
    assert found.timing.words == text


def test_an_urdu_until_is_asked_about_as_any_other():
    assert read("۳۱ دسمبر ۲۰۲۶ تک").family == "until"


def test_other_texts_are_left_as_they_are():
    assert digits("3.10 of 2026") == "3.10 of 2026"
    assert other_script("Dec 2026") == "Dec 2026"
    assert [each.text for each in short_years("31.12.2026, Dec 2026, 3.1.10.2, 5 Dec")] == []
    assert list(short_years("Dec 26")) == []  # a day of December


months = st.sampled_from(["Jan", "Feb", "March", "April", "May", "Sept", "Dec", "март", "июнь"])
years = st.integers(1990, 2060)
frames = st.sampled_from(
    ["{}", "in {}", "end of {}", "by end of {}", "{} (tentative)", "до конца {}"]
)


@given(months, years, frames, st.sampled_from(list(Order)))
def test_no_day_comes_of_a_month_or_a_year(month, year, frame, order):
    for text in (frame.format(year), frame.format(f"{month} {year}")):
        found = read(text, order=order, said=None)
        days = re.findall(r"\d{4}-\d\d-\d\d", found.timing.edtf)
        assert not days or found.timing.edtf.startswith("[..")  # “by end of” ends on the last day


@given(st.integers(1, 31), st.integers(1, 12), st.integers(0, 99), st.sampled_from("./-"))
def test_two_digits_are_never_a_year_by_themselves(day, month, year, mark):
    found = read(f"{day}{mark}{month}{mark}{year:02}")
    assert not found.timing.edtf


@given(st.text(max_size=40), st.sampled_from(list(Order)), st.booleans())
def test_whatever_stands_in_a_cell_is_read_asked_or_kept(text, order, serials):
    found = read(text, order=order, serials=serials)
    assert found.question or found.timing is not None
    if found.question:
        assert not found.timing.edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1 Jan - 31 Mar 2026", "2026-01-01/2026-03-31"),
        ("1 января - 31 марта 2026 г.", "2026-01-01/2026-03-31"),
        ("Jan 5 - Mar 31, 2026", "2026-01-05/2026-03-31"),
    ],
)
def test_days_on_both_ends_of_a_range_are_no_years(text, edtf):
    found = read(text)
    assert (found.timing.edtf, found.timing.sense.value, found.question) == (edtf, "span", "")


@pytest.mark.parametrize("text", ["1405-03-01", "1405", "01.03.1405", "2926-01-01", "28.02.1900"])
def test_a_year_of_no_living_desk_is_no_due_date_and_is_told(text):
    found = read(text)
    assert (found.timing.edtf, found.timing.words) == ("", text)
    assert "by another calendar" in found.warning
