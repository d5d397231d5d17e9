"""Text whose letters are written in parts, “е” and “̈”, as some systems save it: read composed."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from app.services.intake.applying import taken_over, tried
from app.services.intake.clipboard import from_clipboard
from app.services.intake.importing import Wanted, prepared
from app.services.intake.matching import Outcome
from app.services.intake.reading import read_tables
from tests.conftest import TODAY
from tests.services.inputs_filling import saved

ROWS = [["Ref", "Decision"], ["N/1", "Третий район"], ["N/2", "Café"]]
PARTS = [[normalize("NFD", each) for each in row] for row in ROWS]


def lines(rows):
    return "\n".join("\t".join(row) for row in rows)


def texts(grid):
    return [[cell.text for cell in row.cells] for row in grid.rows]


@pytest.fixture(params=["table.csv", "table.xlsx"])
def table(request, tmp_path):
    path = tmp_path / request.param
    if path.suffix == ".xlsx":
        return saved({"Points": PARTS}, path)
    path.write_text(lines(PARTS), encoding="utf-8")
    return path


def test_a_file_and_the_clipboard_are_read_with_their_letters_composed(table):
    assert PARTS != ROWS
    assert texts(read_tables(table)[0]) == ROWS
    assert texts(from_clipboard(lines(PARTS))) == ROWS


def test_the_same_file_twice_changes_nothing(register, table):
    register.add_relation("PK-BY", "Pakistan", "Belarus")

    def plan():
        return prepared(register.reader, read_tables(table)[0], Wanted(owed_by="PK"), TODAY)

    taken_over(register, tried(register, plan(), name="t"), name="t")
    assert {each.outcome for each in plan().proposals} == {Outcome.UNCHANGED}
