"""The navigation: where one can go, how much is there, and the officer's own views."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from app.domain.query import OVERDUE, Query
from app.domain.timing import Basis, Timing
from app.domain.view import AGREEMENTS, BIN, BUILT_IN, COMMITMENTS, View
from app.qt.models.navigation import SECTIONS, VIEWS, NavigationModel
from tests.store.desks import commitment

LISTED = [COMMITMENTS.name, AGREEMENTS.name, BIN.name, *(each.name for each in BUILT_IN)]
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def two_pairs(sample_desk):
    """The sample's desk, with a second pair of countries."""
    register = sample_desk.register
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    for number in range(3):
        register.propose(
            commitment(f"KZ/{number}", relation="PK-KZ", owed_by="PK"),
            timing=Timing(edtf="2025", basis=Basis.STATED),
        )
    return sample_desk


def counts(window):
    """The figure that stands beside each place."""
    model = window.navigation.model
    indices = [model.index(place, 0) for place in range(model.rowCount())]
    return {
        place.key: index.data(NavigationModel.COUNT)
        for index in indices
        if (place := index.data(Qt.ItemDataRole.UserRole)).key
    }


def marked(window):
    """The place that is marked as the one shown."""
    place = window.navigation.list.currentIndex().data(Qt.ItemDataRole.UserRole)
    return place.key if place else ""


def named(window):
    """The names of the officer's own views, in their order."""
    return [view.name for view in window.navigation.saved.values()]


def key_of(window, name):
    return next(key for key, view in window.navigation.saved.items() if view.name == name)


def test_every_section_and_view_can_be_gone_to_and_is_marked(hands, window):
    for each in (*SECTIONS, *VIEWS):
        if each.key:
            window.go(each.key)
            hands.settle(window)
            assert window.pages.key == each.key
            assert marked(window) == each.key
            assert window.pages.page.isVisible()


@pytest.mark.parametrize("key", LISTED)
def test_the_figure_of_a_view_is_how_many_it_then_shows(hands, window, key):
    hands.settle(window)
    figure = counts(window)[key]
    window.go(key)
    hands.settle(window)
    assert window.list.model.rowCount() == figure


def test_every_place_has_a_figure(hands, window):
    hands.settle(window)
    without = {key for key, count in counts(window).items() if count is None}
    assert without <= {"calendar", "reports"}  # which are not so many of something


def test_a_figure_follows_every_change(hands, window, stand_on):
    stand_on("PK-BY/JMC-8/18")
    hands.settle(window)
    before = counts(window)
    window.list.go_to_list()
    hands.press("Del")
    hands.settle(window)
    after = counts(window)
    assert after["commitments"] == before["commitments"] - 1
    assert after["overdue"] == before["overdue"] - 1
    assert after["bin"] == before["bin"] + 1
    hands.press("Ctrl+Z")
    hands.settle(window)
    assert counts(window) == before


def test_a_place_says_its_name_and_figure_to_a_screen_reader(hands, window):
    hands.settle(window)
    model = window.navigation.model
    index = model.index(model.position_of("overdue"), 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Overdue, 4"


@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
def test_up_and_down_show_one_place_after_the_other(
    qapp, qtbot, hands, shown, sample_desk, mirrored
):
    qapp.setLayoutDirection(RTL if mirrored else LTR)
    try:
        window = shown(sample_desk)
        qtbot.waitUntil(window.list.table.hasFocus)
        hands.press("Ctrl+F6")
        seen = []
        for _ in range(len(SECTIONS) + len(VIEWS) - 3):
            hands.press("Down")
            hands.settle(window)
            seen.append(window.pages.key)
            assert window.navigation.list.hasFocus(), (window.pages.key, QApplication.focusWidget())
        wanted = [each.key for each in (*SECTIONS, *VIEWS) if each.key]
        assert seen == wanted[wanted.index("commitments") + 1 :]  # the heading is passed over
        for key in reversed([*wanted[: wanted.index("commitments") + 1], *seen[:-1]]):
            hands.press("Up")
            hands.settle(window)
            assert window.pages.key == key
    finally:
        qapp.setLayoutDirection(LTR)


def test_a_click_shows_a_place_and_gives_the_page_the_keyboard(hands, window):
    navigation = window.navigation
    index = navigation.model.index(navigation.model.position_of("overdue"), 0)
    hands.click(navigation.list.viewport(), navigation.list.visualRect(index).center())
    hands.settle(window)
    assert window.pages.key == "overdue"
    assert window.list.model.rowCount() == 4


def test_mirrored_it_stands_at_the_right(qapp, shown, sample_desk):
    qapp.setLayoutDirection(RTL)
    try:
        window = shown(sample_desk)
        at = window.navigation.mapTo(window, window.navigation.rect().topLeft()).x()
        assert at > window.pages.mapTo(window, window.pages.rect().topLeft()).x()
        window.navigation.grab()
    finally:
        qapp.setLayoutDirection(LTR)


def test_back_leads_where_one_came_from(hands, window):
    for key in ("overdue", "sources", "bin"):
        window.go(key)
        hands.settle(window)
    seen = []
    for _ in range(4):
        window.actions_by_name["back"].trigger()
        hands.settle(window)
        seen.append(window.pages.key)
    assert seen == ["sources", "overdue", "commitments", "commitments"]


def test_back_passes_over_a_view_that_was_discarded_meanwhile(hands, window, sample_desk):
    sample_desk.run(lambda register: register.save_view(View(name="Mine", query=OVERDUE)))
    hands.settle(window)
    mine = key_of(window, "Mine")
    for key in ("overdue", mine, "bin"):
        window.go(key)
        hands.settle(window)
    sample_desk.run(lambda register: register.discard_view(mine))
    hands.settle(window)
    window.actions_by_name["back"].trigger()
    hands.settle(window)
    assert window.pages.key == "overdue"


# Going to a commitment


@pytest.mark.parametrize("at", ["agreements", "bin", "sources", "today", "overdue"])
def test_one_goes_to_a_commitment_from_wherever_one_is(hands, window, sample_desk, at):
    identity = sample_desk.register.reader.find("PK-BY/JMC-8/05")
    window.go(at)
    hands.settle(window)
    window.travels.jump(identity)
    hands.settle(window)
    assert window.list.current == identity
    assert window.detail.identity == identity


def test_one_that_stands_in_the_section_is_gone_to_there(hands, window, sample_desk):
    window.go("agreements")
    hands.settle(window)
    row = window.list.model.row_at(window.list.model.rowCount() - 1)
    hands.press("Ctrl+F")
    hands.write("zeppelin")
    hands.settle(window)
    window.travels.jump(row.id)
    hands.settle(window)
    assert window.pages.key == "agreements"
    assert window.list.current == row.id


def test_one_that_was_discarded_is_gone_to_in_the_bin(hands, window, sample_desk):
    identity = sample_desk.register.reader.find("PK-BY/JMC-8/05")
    sample_desk.run(lambda register: register.discard([identity]))
    window.travels.jump(identity)
    hands.settle(window)
    assert window.pages.key == "bin"
    assert window.list.current == identity


# The pair of countries


def test_another_pair_narrows_the_list_and_every_figure(hands, shown, two_pairs):
    window = shown(two_pairs)
    hands.settle(window)
    whole = counts(window)
    assert whole["commitments"] == 79
    for relation, count in (("PK-KZ", 3), ("PK-BY", 76), ("", 79)):
        two_pairs.look_at(relation)
        hands.settle(window)
        assert window.list.model.rowCount() == count
        assert counts(window)["commitments"] == count
    assert counts(window) == whole


def test_a_pair_is_chosen_in_the_menu_and_remembered(
    hands, shown, two_pairs, opened, desk_on, sample_path
):
    window = shown(two_pairs)
    hands.settle(window)
    assert (
        window.navigation.relation.accessibleName()
        == "Relation: All relations 2 pairs of countries"
    )
    hands.choose(window.navigation.relation, "Pakistan – Kazakhstan  PK-KZ")
    hands.settle(window)
    assert two_pairs.relation == "PK-KZ"
    assert window.list.model.rowCount() == 3
    assert "Kazakhstan" in window.navigation.relation.accessibleName()
    window.go("overdue")
    hands.settle(window)
    assert window.list.model.rowCount() == 3
    window.close()
    second = shown(desk_on(opened(sample_path)))
    assert second.list.model.rowCount() == 3


def test_a_single_pair_is_named_without_a_choice_of_all(hands, window):
    hands.settle(window)
    menu = window.navigation.relation.findChild(QMenu)
    assert [each.text() for each in menu.actions()] == ["Pakistan – Belarus  PK-BY"]
    assert menu.actions()[0].isChecked()


# The officer's own views


def dialog(window):
    return window.findChild(QLineEdit, "name-line").window()


@pytest.fixture
def saved(hands, qtbot, window):
    """Keep what is shown under a name, by keyboard; returns the identity of the view."""

    def save(name):
        hands.press("Ctrl+Shift+S")
        qtbot.waitUntil(lambda: dialog(window).isActiveWindow())
        hands.write(name)
        hands.press("Return")
        qtbot.waitUntil(lambda: window.findChild(QLineEdit, "name-line") is None)
        hands.back_to(window)
        hands.settle(window)
        return key_of(window, name)

    return save


def searched(hands, window, text):
    hands.press("Ctrl+F")
    hands.write(text)
    hands.settle(window)


def test_what_is_shown_is_kept_under_a_name_and_found_again(hands, window, saved):
    searched(hands, window, "tractor")
    window.list.table.show_columns(("commitment", "due"))
    mine = saved("Tractors")
    assert counts(window)[mine] == 3
    hands.press("Ctrl+0")
    hands.settle(window)
    window.go(mine)
    hands.settle(window)
    assert window.list.model.rowCount() == 3
    assert window.list.head.search.text() == "tractor"
    assert window.list.table.columns == ("commitment", "due")
    assert window.list.accessibleName() == "Tractors"
    assert marked(window) == mine


def test_a_name_that_is_taken_is_said_beside_it_and_can_be_mended(hands, qtbot, window, saved):
    saved("Tractors")
    hands.press("Ctrl+Shift+S")
    qtbot.waitUntil(lambda: dialog(window).isActiveWindow())
    hands.write("TRACTORS")
    hands.press("Return")
    error = window.findChild(QLabel, "name-error")
    assert error.isVisible()
    assert "already" in error.text()
    hands.rewrite("Ploughs")
    hands.press("Return")
    qtbot.waitUntil(lambda: window.findChild(QLineEdit, "name-line") is None)
    hands.settle(window)
    assert sorted(named(window)) == ["Ploughs", "Tractors"]


def test_saving_is_left_with_esc(hands, qtbot, window, sample_desk):
    hands.press("Ctrl+Shift+S")
    qtbot.waitUntil(lambda: dialog(window).isActiveWindow())
    hands.write("Never")
    hands.press("Esc")
    qtbot.waitUntil(lambda: window.findChild(QLineEdit, "name-line") is None)
    assert sample_desk.register.reader.saved_views() == []


def taken(hands, window, key, text):
    """Take an entry of a saved view's menu, opened with the menu key on its line."""
    navigation = window.navigation
    navigation.list.setFocus()
    navigation.show_place(key)
    hands.press("Menu")
    menu = QApplication.activePopupWidget()
    assert menu.objectName() == "saved-view-menu"
    menu.setActiveAction(next(each for each in menu.actions() if each.text() == text))
    hands.press("Return")


def test_a_view_is_renamed_from_its_menu(hands, qtbot, window, saved):
    mine = saved("Tractors")
    taken(hands, window, mine, "Rename…")
    qtbot.waitUntil(lambda: dialog(window).isActiveWindow())
    assert window.findChild(QLineEdit, "name-line").text() == "Tractors"
    hands.rewrite("Ploughs")
    hands.press("Return")
    qtbot.waitUntil(lambda: window.findChild(QLineEdit, "name-line") is None)
    hands.back_to(window)
    hands.settle(window)
    assert named(window) == ["Ploughs"]
    window.go(mine)
    hands.settle(window)
    assert window.list.accessibleName() == "Ploughs"


def test_a_view_is_made_to_show_what_is_shown_now(hands, window, saved):
    mine = saved("Tractors")
    assert counts(window)[mine] == 76
    window.go(mine)
    hands.settle(window)
    searched(hands, window, "tractor")
    taken(hands, window, mine, "Keep what is shown now")
    hands.settle(window)
    assert counts(window)[mine] == 3
    window.go("commitments")
    hands.settle(window)
    window.go(mine)
    hands.settle(window)
    assert window.list.model.rowCount() == 3


def test_a_view_that_was_changed_elsewhere_is_shown_as_it_is_now(hands, window, saved, sample_desk):
    mine = saved("Tractors")
    window.go(mine)
    hands.settle(window)
    window.go("commitments")
    hands.settle(window)
    sample_desk.run(lambda register: register.change_view(mine, View(name="Late", query=OVERDUE)))
    hands.settle(window)
    window.go(mine)
    hands.settle(window)
    assert window.list.model.rowCount() == counts(window)[mine] == 4


def test_a_view_is_discarded_from_its_menu_and_undo_brings_it_back(hands, window, saved):
    mine = saved("Tractors")
    taken(hands, window, mine, "Discard the view")
    hands.settle(window)
    assert named(window) == []
    assert window.navigation.model.position_of(mine) is None
    hands.back_to(window)
    hands.press("Ctrl+Z")
    hands.settle(window)
    assert named(window) == ["Tractors"]


def test_only_the_officers_own_views_have_a_menu(hands, window, saved):
    saved("Tractors")
    for key in ("overdue", "commitments"):
        window.navigation.list.setFocus()
        window.navigation.show_place(key)
        hands.press("Menu")
        assert QApplication.activePopupWidget() is None


def test_in_a_register_that_is_only_read_no_view_has_a_menu(
    hands, shown, opened, desk_on, sample_path
):
    register = opened(sample_path)
    register.save_view(View(name="Mine", query=OVERDUE))
    window = shown(desk_on(opened(sample_path, read_only=True)))
    hands.settle(window)
    mine = key_of(window, "Mine")
    window.go(mine)
    hands.settle(window)
    assert window.list.model.rowCount() == 4
    window.navigation.list.setFocus()
    hands.press("Menu")
    assert QApplication.activePopupWidget() is None


def test_views_of_another_program_appear_and_go(hands, window, opened, sample_path, sample_desk):
    other = opened(sample_path)
    other.save_view(View(name="Theirs", query=Query(silent=True)))
    sample_desk.look_outside()
    hands.settle(window)
    assert named(window) == ["Theirs"]
    other.undo()
    sample_desk.look_outside()
    hands.settle(window)
    assert named(window) == []


# The model


def test_its_model_is_a_list_as_qt_wants_it_through_every_change(qapp, qtmodeltester):
    model = NavigationModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    fixed = model.rowCount()
    qtmodeltester.check(model)
    for saved in ([("a", "One"), ("b", "Two")], [("b", "Two")], [("b", "Zwei"), ("c", "3")], []):
        model.show(saved, {"a": 1, "commitments": 7})
        assert model.rowCount() == fixed + len(saved)
        names = [model.index(fixed + place, 0).data() for place in range(len(saved))]
        assert names == [name for _, name in saved]
        qtmodeltester.check(model)
    assert model.index(1, 0).data(NavigationModel.COUNT) == 7
    heading = model.index(len(SECTIONS), 0)
    assert heading.flags() == Qt.ItemFlag.NoItemFlags
    tester.deleteLater()
