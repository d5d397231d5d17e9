"""The command palette in use: typed into, gone through, and what comes of Enter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from shiboken6 import isValid

from app.qt.views.command_palette import (
    CommandPalette,
    EntryKind,
    PaletteEntry,
    action_entries,
    register_entry,
)

PLANT = "PK-BY/JMC-8/05"


@pytest.fixture
def ran():
    return []


@pytest.fixture
def entries(ran):
    def entry(text, context="View", keys=""):
        return PaletteEntry(
            kind=EntryKind.COMMAND,
            text=text,
            context=context,
            keys=keys,
            icon="check",
            run=lambda: ran.append(text),
        )

    return [entry("New commitment", "File", "Ctrl+N"), entry("Overdue"), entry("Open")]


@pytest.fixture
def palette(qtbot, sample_desk, look, entries):
    """The palette over a window on the sample."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    with qtbot.waitActive(window):
        window.show()
    opened = CommandPalette(sample_desk, look, entries, window)
    opened.open()
    qtbot.waitUntil(opened.isActiveWindow)
    yield opened
    del window  # kept until here: the palette is its child


def shown(palette):
    return [each.text for each in palette.model.entries]


def settle(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.asks)


def test_it_opens_with_the_keyboard_in_the_line_and_everything_below(palette):
    assert palette.line.hasFocus()
    assert shown(palette) == ["New commitment", "Overdue", "Open"]
    assert palette.list.currentIndex().row() == 0


def test_it_stands_in_the_upper_middle_of_its_window(palette):
    window = palette.parentWidget()
    assert abs(palette.geometry().center().x() - window.geometry().center().x()) <= 1
    assert window.rect().contains(window.mapFromGlobal(palette.geometry().topLeft()))
    assert window.rect().contains(window.mapFromGlobal(palette.geometry().bottomRight()))


def test_typing_narrows_and_enter_does_what_stands_first(palette, hands, ran):
    hands.write("over")
    assert shown(palette)[0] == "Overdue"
    hands.press("Return")
    assert ran == ["Overdue"]
    assert not isValid(palette) or not palette.isVisible()


def test_the_palette_is_gone_before_its_command_runs(qtbot, sample_desk, look):
    seen = []
    opened = CommandPalette(
        sample_desk,
        look,
        [
            PaletteEntry(
                kind=EntryKind.PAGE, text="Today", run=lambda: seen.append(opened.isVisible())
            )
        ],
    )
    opened.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(opened)
    opened.open()
    QTest.keyClick(opened.line, Qt.Key.Key_Return)
    assert seen == [False]


def test_down_and_up_go_through_the_list_and_round_its_ends(palette, hands):
    rows = []
    for key in ("Down", "Down", "Down", "Up", "Up", "PgDown", "PgUp"):
        hands.press(key)
        rows.append(palette.list.currentIndex().row())
    assert rows == [1, 2, 0, 2, 1, 2, 0]
    assert palette.line.hasFocus()


def test_tab_stays_in_the_line(palette, hands):
    hands.press("Tab", "Shift+Tab")
    assert palette.line.hasFocus()


def test_a_click_elsewhere_leaves(palette, qtbot, ran):
    palette.parentWidget().activateWindow()
    qtbot.waitUntil(lambda: not isValid(palette) or not palette.isVisible())
    assert ran == []


def test_esc_leaves_everything_as_it_was(palette, hands, ran):
    hands.write("over")
    hands.press("Esc")
    assert ran == []
    assert not isValid(palette) or not palette.isVisible()


def test_a_click_on_an_entry_does_it(palette, ran):
    place = palette.list.visualRect(palette.model.index(1)).center()
    QTest.mouseClick(
        palette.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(place),
    )
    assert ran == ["Overdue"]


def test_what_fits_nothing_says_so(palette, hands, qtbot, sample_desk):
    hands.write("submarine")
    settle(qtbot, sample_desk)
    assert shown(palette) == []
    assert palette.findChild(object, "palette-nothing").isVisible()
    hands.press("Return", "Down")
    assert palette.isVisible()


def test_commitments_are_found_by_their_words_after_the_commands(
    palette, hands, qtbot, sample_desk
):
    hands.write("over")
    settle(qtbot, sample_desk)
    hands.rewrite("joint ministerial")
    settle(qtbot, sample_desk)
    kinds = [each.kind for each in palette.model.entries]
    assert kinds
    assert set(kinds) == {EntryKind.COMMITMENT}
    assert len(kinds) <= 8
    assert "JMC-8/30" in [each.context for each in palette.model.entries]


@pytest.mark.parametrize("typed", [PLANT, "JMC-8/05", "jmc-8/05"])
def test_a_reference_comes_first_and_enter_leads_to_it(palette, hands, qtbot, sample_desk, typed):
    hands.write(typed)
    settle(qtbot, sample_desk)
    with qtbot.waitSignal(palette.jumped) as jumped:
        hands.press("Return")
    assert jumped.args == [sample_desk.register.reader.find(PLANT)]


def test_enter_does_not_wait_for_the_answer_but_the_answer_for_enter(palette, qtbot, sample_desk):
    palette.line.setText(PLANT)
    with qtbot.waitSignal(palette.jumped) as jumped:
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert jumped.args == [sample_desk.register.reader.find(PLANT)]


def test_an_answer_that_comes_after_the_palette_has_gone_is_dropped(palette, qtbot, sample_desk):
    palette.line.setText(PLANT)
    palette.reject()
    settle(qtbot, sample_desk)
    assert not isValid(palette) or not palette.isVisible()


def test_another_relation_hides_what_is_not_of_it(palette, hands, qtbot, sample_desk):
    sample_desk.look_at("PK-TR")
    hands.write(PLANT)
    settle(qtbot, sample_desk)
    assert shown(palette) == []


def test_line_and_list_have_names_for_a_screen_reader(palette):
    assert palette.line.accessibleName()
    assert palette.list.accessibleName()
    said = palette.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "New commitment, File, Ctrl+N"


def test_the_menus_give_every_command_that_can_be_given(qtbot, ran):
    window = QMainWindow()
    qtbot.addWidget(window)
    menu = window.menuBar().addMenu("&File")
    plain = QAction("&Save && close", window)
    plain.setShortcut("Ctrl+S")
    plain.triggered.connect(lambda: ran.append("saved"))
    off, hidden, own, ticked = (QAction(each, window) for each in ("Off", "Hidden", "Own", "Rows"))
    off.setEnabled(False)
    hidden.setVisible(False)
    own.setObjectName("command-palette")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    for each in (plain, off, hidden, own, ticked):
        menu.addAction(each)
    menu.addSeparator()
    below = menu.addMenu("&More")
    below.addAction(QAction("Deep", window))
    found = action_entries(window.menuBar(), without=["command-palette"])
    assert [(each.text, each.context, each.keys, each.icon) for each in found] == [
        ("Save & close", "File", "Ctrl+S", ""),
        ("Rows", "File", "", "check"),
        ("Deep", "File · More", "", ""),
    ]
    found[0].run()
    assert ran == ["saved"]


def test_a_register_is_named_by_its_file_and_found_by_its_folder(ran):
    found = register_entry(Path("/desk/minsk/r.servanda"), lambda: ran.append("opened"))
    assert (found.text, found.context) == ("r.servanda", str(Path("/desk/minsk")))


def test_it_is_mirrored_with_the_layout(palette, qtbot, entries):
    rect = palette.list.visualRect(palette.model.index(0))
    left = palette.list.viewport().grab(rect).toImage()
    palette.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.wait(1)
    right = palette.list.viewport().grab(palette.list.visualRect(palette.model.index(0))).toImage()
    accent = palette._look.tokens.accent  # noqa: SLF001 - the bar's colour
    middle = left.height() // 2
    assert left.pixelColor(1, middle) == accent
    assert right.pixelColor(right.width() - 2, middle) == accent
