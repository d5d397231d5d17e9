"""The watcher: each reminder is raised once while the window is open, whenever it may come due."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy

from app.domain.reminder_rules import Point, ReminderRule
from app.qt.watcher import CHECK_MS, Watcher
from app.services import watching
from app.store.claims import HELPER, LEASE_MS
from tests.qt.reminded import TODAY, promise

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def register(opened, quiet_path, time):
    return opened(quiet_path, time.clock)


@pytest.fixture
def watched(qtbot, register, desk_on):
    """Begin to watch on behalf of a window; watchers are stopped after the test."""
    made = []

    def begin(desk=None, quiet=lambda: False):
        watcher = Watcher(desk or desk_on(register), quiet)
        made.append(watcher)
        watcher.found = []
        watcher.raised.connect(watcher.found.append)
        watcher.begin()
        qtbot.waitUntil(lambda: watcher.idle)
        return watcher

    yield begin
    for each in made:
        each.stop()
        each.deleteLater()
    assert "work" not in {each.name for each in threading.enumerate()}


@pytest.fixture
def look(qtbot):
    """Have a watcher look, as its timer does, and wait until all of it is noted."""

    def again(watcher):
        watcher.look()
        qtbot.waitUntil(lambda: watcher.idle)

    return again


def refs(found):
    return [each.occurrence.ref for each in found.fresh]


def comes(register, day, ref):
    """Enter a promise whose last reminder comes on a day."""
    return promise(register, ref, day + timedelta(days=1))


def test_what_comes_today_is_raised_once_and_what_was_due_before_is_counted(
    watched, register, look
):
    comes(register, TODAY, "TODAY")
    comes(register, TODAY - timedelta(days=40), "OLD")
    watcher = watched()
    assert [(refs(each), each.late) for each in watcher.found] == [(["TODAY"], 2)]
    look(watcher)
    assert len(watcher.found) == 1


def test_it_looks_every_half_minute(watched):
    timers = [each for each in watched().findChildren(QTimer) if not each.isSingleShot()]
    assert [(each.interval(), each.isActive()) for each in timers] == [(CHECK_MS, True)]
    assert CHECK_MS <= 30_000


def test_nothing_is_read_again_where_nothing_can_have_come_due(watched, time, look):
    watcher = watched()
    looked = QSignalSpy(watcher.looked)
    for _ in range(5):
        time.wait(seconds=30)
        look(watcher)
    assert looked.count() == 0


def test_what_comes_on_the_next_day_is_raised_when_it_begins(watched, register, time, look):
    comes(register, TOMORROW, "NEXT")
    watcher = watched()
    assert watcher.found[-1].fresh == ()
    time.wait(days=1)
    look(watcher)
    assert refs(watcher.found[-1]) == ["NEXT"]


def test_three_weeks_of_sleep_give_one_digest_in_order_of_urgency(watched, register, time, look):
    for ref, days in (("SECOND", 9), ("FIRST", 5), ("THIRD", 19)):
        comes(register, TODAY + timedelta(days=days), ref)
    watcher = watched()
    before = len(watcher.found)
    time.wait(days=21)
    look(watcher)
    (digest,) = watcher.found[before:]
    assert list(dict.fromkeys(refs(digest))) == ["FIRST", "SECOND", "THIRD"]
    assert digest.away == TODAY
    look(watcher)
    assert len(watcher.found) == before + 1


@pytest.mark.parametrize("hours", [8, -8], ids=["slept", "clock set back"])
def test_a_jump_of_the_wall_clock_is_looked_into(watched, time, look, hours):
    watcher = watched()
    looked = QSignalSpy(watcher.looked)
    time.now += hours * 3_600_000
    look(watcher)
    look(watcher)
    assert looked.count() == 1


def test_a_rule_made_elsewhere_raises_one_summary(
    watched, opened, quiet_path, time, register, look
):
    promise(register, "LATER", TODAY + timedelta(days=100))
    watcher = watched()
    assert watcher.found == []
    elsewhere = opened(quiet_path, time.clock)
    elsewhere.set_reminder_rule(
        ReminderRule(id="", family="undertaking", point=Point.DEADLINE, leads="P120D P110D")
    )
    look(watcher)
    (found,) = watcher.found
    assert (found.fresh, found.late) == ((), 1)


def test_a_change_of_this_window_is_looked_into_once_it_has_rested(
    watched, register, desk_on, qtbot
):
    desk = desk_on(register)
    watcher = watched(desk)
    rest = next(each for each in watcher.findChildren(QTimer) if each.isSingleShot())
    desk.run(lambda made: made.add_relation("PK-KZ", "Pakistan", "Kazakhstan"))
    assert rest.isActive()
    looked = QSignalSpy(watcher.looked)
    rest.timeout.emit()
    qtbot.waitUntil(lambda: looked.count() == 1)


def test_in_quiet_hours_nothing_is_raised_and_after_them_all_of_it_once(
    watched, register, time, look
):
    hours = {"quiet": True}
    comes(register, TODAY, "TODAY")
    comes(register, TOMORROW, "NEXT")
    watcher = watched(quiet=lambda: hours["quiet"])
    time.wait(hours=12)
    look(watcher)
    assert watcher.found == []
    time.wait(days=1)
    look(watcher)
    hours["quiet"] = False
    look(watcher)
    look(watcher)
    assert [set(refs(each)) for each in watcher.found] == [{"NEXT"}]


def test_what_came_in_quiet_hours_of_a_watched_register_is_raised_after_them(
    watched, register, time, look
):
    hours = {"quiet": False}
    comes(register, TODAY, "TODAY")
    comes(register, TOMORROW, "NEXT")
    watcher = watched(quiet=lambda: hours["quiet"])
    hours["quiet"] = True
    time.wait(days=2)
    look(watcher)
    assert [refs(each) for each in watcher.found] == [["TODAY"]]
    hours["quiet"] = False
    look(watcher)
    assert [refs(each) for each in watcher.found] == [["TODAY"], ["NEXT"]]


def test_a_window_that_is_opened_again_raises_nothing_twice(
    watched, opened, quiet_path, time, desk_on, register
):
    comes(register, TODAY, "TODAY")
    first = watched()
    first.stop()
    second = watched(desk_on(opened(quiet_path, time.clock)))
    assert [refs(each) for each in first.found] == [["TODAY"]]
    assert second.found == []


def test_what_another_program_claimed_and_never_showed_is_raised_once_its_claim_lapsed(
    watched, opened, quiet_path, time, look, register
):
    comes(register, TODAY, "TODAY")
    killed = opened(quiet_path, time.clock)
    assert refs(watching.look(killed, HELPER)) == ["TODAY"]
    watcher = watched()
    assert watcher.found == []
    time.wait(milliseconds=LEASE_MS // 2)
    look(watcher)
    assert watcher.found == []
    time.wait(milliseconds=LEASE_MS)
    look(watcher)
    assert [refs(each) for each in watcher.found] == [["TODAY"]]


@pytest.mark.slow
def test_what_was_shown_is_noted_even_if_another_program_writes_for_long_then(
    watched, register, locked, quiet_path, time, look, opened, qtbot
):
    comes(register, TOMORROW, "NEXT")
    watcher = watched()
    with ExitStack() as held:
        watcher.raised.connect(lambda _found: held.enter_context(locked(quiet_path)))
        time.wait(days=1)
        watcher.look()
        qtbot.waitUntil(lambda: watcher.idle, timeout=15_000)  # as long as a writer is waited for
    assert refs(watcher.found[-1]) == ["NEXT"]
    look(watcher)
    time.wait(milliseconds=3 * LEASE_MS)
    assert watching.look(opened(quiet_path, time.clock), HELPER).fresh == ()
    assert [refs(each) for each in watcher.found if each.fresh] == [["NEXT"]]


def test_a_register_that_is_only_read_is_never_looked_at(
    watched, opened, quiet_path, time, desk_on
):
    desk = desk_on(opened(quiet_path, time.clock, read_only=True))
    watcher = watched(desk)
    looked = QSignalSpy(watcher.looked)
    watcher.look()
    assert (looked.count(), watcher.idle, desk.register.reader.watches("officer")) == (0, True, {})


def test_marks_are_no_change_that_another_program_made(watched, register, desk_on, look, time):
    comes(register, TOMORROW, "NEXT")
    desk = desk_on(register)
    outside, marked = QSignalSpy(desk.outside), QSignalSpy(desk.marked)
    watcher = watched(desk)
    time.wait(days=1)
    look(watcher)
    desk.look_outside()
    assert outside.count() == 0
    assert marked.count() >= 2


def test_a_write_of_this_window_between_two_marks_is_not_told_as_anothers(
    watched, register, desk_on, look, time
):
    desk = desk_on(register)
    watcher = watched(desk)
    outside = QSignalSpy(desk.outside)
    time.wait(days=1)
    look(watcher)
    desk.run(lambda made: made.add_relation("PK-KZ", "Pakistan", "Kazakhstan"))
    look(watcher)
    desk.look_outside()
    assert outside.count() == 0
    assert date(2026, 11, 23) == desk.today
