"""The panel beside the page: it folds away where there is no room, and comes when it is wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QSplitter

from app.qt.models.navigation import SECTIONS

PLANT = "PK-BY/JMC-8/05"


def resize(window, width):
    for _ in range(2):  # what folds away makes room only once it has
        window.resize(width, 700)
        QCoreApplication.processEvents()
    assert window.width() == width


def seen(window):
    """Whether the panel is seen, which its command says too."""
    ticked = window.actions_by_name["side"].isChecked()
    assert window.side.isVisible() is ticked
    return ticked


def test_from_1200_pixels_on_it_stands_beside_the_list(window, stand_on):
    stand_on(PLANT)
    found = {}
    for width in (1366, 1200, 1199, 900, 1199, 1200, 1366):
        resize(window, width)
        found.setdefault(width, set()).add(seen(window))
    assert found == {1366: {True}, 1200: {True}, 1199: {False}, 900: {False}}


@pytest.mark.parametrize("width", [1000, 1366])
def test_f9_folds_it_away_and_brings_it_back(hands, window, stand_on, width):
    stand_on(PLANT)
    resize(window, width)
    before = seen(window)
    hands.press("F9")
    assert seen(window) is not before
    hands.press("F9")
    assert seen(window) is before


def test_what_was_chosen_for_wide_and_for_narrow_is_each_kept(hands, window, stand_on):
    stand_on(PLANT)
    hands.press("F9")
    resize(window, 1000)
    hands.press("F9")
    assert seen(window)
    resize(window, 1366)
    assert not seen(window)
    resize(window, 1000)
    assert seen(window)


@pytest.mark.parametrize(
    "keys", ["Shift+F2", "Shift+F6", "Ctrl+M", "Ctrl+D", "Ctrl+B", "Ctrl+Shift+N", "Ctrl+N"]
)
def test_a_command_that_needs_it_brings_it(hands, window, stand_on, keys):
    stand_on(PLANT)
    resize(window, 1000)
    assert not seen(window)
    hands.press(keys)
    assert seen(window)
    assert window.side.isAncestorOf(QApplication.focusWidget())


def test_putting_it_away_gives_the_keyboard_back_to_the_list(hands, window, stand_on):
    stand_on(PLANT)
    hands.press("Shift+F6")
    window.side.closed.emit()
    assert not seen(window)
    assert window.list.table.hasFocus()


def test_folding_it_away_does_not_lose_the_keyboard(hands, window, stand_on):
    stand_on(PLANT)
    hands.press("Shift+F6", "F9")
    assert not seen(window)
    assert QApplication.focusWidget() is not None
    assert QApplication.focusWidget().isVisible()


def test_what_is_being_written_in_it_is_kept_when_it_folds(hands, window, stand_on, sample_desk):
    identity = stand_on(PLANT)
    hands.press("Shift+F2")
    hands.rewrite("Assemble ploughs")
    hands.press("F9")
    assert sample_desk.register.reader.row(identity).title == "Assemble ploughs"


def test_an_open_form_stays_through_a_look_elsewhere(hands, window):
    hands.press("Ctrl+N")
    hands.write("Half a title")
    window.go("overdue")
    hands.settle(window)
    assert seen(window)
    assert window.side.form_is_open
    assert window.form.title.text() == "Half a title"


@pytest.mark.parametrize("key", [each.key for each in SECTIONS])
def test_each_page_says_whether_it_stands_beside_it(hands, window, key):
    window.go(key)
    hands.settle(window)
    assert seen(window) is window.pages.page.wants_detail


def test_a_page_without_it_shows_it_when_it_is_asked_for(hands, window):
    without = [
        each.key
        for each in SECTIONS
        if not (window.go(each.key), window.pages.page.wants_detail)[1]
    ]
    for key in without:
        window.go(key)
        hands.settle(window)
        assert not seen(window)
        hands.press("Ctrl+N")
        assert seen(window)
        assert window.form.title.hasFocus()
        hands.press("Esc")
    window.go("commitments")
    hands.settle(window)
    assert seen(window)


def test_an_empty_register_has_the_whole_room(hands, desk, shown):
    window = shown(desk)
    assert not seen(window)
    hands.press("Ctrl+N")
    assert seen(window)
    hands.write("The first promise")
    hands.press("Ctrl+Return")
    hands.settle(window)
    assert window.list.model.rowCount() == 1
    assert seen(window)


def test_the_width_that_was_drawn_comes_back(hands, shown, sample_desk, opened, desk_on,
                                             sample_path):  # fmt: skip
    first = shown(sample_desk)
    first.findChild(QSplitter, "split").setSizes([700, 460])  # as drawn with the mouse
    QCoreApplication.processEvents()
    width = first.side.width()
    first.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    second = shown(desk_on(opened(sample_path)))
    QCoreApplication.processEvents()
    second.resize(1366, 768)
    QCoreApplication.processEvents()
    assert abs(second.side.width() - width) <= 60
