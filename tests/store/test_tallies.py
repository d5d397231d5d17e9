"""Counts in one pass are the counts one by one."""

from __future__ import annotations

import pytest

from app.domain.commitment import Strength
from app.domain.kinds import Family
from app.domain.query import DUE_SOON, OVERDUE, Query
from app.domain.view import BUILT_IN


@pytest.fixture
def reader(sample):
    return sample.reader


QUERIES = [
    Query(),
    Query(binned=True),
    OVERDUE,
    DUE_SOON,
    *(view.query for view in BUILT_IN),
    Query(families=frozenset({Family.MEETING}), text="joint"),
    Query(strengths=frozenset(Strength), leads=frozenset({"MoFA"})),
    Query(text="###"),
]


def test_each_count_is_that_of_its_query(reader, clock):
    today = clock.today()
    assert reader.counts(QUERIES, today) == [reader.count(each, today) for each in QUERIES]


def test_nothing_asked_is_nothing_counted(reader, clock):
    assert reader.counts([], clock.today()) == []
