"""Cyclic garbage is collected on the window's thread alone."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from app.qt.collector import Collector


class Knot:
    """Something that holds itself, and says on which thread it ended."""

    def __init__(self, ended):
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread()))


@pytest.fixture
def kept(qapp):
    collector = Collector()
    yield collector
    collector.stop()
    gc.disable()  # the tests' own collector goes on


def test_another_thread_collects_nothing(kept):
    ended = []
    Knot(ended)
    rubbish = threading.Thread(target=lambda: [[] for _ in range(100_000)])
    rubbish.start()
    rubbish.join()
    assert ended == []
    gc.collect()
    assert ended == [threading.main_thread()]


def test_what_is_due_is_collected_on_the_windows_thread(kept):
    ended = []
    Knot(ended)
    held = [[] for _ in range(10_000)]
    kept.collect()
    assert held
    assert ended == [threading.main_thread()]


def test_what_comes_in_masses_is_looked_through_when_most_of_it_is_gone(kept):
    ended = []
    Knot(ended)
    held = [[] for _ in range(100_000)]
    kept.collect()
    assert ended == []
    held.clear()
    kept.collect()
    assert ended == [threading.main_thread()]


def test_python_collects_by_itself_again_when_it_is_stopped(kept):
    kept.stop()
    assert gc.isenabled()
