"""The window as its tests use it: the look, a desk, the whole window, two hands on the keyboard."""

from __future__ import annotations

import importlib.util
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.qt.collector import Collector
from app.qt.desk import Desk
from app.qt.look import Look, style
from app.qt.look.tokens import LIGHT
from app.qt.models.navigation import NavigationModel
from app.qt.views.main_window import MainWindow
from app.services.opening import create_register, open_register
from app.store.driver import connect
from tests.qt.reminded import Time, without_news

BUSY_MS = 20
"""A test does not wait for another writer for longer, and the window waits in its event loop."""


def pytest_collection_modifyitems(items):
    """A screen that is none cannot do all that a window asks of it, and says so each time."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _collected(qapp):
    """Collect on this thread alone, as the window does: another would destroy our widgets."""
    collector = Collector()
    yield
    collector.collect()
    collector.stop()


@pytest.fixture
def look(qapp):
    """The light look, whatever the test before has put on."""
    made = Look.of(qapp)
    made.changed(LIGHT)
    style.apply(qapp, LIGHT)
    yield made
    style.apply(qapp, LIGHT)


@pytest.fixture(scope="session")
def made_up():
    """The module of made-up rows, which the gallery of pictures shares."""
    path = Path(__file__).parent / "look" / "made_up.py"
    spec = importlib.util.spec_from_file_location("made_up", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def model_of(made_up):
    """Make a small model that hands out rows as the register's does."""

    def make(rows, columns):
        model = QStandardItemModel(len(rows), len(columns))
        for number, row in enumerate(rows):
            for place, column in enumerate(columns):
                item = QStandardItem(column.text(row, made_up.TODAY) if row else "")
                item.setData(row, Qt.ItemDataRole.UserRole)
                model.setItem(number, place, item)
        return model

    return make


@pytest.fixture
def contrast_palette():
    """A palette as a black contrast theme gives it."""
    roles = QPalette.ColorRole
    palette = QPalette(QColor("#000000"), QColor("#000000"))
    for role in (roles.Window, roles.Base, roles.Button, roles.HighlightedText):
        palette.setColor(role, QColor("#000000"))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        palette.setColor(role, QColor("#ffffff"))
    palette.setColor(roles.Highlight, QColor("#1aebff"))
    palette.setColor(roles.Link, QColor("#ffff00"))
    return palette


@pytest.fixture
def opened(places, clock):
    """Open a register as the window does; whatever a test opens is closed after it."""
    registers = []

    def open_at(path, clock=clock, **more):
        registers.append(open_register(path, places, clock, "officer", busy_ms=BUSY_MS, **more))
        return registers[-1]

    yield open_at
    for register in registers:
        register.close()


@pytest.fixture
def desk_on(qapp):
    """Make the desk of a register; it is deleted on this thread, with its timers."""
    desks = []

    def make(register):
        desks.append(Desk(register))
        return desks[-1]

    yield make
    for each in desks:
        each.stop()
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(tmp_path, places, clock, opened, desk_on):
    """The desk of an empty register about Pakistan and Belarus."""
    path = tmp_path / "register.servanda"
    create_register(path, places, clock, "officer").close()
    register = opened(path)
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    return desk_on(register)


@pytest.fixture
def sample_desk(sample_path, opened, desk_on):
    """The desk of a register with the sample."""
    return desk_on(opened(sample_path))


@pytest.fixture
def time():
    """A day that goes on when the test says so."""
    return Time()


@pytest.fixture
def quiet_path(tmp_path, places, time):
    """The file of a register of that day in which nobody is reminded of silence."""
    made = without_news(tmp_path, places, time)
    made.close()
    return made.store.path


@pytest.fixture
def locked():
    """Hold a register's lock as another program that is writing does; it gives a way to let go."""

    @contextmanager
    def hold(path, lock="IMMEDIATE"):
        connection = connect(path)
        connection.execute(f"BEGIN {lock}")

        def release():
            if connection.in_transaction:
                connection.execute("ROLLBACK")

        try:
            yield release
        finally:
            release()
            connection.close()

    return hold


@pytest.fixture
def settings(tmp_path):
    """Where the window keeps its own state; it opens with the list of commitments, ungrouped."""
    made = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made.setValue("preferences/start", "last")
    made.setValue("list/group", "none")
    return made


@pytest.fixture
def shown(qtbot, look, settings, desk_on):
    """Show a window on a desk and wait until its list stands; it leaves nothing behind."""
    windows = []

    def show(desk, **more):
        window = MainWindow(desk, look, settings, **more)
        windows.append(window)
        # Nothing is asked of a form that a test left open.
        qtbot.addWidget(window, before_close_func=lambda one: one.leaving.give_up())
        window.begin()
        with qtbot.waitActive(window):
            window.show()
        qtbot.waitUntil(lambda: window.list.settled)
        # What comes after the first picture is there, and takes the keyboard no more.
        place = window.navigation.model.index(0, 0)
        qtbot.waitUntil(lambda: place.data(NavigationModel.COUNT) is not None)
        return window

    yield show
    for window in windows:
        window.leaving.give_up()
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [each for each in windows if isValid(each)] == []
    assert [each.name for each in threading.enumerate() if each.name in NAMES] == []
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []


@pytest.fixture
def window(shown, sample_desk):
    """The window on a copy of the sample."""
    return shown(sample_desk)


NAMES = ("lister", "inquirer", "work", "rest")
"""The threads of a window."""


@dataclass
class Hands:
    """Types and clicks as a person does: keys go to whatever has the keyboard."""

    bot: object

    @property
    def holder(self) -> QWidget:
        """What has the keyboard: an open menu or list to tick, else the focused widget."""
        app = QApplication
        popup = app.activePopupWidget()
        if popup is None and app.activeWindow() is None:
            # A desktop makes the window active again whose popup went away by itself.
            shown = [each for each in app.topLevelWidgets() if each.isVisible()]
            self.back_to(app.activeModalWidget() or shown[0])
        within = popup.focusWidget() if popup else app.focusWidget()
        return within or popup or app.activeWindow()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each written as in a menu."""
        for each in keys:
            QTest.keySequence(self.holder, QKeySequence(each))
            QCoreApplication.processEvents()

    def write(self, text: str) -> None:
        """Write text over what is selected; letters beyond ASCII come as an input method's.

        A list that is searched takes the letters for one word, however slow the machine.
        """
        patience = QApplication.keyboardInputInterval()
        for letter in text:
            QTest.keyClicks(self.holder, letter)
            QApplication.setKeyboardInputInterval(60_000)
        QApplication.setKeyboardInputInterval(patience)

    def rewrite(self, text: str) -> None:
        """Write text in place of all that stands in the field."""
        self.press("Ctrl+A")
        self.write(text) if text else self.press("Del")

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click into the middle of a widget, or at a place in it, once it has its place."""
        if not widget.window().isActiveWindow():
            self.back_to(widget.window())
        QCoreApplication.processEvents()
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            place or widget.rect().center(),
        )
        QCoreApplication.processEvents()

    def choose(self, button: QWidget, words: str) -> None:
        """Open the menu of a button with the keyboard and take the entry of these words."""

        def take() -> None:
            menu = QApplication.activePopupWidget()
            menu.setActiveAction(next(each for each in menu.actions() if each.text() == words))
            self.press("Return")

        button.setFocus()
        QTimer.singleShot(0, take)
        self.press("Space")
        self.back_to(button.window())

    def tick(self, *keys: str) -> None:
        """Go to values in the open list to tick and press Space on each; then close it."""
        popup = QApplication.activePopupWidget()
        popup.list.setFocus()
        for key in keys:
            self.press("Home")
            while popup.list.currentItem().data(Qt.ItemDataRole.UserRole) != key:
                place = popup.list.currentRow()
                self.press("Down")
                assert popup.list.currentRow() > place, f"{key} is not in the list"
            self.press("Space")
        if isValid(popup) and popup.isVisible():
            self.press("Esc")

    def back_to(self, window: QWidget) -> None:
        """Make a window active again, as a desktop does when a menu or dialog has gone."""
        window.activateWindow()
        self.bot.waitUntil(window.isActiveWindow)

    def settle(self, window: MainWindow) -> None:
        """Wait until the list answers what was asked last."""
        self.bot.waitUntil(lambda: window.list.settled and not window.pages.waits)


@pytest.fixture
def hands(qtbot):
    """Two hands."""
    return Hands(qtbot)


@pytest.fixture
def stand_on(window, sample_desk, hands):
    """Stand on a commitment of the sample by its reference; returns its identity."""

    def stand(ref):
        identity = sample_desk.register.reader.find(ref)
        window.list.select(identity)
        hands.settle(window)
        assert window.detail.identity == identity
        return identity

    return stand
