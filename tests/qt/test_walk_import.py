"""Messy tables of real desks taken in by keyboard alone: chosen, answered, taken over, undone."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu

from app.domain.intake.asking import ONE_BY_ONE
from app.domain.intake.row_agencies import LEAVE_OUT, NEW
from app.domain.query import Query
from tests.conftest import TODAY
from tests.services.intake import messy
from tests.services.intake.test_messy import OFFICES

MOST_KEYS = 30
"""So many keys are as much as an officer should need for one table."""
TWO_MINUTES = 120


@dataclass
class Officer:
    """Somebody at the keyboard of a window; `keys` counts what was pressed."""

    hands: object
    bot: object
    window: object
    keys: int = 0

    @property
    def page(self):
        return self.window.pages.page

    def press(self, *keys):
        self.keys += len(keys)
        self.hands.press(*keys)

    def settled(self):
        page = self.page
        self.bot.waitUntil(lambda: page.settled and not self.window.pages.waits, timeout=10_000)

    def open(self, path):
        """Choose a file in the dialog of Ctrl+I; its name counts as one key."""
        self.press("Ctrl+I")
        dialog = self.window.findChild(QFileDialog, "import-table-dialog")
        self.bot.waitUntil(dialog.isActiveWindow)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        line.setText(str(path))
        line.setFocus()
        self.press("Return")
        self.hands.back_to(self.window)
        self.bot.waitUntil(lambda: self.window.pages.key == "import")
        self.settled()

    def answer(self, words=""):
        """Answer the question of the row stood on: by these words, else by the first answer."""
        asked = self.page.grid.current.line.asked[0]
        self.press("Return")
        if not asked.choices:  # the day is said above, for the whole table
            assert QApplication.focusWidget().objectName() == "import-said"
            self.keys += len(words)
            self.hands.write(words)
            self.press("Return")
        else:
            self.bot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
            menu = QApplication.activePopupWidget()
            while words and menu.activeAction().text() != words:
                self.press("Down")
            self.press("Return")
            self.hands.back_to(self.window)
        self.settled()
        return asked.key

    @property
    def asks(self):
        return sum(each.asks for each in self.page.grid.table.all)

    def add_agencies(self):
        """Answer as long as it is asked of agencies that are like none of the register."""
        unknown = (NEW, LEAVE_OUT, ONE_BY_ONE)
        while self.asks and self.page.grid.current.line.asked[0].choices == unknown:
            self.answer("")

    def take_over(self):
        self.press("Ctrl+Return")
        self.bot.waitUntil(lambda: bool(self.page.shown.said.said), timeout=10_000)
        self.settled()


@pytest.fixture
def officer(hands, qtbot, window):
    return Officer(hands, qtbot, window)


@pytest.fixture
def count(sample_desk):
    return lambda: sample_desk.register.reader.count(Query(), TODAY)


@pytest.mark.parametrize("office", [each for each in OFFICES if each.name], ids=str)
def test_a_messy_file_comes_in_by_few_keys_and_goes_again_by_one(officer, count, tmp_path, office):
    before, began = count(), time.monotonic()
    path = tmp_path / office.name
    path.write_bytes(office.make())
    officer.open(path)
    assert officer.page.grid.hasFocus()
    answered = []
    while officer.asks:
        assert officer.page.grid.current.asks, "one stands on the next row that asks"
        answered.append(officer.answer("" if officer.page.grid.current.line.asked[0].choices
                                       else "10 Feb 2026"))  # fmt: skip
    assert len(answered) == len(set(answered)), "nothing is asked twice"
    rows = len(officer.page.grid.table.accepted)
    assert rows == len(officer.page.grid.table.all) - len(office.held)
    officer.take_over()
    assert count() == before + rows
    assert officer.keys <= MOST_KEYS, officer.keys
    assert time.monotonic() - began < TWO_MINUTES

    officer.press("Ctrl+Z")
    officer.settled()
    assert count() == before
    officer.press("Ctrl+Shift+Z")
    officer.settled()
    assert count() == before + rows


def test_what_is_copied_in_excel_comes_in_the_same_way(officer, count, window):
    before = count()
    text, html = messy.from_excel()
    held = QMimeData()
    held.setText(text)
    held.setHtml(html)
    QGuiApplication.clipboard().setMimeData(held)
    window.tables.paste()
    officer.settled()
    assert officer.answer("On hold") == "Status@Delayed"
    officer.take_over()
    assert count() == before + 3


def test_a_russian_plan_is_answered_once_for_each_kind_of_doubt(officer, sample_desk, tmp_path):
    path = tmp_path / "план.xlsx"
    path.write_bytes(messy.moscow_plan_xlsx())
    officer.open(path)
    page = officer.page
    assert page.grid.current.row == 8
    assert officer.answer("That day is the last") == "Срок исполнения@unto"
    officer.add_agencies()
    assert page.grid.current.row == 12
    officer.answer("Nothing: keep it as a note")
    officer.add_agencies()
    assert page.grid.current.row == 13
    assert officer.answer("10 Feb 2026") == "@said"
    officer.add_agencies()
    assert page.grid.hasFocus()
    officer.take_over()
    assert page.shown.said.said == "6 rows came in."
    reader = sample_desk.register.reader
    held = {}
    for each in page.grid.table.all:
        row = reader.row(each.line.proposal.commitment)
        held[row.title] = reader.dossier(row.id).timings[-1].timing.edtf
    assert held == {
        "Сборка тракторов": "[..2026-12-31]",
        "Запасные части": "[..2026-07-01]",
        "Обмен опытом": "2026-40",
        "Данные таможен": "2026-03-31",
        "Рабочая группа": "[2026-02-10..2026-03-12]",
        "Ярмарка": "",
    }


def test_sixty_columns_are_one_stop_for_tab_and_the_arrows_go_along(officer, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(messy.exported_csv())
    officer.open(path)
    columns = officer.page.shown.head.columns.buttons
    assert len(columns) == 60
    columns[0].setFocus()
    officer.press("Right", "Right")
    assert columns[2].hasFocus()
    read = [each.accessibleName() for each in columns if "left out" not in each.accessibleName()]
    assert [each.accessibleName() for each in columns[: len(read)]] == read
    officer.press("End")
    assert columns[59].hasFocus()
    officer.press("Tab")
    assert QApplication.focusWidget() not in columns
    officer.press("Shift+Tab")
    assert columns[59].hasFocus()


def back_to(officer, name, most=12):
    """Press Shift+Tab until the widget of that name has the keyboard."""
    for _ in range(most):
        if QApplication.focusWidget().objectName() == name:
            return
        officer.press("Shift+Tab")
    raise AssertionError(f"{name} is not reached: {QApplication.focusWidget().objectName()}")


def pick(officer, words):
    """Open the list under a button and take the value of these words from it."""
    officer.press("Space")
    popup = QApplication.activePopupWidget()
    popup.list.setFocus()
    while words not in popup.list.currentItem().text():
        officer.press("Down")
    officer.press("Space")
    if QApplication.activePopupWidget() is not None:
        officer.press("Esc")
    officer.hands.back_to(officer.window)
    officer.settled()


def test_the_session_and_the_side_are_said_by_keyboard_and_the_points_arrive_open(
    officer, sample_desk, tmp_path
):
    path = tmp_path / "printed.csv"
    path.write_bytes(messy.printed_csv())
    officer.open(path)
    notes = officer.page.shown.head.findChild(QLabel, "import-notes")
    assert "No row says which side is responsible" in notes.text()
    back_to(officer, "import-owed")
    pick(officer, "Pakistan")
    assert not notes.isVisible()
    back_to(officer, "import-session")
    pick(officer, "PK-BY/JMC-8/01")
    officer.take_over()
    assert officer.keys <= MOST_KEYS, officer.keys
    reader = sample_desk.register.reader
    rows = [reader.row(each.line.proposal.commitment) for each in officer.page.grid.table.all]
    assert [each.status.value for each in rows if each.title == "customs data"] == ["open"]
    assert {each.owed_by for each in rows} == {"PK"}
