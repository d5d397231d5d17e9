"""Reminders as they are listed: each matter once, where the officer looks for it first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.clock import Clock
from app.domain.commitment import Commitment
from app.domain.errors import NotFoundError
from app.domain.identity import new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.reminder_rules import NONE, Point, ReminderRule
from app.domain.timing import Basis, Timing
from app.services import watching
from app.services.opening import create_register
from app.services.reminder_list import listed, take_back, tally
from app.services.reminder_preview import previewed, rules_of
from app.store.claims import WINDOW

TODAY = date(2026, 11, 22)
NOW = 1_795_334_400_000  # 2026-11-22T08:00:00Z


@pytest.fixture
def day():
    return [TODAY]


@pytest.fixture
def register(tmp_path, places, day):
    clock = Clock(today=lambda: day[0], now=lambda: NOW + (day[0] - TODAY).days * 86_400_000)
    made = create_register(tmp_path / "r.servanda", places, clock, "officer")
    made.add_relation("PK-BY", "Pakistan", "Belarus")
    made.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    made.set_reminder_rule(ReminderRule(id="", point=Point.NO_NEWS, leads=NONE))
    yield made
    made.close()


def promise(register, day, ref="R", relation="PK-BY", **more):
    identity = new_id()
    details = {"kind": Kind.ACTION, "status": Status.OPEN, "owed_by": "PK", "strength": 4} | more
    register.propose(
        Commitment(id=identity, ref=ref, relation=relation, title=f"Promise {ref}", **details),
        timing=Timing(edtf=day.isoformat(), basis=Basis.STATED),
    )
    return identity


def looked(register):
    watching.shown(register, watching.look(register, WINDOW))


def shown(register, relation=""):
    today = register.clock.today()
    return listed(register.reader, today, seat="officer", relation=relation)


def held(matters):
    return [(each.occurrence.ref, len(each.entries)) for each in matters]


def test_a_matter_of_which_one_lead_is_new_is_due_with_all_its_leads(register, day):
    promise(register, TODAY + timedelta(days=8))  # thirty days before: past when it was entered
    looked(register)
    assert (held(shown(register).due), held(shown(register).late)) == ([], [("R", 1)])
    day[0] += timedelta(days=1)
    looked(register)
    found = shown(register)
    assert (held(found.due), held(found.late)) == ([("R", 2)], [])


def test_what_is_snoozed_of_a_matter_that_is_due_stands_with_it(register, day):
    promise(register, TODAY + timedelta(days=20))
    day[0] -= timedelta(days=10)
    looked(register)
    entries = shown(register).due[0].entries
    register.snooze([each.occurrence for each in entries], "2026-12-10")
    assert held(shown(register).snoozed) == [("R", 1)]
    day[0] = TODAY + timedelta(days=13)
    looked(register)
    found = shown(register)
    assert (held(found.due), held(found.snoozed)) == ([("R", 2)], [])
    register.acknowledge([each.occurrence for each in found.due[0].entries])
    day[0] = date(2026, 12, 10)
    assert held(shown(register).due) == []


def test_the_tally_counts_what_is_listed(register):
    looked(register)
    promise(register, TODAY + timedelta(days=1), "NOW")
    promise(register, TODAY - timedelta(days=90), "OLD")
    promise(register, TODAY + timedelta(days=50), "SOON")
    looked(register)
    found = shown(register)
    counted = tally(register.reader, TODAY, seat="officer")
    assert (counted.due, counted.late, counted.snoozed, counted.coming) == (
        len(found.due), len(found.late), len(found.snoozed), len(found.coming),
    )  # fmt: skip
    assert counted.due == counted.late == 1


def test_what_was_acknowledged_is_listed_by_matter_with_who_when_and_what_was_noted(register):
    promise(register, TODAY + timedelta(days=1))
    (matter,) = shown(register).due
    register.acknowledge([each.occurrence for each in matter.entries], "Closed")
    (settled,) = shown(register).settled
    assert (settled.title, settled.ref, len(settled.reminders)) == ("Promise R", "R", 3)
    assert (settled.last.who, settled.last.note, settled.last.lead) == ("officer", "Closed", "P1D")


def test_what_was_acknowledged_is_taken_back_in_one_step(register):
    promise(register, TODAY + timedelta(days=1))
    (matter,) = shown(register).due
    register.acknowledge([each.occurrence for each in matter.entries])
    change = take_back(register, shown(register).settled[0].reminders)
    assert change.label == "Take up 3 alerts again"
    assert (held(shown(register).due), shown(register).settled) == ([("R", 3)], ())
    register.undo()
    assert shown(register).due == ()
    with pytest.raises(NotFoundError):
        take_back(register, matter_reminders(matter))


def matter_reminders(matter):
    from app.domain.occurrences import Reminder

    return [Reminder(id=f"{each.occurrence.id}0") for each in matter.entries]


def test_what_was_acknowledged_longer_ago_is_no_longer_listed(register, day):
    promise(register, TODAY + timedelta(days=1))
    (matter,) = shown(register).due
    register.acknowledge([each.occurrence for each in matter.entries])
    day[0] += timedelta(days=30)
    assert len(shown(register).settled) == 1
    day[0] += timedelta(days=1)
    assert shown(register).settled == ()


def test_silence_that_was_acknowledged_is_named_by_its_agency(register):
    register.reset_reminder_rule(ReminderRule(id="", point=Point.NO_NEWS, leads=NONE))
    agency = register.add_organisation(
        Organisation(id=new_id(), name="Ministry of Science", acronym="MoST", country="PK")
    )
    assert agency.n
    identity = register.reader.organisations()[0].id
    promise(register, TODAY + timedelta(days=200), owner=identity)
    silent = [each for each in shown(register).due if each.occurrence.point is Point.NO_NEWS]
    register.acknowledge([each.occurrence for matter in silent for each in matter.entries])
    (settled,) = shown(register, "PK-BY").settled
    assert (settled.title, settled.commitment) == ("MoST", None)
    assert shown(register, "PK-KZ").settled == ()


def test_another_pair_of_countries_is_left_out(register):
    promise(register, TODAY + timedelta(days=1), "BY")
    promise(register, TODAY + timedelta(days=1), "KZ", relation="PK-KZ")
    register.acknowledge(
        [each.occurrence for matter in shown(register, "PK-KZ").due for each in matter.entries]
    )
    assert held(shown(register, "PK-BY").due) == [("BY", 3)]
    assert [each.ref for each in shown(register, "PK-KZ").settled] == ["KZ"]
    assert shown(register, "PK-BY").settled == ()


# --- trying a rule --------------------------------------------------------------------------------


def deadline(leads, **more):
    return ReminderRule(id="", family="undertaking", point=Point.DEADLINE, leads=leads, **more)


def test_a_rule_is_tried_without_being_kept(register):
    promise(register, date(2027, 3, 1), "A")
    promise(register, date(2027, 2, 1), "B")
    before = register.store.lists.written()
    found = previewed(register.reader, deadline("P10D"), TODAY)
    assert [(each.ref, each.on.isoformat()) for each in found] == [
        ("B", "2027-01-22"), ("A", "2027-02-19"),
    ]  # fmt: skip
    assert register.store.lists.written() == before


def test_of_a_rule_for_all_only_the_next_days_are_told_and_none_of_own_rules(register):
    own = promise(register, date(2027, 1, 1), "OWN")
    register.set_reminder_rule(
        ReminderRule(id="", commitment=own, point=Point.DEADLINE, leads="P20D")
    )
    for number in range(8):
        promise(register, date(2027, 2, 1) + timedelta(days=number), f"N{number}")
    found = previewed(register.reader, deadline("P10D"), TODAY)
    assert [each.ref for each in found] == ["N0", "N1", "N2", "N3", "N4"]
    assert [each.commitment for each in rules_of(register.reader, own)] == [own]


def test_of_a_commitments_own_rule_every_day_is_told_also_one_that_passed(register):
    identity = promise(register, TODAY + timedelta(days=10))
    rule = ReminderRule(id="", commitment=identity, point=Point.DEADLINE, leads="P30D P5D")
    found = previewed(register.reader, rule, TODAY)
    assert [(each.on - TODAY).days for each in found] == [-20, 5]


def test_of_another_family_nothing_is_told(register):
    promise(register, date(2027, 3, 1))
    rule = ReminderRule(id="", family="instrument", point=Point.DEADLINE, leads="P10D")
    assert previewed(register.reader, rule, TODAY) == ()
