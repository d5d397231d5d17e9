"""A thread that works for the window waits until the window has done what it had to do."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

from app.qt.turn import WindowsTurn, short_turns
from app.qt.work import Work
from app.store.driver import memory
from app.store.turns import GivingWay, gives_way, giving_way_by

_PATIENCE = 5_000


class _Paints(QObject):
    """Takes its time over an event, and notes it."""

    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told
        self.other: threading.Thread | None = None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            assert self.other is not None
            self.other.join(0.02)  # as long as a picture takes: it could go on meanwhile
            self._told.append("painted")
            return True
        return super().event(event)


@pytest.fixture
def turn(qtbot):
    made = WindowsTurn()
    yield made
    made.end()


def _aside(act) -> threading.Thread:
    thread = threading.Thread(target=act, daemon=True)
    thread.start()
    return thread


def test_it_goes_on_when_what_was_asked_of_the_window_before_is_done(qtbot, turn, monkeypatch):
    monkeypatch.setattr("app.qt.turn._LONGEST", _PATIENCE / 1000)
    told: list[str] = []
    window = _Paints(told)
    low = Qt.EventPriority.LowEventPriority.value
    for _ in range(3):
        QCoreApplication.postEvent(window, QEvent(QEvent.Type.User), low)

    def work():
        turn.wait()
        told.append("went on")

    window.other = thread = _aside(work)
    while not turn.waited_for:
        thread.join(0.001)
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=_PATIENCE)
    assert told == ["painted", "painted", "painted", "went on"]


def test_a_window_that_never_answers_is_not_waited_for_for_ever(turn):
    thread = _aside(turn.wait)
    thread.join(_PATIENCE / 1000)
    assert not thread.is_alive()


def test_nobody_waits_for_a_window_that_waits_for_the_end(turn, monkeypatch):
    monkeypatch.setattr("app.qt.turn._LONGEST", 3600)
    waiting = _aside(turn.wait)
    turn.end()
    later = _aside(turn.wait)
    for thread in (waiting, later):
        thread.join(_PATIENCE / 1000)
        assert not thread.is_alive()


def test_long_work_gives_way_by_the_windows_turn(qtbot, monkeypatch):
    monkeypatch.setattr("app.store.turns._STRETCH", 0.0)
    waited = []
    usual = WindowsTurn.wait
    monkeypatch.setattr(
        WindowsTurn, "wait", lambda self: (waited.append(threading.current_thread()), usual(self))
    )
    work = Work()
    counting = (
        "WITH RECURSIVE n(x) AS(SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x<300000)"
        " SELECT count(*) FROM n"
    )

    def task(progress, cancelled):
        connection = gives_way(memory())
        found = connection.execute(counting).fetchone()[0]
        connection.close()
        return found

    with qtbot.waitSignal(work.finished, timeout=_PATIENCE) as finished:
        work.start(task)
    assert finished.args == [300_000]
    assert threading.main_thread() not in waited
    assert len(waited) >= 3


def test_who_gives_way_otherwise_does_so_on_its_own_thread_alone(monkeypatch):
    monkeypatch.setattr("app.store.turns._STRETCH", 0.0)
    told = []
    with giving_way_by(lambda: told.append("within")):
        GivingWay()()
        other = _aside(GivingWay())
        other.join(_PATIENCE / 1000)
    GivingWay()()
    assert told == ["within"]


def test_turns_are_short_only_for_as_long_as_a_window_is_shown():
    usual = sys.getswitchinterval()
    with short_turns():
        assert sys.getswitchinterval() <= usual / 10
    assert sys.getswitchinterval() == pytest.approx(usual)
