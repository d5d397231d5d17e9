"""Every command of the window: its keys, its place in the menus, and what a keyboard reaches."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.qt.models.navigation import SECTIONS
from app.qt.views.commands import COMMANDS

_INTERACTIVE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
PLANT = "PK-BY/JMC-8/05"


def menus(window):
    """Every menu of the bar with its actions."""
    return {
        menu.objectName(): [each for each in menu.actions() if not each.isSeparator()]
        for menu in window.menuBar().findChildren(QMenu)
        if menu.objectName().startswith("menu-")
    }


def mnemonics(texts):
    parts = (text.replace("&&", "").partition("&")[2] for text in texts)
    return Counter(part[0].casefold() for part in parts if part)


def test_every_section_of_the_navigation_has_a_command_and_a_key(window):
    *numbered, last = SECTIONS
    wanted = {each.key: f"Ctrl+{number}" for number, each in enumerate(numbered, start=1)}
    wanted[last.key] = "Ctrl+Alt+0"  # Ctrl+0 clears the filters
    keys = {each: window.actions_by_name[each].shortcut().toString() for each in wanted}
    assert keys == wanted


def test_every_command_does_something(window):
    signal = SIGNAL("triggered(bool)")
    idle = [
        each.name
        for each in COMMANDS
        if not each.submenu and not window.actions_by_name[each.name].receivers(signal)
    ]
    assert idle == []


def test_every_command_stands_in_a_menu(window):
    held = [action.objectName() for actions in menus(window).values() for action in actions]
    assert held == [f"command-{each.name}" for each in COMMANDS]


def test_no_shortcut_is_given_twice(window):
    actions = [action for actions in menus(window).values() for action in actions]
    actions += [each for each in window.findChildren(QAction) if each not in actions]
    keys = Counter(each.toString() for action in actions for each in action.shortcuts())
    assert [each for each, count in keys.items() if count > 1] == []
    assert keys.total() > 15


def test_the_usual_keys_do_the_usual_things(window):
    standard = QKeySequence.StandardKey
    usual = {
        "new": standard.New, "undo": standard.Undo, "find": standard.Find,
        "discard": standard.Delete, "keys": standard.HelpContents, "refresh": standard.Refresh,
    }  # fmt: skip
    missing = [
        name
        for name, keys in usual.items()
        if not set(QKeySequence.keyBindings(keys)) & set(window.actions_by_name[name].shortcuts())
    ]
    assert missing == []


def test_every_menu_entry_has_a_letter_of_its_own(window):
    for menu in window.menuBar().actions():
        texts = [each.text() for each in menu.menu().actions() if not each.isSeparator()]
        letters = mnemonics(texts)
        assert letters.total() == len(texts) > 0
        assert letters.most_common(1)[0][1] == 1
    assert max(mnemonics(each.text() for each in window.menuBar().actions()).values()) == 1


def test_what_needs_a_row_is_off_where_none_is_chosen(hands, window, stand_on):
    needing = [each.name for each in COMMANDS if each.needs in ("row", "rows")]
    state = lambda: {window.actions_by_name[name].isEnabled() for name in needing}  # noqa: E731
    hands.press("Ctrl+F")
    hands.write("zeppelin")
    hands.settle(window)
    assert state() == {False}
    stand_on(PLANT)
    assert state() == {True}


def test_what_needs_one_row_is_off_with_two_and_nothing_is_restored_outside_the_bin(hands, window):
    window.list.table.setFocus()
    hands.press("Home", "Shift+Down")
    on = {each.needs: window.actions_by_name[each.name].isEnabled() for each in COMMANDS}
    assert (on["row"], on["rows"], on["binned"], on[""]) == (False, True, False, True)


def test_undo_and_redo_are_off_with_nothing_to_take_back(hands, window, stand_on):
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    stand_on(PLANT)
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    hands.press("Ctrl+M", "Space")
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
    hands.press("Ctrl+Z")
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)


def test_undo_and_redo_name_the_act(hands, window, stand_on, sample_desk):
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    identity = stand_on(PLANT)
    sample_desk.run(lambda register: register.amend(identity, sector="machines"))
    assert undo.text() == "&Undo: Edit sector of PK-BY/JMC-8/05"
    hands.press("Ctrl+Z")
    assert redo.text() == "&Redo: Edit sector of PK-BY/JMC-8/05"
    assert (undo.text(), redo.isEnabled()) == ("&Undo", True)


def test_an_ampersand_in_a_reference_is_no_letter_to_press(window, stand_on, sample_desk):
    identity = stand_on(PLANT)
    sample_desk.run(lambda register: register.amend(identity, ref="PK-BY/R&D"))
    sample_desk.run(lambda register: register.amend(identity, sector="machines"))
    assert window.actions_by_name["undo"].text() == "&Undo: Edit sector of PK-BY/R&&D"


@pytest.mark.parametrize("name", ["sector", "summary", "title"])
def test_undo_reaches_the_window_from_a_field_that_was_just_saved(
    hands, window, stand_on, sample_desk, name
):
    identity = stand_on(PLANT)
    before = sample_desk.register.reader.commitment(identity)
    detail = window.detail
    hands.click((detail.title if name == "title" else detail.facts.fields[name]).editor)
    hands.rewrite("machines")
    hands.press("Ctrl+Return" if name == "summary" else "Return", "Ctrl+Z")
    assert sample_desk.register.reader.commitment(identity) == before
    hands.press("Ctrl+Shift+Z")
    assert getattr(sample_desk.register.reader.commitment(identity), name) == "machines"


def test_undo_in_a_field_takes_back_letters_first(hands, window, stand_on, sample_desk):
    identity = stand_on(PLANT)
    sample_desk.run(lambda register: register.amend(identity, sector="machines"))
    editor = window.detail.facts.fields["sector"].editor
    hands.click(editor)
    hands.press("End")
    hands.write("x")
    hands.press("Ctrl+Z")
    assert editor.text() == "machines"
    assert sample_desk.register.reader.row(identity).sector == "machines"


def test_undo_reaches_the_window_from_an_empty_search(hands, window, stand_on, sample_desk):
    identity = stand_on(PLANT)
    sample_desk.run(lambda register: register.amend(identity, sector="machines"))
    hands.press("Ctrl+F", "Ctrl+Z")
    assert sample_desk.register.reader.row(identity).sector == "industry"


def test_undo_takes_back_what_is_being_typed_once_it_is_left(hands, window, stand_on, sample_desk):
    identity = stand_on(PLANT)
    before = sample_desk.register.reader.commitment(identity)
    hands.click(window.detail.facts.fields["sector"].editor)
    hands.rewrite("machines")
    window.actions_by_name["undo"].setEnabled(True)
    window.undo()
    assert sample_desk.register.reader.commitment(identity) == before
    assert window.detail.facts.fields["sector"].editor.text() == before.sector


def test_keys_lead_where_they_say(hands, stand_on):
    targets = {
        "Ctrl+F": "search", "F6": "register-table", "Shift+F6": "edit-title", "F2": "inline-editor",
        "Shift+F2": "edit-title", "Ctrl+M": "move-in-progress", "Ctrl+Shift+N": "note-text",
        "Ctrl+D": "due-edtf", "Ctrl+F6": "places", "Ctrl+N": "new-title",
    }  # fmt: skip
    stand_on(PLANT)
    led = {}
    for keys in targets:
        hands.press(keys)
        led[keys] = hands.holder.objectName()
    assert led == targets


@pytest.mark.parametrize("keys", ["F2", "Shift+F2"])
def test_the_title_can_be_written_anew_in_the_list_or_beside_it(hands, stand_on, sample_desk, keys):
    identity = stand_on(PLANT)
    hands.press(keys)
    hands.write("Anew")
    hands.press("Return")
    assert sample_desk.register.reader.row(identity).title == "Anew"


@pytest.mark.parametrize(("keys", "name"), [("F1", "help"), (None, "about")])
def test_help_and_about_open_and_close_by_keyboard(hands, qtbot, window, keys, name):
    if keys:
        hands.press(keys)
    else:
        window.actions_by_name["about"].trigger()
    dialog = window.findChild(QWidget, name)
    qtbot.waitUntil(dialog.isActiveWindow)
    hands.press("Esc")
    qtbot.waitUntil(lambda: window.findChild(QWidget, name) is None)


def test_the_window_comes_back_as_it_was_left(
    hands, shown, sample_desk, opened, desk_on, sample_path
):
    first = shown(sample_desk)
    first.resize(780, 640)  # the screen of the tests is small
    hands.press("Ctrl+Shift+R")
    height = first.list.table.rowHeight(0)
    first.close()
    second = shown(desk_on(opened(sample_path)))
    assert second.size() == first.size()
    assert second.actions_by_name["compact"].isChecked()
    assert second.list.table.rowHeight(0) == height


def test_closing_while_another_program_writes_waits_for_the_write(
    hands, qtbot, window, stand_on, sample_path, opened, locked
):
    identity = stand_on(PLANT)
    with locked(sample_path):
        hands.click(window.detail.facts.fields["sector"].editor)
        hands.rewrite("machines")
        window.close()
        assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert opened(sample_path).reader.row(identity).sector == "machines"


# For a screen reader and a keyboard


@pytest.fixture
def open_wide(hands, window, stand_on):
    """The window with every part open that can be."""
    stand_on(PLANT)
    window.detail.moves.begin(window.detail.moves.legal()[2])
    hands.press("Ctrl+D", "Ctrl+Shift+N")
    return window


def interactive(window):
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, _INTERACTIVE) and each.isVisibleTo(window)
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]  # fmt: skip


def test_everything_one_can_act_on_has_a_name(hands, open_wide):
    nameless = [
        each.objectName() or type(each).__name__
        for each in interactive(open_wide)
        if not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
    ]
    assert nameless == []
    hands.press("Ctrl+N")
    fields = [
        each for each in interactive(open_wide.form) if isinstance(each, QLineEdit | QComboBox)
    ]
    assert len(fields) >= 6
    assert [each.objectName() for each in fields if not each.accessibleName()] == []


def test_everything_one_can_act_on_can_be_told_apart(open_wide):
    names = Counter(each.objectName() for each in interactive(open_wide))
    assert [each for each, count in names.items() if count > 1 or not each] == []


def test_every_label_beside_a_field_leads_to_it(hands, open_wide):
    hands.press("Ctrl+N")
    labels = {each.buddy(): each.text() for each in open_wide.form.findChildren(QLabel)}
    fields = [
        each for each in interactive(open_wide.form) if isinstance(each, QLineEdit | QComboBox)
    ]
    assert [each.objectName() for each in fields if not labels.get(each)] == []
    assert {"Title", "Kind", "Between", "Due"} <= set(labels.values())


def test_no_label_reads_its_text_as_markup(open_wide):
    markup = [
        each.objectName()
        for each in open_wide.findChildren(QLabel)
        if each.textFormat() is not Qt.TextFormat.PlainText and each.text()
    ]
    assert markup == []


def tabbed(hands, window, first):
    """Every widget that Tab reaches from the first, in order, until it comes round."""
    first.setFocus()
    seen = [first]
    for _ in range(200):
        hands.press("Tab")
        if QApplication.focusWidget() is first:
            return [each.objectName() for each in seen]
        seen.append(QApplication.focusWidget())
    raise AssertionError([each.objectName() for each in seen])


def test_tab_goes_through_the_window_in_reading_order(hands, window, stand_on):
    stand_on(PLANT)
    order = tabbed(hands, window, window.list.head.search)
    start = ["search", "new", "filter-owed-by", "filter-status", "filter-sector", "filter-lead",
             "filter-more", "group-by", "columns", "register-table"]  # fmt: skip
    assert order[: len(start)] == start
    beside = window.detail.findChildren(QWidget)
    first = window.findChild(QWidget, order[len(start)])
    assert first in beside
    stations = ["edit-title", "move-in-progress", "timing-change", "edit-kind", "edit-owed_by",
                "edit-owner", "edit-sector", "edit-made_on", "edit-summary",
                "history-undo"]  # fmt: skip
    assert [each for each in order if each in stations] == stations


def test_tab_reaches_everything_one_can_act_on(hands, window, stand_on):
    stand_on(PLANT)
    order = set(tabbed(hands, window, window.list.head.search))
    unreached = {
        each.objectName()
        for each in interactive(window)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()
    } - order
    assert unreached == set()


def test_every_icon_button_of_the_window_says_its_name(window):
    silent = [
        each.objectName()
        for each in window.findChildren(QPushButton)
        if not each.text() and not each.accessibleName() and each.isVisibleTo(window)
    ]
    assert silent == []


def test_the_menus_name_nothing_twice(window):
    texts = list(itertools.chain(*([a.text() for a in each] for each in menus(window).values())))
    assert len(texts) == len(set(texts))
