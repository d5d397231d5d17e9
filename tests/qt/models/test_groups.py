"""Groups in the table of the register: their beginnings, shut and open, through every change."""

from __future__ import annotations

from array import array
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QTableView

from app.domain.change import Change
from app.domain.rows import Group
from app.qt.lister import in_groups
from app.qt.models.columns import COLUMNS
from app.qt.models.register_table import RegisterTable

_ROLES = Qt.ItemDataRole
_FLAGS = QItemSelectionModel.SelectionFlag
SECTORS = ("trade", "energy", "health", "")


class Register:
    """Made-up rows in groups by sector, as a register would list them."""

    def __init__(self, make, counts):
        self.rows, self.groups, self.rids = {}, [], array("q")
        for sector, count in zip(SECTORS, counts, strict=False):
            first = len(self.rows) + 1
            for rid in range(first, first + count):
                self.rows[rid] = make(rid, f"Commitment {rid}", sector=sector)
                self.rids.append(rid)
            if count:
                self.groups.append(Group(key=sector, count=count))

    def read(self, rids):
        return {rid: self.rows[rid] for rid in rids if rid in self.rows}

    @property
    def order(self):
        return in_groups(self.rids, tuple(self.groups))


@pytest.fixture
def table_of(qapp, made_up):
    """Make a table of so many rows in each group; Qt's own tester listens to all it does."""
    kept = []

    def make(*counts, folded=()):
        register = Register(made_up.row, counts)
        table = RegisterTable(register.read, lambda: made_up.TODAY)
        table.folded.update(folded)
        fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
        kept.append((table, QAbstractItemModelTester(table, fatal)))
        table.adopt(register.order, {}, register.groups)
        return table, register

    yield make
    for table, tester in kept:
        tester.deleteLater()
        table.deleteLater()


def change(**what):
    return Change(
        copy="c", n=1, label="Edit", **{name: frozenset(rids) for name, rids in what.items()}
    )


def shown(table):
    """What stands in the table from top to bottom: keys of groups, numbers of rows."""
    return [
        f"{group.key}:{group.count}" if (group := table.group_at(place)) else table.rid_at(place)
        for place in range(table.rowCount())
    ]


def place_of(table, key):
    return next(
        place
        for place in range(table.rowCount())
        if (group := table.group_at(place)) and group.key == key
    )


@pytest.mark.parametrize("force_py", [False, True], ids=["C++ tester", "Python tester"])
@pytest.mark.parametrize("counts", [(), (1,), (3, 2, 1), (300, 1, 400)], ids=str)
def test_with_groups_it_is_a_table_as_qt_wants_it(qtmodeltester, table_of, counts, force_py):
    table, _ = table_of(*counts)
    qtmodeltester.check(table, force_py=force_py)
    assert (table.rowCount(), table.columnCount()) == (sum(counts) + len(counts), len(COLUMNS))


def test_each_group_begins_with_a_row_of_its_own(table_of):
    table, _ = table_of(2, 1, 2)
    assert shown(table) == ["trade:2", 1, 2, "energy:1", 3, "health:2", 4, 5]
    assert table.grouped


def test_the_beginning_of_a_group_gives_its_group_and_its_words(table_of):
    table, _ = table_of(2, 1)
    table.name_groups(lambda group: group.key.upper())
    index = table.index(0, 0)
    assert index.data(_ROLES.UserRole) == Group(key="trade", count=2)
    assert index.data() == "TRADE"
    assert index.data(_ROLES.AccessibleTextRole) == "TRADE, 2"
    assert table.index(0, 1).data() is None
    assert table.row_at(0) is None
    assert [table.group_at(each) for each in (1, 2, -1, 99)] == [None] * 4


def test_one_can_stand_on_the_beginning_of_a_group_but_not_select_it(table_of):
    table, _ = table_of(2, 1)
    enabled, selectable = Qt.ItemFlag.ItemIsEnabled, Qt.ItemFlag.ItemIsSelectable
    assert table.flags(table.index(0, 0)) == enabled
    assert table.flags(table.index(1, 0)) == enabled | selectable


def test_every_row_knows_where_its_group_begins(table_of):
    table, _ = table_of(2, 1, 2)
    assert [table.group_of(place) for place in range(8)] == [0, 0, 0, 3, 3, 5, 5, 5]
    flat, _ = table_of()
    assert flat.group_of(0) is None


def test_a_shut_group_shows_only_its_beginning_and_comes_back_as_it_was(table_of):
    table, _ = table_of(2, 1, 2)
    whole = shown(table)
    table.fold(0)
    assert shown(table) == ["trade:2", "energy:1", 3, "health:2", 4, 5]
    assert table.shut
    table.fold(1)
    table.fold(2)
    assert shown(table) == ["trade:2", "energy:1", "health:2"]
    for key in ("trade", "health", "energy"):
        table.fold(place_of(table, key))
    assert shown(table) == whole
    assert not table.shut


def test_only_the_beginning_of_a_group_can_be_shut(table_of):
    table, _ = table_of(2, 1)
    whole = shown(table)
    table.fold(1)
    table.fold(99)
    assert shown(table) == whole


def test_a_shut_group_stays_shut_in_another_order(table_of):
    table, register = table_of(2, 1, 2, folded=["energy"])
    assert shown(table) == ["trade:2", 1, 2, "energy:1", "health:2", 4, 5]
    register.groups = [Group(key="energy", count=1), Group(key="health", count=2)]
    register.rids = array("q", [3, 5, 4])
    table.adopt(register.order, {}, register.groups)
    assert shown(table) == ["energy:1", "health:2", 5, 4]
    table.fold(0)
    assert shown(table) == ["energy:1", 3, "health:2", 5, 4]


def test_a_row_in_a_shut_group_is_brought_to_light(table_of):
    table, _ = table_of(2, 1, 2, folded=["trade", "health"])
    table.open_to(5)
    assert shown(table) == ["trade:2", "energy:1", 3, "health:2", 4, 5]
    table.open_to(3)
    table.open_to(999)
    assert table.folded == {"trade"}


def test_a_row_that_goes_is_counted_off_its_group(table_of):
    table, _ = table_of(2, 1, 2)
    told = QSignalSpy(table.dataChanged)
    assert table.apply(change(removed=[4])) == 1
    assert shown(table) == ["trade:2", 1, 2, "energy:1", 3, "health:1", 5]
    assert [told.at(each)[0].row() for each in range(told.count())] == [5]
    assert table.apply(change(removed=[3, 999])) == 1
    assert shown(table) == ["trade:2", 1, 2, "energy:0", "health:1", 5]


def test_a_row_that_goes_from_a_shut_group_is_counted_off_too(table_of):
    table, _ = table_of(3, 1, folded=["trade"])
    assert table.apply(change(removed=[2])) == 1
    assert shown(table) == ["trade:2", 1, 3, "energy:1", 4]


def test_a_row_that_is_inserted_stands_in_its_group_once_it_is_counted(table_of):
    table, register = table_of(2, 1)
    register.rows[9] = replace(register.rows[1], rid=9, title="Nine")
    table.insert(9, 2)
    table.recount([Group(key="trade", count=3), Group(key="energy", count=1)])
    assert shown(table) == ["trade:3", 1, 9, 2, "energy:1", 3]
    assert table.index(2, 0).data() == "Nine"


def test_the_whole_order_follows_its_beginning_across_groups(table_of):
    table, register = table_of(200, 300, 50)
    whole = register.order
    first = in_groups(register.rids[:256], tuple(register.groups))
    table.adopt(first, {}, register.groups)
    assert table.rowCount() == 258
    reset = QSignalSpy(table.modelReset)
    assert table.begins_with(first)
    assert table.lengthen(whole)
    assert (table.rowCount(), reset.count()) == (553, 0)
    assert table.row_at(552).rid == 550
    assert table.group_at(502) == Group(key="health", count=50)


def test_with_a_shut_group_the_whole_order_is_adopted_anew(table_of):
    table, register = table_of(200, 300, folded=["trade"])
    first = in_groups(register.rids[:256], tuple(register.groups))
    table.adopt(first, {}, register.groups)
    assert not table.begins_with(first)
    assert not table.lengthen(register.order)
    table.adopt(register.order, {}, register.groups)
    assert table.rowCount() == 302
    assert table.row_at(301).rid == 500


def test_a_page_of_rows_is_read_whole_though_a_group_begins_in_it(table_of):
    table, register = table_of(100, 300)
    asked = []
    table._read = lambda rids: (asked.append(list(rids)), register.read(rids))[1]  # noqa: SLF001
    assert table.row_at(300).rid == 299
    assert table.row_at(50).rid == 50
    assert [len(each) for each in asked] == [64, 63]
    assert min(min(each) for each in asked) > 0


def test_a_selection_over_several_groups_holds_no_beginning(qtbot, table_of):
    table, _ = table_of(2, 1, 2)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.selectAll()
    selected = [table.rid_at(each.row()) for each in view.selectionModel().selectedRows()]
    assert sorted(selected) == [1, 2, 3, 4, 5]


def test_the_selected_row_stays_selected_while_groups_above_it_are_shut(qtbot, table_of):
    table, _ = table_of(4, 4, 4)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    place = table.position_of(10)
    view.selectionModel().setCurrentIndex(
        table.index(place, 0), _FLAGS.ClearAndSelect | _FLAGS.Rows
    )
    for key in ("trade", "energy", "trade"):
        table.fold(place_of(table, key))
        assert [table.rid_at(i.row()) for i in view.selectionModel().selectedRows()] == [10]
    assert view.currentIndex().data() == "Commitment 10"


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.data())
def test_rows_are_found_again_where_their_ranges_say(qapp, made_up, counts, data):
    register = Register(made_up.row, counts)
    table = RegisterTable(register.read, lambda: made_up.TODAY)
    table.adopt(register.order, {}, register.groups)
    wanted = data.draw(st.sets(st.integers(1, sum(counts) + 3)))
    spans = table.spans_of(wanted)
    assert table.rids_in(spans).tolist() == [rid for rid in register.rids if rid in wanted]
    # As few as can be: what parts two of them is a row that is not wanted.
    for before, after in pairwise(spans):
        between = range(before.stop, after.start)
        assert any(table.rid_at(place) > 0 for place in between)
    assert all(table.rid_at(span[0]) > 0 and table.rid_at(span[-1]) > 0 for span in spans)
    table.deleteLater()


@given(st.lists(st.integers(0, 5), min_size=4, max_size=4), st.data())
def test_numbers_in_groups_part_again_into_what_they_were(counts, data):
    rids = array("q", range(1, sum(counts) + 1))
    groups = tuple(
        Group(key=str(place), count=count) for place, count in enumerate(counts) if count
    )
    known = data.draw(st.integers(0, len(rids)))
    mixed = in_groups(rids[:known], groups)
    assert array("q", (each for each in mixed if each > 0)) == rids[:known]
    begun = [each for each in mixed if each < 0]
    assert begun == [-1 - place for place in range(len(begun))]
    place = -1
    seen = dict.fromkeys(range(len(groups)), 0)
    for each in mixed:
        if each < 0:
            place += 1
        else:
            seen[place] += 1
    full = [groups[each].count for each in range(len(begun))]
    assert [seen[each] for each in range(len(begun))][:-1] == full[:-1]


ACTS = st.lists(
    st.tuples(st.sampled_from(["fold", "remove", "open", "adopt"]), st.integers(0, 99)), max_size=12
)


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), ACTS)
def test_whatever_is_shut_opened_and_removed_nothing_is_lost(qapp, made_up, counts, acts):
    register = Register(made_up.row, counts)
    table = RegisterTable(register.read, lambda: made_up.TODAY)
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.adopt(register.order, {}, register.groups)
    left = list(register.rids)
    for act, number in acts:
        if act == "adopt":
            table.adopt(register.order, {}, register.groups)
            left = list(register.rids)
        elif act == "fold":
            table.fold(number % (table.rowCount() or 1))
        elif left and act == "remove":
            table.apply(change(removed=[left.pop(number % len(left))]))
        elif left:
            table.open_to(left[number % len(left)])
            assert table.position_of(left[number % len(left)]) is not None
    for place in range(len(register.groups)):
        key = register.groups[place].key
        if key in table.folded:
            table.fold(place_of(table, key))
    assert [
        table.rid_at(place) for place in range(table.rowCount()) if table.rid_at(place) > 0
    ] == [rid for rid in register.rids if rid in left]
    tester.deleteLater()
    table.deleteLater()
