"""What falls into some days, and which years hold anything."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.lifecycle import Status
from app.domain.timing import Basis, Timing, sense_of
from tests.store.desks import commitment, created, seated

APRIL = (date(2025, 4, 1), date(2025, 4, 30))


@pytest.fixture
def register(tmp_path):
    """An empty register."""
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    opened.close()


@pytest.fixture
def promised(register):
    """Enter a commitment due then."""

    def promise(ref, edtf, **values):
        timing = Timing(edtf=edtf, sense=sense_of(edtf), basis=Basis.STATED)
        given = {"owed_by": "PK", "made_on": "2025-01-01", **values}
        happened = "2025-06-03" if "status" in values else ""
        register.propose(commitment(ref, **given), timing=timing, happened_on=happened)

    return promise


def falling(register, span=APRIL, relation="", most=100):
    rows, found = register.reader.falling(*span, relation, most)
    return [each.ref for each in rows], found


@pytest.mark.parametrize(
    ("edtf", "falls"),
    [
        ("2025-04-11", True),
        ("2025-04-30", True),
        ("2025-03-31", False),
        ("2025-05-01", False),
        ("2025-04", True),
        ("2025", True),
        ("2026", False),
        ("2024/2027", True),
        ("../2025-04-15", True),
        ("../2025-05-15", False),
        ("[2025-03-01..2025-04-15]", True),
        ("[2025-04-01..2025-05-15]", False),
        ("2025-04/..", True),
        ("2025-03/..", False),
    ],
)
def test_what_falls_into_a_month(register, promised, edtf, falls):
    promised("R/1", edtf)
    assert falling(register) == ((["R/1"], 1) if falls else ([], 0))


def test_what_was_done_falls_when_it_was_done(register, promised):
    promised("R/1", "2025-04-11", status=Status.FULFILLED)
    assert falling(register) == ([], 0)
    assert falling(register, (date(2025, 6, 1), date(2025, 6, 30))) == (["R/1"], 1)


def test_what_was_dropped_or_binned_falls_nowhere(register, promised):
    promised("R/1", "2025-04-11", status=Status.WITHDRAWN)
    promised("R/2", "2025-04-11")
    register.discard([register.reader.find("R/2")])
    assert falling(register) == ([], 0)


def test_the_best_known_comes_first_and_the_rest_is_counted(register, promised):
    promised("R/1", "2025")
    promised("R/2", "2025-04")
    promised("R/3", "2025-04-11")
    assert falling(register) == (["R/3", "R/2", "R/1"], 3)
    assert falling(register, most=1) == (["R/3"], 3)


def test_one_pair_of_countries_can_be_asked_for(register, promised):
    promised("R/1", "2025-04-11")
    promised("K/1", "2025-04-11", relation="PK-KZ")
    assert falling(register, relation="PK-KZ") == (["K/1"], 1)
    assert falling(register)[1] == 2


def test_the_years_in_which_something_begins_or_ends(register, promised):
    promised("R/1", "2024/2027")
    promised("R/2", "2025-04-11")
    promised("R/3", "2031")
    register.discard([register.reader.find("R/3")])
    assert register.reader.dated_years() == [2024, 2025, 2027]
