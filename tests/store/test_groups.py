"""Groups in SQL are those a slow and obvious reference makes, with the rows in the same order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.particulars import Organisation
from app.domain.query import OVERDUE, Column, Grouping, Query, Sort
from app.domain.timeliness import Timeliness, timeliness
from app.store import listing
from app.store.terms import IN_ORDER
from tests.store.desks import (
    TODAY,
    Officer,
    acts,
    at_random,
    commitment,
    created,
    erase,
    examples,
    folder,
    raw,
    seated,
    seeded,
)

SECTORS = ("", "trade", "Trade", "energy", "Энергетика", "энергетика", "zz", "'; --")
BODIES = ("MoC", "moc", "NADRA", "Минпром", "")


def numbers(text):
    return [int(each) for each in text.split(",")] if text else []


def nocase(text):
    """Text as SQLite's NOCASE takes it: Latin letters alone have no case."""
    return "".join(each.lower() if each.isascii() else each for each in text)


def key_of(register, grouping, row, today):
    """What the groups are told apart and ordered by, for one row."""
    if grouping is Grouping.TIMELINESS:
        return IN_ORDER.index(timeliness(row.standing, today))
    if grouping is Grouping.ORIGIN:
        origin = register.reader.commitment(row.id).origin
        ref = raw(register).execute("SELECT ref FROM commitment WHERE id=?", (origin,)).fetchone()
        return (origin is None, ref[0] if ref else "", origin or "")
    words = row.sector if grouping is Grouping.SECTOR else row.owner
    return (words == "", nocase(words))


def reference(register, query, today):
    """The order and the counts of a grouped query, from the one without groups."""
    order = numbers(register.reader.ordered(replace(query, group=None), today))
    rows = register.reader.rows(order)
    keys = {rid: key_of(register, query.group, rows[rid], today) for rid in order}
    order.sort(key=keys.__getitem__)  # which keeps the order within each group
    return order, [(key, len(list(held))) for key, held in groupby(map(keys.__getitem__, order))]


def holds(register, query, today):
    """Whether groups and rows of a query are as the reference has them."""
    order, counts = reference(register, query, today)
    groups = register.reader.groups(query, today)
    assert numbers(register.reader.ordered(query, today)) == order
    most = listing.MANY if query.text else listing.PAGE
    assert register.reader.first_page(query, today) == order[:most]
    assert [each.count for each in groups] == [count for _, count in counts]
    assert sum(each.count for each in groups) == register.reader.count(query, today)
    for group, (key, _) in zip(groups, counts, strict=True):
        match query.group:
            case Grouping.TIMELINESS:
                assert group.key == IN_ORDER[key].value
            case Grouping.ORIGIN:
                assert group.key == key[2]
            case _:
                assert nocase(group.key) == key[1]
    return bool(order)


def scattered(register, seed, count=60):
    """Give rows sectors, leads and origins, drawn from few."""
    draw = seeded(seed)

    def scatter(verbs):
        bodies = [
            Organisation(id=OrganisationId(new_id()), name=f"Body {number}", acronym=acronym)
            for number, acronym in enumerate(BODIES)
        ]
        for each in bodies:
            verbs.add_organisation(each)
        meetings = [
            verbs.propose(commitment(f"M/{number}", f"Meeting {number}", kind=Kind.SESSION))
            for number in range(3)
        ]
        for number in range(count):
            verbs.propose(
                commitment(
                    f"P/{seed}.{number}",
                    f"Point {draw.randrange(9)}",
                    sector=draw.choice(SECTORS),
                    owner=draw.choice([None, *(each.id for each in bodies)]),
                    origin=draw.choice([None, *meetings]),
                )
            )

    register.together("Scatter", scatter)


QUERIES = (
    Query(),
    OVERDUE,
    Query(text="point"),
    Query(binned=True),
    Query(sort=(Sort(column=Column.TITLE, descending=True), Sort(column=Column.REF))),
    Query(sectors=frozenset({"trade", "energy"})),
)


@pytest.mark.parametrize("grouping", Grouping)
@examples(8)
@given(draws=acts, today=st.dates(date(2024, 6, 1), date(2028, 6, 1)), seed=st.integers(0, 99))
def test_groups_of_random_registers_are_those_of_the_reference(grouping, draws, today, seed):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(at_random(seeded(seed), 30))
        scattered(register, seed)
        Officer(register).work(draws)
        found = [holds(register, replace(query, group=grouping), today) for query in QUERIES]
        assert found[0]
        register.store.close()


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    opened.store.close()


@pytest.mark.parametrize("grouping", Grouping)
def test_more_than_a_page_is_grouped_as_the_reference_says(register, grouping):
    scattered(register, 5, count=700)
    for query in QUERIES[:3]:
        holds(register, replace(query, group=grouping), TODAY)


def test_without_a_grouping_there_are_no_groups(register):
    scattered(register, 1)
    assert register.reader.groups(Query(), TODAY) == ()


def test_the_order_of_the_groups_by_timing_names_every_timeliness_once():
    assert sorted(IN_ORDER) == sorted(Timeliness)


def test_the_groups_by_timing_follow_the_day(register):
    query = Query(group=Grouping.TIMELINESS)
    scattered(register, 2)
    Officer(register).work(at_random(seeded(7), 80))
    seen = set()
    for days in range(-800, 900, 50):
        groups = register.reader.groups(query, TODAY + timedelta(days=days))
        seen.add(tuple(each.key for each in groups))
    assert len(seen) > 1


def test_a_session_names_its_group_by_its_title_and_an_erased_one_by_its_reference(register):
    register.propose(commitment("M/1", "Ninth commission", kind=Kind.SESSION))
    session = register.reader.find("M/1")
    register.propose(commitment("P/1", origin=session))
    query = Query(group=Grouping.ORIGIN)
    titles = lambda: [each.title for each in register.reader.groups(query, TODAY)]  # noqa: E731
    assert titles() == ["Ninth commission", ""]
    register.discard([session])
    assert titles() == ["Ninth commission"]
    erase(register, session)
    assert titles() == ["M/1"]


def test_upper_and_lower_case_fall_into_one_group(register):
    for number, sector in enumerate(("trade", "Trade", "TRADE", "энергетика", "Энергетика")):
        register.propose(commitment(f"P/{number}", sector=sector))
    groups = register.reader.groups(Query(group=Grouping.SECTOR), TODAY)
    assert [each.count for each in groups] == [3, 1, 1]  # SQLite folds Latin letters only
