"""What this program wrote comes back as it was, and says what it is."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cells import guarded
from app.domain.export_columns import DEFAULT_COLUMNS, EXPORT_COLUMNS
from app.domain.query import Query
from app.services.export import export_csv
from app.services.intake.ours import SIGN, recognised
from app.services.intake.reading import read_tables
from tests.conftest import TODAY
from tests.services.intake.offices import csv_bytes, flat, texts, xlsx


def exported(register, path, columns=DEFAULT_COLUMNS, **options):
    export_csv(register.reader, Query(), TODAY, columns, path, **options)
    return read_tables(path)[0]


def bare(register, path, columns=DEFAULT_COLUMNS):
    """The cells of an export without its guard, as Python reads them."""
    export_csv(register.reader, Query(), TODAY, columns, path, guard=False)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[*row] for row in csv.reader(file)]


def padded(grid, width):
    return [row + [""] * (width - len(row)) for row in flat(grid)]


@pytest.mark.parametrize("options", [{}, {"companion": True}, {"bom": False}, {"guard": False}])
def test_an_export_of_the_sample_comes_back_cell_for_cell(sample, tmp_path, options):
    grid = exported(sample, tmp_path / "out.csv", **options)
    assert padded(grid, len(DEFAULT_COLUMNS)) == bare(sample, tmp_path / "bare.csv")
    assert (grid.encoding, grid.delimiter, grid.proposed) == ("utf-8", ",", False)


def test_an_export_with_its_companion_says_what_it_is(sample, tmp_path):
    grid = exported(sample, tmp_path / "out.csv", companion=True)
    said = dict(grid.ours)
    assert said["File"] == "out.csv"
    assert said["As of"] == TODAY.isoformat()
    assert len(said["Register version"]) == 12
    assert "Guard" in said


def test_an_export_without_its_companion_is_known_by_its_headings(tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(csv_bytes([["ref", "paragraph"], ["1", "'3.10"], ["2", "it's"]]))
    (grid,) = read_tables(path)
    assert texts(grid) == {1: ["ref", "paragraph"], 2: ["1", "3.10"], 3: ["2", "it's"]}
    assert grid.ours == ()
    assert grid.notes == (
        "This program wrote the file: apostrophes of its guard against formulas were taken away.",
    )


def test_a_companion_renamed_with_its_file_still_tells_what_it_is(sample, tmp_path):
    exported(sample, tmp_path / "out.csv", companion=True)
    (tmp_path / "out.csv").rename(tmp_path / "other.csv")
    (tmp_path / "out.csv.about.txt").rename(tmp_path / "other.csv.about.txt")
    assert len(dict(read_tables(tmp_path / "other.csv")[0].ours)["Register version"]) == 12


def test_a_companion_that_names_no_version_counts_for_nothing(sample, tmp_path):
    exported(sample, tmp_path / "out.csv")
    (tmp_path / "out.csv.about.txt").write_text("File: out.csv\n", encoding="utf-8")
    assert read_tables(tmp_path / "out.csv")[0].ours == ()


COLUMNS = [EXPORT_COLUMNS[each] for each in ("ref", "title", "paragraph", "remarks")]
hostile = st.text(st.sampled_from("'=+-@\t\r\n ;,\"\u2028\ufeff\xa0aЖب3.10e/"), max_size=12)
hostile_rows = st.lists(st.lists(hostile, min_size=4, max_size=4), min_size=1, max_size=6)


@given(hostile_rows)
def test_hostile_text_under_the_guard_comes_back_exactly(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("out") / "out.csv"
    cells = [[guarded(each) for each in row] for row in rows]
    path.write_bytes(b"\xef\xbb\xbf" + csv_bytes([COLUMNS, *cells], quoting=csv.QUOTE_ALL))
    held = {row.number: row for row in read_tables(path)[0].rows}
    for number, row in enumerate(rows, 2):
        back = [held[number].text(at) if number in held else "" for at in range(4)]
        assert back == row


def test_the_apostrophes_of_others_stay(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(csv_bytes([["Para", "Title"], ["'3.10", "'=x"]]))
    assert texts(read_tables(path)[0])[2] == ["'3.10", "'=x"]


def test_a_file_with_our_headings_that_was_not_guarded_keeps_its_apostrophes(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(csv_bytes([["ref", "paragraph", "title"], ["1", "3.10", "'=x"]]))
    grid = read_tables(path)[0]
    assert texts(grid)[2] == ["1", "3.10", "'=x"]
    assert grid.notes == ()


def noted(*pairs, sign=SIGN):
    def fill(book):
        book.add_worksheet("Commitments").write_row(0, 0, ["ref", "'=x", 3.1])
        notes = book.add_worksheet("Notes")
        for row, pair in enumerate([(sign,), *pairs]):
            notes.write_row(row, 0, pair)

    return xlsx(fill)


def test_the_notes_of_a_workbook_of_ours_are_no_table_of_it(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(noted(("Register version", "0123456789ab"), ("Filter:", "none"), ("", "x")))
    (grid,) = read_tables(path)
    assert grid.name == "Commitments"
    assert grid.ours == (("Register version", "0123456789ab"), ("Filter", "none"))
    assert flat(grid) == [["ref", "'=x", "3.1"]]


def test_a_workbook_that_says_it_is_guarded_is_unguarded(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(noted(("Guard", "an apostrophe stands before text")))
    assert flat(read_tables(path)[0]) == [["ref", "=x", "3.1"]]


def test_a_sheet_of_notes_of_others_is_a_table(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(noted(("Guard", "x"), sign="Servanda is mentioned"))
    assert [each.name for each in read_tables(path)] == ["Commitments", "Notes"]


def test_nothing_is_recognised_in_nothing(tmp_path):
    assert recognised(tmp_path / "x.csv", ()) == ()
