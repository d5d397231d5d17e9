"""Many rows selected in the list: how they are counted, and that another order keeps them."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction

from app.domain.query import Grouping
from app.qt.models.register_table import RegisterTable
from tests.benchmarks.generator import generate

_FLAGS = QItemSelectionModel.SelectionFlag
MANY = 20_000


@pytest.fixture
def asked(monkeypatch):
    """The cells of which Qt asked the flags, from the next window on."""
    cells, flags = [], RegisterTable.flags

    def counted(table, index):
        cells.append((index.row(), index.column()))
        return flags(table, index)

    monkeypatch.setattr(RegisterTable, "flags", counted)
    return cells


@pytest.fixture
def many(hands, qtbot, shown, opened, desk_on, tmp_path):
    """A window on a register whose order comes in two steps."""
    path = tmp_path / "many.servanda"
    generate(path, 900)
    return shown(desk_on(opened(path)))


def group_by(hands, window, grouping):
    name = grouping.value if grouping else "none"
    window.findChild(QAction, f"group-{name}").trigger()
    hands.settle(window)


def select(window, top, bottom, how=_FLAGS.Select):
    """Select whole rows from one place to another."""
    model = window.list.model
    rows = QItemSelection(model.index(top, 0), model.index(bottom, 0))
    window.list.table.selectionModel().select(rows, how | _FLAGS.Rows)


def sort_by(hands, window, section):
    header = window.list.table.horizontalHeader()
    middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    hands.click(header.viewport(), QPoint(middle, header.height() // 2))
    hands.settle(window)


def select_apart(hands, window):
    """Stand on a row, select some more that stand apart, and return all of them."""
    window.list.table.stand_on(5)
    for top, bottom in ((8, 9), (20, 26), (40, 40)):
        select(window, top, bottom)
    chosen = window.list.chosen
    assert len(chosen) == 11
    return chosen


# Counting


def test_selecting_a_large_list_does_not_ask_about_every_row(asked, window):
    window.list.model.adopt(array("q", range(1, MANY + 1)), {})
    asked.clear()
    window.list.table.selectAll()
    window.list.table.repaint()
    assert window.strip.counts.text().endswith(f", {MANY} selected")
    assert asked, "Qt asks another way now: this test sees nothing"
    assert len(asked) < MANY // 10


@pytest.mark.parametrize("grouping", [None, *Grouping])
def test_all_are_counted_without_the_beginnings_of_groups(hands, window, grouping):
    group_by(hands, window, grouping)
    window.list.table.selectAll()
    assert window.strip.counts.text() == "76 commitments, 76 selected"
    assert len(set(window.list.chosen)) == 76
    assert window.list.table.chosen_rows == [
        place for place, rid in enumerate(standing(window)) if rid > 0
    ]


def standing(window):
    model = window.list.model
    return [model.rid_at(place) for place in range(model.rowCount())]


def test_rows_that_stand_apart_are_counted_in_the_order_of_the_list(hands, window):
    group_by(hands, window, Grouping.TIMELINESS)
    rids = standing(window)
    second = next(place for place, rid in enumerate(rids) if rid == -2)
    select(window, second + 3, second + 4, _FLAGS.ClearAndSelect)
    select(window, 1, 1)
    select(window, second - 1, second + 1)
    places = [1, second - 1, second + 1, second + 3, second + 4]
    assert window.list.table.chosen_rows == places
    assert window.list.table.chosen_rids.tolist() == [rids[place] for place in places]
    assert window.strip.counts.text() == "76 commitments, 5 selected"


# Another order


@pytest.mark.parametrize("grouping", Grouping)
def test_another_grouping_keeps_what_is_selected(hands, window, grouping):
    chosen, current = select_apart(hands, window), window.list.current
    for each in (grouping, None):
        group_by(hands, window, each)
        assert set(window.list.chosen) == set(chosen)
        assert window.list.current == current
        assert window.strip.counts.text() == "76 commitments, 11 selected"


def test_sorting_keeps_what_is_selected(hands, window):
    chosen = select_apart(hands, window)
    for _ in range(2):
        sort_by(hands, window, 0)
        assert set(window.list.chosen) == set(chosen)
    assert window.list.chosen != chosen


@pytest.mark.slow
@pytest.mark.parametrize("grouping", Grouping)
def test_a_long_list_keeps_what_is_selected_too(hands, many, grouping):
    select_apart(hands, many)
    select(many, 600, 700)
    chosen = many.list.chosen
    group_by(hands, many, grouping)
    assert set(many.list.chosen) == set(chosen)
    many.list.table.selectAll()
    group_by(hands, many, None)
    assert many.strip.counts.text() == "900 commitments, 900 selected"


def test_other_rows_than_before_are_not_selected_by_it(hands, window):
    window.list.table.selectAll()
    window.list.head.search.setText("tractor")
    hands.settle(window)
    assert window.list.model.rowCount() == 3
    assert len(window.list.chosen) <= 1
    window.list.clear_filters()
    hands.settle(window)
    assert len(window.list.chosen) <= 1


def at_the_first_page_of_sectors(qtbot, window, act):
    """Act the moment the first page in order of sectors is shown; was the order whole then?"""
    settled = []

    def shown():
        settled.append(window.list.settled)
        act()

    reset = window.list.model.modelReset
    once = Qt.ConnectionType.SingleShotConnection
    reset.connect(shown, Qt.ConnectionType(once.value | Qt.ConnectionType.DirectConnection.value))
    with qtbot.waitSignal(reset):
        window.findChild(QAction, "group-sector").trigger()
    return settled


@pytest.mark.slow
def test_a_third_order_before_the_second_is_whole_keeps_it_too(hands, qtbot, many):
    chosen = select_apart(hands, many)
    third = many.findChild(QAction, f"group-{Grouping.TIMELINESS.value}")
    assert at_the_first_page_of_sectors(qtbot, many, third.trigger) == [False]
    hands.settle(many)
    assert set(many.list.chosen) == set(chosen)


@pytest.mark.slow
def test_whoever_goes_to_one_while_the_order_comes_has_that_one_alone(hands, qtbot, many):
    chosen = select_apart(hands, many)
    other = many.list.model.row_at(60).id
    assert other not in chosen
    assert at_the_first_page_of_sectors(qtbot, many, lambda: many.list.select(other)) == [False]
    hands.settle(many)
    assert many.list.chosen == [other]


def test_one_selected_row_stays_one(hands, window):
    window.list.table.stand_on(5)
    current = window.list.current
    group_by(hands, window, Grouping.SECTOR)
    assert window.list.chosen == [current]
