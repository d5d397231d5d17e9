"""Lists in the background: only the latest question counts, and nothing holds up the window."""

from __future__ import annotations

import threading
import time
from array import array
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QThread
from PySide6.QtTest import QSignalSpy

from app.domain.errors import DamagedError, StorageError
from app.domain.query import OVERDUE, Grouping, Query
from app.domain.rows import Group
from app.qt.lister import Lister, parsed
from app.store.listing import SCREEN

TODAY = date(2026, 11, 22)
LONG = 10
"""Seconds that nothing here takes: only a hang would."""


@pytest.fixture
def lister_of(qapp):
    """Make a lister; it is stopped after the test, and its thread gone."""
    made = []

    def make(fresh_lists):
        made.append(Lister(fresh_lists))
        return made[-1]

    yield make
    for lister in made:
        lister.stop()
        lister.deleteLater()
    assert [each.name for each in threading.enumerate() if each.name == "lister"] == []


class SlowLists:
    """Lists of a register so large that a query runs until it is let go or interrupted."""

    def __init__(self, refusal=None):
        self.asked, self.interrupted = [], []
        self.closed = False
        self._refusal = refusal
        self.begun, self._go, self._stop = (threading.Event() for _ in range(3))

    def first_page(self, query, today):
        self.asked.append(query.text)
        self.begun.set()
        while not self._go.wait(0.001):
            if self._stop.is_set():
                self._stop.clear()
                self.interrupted.append(query.text)
                raise InterruptedError
        if self._refusal is not None:
            raise self._refusal
        return [3, 1, 2]

    def rows(self, _rids):
        return {}

    def groups(self, _query, _today):
        return ()

    def interrupt(self):
        self._stop.set()

    def close(self):
        self.closed = True

    def let_go(self):
        self._go.set()


def test_a_question_is_answered_with_the_order_and_the_first_rows(qtbot, lister_of, sample_desk):
    lister = lister_of(sample_desk.register.store.fresh_lists)
    with qtbot.waitSignal(lister.answered) as answered:
        generation = lister.ask(OVERDUE, TODAY)
    (answer,) = answered.args
    assert answer.question.generation == generation
    assert [answer.rows[rid].ref.rpartition("/")[2] for rid in answer.rids] == [
        "18", "20", "23", "18"
    ]  # fmt: skip


class LongLists:
    """Lists in which every query finds a thousand rows."""

    def first_page(self, _query, _today):
        return list(range(256))

    def ordered(self, _query, _today):
        return ",".join(map(str, range(1000)))

    def rows(self, rids):
        return dict.fromkeys(rids)

    def groups(self, _query, _today):
        return ()

    def interrupt(self):
        pass

    def close(self):
        pass


def test_the_beginning_of_a_long_order_is_answered_before_the_whole(qtbot, lister_of):
    lister = lister_of(LongLists)
    answers = []
    lister.answered.connect(answers.append)
    lister.ask(Query(), TODAY)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert [(each.whole, len(each.rids)) for each in answers] == [(False, 256), (True, 1000)]
    assert answers[1].rids[:256] == answers[0].rids


def test_an_answer_brings_the_rows_of_one_screen(qtbot, lister_of):
    lister = lister_of(LongLists)
    with qtbot.waitSignal(lister.answered) as answered:
        lister.ask(Query(), TODAY)
    assert list(answered.args[0].rows) == list(range(SCREEN))


class FewLists(LongLists):
    """Lists in which a text is found in five hundred rows, all of which come at once."""

    def first_page(self, _query, _today):
        return list(range(500))

    def ordered(self, _query, _today):
        raise AssertionError


def test_what_came_whole_at_once_is_not_asked_for_again(qtbot, lister_of):
    lister = lister_of(FewLists)
    answers = []
    lister.answered.connect(answers.append)
    lister.ask(Query(text="tractor"), TODAY)
    qtbot.waitUntil(lambda: bool(answers))
    lister.stop()
    assert [(each.whole, len(each.rids)) for each in answers] == [(True, 500)]


class BegunLists(LongLists):
    """Lists whose first page is shown already."""

    def __init__(self):
        self.found = threading.Event()

    def first_page(self, _query, _today):
        raise AssertionError

    def ordered(self, query, today):
        self.found.set()
        return super().ordered(query, today)


def test_of_an_order_whose_beginning_is_shown_only_the_whole_is_found(qtbot, lister_of):
    lister = lister_of(BegunLists)
    answers = []
    lister.answered.connect(answers.append)
    lister.ask(Query(), TODAY, begun=True)
    lister.shown()
    qtbot.waitUntil(lambda: bool(answers))
    assert [(each.whole, len(each.rids)) for each in answers] == [(True, 1000)]


def test_it_is_taken_apart_once_the_beginning_is_painted(qtbot, lister_of, monkeypatch):
    monkeypatch.setattr("app.qt.lister._GRACE", LONG)
    lists, taken_apart = BegunLists(), threading.Event()
    monkeypatch.setattr("app.qt.lister.parsed", lambda text: taken_apart.set() or parsed(text))
    lister = lister_of(lambda: lists)
    lister.ask(Query(), TODAY, begun=True)
    lists.found.wait(LONG)
    assert not taken_apart.wait(0.05)
    with qtbot.waitSignal(lister.answered):
        lister.shown()
    assert taken_apart.is_set()


@pytest.mark.parametrize("grouping", Grouping)
def test_an_answer_in_groups_says_where_each_begins(qtbot, lister_of, sample_desk, grouping):
    lister = lister_of(sample_desk.register.store.fresh_lists)
    query = Query(group=grouping)
    with qtbot.waitSignal(lister.answered) as answered:
        lister.ask(query, TODAY)
    (answer,) = answered.args
    reader = sample_desk.register.reader
    assert answer.groups == reader.groups(query, TODAY)
    assert answer.found == 76
    begun = [place for place, rid in enumerate(answer.rids) if rid < 0]
    assert [answer.rids[place] for place in begun] == [-1 - n for n in range(len(answer.groups))]
    ends = zip(begun, [*begun[1:], len(answer.rids)], strict=True)
    lengths = [end - start - 1 for start, end in ends]
    assert lengths == [each.count for each in answer.groups]
    assert [each for each in answer.rids if each > 0] == parsed(
        reader.ordered(query, TODAY)
    ).tolist()


class GroupedLists(LongLists):
    """A thousand rows in groups of three hundred."""

    def groups(self, _query, _today):
        return tuple(Group(key=str(n), count=min(300, 1000 - 300 * n)) for n in range(4))


def test_the_beginning_of_a_long_order_holds_the_groups_that_begin_in_it(qtbot, lister_of):
    lister = lister_of(GroupedLists)
    answers = []
    lister.answered.connect(answers.append)
    lister.ask(Query(group=Grouping.SECTOR), TODAY)
    qtbot.waitUntil(lambda: len(answers) == 2)
    first, whole = answers
    assert [len(first.rids), len(whole.rids)] == [257, 1004]
    assert [each for each in whole.rids if each < 0] == [-1, -2, -3, -4]
    assert whole.rids[:257] == first.rids
    assert whole.found == 1000


def test_the_answer_arrives_on_the_windows_thread(qtbot, lister_of, sample_desk):
    lister = lister_of(sample_desk.register.store.fresh_lists)
    heard = []
    lister.answered.connect(lambda _: heard.append(QThread.currentThread()))
    with qtbot.waitSignal(lister.answered):
        lister.ask(Query(), TODAY)
    assert heard == [lister.thread()]


def test_of_many_questions_only_the_last_is_answered(qtbot, lister_of, sample_desk):
    lister = lister_of(sample_desk.register.store.fresh_lists)
    answers = []
    lister.answered.connect(lambda answer: answers.append(answer.question.query.text))
    for text in ("t", "tr", "tra", "trac", "tractor"):
        lister.ask(Query(text=text), TODAY)
    qtbot.waitUntil(lambda: bool(answers))
    with qtbot.waitSignal(lister.answered):
        lister.ask(Query(text="joint"), TODAY)
    assert answers == ["tractor", "joint"]


def test_a_newer_question_interrupts_the_one_that_runs(qtbot, lister_of):
    lists = SlowLists()
    lister = lister_of(lambda: lists)
    lister.ask(Query(text="old"), TODAY)
    lists.begun.wait(LONG)
    lister.ask(Query(text="new"), TODAY)
    qtbot.waitUntil(lambda: lists.asked[-1] == "new")
    with qtbot.waitSignal(lister.answered) as answered:
        lists.let_go()
    assert lists.interrupted == ["old"]
    assert answered.args[0].question.query.text == "new"


def test_a_question_that_a_write_interrupted_is_asked_again(qtbot, lister_of):
    lists = SlowLists()
    lister = lister_of(lambda: lists)
    lister.ask(Query(text="tractor"), TODAY)
    lists.begun.wait(LONG)
    lists.interrupt()  # as a write of this window does
    qtbot.waitUntil(lambda: len(lists.asked) == 2)
    with qtbot.waitSignal(lister.answered) as answered:
        lists.let_go()
    assert list(answered.args[0].rids) == [3, 1, 2]


class WrittenTo(LongLists):
    """Lists of a register that is written to whenever they are asked for the first two times."""

    def __init__(self):
        self.moments = []

    def first_page(self, query, today):
        self.moments.append(time.monotonic())
        if len(self.moments) < 3:
            raise InterruptedError
        return super().first_page(query, today)


def test_a_question_that_a_write_interrupted_leaves_it_some_time(qtbot, lister_of):
    lists = WrittenTo()
    lister = lister_of(lambda: lists)
    with qtbot.waitSignal(lister.answered):
        lister.ask(Query(), TODAY)
    assert (
        min(later - one for one, later in pairwise(lists.moments)) >= 0.025
    )  # of 0.05, by clocks that are coarse


def test_a_newer_question_does_not_wait_for_that(qtbot, lister_of, monkeypatch):
    monkeypatch.setattr("app.qt.lister._PAUSE", LONG)
    lists, began = SlowLists(), time.monotonic()
    lister = lister_of(lambda: lists)
    lister.ask(Query(text="old"), TODAY)
    lists.begun.wait(LONG)
    lists.interrupt()
    qtbot.waitUntil(lambda: lists.interrupted == ["old"])
    lists.let_go()
    with qtbot.waitSignal(lister.answered):
        lister.ask(Query(text="new"), TODAY)
    assert lists.asked == ["old", "new"]
    assert time.monotonic() - began < LONG


def test_stopping_does_not_wait_for_that(lister_of, monkeypatch):
    monkeypatch.setattr("app.qt.lister._PAUSE", LONG)
    lists, began = SlowLists(), time.monotonic()
    lister = lister_of(lambda: lists)
    lister.ask(Query(), TODAY)
    lists.begun.wait(LONG)
    lists.interrupt()
    lister.stop()
    assert time.monotonic() - began < LONG
    assert lists.closed


def test_a_refusal_is_told_and_the_next_question_still_answered(qtbot, lister_of):
    lists = SlowLists(StorageError("The disk could not be read."))
    lister = lister_of(lambda: lists)
    lists.let_go()
    with qtbot.waitSignal(lister.failed) as failed:
        lister.ask(Query(), TODAY)
    assert str(failed.args[0]) == "The disk could not be read."
    with qtbot.waitSignal(lister.failed):
        lister.ask(Query(), TODAY)


def test_a_refusal_of_an_older_question_is_not_told(qtbot, lister_of):
    lists = SlowLists(StorageError("The disk could not be read."))
    lister = lister_of(lambda: lists)
    failed = QSignalSpy(lister.failed)
    lists.let_go()
    lister.ask(Query(text="old"), TODAY)
    lister.ask(Query(text="new"), TODAY)
    qtbot.waitUntil(lambda: failed.count() > 0)
    assert failed.count() == 1


def test_a_damaged_file_is_refused_in_plain_words_and_read_once_it_is_whole(
    qtbot, lister_of, sample_desk
):
    path = sample_desk.register.store.path
    whole = path.read_bytes()
    path.write_bytes(b"\xff" * len(whole))
    lister = lister_of(sample_desk.register.store.fresh_lists)
    with qtbot.waitSignal(lister.failed) as failed:
        lister.ask(Query(), TODAY)
    assert isinstance(failed.args[0], DamagedError)
    path.write_bytes(whole)
    with qtbot.waitSignal(lister.answered) as answered:
        lister.ask(Query(), TODAY)
    assert len(answered.args[0].rids) == 76


def test_stop_ends_the_query_that_runs_and_closes_the_file(lister_of):
    lists = SlowLists()
    lister = lister_of(lambda: lists)
    lister.ask(Query(), TODAY)
    lists.begun.wait(LONG)
    lister.stop()
    assert lists.closed
    assert lists.interrupted == [""]
    lister.stop()  # a window that is closed twice


@pytest.mark.parametrize("count", [0, 1, 5, 60_000])
def test_a_long_text_of_numbers_is_taken_apart_whole(count):
    numbers = range(7, 7 + count)
    assert parsed(",".join(map(str, numbers))) == array("q", numbers)
