"""How long before a day, as it is typed: read, and written so that it is read the same again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.domain.reminder_rules import NONE, Point, ReminderRule, checked
from app.domain.typed_leads import read_leads, typed_leads


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("30 days, 7 days, 1 day", "P30D P7D P1D"),
        ("3 months; a week", "P3M P1W"),
        ("P30D", "P30D"),
        ("40 working days before", "P40D"),
        ("on the day", "P0D"),
        ("1 month, on the day", "P1M P0D"),
        ("1 day after", "-P1D"),
        ("2 weeks later", "-P2W"),
        ("none", NONE),
        (" Never ", NONE),
        ("21d", "P21D"),
    ],
)
def test_what_is_typed_is_read(typed, stored):
    assert read_leads(typed) == stored


@pytest.mark.parametrize("typed", ["", "  ", "soon", "30", "days", "x days", "30 days, soon", ",,"])
def test_what_is_no_length_is_refused_with_an_example(typed):
    with pytest.raises(InvalidValueError) as refused:
        read_leads(typed)
    assert refused.value.field == "leads"


LEADS = st.builds(
    "{}P{}{}".format, st.sampled_from(["", "-"]), st.integers(1, 200), st.sampled_from("DWM")
)


@given(st.lists(st.one_of(LEADS, st.just("P0D")), min_size=1, max_size=6))
def test_what_is_stored_can_be_typed_again(leads):
    stored = " ".join(leads)
    assert read_leads(typed_leads(stored)) == stored


def test_nothing_is_typed_as_none():
    assert typed_leads(NONE) == "none"


@given(st.lists(st.integers(1, 300), min_size=1, max_size=6, unique=True))
def test_what_is_typed_passes_the_check_of_a_rule(days):
    typed = ", ".join(f"{each} days" for each in days)
    rule = ReminderRule(id="", family="undertaking", point=Point.DEADLINE, leads=read_leads(typed))
    ordered = sorted(days, reverse=True)
    assert checked(rule).each_lead == tuple(f"P{each}D" for each in ordered)
