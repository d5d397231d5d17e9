"""The columns of the list: chosen, put in order, given up where there is no room, remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from app.domain.view import AGREEMENTS
from app.qt.models.columns import COLUMNS, USUAL, ColumnKey

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def seen(window):
    """The keys of the columns that are seen, in the order of the screen."""
    header = window.list.table.horizontalHeader()
    order = (header.logicalIndex(visual) for visual in range(header.count()))
    return [COLUMNS[each].key.value for each in order if not header.isSectionHidden(each)]


def popup():
    return QApplication.activePopupWidget()


def stand(hands, key):
    """Go to a value of the open list."""
    hands.press("Home")
    while popup().list.currentItem().data(Qt.ItemDataRole.UserRole) != key:
        hands.press("Down")


@pytest.fixture
def roomy(hands, window):
    """A window with room for a dozen columns."""
    hands.press("F9")
    window.resize(1900, 700)
    QCoreApplication.processEvents()
    return window


def test_a_new_window_shows_the_usual_columns(roomy):
    assert seen(roomy) == list(USUAL)


def test_columns_are_chosen_and_taken_away_by_keyboard(hands, roomy):
    hands.click(roomy.list.bar.columns)
    assert popup().ticked == list(USUAL)
    popup().list.setFocus()
    stand(hands, "sector")
    hands.press("Space")
    stand(hands, "evidence")
    hands.press("Space", "Esc")
    assert set(seen(roomy)) == {*USUAL, "sector"} - {"evidence"}
    assert set(roomy.list.table.columns) == set(seen(roomy))


def test_their_order_is_chosen_with_alt_and_an_arrow(hands, roomy):
    roomy.actions_by_name["columns"].trigger()
    popup().list.setFocus()
    stand(hands, "due")
    hands.press("Alt+Up", "Esc")
    assert seen(roomy) == ["commitment", "due", "owed by", "status", "lead", "evidence"]
    roomy.list.choose_columns()
    assert popup().ticked == seen(roomy)
    hands.press("Esc")


def test_the_title_cannot_be_given_up(hands, roomy):
    roomy.list.choose_columns()
    popup().list.setFocus()
    for key in USUAL:
        stand(hands, key)
        hands.press("Space")
    hands.press("Esc")
    assert seen(roomy)[:1] == ["commitment"]


def test_what_stands_in_a_chosen_column_is_what_it_says(hands, roomy, stand_on, sample_desk):
    identity = stand_on("PK-BY/JMC-8/05")
    roomy.list.table.show_columns(tuple(each.value for each in ColumnKey))
    row = sample_desk.register.reader.row(identity)
    place = roomy.list.table.currentIndex().row()
    for section, column in enumerate(COLUMNS):
        said = roomy.list.model.index(place, section).data()
        assert said == column.text(row, sample_desk.today)
    roomy.list.table.viewport().grab()


@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
def test_where_it_is_narrow_those_that_stand_last_go_first(
    qapp, hands, shown, sample_desk, mirrored
):
    qapp.setLayoutDirection(RTL if mirrored else LTR)
    try:
        window = shown(sample_desk)
        hands.press("F9")
        window.list.table.show_columns(
            ("commitment", "ref", "due", "kind", "sector", "made on", "lead")
        )
        given_up = ["lead", "made on", "sector", "kind", "ref"]
        before = 8
        for width in range(1500, 500, -40):
            window.resize(width, 600)
            QCoreApplication.processEvents()
            now = seen(window)
            assert {"commitment", "due"} <= set(now)
            gone = [each for each in given_up if each not in now]
            assert gone == given_up[: len(gone)], width
            assert len(now) <= before
            before = len(now)
            assert not window.list.table.horizontalScrollBar().isVisible() or len(now) == 2
        assert before == 2
    finally:
        qapp.setLayoutDirection(LTR)


def test_what_was_chosen_comes_back_with_the_window(
    hands, shown, sample_desk, opened, desk_on, sample_path
):
    first = shown(sample_desk)
    first.list.choose_columns()
    popup().list.setFocus()
    stand(hands, "ref")
    hands.press("Alt+Up", "Alt+Up", "Alt+Up", "Space", "Esc")
    hands.back_to(first)
    chosen = first.list.table.columns
    assert "ref" in chosen
    first.close()
    second = shown(desk_on(opened(sample_path)))
    assert second.list.table.columns == chosen


def test_agreements_have_columns_of_their_own(hands, roomy, settings):
    usual = roomy.list.table.columns
    roomy.go("agreements")
    hands.settle(roomy)
    assert roomy.list.table.columns == AGREEMENTS.columns
    roomy.list.choose_columns()
    popup().list.setFocus()
    stand(hands, "evidence")
    hands.press("Space", "Esc")
    hands.back_to(roomy)
    mine = roomy.list.table.columns
    assert set(mine) == set(AGREEMENTS.columns) - {"evidence"}
    roomy.go("commitments")
    hands.settle(roomy)
    assert roomy.list.table.columns == usual
    roomy.go("agreements")
    hands.settle(roomy)
    assert roomy.list.table.columns == mine
    assert settings.value("list/columns") is None


def test_the_columns_chosen_for_the_list_outlive_a_visit_elsewhere(hands, roomy):
    roomy.list.choose_columns()
    popup().list.setFocus()
    stand(hands, "kind")
    hands.press("Space", "Esc")
    hands.back_to(roomy)
    chosen = roomy.list.table.columns
    for away in ("sources", "bin", "overdue"):
        roomy.go(away)
        hands.settle(roomy)
        roomy.go("commitments")
        hands.settle(roomy)
        assert roomy.list.table.columns == chosen


def test_a_column_of_a_later_version_is_left_out(shown, sample_desk, settings):
    settings.setValue("list/columns", "due|hologram|commitment")
    assert shown(sample_desk).list.table.columns == ("due", "commitment")


def test_the_bar_of_the_selected_row_is_at_the_first_column_on_the_screen(roomy):
    roomy.list.table.show_columns(("due", "commitment"))
    assert seen(roomy)[0] == "due"
    image = roomy.list.table.viewport().grab().toImage()
    accent = roomy.list.look.tokens.accent  # the ink of the bar
    table = roomy.list.table
    place = table.visualRect(roomy.list.model.index(table.currentIndex().row(), 2))
    assert image.pixelColor(place.left() + 1, place.center().y()) == accent


def test_every_column_key_is_one_that_saved_views_may_rely_on():
    assert [each.value for each in ColumnKey] == [
        "commitment", "owed by", "due", "status", "lead", "evidence", "ref", "kind", "sector",
        "strength", "made on", "counterpart", "paragraph", "ball with", "last news",
        "change of date", "relation", "not established",
    ]  # fmt: skip
