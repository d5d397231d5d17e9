"""`servanda export` by what the file's name ends in, and the way back by `servanda import`."""

from __future__ import annotations

import csv
import json

import pytest
from python_calamine import CalamineWorkbook

from app.domain.cells import guarded


def test_a_workbook_is_written_by_its_ending(shell, tmp_path):
    answer = shell("export", tmp_path / "late.xlsx", "--overdue", "--columns", "ref,title,due-edtf")
    assert answer.exit_code == 0
    assert "Wrote 4 commitments to" in answer.stderr
    book = CalamineWorkbook.from_path(tmp_path / "late.xlsx")
    assert book.sheet_names == ["Commitments", "Notes"]
    rows = list(book.get_sheet_by_index(0).iter_rows())
    assert rows[0] == ["ref", "title", "due edtf"]
    assert len(rows) == 5


def test_a_workbook_of_a_past_day_says_which(shell, tmp_path):
    shell("export", tmp_path / "x.xlsx", "--as-of", "2026-11-20")
    notes = CalamineWorkbook.from_path(tmp_path / "x.xlsx").get_sheet_by_name("Notes")
    said = {row[0]: row[1] for row in notes.iter_rows() if len(row) > 1}
    assert said["As of"] == "2026-11-20, by what had happened"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("x.json",), "written by --all"),
        (("x.csv", "--all"), "written by --all"),
        (("x.json", "--all", "--overdue"), "goes with nothing else"),
        (("x.json", "--all", "--as-of", "2026-11-20"), "goes with nothing else"),
        (("x.json", "--all", "PK-BY/JMC-8/01"), "goes with nothing else"),
        (("x.xlsx", "--companion"), "on a sheet of its own"),
        (("x.xlsx", "PK-BY/JMC-8/01"), "for a calendar file"),
        (("x.ics", "--companion"), "are for a table"),
    ],
)
def test_what_does_not_go_together_is_refused(shell, tmp_path, arguments, words):
    answer = shell("export", tmp_path / arguments[0], *arguments[1:])
    assert answer.exit_code == 2
    assert words in answer.stderr
    assert list(tmp_path.glob("x.*")) == []


def test_the_whole_register_goes_out_and_comes_into_one_that_is_made_for_it(
    shell, shell_on, tmp_path
):
    form = shell.json("export", tmp_path / "whole.json", "--all")
    assert form["records"]["commitment"] == 76
    assert form["count"] == sum(form["records"].values())
    other = shell_on(tmp_path / "other.servanda")
    told = other.json("import", tmp_path / "whole.json")
    assert told["records"]["commitment"] == 76
    assert other("check").exit_code == 0
    assert other.json("list")["items"] == shell.json("list")["items"]
    assert other("undo").exit_code == 0
    assert other.refs() == []


def test_a_dry_run_of_a_whole_register_makes_none(shell, shell_on, tmp_path):
    shell("export", tmp_path / "whole.json", "--all")
    other = shell_on(tmp_path / "other.servanda")
    answer = other("import", tmp_path / "whole.json", "--dry-run")
    assert answer.exit_code == 0
    assert "76 commitment" in answer.stderr
    assert not (tmp_path / "other.servanda").exists()


def test_a_whole_register_is_refused_where_there_is_one(shell, fresh, tmp_path):
    shell("export", tmp_path / "whole.json", "--all")
    again = shell("import", tmp_path / "whole.json")
    assert again.exit_code == 1
    assert "brought together by merging" in again.stderr
    fresh("add", "A promise", "--owed-by", "PK")
    answer = fresh("import", tmp_path / "whole.json")
    assert answer.exit_code == 1
    assert "This register is not empty" in answer.stderr


def test_a_whole_register_takes_no_options_of_a_table(shell, tmp_path):
    shell("export", tmp_path / "whole.json", "--all")
    assert shell("import", tmp_path / "whole.json", "--kind", "action").exit_code == 2
    assert shell("import", tmp_path / "whole.json", "--accept", "all").exit_code == 2


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_what_was_exported_comes_back_unchanged(shell, tmp_path, name):
    shell("export", tmp_path / name)
    form = shell.json("import", tmp_path / name, "--dry-run")
    assert form["counts"] == {"new": 0, "changed": 0, "unchanged": 76, "held": 0}
    assert form["questions"] == []
    again = shell("import", tmp_path / name)
    assert again.exit_code == 1
    assert "no row is new or changes anything" in again.stderr


REF = "PK-BY/JMC-8/05"


@pytest.fixture
def edited(shell, tmp_path):
    """An export with its companion; the summary of one row has been written anew in it."""
    path = tmp_path / "out.csv"
    shell("export", path, "--companion")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["ref"] == REF:
            row["summary"] = guarded("=from the file")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_an_edited_cell_comes_in(shell, edited):
    assert shell("import", edited).exit_code == 0
    assert shell.json("show", REF)["summary"] == "=from the file"


def test_a_cell_of_what_was_changed_here_since_waits_to_be_asked_for(shell, edited):
    shell("edit", REF, "--summary", "changed here")
    form = shell.json("import", edited, "--dry-run")
    [change] = [each for row in form["rows"] for each in row["changes"]]
    assert change["field"] == "summary"
    assert change["changed_here"] is True
    assert form["version_known"] is True
    answer = shell("import", edited)
    assert answer.exit_code == 1
    assert "(changed here since the file was made: not taken over)" in answer.stdout
    assert "--changed-too takes that over" in answer.stderr
    assert shell.json("show", REF)["summary"] == "changed here"
    assert shell("import", edited, "--changed-too").exit_code == 0
    assert shell.json("show", REF)["summary"] == "=from the file"


def test_the_form_of_the_file_is_stable(shell, tmp_path):
    """Other programs read it: what stands here may be added to, never taken away."""
    shell("export", tmp_path / "whole.json", "--all")
    form = json.loads((tmp_path / "whole.json").read_text(encoding="utf-8"))
    assert list(form) == ["schema", "program", "from", "records", "files"]
    assert list(form["from"]) == ["register", "version"]
    assert list(form["records"]["commitment"][0]) == [
        "id",
        "ref",
        "relation",
        "kind",
        "title",
        "summary",
        "status",
        "owed_by",
        "strength",
        "sector",
        "owner",
        "owner_basis",
        "counterpart",
        "origin",
        "paragraph",
        "made_on",
        "made_at",
        "timing",
        "completion",
        "ball_with",
        "ball_since",
        "ball_letter",
        "priority",
        "update_days",
        "review_on",
        "classification",
        "line_to_take",
        "remarks",
        "event",
        "batch",
        "batch_announced",
    ]
