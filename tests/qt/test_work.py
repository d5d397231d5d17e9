"""Long work on a thread of its own: progress, cancel, failure, and a bug that is not swallowed."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtTest import QSignalSpy

from app.domain.errors import StorageError
from app.qt.work import Work

LONG = 10
"""Seconds that nothing here takes: only a hang would."""


@pytest.fixture
def work(qapp):
    made = Work()
    yield made
    made.stop()
    made.deleteLater()


def test_a_task_runs_elsewhere_and_is_heard_here(qtbot, work):
    threads = []
    work.finished.connect(lambda _: threads.append(QThread.currentThread()))

    def task(progress, _cancelled):
        threads.append(threading.current_thread())
        return "Done."

    with qtbot.waitSignal(work.finished) as finished:
        assert work.start(task)
    assert finished.args == ["Done."]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is work.thread()
    assert not work.running


def test_progress_beyond_32_bits_is_told_from_the_first_word_to_the_last(qtbot, work):
    heard = []
    work.progressed.connect(lambda done, whole: heard.append((done, whole)))

    def task(progress, _cancelled):
        for done in (1, 2, 2**40):
            progress(done, 2**40)
        return ""

    with qtbot.waitSignal(work.finished):
        work.start(task)
    assert heard[0] == (1, 2**40)
    assert heard[-1] == (2**40, 2**40)


def test_progress_is_told_no_oftener_than_anybody_sees(qtbot, work):
    heard = []
    work.progressed.connect(lambda done, whole: heard.append(done))

    def task(progress, _cancelled):
        for done in range(1, 20_001):
            progress(done, 20_000)
        return ""

    with qtbot.waitSignal(work.finished):
        work.start(task)
    assert heard[-1] == 20_000
    assert heard == sorted(heard)
    assert len(heard) < 1_000


def test_only_one_task_at_a_time(qtbot, work):
    go = threading.Event()
    assert work.start(lambda _progress, _cancelled: go.wait(LONG) and "First.")
    assert work.running
    assert not work.start(lambda _progress, _cancelled: "Second.")
    with qtbot.waitSignal(work.finished) as finished:
        go.set()
    assert finished.args == ["First."]
    with qtbot.waitSignal(work.finished):
        assert work.start(lambda _progress, _cancelled: "Third.")


def until_cancelled(started):
    def task(_progress, cancelled):
        started.set()
        while not cancelled():
            pass
        raise StorageError("Stopped half way.")

    return task


def test_a_cancelled_task_says_so_and_not_that_it_failed(qtbot, work):
    started, failed = threading.Event(), QSignalSpy(work.failed)
    with qtbot.waitSignal(work.cancelled):
        work.start(until_cancelled(started))
        started.wait(LONG)
        work.cancel()
    assert failed.count() == 0
    assert not work.running


def test_a_task_that_was_past_stopping_is_not_said_to_be_cancelled(qtbot, work):
    go, cancelled = threading.Event(), QSignalSpy(work.cancelled)
    work.start(lambda _progress, _cancelled: go.wait(LONG) and "Written.")
    work.cancel()
    with qtbot.waitSignal(work.finished):
        go.set()
    assert cancelled.count() == 0


def test_a_task_after_a_cancelled_one_is_not_cancelled(qtbot, work):
    started = threading.Event()
    with qtbot.waitSignal(work.cancelled):
        work.start(until_cancelled(started))
        work.cancel()
    with qtbot.waitSignal(work.finished) as finished:
        work.start(lambda _progress, cancelled: str(cancelled()))
    assert finished.args == ["False"]


def test_an_expected_failure_comes_as_its_error(qtbot, work):
    def task(_progress, _cancelled):
        raise StorageError("The disk is full.")

    with qtbot.waitSignal(work.failed) as failed:
        work.start(task)
    assert [str(each) for each in failed.args] == ["The disk is full."]


def test_a_bug_is_raised_here_and_ends_the_task(qtbot, work):
    ended = QSignalSpy(work.ended)

    def task(_progress, _cancelled):
        raise KeyError("bug")

    with qtbot.captureExceptions() as raised:
        work.start(task)
        qtbot.waitUntil(lambda: not work.running)
    assert [kind for kind, *_ in raised] == [KeyError]
    assert ended.count() == 1


def test_stop_waits_until_nothing_runs(work):
    started = threading.Event()
    work.start(until_cancelled(started))
    started.wait(LONG)
    work.stop()
    assert [each for each in threading.enumerate() if each.name == "work"] == []
