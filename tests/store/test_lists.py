"""A list is the same whichever way it was looked for."""

from __future__ import annotations

import pytest

from app.domain.query import OPEN, Column, Query, Sort
from app.store import listing
from app.store.driver import connect
from app.store.lists import Lists
from tests.benchmarks.generator import TODAY, generate

SIZE = 2_200


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    path = tmp_path_factory.mktemp("lists") / "made-up.servanda"
    generate(path, SIZE)
    opened = connect(path, read_only=True)
    yield opened
    opened.close()


def found(connection, query, *, many):
    return connection.execute(*listing.ordered(query, TODAY, many=many)).fetchone()[0]


@pytest.mark.parametrize("text", ["b", "ba", "ba d", "bazoka", "nothing has this"])
@pytest.mark.parametrize("more", [{}, {"phases": OPEN.phases, "promises": True}])
@pytest.mark.parametrize("column", list(Column))
def test_a_search_text_that_is_found_often_gives_the_same_list(connection, text, more, column):
    query = Query(text=text, sort=(Sort(column=column),), **more)
    usual = found(connection, query, many=False)
    assert found(connection, query, many=True) == usual
    assert Lists(connection).ordered(query, TODAY) == (usual or "")


def test_the_first_page_is_the_beginning_of_the_whole(connection):
    for text in ("", "b", "bazo"):
        query = Query(text=text)
        whole = Lists(connection).ordered(query, TODAY).split(",")
        page = Lists(connection).first_page(query, TODAY)
        assert [str(each) for each in page] == [each for each in whole[: len(page)] if each]


def test_of_a_text_that_is_not_found_often_the_first_page_is_all(connection):
    lists, more_than_a_page = Lists(connection), 0
    for text in ("b", "ba", "ba d", "baz", "bazo"):
        query = Query(text=text)
        page, whole = lists.first_page(query, TODAY), lists.count(query, TODAY)
        often = whole >= listing.MANY
        assert len(page) == (listing.PAGE if often else whole)
        more_than_a_page += not often and whole > listing.PAGE
    assert more_than_a_page


def test_whether_a_text_is_found_often_is_counted_no_further_than_needed(connection):
    (often,) = connection.execute(*listing.many(Query(text="b"))).fetchone()
    (never,) = connection.execute(*listing.many(Query(text="nothing has this"))).fetchone()
    assert (often, never) == (listing.MANY, 0)
    assert listing.many(Query()) is None


@pytest.mark.parametrize("column", [each for each in Column if each is not Column.SLIP])
def test_the_order_of_a_whole_register_is_read_from_an_index_alone(connection, column):
    # Looking up every row made a sort of 100,000 cost twenty times as much.
    sql, values = listing.ordered(Query(sort=(Sort(column=column),)), TODAY)
    plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
    assert "USING COVERING INDEX" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan


def test_the_identities_of_any_number_of_rows_come_in_the_order_asked_for(connection):
    lists = Lists(connection)
    rids = [int(each) for each in lists.ordered(Query(), TODAY).split(",")]
    wanted = [*reversed(rids), 10**9]
    rows = {rid: each.id for some in chunks(rids) for rid, each in lists.rows(some).items()}
    assert lists.identities(wanted) == [rows[rid] for rid in reversed(rids)]


def chunks(rids):
    return [rids[at : at + listing.PAGE] for at in range(0, len(rids), listing.PAGE)]
