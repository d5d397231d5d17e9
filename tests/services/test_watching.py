"""Looking for reminders: each is raised once, nothing that came is missed, whoever looks when."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.clock import Clock
from app.domain.commitment import Commitment
from app.domain.errors import ReadOnlyError
from app.domain.identity import new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.occurrences import ANSWERED
from app.domain.reminder_rules import NONE, Point, ReminderRule
from app.domain.timing import Basis, Sense, Timing
from app.services.opening import create_register, open_register
from app.services.reminders import inbox
from app.services.watching import back, look, not_shown, shown
from app.store.claims import HELPER, LEASE_MS, WINDOW

TODAY = date(2026, 11, 22)
NOW = 1_795_334_400_000  # 2026-11-22T08:00:00Z


class Time:
    """A day and an instant that go on when the test says so."""

    def __init__(self):
        self.day, self.now = TODAY, NOW

    @property
    def clock(self):
        return Clock(today=lambda: self.day, now=lambda: self.now)

    def wait(self, days=0, **length):
        self.day += timedelta(days)
        self.now += timedelta(days, **length) // timedelta(milliseconds=1)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def opened(tmp_path, places, time):
    """Give the register as somebody opens it: a window, or the helper."""
    path = tmp_path / "r.servanda"
    made = create_register(path, places, time.clock, "officer")
    made.add_relation("PK-BY", "Pakistan", "Belarus")
    made.set_reminder_rule(ReminderRule(id="", point=Point.NO_NEWS, leads=NONE))
    made.close()
    held = []

    def one(actor="officer", **how):
        held.append(open_register(path, places, time.clock, actor, **how))
        return held[-1]

    yield one
    for each in held:
        each.close()


def promise(register, day, ref, **more):
    identity = new_id()
    details = {"kind": Kind.ACTION, "status": Status.OPEN, "owed_by": "PK", "strength": 4} | more
    register.propose(
        Commitment(id=identity, ref=ref, relation="PK-BY", title="A promise", **details),
        timing=Timing(edtf=day, sense=Sense.POINT, basis=Basis.STATED),
    )
    return identity


def raised(register, place=WINDOW):
    """Look, show, say so."""
    found = look(register, place)
    shown(register, found)
    return found


def refs(found):
    return [each.occurrence.ref for each in found.fresh]


def test_a_first_look_sums_up_what_was_due_and_raises_only_what_comes_today(opened):
    window = opened()
    promise(window, "2026-10-01", "OLD")
    promise(window, "2026-11-23", "TODAY")  # a day before: today; 30 and 7 days before: past
    found = raised(window)
    assert refs(found) == ["TODAY"]
    assert found.late == 2
    assert found.away is None
    assert [e.occurrence.ref for e in inbox(window.reader, TODAY, seat="officer").late] == [
        "TODAY", "TODAY", "OLD", "OLD", "OLD",
    ]  # fmt: skip


def test_three_weeks_closed_over_three_reminders_give_one_digest_in_order_of_urgency(opened, time):
    window = opened()
    promise(window, "2026-12-12", "SECOND")
    promise(window, "2027-01-05", "THIRD")
    promise(window, "2026-12-09", "FIRST")
    window.set_reminder_rule(
        ReminderRule(id="", family="undertaking", point=Point.DEADLINE, leads="P3D")
    )
    window.set_reminder_rule(
        ReminderRule(id="", commitment=_id(window, "THIRD"), point=Point.DEADLINE, leads="P25D")
    )
    assert raised(window).fresh == ()
    time.wait(days=21)
    found = raised(window)
    assert refs(found) == ["THIRD", "FIRST", "SECOND"]
    assert (found.late, found.away) == (0, TODAY)
    assert raised(window).fresh == raised(opened(), HELPER).fresh == ()


def _id(register, ref):
    return register.reader.find(ref)


def test_an_absence_is_told_until_it_is_waved_aside(opened, time):
    window = opened()
    look(window, WINDOW)
    time.wait(days=21)
    assert look(window, WINDOW).away == TODAY
    time.wait(days=1)
    assert inbox(window.reader, time.day, seat="officer").away == TODAY
    back(window)
    assert inbox(window.reader, time.day, seat="officer").away is None


def test_a_weekend_is_no_absence_while_the_helper_looks(opened, time):
    look(opened(), WINDOW)
    time.wait(days=1)
    assert look(opened(), WINDOW).away is None


def test_window_and_helper_never_raise_the_same(opened, time):
    window, helper = opened(), opened()
    for number in range(5):
        promise(window, "2026-12-01", f"R{number}")
    look(window, WINDOW)
    time.wait(days=2)
    one, other = look(window, WINDOW), look(helper, HELPER)
    assert (len(one.fresh), len(other.fresh), other.held) == (5, 0, 5)
    shown(window, one)
    time.wait(days=0, milliseconds=LEASE_MS + 1)
    assert look(helper, HELPER).fresh == ()


def test_another_officer_at_another_seat_is_reminded_too(opened, time):
    window = opened()
    promise(window, "2026-12-01", "R")
    for seat in (window, opened("colleague")):
        look(seat, WINDOW)
    time.wait(days=2)
    assert refs(raised(window)) == refs(raised(opened("colleague"))) == ["R"]


def test_what_could_not_be_shown_is_raised_again_at_once_and_is_not_summed_up(opened, time):
    window = opened()
    promise(window, "2026-12-01", "R")
    look(window, WINDOW)
    time.wait(days=4)  # seven days before was two days ago
    found = look(window, WINDOW)
    not_shown(window, found)
    again = raised(window)
    assert (refs(again), again.late) == (["R"], 0)
    assert raised(window).fresh == ()


def test_a_claim_that_was_never_confirmed_is_raised_again_once(opened, time):
    window = opened()
    promise(window, "2026-12-01", "R")
    look(window, WINDOW)
    time.wait(days=4)
    assert refs(look(window, WINDOW)) == ["R"]  # and here it crashed
    time.wait(milliseconds=LEASE_MS)
    assert look(opened(), HELPER).held == 1
    time.wait(milliseconds=2)
    assert refs(raised(opened(), HELPER)) == ["R"]
    time.wait(milliseconds=LEASE_MS + 1)
    assert raised(window).fresh == ()


@pytest.mark.slow
def test_a_helper_killed_between_claim_and_show_leaves_it_to_be_shown_once(
    opened, time, places, tmp_path
):
    window = opened()
    promise(window, "2026-12-01", "R")
    look(window, WINDOW)
    time.wait(days=2)
    # A real process, ended by the system while it holds the claim.
    helper = subprocess.Popen(
        [sys.executable, "-c", _CLAIMS, str(window.store.path), str(places.data), str(time.now)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
        text=True,
    )
    assert helper.stdout.readline() == "1\n"
    os.kill(helper.pid, signal.SIGKILL)
    helper.wait()
    helper.stdout.close()
    assert look(window, WINDOW).held == 1
    time.wait(milliseconds=LEASE_MS + 1)
    assert refs(raised(window)) == ["R"]
    time.wait(milliseconds=LEASE_MS + 1)
    assert raised(window).fresh == raised(opened(), HELPER).fresh == ()
    assert window.store.check() == []


_CLAIMS = """
import sys, time
from datetime import date
from pathlib import Path
from app.domain.clock import Clock
from app.paths import folders
from app.services.opening import open_register
from app.services.watching import look
path, data, now = sys.argv[1:]
clock = Clock(today=lambda: date(2026, 11, 24), now=lambda: int(now))
register = open_register(Path(path), folders(Path(data)), clock, "officer")
print(len(look(register, "helper").fresh), flush=True)
time.sleep(60)
"""


def test_an_import_raises_one_summary_and_not_a_hundred_alarms(opened, time):
    window = opened()
    raised(window)
    for number in range(9):
        promise(window, "2026-08-01", f"OLD{number}")
    found = raised(window)
    assert (found.fresh, found.late) == ((), 9)
    assert raised(window).late == 0


def test_a_new_rule_raises_one_summary(opened):
    window = opened()
    promise(window, "2027-01-05", "R")
    raised(window)
    window.set_reminder_rule(
        ReminderRule(id="", family="undertaking", point=Point.DEADLINE, leads="P60D P50D")
    )
    found = raised(window)
    assert (found.fresh, found.late) == ((), 1)


def test_of_a_large_backlog_the_first_summary_counts_all(opened):
    window = opened()
    for number in range(9):
        promise(window, f"2026-0{number + 1}-01", f"R{number}")
    assert look(window, WINDOW, backlog=3).late == 9
    assert look(window, WINDOW, backlog=3).late == 0


def test_two_that_look_at_the_same_moment_share_what_there_is(opened, time):
    window = opened()
    for number in range(20):
        promise(window, "2026-12-01", f"R{number}")
    look(window, WINDOW)
    time.wait(days=2)
    together, found = threading.Barrier(4), []

    def one():
        register = opened()
        together.wait()
        found.extend(refs(look(register, HELPER)))
        register.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(found) == sorted(f"R{number}" for number in range(20))


def test_what_comes_back_after_a_snooze_is_raised_once(opened, time):
    window = opened()
    identity = promise(window, "2026-12-01", "R")
    look(window, WINDOW)
    time.wait(days=2)
    first = raised(window).fresh[0].occurrence
    window.snooze([first], "2026-11-30")
    time.wait(days=1)
    assert raised(window).fresh == ()
    time.wait(days=9)
    # Away over the day on which it came back and over the one a day before the deadline.
    found = raised(window)
    assert len(found.fresh) == 2
    assert {each.occurrence.commitment for each in found.fresh} == {identity}
    window.snooze([first], ANSWERED)
    assert raised(window).fresh == ()
    window.note(identity, "They answered.")
    assert refs(raised(window)) == ["R"]
    assert raised(window).fresh == ()


def test_what_is_marked_is_counted_and_not_named(opened, time):
    window = opened()
    promise(window, "2026-12-01", "OPEN")
    promise(window, "2026-12-01", "SECRET", classification="confidential")
    look(window, WINDOW)
    time.wait(days=2)
    found = raised(window)
    assert len(found.fresh) == 2
    assert [each.occurrence.ref for each in found.named] == ["OPEN"]
    assert found.marked == 1


@pytest.mark.parametrize("zone", [-1, 1])
def test_a_flight_over_midnight_neither_misses_nor_repeats(opened, time, zone):
    window = opened()
    for day in range(8):
        promise(window, f"2026-12-{day + 1:02}", f"R{day}")
    window.set_reminder_rule(
        ReminderRule(id="", family="undertaking", point=Point.DEADLINE, leads="P7D")
    )
    seen = refs(raised(window))
    for step in (1, 1, zone, 1, -zone, 1, zone, 1, 2):
        time.wait(days=step)
        seen += refs(raised(window))
    assert sorted(seen) == sorted(set(seen))
    assert {f"R{n}" for n in range(8) if date(2026, 11, 24) + timedelta(n) <= time.day} <= set(seen)


def test_nothing_is_claimed_in_a_register_that_cannot_be_written(opened, time):
    promise(opened(), "2026-12-01", "R")
    with pytest.raises(ReadOnlyError):
        look(opened(read_only=True), WINDOW)
