"""Filters as values: each asks for what it says, can be taken away, and says what it holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitment import Strength
from app.domain.kinds import Family
from app.domain.lifecycle import Status
from app.domain.query import DUE_SOON, OPEN, OVERDUE, Grouping, Query
from app.domain.timeliness import Timeliness
from app.domain.view import AGREEMENTS, BIN, BUILT_IN
from app.qt.models.filters import FILTERS, cleared, described, filtered
from app.store.reader import Reader

BY_KEY = {each.key: each for each in FILTERS}


@pytest.fixture
def reader(sample) -> Reader:
    return sample.reader


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.key)
def test_what_is_asked_for_is_held_and_taken_away_again(reader, each):
    values = [value for value, _ in each.values(reader, "")]
    assert values
    assert each.held(Query()) == frozenset()
    chosen = frozenset(values[:1] if each.one else values[:3])
    query = each.ask(Query(), chosen)
    assert each.held(query) == chosen
    assert filtered(query)
    assert cleared(query) == Query()
    assert replace(each.ask(query, frozenset()), promises=False) == Query()


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.key)
def test_every_value_has_words_and_is_offered_once(reader, each):
    values = each.values(reader, "")
    assert all(words for _, words in values)
    assert len({value for value, _ in values}) == len(values)
    assert each.title


@given(st.data())
def test_one_filter_leaves_the_others_as_they_are(data):
    known = {
        "timing": [each.value for each in Timeliness], "status": [each.value for each in Status],
        "sector": ["trade", "energy"], "lead": ["MoC"], "owed by": ["PK", "BY"],
        "ball": ["PK", "third"], "strength": ["0", "5"], "silent": ["yes"],
    }  # fmt: skip
    query = Query()
    for key in data.draw(st.lists(st.sampled_from(sorted(known)), unique=True)):
        before = {other.key: other.held(query) for other in FILTERS}
        most = 1 if BY_KEY[key].one else 3
        chosen = data.draw(st.frozensets(st.sampled_from(known[key]), min_size=1, max_size=most))
        query = BY_KEY[key].ask(query, chosen)
        for other in FILTERS:
            if other.key not in (key, "promises"):
                assert other.held(query) == before[other.key]


def test_what_was_only_noted_is_left_out_of_timing_unless_it_is_asked_for():
    late = BY_KEY["timing"].ask(Query(), frozenset({"overdue"}))
    assert late == OVERDUE
    noted = BY_KEY["strength"].ask(late, frozenset({"0"}))
    assert (noted.promises, noted.strengths) == (False, {Strength.STATEMENT})
    assert not BY_KEY["timing"].ask(noted, frozenset({"due soon"})).promises
    assert BY_KEY["timing"].ask(Query(), frozenset({"due soon"})) == DUE_SOON


@pytest.mark.parametrize("view", [AGREEMENTS, BIN], ids=lambda view: view.name)
def test_clearing_stays_in_the_section(view):
    asked = replace(view.query, text="tractor", sectors=frozenset({"trade"}), within=10)
    assert filtered(asked)
    assert cleared(asked) == view.query
    assert not filtered(view.query)


@pytest.mark.parametrize(
    "query",
    [*(each.query for each in BUILT_IN), OPEN],
    ids=[*(each.name for each in BUILT_IN), "open"],
)
def test_clearing_an_everyday_view_asks_for_everything(query):
    assert replace(cleared(query), sort=Query().sort) == Query()


def test_clearing_keeps_pair_order_and_groups():
    kept = Query(relation="PK-BY", group=Grouping.LEAD, families=frozenset({Family.MEETING}))
    assert cleared(replace(kept, text="x", owner="MoC", silent=True)) == kept


def test_who_owes_alone_is_told_from_who_owes_with_the_other(sample):
    found = dict(BY_KEY["owed by"].values(sample.reader, ""))
    assert found["BY"] == "BY alone"
    assert found["PK+BY"] == "both, PK + BY"


def test_only_the_countries_of_the_pair_looked_at_are_offered(sample):
    sample.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    offered = {
        relation: {value for value, _ in BY_KEY["ball"].values(sample.reader, relation)}
        for relation in ("", "PK-BY", "PK-KZ")
    }
    assert {relation: found - {"third"} for relation, found in offered.items()} == {
        "": {"PK", "BY", "KZ"},
        "PK-BY": {"PK", "BY"},
        "PK-KZ": {"PK", "KZ"},
    }
    assert all("third" in found for found in offered.values())
    assert BY_KEY["origin"].values(sample.reader, "PK-KZ") == []


def test_a_chip_says_its_one_value_or_how_many():
    values = [("trade", "Trade and customs"), ("energy", "Energy")]
    ask = BY_KEY["sector"].ask
    assert described(ask(Query(), frozenset({"trade"})), "sector", values) == "Trade and customs"
    assert described(ask(Query(), frozenset({"trade", "energy"})), "sector", values) == "2"
    assert described(ask(Query(), frozenset({"gone"})), "sector", values) == "gone"
