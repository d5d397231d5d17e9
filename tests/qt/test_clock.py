"""A day that begins while the window is open, also after a night's sleep."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy

from app.qt.clock import DayClock

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


class Calendar:
    """A calendar whose leaf a test turns."""

    day = MONDAY

    def __call__(self):
        return self.day


@pytest.fixture
def calendar():
    return Calendar()


@pytest.fixture
def clock(qapp, calendar):
    made = DayClock(calendar)
    yield made
    made.deleteLater()


def test_nothing_is_said_while_the_day_lasts(clock):
    told = QSignalSpy(clock.day_changed)
    clock.look()
    assert told.count() == 0


@pytest.mark.parametrize("day", [TUESDAY, date(2027, 1, 4), date(2026, 11, 22)])
def test_another_day_is_told_once_whichever_way_the_clock_went(clock, calendar, day):
    told = QSignalSpy(clock.day_changed)
    calendar.day = day
    clock.look()
    clock.look()
    assert [told.at(number) for number in range(told.count())] == [[day]]


def test_it_looks_by_itself(qtbot, clock, calendar):
    clock.findChild(QTimer).setInterval(1)
    calendar.day = TUESDAY
    with qtbot.waitSignal(clock.day_changed) as told:
        pass
    assert told.args == [TUESDAY]
