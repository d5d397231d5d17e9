"""Paragraphs as tables have them, and what a spreadsheet may have made of them."""

from __future__ import annotations

import pytest

from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.paragraphs import readings, sub_point, tidy_paragraph


@pytest.mark.parametrize(
    ("text", "letter", "rest"),
    [
        ("(a)", "a", ""),
        ("b) tyres", "b", "tyres"),
        ("(ii) working group", "ii", "working group"),
        ("(б) шины", "б", "шины"),
        ("a plan", "", "a plan"),
        ("3.2(a)", "", "3.2(a)"),
    ],
)
def test_a_sub_point_is_its_letter_and_what_follows(text, letter, rest):
    assert sub_point(text) == (letter, rest)


def test_other_digits_are_the_same_paragraph():
    assert tidy_paragraph("۳٫۱۰.") == "3.10"


@pytest.mark.parametrize(
    ("cell", "after_nine", "choices"),
    [
        (Cell("3.1", CellKind.NUMBER), True, ("3.1", "3.10")),
        (Cell("3.1", CellKind.NUMBER), False, ()),
        (Cell("3.10", CellKind.NUMBER), True, ()),
        (Cell("3.1", CellKind.TEXT), True, ()),
        (Cell("2026-10-03", CellKind.DAY), False, ("3.10", "10.3")),
        (Cell("2026-03-03", CellKind.DAY), False, ("3.3",)),
        (Cell("10:30", CellKind.DAY), False, ()),
    ],
)
def test_what_a_spreadsheet_spoilt_has_the_readings_it_may_have_had(cell, after_nine, choices):
    assert readings(cell, cell.text, after_nine=after_nine) == choices
