"""The desk: one door for writes, and what every screen hears of them."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy

from app.domain.errors import BusyError, DamagedError, InvalidValueError, ReadOnlyError
from app.qt.clock import DayClock
from app.store.driver import translated

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT begun() FROM register UNION ALL SELECT i FROM n)"
    " SELECT count(*) FROM n"
)


@pytest.fixture
def plant(sample_desk):
    """A commitment of the sample."""
    return sample_desk.register.reader.find("PK-BY/JMC-8/05")


@pytest.fixture
def other_program(opened, sample_path):
    """The register as another program has it open."""
    return opened(sample_path)


def entitle(identity, title):
    return lambda register: register.amend(identity, title=title)


def title_of(desk, identity):
    return desk.register.reader.row(identity).title


def heard(spy):
    return [spy.at(number)[0] for number in range(spy.count())]


def test_a_write_is_told_to_every_screen_with_what_it_touched(sample_desk, plant):
    changed, refused = QSignalSpy(sample_desk.changed), QSignalSpy(sample_desk.refused)
    assert sample_desk.run(entitle(plant, "Tractor plant"))
    (change,) = heard(changed)
    assert plant in change.commitments
    assert change.updated == {sample_desk.register.reader.row(plant).rid}
    assert refused.count() == 0
    assert sample_desk.refusal is None


def test_a_write_that_changes_nothing_is_told_to_nobody(sample_desk, plant):
    changed = QSignalSpy(sample_desk.changed)
    assert sample_desk.run(entitle(plant, title_of(sample_desk, plant)))
    assert changed.count() == 0


def test_a_refusal_is_told_and_leaves_the_old_value(sample_desk, plant):
    changed, refused = QSignalSpy(sample_desk.changed), QSignalSpy(sample_desk.refused)
    before = title_of(sample_desk, plant)
    assert not sample_desk.run(entitle(plant, " "))
    assert [str(each) for each in heard(refused)] == ["A commitment needs a title."]
    assert isinstance(sample_desk.refusal, InvalidValueError)
    assert changed.count() == 0
    assert title_of(sample_desk, plant) == before


def test_a_refusal_is_forgotten_with_the_next_write(sample_desk, plant):
    sample_desk.run(entitle(plant, ""))
    sample_desk.run(entitle(plant, "Tractor plant"))
    assert sample_desk.refusal is None


def test_a_bug_in_a_write_escapes_and_changes_nothing(sample_desk, plant):
    before = title_of(sample_desk, plant)

    def write(register):
        def act(acts):
            acts.amend(plant, title="Half way")
            raise ZeroDivisionError

        return register.together("Edit", act)

    with pytest.raises(ZeroDivisionError):
        sample_desk.run(write)
    assert title_of(sample_desk, plant) == before


def test_whoever_asked_hears_how_it_ended(sample_desk, plant):
    outcomes = []
    sample_desk.run(entitle(plant, "Tractor plant"), outcomes.append)
    sample_desk.run(entitle(plant, ""), outcomes.append)
    assert outcomes[0] is None
    assert str(outcomes[1]) == "A commitment needs a title."


def test_a_read_only_register_refuses_and_says_so(opened, desk_on, sample_path, plant):
    desk = desk_on(opened(sample_path, read_only=True))
    refused = QSignalSpy(desk.refused)
    assert desk.read_only
    assert not desk.run(entitle(plant, "Tractor plant"))
    assert [type(each) for each in heard(refused)] == [ReadOnlyError]


# This program is reading


def test_a_write_is_made_at_once_however_long_a_page_reads(qtbot, sample_desk, plant):
    begun, written, heard = threading.Event(), [], []

    def read(reader):
        connection = reader._connection  # noqa: SLF001 - nothing that a page asks takes as long
        connection.create_function("begun", 0, begun.set)
        with translated():
            return written or connection.execute(ENDLESS).fetchone()

    def write(register):
        change = register.amend(plant, title="Tractor plant")
        written.append(change.label)
        return change

    sample_desk.ask("figures", read, heard.append)
    assert begun.wait(10)
    assert sample_desk.run(write)
    assert not sample_desk.waits
    qtbot.waitUntil(lambda: not sample_desk.asks)
    assert heard == [written]


# Another program is writing


def test_a_write_waits_in_the_event_loop_for_another_writer(qtbot, sample_desk, plant, locked):
    waiting, outcomes = QSignalSpy(sample_desk.waiting), []
    with locked(sample_desk.register.store.path) as release:
        assert not sample_desk.run(entitle(plant, "Tractor plant"), outcomes.append)
        assert sample_desk.waits
        assert sample_desk.refusal is None
        assert outcomes == []
        with qtbot.waitSignal(sample_desk.changed):
            QTimer.singleShot(60, release)
    assert title_of(sample_desk, plant) == "Tractor plant"
    assert heard(waiting) == [True, False]
    assert outcomes == [None]


def test_writes_that_wait_are_made_in_their_order_and_once(qtbot, sample_desk, plant, locked):
    with locked(sample_desk.register.store.path) as release:
        for title in ("First", "Second", "Third"):
            sample_desk.run(entitle(plant, title))
        qtbot.waitUntil(lambda: (release(), not sample_desk.waits)[1])
    assert title_of(sample_desk, plant) == "Third"
    labels = [each.fields[0].new for each in sample_desk.register.store.history(plant)[:3]]
    assert labels == ["Third", "Second", "First"]


def test_a_waiting_write_that_is_refused_holds_up_nobody(qtbot, sample_desk, plant, locked):
    refused, outcomes = QSignalSpy(sample_desk.refused), []
    with locked(sample_desk.register.store.path) as release:
        sample_desk.run(entitle(plant, ""), outcomes.append)
        sample_desk.run(entitle(plant, "Second"), outcomes.append)
        qtbot.waitUntil(lambda: (release(), not sample_desk.waits)[1])
    assert [str(each) for each in heard(refused)] == ["A commitment needs a title."]
    assert [each is None for each in outcomes] == [False, True]
    assert title_of(sample_desk, plant) == "Second"


def test_a_writer_that_never_ends_is_a_refusal_in_the_end(
    qtbot, monkeypatch, sample_desk, plant, locked
):
    monkeypatch.setattr("app.qt.desk._RETRIES", 3)
    before, outcomes = title_of(sample_desk, plant), []
    with locked(sample_desk.register.store.path), qtbot.waitSignal(sample_desk.refused) as refused:
        sample_desk.run(entitle(plant, "Tractor plant"), outcomes.append)
    assert isinstance(refused.args[0], BusyError)
    assert outcomes == refused.args
    assert not sample_desk.waits
    assert title_of(sample_desk, plant) == before


def test_a_bug_in_a_waiting_write_is_raised_once(qtbot, sample_desk, plant, locked):
    def write(register):
        register.amend(plant, title="Tractor plant")
        raise ZeroDivisionError

    with locked(sample_desk.register.store.path) as release:
        sample_desk.run(write)
        with qtbot.captureExceptions() as raised:
            release()
            qtbot.waitUntil(lambda: not sample_desk.waits)
            qtbot.wait(120)  # two more turns of the timer
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]


# Another program wrote


def test_what_another_program_wrote_is_noticed_within_two_seconds(
    qtbot, sample_desk, other_program, plant
):
    outside = QSignalSpy(sample_desk.outside)
    with qtbot.waitSignal(sample_desk.outside, timeout=2000):
        other_program.amend(plant, title="Tractor plant")
    assert outside.count() == 1
    assert title_of(sample_desk, plant) == "Tractor plant"


def test_its_own_writes_are_not_taken_for_anothers(sample_desk, plant):
    outside = QSignalSpy(sample_desk.outside)
    sample_desk.run(entitle(plant, "Tractor plant"))
    sample_desk.look_outside()
    assert outside.count() == 0


def test_looking_outside_does_not_wait_for_a_writer(sample_desk, locked):
    outside, refused = QSignalSpy(sample_desk.outside), QSignalSpy(sample_desk.refused)
    with locked(sample_desk.register.store.path, "EXCLUSIVE"):
        sample_desk.look_outside()
    assert (outside.count(), refused.count()) == (0, 0)


def test_a_register_that_can_no_longer_be_read_is_said_once(sample_desk):
    path = sample_desk.register.store.path
    whole = path.read_bytes()
    refused = QSignalSpy(sample_desk.refused)
    path.write_bytes(b"\xff" * len(whole))
    for _ in range(3):
        sample_desk.look_outside()
    assert [type(each) for each in heard(refused)] == [DamagedError]
    path.write_bytes(whole)
    sample_desk.look_outside()
    path.write_bytes(b"\xff" * len(whole))
    sample_desk.look_outside()
    assert refused.count() == 2


# The day


def test_a_new_day_is_told_with_the_day(opened, desk_on, sample_path, clock):
    days = [date(2026, 12, 31)]
    desk = desk_on(opened(sample_path, clock=replace(clock, today=lambda: days[-1])))
    told = QSignalSpy(desk.day_changed)
    days.append(date(2027, 1, 1))
    desk.findChild(DayClock).look()
    assert heard(told) == [date(2027, 1, 1)]
    assert desk.today == date(2027, 1, 1)
