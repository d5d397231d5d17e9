"""Days as `03 Nov 2026`, or as `2026-11-03` where the reader wants it so."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.date_words import ISO_DAYS, day_words, edtf_words, pair_words
from app.domain.edtf import parse
from app.domain.timing import Basis


def iso(text):
    return ISO_DAYS.get(text, text)


def test_a_day_is_named_so_that_nobody_can_turn_it_around():
    assert day_words(date(2026, 11, 3)) == "03 Nov 2026"


def test_a_day_in_iso_has_figures_only():
    assert day_words(date(2026, 11, 3), iso) == "2026-11-03"


def test_of_two_days_in_one_year_the_first_drops_it_only_where_it_has_a_name():
    days = date(2026, 1, 1), date(2026, 12, 31)
    assert pair_words(*days) == ("01 Jan", "31 Dec 2026")
    assert pair_words(*days, iso) == ("2026-01-01", "2026-12-31")


def test_two_days_of_two_years_are_whole_either_way():
    days = date(2026, 12, 31), date(2027, 1, 1)
    assert pair_words(*days) == ("31 Dec 2026", "01 Jan 2027")
    assert pair_words(*days, iso) == ("2026-12-31", "2027-01-01")


@pytest.mark.parametrize(
    ("text", "named", "figures"),
    [
        ("2024-11-26", "26 Nov 2024", "2024-11-26"),
        ("../2024-12-10", "by 10 Dec 2024", "by 2024-12-10"),
        ("2025-02?", "Feb 2025, likely", "Feb 2025, likely"),
        ("2026", "2026, day not stated", "2026, day not stated"),
        ("2025-10", "Oct 2025", "Oct 2025"),
    ],
)
def test_only_days_are_written_otherwise_and_what_is_less_sure_keeps_its_words(
    text, named, figures
):
    assert edtf_words(parse(text), Basis.STATED) == named
    assert edtf_words(parse(text), Basis.STATED, iso) == figures


def test_a_year_before_the_thousandth_keeps_its_four_figures():
    assert day_words(date(812, 5, 1), iso) == "0812-05-01"
