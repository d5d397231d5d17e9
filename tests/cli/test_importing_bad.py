"""Files that cannot come in, by command: one sentence, nothing written, no copy in vain."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from app.services.intake.gate import MB
from tests.measured import measured
from tests.services.intake import bad
from tests.services.intake.bad import BAD
from tests.services.intake.offices import tsv, xlsx

HOUSE = Path(__file__).parents[2]
MOST_MEMORY = 800 * MB
"""So much may a command take for a file of 50 MB that it refuses."""


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("each", BAD, ids=str)
@pytest.mark.parametrize("options", [("--dry-run",), ("--yes",)], ids=["tried", "meant"])
def test_a_file_that_cannot_come_in_is_one_sentence_and_writes_nothing(
    shell, sample_path, places, tmp_path, each, options
):
    path = tmp_path / each.name
    path.write_bytes(each.make())
    before = digest(sample_path)
    answer = shell("import", path, *options)
    assert answer.exit_code == 1
    assert answer.stdout == ""
    [sentence] = answer.stderr.splitlines()
    assert sentence.startswith(f"“{each.name}” ")
    assert each.words in sentence
    assert sentence.endswith(".")
    assert digest(sample_path) == before
    assert not list(places.backups.glob("*"))


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell of one process")
@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        bad.text_over_50_mb,
        bad.unpacks_beyond_200_mb,
        bad.a_million_blank_rows_of_text,
        bad.a_million_blank_rows,
    ],
)
def test_refusing_takes_little_memory(sample_path, tmp_path, make):
    each = next(each for each in BAD if each.make is make)
    path = tmp_path / each.name
    path.write_bytes(make())
    registers = "--data", tmp_path / "data", "--register", sample_path
    done = measured(sys.executable, "-m", "app", *registers, "import", path, "--dry-run", cwd=HOUSE)
    assert done.exit_code == 1
    assert each.words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.memory < MOST_MEMORY


def test_formulas_as_titles_come_in_as_the_text_they_are(shell, tmp_path):
    hostile = "=cmd|'/C calc'!A0", "@SUM(1+1)*cmd", '+HYPERLINK("http://x")', "<b>bold</b>"

    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Decision", "Due"])
        for row, title in enumerate(hostile, 1):
            sheet.write_string(row, 0, title)
            sheet.write(row, 1, "2026")

    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx(fill))
    assert shell("import", path).exit_code == 0
    titles = {each["title"] for each in shell.json("list")["items"]}
    assert set(hostile) <= titles
    out = tmp_path / "out.csv"
    assert shell("export", out).exit_code == 0
    cells = out.read_text(encoding="utf-8-sig")
    for each in hostile[:3]:
        quoted = each.replace('"', '""')
        assert f"'{quoted}" in cells  # no spreadsheet runs it


def test_a_csv_inside_the_name_of_a_workbook_is_refused(shell, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(tsv())
    before = shell.refs()
    answer = shell("import", path)
    assert (answer.exit_code, shell.refs()) == (1, before)
    assert "“list.xlsx” is plain text by its content" in answer.output
