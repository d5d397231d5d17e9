"""The process that parses may hang, break or grow: this one says so in a sentence and goes on."""

from __future__ import annotations

import multiprocessing
import sys
from dataclasses import replace

import pytest

from app.domain.errors import CancelledError, InvalidValueError
from app.services.intake.gate import LIMITS, MB
from app.services.intake.reading import read_tables
from tests.services.intake import offices
from tests.services.intake.offices import xlsx


@pytest.fixture
def matrix(tmp_path):
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(offices.matrix_xlsx())
    return path


@pytest.fixture(autouse=True)
def _nobody_is_left():
    """Every process that was begun has ended by the end of the test."""
    yield
    assert multiprocessing.active_children() == []


def test_what_takes_longer_than_it_may_is_ended_and_said(matrix):
    with pytest.raises(InvalidValueError, match="was not read within 0 seconds"):
        read_tables(matrix, limits=replace(LIMITS, seconds=0))


def test_the_import_can_be_called_off(matrix):
    asked = iter([False, True])
    with pytest.raises(CancelledError, match="Nothing was written"):
        read_tables(matrix, cancelled=lambda: next(asked, True))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no limit of memory is kept")
def test_a_library_that_breaks_down_takes_nothing_with_it(tmp_path, capfd):
    """The library for Excel lays out what lies between two far cells, and its process ends."""

    def corners(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1_048_575, 16_383, "y")

    path = tmp_path / "far.xlsx"
    path.write_bytes(xlsx(corners))
    unbounded = replace(LIMITS, rows=1 << 30, columns=1 << 30, memory=1_000 * MB)
    with pytest.raises(InvalidValueError, match="takes more memory than"):
        read_tables(path, limits=unbounded)
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no limit of memory is kept")
def test_what_takes_more_memory_than_it_may_is_refused(tmp_path):
    def many(book):
        sheet = book.add_worksheet()
        for row in range(3_000):
            sheet.write_row(row, 0, [f"{row} {column}" for column in range(60)])

    path = tmp_path / "many.xlsx"
    path.write_bytes(xlsx(many))
    assert len(read_tables(path)[0].rows) == 3_000
    with pytest.raises(InvalidValueError, match="takes more memory than"):
        read_tables(path, limits=replace(LIMITS, memory=80 * MB))


def test_what_the_library_cannot_parse_is_refused_without_its_words(tmp_path, capfd):
    path = tmp_path / "odd.xlsx"
    parts = {
        "[Content_Types].xml": "<Types>spreadsheetml</Types>",
        "xl/workbook.xml": "<workbook><secret/></workbook",
    }
    path.write_bytes(offices.zipped(parts))
    with pytest.raises(InvalidValueError) as refusal:
        read_tables(path)
    assert str(refusal.value) == (
        "“odd.xlsx” cannot be read: it is damaged, only half written, or made in an unusual way."
    )
    assert capfd.readouterr() == ("", "")


def test_progress_is_told_sheet_by_sheet(tmp_path):
    path = tmp_path / "two.xlsx"
    path.write_bytes(offices.hidden_xlsx())
    heard = []
    read_tables(path, progress=lambda done, all_: heard.append((done, all_)))
    assert heard == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_text_of_every_kind_crosses_over_unchanged(tmp_path):
    said = ['"\\', "\u2028\x85", "\U0001f69c", "اردو", "a\tb\nc", "\ue000\u200f"]
    path = tmp_path / "x.xlsx"
    path.write_bytes(xlsx(lambda book: book.add_worksheet().write_row(0, 0, said)))
    (grid,) = read_tables(path)
    assert [each.text for each in grid.rows[0].cells] == said
