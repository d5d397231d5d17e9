"""The table of the register: pages of rows, and every way in which they change under a view."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QTableView

from app.domain.change import Change
from app.domain.errors import BusyError
from app.domain.rows import RegisterRow
from app.qt.models.columns import COLUMNS, ColumnKey
from app.qt.models.register_table import RegisterTable

PAGE = 64
PAGES = 256
_ROLES = Qt.ItemDataRole
_FLAGS = QItemSelectionModel.SelectionFlag


class Shelf:
    """Rows by number, as a register hands them out; counts how often it was asked."""

    def __init__(self, make, count):
        self._make = make
        self.rows = {rid: make(rid, f"Commitment {rid}") for rid in range(1, count + 1)}
        self.asked = []
        self.locked, self.refused = False, 0

    def __call__(self, rids):
        if self.locked:
            self.refused += 1
            raise BusyError("Another program is writing.")
        self.asked.append(list(rids))
        return {rid: self.rows[rid] for rid in rids if rid in self.rows}

    def rename(self, rid, title):
        self.rows[rid] = replace(self.rows[rid], title=title)

    def add(self, rid, title):
        self.rows[rid] = self._make(rid, title)


@pytest.fixture
def shelf_of(made_up):
    return lambda count: Shelf(made_up.row, count)


@pytest.fixture
def table_of(qapp, shelf_of, made_up):
    """Make a table of so many rows; returns it with its shelf."""
    made = []

    def make(count):
        shelf = shelf_of(count)
        table = RegisterTable(shelf, lambda: made_up.TODAY)
        table.adopt(array("q", range(1, count + 1)), {})
        made.append(table)
        return table, shelf

    yield make
    for table in made:
        table.deleteLater()


def change(**what):
    return Change(
        copy="c", n=1, label="Edit", **{name: frozenset(rids) for name, rids in what.items()}
    )


def titles(table):
    return [table.index(row, 0).data() for row in range(table.rowCount())]


@pytest.mark.parametrize("force_py", [False, True], ids=["C++ tester", "Python tester"])
@pytest.mark.parametrize("count", [0, 1, 76, 1000])
def test_it_is_a_table_as_qt_wants_it(qtmodeltester, table_of, count, force_py):
    table, _ = table_of(count)
    qtmodeltester.check(table, force_py=force_py)
    assert (table.rowCount(), table.columnCount()) == (count, len(COLUMNS))


@pytest.mark.parametrize("count", [1, 76, 300])
def test_it_stays_one_through_every_kind_of_change(qtmodeltester, table_of, count):
    table, shelf = table_of(count)
    qtmodeltester.check(table)  # Qt's own tester goes on listening until the end of the test
    shelf.rename(1, "Renamed")
    table.apply(change(updated=[1]))
    table.apply(change(removed=[1]))
    shelf.add(9000, "Added")
    table.insert(9000, count // 2)
    table.lengthen(array("q", [*(table.rid_at(row) for row in range(count)), 1]))
    table.retell()
    table.reread()
    table.adopt(array("q", [1, 9000]), shelf([1, 9000]))
    table.adopt(array("q"), {})
    table.insert(1, 0)
    assert titles(table) == ["Renamed"]
    qtmodeltester.check(table)


def test_a_cell_gives_the_row_whole_as_a_domain_object(table_of):
    table, shelf = table_of(3)
    assert [table.index(1, column).data(_ROLES.UserRole) for column in range(len(COLUMNS))] == [
        shelf.rows[2]
    ] * len(COLUMNS)
    assert isinstance(table.index(0, 0).data(_ROLES.UserRole), RegisterRow)


def test_cells_say_what_their_columns_say(table_of, made_up):
    table, shelf = table_of(1)
    row = shelf.rows[1]
    for place, column in enumerate(COLUMNS):
        index = table.index(0, place)
        assert index.data() == column.text(row, made_up.TODAY)
        assert index.data(_ROLES.AccessibleTextRole) == column.speech(row, made_up.TODAY)
        assert index.data(_ROLES.TextAlignmentRole) == column.alignment
        assert index.data(_ROLES.DecorationRole) is None


def test_the_first_cell_says_the_row_as_a_sentence_to_a_screen_reader(table_of):
    table, _ = table_of(1)
    spoken = table.index(0, 0).data(_ROLES.AccessibleTextRole)
    for part in ("Commitment 1", "Open", "Both sides owe it", "PK-BY/EX-01"):
        assert part in spoken


def test_headings_have_a_full_name_and_rows_no_number(table_of):
    table, _ = table_of(1)
    lead = next(place for place, each in enumerate(COLUMNS) if each.key is ColumnKey.LEAD)
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert table.headerData(lead, across) == "Lead"
    assert table.headerData(lead, across, _ROLES.ToolTipRole) == "Lead agency"
    assert table.headerData(0, down) is None
    assert table.headerData(len(COLUMNS), across) is None


def test_a_cell_has_no_rows_of_its_own(table_of):
    table, _ = table_of(2)
    cell = table.index(0, 0)
    assert (table.rowCount(cell), table.columnCount(cell)) == (0, 0)
    assert table.data(QModelIndex()) is None


def test_rows_are_read_a_page_at_a_time_and_once(table_of):
    table, shelf = table_of(1000)
    for position in (0, 63, 64, 0, 100):
        table.row_at(position)
    assert [(each[0], len(each)) for each in shelf.asked] == [(1, PAGE), (65, PAGE)]


def test_the_pages_seen_longest_ago_are_forgotten(table_of):
    count = PAGE * (PAGES + 1)
    table, shelf = table_of(count)
    for number in range(PAGES):
        table.row_at(number * PAGE)
    table.row_at(0)  # the first page is now the one seen last
    table.row_at(PAGES * PAGE)  # one more than fits: the second goes
    shelf.asked.clear()
    table.row_at(0)
    assert shelf.asked == []
    table.row_at(PAGE)
    assert [each[0] for each in shelf.asked] == [PAGE + 1]


def test_rows_that_came_with_an_answer_are_not_read_again(table_of):
    table, shelf = table_of(0)
    table.adopt(array("q", [1, 2]), {1: made(shelf, 1), 2: made(shelf, 2)})
    assert titles(table) == ["Row 1", "Row 2"]
    assert shelf.asked == []


def made(shelf, rid):
    shelf.add(rid, f"Row {rid}")
    return shelf.rows[rid]


def test_an_edited_row_is_told_where_it_stands_and_nothing_is_reset(table_of):
    table, shelf = table_of(10)
    table.row_at(0)
    reset, told = QSignalSpy(table.modelReset), QSignalSpy(table.dataChanged)
    shelf.rename(4, "Another title")
    table.apply(change(updated=[4]))
    assert reset.count() == 0
    assert [(at.row(), to.row(), to.column()) for at, to, *_ in spied(told)] == [
        (3, 3, len(COLUMNS) - 1)
    ]
    assert table.index(3, 0).data() == "Another title"


def spied(spy):
    return [spy.at(number) for number in range(spy.count())]


def test_rows_that_were_never_seen_are_not_read_for_an_edit(table_of):
    table, shelf = table_of(1000)
    table.row_at(0)
    shelf.asked.clear()
    table.apply(change(updated=[900]))
    assert shelf.asked == []


def test_whoever_reads_while_told_of_an_edit_sees_it(table_of):
    table, shelf = table_of(1000)
    for position in (0, 300, 600):
        table.row_at(position)
    seen = []
    table.dataChanged.connect(lambda at, _to: seen.append((at.data(), table.row_at(600).title)))
    for rid in (1, 301):
        shelf.rename(rid, f"New {rid}")
    table.apply(change(updated=[1, 301]))
    assert seen == [("New 1", "Commitment 601"), ("New 301", "Commitment 601")]


def test_removed_and_inserted_rows_move_the_others(table_of):
    table, shelf = table_of(4)
    table.apply(change(removed=[2]))
    shelf.add(7, "Seven")
    table.insert(7, 1)
    table.insert(2, 99)  # no such place: the end
    assert titles(table) == [f"Commitment {n}" if n != 7 else "Seven" for n in (1, 7, 3, 4, 2)]
    assert [table.position_of(rid) for rid in (7, 2, 500)] == [1, 4, None]


def test_a_row_that_is_gone_from_the_register_is_an_empty_place(table_of):
    table, shelf = table_of(2)
    del shelf.rows[1]
    assert table.row_at(0) is None
    assert table.index(0, 0).data() is None
    assert [table.row_at(position) for position in (-1, 2)] == [None, None]


def test_the_whole_order_may_follow_its_beginning(table_of):
    table, _ = table_of(600)
    table.adopt(array("q", range(1, 301)), {})
    table.row_at(299)
    reset = QSignalSpy(table.modelReset)
    assert table.lengthen(array("q", range(1, 601)))
    assert (table.rowCount(), reset.count()) == (600, 0)
    assert table.row_at(300).rid == 301


def test_another_order_is_not_taken_for_a_longer_one(table_of):
    table, _ = table_of(3)
    assert not table.lengthen(array("q", [2, 1, 3, 4]))
    assert table.rowCount() == 3


def test_what_another_program_wrote_is_read_again(table_of):
    table, shelf = table_of(3)
    titles(table)
    shelf.rename(2, "Written elsewhere")
    told = QSignalSpy(table.dataChanged)
    table.reread()
    assert table.index(1, 0).data() == "Written elsewhere"
    assert told.count() == 1


def test_a_page_that_is_locked_by_a_writer_comes_when_it_can_be_read(qtbot, table_of):
    table, shelf = table_of(3)
    shelf.locked = True
    assert table.index(0, 0).data() is None
    shelf.locked = False
    with qtbot.waitSignals([table.dataChanged, table.readable]):
        pass
    assert table.index(0, 0).data() == "Commitment 1"


def test_a_register_that_is_locked_is_asked_once_for_a_whole_screen(qtbot, table_of):
    table, shelf = table_of(1000)
    shelf.locked = True
    for row in range(300):
        assert table.index(row, 0).data() is None
    assert shelf.refused == 1
    shelf.locked = False
    with qtbot.waitSignal(table.readable):
        pass
    assert table.index(299, 0).data() == "Commitment 300"


def test_an_edit_that_cannot_be_read_back_yet_is_shown_later(qtbot, table_of):
    table, shelf = table_of(3)
    titles(table)
    shelf.rename(1, "Edited")
    shelf.locked = True
    table.apply(change(updated=[1]))
    shelf.locked = False
    with qtbot.waitSignal(table.readable):
        pass
    assert table.index(0, 0).data() == "Edited"


def test_selection_current_row_and_scroll_survive_edits(qtbot, table_of):
    table, shelf = table_of(400)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    view.resize(600, 400)
    view.show()
    view.selectionModel().setCurrentIndex(table.index(200, 0), _FLAGS.ClearAndSelect | _FLAGS.Rows)
    view.scrollTo(table.index(205, 0))
    scrolled = view.verticalScrollBar().value()
    shelf.rename(201, "Edited")
    table.apply(change(updated=[201, 5]))
    assert view.currentIndex().data() == "Edited"
    assert [index.row() for index in view.selectionModel().selectedRows()] == [200]
    assert view.verticalScrollBar().value() == scrolled > 0


def test_the_selected_row_stays_selected_when_others_come_and_go(qtbot, table_of):
    table, shelf = table_of(20)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    view.selectionModel().setCurrentIndex(table.index(9, 0), _FLAGS.ClearAndSelect | _FLAGS.Rows)
    table.apply(change(removed=[1, 2]))
    shelf.add(50, "New")
    table.insert(50, 0)
    assert view.currentIndex().data() == "Commitment 10"
    assert [table.rid_at(index.row()) for index in view.selectionModel().selectedRows()] == [10]
