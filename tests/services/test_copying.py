"""Rows as lines for another program: in their order, of one state, and given up when told."""

from __future__ import annotations

from array import array

import pytest

from app.domain.errors import CancelledError
from app.domain.query import Query
from app.services.copying import lines_of
from tests.conftest import TODAY


def copied(reader, rids, **how):
    silent = {"progress": lambda _done, _all: None, "cancelled": lambda: False}
    return lines_of(reader, array("q", rids), lambda row: row.ref, **{**silent, **how})


@pytest.fixture
def rows(sample):
    return list(sample.reader.each_row(Query(), TODAY))


def test_every_row_is_a_line_in_the_order_asked_for(sample, rows):
    backwards = rows[::-1]
    found = copied(sample.reader, [each.rid for each in backwards])
    assert found == [each.ref for each in backwards]


def test_a_row_that_is_gone_is_left_out(sample, rows):
    assert copied(sample.reader, [rows[0].rid, 10_000_000]) == [rows[0].ref]


def test_how_far_it_has_come_is_told_to_the_end(sample, rows):
    told = []
    copied(sample.reader, [each.rid for each in rows], progress=lambda *how: told.append(how))
    assert told[-1] == (len(rows), len(rows))


def test_it_is_given_up_as_soon_as_that_is_wanted(sample, rows):
    with pytest.raises(CancelledError):
        copied(sample.reader, [rows[0].rid], cancelled=lambda: True)
