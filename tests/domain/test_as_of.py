"""A look back says which day it shows, in which sense, and what it cannot show."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.as_of import AsOf, By, as_of_words, erased_words
from app.domain.errors import InvalidValueError

DAY = date(2024, 12, 31)


def test_what_had_happened_is_the_usual_sense():
    assert as_of_words(AsOf(day=DAY)) == "As of 31 Dec 2024, by what had happened"


def test_what_was_known_is_named_as_such():
    assert as_of_words(AsOf(day=DAY, by=By.ENTRY)) == "As of 31 Dec 2024, by what was known"


def test_today_can_be_looked_back_on():
    assert AsOf(day=DAY).checked(DAY) == AsOf(day=DAY)


def test_a_day_yet_to_come_is_refused_by_its_name():
    with pytest.raises(InvalidValueError, match=r"31 Dec 2024 is yet to come") as refusal:
        AsOf(day=DAY).checked(date(2024, 12, 30))
    assert refusal.value.field == "as_of"


@pytest.mark.parametrize(
    ("count", "by", "words"),
    [
        (0, By.ENTRY, ""),
        (0, By.HAPPENED, ""),
        (
            1,
            By.ENTRY,
            "1 commitment known then is missing: it was erased for good since.",
        ),
        (
            3,
            By.ENTRY,
            "3 commitments known then are missing: they were erased for good since.",
        ),
        (
            1,
            By.HAPPENED,
            "1 commitment was erased for good; whether it was there then cannot be said.",
        ),
        (
            2,
            By.HAPPENED,
            "2 commitments were erased for good; whether they were there then cannot be said.",
        ),
    ],
)
def test_what_was_erased_is_said_to_be_missing_and_no_more(count, by, words):
    assert erased_words(count, by) == words
