"""Rows that are no points: remarks, pages and signatures beside headings and totals."""

from __future__ import annotations

import pytest

from app.domain.intake.layout import Role, laid_out
from tests.domain.intake.test_draft import grid

TABLE = """
Para|Decision|Due
3.1|Tractors|2026
{}
3.2|Tyres|2027
"""


def role(line, table=TABLE, place=3):
    layout = laid_out(grid(table.format(line)))
    return next(each.role for each in layout.rows if each.row.number == place)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("|Page 1 of 3|", Role.REMARK),
        ("- 3 -||", Role.REMARK),
        ("Стр. 2||", Role.REMARK),
        ("Note: as of May||", Role.REMARK),
        ("|Примечание: сроки уточняются|", Role.REMARK),
        ("* to be confirmed||", Role.REMARK),
        ("Industry||", Role.SECTION),
        ("Industry|>|>", Role.SECTION),
        ("|Contact points to be named|", Role.POINT),
        ("|* Seeds|", Role.POINT),
        ("|Training|", Role.POINT),
        ("|Notes verbales to be exchanged|", Role.POINT),
        ("Total||2", Role.TOTAL),
    ],
)
def test_a_row_between_points_is_what_it_looks_like(line, found):
    assert role(line) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Director (Europe)||", Role.REMARK),
        ("И. И. Иванов, тел. 222-33-44|>|>", Role.REMARK),
        ("* to be confirmed||", Role.REMARK),
        ("|Training|", Role.POINT),
        ("||2028", Role.POINT),
    ],
)
def test_below_the_last_full_row_a_signature_is_none_of_the_points(line, found):
    table = "\nPara|Decision|Due\n3.1|Tractors|2026\n3.2|Tyres|2027\n{}\n"
    assert role(line, table, 4) is found
