"""Back from three weeks away: one list of what fell due, dealt with by keyboard, told once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.reminder_rules import Point
from app.qt.models.reminder_row import Part
from app.qt.reminding import Reminding
from tests.qt.reminded import TODAY, Recorder, Time, promise

LEFT = TODAY - timedelta(days=22)
MINE = ["FIRST", "SECOND", "THIRD"]
SAID = "Agreed with Minsk by telephone"


@pytest.fixture
def laptop(sample_path, opened, desk_on, shown, hands, qtbot):
    """Open the register in a window that reminds; the same clock and the same desktop go on."""
    time, outside = Time(), Recorder()
    running = []

    class Laptop:
        def __init__(self):
            self.time, self.outside = time, outside
            self.window = self.reminding = None

        def start(self):
            desk = desk_on(opened(sample_path, time.clock))
            self.window = shown(desk)
            self.reminding = Reminding(self.window, desk, outside)
            running.append(self.reminding)
            self.reminding.begin()
            self.settle()

        def stop(self):
            self.reminding.end()
            self.window.close()

        def settle(self):
            qtbot.waitUntil(lambda: self.reminding.watcher.idle)
            qtbot.waitUntil(lambda: not self.window.pages.waits)

        def tick(self):
            """What the timers do by themselves within half a minute."""
            time.wait(seconds=30)
            self.reminding.watcher.look()
            self.settle()

        @property
        def page(self):
            return self.window.pages.page

    yield Laptop()
    for each in running:
        each.end()


def due(page):
    return [each.occurrence.ref or each.occurrence.title for each in page.listed.due]


def go_to_the_list(laptop, hands, qtbot):
    hands.press("Ctrl+6")
    page = laptop.page
    qtbot.waitUntil(lambda: page.settled and page.listed is not None)
    qtbot.waitUntil(page.list.hasFocus)
    return page


def three_weeks_with_the_lid_closed(laptop):
    """No timer has run; then they do, within half a minute."""
    register = laptop.window.list.desk.register
    for ref, days in zip(reversed(MINE), (14, 12, 10), strict=True):
        promise(register, ref, TODAY + timedelta(days=days))
    laptop.tick()
    laptop.outside.notes.clear()  # what was told before the journey
    laptop.time.wait(days=22)
    laptop.window.list.desk.day_changed.emit(laptop.time.day)
    laptop.tick()


def one_digest_in_order(notes):
    (digest,) = notes
    assert digest.title.endswith("alerts since 31 Oct 2026")
    named = [line.partition(":")[0].strip("\u2068\u2069") for line in digest.body.splitlines()]
    assert named[:3] == MINE


def all_of_it_in_one_list(page):
    assert page.banner.accessibleName().startswith("You were away for 22 days.")
    assert due(page)[:4] == [*MINE, "PK-BY/JMC-8/30"]
    assert {each.occurrence.point for each in page.listed.due[4:]} == {Point.NO_NEWS}


def the_first_two_are_acknowledged(page, hands, qtbot):
    assert page.list.row.matter.occurrence.ref == "FIRST"
    hands.press("A")
    hands.press("Shift+A")
    hands.write(SAID)
    hands.press("Return")
    qtbot.waitUntil(lambda: page.settled)
    assert due(page)[:2] == ["THIRD", "PK-BY/JMC-8/30"]


def the_rest_is_dealt_with(page, hands, qtbot):
    assert page.list.row.matter.occurrence.ref == "THIRD"
    hands.press("S", "Return")  # until tomorrow
    hands.back_to(page.window())
    assert page.list.row.matter.occurrence.ref == "PK-BY/JMC-8/30"
    hands.press("A")
    assert page.list.row.part is Part.SILENT
    hands.press("A")
    qtbot.waitUntil(lambda: page.settled)
    assert page.listed.due == ()
    assert [each.occurrence.ref for each in page.listed.snoozed] == ["THIRD"]


def on_the_next_morning(laptop, page, qtbot):
    laptop.time.wait(days=1)
    laptop.window.list.desk.day_changed.emit(laptop.time.day)
    laptop.tick()
    qtbot.waitUntil(lambda: page.settled)
    assert due(page)[0] == "THIRD"
    silent = {each.occurrence.point for each in page.listed.due[1:]}
    assert silent == {Point.NO_NEWS}  # it is Monday: silence is asked about again


@pytest.mark.slow
def test_an_officer_back_from_three_weeks_deals_with_all_of_it_by_keyboard_and_is_told_once(
    laptop, hands, qtbot
):
    laptop.time.wait(days=-22)
    laptop.start()
    three_weeks_with_the_lid_closed(laptop)
    one_digest_in_order(laptop.outside.notes)
    page = go_to_the_list(laptop, hands, qtbot)
    all_of_it_in_one_list(page)
    the_first_two_are_acknowledged(page, hands, qtbot)

    laptop.stop()  # the battery is empty
    laptop.start()
    page = go_to_the_list(laptop, hands, qtbot)
    assert due(page)[:2] == ["THIRD", "PK-BY/JMC-8/30"]
    assert len(laptop.outside.notes) == 1

    the_rest_is_dealt_with(page, hands, qtbot)
    laptop.tick()
    assert len(laptop.outside.notes) == 1
    on_the_next_morning(laptop, page, qtbot)
    assert len(laptop.outside.notes) == 1  # the list is before the officer's eyes
    kept = laptop.window.list.desk.register.reader.acknowledged_reminders(LEFT)
    assert {each.note for each in kept} == {"", SAID}
