"""What the tests of reminders in the window have in common: a day that goes on, what is shown."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.clock import Clock
from app.domain.lifecycle import Status
from app.domain.reminder_rules import NONE, Point, ReminderRule
from app.domain.timing import Basis, Timing
from app.services.opening import create_register
from tests.store.desks import commitment

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


class Recorder:
    """Keeps every note that would stand beside the clock, as long as there is a `place` for it."""

    def __init__(self):
        self.notes, self.place = [], True

    def show_note(self, note):
        if self.place:
            self.notes.append(note)
        return self.place


def without_news(folder, places, time):
    """Make a register between two countries; silence is left out: a line for every week.

    The caller closes it.
    """
    made = create_register(folder / "register.servanda", places, time.clock, "officer")
    made.add_relation("PK-BY", "Pakistan", "Belarus")
    made.set_reminder_rule(ReminderRule(id="", point=Point.NO_NEWS, leads=NONE))
    return made


def promise(register, ref, due, **more):
    """Enter a promise with a last day; returns its identity."""
    details = {"owed_by": "PK", "status": Status.OPEN, "strength": 4} | more
    made = commitment(ref, f"Promise {ref}", **details)
    timing = Timing(edtf=due.isoformat(), basis=Basis.STATED)
    register.propose(made, timing=timing)
    return made.id
