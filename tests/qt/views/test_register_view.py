"""The list: search, filters, sort and selection, by mouse and by keyboard, through every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.qt.models.columns import COLUMNS

OVERDUE = ["SUM-2024-11/18", "SUM-2024-11/20", "JMC-8/23", "JMC-8/18"]
TRACTORS = ["EXP-2024-09/01", "JMC-8/05", "JMC-8/07"]


@pytest.fixture
def listed(window):
    """The references in the list, without the relation they begin with."""

    def read():
        model = window.list.model
        rows = (model.row_at(position) for position in range(model.rowCount()))
        return [row.ref.removeprefix("PK-BY/") for row in rows]

    return read


def header_click(hands, window, title):
    header = window.list.table.horizontalHeader()
    section = next(place for place, each in enumerate(COLUMNS) if each.title == title)
    middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    hands.click(header.viewport(), QPoint(middle, header.height() // 2))
    hands.settle(window)


def row_click(window, position):
    table = window.list.table
    place = table.visualRect(window.list.model.index(position, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_whole_register_is_shown_by_due_date(window, listed):
    assert window.list.model.rowCount() == 76
    assert listed()[:5] == [*OVERDUE[:2], "SUM-2024-11/21", "SUM-2024-11/22", "JMC-8/23"]
    assert window.strip.counts.text() == "76 commitments"


def test_the_first_row_is_stood_on_at_first(qtbot, window):
    qtbot.waitUntil(window.detail.isVisible)
    assert window.list.row.ref == "PK-BY/SUM-2024-11/18"
    assert window.list.chosen == [window.detail.identity]
    assert window.list.table.hasFocus()


# Search


def test_search_finds_as_one_types(hands, window, listed):
    hands.press("Ctrl+F")
    for letter in "tractor":
        hands.write(letter)
    hands.settle(window)
    assert sorted(listed()) == sorted(TRACTORS)
    assert window.strip.counts.text() == "3 commitments"


@pytest.mark.parametrize("key", ["Return", "Down"])
def test_from_the_search_one_goes_to_the_first_row_found(hands, window, key):
    hands.press("Ctrl+F")
    hands.write("tractor")
    hands.press(key)  # without waiting for the answer
    hands.settle(window)
    assert window.list.table.hasFocus()
    assert window.list.row.ref == "PK-BY/EXP-2024-09/01"
    assert window.list.chosen == [window.detail.identity]
    assert window.actions_by_name["note"].isEnabled()


def test_esc_clears_the_search_and_keeps_the_row_one_stood_on(hands, window):
    hands.press("Ctrl+F")
    hands.write("tractor")
    hands.press("Return")
    hands.settle(window)
    hands.press("Down")
    stood = window.list.row
    hands.press("Ctrl+F", "Esc")
    hands.settle(window)
    assert window.list.model.rowCount() == 76
    assert window.list.row == stood


def test_a_row_that_the_search_hides_is_no_longer_shown_beside(hands, window, stand_on):
    stand_on("PK-BY/JMC-8/30")
    hands.press("Ctrl+F")
    hands.write("tractor")
    hands.settle(window)
    assert window.detail.identity is None
    assert not window.actions_by_name["discard"].isEnabled()


def test_where_nothing_matches_it_says_so_and_offers_the_whole_register(hands, window):
    hands.press("Ctrl+F")
    hands.write("zeppelin")
    hands.settle(window)
    assert window.strip.counts.text() == "nothing found"
    hands.click(window.findChild(QPushButton, "show-all"))
    hands.settle(window)
    assert window.list.model.rowCount() == 76
    assert window.list.head.search.text() == ""


# Views and filters


def test_the_overdue_ones_come_in_the_order_of_their_dates(hands, window, listed):
    window.go("overdue")
    hands.settle(window)
    assert listed() == OVERDUE
    assert window.strip.counts.text() == "4 commitments"


def test_one_view_takes_the_place_of_another(hands, window, listed):
    window.go("overdue")
    window.go("due soon")
    hands.settle(window)
    assert listed() == []
    assert window.strip.counts.text() == "nothing found"


def test_a_view_and_a_search_narrow_each_other(hands, window, listed):
    window.go("overdue")
    hands.settle(window)
    hands.press("Ctrl+F")
    hands.write("minsk")
    hands.settle(window)
    both = listed()
    assert both
    assert set(both) < set(OVERDUE)
    hands.press("Ctrl+0")
    hands.settle(window)
    assert window.list.model.rowCount() == 76
    assert not window.list.filtered


def test_a_section_is_found_again_as_it_was_left(hands, window, stand_on, listed):
    identity = stand_on("PK-BY/JMC-8/05")
    window.list.bar.choose("sector")
    hands.tick("industry")
    hands.back_to(window)
    hands.settle(window)
    narrowed = listed()
    assert 0 < len(narrowed) < 76
    for away in ("sources", "overdue", "bin"):
        window.go(away)
        hands.settle(window)
        window.go("commitments")
        hands.settle(window)
        assert listed() == narrowed, away
        assert window.list.current == identity, away


def test_delete_on_a_set_chip_clears_the_chip_and_discards_nothing(hands, window, stand_on):
    stand_on("PK-BY/JMC-8/18")
    window.go("overdue")
    hands.settle(window)
    chip = window.list.bar.chips["timing"]
    assert chip.isChecked()
    chip.setFocus()
    hands.press("Del")
    hands.settle(window)
    assert not chip.isChecked()
    assert window.list.model.rowCount() == 76


# Sort


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(hands, window, listed):
    for title in ("Commitment", "Responsible", "Status", "Lead", "Due"):
        header_click(hands, window, title)
        upwards = listed()
        header_click(hands, window, title)
        downwards = listed()
        assert sorted(upwards) == sorted(downwards)
        assert upwards != downwards
        header_click(hands, window, title)
        assert listed() == upwards


def test_the_heading_shows_what_is_sorted_and_which_way(hands, window):
    header = window.list.table.horizontalHeader()
    header_click(hands, window, "Status")
    header_click(hands, window, "Status")
    assert COLUMNS[header.sortIndicatorSection()].title == "Status"
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    header_click(hands, window, "Evidence")  # which sorts by nothing
    assert COLUMNS[header.sortIndicatorSection()].title == "Status"


def test_sorting_keeps_the_row_one_stands_on_in_sight(hands, window, stand_on):
    identity = stand_on("PK-BY/JMC-8/30")
    for _ in range(2):
        header_click(hands, window, "Commitment")
        assert window.list.row.id == identity
        assert window.list.chosen == [identity]
        assert window.detail.identity == identity
        table = window.list.table
        assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))


def test_absent_values_come_last_whichever_way_it_is_sorted(hands, window):
    for _ in range(2):
        header_click(hands, window, "Lead")
        assert window.list.model.row_at(75).owner == ""


# What stays through changes


def test_an_edit_moves_no_row_and_resets_nothing(window, stand_on, sample_desk, listed):
    identity = stand_on("PK-BY/JMC-8/05")
    before, reset = listed(), QSignalSpy(window.list.model.modelReset)
    scrolled = window.list.table.verticalScrollBar().value()
    for write in (
        lambda register: register.amend(identity, title="Aaa, first of all"),
        lambda register: register.note(identity, "Letter sent."),
        lambda register: register.move(identity, Status.IN_PROGRESS),
        lambda register: register.undo(),
        lambda register: register.redo(),
    ):
        assert sample_desk.run(write)
    assert listed() == before
    assert reset.count() == 0
    assert window.list.row.title == "Aaa, first of all"
    assert window.list.chosen == [identity]
    assert window.list.table.verticalScrollBar().value() == scrolled


def test_a_record_that_no_longer_fits_the_filter_stays_until_asked_again(
    hands, window, sample_desk, listed
):
    identity = sample_desk.register.reader.find("PK-BY/JMC-8/18")
    window.go("overdue")
    hands.settle(window)
    window.list.select(identity)
    sample_desk.run(lambda register: register.move(identity, Status.WITHDRAWN, why="Given up."))
    assert listed() == OVERDUE
    assert window.list.row.id == identity
    hands.press("F5")
    hands.settle(window)
    assert listed() == OVERDUE[:3]


def test_discarded_rows_go_at_once_and_undo_brings_them_back(hands, window, stand_on, listed):
    identity = stand_on("PK-BY/JMC-8/05")
    before, reset = listed(), QSignalSpy(window.list.model.modelReset)
    window.list.table.setFocus()
    hands.press("Del")
    assert listed() == [each for each in before if each != "JMC-8/05"]
    assert window.list.row is not None
    assert window.list.chosen == [window.list.row.id] != [identity]
    assert window.detail.identity == window.list.row.id
    assert window.strip.counts.text() == "75 commitments"
    hands.press("Ctrl+Z")
    hands.settle(window)
    assert listed() == before
    assert reset.count() == 0


def test_several_rows_are_discarded_in_one_step(hands, window, listed):
    before = listed()
    window.list.table.setFocus()
    hands.press("Home", "Shift+Down", "Shift+Down")
    assert window.strip.counts.text() == "76 commitments, 3 selected"
    assert not window.actions_by_name["note"].isEnabled()
    hands.press("Del")
    assert listed() == before[3:]
    assert "Discard 3 commitments" in window.actions_by_name["undo"].text()
    hands.press("Ctrl+Z")
    hands.settle(window)
    assert listed() == before


def test_hundreds_come_in_and_go_again_while_the_officer_stays_where_he_stood(
    hands, window, stand_on, sample_desk, listed
):
    identity = stand_on("PK-BY/JMC-8/05")
    before, steps = listed(), QSignalSpy(window.list.model.rowsInserted)

    def many(acts):
        for number in range(300):
            given = {"ref": f"MANY.{number}", "relation": "PK-BY", "kind": Kind.ACTION}
            acts.propose(Commitment(id=CommitmentId(new_id()), title="One of many", **given))

    sample_desk.run(lambda register: register.together("Many", many))
    hands.settle(window)
    assert len(listed()) == 376
    assert steps.count() <= 1
    assert window.list.row.id == identity
    sample_desk.run(lambda register: register.undo())
    hands.settle(window)
    assert listed() == before
    assert window.list.row.id == identity


def test_the_last_row_can_be_discarded(hands, window, listed):
    window.list.table.setFocus()
    hands.press("Ctrl+End", "Del")
    assert len(listed()) == 75
    assert window.list.chosen == [window.list.row.id]


def test_a_row_is_chosen_by_a_click(window):
    row_click(window, 3)
    assert window.list.row.ref == "PK-BY/SUM-2024-11/22"
    assert window.detail.identity == window.list.row.id


def test_tabbing_into_the_list_chooses_the_row_one_stands_on(hands, qtbot, window):
    window.list.bar.columns.setFocus()
    hands.press("Tab")
    qtbot.waitUntil(lambda: window.list.chosen != [])
    assert window.list.table.hasFocus()
    assert window.detail.identity == window.list.row.id


def test_compact_rows_are_lower(hands, window):
    height = window.list.table.rowHeight(0)
    hands.press("Ctrl+Shift+R")
    assert window.list.table.rowHeight(0) < height
    hands.press("Ctrl+Shift+R")
    assert window.list.table.rowHeight(0) == height


def test_selected_rows_are_copied_as_a_spreadsheet_takes_them(hands, window):
    window.list.table.setFocus()
    hands.press("Home", "Shift+Down", "Ctrl+Shift+C")
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:4] == ["Commitment", "Responsible side", "Due", "Status"]
    assert [line.split("\t")[2] for line in lines[1:]] == ["26 Nov 2024", "by 10 Dec 2024"]


def test_what_is_copied_runs_in_no_spreadsheet(hands, window, stand_on, sample_desk):
    identity = stand_on("PK-BY/JMC-8/05")
    sample_desk.run(lambda register: register.amend(identity, title="=HYPERLINK(0)"))
    hands.press("Ctrl+Shift+C")
    assert QGuiApplication.clipboard().text().split("\n")[1].startswith("'=HYPERLINK(0)\t")


# What another program wrote


@pytest.fixture
def other_program(opened, sample_path):
    return opened(sample_path)


@pytest.fixture
def noticed(hands, sample_desk, window):
    """Let the window look at what another program wrote."""

    def look():
        outside = QSignalSpy(sample_desk.outside)
        sample_desk.look_outside()
        assert outside.count() == 1
        hands.settle(window)

    return look


def test_what_another_program_wrote_is_shown_and_the_row_kept(
    hands, window, stand_on, other_program, noticed
):
    identity = stand_on("PK-BY/JMC-8/05")
    other_program.amend(identity, title="Written elsewhere", sector="machines")
    noticed()
    assert window.list.row.title == "Written elsewhere"
    assert window.list.chosen == [identity]
    assert window.detail.title.editor.toPlainText() == "Written elsewhere"
    assert "Another program" in window.strip.said


def test_what_another_program_added_and_took_back_comes_and_goes(
    hands, window, stand_on, other_program, noticed, listed
):
    identity = CommitmentId(new_id())
    other_program.propose(
        Commitment(id=identity, ref="", relation="PK-BY", kind=Kind.ACTION, title="From outside")
    )
    noticed()
    assert len(listed()) == 77
    window.list.select(identity)
    assert window.detail.title.editor.toPlainText() == "From outside"
    other_program.undo()
    noticed()
    assert len(listed()) == 76
    assert window.detail.identity == window.list.current != identity


def test_what_another_program_discards_is_gone_here_too(
    window, stand_on, other_program, noticed, listed
):
    identity = stand_on("PK-BY/JMC-8/05")
    other_program.discard([identity])
    noticed()
    assert "JMC-8/05" not in listed()
    assert window.list.row.ref == "PK-BY/JMC-8/06"  # the next one, not the first
    assert window.detail.identity == window.list.current


def test_while_another_program_holds_the_file_the_window_waits_and_goes_on(
    hands, qtbot, window, sample_path, locked, stand_on, sample_desk
):
    stand_on("PK-BY/JMC-8/05")
    with locked(sample_path, "EXCLUSIVE"):
        window.list.model.reread()
        window.list.table.viewport().repaint()
        row_click(window, 0)
        window.go("overdue")
    qtbot.waitUntil(lambda: window.list.settled and window.list.model.rowCount() == 4)
    row_click(window, 1)
    qtbot.waitUntil(lambda: window.detail.identity == window.list.row.id)


def test_a_new_day_tells_every_row_and_filter_anew(
    hands, shown, opened, desk_on, sample_path, clock
):
    days = [date(2026, 12, 31)]
    desk = desk_on(opened(sample_path, clock=replace(clock, today=lambda: days[-1])))
    window = shown(desk)
    window.go("overdue")
    hands.settle(window)
    model = window.list.model
    refs = lambda: [model.row_at(row).ref for row in range(model.rowCount())]  # noqa: E731
    assert "PK-BY/JMC-8/30" not in refs()
    days.append(date(2027, 1, 1))
    desk.day_changed.emit(days[-1])
    hands.settle(window)
    assert "PK-BY/JMC-8/30" in refs()


# An empty register


def test_an_empty_register_says_what_to_do(hands, desk, shown):
    window = shown(desk)
    assert window.strip.counts.text() == "no commitments yet"
    offers = [window.findChild(QPushButton, name) for name in ("empty-add", "empty-sample")]
    assert [each.isVisible() for each in offers] == [True, True]
    wanted = QSignalSpy(window.sample_wanted)
    hands.click(offers[1])
    assert wanted.count() == 1
    hands.click(offers[0])
    assert window.form.isVisible()
    assert window.form.title.hasFocus()
