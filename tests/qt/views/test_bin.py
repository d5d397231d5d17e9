"""The bin in the window: what was discarded is restored, or erased after a question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from app.domain.errors import NotFoundError
from app.qt.views.commands import COMMANDS

PLANT, OTHER = "PK-BY/JMC-8/05", "PK-BY/JMC-8/07"


@pytest.fixture
def binned(hands, window, sample_desk):
    """Two commitments in the bin, and the window standing there; returns their identities."""
    chosen = [sample_desk.register.reader.find(ref) for ref in (PLANT, OTHER)]
    sample_desk.run(lambda register: register.discard(chosen))
    hands.press("Ctrl+Alt+0")
    hands.settle(window)
    window.list.go_to_list()
    return chosen


def listed(window):
    model = window.list.model
    return {model.row_at(place).id for place in range(model.rowCount())}


def dialog(window):
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return window.findChild(QDialog, "erase-dialog")


@pytest.fixture
def asked(hands, qtbot, window):
    """Ask for the selected to be erased; returns the question once it is on the screen."""

    def ask():
        hands.press("Shift+Del")
        qtbot.waitUntil(lambda: dialog(window) is not None and dialog(window).isActiveWindow())
        return dialog(window)

    return ask


def test_the_bin_shows_what_was_discarded(window, binned):
    assert listed(window) == set(binned)
    assert window.strip.counts.text() == "2 commitments"
    assert window.detail.identity in binned


def test_an_empty_bin_says_what_it_is_for(hands, window):
    hands.press("Ctrl+Alt+0")
    hands.settle(window)
    words = [each.text() for each in window.list.pages.findChildren(QLabel) if each.isVisible()]
    assert "The bin is empty" in words


def test_only_restoring_and_erasing_write_in_the_bin(window, binned):
    on = {each.name for each in COMMANDS
          if each.writes and each.needs in ("row", "rows", "binned")
          and window.actions_by_name[each.name].isEnabled()}  # fmt: skip
    assert on == {"restore", "erase"}
    assert window.actions_by_name["copy"].isEnabled()


def test_what_is_restored_leaves_the_bin_and_stands_in_the_list_again(
    hands, window, binned, sample_desk
):
    hands.press("Ctrl+A", "Ctrl+R")
    hands.settle(window)
    assert listed(window) == set()
    window.go("commitments")
    hands.settle(window)
    assert set(binned) <= listed(window)
    assert window.strip.counts.text() == "76 commitments"


def test_restoring_is_undone_and_done_again(hands, window, binned):
    first = window.list.current
    hands.press("Ctrl+R")
    hands.settle(window)
    assert listed(window) == set(binned) - {first}
    hands.press("Ctrl+Z")
    hands.settle(window)
    assert listed(window) == set(binned)
    hands.press("Ctrl+Shift+Z")
    hands.settle(window)
    assert listed(window) == set(binned) - {first}


def test_after_restoring_one_the_next_is_stood_on(hands, window, binned):
    hands.press("Ctrl+R")
    hands.settle(window)
    assert window.strip.counts.text() == "1 commitment"
    assert window.list.chosen == list(listed(window))


def test_delete_in_the_bin_does_nothing(hands, window, binned, sample_path):
    before = sample_path.read_bytes()
    hands.press("Del")
    hands.settle(window)
    assert listed(window) == set(binned)
    assert sample_path.read_bytes() == before


# Erasing


def test_erasing_is_asked_about_and_enter_keeps_everything(
    hands, qtbot, window, binned, asked, sample_path
):
    before = sample_path.read_bytes()
    question = asked()
    keep = question.findChild(QPushButton, "erase-keep")
    assert keep.isDefault()
    assert keep.hasFocus()
    hands.press("Return")
    qtbot.waitUntil(lambda: dialog(window) is None)
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize("key", ["Esc", "Space"])
def test_esc_and_the_focused_button_keep_everything_too(
    hands, qtbot, window, binned, asked, sample_path, key
):
    before = sample_path.read_bytes()
    asked()
    hands.press(key)
    qtbot.waitUntil(lambda: dialog(window) is None)
    assert sample_path.read_bytes() == before
    assert listed(window) == set(binned)


def test_what_is_erased_is_gone_for_good(hands, qtbot, window, binned, asked, sample_desk):
    hands.press("Ctrl+A")
    question = asked()
    assert "2 commitments" in " ".join(each.text() for each in question.findChildren(QLabel))
    hands.click(question.erase)
    qtbot.waitUntil(lambda: dialog(window) is None)
    hands.back_to(window)
    hands.settle(window)
    assert listed(window) == set()
    assert window.strip.counts.text() == "nothing in the bin"
    assert window.detail.identity is None
    for each in binned:
        with pytest.raises(NotFoundError):
            sample_desk.register.reader.commitment(each)
    assert sample_desk.register.store.check() == []


def test_one_of_two_can_be_erased_and_the_other_stays(
    hands, qtbot, window, binned, asked, sample_desk
):
    chosen = window.list.current
    hands.click(asked().erase)
    qtbot.waitUntil(lambda: dialog(window) is None)
    hands.back_to(window)
    hands.settle(window)
    assert listed(window) == set(binned) - {chosen}


def test_erasing_cannot_be_taken_back(hands, qtbot, window, binned, asked, sample_desk):
    hands.press("Ctrl+A")
    hands.click(asked().erase)
    qtbot.waitUntil(lambda: dialog(window) is None)
    hands.back_to(window)
    for _ in range(3):
        window.undo()
        hands.settle(window)
    assert listed(window) == set()
    assert sample_desk.register.store.check() == []


def test_what_was_restored_elsewhere_meanwhile_is_not_erased(
    hands, qtbot, window, binned, asked, opened, sample_path, sample_desk
):
    question = asked()
    opened(sample_path).restore(binned)
    hands.click(question.erase)
    error = question.findChild(QLabel, "erase-error")
    qtbot.waitUntil(error.isVisible)
    assert "in the bin" in error.text()
    assert sample_desk.register.reader.row(binned[0]).title
    hands.press("Esc")


def test_the_question_names_what_cannot_be_undone(hands, window, binned, asked):
    words = " ".join(each.text() for each in asked().findChildren(QLabel))
    assert "This cannot be undone" in words
    assert "history" in words
    hands.press("Esc")


def test_nothing_is_erased_outside_the_bin(hands, window, stand_on):
    stand_on(PLANT)
    window.list.go_to_list()
    hands.press("Shift+Del", "Ctrl+R")
    assert dialog(window) is None
    assert not window.actions_by_name["erase"].isEnabled()


def test_in_a_register_that_is_only_read_nothing_is_restored_or_erased(
    hands, shown, opened, desk_on, sample_path
):
    register = opened(sample_path)
    register.discard([register.reader.find(PLANT)])
    before = sample_path.read_bytes()
    window = shown(desk_on(opened(sample_path, read_only=True)))
    window.go("bin")
    hands.settle(window)
    window.list.go_to_list()
    assert window.list.row.ref == PLANT
    writing = [each.name for each in COMMANDS if each.writes]
    assert [name for name in writing if window.actions_by_name[name].isEnabled()] == []
    hands.press("Ctrl+R", "Shift+Del", "Del")
    assert window.findChild(QWidget, "erase-dialog") is None
    assert QApplication.activeModalWidget() is None
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize("deed", ["discard", "bulk"])
def test_while_another_program_holds_the_register_it_is_said_and_nothing_breaks(
    hands, window, sample_path, locked, stand_on, deed
):
    stand_on("PK-BY/JMC-8/05")
    with locked(sample_path, "EXCLUSIVE"):
        window.actions_by_name[deed].trigger()
        assert "Another program is writing" in window.strip.said
    hands.settle(window)
