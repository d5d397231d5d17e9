"""The days of a month as a table: what each says, and that what is stood on stays."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.domain.month import MonthView
from app.domain.workdays import Calendar, CalendarYear, Certainty, DayKind, Holiday
from app.qt.models.month import MonthTable

TODAY = date(2026, 4, 22)
APRIL = date(2026, 4, 1)
MONDAY, SUNDAY = 1, 7


def holiday(country, day, **more):
    return Holiday(id=f"{country}{day}", country=country, day=day, **more)


BELARUS = Calendar(
    "BY",
    [CalendarYear(id="y", country="BY", year=2026)],
    [
        holiday("BY", "2026-04-20", name="Day off in place of 2026-04-25"),
        holiday("BY", "2026-04-25", name="In place of 2026-04-20", off=False),
        holiday("BY", "2026-04-21", name="Radunitsa", certainty=Certainty.ESTIMATED),
    ],
)
VIEW = MonthView(first=APRIL, calendars=(Calendar("PK", [], []), BELARUS))


@pytest.fixture
def table(qapp, qtmodeltester):
    made = MonthTable(MONDAY)
    made.show_month(VIEW, TODAY)
    qtmodeltester.check(made)
    return made


def cell(table, day):
    return table.place_of(day).data(Qt.ItemDataRole.UserRole)


@pytest.mark.parametrize(("start", "rows"), [(MONDAY, 5), (SUNDAY, 5), (3, 5), (4, 6)])
def test_a_month_is_as_many_weeks_as_it_needs(qapp, start, rows):
    made = MonthTable(start)
    made.show_month(VIEW, TODAY)
    assert (made.rowCount(), made.columnCount()) == (rows, 7)
    names = [made.headerData(each, Qt.Orientation.Horizontal) for each in range(7)]
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert names == [*week[start - 1 :], *week[: start - 1]]


def test_a_day_says_all_it_holds(table):
    spoken = table.place_of(date(2026, 4, 25)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Saturday, 25 April 2026; ")
    assert "PK: not known: this year is not filled in" in spoken
    assert "BY: extra working day: \u2068In place of 2026-04-20\u2069" in spoken


def test_today_is_said(table):
    spoken = table.place_of(TODAY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Today" in spoken
    assert cell(table, TODAY).today
    assert not cell(table, date(2026, 4, 23)).today


def test_a_day_is_off_only_where_nobody_works_for_sure(table):
    assert not cell(table, date(2026, 4, 20)).off  # Pakistan's year is not known
    alone = MonthTable(MONDAY)
    alone.show_month(MonthView(first=APRIL, calendars=(BELARUS,)), TODAY)
    assert cell(alone, date(2026, 4, 20)).off
    assert cell(alone, date(2026, 4, 26)).off
    assert not cell(alone, date(2026, 4, 25)).off


def test_days_of_neighbouring_months_show_their_number_alone(table):
    first = table.index(0, 0)
    assert first.data() == "30"
    outside = first.data(Qt.ItemDataRole.UserRole)
    assert (outside.inside, outside.kinds) == (False, ())
    assert first.data(Qt.ItemDataRole.ToolTipRole) is None
    assert not table.place_of(date(2026, 3, 30)).isValid()


def test_the_same_month_again_tells_nothing(table, qtbot):
    with qtbot.assertNotEmitted(table.dataChanged), qtbot.assertNotEmitted(table.modelReset):
        table.show_month(VIEW, TODAY)


def test_a_day_that_changes_is_told_without_a_reset(table, qtbot):
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged):
        table.show_month(MonthView(first=APRIL, calendars=(BELARUS,)), TODAY)
    assert cell(table, date(2026, 4, 21)).kinds == (("BY", DayKind.OFF),)


def test_the_first_month_of_all_is_shown(qapp):
    made = MonthTable(SUNDAY)
    made.show_month(MonthView(first=date.min), TODAY)
    assert made.index(0, 0).data() is None
    assert made.place_of(date.min).data() == "1"
