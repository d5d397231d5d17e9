"""Closing the window while something stands typed in a form: asked about once, and plainly."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from shiboken6 import isValid

PLANT = "PK-BY/JMC-8/05"


def question(window):
    found = [each for each in window.findChildren(QDialog, "leaving") if each.isVisible()]
    assert len(found) < 2
    return found[0] if found else None


def asked(window, hands):
    """The open question, once the desktop gave it the keyboard."""
    dialog = question(window)
    hands.bot.waitUntil(dialog.isActiveWindow)
    return dialog


def said(dialog):
    return dialog.findChild(QLabel, "leaving-said").text()


def answer(window, hands, name):
    """Answer the open question by keyboard."""
    button = asked(window, hands).findChild(QPushButton, f"leaving-{name}")
    for _ in range(4):
        if QApplication.focusWidget() is button:
            break
        hands.press("Tab")
    assert QApplication.focusWidget() is button
    hands.press("Space")


@pytest.fixture
def begun(window, hands):
    """A new commitment whose title was typed."""
    hands.press("Ctrl+N")
    hands.write("A ferry")
    return window.form


WAYS = {
    "the window's own button": lambda window, hands: window.close(),
    "Ctrl+Q": lambda window, hands: hands.press("Ctrl+Q"),
    "the session's end": lambda window, hands: QApplication.closeAllWindows(),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_begun_is_kept_where_editing_goes_on(window, hands, begun, way):
    WAYS[way](window, hands)
    dialog = asked(window, hands)
    assert said(dialog) == "The new commitment is not in the register yet."
    assert dialog.findChild(QPushButton, "leaving-keep").hasFocus()
    hands.press("Return")
    assert question(window) is None
    assert window.isVisible()
    hands.back_to(window)
    assert begun.title.hasFocus()
    hands.write(" to Minsk")
    assert begun.title.text() == "A ferry to Minsk"


@pytest.mark.parametrize("way", WAYS)
def test_what_was_begun_is_lost_where_that_is_chosen(window, hands, begun, sample_desk, way):
    WAYS[way](window, hands)
    answer(window, hands, "discard")
    assert not window.isVisible()
    assert window.list.model.rowCount() == 76
    assert sample_desk.register.store.next_undo() is None


def test_closing_twice_asks_once_and_every_new_close_asks_again(window, hands, begun):
    window.close()
    first = asked(window, hands)
    window.close()
    assert question(window) is first
    hands.press("Esc")
    assert window.isVisible()
    window.close()
    assert question(window) is not None


def test_a_note_that_was_begun_is_asked_about_and_gets_the_keyboard_back(window, hands, stand_on):
    stand_on(PLANT)
    hands.press("Ctrl+Shift+N")
    hands.write("They will")
    window.close()
    assert (
        said(asked(window, hands)) == "Something that was typed into the details is not kept yet."
    )
    hands.press("Return")
    hands.back_to(window)
    hands.write(" answer")
    assert hands.holder.toPlainText() == "They will answer"
    hands.press("Ctrl+N")
    hands.write("A ferry")
    window.close()
    assert said(asked(window, hands)).splitlines() == [
        "The new commitment is not in the register yet.",
        "Something that was typed into the details is not kept yet.",
    ]


def test_nothing_is_asked_where_nothing_is_unfinished(window, hands, stand_on):
    stand_on(PLANT)
    hands.press("Ctrl+Shift+N", "Ctrl+D", "Ctrl+N")
    assert window.close()
    assert question(window) is None
    assert not window.isVisible()


def test_a_field_is_kept_and_not_asked_about(window, hands, stand_on, sample_desk):
    identity = stand_on(PLANT)
    hands.press("Shift+F2")
    hands.rewrite("Tractors, assembled")
    assert window.close()
    assert sample_desk.register.reader.row(identity).title == "Tractors, assembled"


def test_before_the_panel_is_made_nothing_is_asked_of_it(window):
    side = type(window.side)(window.list.desk, window.list.look)
    assert side.unfinished() == []
    assert not side.made
    side.deleteLater()


def test_a_value_that_is_refused_is_asked_about_once_and_can_be_discarded(
    window, hands, stand_on, sample_desk
):
    identity = stand_on(PLANT)
    hands.press("Shift+F2")
    hands.rewrite("")
    window.close()
    assert said(asked(window, hands)).startswith("Something that was typed into the details")
    answer(window, hands, "discard")
    assert not window.isVisible()
    assert question(window) is None
    assert sample_desk.register.reader.row(identity).title


def test_a_window_that_stays_for_a_refusal_after_all_asks_again(
    window, hands, qtbot, stand_on, sample_path, locked
):
    identity = stand_on(PLANT)
    hands.press("Ctrl+N")
    hands.write("A ferry")
    desk = window.list.desk
    with locked(sample_path) as release:
        desk.run(lambda register: register.amend(identity, title=""))
        window.leaving.give_up()
        window.close()
        assert window.isVisible()
        release()
        qtbot.waitUntil(lambda: not desk.waits)
    assert window.isVisible()
    assert not window.close()
    assert question(window) is not None


def test_the_question_is_gone_once_it_is_answered(window, hands, begun):
    window.close()
    dialog = asked(window, hands)
    hands.press("Esc")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(dialog)
