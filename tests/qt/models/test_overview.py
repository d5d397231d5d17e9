"""The small tables of Today keep the promises of a model, and are copied without formulas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from app.domain.overview import Reason, Wanting
from app.qt.look.charts import Bar
from app.qt.models.overview import WANTING_COLUMNS, BarTable, Line, WantingTable

_ROLES = Qt.ItemDataRole
TODAY = date(2026, 11, 22)


def line(name, count):
    return Line(bar=Bar(label=name[:6], count=count), name=name)


@pytest.fixture
def bars(qapp):
    table = BarTable(("Status", "Promises"))
    tester = QAbstractItemModelTester(table)
    yield table
    tester.deleteLater()


@pytest.fixture
def wanting(qapp):
    table = WantingTable(TODAY)
    tester = QAbstractItemModelTester(table)
    yield table
    tester.deleteLater()


def test_a_line_is_told_in_two_columns(bars):
    bars.adopt([line("In progress", 1), line("Held", 3)])
    cells = [[bars.index(row, column).data() for column in range(2)] for row in range(2)]
    assert cells == [["In progress", "1"], ["Held", "3"]]
    assert bars.index(1, 0).data(_ROLES.UserRole).name == "Held"
    spoken = [bars.index(row, 0).data(_ROLES.AccessibleTextRole) for row in range(2)]
    assert spoken == ["In progress: 1 promise", "Held: 3 promises"]
    headings = [bars.headerData(each, Qt.Orientation.Horizontal) for each in range(3)]
    assert headings == ["Status", "Promises", None]


def test_the_same_lines_again_change_nothing(bars):
    resets = QSignalSpy(bars.modelReset)
    bars.adopt([line("Held", 3)])
    bars.adopt([line("Held", 3)])
    assert resets.count() == 1
    bars.adopt([line("Held", 4)])
    assert resets.count() == 2


def test_names_are_shown_as_plain_text(bars):
    bars.adopt([line("<b>Ministry</b>", 1)])
    assert "<b>" not in bars.index(0, 0).data(_ROLES.ToolTipRole)


def test_lines_are_copied_as_a_spreadsheet_takes_them(bars):
    bars.adopt([line("=1+1", 2), line("Held", 3)])
    assert bars.copied([]) == "Status\tPromises\n'=1+1\t2\nHeld\t3"
    assert bars.copied([1]) == "Status\tPromises\nHeld\t3"


def test_nothing_is_told_of_what_is_not_there(bars, wanting):
    for table in (bars, wanting):
        assert table.data(QModelIndex()) is None
        assert table.rowCount() == 0
        assert table.index(0, 0).data() is None


def test_a_promise_is_told_in_its_columns(wanting, made_up):
    row = made_up.row(1, "Tractor plant")
    wanting.adopt([Wanting(row=row, reason=Reason.READINGS, disputed=True)], TODAY)
    assert wanting.columnCount() == len(WANTING_COLUMNS)
    assert wanting.index(0, 0).data() == "Tractor plant"
    assert wanting.index(0, 1).data().endswith("choose the one that counts.")
    assert wanting.index(0, 0).data(_ROLES.UserRole).row is row
    spoken = wanting.index(0, 0).data(_ROLES.AccessibleTextRole)
    assert spoken.startswith("Tractor plant. ")
    assert wanting.index(0, 2).data(_ROLES.AccessibleTextRole) == wanting.index(0, 2).data()
    titles = [wanting.headerData(each, Qt.Orientation.Horizontal) for each in range(4)]
    assert titles == ["Commitment", "Why", "Due", "Time"]


def test_another_day_or_another_row_is_shown_anew(wanting, made_up):
    row = made_up.row(1, "Tractor plant")
    resets = QSignalSpy(wanting.modelReset)
    first = Wanting(row=row, reason=Reason.OVERDUE)
    wanting.adopt([first], TODAY)
    wanting.adopt([first], TODAY)
    assert resets.count() == 1
    wanting.adopt([first], date(2026, 11, 23))
    wanting.adopt([replace(first, reason=Reason.SOON)], date(2026, 11, 23))
    assert resets.count() == 3
    assert wanting.position_of(row.id) == 0
    assert wanting.position_of(None) is None
