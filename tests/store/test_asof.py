"""A past day laid out in memory is what the log, read slowly, says it was."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.as_of import AsOf, By
from app.domain.errors import CancelledError, ReadOnlyError
from app.domain.query import Query
from app.store.asof import as_of
from app.store.computing import DERIVED, compute
from app.store.entries import LIVE
from app.store.records import RECORDS
from tests.store.desks import (
    START,
    TODAY,
    Instants,
    Officer,
    acts,
    at_random,
    commitment,
    created,
    examples,
    exchange,
    folder,
    hand_copy,
    raw,
    seated,
    seeded,
)

EVER = 2**53


def entered(register, until):
    return as_of(register.store.path, AsOf(day=TODAY, by=By.ENTRY), until)


def happened(register, day):
    return as_of(register.store.path, AsOf(day=day), EVER)


def raw_of_past(past):
    return past._connection  # noqa: SLF001 - the tests look where no caller may


def rows_of(connection, name, schema="main"):
    """Live rows of a table by identity, without what a register numbers by itself."""
    cursor = connection.execute(f"SELECT * FROM {schema}.{name}")  # noqa: S608 - our own names
    columns = [each[0] for each in cursor.description]
    found = (dict(zip(columns, row, strict=True)) for row in cursor)
    return {row["id"]: row for row in found if row["gone"] in LIVE}


def contents_of(connection, schema="main"):
    return {name: rows_of(connection, name, schema) for name in RECORDS}


def slowly(connection, until):
    """The fields of every live record by the entries of the log dated before an instant."""
    entries = connection.execute(
        "SELECT e.record, e.id, e.data FROM entry e JOIN change c ON c.seq=e.seq"
        " WHERE c.at<? ORDER BY c.clock, c.copy, e.pos",
        (until,),
    )
    found = {}
    for record, identity, data in entries:
        state = found.setdefault((record, identity), {})
        for name, (_, new) in json.loads(data).items():
            state[name] = new
    return {key: state for key, state in found.items() if state.get("gone") in LIVE}


def instants(register):
    return [row[0] for row in raw(register).execute("SELECT at FROM change ORDER BY at")]


@pytest.fixture
def desk(tmp_path):
    register = seated(created(tmp_path / "r.servanda"))
    yield register
    register.store.close()


# --- what was known ----------------------------------------------------------------------------


@examples(8)
@given(acts)
def test_as_of_each_instant_the_register_is_what_it_was_then(draws):
    """Undone and redone, binned and renamed: derived columns and suffixes included."""
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        officer = Officer(register)
        moments = []
        verbs = [*({each[0] for each in draws} or {"propose"}), "undo", "redo"]
        for step in [*draws, *at_random(seeded(len(draws)), 10, sorted(verbs))]:
            officer.do(*step)
            moments.append((register.clock.now(), contents_of(raw(register))))
        for until, wanted in moments[:: max(1, len(moments) // 6)]:
            past = entered(register, until)
            assert contents_of(raw_of_past(past)) == wanted
            past.close()
        register.store.close()


@examples(6)
@given(acts, acts)
def test_merged_copies_are_folded_by_their_clocks_whenever_they_met(draws, others):
    with folder() as place:
        one = seated(created(place / "1.servanda"), actor="one")
        Officer(one).work(at_random(seeded(len(draws)), 12))
        # The other computer's clock runs an hour behind, and jumps.
        late = Instants(at=START - 3_600_000, steps=[7_000_000, -5_000_000])
        two = seated(hand_copy(one, place / "2.servanda"), actor="two", now=late)
        Officer(one).work(draws)
        Officer(two).work(others)
        exchange(two, one)
        moments = instants(one)
        for until in moments[:: max(1, len(moments) // 5)]:
            past = entered(one, until)
            connection = raw_of_past(past)
            wanted = slowly(raw(one), until)
            for (record, identity), state in wanted.items():
                row = rows_of(connection, record).get(identity)
                if "gone" in state and row is not None:
                    assert {name: row[name] for name in state} == state
            for identity, row in rows_of(connection, "commitment").items():
                assert ("commitment", identity) in wanted
                assert tuple(row[name] for name in DERIVED) == compute(connection, identity)
            past.close()
        one.store.close()
        two.store.close()


def test_before_the_first_change_the_register_is_empty(desk):
    desk.propose(commitment("R/1"))
    past = entered(desk, instants(desk)[0])
    assert past.lists.count(Query(), TODAY) == 0
    assert past.lists.count(Query(text="promise"), TODAY) == 0
    past.close()


def test_what_is_searched_for_is_what_was_written_then(desk):
    desk.propose(commitment("R/1", "Tractor plant"))
    for number in range(2, 9):
        desk.propose(commitment(f"R/{number}", "Something else"))
    identity = desk.reader.find("R/1")
    until = desk.clock.now()
    desk.amend(identity, title="Brick works")
    past = entered(desk, until)
    texts = {text: past.lists.count(Query(text=text), TODAY) for text in ("tractor", "brick")}
    past.close()
    assert texts == {"tractor": 1, "brick": 0}


def test_history_ends_with_that_day(desk):
    desk.propose(commitment("R/1", "First"))
    identity = desk.reader.find("R/1")
    until = desk.clock.now()
    desk.amend(identity, title="Second")
    past = entered(desk, until)
    assert [each.label for each in past.history(identity)] == ["New commitment"]
    past.close()


def test_who_held_a_reference_alone_then_shows_it_without_a_suffix(tmp_path):
    one = seated(created(tmp_path / "1.servanda"), actor="one")
    two = seated(hand_copy(one, tmp_path / "2.servanda"), actor="two")
    two.propose(commitment("R/1", "Later by its clock"))
    (second,) = rows_of(raw(two), "commitment")
    until = one.clock.now() + 60_000
    slow = seated(tmp_path / "1.servanda", actor="one", now=Instants(at=until))
    slow.propose(commitment("R/0"))
    slow.propose(commitment("R/1", "Entered after that day"))
    exchange(two, slow)
    suffixes = {row["ref"]: row["clash"] for row in rows_of(raw(slow), "commitment").values()}
    past = entered(slow, until)
    then = rows_of(raw_of_past(past), "commitment")
    past.close()
    for each in (one, two, slow):
        each.store.close()
    assert suffixes["R/0"] == ""
    assert {identity: row["clash"] for identity, row in then.items()} == {second: ""}


def test_erased_texts_are_missing_and_counted(desk):
    for number in (1, 2):
        desk.propose(commitment(f"R/{number}"))
    gone = desk.reader.find("R/1")
    until = desk.clock.now()
    desk.discard([gone])
    desk.erase([gone])
    then, before, now = (entered(desk, each) for each in (until, instants(desk)[0], EVER))
    found = [(each.layer.erased, each.lists.count(Query(), TODAY)) for each in (then, before, now)]
    for each in (then, before, now):
        each.close()
    assert found == [(1, 1), (0, 0), (0, 1)]


# --- what had happened -------------------------------------------------------------------------


@examples(10)
@given(acts)
def test_as_of_today_all_that_happened_is_as_it_stands(draws):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(at_random(seeded(len(draws)), 25))
        Officer(register).work(draws)
        past = happened(register, TODAY)
        found, wanted = contents_of(raw_of_past(past)), contents_of(raw(register))
        past.close()
        register.store.close()
        # An appearance at a session that is recorded as not held yet is none; none is drawn here.
        for name in sorted(RECORDS):
            assert found[name] == wanted[name], name


@examples(8)
@given(acts, st.lists(st.dates(date(2024, 1, 1), TODAY), min_size=2, max_size=4))
def test_what_was_there_on_a_day_is_there_on_every_later_one(draws, days):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(at_random(seeded(len(draws)), 20))
        Officer(register).work(draws)
        before = set()
        for day in sorted(days):
            past = happened(register, day)
            connection = past.layer.connected(building=True)  # sees the whole log
            there = rows_of(connection, "commitment")
            assert before <= there.keys()
            for identity, row in there.items():
                assert tuple(row[name] for name in DERIVED) == compute(connection, identity)
            before = set(there)
            connection.close()
            past.close()
        register.store.close()


@pytest.mark.parametrize(
    ("made_on", "day", "there"),
    [
        ("2024-11-26", date(2024, 11, 25), False),
        ("2024-11-26", date(2024, 11, 26), True),
        ("2024-11", date(2024, 11, 29), False),
        ("2024-11", date(2024, 11, 30), True),
        ("../2025-02-10", date(2025, 2, 9), False),
        ("../2025-02-10", date(2025, 2, 10), True),
        ("2024-02-28/2024-02-29", date(2024, 2, 29), True),
        ("2024", date(2024, 12, 30), False),
        ("2024", date(2024, 12, 31), True),
    ],
)
def test_a_commitment_is_there_once_its_making_can_no_longer_be_later(desk, made_on, day, there):
    desk.propose(commitment("R/1", made_on=made_on))
    past = happened(desk, day)
    found = past.lists.count(Query(), day)
    past.close()
    assert found == there


def test_made_nobody_knows_when_it_is_there_once_it_was_entered(desk):
    desk.propose(commitment("R/1"))
    found = []
    for until in (START, EVER):
        past = as_of(desk.store.path, AsOf(day=date(2026, 1, 1)), until)
        found.append(past.lists.count(Query(), TODAY))
        past.close()
    assert found == [0, 1]


# --- work --------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", By)
def test_progress_grows_to_the_end(desk, by):
    desk.propose(commitment("R/1"))
    told = []
    as_of(
        desk.store.path,
        AsOf(day=TODAY, by=by),
        EVER,
        progress=lambda done, whole: told.append((done, whole)),
    ).close()
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("after", [0, 10, 40])
def test_called_off_it_ends_and_leaves_the_register_free(desk, by, after):
    desk.propose(commitment("R/1"))
    told = []
    with pytest.raises(CancelledError):
        as_of(
            desk.store.path,
            AsOf(day=TODAY, by=by),
            EVER,
            progress=lambda *each: told.append(each),
            cancelled=lambda: len(told) > after,
        )
    assert desk.propose(commitment("R/2")).n


def test_nothing_can_be_written_to_a_past_day(desk):
    desk.propose(commitment("R/1"))
    past = happened(desk, TODAY)
    for act in (past.undo, past.redo, lambda: past.write("Anything")):
        with pytest.raises(ReadOnlyError, match="past day"):
            act()
    assert (past.next_undo(), past.next_redo()) == (None, None)
    past.close()


def test_whoever_writes_meanwhile_is_not_kept_waiting_and_changes_no_past_day(desk):
    desk.propose(commitment("R/1", made_on="2024"))
    past = happened(desk, TODAY)
    desk.propose(commitment("R/2", made_on="2024"))
    fresh = past.fresh_reader()
    assert fresh.count(Query(), TODAY) == 1
    fresh.close()
    past.close()


def test_nothing_of_a_past_day_is_left_on_the_disk(desk, tmp_path):
    desk.propose(commitment("R/1"))
    before = sorted(tmp_path.rglob("*"))
    past = happened(desk, TODAY)
    again = past.again()
    past.close()
    assert again.lists.count(Query(), TODAY) == 1
    again.close()
    assert sorted(tmp_path.rglob("*")) == before
