"""Three clicks from the sample register to each paper that a superior expects, counted.

Every press of a mouse button counts, the one on “Save” in the system's own dialog too; every key
or combination of keys counts by keyboard.
"""

from __future__ import annotations

import csv

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from app.domain.reports.request import ReportName, Wish
from app.services.intake.reading import read_tables

PRIME_MINISTER = "VIS-2025-04/01"
"""The visit to Minsk of the sample."""


class Counted:
    """Hands that count what they do."""

    def __init__(self, hands, window, bot):
        self.hands, self.window, self.bot = hands, window, bot
        self.times = 0

    def click(self, widget, place=None):
        self.times += 1
        self.hands.click(widget, place)

    def press(self, keys):
        self.times += 1
        self.hands.press(keys)

    def place(self, key):
        """Click on a section of the navigation."""
        places = self.window.navigation
        index = places.model.index(places.model.position_of(key), 0)
        self.click(places.list.viewport(), places.list.visualRect(index).center())

    def report(self, name):
        """Wait until a report stands, and return the page."""
        page = self.window.pages.page

        def stands():
            shown = page.name == "reports" and page.settled and page.report is not None
            return shown and page.report.request.name is name

        self.bot.waitUntil(stands)
        return page

    def meet(self, name):
        """Wait for a dialog that asks for a file, and return it."""
        self.bot.waitUntil(lambda: self.window.findChild(QFileDialog, name) is not None)
        dialog = self.window.findChild(QFileDialog, name)
        self.bot.waitUntil(dialog.isActiveWindow)
        return dialog


@pytest.fixture
def counted(window, hands, qtbot):
    return Counted(hands, window, qtbot)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """The folder that the dialogs begin with, and in which nothing lies."""
    made = tmp_path / "papers"
    made.mkdir()
    settings.setValue("export/folder", str(made))
    return made


def button(dialog, text="&Save"):
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)


def only(folder, *endings):
    """The files of a folder, which must end so."""
    found = sorted(folder.iterdir())
    assert sorted(each.suffix for each in found) == sorted(endings)
    return found[0]


# --- the follow-up of decisions, from the eighth session to the ninth -----------------------------


def test_the_follow_up_comes_out_in_three_clicks(counted, folder, qtbot):
    counted.place("reports")
    page = counted.report(ReportName.CARRY_OVER)
    counted.click(page.sheet.save)
    dialog = counted.meet("report-save-dialog")
    with qtbot.waitSignal(page.output.told):
        counted.click(button(dialog))
    assert counted.times == 3
    assert only(folder, ".pdf").read_bytes().startswith(b"%PDF")
    subtitle = page.report.document.subtitle
    assert "Eighth Joint Ministerial Commission" in subtitle
    assert "Ninth Joint Ministerial Commission" in subtitle


def test_the_follow_up_comes_out_in_three_strokes(counted, folder, qtbot):
    counted.press("Ctrl+Alt+4")
    page = counted.report(ReportName.CARRY_OVER)
    counted.press("Ctrl+E")
    counted.meet("report-save-dialog")
    with qtbot.waitSignal(page.output.told):
        counted.press("Return")
    assert counted.times == 3
    assert only(folder, ".pdf").name == "follow-up-JMC-8-01-2026-11-22.pdf"


# --- the brief for a visit to Minsk ---------------------------------------------------------------


def test_the_brief_for_a_meeting_in_minsk_is_three_clicks_from_today(
    window, counted, folder, qtbot
):
    window.go("today")
    ahead = window.pages.page.ahead
    qtbot.waitUntil(ahead.isVisible)
    minsk = next(each for each in ahead.buttons if "Minsk" in each.text())
    counted.click(minsk)
    page = counted.report(ReportName.BRIEF)
    counted.click(page.sheet.save)
    dialog = counted.meet("report-save-dialog")
    with qtbot.waitSignal(page.output.told):
        counted.click(button(dialog))
    assert counted.times == 3
    assert "Meet again in Minsk" in page.report.document.title
    assert only(folder, ".pdf").stat().st_size > 1_000


def test_from_a_fresh_window_the_brief_for_the_visit_is_three_clicks_before_the_dialog(
    window, counted, folder, qtbot
):
    assert window.list.isVisible() or window.pages.page.name != "reports"
    counted.place("reports")
    page = counted.report(ReportName.CARRY_OVER)
    briefs = page.list.briefs
    qtbot.waitUntil(briefs.isVisible)
    minsk = next(each for each in briefs.buttons if "Shehbaz" in each.accessibleName())
    counted.click(minsk)
    counted.report(ReportName.BRIEF)
    counted.click(page.sheet.save)
    dialog = counted.meet("report-save-dialog")
    assert counted.times == 3
    with qtbot.waitSignal(page.output.told):
        counted.click(button(dialog))
    assert "Prime Minister Shehbaz Sharif in Minsk" in page.report.document.title
    assert only(folder, ".pdf").read_bytes().startswith(b"%PDF")


def export_by_menu(window, counted, qtbot):
    """Choose the export in the menu of files, in two clicks; returns the dialog that asks where."""
    bar = window.menuBar()
    menu = next(each for each in bar.actions() if each.menu().objectName() == "menu-file")
    counted.click(bar, bar.actionGeometry(menu).center())
    entry = window.actions_by_name["export"]
    qtbot.waitUntil(menu.menu().isVisible)
    counted.click(menu.menu(), menu.menu().actionGeometry(entry).center())
    return counted.meet("export-dialog")


def test_from_a_fresh_window_the_table_is_three_clicks_before_the_dialog(
    window, counted, folder, qtbot
):
    counted.place("overdue")
    counted.hands.settle(window)
    dialog = export_by_menu(window, counted, qtbot)
    assert counted.times == 3
    with qtbot.waitSignal(window.takeaway.work.finished):
        counted.click(button(dialog))
    check_table(folder, window)


@pytest.fixture
def visit(window, sample_desk, qtbot):
    """The visit to Minsk, open among sessions and visits."""
    window.go("sessions")
    page = window.pages.page
    page.show_target(sample_desk.register.reader.find(PRIME_MINISTER))
    qtbot.waitUntil(lambda: page.settled and page.sheet.sheet is not None)
    return page


def test_the_brief_for_the_visit_comes_out_in_three_clicks(visit, counted, folder, qtbot):
    counted.click(visit.sheet.decisions.brief)
    page = counted.report(ReportName.BRIEF)
    counted.click(page.sheet.save)
    dialog = counted.meet("report-save-dialog")
    with qtbot.waitSignal(page.output.told):
        counted.click(button(dialog))
    assert counted.times == 3
    assert only(folder, ".pdf").read_bytes().startswith(b"%PDF")
    assert "Prime Minister Shehbaz Sharif in Minsk" in page.report.document.title


def test_the_brief_for_the_visit_comes_out_in_three_strokes(
    visit, counted, folder, qtbot, sample_desk
):
    visit.take_keyboard()
    counted.press("Ctrl+Alt+B")
    page = counted.report(ReportName.BRIEF)
    assert page.report.request.meeting == sample_desk.register.reader.find(PRIME_MINISTER)
    counted.press("Ctrl+E")
    counted.meet("report-save-dialog")
    with qtbot.waitSignal(page.output.told):
        counted.press("Return")
    assert counted.times == 3
    assert only(folder, ".pdf").stat().st_size > 1_000


# --- the table that a superior expects ------------------------------------------------------------


def test_the_table_comes_out_in_three_clicks(window, counted, folder, qtbot):
    window.go("overdue")
    counted.hands.settle(window)
    dialog = export_by_menu(window, counted, qtbot)
    with qtbot.waitSignal(window.takeaway.work.finished):
        counted.click(button(dialog))
    assert counted.times == 3
    check_table(folder, window)


def test_the_table_comes_out_in_two_strokes(window, counted, folder, qtbot):
    window.go("overdue")
    counted.hands.settle(window)
    counted.press("Ctrl+E")
    counted.meet("export-dialog")
    with qtbot.waitSignal(window.takeaway.work.finished):
        counted.press("Return")
    assert counted.times == 2
    check_table(folder, window)


def check_table(folder, window):
    """The view, in its order, and beside it what it is."""
    table = only(folder, ".csv", ".txt")
    with table.open(encoding="utf-8-sig", newline="") as file:
        refs = [each["ref"] for each in csv.DictReader(file)]
    model = window.list.model
    assert refs == [model.row_at(row).ref for row in range(model.rowCount())]
    assert len(refs) == 4
    assert all(each.ours for each in read_tables(table))


def test_all_of_it_by_the_names_of_things(window, counted, folder, qtbot):
    """Who knows no keys finds a report by its name, and changes what it is about by keyboard."""
    counted.press("Ctrl+K")
    counted.hands.write("brief")
    counted.press("Return")
    page = counted.report(ReportName.BRIEF)
    box = page.sheet.choices.boxes[Wish.MEETING]
    box.setFocus()
    while "Minsk" not in box.currentText() or "Prime" not in box.currentText():
        before = box.currentIndex()
        counted.hands.press("Down")
        assert box.currentIndex() > before
    qtbot.waitUntil(lambda: page.settled and "Shehbaz" in page.report.document.title)
    counted.press("Ctrl+E")
    dialog = counted.meet("report-save-dialog")
    dialog.findChild(QLineEdit, "fileNameEdit").selectAll()
    counted.hands.write("minister.docx")
    with qtbot.waitSignal(page.output.told):
        counted.press("Return")
    assert only(folder, ".docx").name == "minister.docx"
