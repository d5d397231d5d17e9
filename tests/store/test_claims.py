"""Marks of what was shown: claimed once, confirmed, given back, lapsed; local to one seat."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from app.domain.errors import ReadOnlyError
from app.services.opening import open_register
from app.store.claims import HELPER, LEASE_MS, SEAT, WINDOW, Claims, Shown
from app.store.driver import connect

DAY = date(2026, 11, 22)
NOW = 1_800_000_000_000


@pytest.fixture
def claims(register):
    return register.store.claims


def claim(claims, *showings, at=NOW):
    with claims.together():
        return claims.claim(showings, at)


def test_what_is_claimed_is_nobody_elses(claims):
    assert claim(claims, "a", "b") == {"a", "b"}
    assert claim(claims, "b", "c") == {"c"}


def test_what_was_shown_is_never_claimed_again(claims):
    claim(claims, "a")
    with claims.together():
        claims.confirm(["a"], NOW)
    assert claim(claims, "a", at=NOW + 100 * LEASE_MS) == set()
    assert claims.standing(["a", "b"]) == {"a": Shown.SHOWN}


@pytest.mark.parametrize("later", [LEASE_MS + 1, -LEASE_MS - 1])
def test_a_claim_that_nobody_confirmed_lapses_whichever_way_the_clock_went(claims, later):
    claim(claims, "a")
    assert claim(claims, "a", at=NOW + LEASE_MS) == set()
    assert claim(claims, "a", at=NOW - LEASE_MS) == set()
    assert claim(claims, "a", at=NOW + later) == {"a"}


def test_what_was_given_back_is_free_at_once_and_leaves_its_mark(claims):
    claim(claims, "a")
    with claims.together():
        claims.release(["a"])
    assert claims.standing(["a"]) == {"a": Shown.CLAIMED}
    assert claim(claims, "a", at=NOW + 1) == {"a"}


def test_what_was_shown_cannot_be_given_back(claims):
    claim(claims, "a")
    with claims.together():
        claims.confirm(["a"], NOW)
        claims.release(["a"])
    assert claims.standing(["a"]) == {"a": Shown.SHOWN}


def test_what_was_summed_up_is_not_claimed_and_a_claim_is_not_summed_up(claims, register):
    claim(claims, "b")
    with claims.together():
        claims.sum_up(["a", "b"], NOW)
    assert claim(claims, "a", at=NOW + 2 * LEASE_MS) == set()
    assert claims.standing(["a", "b"]) == {"a": Shown.SUMMED, "b": Shown.CLAIMED}
    assert register.reader.summed("officer", ["a", "b", "c"]) == {"a"}
    assert register.reader.summed("colleague", ["a"]) == set()


def test_each_seat_has_marks_of_its_own(register):
    connection = connect(register.store.path)
    mine, theirs = Claims(connection, "officer"), Claims(connection, "colleague")
    assert claim(mine, "a") == claim(theirs, "a") == {"a"}
    connection.close()


def test_a_look_is_noted_for_its_place_and_for_the_seat(claims, register):
    with claims.together():
        claims.looked(WINDOW, DAY, NOW, None)
        claims.looked(HELPER, DAY, NOW + 5, None)
    held = register.reader.watches("officer")
    assert {name: each.at for name, each in held.items()} == {
        SEAT: NOW + 5, WINDOW: NOW, HELPER: NOW + 5,
    }  # fmt: skip
    assert register.reader.watches("colleague") == {}


def test_an_absence_stands_until_it_is_waved_aside(claims):
    with claims.together():
        claims.looked(WINDOW, DAY, NOW, date(2026, 11, 1))
    with claims.together():
        claims.looked(WINDOW, DAY, NOW, None)
    assert claims.watches()[WINDOW].away == date(2026, 11, 1)
    assert claims.watches()[SEAT].away is None
    with claims.together():
        claims.back(WINDOW)
    assert claims.watches()[WINDOW].away is None


def test_what_fails_leaves_no_mark(claims):
    with suppress(KeyError), claims.together():
        claims.claim(["a"], NOW)
        raise KeyError
    assert claims.standing(["a"]) == {}


def test_marks_are_no_content_of_the_register(register):
    before = register.store.heads()
    claim(register.store.claims, "a")
    assert register.store.heads() == before
    assert register.store.check() == []
    assert register.store.next_undo() == "New relation"


def test_nothing_is_claimed_where_nothing_is_written(register, places, clock):
    other = open_register(register.store.path, places, clock, "officer", read_only=True)
    with pytest.raises(ReadOnlyError):
        _ = other.store.claims
    assert other.reader.watches("officer") == {}
    other.close()
