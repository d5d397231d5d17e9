"""Questions in the background: the newest answer of each name counts, and nothing is lost."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QThread
from PySide6.QtTest import QSignalSpy

from app.domain.errors import BusyError, DamagedError, StorageError
from app.qt.inquirer import Inquirer

LONG = 10
"""Seconds that nothing here takes: only a hang would."""


class SlowReader:
    """A reader whose answer waits until it is let go or interrupted."""

    def __init__(self):
        self.closed = False
        self.begun, self._go, self._stop = (threading.Event() for _ in range(3))

    def answer(self, value):
        self.begun.set()
        while not self._go.wait(0.001):
            if self._stop.is_set():
                self._stop.clear()
                raise InterruptedError
        return value

    def let_go(self):
        self._go.set()

    def interrupt(self):
        self._stop.set()

    @property
    def interrupted(self):
        """Whether it was interrupted and has not yet noticed."""
        return self._stop.is_set()

    def close(self):
        self.closed = True


@pytest.fixture
def inquirer_of(qapp):
    """Make an inquirer; it is stopped after the test, and its thread gone."""
    made = []

    def make(fresh_reader):
        made.append(Inquirer(fresh_reader))
        return made[-1]

    yield make
    for each in made:
        each.stop()
        each.deleteLater()
    assert [each.name for each in threading.enumerate() if each.name == "inquirer"] == []


@pytest.fixture
def slow(inquirer_of):
    reader = SlowReader()
    return reader, inquirer_of(lambda: reader)


def asks(inquirer, name, value, heard):
    inquirer.ask(name, lambda reader: reader.answer(value), heard.append)


def test_an_answer_is_heard_on_the_windows_thread_and_read_on_another(qtbot, slow):
    reader, inquirer = slow
    threads, heard = [], []
    reader.let_go()
    inquirer.ask(
        "figures",
        lambda found: threads.append(threading.current_thread().name) or found.answer(7),
        lambda value: heard.append((value, QThread.currentThread())),
    )
    qtbot.waitUntil(lambda: heard != [])
    assert heard == [(7, inquirer.thread())]
    assert threads == ["inquirer"]


def test_no_thread_is_there_before_the_first_question(inquirer_of):
    opened = []
    inquirer = inquirer_of(lambda: opened.append(1))
    assert inquirer.idle
    assert opened == []
    assert "inquirer" not in {each.name for each in threading.enumerate()}


def test_it_is_idle_once_every_question_is_answered(qtbot, slow):
    reader, inquirer = slow
    heard = []
    asks(inquirer, "one", 1, heard)
    asks(inquirer, "two", 2, heard)
    assert not inquirer.idle
    reader.let_go()
    qtbot.waitUntil(lambda: inquirer.idle)
    assert heard == [1, 2]


def test_of_one_name_only_the_newest_answer_is_heard(qtbot, slow):
    reader, inquirer = slow
    heard = []
    asks(inquirer, "figures", 1, heard)
    assert reader.begun.wait(LONG)
    for value in (2, 3, 4):
        asks(inquirer, "figures", value, heard)
    reader.let_go()
    qtbot.waitUntil(lambda: inquirer.idle)
    assert heard == [4]


def test_questions_of_other_names_are_each_answered_in_turn(qtbot, slow):
    reader, inquirer = slow
    heard = []
    for name in ("a", "b", "c"):
        asks(inquirer, name, name, heard)
    asks(inquirer, "a", "a again", heard)
    reader.let_go()
    qtbot.waitUntil(lambda: inquirer.idle)
    assert sorted(heard) == ["a again", "b", "c"]


def test_a_question_that_a_write_interrupted_is_asked_again(qtbot, slow):
    reader, inquirer = slow
    heard = []
    asks(inquirer, "figures", 1, heard)
    assert reader.begun.wait(LONG)
    reader.begun.clear()
    reader.interrupt()
    assert reader.begun.wait(LONG)
    reader.let_go()
    qtbot.waitUntil(lambda: inquirer.idle)
    assert heard == [1]


def test_a_question_that_a_write_interrupted_leaves_it_some_time(qtbot, inquirer_of):
    moments, heard = [], []

    def read(_reader):
        moments.append(time.monotonic())
        if len(moments) < 3:
            raise InterruptedError
        return "read"

    inquirer_of(SlowReader).ask("figures", read, heard.append)
    qtbot.waitUntil(lambda: heard == ["read"])
    assert (
        min(later - one for one, later in pairwise(moments)) >= 0.025
    )  # of 0.05, by clocks that are coarse


def test_a_newer_question_does_not_wait_for_that(qtbot, slow, monkeypatch):
    monkeypatch.setattr("app.qt.inquirer._PAUSE", LONG)
    reader, inquirer = slow
    began, heard = time.monotonic(), []
    asks(inquirer, "figures", 1, heard)
    assert reader.begun.wait(LONG)
    reader.interrupt()
    qtbot.waitUntil(lambda: not reader.interrupted)
    reader.let_go()
    asks(inquirer, "figures", 2, heard)
    qtbot.waitUntil(lambda: heard == [2])
    assert time.monotonic() - began < LONG


def test_a_register_that_is_locked_is_asked_until_it_can_be_read(qtbot, inquirer_of, monkeypatch):
    monkeypatch.setattr("app.qt.inquirer._PAUSE", 0.001)
    times, heard = [], []

    def read(_reader):
        times.append(1)
        if len(times) < 5:
            raise BusyError("Another program is writing.")
        return "read"

    inquirer = inquirer_of(SlowReader)
    failed = QSignalSpy(inquirer.failed)
    inquirer.ask("figures", read, heard.append)
    qtbot.waitUntil(lambda: inquirer.idle)
    assert (heard, len(times), failed.count()) == (["read"], 5, 0)


def test_a_register_that_cannot_even_be_opened_yet_is_opened_later(qtbot, inquirer_of, monkeypatch):
    monkeypatch.setattr("app.qt.inquirer._PAUSE", 0.001)
    readers = [BusyError("Another program is writing."), SlowReader()]

    def fresh():
        found = readers.pop(0)
        if isinstance(found, Exception):
            raise found
        found.let_go()
        return found

    heard = []
    asks(inquirer_of(fresh), "figures", 1, heard)
    qtbot.waitUntil(lambda: heard == [1])


def test_one_that_stays_locked_is_a_refusal_in_the_end_and_the_next_is_answered(
    qtbot, inquirer_of, monkeypatch
):
    monkeypatch.setattr("app.qt.inquirer._PAUSE", 0.0001)

    def read(_reader):
        raise BusyError("Another program is writing.")

    inquirer, heard = inquirer_of(SlowReader), []
    with qtbot.waitSignal(inquirer.failed) as failed:
        inquirer.ask("figures", read, heard.append)
    assert str(failed.args[0]) == "Another program is writing."
    assert inquirer.idle
    inquirer.ask("figures", lambda _reader: 2, heard.append)
    qtbot.waitUntil(lambda: heard == [2])


def test_a_refusal_is_told_once_and_nothing_is_heard(qtbot, inquirer_of):
    def read(_reader):
        raise StorageError("The disk could not be read.")

    inquirer, heard = inquirer_of(SlowReader), []
    with qtbot.waitSignal(inquirer.failed) as failed:
        inquirer.ask("figures", read, heard.append)
    assert str(failed.args[0]) == "The disk could not be read."
    assert (heard, inquirer.idle) == ([], True)


def test_a_refusal_of_an_older_question_is_not_told(qtbot, slow):
    reader, inquirer = slow
    failed, heard = QSignalSpy(inquirer.failed), []

    def refuses(found):
        found.answer(0)
        raise StorageError("The disk could not be read.")

    inquirer.ask("figures", refuses, heard.append)
    assert reader.begun.wait(LONG)
    asks(inquirer, "figures", 2, heard)
    reader.let_go()
    qtbot.waitUntil(lambda: inquirer.idle)
    assert (heard, failed.count()) == ([2], 0)


def test_a_bug_in_a_question_is_raised_on_the_windows_thread_and_others_go_on(qtbot, inquirer_of):
    def read(_reader):
        raise ZeroDivisionError

    inquirer, heard = inquirer_of(SlowReader), []
    with qtbot.captureExceptions() as raised:
        inquirer.ask("figures", read, heard.append)
        qtbot.waitUntil(lambda: inquirer.idle)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    inquirer.ask("figures", lambda _reader: 2, heard.append)
    qtbot.waitUntil(lambda: heard == [2])


def test_stopping_does_not_wait_for_a_write_either(slow, monkeypatch):
    monkeypatch.setattr("app.qt.inquirer._PAUSE", LONG)
    reader, inquirer = slow
    began = time.monotonic()
    asks(inquirer, "figures", 1, [])
    assert reader.begun.wait(LONG)
    reader.interrupt()
    inquirer.stop()
    assert time.monotonic() - began < LONG
    assert reader.closed


def test_stopping_ends_the_question_that_runs_and_closes_the_file(slow):
    reader, inquirer = slow
    heard = []
    asks(inquirer, "figures", 1, heard)
    assert reader.begun.wait(LONG)
    asks(inquirer, "other", 2, heard)
    inquirer.stop()
    assert reader.closed
    assert (heard, inquirer.idle) == ([], True)
    inquirer.stop()  # a window that is closed twice
    asks(inquirer, "figures", 3, heard)
    assert "inquirer" not in {each.name for each in threading.enumerate()}


def test_what_is_asked_of_a_register_is_read_from_it(qtbot, sample_desk):
    heard = []
    sample_desk.ask("codes", lambda reader: [e.code for e in reader.relations()], heard.append)
    assert sample_desk.asks
    qtbot.waitUntil(lambda: not sample_desk.asks)
    assert heard == [["PK-BY"]]


def test_a_damaged_register_is_refused_in_plain_words(qtbot, sample_desk):
    path = sample_desk.register.store.path
    whole = path.read_bytes()
    path.write_bytes(b"\xff" * len(whole))
    with qtbot.waitSignal(sample_desk.refused) as refused:
        sample_desk.ask("codes", lambda reader: reader.relations(), list)
    path.write_bytes(whole)
    assert isinstance(refused.args[0], DamagedError)
