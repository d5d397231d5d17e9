"""What stands in the grid of a month and what beside it: never an imprecise date on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.month import days_of, last_of, month_of, month_view, moved, weeks
from app.domain.rows import RegisterRow
from app.domain.timing import Basis, Bounds, Sense, Timing, sense_of
from app.domain.workdays import Calendar, CalendarYear

ANCHOR = CommitmentId("a" * 20)


def row(edtf="", *, rid=1, status=Status.OPEN, sense=None, done=Bounds(), **timing):
    due = Timing(
        edtf=edtf,
        sense=sense or (sense_of(edtf) if edtf else Sense.POINT),
        basis=Basis.STATED,
        **timing,
    )
    return RegisterRow(
        rid=rid,
        id=CommitmentId(f"{rid:020}"),
        ref=f"R/{rid}",
        relation="PK-BY",
        kind=Kind.ACTION,
        title="A promise",
        status=status,
        timing=due,
        bounds=due.bounds(date(2025, 1, 1)) if edtf else Bounds(),
        done=done,
    )


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2025-02-10", ("2025-02-10", "2025-02-10")),
        ("[2024-11-26..2024-12-10]", ("2024-12-10", "2024-12-10")),
        ("../2025-12-31", ("2025-12-31", "2025-12-31")),
        ("[..2025-12-31]", ("2025-12-31", "2025-12-31")),
        ("2025-04-10/2025-04-12", ("2025-04-10", "2025-04-12")),
    ],
)
def test_a_day_that_is_named_is_a_place_in_the_grid(edtf, days):
    assert days_of(row(edtf)) == tuple(map(date.fromisoformat, days))


@pytest.mark.parametrize(
    "edtf",
    [
        "2025-02", "2025", "2025-02?", "2025-02-10?", "2025-02-10~", "2025-33", "2025-XX-XX",
        "2026-05/..", "[..2025-12]", "[2025-02-10,2025-02-12]", "2025/2027",
        "2025-04-01/2025-04-15", "../2025-12-31~", "",
    ],
)  # fmt: skip
def test_whatever_is_not_one_day_stands_beside_the_grid(edtf):
    assert days_of(row(edtf)) is None


def test_a_date_that_follows_another_stands_beside_however_sure_it_looks():
    followed = row(anchor=ANCHOR)
    assert days_of(followed) is None


def test_what_was_done_stands_on_the_day_it_was_whatever_was_promised():
    held = Bounds(earliest=date(2025, 4, 11), latest=date(2025, 4, 11))
    assert days_of(row("2025-02?", status=Status.HELD, done=held)) == (held.latest, held.latest)
    loose = Bounds(earliest=date(2025, 4, 1), latest=date(2025, 4, 30))
    assert days_of(row("2025-04-11", status=Status.HELD, done=loose)) is None


def test_a_month_puts_each_row_once_where_it_belongs():
    rows = [row("2025-04-11", rid=1), row("2025-03-31/2025-04-02", rid=2), row("2025", rid=3)]
    view = month_view(date(2025, 4, 1), (), rows, 10)
    assert {day.day: [each.rid for each in held] for day, held in view.on_days.items()} == {
        1: [2],
        2: [2],
        11: [1],
    }
    assert [each.rid for each in view.beside] == [3]
    assert view.left_out == 7


def test_a_month_says_whose_year_is_wanting_or_not_settled():
    filled = CalendarYear(id="y", country="BY", year=2025, settled=False)
    view = month_view(
        date(2025, 4, 1), [Calendar("PK", [], []), Calendar("BY", [filled], [])], [], 0
    )
    assert view.unfilled == ("PK",)
    assert view.unsettled == ("BY",)


# --- weeks and months --------------------------------------------------------------------------


@given(st.dates(), st.integers(1, 7))
def test_the_weeks_of_a_month_hold_each_of_its_days_once_in_order(day, start):
    first = month_of(day)
    found = weeks(first, start)
    flat = [each for week in found for each in week]
    assert all(len(week) == 7 for week in found)
    inside = [each for each in flat if each and month_of(each) == first]
    assert inside == [first + timedelta(days=n) for n in range(last_of(first).day)]
    assert all(week[0] is None or week[0].isoweekday() == start for week in found)
    assert any(each in inside for each in found[0])
    assert any(each in inside for each in found[-1])


@given(st.dates(), st.integers(-30, 30))
def test_a_month_on_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    found = moved(day, months)
    assert found.day == min(day.day, last_of(found).day)
    counted = (day.year * 12 + day.month) + months
    if 12 + 1 <= counted <= 9999 * 12 + 12:
        assert found.year * 12 + found.month == counted


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date.min, -1, date.min),
        (date.max, 1, date.max),
    ],
)
def test_months_are_gone_through_over_year_ends(day, months, expected):
    assert moved(day, months) == expected
