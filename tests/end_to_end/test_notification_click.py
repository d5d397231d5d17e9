"""A click on a notification opens the record: by the program that is started, in its window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from app.domain.reminder_rules import Point, ReminderRule, rule_id
from app.domain.timing import Basis, Sense, Timing
from app.qt.instance import address, call_first
from tests.private_bus import LONG, PrivateBus, needs_dbus
from tests.store.desks import commitment

pytestmark = [needs_dbus, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.qt.instance import Doorbell
app = QCoreApplication([])
bell = Doorbell(Path(sys.argv[1]))
bell.led.connect(lambda goal: print(goal, flush=True))
print("listens" if bell.listen() else "silent", flush=True)
app.exec()
"""
"""What a running window does when the program is started once more with its register."""


@pytest.fixture
def bus(monkeypatch):
    made = PrivateBus()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    yield made
    made.stop()


@pytest.fixture
def begin(home):
    """Begin a process; what still runs after the test is killed."""
    begun = []

    def started(*command):
        begun.append(
            subprocess.Popen(
                [sys.executable, *command],
                cwd=home,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return begun[-1]

    yield started
    for each in begun:
        each.kill()
        each.communicate(timeout=LONG)


@pytest.fixture
def path(register):
    """A register with one promise due in 30 days, and four a day later."""
    silence = rule_id(Point.NO_NEWS)
    register.set_reminder_rule(ReminderRule(id=silence, point=Point.NO_NEWS, leads="none"))
    for number in range(1, 6):
        due = f"2026-12-{22 + (number > 1)}"
        register.propose(
            commitment(f"PK-BY/{number}", f"Promise {number}", owed_by="PK"),
            timing=Timing(words=due, edtf=due, basis=Basis.STATED, sense=Sense.DEADLINE),
        )
    register.close()
    return register.store.path


@pytest.fixture
def remind(begin, path, tmp_path):
    """Look for reminders on a day, and stay for clicks once it was said what was shown."""
    at = ("--data", str(tmp_path / "data"), "--register", str(path))

    def staying(day):
        helper = begin(
            *("-m", "app", *at, "--today", day, "remind", "--notify", "--wait", str(LONG))
        )
        assert helper.stderr.readline() == "1 notification shown.\n"
        return helper

    return staying


def test_a_click_leads_the_window_to_the_record_or_to_all_reminders(bus, begin, remind, path):
    service = bus.serve()
    window = begin("-c", WINDOW, str(path))
    assert window.stdout.readline() == "listens\n"
    staying = remind("2026-11-22")
    first = service.said()
    assert "PK-BY/1" in first["summary"]
    service.click(first["number"])
    assert window.stdout.readline() == "open PK-BY/1\n"
    assert staying.poll() is None
    remind("2026-11-23")
    digest = service.said()
    assert digest["summary"] == "4 alerts"
    service.click(digest["number"])
    assert window.stdout.readline() == "page reminders\n"


def test_without_a_window_one_is_opened_and_outlives_the_helper(bus, remind, path):
    service = bus.serve()
    helper = remind("2026-11-22")
    service.click(service.said()["number"])
    end = time.monotonic() + LONG
    while not os.path.lexists(address(path)) or not call_first(path):
        assert time.monotonic() < end
        time.sleep(0.05)  # another process, which tells nobody when it is ready
    helper.kill()
    helper.wait(LONG)
    opened = _opened(path)
    try:
        assert call_first(path)
        assert [each.cmdline()[-2:] for each in opened] == [["--open", "PK-BY/1"]]
    finally:
        for each in opened:
            each.kill()
            each.wait(LONG)


def _opened(path):
    """The windows that were started on a register, whose folder is this test's alone."""
    found = []
    for each in psutil.process_iter():
        with suppress(psutil.Error):
            line = each.cmdline()
            if str(path) in line and "--open" in line:
                found.append(each)
    return found
