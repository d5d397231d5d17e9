"""Reminders on the desktop, delivered: over a bus of the test's own, to a service that notes them.

Each program that is meant to be one is a process of its own; the clock is the test's throughout.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.cli.session import Start
from app.domain.clock import Clock
from app.domain.reminder_rules import Point, ReminderRule, rule_id
from app.domain.timing import Basis, Sense, Timing
from app.paths import folders
from app.services.opening import create_register, open_register
from app.services.watch_settings import (
    QuietHours,
    WatchedRegister,
    WatchSettings,
    local_time,
    write_settings,
)
from app.store.claims import HELPER
from tests.cli.conftest import Shell
from tests.private_bus import LONG, PrivateBus, needs_dbus
from tests.store.desks import commitment

pytestmark = [needs_dbus, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
NOW = 1_795_334_400_000
LEASE = 60_000
LOOK = "Open Servanda to see what it is about."
NOT_TAKEN = (
    "The notification service did not take everything there is to know of “r.servanda”. What was "
    "not shown will be shown next time, or when the window is opened."
)
FSI, PDI = "\u2068", "\u2069"

PROGRAM = """
import sys
from datetime import date
from app.cli.program import run
from app.cli.session import Start
from app.domain.clock import Clock
clock = Clock(today=lambda: date.fromisoformat(sys.argv[1]), now=lambda: int(sys.argv[2]))
sys.exit(run(sys.argv[3:], Start(clock=clock, actor="officer", window=lambda request: 7)))
"""
"""The command line with a day and an instant of the test's."""


@pytest.fixture
def bus(monkeypatch):
    made = PrivateBus()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    monkeypatch.setenv("DISPLAY", "")  # nobody's own bus is looked for
    yield made
    made.stop()


def clock_at(day, at):
    return Clock(today=lambda: day, now=lambda: at)


def made(path, *titles, due="2026-12-22", **fields):
    """Make a register with promises that are due on a day, and of which no news is awaited."""
    register = create_register(path, folders(path.parent / "data"), clock_at(TODAY, NOW), "officer")
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    silence = rule_id(Point.NO_NEWS)
    register.set_reminder_rule(ReminderRule(id=silence, point=Point.NO_NEWS, leads="none"))
    for number, title in enumerate(titles, 1):
        register.propose(
            commitment(f"PK-BY/{number}", title, owed_by="PK", **fields),
            timing=Timing(words=due, edtf=due, basis=Basis.STATED, sense=Sense.DEADLINE),
        )
    register.close()
    return path


def last_look(path):
    """When the helper last looked at a register."""
    opened = open_register(path, folders(path.parent / "data"), clock_at(TODAY, NOW), "officer")
    try:
        return opened.reader.watches("officer").get(HELPER)
    finally:
        opened.close()


@pytest.fixture
def path(tmp_path):
    """A register with three last days in 30 days' time, of which nobody was reminded yet."""
    return made(tmp_path / "r.servanda", "A joint plant", "A seed bank", "A road")


@pytest.fixture
def remind(places, path, monkeypatch):
    """Run `servanda remind --notify` on a day and at an instant, by this process."""

    def run(*arguments, day=TODAY, at=NOW, of=path):
        start = Start(
            clock=clock_at(day, at), actor="officer", window=lambda request: 7, busy_ms=2000
        )
        named = () if of is None else ("--register", of)
        shell = Shell(start=start, before=["--data", places.data, *named])
        return shell("remind", "--notify", *arguments)

    return run


@pytest.fixture
def process(places, path, bus):
    """Begin the same in a process of its own; what still runs after the test is killed."""
    begun = []

    def begin(*arguments, at=NOW, named=True):
        begun.append(
            subprocess.Popen(
                [
                    *(sys.executable, "-c", PROGRAM, TODAY.isoformat(), str(at)),
                    *("--data", str(places.data)),
                    *(("--register", str(path)) if named else ()),
                    *("remind", "--notify", *arguments),
                ],
                env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return begun[-1]

    yield begin
    for each in begun:
        each.kill()
        each.communicate(timeout=LONG)


# What is shown


def test_what_falls_due_is_shown_once_with_its_words_and_urgency(bus, remind):
    service = bus.serve()
    answer = remind()
    assert (answer.exit_code, answer.stderr) == (0, "3 notifications shown.\n")
    first, second, third = service.shown()
    assert first["app"] == "Servanda"
    assert first["icon"].endswith("/servanda.svg")
    assert first["summary"] == f"{FSI}PK-BY/1{PDI}: {FSI}A joint plant{PDI}"
    assert first["body"] == "Due in 30 days, on 22 Dec 2026"
    assert first["urgency"] == 1
    assert first["actions"] == ["default", ""]
    assert [each["number"] for each in (second, third)] == [2, 3]
    again = remind()
    assert (again.exit_code, again.stderr) == (0, "Nothing new to show.\n")
    assert service.shown() == []


def test_each_lead_is_shown_in_its_turn_and_nothing_twice(bus, remind, tmp_path):
    one = made(tmp_path / "one.servanda", "A decree", due="2026-11-29")
    service, found = bus.serve(), {}
    for day in range(22, 31):
        today = date(2026, 11, day)
        remind(day=today, of=one)
        remind(day=today, of=one)
        for each in service.shown():
            found[today] = (*found.get(today, ()), each["body"])
    assert found == {
        date(2026, 11, 22): (
            "Due in 7 days, on 29 Nov 2026",
            f"1 alert was due already when it was entered\n{LOOK}",
        ),
        date(2026, 11, 28): ("Due in 1 day, on 29 Nov 2026",),
    }


def test_what_can_still_be_lost_today_is_urgent(bus, remind, tmp_path):
    service = bus.serve()
    late = made(tmp_path / "late.servanda", "A decree", due="2026-11-23")
    remind(day=date(2026, 11, 21), of=late)
    service.shown()
    remind(day=date(2026, 11, 23), of=late)
    assert [(each["body"], each["urgency"]) for each in service.shown()] == [
        ("Due today, 23 Nov 2026", 2)
    ]


def test_after_an_absence_there_is_one_digest_in_order(bus, remind, tmp_path):
    many = made(tmp_path / "many.servanda", *(f"Promise {each}" for each in range(6)))
    service = bus.serve()
    remind(day=date(2026, 11, 20), of=many)
    assert service.shown() == []
    answer = remind("--json", day=date(2026, 12, 14), of=many)
    assert answer.exit_code == 0
    assert '"shown": 1' in answer.stdout
    (digest,) = service.shown()
    assert digest["summary"] == "6 alerts since 20 Nov 2026"
    assert digest["body"].splitlines() == [
        *(f"{FSI}PK-BY/{each}{PDI}: Due in 8 days, on 22 Dec 2026" for each in (1, 2, 3, 4)),
        "and 2 more",
    ]


def test_what_is_marked_is_only_counted(bus, remind, tmp_path):
    secret = made(tmp_path / "secret.servanda", "The annex", "The list", classification="secret")
    service = bus.serve()
    remind(of=secret)
    (note,) = service.shown()
    assert note["summary"] == "Alerts"
    assert note["body"].splitlines()[0] == "2 marked alerts"
    assert "annex" not in str(note)
    assert "PK-BY" not in str(note)


@pytest.mark.parametrize("markup", [False, True])
def test_text_stays_text_whatever_the_service_makes_of_markup(bus, remind, tmp_path, markup):
    hostile = "<b>bold</b> & <a href='x'>\x1b[2J\u202eesrever\n" + "y" * 400
    one = made(tmp_path / "<i>M&M.servanda", hostile, due="2026-12-22")
    registers = tuple(WatchedRegister(path=each, since=NOW) for each in (one, made(tmp_path / "b")))
    write_settings(folders(tmp_path / "data"), WatchSettings(registers=registers))
    service = bus.serve("body", "actions", *["body-markup"] * markup)
    remind(of=None)
    (note,) = service.shown()
    name = "&lt;i&gt;M&amp;M" if markup else "<i>M&M"
    assert note["body"].splitlines() == ["Due in 30 days, on 22 Dec 2026", name]
    # The summary is no markup by the specification, whatever the service can do.
    assert f"{FSI}<b>bold</b> & <a href='x'>[2Jesrever yyy" in note["summary"]
    assert note["summary"].endswith(f"y…{PDI}")
    assert len(note["summary"]) < 130


# What goes wrong


def test_without_a_service_nothing_is_lost(bus, remind, path):
    answer = remind()
    assert answer.exit_code == 1
    assert answer.stderr.startswith("There is no notification service")
    assert last_look(path) is None
    service = bus.serve()
    assert remind().exit_code == 0
    assert len(service.shown()) == 3


def test_a_bus_that_is_not_there_is_said(remind, monkeypatch, home):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={home}/nothing")
    answer = remind()
    assert answer.exit_code == 1
    assert answer.stderr.count("\n") == 1
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "nonsense")
    assert remind().exit_code == 1


def test_what_the_service_refuses_is_shown_the_next_time_and_the_rest_is_not(bus, remind):
    service = bus.serve(manner="refuse")
    answer = remind()
    assert answer.exit_code == 1
    assert answer.stderr.splitlines() == [
        "1 notification shown.",
        NOT_TAKEN,
    ]
    service.shown()
    service = bus.serve()
    assert remind(day=date(2026, 11, 23)).exit_code == 0
    assert [each["summary"][1:8] for each in service.shown()] == ["PK-BY/2", "PK-BY/3"]


def test_a_service_that_says_nothing_is_not_waited_for_without_end(bus, remind, monkeypatch):
    from app.services import desktop

    monkeypatch.setattr(desktop, "PATIENCE", 0.5)
    bus.serve(manner="silent")
    assert remind().exit_code == 1
    service = bus.serve()
    assert remind().exit_code == 0
    assert len(service.shown()) == 3


def test_killed_between_claim_and_showing_it_is_shown_again_once(bus, process, remind, path):
    service = bus.serve(manner="silent")
    helper = process()
    assert service.said()["number"] == 1
    helper.kill()
    assert helper.wait(LONG) < 0
    service = bus.serve()
    assert remind(at=NOW + LEASE - 1).stderr == "Nothing new to show.\n"
    assert service.shown() == []
    assert remind(at=NOW + LEASE + 1).exit_code == 0
    assert [each["summary"][1:8] for each in service.shown()] == ["PK-BY/1", "PK-BY/2", "PK-BY/3"]
    assert remind(at=NOW + 3 * LEASE).exit_code == 0
    assert service.shown() == []


def test_of_several_helpers_at_once_one_shows_each_thing(bus, process):
    service = bus.serve()
    helpers = [process() for _ in range(4)]
    for each in helpers:
        assert each.wait(LONG) == 0, each.stderr.read()
    assert sorted(each["summary"][1:8] for each in service.shown()) == [
        "PK-BY/1",
        "PK-BY/2",
        "PK-BY/3",
    ]


# Which registers, and when


def test_within_quiet_hours_nothing_is_looked_for(bus, remind, places, path):
    service = bus.serve()
    now = local_time(NOW)
    until = now.replace(hour=(now.hour + 1) % 24)
    write_settings(places, WatchSettings(quiet=QuietHours(begin=now, end=until)))
    answer = remind()
    assert answer.exit_code == 0
    assert f"{now:%H:%M}, within the quiet hours until {until:%H:%M}" in answer.stderr
    assert '"quiet": true' in remind("--json").stdout
    assert (service.shown(), last_look(path)) == ([], None)
    remind(at=NOW + 60 * LEASE)
    assert len(service.shown()) == 3


def test_every_register_that_is_looked_after_is_and_one_that_is_gone_is_told(
    bus, remind, places, path, tmp_path
):
    other = made(tmp_path / "a<b>&c.servanda", "A library")
    gone = tmp_path / "gone.servanda"
    registers = tuple(WatchedRegister(path=each, since=NOW) for each in (gone, path, other))
    write_settings(places, WatchSettings(registers=registers))
    service = bus.serve("body", "actions", "body-markup")
    answer = remind(of=None)
    assert answer.exit_code == 1
    assert f"{gone}" in answer.stderr
    assert answer.stderr.startswith("4 notifications shown.\n")
    assert [each["body"].splitlines()[-1] for each in service.shown()] == [
        *["r"] * 3,
        "a&lt;b&gt;&amp;c",
    ]


def test_a_register_that_can_only_be_read_is_told_and_nothing_of_it_shown(bus, remind, path):
    service = bus.serve()
    answer = remind("--read-only")
    assert answer.exit_code == 2
    assert "not with --read-only" in answer.stderr
    assert service.shown() == []


def test_without_any_register_it_says_so(bus, remind, places):
    bus.serve()
    answer = remind(of=None)
    assert answer.exit_code == 1
    assert "No register is looked after yet" in answer.stderr
    assert remind(of=places.data / "none.servanda").exit_code == 1


@pytest.mark.parametrize("wrong", [("--loop", "--once"), ("--wait", "-1"), ("--wait", "soon")])
def test_a_wrong_command_line_is_one(remind, wrong):
    assert remind(*wrong).exit_code == 2


def test_it_stays_and_looks_until_it_is_no_longer_wanted(bus, process, remind, places, path):
    registers = (WatchedRegister(path=path, since=NOW),)
    write_settings(places, WatchSettings(registers=registers, helper=True))
    service = bus.serve()
    staying = process("--loop", named=False)
    assert [service.said()["number"] for _ in range(3)] == [1, 2, 3]
    assert staying.poll() is None
    write_settings(places, WatchSettings(registers=registers))
    unwanted = process("--loop", named=False)
    assert unwanted.wait(LONG) == 0
    assert service.shown() == []


# What it takes

PROBE = """
import sys
from datetime import date
from app.cli.program import run
from app.cli.session import Start
from app.domain.clock import Clock
clock = Clock(today=lambda: date.fromisoformat(sys.argv[1]), now=lambda: int(sys.argv[2]))
code = run(sys.argv[3:], Start(clock=clock, actor="officer", window=lambda request: 7))
heavy = ("PySide6", "shiboken6", "sqlite_utils", "holidays", "docx", "icalendar", "urllib.request")
print(code, [each for each in sys.modules if each.startswith(heavy)])
peak = next(each for each in open("/proc/self/status") if each.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024)
"""


def test_it_loads_no_qt_and_needs_less_than_60_mb(bus, places, path):
    service = bus.serve()
    said = subprocess.run(
        [
            *(sys.executable, "-c", PROBE, TODAY.isoformat(), str(NOW)),
            *("--data", str(places.data), "--register", str(path), "remind", "--notify"),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=LONG,
    ).stdout.splitlines()
    assert len(service.shown()) == 3
    assert said[0] == "0 []"
    assert 10 < float(said[1]) < 60
