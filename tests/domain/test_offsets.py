"""How far a date lies from another commitment: read from words, written in words, the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.domain.offsets import length_words, offset_of, offset_words
from app.domain.timing import duration_of


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        ("", ""),
        ("the same day", ""),
        ("2 weeks after", "P2W"),
        ("  2  Weeks After ", "P2W"),
        ("1 month before", "-P1M"),
        ("10 days", "P10D"),
        ("10 days later", "P10D"),
        ("1 day before the visit", "-P1D"),
        ("+2w", "P2W"),
        ("-1m", "-P1M"),
        ("- 3 days", "-P3D"),
        ("1 year and 6 months after", "P1Y6M"),
        ("1 month, 10 days after", "P1M10D"),
        ("P14D", "P14D"),
        ("+p14d", "P14D"),
        ("-P1M", "-P1M"),
        ("P0D", ""),
    ],
)
def test_an_offset_is_read(typed, offset):
    assert offset_of(typed) == offset


@pytest.mark.parametrize(
    "typed", ["soon", "two weeks", "2", "0 days", "2 fortnights", "after", "P", "2 weeks maybe"]
)
def test_what_is_no_offset_is_refused_saying_what_would_be(typed):
    with pytest.raises(InvalidValueError, match="write for example") as refused:
        offset_of(typed)
    assert refused.value.field == "offset"


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        ("", ""),
        ("P14D", "2 weeks after"),
        ("P10D", "10 days after"),
        ("-P1M", "1 month before"),
        ("P1Y", "1 year after"),
        ("P18M", "18 months after"),
        ("P1M10D", "1 month and 10 days after"),
        ("nonsense", "nonsense"),
    ],
)
def test_an_offset_is_put_into_words(offset, words):
    assert offset_words(offset) == words


@given(st.integers(0, 48), st.integers(0, 400), st.booleans())
def test_the_words_of_an_offset_read_as_the_offset(months, days, back):
    if not (months or days):
        return
    offset = f"{'-' if back else ''}P{months}M{days}D"
    assert duration_of(offset_of(offset_words(offset))) == duration_of(offset)


def test_no_length_has_no_words():
    assert length_words(0, 0) == ""
