"""The pair of countries a register begins with."""

from __future__ import annotations

import pytest

from app.domain.errors import InvalidValueError
from app.services.countries import Countries, enter_countries


def _pair(**values):
    usual = {"first": "PK", "first_name": "Pakistan", "second": "TR", "second_name": "Türkiye"}
    return Countries(**{**usual, **values})


def test_a_pair_of_countries_is_entered_as_one_change(register):
    pair = _pair(first=" pk ", second_name="  Republic  of Türkiye ")
    assert pair.refusals() == []
    assert enter_countries(register, pair).label == "New relation"
    entered = {each.code: each for each in register.reader.relations()}["PK-TR"]
    assert (entered.first_name, entered.second_name) == ("Pakistan", "Republic of Türkiye")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"first": ""}, ["first"]),
        ({"first": "P", "second": "TURK"}, ["first", "second"]),
        ({"second": "П"}, ["second"]),
        ({"second": "T-R"}, ["second"]),
        ({"first_name": "  "}, ["first_name"]),
        ({"first": "", "first_name": "", "second": "", "second_name": ""},
         ["first", "second", "first_name", "second_name"]),
        ({"second": "pk"}, ["second"]),
    ],
)  # fmt: skip
def test_what_is_no_pair_is_refused_field_by_field(register, values, named):
    pair = _pair(**values)
    assert [each.field for each in pair.refusals()] == named
    with pytest.raises(InvalidValueError):
        enter_countries(register, pair)
    assert [each.code for each in register.reader.relations()] == ["PK-BY"]
