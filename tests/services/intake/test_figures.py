"""What a person sees of a number in a spreadsheet."""

# ruff: noqa: DTZ001 - spreadsheets know no zones

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.intake.grid import BLANK, Cell, CellKind
from app.services.intake.figures import (
    GENERAL,
    Format,
    Shown,
    cell_of,
    day_cell,
    format_of,
    number_text,
)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (3.1, "", "3.1"),
        (3.1, "0.00", "3.10"),
        (3.14159, "0.00", "3.14159"),
        (3.0, "General", "3"),
        (7, "000", "007"),
        (-7.5, "000.00", "-007.50"),
        (1234567.5, "#,##0.00", "1234567.50"),
        (0.45, "0%", "45%"),
        (0.4567, "0%", "45.67%"),
        (1, "0.0%", "100.0%"),
        (0.07, "0%", "7%"),
        (0.1 + 0.2, "", "0.3"),
        (1e-7, "", "0.0000001"),
        (0, "0.00", "0.00"),
        (-0.0, "", "0"),
        (123456789012345, "", "123456789012345"),
        (9007199254740991.0, "", "9007199254740991"),
        (1.2345678901234567e19, "", "1.23456789012346E+19"),
        (1500000, '#,##0 "руб."', "1500000"),
        (5, "0;[Red]-0", "5"),
        (5, "0.00E+00", "5"),
    ],
)
def test_a_number_is_shown_in_full_with_the_zeros_of_its_format(value, code, text):
    assert number_text(value, format_of(code)) == text


@given(
    st.one_of(st.integers(-(10**15), 10**15), st.decimals(-10_000, 10_000, places=3)),
    st.builds(Format, digits=st.integers(1, 4), places=st.integers(0, 4), percent=st.booleans()),
)
def test_nothing_is_rounded(value, shown):
    text = number_text(float(value), shown)
    seen = Decimal(text.removesuffix("%"))
    assert (seen / 100 if shown.percent else seen) == Decimal(value)
    assert len(text.lstrip("-").partition(".")[0].removesuffix("%")) >= shown.digits


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd.mm.yyyy", Shown.DAY),
        ("[$-419]d mmmm yyyy", Shown.DAY),
        ('yyyy"-"mm"-"dd', Shown.DAY),
        ("mmm-yy", Shown.MONTH),
        ("mmmm\\ yyyy;@", Shown.MONTH),
        ("mm/yyyy", Shown.MONTH),
        ('yyyy"г."', Shown.YEAR),
        ("yyyy", Shown.YEAR),
        ("d-mmm", Shown.YEARLESS),
        ("dd.mm.yyyy hh:mm", Shown.DAY),
        ("hh:mm", Shown.HOUR),
        ("h:mm AM/PM", Shown.HOUR),
        ("[h]:mm:ss", Shown.DAY),
        ("General", Shown.DAY),
        ("@", Shown.DAY),
    ],
)
def test_a_format_shows_so_much_of_a_date(code, shown):
    assert format_of(code).date is shown


def test_no_more_of_a_date_is_told_than_is_shown():
    day = datetime(2026, 5, 1)
    assert day_cell(day) == Cell("2026-05-01", CellKind.DAY)
    assert day_cell(day, Shown.MONTH) == Cell("2026-05", CellKind.TEXT)
    assert day_cell(day, Shown.YEAR) == Cell("2026", CellKind.TEXT)
    assert day_cell(datetime(2026, 5, 1, 14, 30)) == Cell("2026-05-01T14:30:00", CellKind.DAY)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("", BLANK),
        (None, BLANK),
        ("=1+1", Cell("=1+1", CellKind.TEXT)),
        (" ", Cell(" ", CellKind.TEXT)),
        (True, Cell("TRUE", CellKind.FLAG)),
        (45000.0, Cell("45000", CellKind.NUMBER)),
        (date(2026, 5, 29), Cell("2026-05-29", CellKind.DAY)),
        (time(9, 5), Cell("09:05", CellKind.TEXT)),
        (time(9, 5, 7), Cell("09:05:07", CellKind.TEXT)),
        (timedelta(hours=36), Cell("36:00", CellKind.TEXT)),
        (timedelta(seconds=-61), Cell("-0:01:01", CellKind.TEXT)),
    ],
)
def test_a_value_becomes_a_cell(value, cell):
    assert cell_of(value, GENERAL) == cell


def test_an_hour_that_is_all_a_spreadsheet_shows_is_no_day():
    held = cell_of(datetime(1900, 1, 1, 12, 0), format_of("hh:mm"))
    assert (held.text, held.kind) == ("12:00", CellKind.TEXT)
