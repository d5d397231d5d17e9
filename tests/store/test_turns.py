"""Long work beside the window lets it have its turn."""

from __future__ import annotations

import sys
import threading
from time import perf_counter

import pytest

from app.store.driver import memory
from app.store.turns import GivingWay, gives_way, let_go

_WAITS = 20


@pytest.fixture
def seldom():
    """Let Python take its lock from a thread so seldom that whoever has it must give it up."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(60)
    yield
    sys.setswitchinterval(usual)


def _went_on(work) -> int:
    """Return how often this thread had its turn while another was at `work`."""
    ended = threading.Event()

    def run():
        work()
        ended.set()

    turns = 0
    thread = threading.Thread(target=run)
    thread.start()
    while not ended.wait(0.001):
        turns += 1
    thread.join()
    return turns


def _until(seconds, act):
    end = perf_counter() + seconds
    while perf_counter() < end:
        act()


def test_another_thread_has_its_turn_in_python_that_never_waits(seldom):
    give_way = GivingWay()
    assert _went_on(lambda: _until(0.5, give_way)) >= _WAITS


def test_without_giving_way_it_has_none(seldom):
    assert _went_on(lambda: _until(0.5, lambda: None)) < _WAITS


def test_a_connection_gives_way_within_one_statement():
    turns = []
    connection = gives_way(memory(), lambda: turns.append("had"))
    counting = (
        "WITH RECURSIVE n(x) AS(SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x<?)"
        " SELECT count(*) FROM n"
    )
    assert connection.execute(counting, (1_000_000,)).fetchone() == (1_000_000,)
    assert len(turns) >= _WAITS


def test_a_list_that_is_let_go_is_empty():
    held = [[] for _ in range(2_500)]
    let_go(held)
    assert held == []
