"""What a window says by itself when reminders come due: inside it, and beside the clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.qt.clock import DayClock
from app.qt.models.navigation import NavigationModel
from app.qt.reminding import Reminding
from app.qt.tray import Tray
from app.services import watching
from app.services.desktop_notes import DesktopNote
from app.store.claims import HELPER
from tests.qt.reminded import TODAY, Recorder, promise


@pytest.fixture
def register(opened, quiet_path, time):
    return opened(quiet_path, time.clock)


@pytest.fixture
def window(shown, desk_on, register):
    return shown(desk_on(register))


@pytest.fixture
def outside():
    return Recorder()


@pytest.fixture
def reminding(window, outside, qtbot):
    """Have the window remind; what is said outside is recorded."""
    made = []

    def begin(quiet=lambda: False):
        made.append(Reminding(window, window.list.desk, outside, quiet))
        made[-1].begin()
        qtbot.waitUntil(lambda: made[-1].watcher.idle and not window.pages.waits)
        return made[-1]

    yield begin
    for each in made:
        each.end()


@pytest.fixture
def look_again(window, qtbot):
    """Have it look again, as its timer does."""

    def again(reminding):
        reminding.watcher.look()
        qtbot.waitUntil(lambda: reminding.watcher.idle and not window.pages.waits)

    return again


def badge(window):
    model = window.navigation.model
    return model.index(model.position_of("reminders"), 0).data(NavigationModel.COUNT)


def test_what_comes_due_is_said_below_counted_beside_and_told_once_outside(
    window, reminding, register, time, look_again, outside
):
    promise(register, "FIRST", TODAY + timedelta(days=1))
    begun = reminding()
    assert window.strip.said == "An alert has come due."
    assert badge(window) == 1
    assert [each.title for each in outside.notes] == [
        "\u2068FIRST\u2069: \u2068Promise FIRST\u2069"
    ]
    assert outside.notes[0].body == "Due in 1 day, on 23 Nov 2026"
    look_again(begun)
    assert len(outside.notes) == 1


def test_several_come_as_one_note_in_order_of_urgency(
    window, reminding, register, time, look_again, outside
):
    for ref, days in (("LAST", 12), ("FIRST", 4), ("MIDDLE", 8)):
        promise(register, ref, TODAY + timedelta(days=days))
    begun = reminding()
    outside.notes.clear()
    time.wait(days=11)
    look_again(begun)
    (note,) = outside.notes
    assert note.title == "3 alerts since 22 Nov 2026"
    order = [line.split(":")[0].strip("\u2068\u2069") for line in note.body.splitlines()]
    assert order == ["LAST", "FIRST", "MIDDLE"]


def test_what_is_marked_is_named_in_the_window_and_only_counted_outside(
    window, reminding, register, outside, qtbot
):
    promise(register, "OPEN", TODAY + timedelta(days=1))
    promise(register, "HIDDEN", TODAY + timedelta(days=1), classification="secret")
    reminding()
    (note,) = outside.notes
    assert "HIDDEN" not in note.title + note.body
    assert "1 marked alert" in note.body
    window.go("reminders")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.listed is not None)
    assert {each.occurrence.ref for each in page.listed.due} == {"OPEN", "HIDDEN"}


def test_what_was_due_when_it_was_entered_is_one_line_in_the_window_and_nothing_outside(
    window, reminding, register, outside
):
    for number in range(4):
        promise(register, f"OLD{number}", date(2026, 1, 1 + number))
    reminding()
    assert window.strip.said == "4 alerts were due already when they were entered."
    assert outside.notes == []
    assert badge(window) == 0


def test_an_import_while_the_window_is_open_raises_one_line(
    window, reminding, register, look_again, outside
):
    begun = reminding()
    for number in range(3):
        promise(register, f"OLD{number}", date(2026, 1, 1 + number))
    look_again(begun)
    assert window.strip.said == "3 alerts were due already when they were entered."
    assert outside.notes == []


def test_who_has_the_list_before_his_eyes_is_told_nothing_outside(
    window, reminding, register, outside, hands
):
    promise(register, "FIRST", TODAY + timedelta(days=1))
    hands.press("Ctrl+6")
    reminding()
    assert outside.notes == []
    assert window.strip.said == "An alert has come due."


def test_in_quiet_hours_the_list_goes_on_and_the_note_comes_after_them(
    window, reminding, register, outside, time, look_again, qtbot
):
    hours = {"quiet": False}
    begun = reminding(lambda: hours["quiet"])
    hours["quiet"] = True
    promise(register, "FIRST", TODAY + timedelta(days=2))
    time.wait(days=1)
    look_again(begun)
    window.list.desk.day_changed.emit(time.day)
    qtbot.waitUntil(lambda: not window.pages.waits)
    assert outside.notes == []
    assert badge(window) == 1
    hours["quiet"] = False
    look_again(begun)
    look_again(begun)
    assert len(outside.notes) == 1


def test_nothing_interrupts_and_nothing_takes_the_keyboard(
    window, reminding, register, outside, hands
):
    hands.press("Ctrl+F")
    hands.write("min")
    promise(register, "FIRST", TODAY + timedelta(days=1))
    reminding()
    assert len(outside.notes) == 1
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    assert QApplication.focusWidget() is window.list.head.search
    assert window.list.head.search.text() == "min"


def test_a_helper_that_did_not_run_is_said_in_a_banner(window, reminding):
    begun = reminding()
    begun.say_silent(None)
    assert not window.banner.isVisible()
    begun.say_silent(date(2026, 11, 20))
    assert window.banner.accessibleName() == (
        "Reminding while Servanda is closed is on, but has not run since 20 Nov 2026. "
        "See Preferences."
    )


def test_without_a_place_for_notes_the_window_alone_says_it(window):
    tray = Tray(window)
    assert not tray.show_note(DesktopNote(title="One", body="Two"))
    assert tray.findChildren(object, "tray") == []
    tray.put_away()


@pytest.fixture
def other(window, qtbot):
    """Another window, which is before the officer's eyes instead."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    return made


def test_what_nobody_could_be_shown_is_given_back_for_the_helper_to_raise(
    window, reminding, register, outside, look_again, other
):
    outside.place = False
    promise(register, "FIRST", TODAY + timedelta(days=1))
    begun = reminding()
    look_again(begun)
    (found,) = watching.look(register, HELPER).fresh
    assert found.occurrence.ref == "FIRST"


def test_what_nobody_could_be_shown_is_raised_once_the_window_is_before_the_officer(
    window, reminding, register, outside, look_again, other, qtbot
):
    outside.place = False
    promise(register, "FIRST", TODAY + timedelta(days=1))
    begun = reminding()
    window.strip.tell("")
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and begun.watcher.idle)
    assert window.strip.said == "An alert has come due."
    assert watching.look(register, HELPER).held == 0
    assert watching.look(register, HELPER).fresh == ()


def test_without_a_place_for_notes_the_window_before_the_officer_has_shown_it(
    window, reminding, register, outside
):
    outside.place = False
    promise(register, "FIRST", TODAY + timedelta(days=1))
    reminding()
    found = watching.look(register, HELPER)
    assert (found.fresh, found.held) == ((), 0)


def test_midnight_updates_every_derived_word_in_sight(
    shown, desk_on, opened, sample_path, time, hands, qtbot
):
    desk = desk_on(opened(sample_path, time.clock))
    window = shown(desk)
    window.list.select(desk.register.reader.find("PK-BY/JMC-8/30"))
    hands.settle(window)

    def words():
        return [each.text() for each in window.detail.findChildren(QLabel) if each.isVisible()]

    def due_words():
        cells = range(window.list.model.columnCount())
        row = window.list.table.currentIndex().row()
        spoken = [window.list.model.index(row, each) for each in cells]
        return " ".join(str(each.data(Qt.ItemDataRole.AccessibleTextRole)) for each in spoken)

    assert "39 days left" in due_words()
    assert any("39 days left" in each for each in words())
    time.wait(days=1)
    desk.findChild(DayClock).look()
    qtbot.waitUntil(lambda: "38 days left" in due_words())
    qtbot.waitUntil(lambda: any("38 days left" in each for each in words()))
    window.go("today")
    today = window.pages.page
    assert today.headline.text().startswith("Monday")
    time.wait(days=1)
    desk.findChild(DayClock).look()
    qtbot.waitUntil(lambda: today.headline.text().startswith("Tuesday"))
