"""The section Agreements: its list, the renewal radar with its table, the texts to obtain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton

from app.domain.radar import horizon
from app.qt.look.radar import axis_of
from app.qt.look.tokens import LIGHT

SOON, LATER, ENDLESS = "VIS-2025-04/07", "VIS-2025-04/08", "VIS-2025-04/09"
YEARLY = {"renewal": "tacit", "renewal_period": "1 year", "notice": "2 months"}


@pytest.fixture
def entered(sample_desk):
    """Three instruments of the sample with their clauses."""
    register = sample_desk.register
    find = register.reader.find
    register.set_term(find(LATER), starts="2025-04-11", initial="2 years", **YEARLY)
    register.set_term(find(SOON), starts="2024-02-15", initial="3 years", **YEARLY)
    register.set_term(find(ENDLESS), starts="2023-03-01", initial="indefinite", notice="6 months")
    return {each: find(each) for each in (SOON, LATER, ENDLESS)}


@pytest.fixture
def on_radar(entered, window, hands):
    """The radar in the window, filled."""
    window.travels.go("renewals")
    hands.settle(window)
    return window.pages.page


def tab(window, key):
    (button,) = [
        each for each in window.pages.page.findChildren(QPushButton, f"tab-{key}")
        if each.isVisible()
    ]  # fmt: skip
    return button


def test_the_tabs_lead_from_page_to_page_and_back(window, hands):
    window.travels.go("agreements")
    hands.settle(window)
    for key in ("renewals", "texts", "agreements"):
        hands.click(tab(window, key))
        hands.settle(window)
        assert window.pages.key == key
        assert tab(window, key).isChecked()
        place = window.navigation.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        assert place.key == "agreements"
    hands.press("Alt+Left")
    assert window.pages.key == "texts"


def test_the_tabs_stand_above_no_other_list(window, hands):
    for key, seen in (("agreements", True), ("commitments", False), ("agreements", True)):
        window.travels.go(key)
        hands.settle(window)
        tabs = window.list.findChildren(QPushButton, "tab-renewals")
        assert [each.isVisible() for each in tabs] == [seen]


def test_the_tabs_are_gone_through_by_keyboard(window, hands):
    window.travels.go("agreements")
    hands.settle(window)
    tab(window, "agreements").setFocus()
    hands.press("Right", "Return")
    hands.settle(window)
    assert window.pages.key == "renewals"


@pytest.mark.parametrize(("command", "key"), [("renewals", "renewals"), ("texts", "texts")])
def test_each_page_is_a_command_of_the_menu(window, hands, command, key):
    window.actions_by_name[command].trigger()
    hands.settle(window)
    assert window.pages.key == key


def test_the_radar_lists_what_lies_ahead_by_its_next_day(on_radar, entered):
    assert [each.row.id for each in on_radar.table.rows] == list(entered.values())
    assert on_radar.counts() == "3 instruments ahead"
    wanting = sum(1 for each in on_radar.found.wanting if not each.bands)
    assert f"{wanting} cannot be computed: see the texts to obtain." in on_radar.note.text()


def test_a_row_of_the_radar_is_read_as_a_sentence(on_radar):
    spoken = on_radar.table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Accord on environmental protection. Decide on notice. The first term")
    assert "Notice is due by 15 Dec 2026" in spoken
    assert on_radar.table.index(0, 4).data() == "15 Dec 2026"


def test_the_details_follow_the_row_stood_on(on_radar, window, hands, entered):
    assert window.detail.identity == entered[SOON]
    on_radar.radar.setFocus()
    hands.press("Down")
    assert window.detail.identity == entered[LATER]
    hands.press("Return")
    assert window.side.isAncestorOf(hands.holder)


def test_the_table_says_the_same_and_keeps_the_row(on_radar, window, hands, entered):
    on_radar.radar.setFocus()
    hands.press("Down")
    on_radar.toggle.click()
    assert on_radar.twin.isVisible()
    assert not on_radar.radar.isVisible()
    assert "Box:" not in on_radar.note.text()
    assert "cannot be computed" in on_radar.note.text()
    assert on_radar.current == entered[LATER]
    on_radar.twin.setFocus()
    hands.press("Ctrl+C")
    copied = QGuiApplication.clipboard().text()
    heading, row = copied.splitlines()
    assert heading == "Instrument\tReference\tState\tPeriod ends\tNotice by\tLetter leaves by"
    assert row.split("\t") == [
        "Accord on postal services",
        "VIS-2025-04/08",
        "Decide on notice",
        "11 Apr 2027",
        "11 Feb 2027",
        "",
    ]
    on_radar.toggle.click()
    assert on_radar.current == entered[LATER]
    assert on_radar.note.text().startswith("Box: time to decide on notice")


def test_a_row_of_the_radar_is_copied_for_a_spreadsheet(on_radar, hands):
    on_radar.radar.setFocus()
    hands.press("Ctrl+C")
    assert (
        QGuiApplication.clipboard()
        .text()
        .splitlines()[1]
        .startswith("Accord on environmental protection\tVIS-2025-04/07\tDecide on notice")
    )


def test_the_radar_follows_a_change(on_radar, sample_desk, hands, window, entered):
    identity = entered[SOON]
    sample_desk.run(
        lambda register: register.give_notice(identity, party="PK", given_on="2026-11-20")
    )
    hands.bot.waitUntil(lambda: on_radar.table.row_of(identity) == 1)
    assert on_radar.table.index(1, 2).data() == "Notice of termination given"
    assert on_radar.current == identity


def test_the_window_for_notice_is_drawn_where_it_lies(on_radar, hands):
    """Amber between its first and its last day, in the row of the instrument, and nowhere else."""
    radar = on_radar.radar
    axis = axis_of(radar.viewport().width(), on_radar.desk.today, horizon(on_radar.desk.today))
    picture = radar.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = picture.devicePixelRatio()

    def amber(row):
        rect = radar.visualRect(on_radar.table.index(row, 0))
        y = round((rect.center().y() + 8) * ratio)
        return [
            x for x in range(picture.width())
            if picture.pixelColor(x, y) in (LIGHT.soon_soft, LIGHT.soon)
        ]  # fmt: skip

    found = amber(1)
    drawn = on_radar.table.rows[1].bands[1]
    start, end = axis.span(drawn.first, drawn.last)
    assert abs(found[0] / ratio - start) <= 3
    assert any(abs(x / ratio - end) <= 3 for x in found)
    assert amber(2) == []


def test_a_mirrored_radar_runs_from_right_to_left(entered, shown, sample_desk, hands, qapp):
    window = shown(sample_desk)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.travels.go("renewals")
    hands.settle(window)
    picture = window.pages.page.radar.viewport().grab().toImage()
    rect = window.pages.page.radar.visualRect(window.pages.page.table.index(2, 0))
    axis = axis_of(rect.width(), sample_desk.today, horizon(sample_desk.today))
    x = picture.width() - 1 - round((axis.right - 2) * picture.devicePixelRatio())
    y = round((rect.center().y() + 8) * picture.devicePixelRatio())
    assert picture.pixelColor(x, y) == LIGHT.edge


def test_the_grid_names_each_clause_to_obtain(window, hands, sample_desk):
    identity = sample_desk.register.reader.find("VIS-2025-04/07")
    sample_desk.register.set_term(identity, starts="2024-02-15", initial="2 years")
    window.travels.go("texts")
    hands.settle(window)
    page = window.pages.page
    row = page.table.row_of(identity)
    assert [page.table.index(row, column).data() for column in range(2, 7)] == [
        "15 Feb 2024", "2 years", "not known", "–", "not known",
    ]  # fmt: skip
    assert page.counts() == f"{page.table.rowCount()} texts to obtain"
    page.show_target(identity)
    assert window.detail.identity == identity


def test_a_text_that_was_obtained_leaves_the_grid(window, hands, sample_desk):
    identity = sample_desk.register.reader.find("VIS-2025-04/07")
    window.travels.go("texts")
    hands.settle(window)
    page = window.pages.page
    before = page.table.rowCount()
    sample_desk.run(
        lambda register: register.set_term(
            identity, starts="2024-02-15", initial="2 years", renewal="none"
        )
    )
    hands.bot.waitUntil(lambda: page.table.rowCount() == before - 1)
    assert page.table.row_of(identity) is None


def test_an_empty_register_says_what_to_do(shown, desk, hands):
    window = shown(desk)
    for key, words in (("renewals", "Nothing to be drawn yet"), ("texts", "No text is wanting")):
        window.travels.go(key)
        hands.settle(window)
        page = window.pages.page
        assert page.stack.currentWidget() is page.empty
        assert page.empty.isVisible(), words
