"""Views as text: every one comes back as it was, and what is not understood hides nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitment import Strength
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.query import Column, Grouping, Query, Sort
from app.domain.timeliness import Timeliness
from app.domain.view import AGREEMENTS, BIN, BUILT_IN, COMMITMENTS, View


def some(words):
    return st.frozensets(st.sampled_from(list(words)))


texts = st.text(st.characters(exclude_categories=["Cs"]))
sorts = st.lists(
    st.builds(Sort, column=st.sampled_from(Column), descending=st.booleans()), min_size=1
)
ASKED = {
    "text": texts,
    "timeliness": some(Timeliness),
    "phases": some(Phase),
    "statuses": some(Status),
    "kinds": some(Kind),
    "families": some(Family),
    "strengths": some(Strength),
    "sectors": st.frozensets(texts),
    "relation": texts,
    "owed_by": texts,
    "owner": texts,
    "leads": st.frozensets(texts),
    "balls": st.frozensets(texts),
    "owed": st.frozensets(texts),
    "silent": st.booleans(),
    "slipped": st.booleans(),
    "unmarked": st.booleans(),
    "origin": st.none() | texts.map(CommitmentId),
    "promises": st.booleans(),
    "within": st.none() | st.integers(),
    "binned": st.booleans(),
    "sort": sorts.map(tuple),
    "group": st.none() | st.sampled_from(Grouping),
}
queries = st.builds(Query, **ASKED)
views = st.builds(View, name=texts, query=queries, columns=st.lists(texts).map(tuple))
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below),
    max_leaves=10,
)


def test_every_field_of_a_query_is_drawn_here():
    assert set(ASKED) == set(Query.__dataclass_fields__)


@given(views)
def test_any_view_comes_back_from_its_text(view):
    assert View.from_text(view.name, view.to_text()) == view


@pytest.mark.parametrize("view", [COMMITMENTS, AGREEMENTS, BIN, *BUILT_IN], ids=lambda v: v.name)
def test_every_view_that_a_register_has_comes_back_from_its_text(view):
    assert View.from_text(view.name, view.to_text()) == view


def test_what_is_as_usual_is_not_in_the_text():
    assert json.loads(View(name="all").to_text()) == {"schema": 1, "query": {}, "columns": []}


def test_equal_views_have_the_same_text():
    one, other = ({"trade", "energy", "health"}, {"health", "energy", "trade"})
    assert (
        View(name="a", query=Query(sectors=frozenset(one))).to_text()
        == View(name="b", query=Query(sectors=frozenset(other))).to_text()
    )


def text_of(**query):
    return json.dumps({"schema": 1, "query": query, "columns": []})


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ({"mood": "good"}, Query()),
        ({"timeliness": ["overdue", "very late"]},
         Query(timeliness=frozenset({Timeliness.OVERDUE}))),
        ({"kinds": ["hologram"]}, Query()),
        ({"group": "mood"}, Query()),
        ({"sort": [["mood", True], ["title", True]]},
         Query(sort=(Sort(column=Column.TITLE, descending=True),))),
        ({"sort": [["mood", True]]}, Query()),
        ({"sort": []}, Query()),
        ({"sort": 7}, Query()),
        ({"strengths": [4, 9]}, Query(strengths=frozenset({Strength.AGREED_ACTION}))),
        ({"within": "soon"}, Query()),
        ({"within": 1e999}, Query()),
        ({"origin": None}, Query()),
        ({"sectors": ["trade", "\ud800"]}, Query(sectors=frozenset({"trade"}))),
        ({"text": "\udfff"}, Query()),
    ],
)  # fmt: skip
def test_words_of_a_later_version_are_left_out(asked, understood):
    assert View.from_text("mine", text_of(**asked)).query == understood


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "7", "[]", "{}", '{"query": {}}', '{"query": 1, "columns": []}',
     '{"query": {}, "columns": 1}', "[" * 100_000, '{"columns": []}'],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_a_text_that_is_no_view_is_refused_with_its_name(text):
    with pytest.raises(InvalidValueError, match="“mine” cannot be read"):
        View.from_text("mine", text)


@given(st.dictionaries(st.sampled_from([*Query.__dataclass_fields__, "mood"]), plain))
def test_whatever_stands_in_a_text_it_is_a_view_that_can_be_written_again(asked):
    text = json.dumps({"schema": 1, "query": asked, "columns": []})
    view = View.from_text("mine", text)
    assert View.from_text("mine", view.to_text()) == view
    assert view.query.sort


@given(st.text())
def test_any_text_is_a_view_or_is_refused(text):
    try:
        assert View.from_text("mine", text).name == "mine"
    except InvalidValueError as error:
        assert error.field == "view"  # noqa: PT017 - either is right
