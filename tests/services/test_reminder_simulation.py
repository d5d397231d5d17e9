"""Years of a desk by chance, against an obvious account: nothing missed, nothing shown twice.

Two programs look at one register, now one, now the other, now both at once; some are killed between
claiming and showing, some cannot show. Meanwhile weeks go by unseen, the clock is set back and
forth, the officer flies, promises are entered, moved, undone, acknowledged and snoozed. The account
knows neither SQL nor marks: it derives every reminder of every promise anew at every look.

Some four hundred days by default; `SERVANDA_SIMULATION=long` makes them ten thousand.
"""

from __future__ import annotations

import copy
import os
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.clock import Clock
from app.domain.commitment import Commitment
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.occurrences import ANSWERED
from app.domain.reminder_rules import NONE, Point, ReminderRule
from app.domain.timing import Basis, Sense, Timing
from app.services.opening import create_register, open_register
from app.services.reminders import entries_of, inbox
from app.services.watching import look, not_shown, shown
from app.store.claims import HELPER, LEASE_MS, WINDOW

LONG = os.environ.get("SERVANDA_SIMULATION") == "long"
DAYS, SEEDS = (10_000, (1,)) if LONG else (400, (1, 2))
MOST = 30
"""So many promises are open at once at the most."""

Key = tuple[str, str, int, date]
Showing = tuple[object, ...]


@dataclass
class Promise:
    """What the account knows of a promise: its last day, its review, its own leads, its news."""

    due: date
    review: date | None = None
    own: tuple[int, ...] | None = None
    open: bool = True
    news: int = 0


@dataclass
class Account:
    """The register as the account keeps it: plain values, nothing looked up."""

    promises: dict[str, Promise] = field(default_factory=dict)
    leads: tuple[int, ...] = (30, 7, 1)
    done: dict[Key, tuple] = field(default_factory=dict)
    """What the officer did with a reminder: ("acknowledged",), ("until", day), ("answer", news)."""

    def reminders(self):
        """Every reminder of every promise and the day on which it comes."""
        for name, each in self.promises.items():
            if each.open:
                for lead in each.own or self.leads:
                    yield (name, "deadline", lead, each.due), each.due - timedelta(lead)
                if each.review is not None:
                    yield (name, "review", 0, each.review), each.review

    def due(self, today):
        """What is due on a day: each showing, with its key and the day on which it came."""
        found = {}
        for key, on in self.reminders():
            did = self.done.get(key)
            if on > today or did == ("acknowledged",):
                continue
            if did is None:
                found[key, None] = (key, on)
            elif (did[0] == "until" and did[1] <= today) or (
                did[0] == "answer" and did[1] != self.promises[key[0]].news
            ):
                found[key, did] = (key, on)
        return found


class Simulation:
    """A desk by chance, and the account beside it."""

    def __init__(self, tmp_path, places, seed):
        self.rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self.path, self.places = tmp_path / "r.servanda", places
        self.true = datetime(2026, 11, 22, 8, tzinfo=UTC)
        self.zone, self.wrong = timedelta(hours=5), timedelta(0)
        self.account = Account()
        made = create_register(self.path, places, self.clock, "officer")
        made.add_relation("PK-BY", "Pakistan", "Belarus")
        made.set_reminder_rule(ReminderRule(id="", point=Point.NO_NEWS, leads=NONE))
        made.close()
        self.seats = {place: self._open() for place in (WINDOW, HELPER)}
        self.displayed: Counter[Showing] = Counter()
        self.summed: Counter[Showing] = Counter()
        self.claimed: dict[Showing, int] = {}
        self.pending: set[Key] = set()
        self.looks = 0

    # the clock

    @property
    def clock(self):
        return Clock(today=lambda: self.today, now=lambda: self.now)

    @property
    def now(self):
        return int((self.true + self.wrong).timestamp() * 1000)

    @property
    def today(self):
        return (self.true + self.wrong + self.zone).date()

    def _open(self):
        return open_register(self.path, self.places, self.clock, "officer")

    # a day

    def day(self):
        """Let a day go by, or many, and whatever happens meanwhile."""
        rng = self.rng
        if rng.random() < 0.04:
            self.true += timedelta(days=rng.choice((2, 3, 21, 45)))  # absence, or asleep
        if rng.random() < 0.05:
            self.zone = timedelta(hours=rng.randint(-11, 13))  # a flight
        if rng.random() < 0.08:
            self.wrong = rng.choice(
                (timedelta(0), timedelta(minutes=-30), timedelta(days=-3), timedelta(days=40))
            )
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            self.true += timedelta(minutes=rng.randint(1, 300))
            self._something()
        if rng.random() < 0.8:
            self.true += timedelta(minutes=rng.randint(1, 120))
            self._look()
        self.true = self.true.replace(hour=8, minute=0) + timedelta(days=1)

    def _something(self):
        """Do something to the register by one of its two openings, and perhaps take it back."""
        register = self.seats[self.rng.choice((WINDOW, HELPER))]
        before = copy.deepcopy(self.account)
        deeds = (
            self._enter, self._enter, self._postpone, self._acknowledge, self._acknowledge,
            self._snooze, self._note, self._settle, self._rule, self._review, self._take_up,
        )  # fmt: skip
        done = self.rng.choice(deeds)(register)
        if done and self.rng.random() < 0.1:
            register.undo()
            self.account = before

    def _near(self, low=-40, high=90):
        return self.today + timedelta(days=self.rng.randint(low, high))

    def _open_ones(self):
        return [name for name, each in self.account.promises.items() if each.open]

    def _enter(self, register):
        count = self.rng.choice((1, 1, 1, 8))
        names = [f"{self.rng.getrandbits(80):020x}" for _ in range(count)]
        if len(self._open_ones()) + len(names) > MOST:
            return self._settle(register)
        days = {name: self._near() for name in names}

        def act(acts):
            for name, due in days.items():
                one = Commitment(
                    id=name, ref="", relation="PK-BY", title="A promise", kind=Kind.ACTION,
                    status=Status.OPEN, owed_by="PK", strength=4,
                )  # fmt: skip
                acts.propose(one, timing=_on(due))

        register.together("Import", act)
        self.account.promises |= {name: Promise(due=due) for name, due in days.items()}
        return True

    def _chosen(self):
        names = self._open_ones()
        return self.rng.choice(names) if names else None

    def _postpone(self, register):
        name = self._chosen()
        if name is None:
            return False
        due = self._near()
        if due == self.account.promises[name].due:
            return False
        register.postpone(name, _on(due))
        self.account.promises[name].due = due
        return True

    def _settle(self, register):
        name = self._chosen()
        if name is None:
            return False
        register.move(name, Status.WITHDRAWN, why="no longer wanted")
        self.account.promises[name].open = False
        return True

    def _note(self, register):
        name = self._chosen()
        if name is None:
            return False
        register.note(name, "They wrote.")
        self.account.promises[name].news += 1
        return True

    def _review(self, register):
        name = self._chosen()
        if name is None:
            return False
        day = self._near()
        if day == self.account.promises[name].review:
            return False
        register.amend(name, review_on=day.isoformat())
        self.account.promises[name].review = day
        return True

    def _rule(self, register):
        leads = tuple(sorted(self.rng.sample(range(61), self.rng.randint(1, 3)), reverse=True))
        words = " ".join(f"P{each}D" for each in leads)
        name = self._chosen() if self.rng.random() < 0.7 else None
        held = self.account.promises[name].own if name else self.account.leads
        if leads == held:
            return False
        register.set_reminder_rule(
            ReminderRule(
                id="",
                point=Point.DEADLINE,
                leads=words,
                commitment=name,
                family="" if name else "undertaking",
            )
        )
        if name:
            self.account.promises[name].own = leads
        else:
            self.account.leads = leads
        return True

    def _due_one(self):
        due = sorted(self.account.due(self.today).values())
        return self.rng.choice(due) if due else (None, None)

    def _acknowledge(self, register):
        key, _ = self._due_one()
        if key is None:
            return False
        register.acknowledge([self._occurrence(register, key)])
        self.account.done[key] = ("acknowledged",)
        return True

    def _snooze(self, register):
        key, _ = self._due_one()
        if key is None:
            return False
        if self.rng.random() < 0.3:
            until, did = ANSWERED, ("answer", self.account.promises[key[0]].news)
        else:
            day = self.today + timedelta(days=self.rng.randint(1, 30))
            until, did = day.isoformat(), ("until", day)
        if self.account.done.get(key) == did:
            return False
        register.snooze([self._occurrence(register, key)], until)
        self.account.done[key] = did
        return True

    def _take_up(self, register):
        live = {key for key, _ in self.account.reminders()}
        touched = sorted(key for key in self.account.done if key in live)
        if not touched:
            return False
        key = self.rng.choice(touched)
        register.take_up(self._occurrence(register, key))
        del self.account.done[key]
        return True

    def _occurrence(self, register, key):
        (found,) = (
            each.occurrence
            for each in entries_of(register.reader, key[0], self.today)
            if _key(each.occurrence) == key
        )
        return found

    # looking

    def _look(self):
        """Let one look, or both; what they raise is what the account says it must be."""
        rng = self.rng
        first, second = rng.sample((WINDOW, HELPER), 2)
        fate = rng.choice(("shown", "shown", "shown", "both", "killed", "not shown", "restart"))
        one = self._raised(first)
        if fate == "both":
            self._show(second, self._raised(second))
        if fate == "killed":  # between claim and show
            self.seats[first].close()
            self.seats[first] = self._open()
        elif fate == "not shown":
            not_shown(self.seats[first], one)
            for each in one.fresh:
                self.claimed[self._showing(each)] = 0
        else:
            self._show(first, one)
        if fate == "restart":
            self.seats[second].close()
            self.seats[second] = self._open()

    def _show(self, place, raised):
        shown(self.seats[place], raised)
        self.displayed.update(self._showing(each) for each in raised.fresh)

    def _raised(self, place):
        register, today, now = self.seats[place], self.today, self.now
        due = self.account.due(today)
        listed = inbox(register.reader, today, within=0)
        assert {self._showing(each) for each in listed.due} == set(due), "the inbox"
        open_to = {
            each
            for each in due
            if not self.displayed[each]
            and not self.summed[each]
            and abs(now - self.claimed.get(each, 0)) > LEASE_MS
        }
        found = look(register, place)
        self.looks += 1
        fresh = {self._showing(each) for each in found.fresh}
        assert len(fresh) == len(found.fresh)
        summed = open_to - fresh
        assert fresh <= open_to, "shown twice, or without cause"
        for each in summed:
            # Only what was due already when it appeared is summed up.
            key, on = due[each]
            assert each[1] is None, "missed when it came back"
            assert each not in self.claimed, "missed after a claim"
            assert on < today, "missed on its day"
            assert key not in self.pending, "missed, though it was seen coming"
        marks = register.reader.summed("officer", [each.showing for each in listed.due])
        known = {each.showing: self._showing(each) for each in listed.due}
        assert summed <= {known[each] for each in marks}, "missed and not even counted"
        places = [(one.target < today, one.target) for one in (e.occurrence for e in found.fresh)]
        assert places == sorted(places), "what can still be lost did not come first"
        self.summed.update(summed)
        self.claimed |= dict.fromkeys(fresh, now)
        self.pending = {key for key, on in self.account.reminders() if on > today}
        return found

    def _showing(self, listed):
        key = _key(listed.occurrence)
        return key, self.account.done.get(key)

    def close(self):
        """Look once more when every claim has lapsed: then everything due has been told once."""
        self.true += timedelta(milliseconds=2 * LEASE_MS)
        self._show(WINDOW, self._raised(WINDOW))
        told = set(self.displayed) | set(self.summed)
        assert set(self.account.due(self.today)) <= told, "missed"
        twice = [each for each in told if self.displayed[each] + self.summed[each] > 1]
        assert twice == []
        assert self.seats[WINDOW].store.check() == []
        for each in self.seats.values():
            each.close()


def _on(day):
    return Timing(edtf=day.isoformat(), sense=Sense.POINT, basis=Basis.STATED)


def _key(occurrence):
    lead = occurrence.lead.removeprefix("P").removesuffix("D")
    return occurrence.commitment, occurrence.point.value, int(lead), occurrence.target


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.timeout(3600 if LONG else 120)
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_missed_and_nothing_is_shown_twice(tmp_path, places, seed):
    simulation = Simulation(tmp_path, places, seed)
    for _ in range(DAYS):
        simulation.day()
    simulation.close()
    assert simulation.looks > DAYS // 2
    assert sum(simulation.displayed.values()) > DAYS // 8
    assert sum(simulation.summed.values()) > DAYS // 20
