"""Bugs: caught wherever they escape, logged once, reported without a word of the register."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QAbstractListModel, QObject, QTimer, Signal, Slot, qWarning
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QListView, QPushButton

from app.qt.faults import Faults

CONTENT = "Minsk promised us 40 tractors"
"""What stands in the register, and must stand in no log and no report."""


@pytest.fixture
def faults(qapp, tmp_path):
    made = Faults(tmp_path / "state", "1.2.3")
    yield made
    made.restore()
    made.deleteLater()


@pytest.fixture
def log(tmp_path):
    """The lines of the log."""
    path = tmp_path / "state" / "servanda.log"
    return lambda: path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def fail(title=CONTENT):
    raise ValueError(title)


class Failing(QObject):
    """Fails in a slot."""

    asked = Signal()

    def __init__(self):
        super().__init__()
        self.asked.connect(self.answer)

    @Slot()
    def answer(self):
        fail()


class FailingModel(QAbstractListModel):
    """Fails when it is painted."""

    def rowCount(self, _parent=None):
        return 1

    def data(self, _index, _role=0):
        return fail()


def in_a_slot(_qtbot):
    failing = Failing()
    failing.asked.emit()


def in_a_click(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda _checked: fail())
    button.click()


def in_a_timer(qtbot):
    QTimer.singleShot(0, fail)
    qtbot.wait(5)


def in_a_thread(qtbot):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.wait(1)


@pytest.mark.parametrize("somewhere", [in_a_slot, in_a_click, in_a_timer, in_a_thread])
def test_a_bug_is_logged_once_and_reported_and_survived(qtbot, faults, log, somewhere):
    caught = QSignalSpy(faults.caught)
    somewhere(qtbot)
    assert caught.count() == 1
    assert [line for line in log() if "ERROR" in line] == [log()[0]]
    report = caught.at(0)[0]
    assert "Servanda 1.2.3" in report
    assert report.endswith("ValueError")
    assert "test_faults.py:" in report
    assert " fail" in report


def test_a_bug_in_a_model_is_caught_as_often_as_it_paints(qtbot, faults, log):
    caught = QSignalSpy(faults.caught)
    view = QListView()
    qtbot.addWidget(view)
    model = FailingModel()
    view.setModel(model)
    QTimer.singleShot(0, view.show)  # called from here, it would be raised here
    qtbot.waitUntil(lambda: caught.count() > 0)
    assert len([line for line in log() if "ERROR" in line]) == caught.count()


def test_neither_log_nor_report_holds_what_the_register_says(faults, log, qtbot):
    caught = QSignalSpy(faults.caught)
    in_a_slot(qtbot)
    assert CONTENT not in caught.at(0)[0]
    assert CONTENT not in "\n".join(log())
    assert str(sys.path[0] or "/") not in caught.at(0)[0]


@pytest.mark.qt_log_ignore("a part of Qt is worried")
def test_what_qt_warns_of_is_logged_and_not_reported(faults, log):
    caught = QSignalSpy(faults.caught)
    qWarning("a part of Qt is worried")
    assert [line for line in log() if "a part of Qt is worried" in line] != []
    assert caught.count() == 0


def test_a_log_that_cannot_be_written_keeps_nobody_from_reporting(qapp, tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    faults = Faults(tmp_path / "state", "1.2.3")
    caught = QSignalSpy(faults.caught)
    in_a_slot(None)
    faults.restore()
    assert caught.count() == 1


def test_the_log_is_the_officers_alone(faults, log, tmp_path, qtbot):
    in_a_slot(qtbot)
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0


def test_the_hooks_are_put_back(qapp, tmp_path):
    before = sys.excepthook, threading.excepthook
    faults = Faults(tmp_path, "1.2.3")
    assert sys.excepthook != before[0]
    faults.restore()
    assert (sys.excepthook, threading.excepthook) == before
    files = [
        each for each in logging.getLogger("servanda").handlers if hasattr(each, "baseFilename")
    ]
    assert files == []


def test_breaking_off_by_keyboard_is_no_bug(qapp, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: seen.append(kind))
    faults = Faults(tmp_path / "state", "1.2.3")
    caught = QSignalSpy(faults.caught)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    faults.restore()
    assert seen == [KeyboardInterrupt]
    assert caught.count() == 0
