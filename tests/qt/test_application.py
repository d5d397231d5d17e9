"""The window as the program starts it: which register it opens, and how it ends."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from app.qt import frame
from app.qt.application import WindowOptions, run
from app.qt.views.fault_report import FaultReport
from app.qt.views.main_window import MainWindow
from app.store.driver import connect

PLANT = "PK-BY/JMC-8/05"


@pytest.fixture
def at_the_list(places):
    """The window opens with the list of commitments, ungrouped."""
    settings = QSettings(str(places.state / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("preferences/start", "last")
    settings.setValue("list/group", "none")


@pytest.fixture
def start(at_the_list, look, places, clock):
    """Start the window, do something in it, and close it; returns the exit code."""

    def started(act, register=None, **more):
        failed = []

        def go():
            shown = [
                each
                for each in QApplication.topLevelWidgets()
                if isinstance(each, MainWindow) and each.isVisible() and each.list.settled
            ]
            if not shown:
                QTimer.singleShot(5, go)
                return
            (window,) = shown
            try:
                act(window)
            except BaseException as error:  # noqa: BLE001 - raised again once the window is closed
                failed.append(error)
            if window.isVisible():
                window.close()

        QTimer.singleShot(0, go)
        options = WindowOptions(
            register=register, folders=places, clock=clock, actor="officer", **more
        )
        code = run(options)
        for each in QApplication.topLevelWidgets():
            each.deleteLater()  # with the process they would go by themselves
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if failed:
            raise failed[0]
        return code

    return started


@pytest.fixture
def told(look, places, clock):
    """Start the window where it cannot open; returns the exit code and what was said."""

    def refused(register, **more):
        said = []

        def read():
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(5, read)
                return
            said.append((dialog.sentence.text(), dialog.sentence.textFormat()))
            dialog.reject()

        QTimer.singleShot(0, read)
        options = WindowOptions(
            register=register, folders=places, clock=clock, actor="officer", **more
        )
        return run(options), *said[0]

    return refused


def test_without_a_name_it_opens_the_officers_own_register_making_it_the_first_time(start, places):
    titles = []
    assert start(lambda window: titles.append(window.windowTitle())) == 0
    assert places.register.exists()
    assert titles == [f"{places.register.name} – Servanda"]
    assert start(lambda window: None) == 0


def test_it_opens_the_register_that_is_named(start, sample_path):
    counts = []
    assert start(lambda window: counts.append(window.list.model.rowCount()), sample_path) == 0
    assert counts == [76]


def test_the_sample_opens_as_a_register_that_is_thrown_away(start, places):
    paths = []

    def act(window):
        assert window.list.model.rowCount() == 76
        assert window.banner.isVisible()
        paths.append(window.findChild(QLabel, "status-register").text())

    assert start(act, sample=True) == 0
    assert paths == ["Sample register"]
    assert not places.register.exists()


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 1, "There is no register at"),
        (b"PK, BY, Minsk", 4, "is not a register of Servanda"),
    ],
)
def test_a_register_that_cannot_be_opened_is_said_plainly(told, tmp_path, content, code, words):
    path = tmp_path / "<b>r.servanda"
    if content is not None:
        path.write_bytes(content)
    answer, text, form = told(path)
    assert (answer, form) == (code, Qt.TextFormat.PlainText)
    assert words in text


def test_a_register_of_a_newer_program_is_left_alone(told, sample_path):
    connection = connect(sample_path)
    connection.execute("PRAGMA user_version=9999")
    connection.close()
    before = sample_path.read_bytes()
    code, text, _ = told(sample_path)
    assert code == 5
    assert "newer Servanda" in text
    assert sample_path.read_bytes() == before


def test_damage_that_shows_only_when_it_is_read_is_said_as_plainly(told, sample_path):
    connection = connect(sample_path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DROP TABLE commitment")
    connection.close()
    code, text, _ = told(sample_path)
    assert code == 4
    assert "damaged" in text


def test_a_bug_shows_one_report_and_the_window_goes_on(start, sample_path, qtbot):
    def act(window):
        def fail():
            raise KeyError(window.windowTitle())

        for _ in range(3):
            QTimer.singleShot(0, fail)
        qtbot.waitUntil(lambda: window.findChild(FaultReport) is not None)
        (report,) = window.findChildren(FaultReport)
        text = report.findChild(QPlainTextEdit, "fault-text").toPlainText()
        assert text.endswith("KeyError")
        assert window.windowTitle() not in text
        report.accept()
        identity = window.list.model.row_at(0).id
        window.list.select(identity)
        assert window.detail.identity == identity
        QTimer.singleShot(0, fail)
        qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(FaultReport)))

    assert start(act, sample_path) == 0


def test_a_bug_in_painting_shows_one_report_however_often_it_paints(start, sample_path, qtbot):
    def act(window):
        def fail(_rids):
            raise KeyError

        read, window.list.model._read = window.list.model._read, fail  # noqa: SLF001
        QTimer.singleShot(0, window.list.model.reread)
        qtbot.waitUntil(lambda: window.findChild(FaultReport) is not None)
        for _ in range(3):
            window.list.table.viewport().update()
            qtbot.wait(5)
        assert len(window.findChildren(FaultReport)) == 1
        window.list.model._read = read  # noqa: SLF001

    assert start(act, sample_path) == 0


def test_a_bug_in_a_thread_is_reported_on_the_windows_thread(start, sample_path, qtbot):
    def act(window):
        def fail():
            raise KeyError

        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: window.findChild(FaultReport) is not None)
        assert window.findChild(FaultReport).thread() is window.thread()

    assert start(act, sample_path) == 0


def test_a_bug_while_writing_leaves_the_register_as_it_was(start, sample_path, qtbot, opened):
    before = opened(sample_path).store.heads()

    def act(window):
        def write(register):
            def half(acts):
                acts.amend(register.reader.find(PLANT), title="Half way")
                raise KeyError

            return register.together("Edit", half)

        window.list.select(window.list.model.row_at(0).id)
        QTimer.singleShot(0, lambda: window.list.desk.run(write))
        qtbot.waitUntil(lambda: window.findChild(FaultReport) is not None)

    assert start(act, sample_path) == 0
    register = opened(sample_path)
    assert register.store.heads() == before
    assert register.store.check() == []


def test_the_report_can_be_copied(qtbot, look):
    report = FaultReport(look, "Servanda 1.2.3\nKeyError")
    qtbot.addWidget(report)
    report.show()
    report.findChild(QPushButton, "fault-copy").click()
    assert QGuiApplication.clipboard().text() == "Servanda 1.2.3\nKeyError"


def test_the_sample_is_opened_beside_the_window_in_a_process_of_its_own(monkeypatch):
    started = []
    monkeypatch.setattr(frame.QProcess, "startDetached", lambda *command: started.append(command))
    frame.open_sample()
    assert started == [(sys.executable, ["-m", "app", "--sample"])]
