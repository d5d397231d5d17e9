"""import FILE of a table: what it says beforehand, what it asks, what it writes, how it ends."""

from __future__ import annotations

import json

import pytest

from tests.services.intake.offices import xlsx

MATRIX = """Implementation matrix of the 8th JMC;;;;;
S.No;Para;Decision;Ministry/Agency;Timeline;Status
INDUSTRY;;;;;
1;3.1a;Assembly of tractors, phase two;MoIP / FBR;Q1 2026;Under process
2;3.99;Training centres;NAVTTC (lead), OP&HRD;by end of 2025;Implemented. Centre opened
3;3.98;Sending of experts;Minstry of Commerce;03/04/2026;Deferred
Total: 3;;;;;
"""
ANSWERS = (
    "--answer",
    "Timeline=dmy",
    "--answer",
    "Status@Deferred=on hold",
    "--answer",
    "Ministry/Agency@Minstry of Commerce=Ministry of Commerce",
)
WHOLE = ("--session", "PK-BY/JMC-8/01", "--owed-by", "PK")


@pytest.fixture
def matrix(tmp_path):
    path = tmp_path / "matrix.csv"
    path.write_text(MATRIX, encoding="windows-1251")
    return path


def test_a_dry_run_says_everything_in_json_and_writes_nothing(shell, matrix):
    before = len(shell.refs())
    form = shell.json("import", matrix, *WHOLE, "--dry-run")
    assert form["schema"] == 1
    assert (form["encoding"], form["delimiter"]) == ("utf-8", ";")
    assert form["header_rows"] == [2]
    assert form["columns"]["Timeline"] == "due"
    assert form["date_order"] == "ask"
    assert [(each["row"], each["outcome"]) for each in form["rows"]] == [
        (4, "new"),
        (5, "new"),
        (6, "held"),
    ]
    assert form["rows"][0]["fields"]["due"] == "2026-33"
    assert form["rows"][0]["fields"]["sector"] == "INDUSTRY"
    assert {each["column"] for each in form["questions"]} == {
        "Timeline",
        "Status",
        "Ministry/Agency",
    }
    assert [each["reason"] for each in form["aside"]] == ["title", "header", "section", "total"]
    assert len(shell.refs()) == before


def test_answers_settle_every_question_and_one_undo_takes_all_of_it_back(shell, matrix):
    before = len(shell.refs())
    answer = shell("import", matrix, *WHOLE, *ANSWERS)
    assert answer.exit_code == 0
    assert "Import 3 rows of matrix.csv" in answer.stderr
    assert len(shell.refs()) == before + 3
    assert shell("undo").exit_code == 0
    assert len(shell.refs()) == before


def test_a_copy_is_made_before(shell, matrix, places):
    shell("import", matrix, *WHOLE, *ANSWERS)
    [kept] = places.backups.glob("*-before-import-*")
    assert kept.stat().st_size


def test_the_same_file_a_second_time_does_nothing_and_says_so(shell, matrix):
    shell("import", matrix, *WHOLE, *ANSWERS)
    again = shell("import", matrix, *WHOLE, *ANSWERS)
    assert again.exit_code == 1
    assert "3 unchanged" in again.stderr


def test_only_the_rows_that_are_named_come_in(shell, matrix):
    before = len(shell.refs())
    assert shell("import", matrix, *WHOLE, "--rows", "4").exit_code == 0
    assert len(shell.refs()) == before + 1


def test_a_map_says_what_a_column_is(shell, matrix, tmp_path):
    map_file = tmp_path / "map.json"
    map_file.write_text(json.dumps({"Status": "remarks", "Timeline": ""}), encoding="utf-8")
    form = shell.json("import", matrix, *WHOLE, "--dry-run", "--map", map_file)
    assert form["columns"]["Status"] == "remarks"
    assert form["rows"][0]["fields"]["remarks"] == "Under process"
    assert "due" not in form["rows"][0]["fields"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--rows", "x"), 2, "names no rows"),
        (("--answer", "Timeline"), 2, "NAME=VALUE"),
        (("--answer", "Timeline=xyz"), 2, "There are dmy, mdy."),
        (("--answer", "Status@Deferred=zzz"), 2, "“zzz” is no answer"),
        (("--answer", "Nonsense@x=1"), 2, "Nothing asks for “Nonsense@x”. It asks for"),
        (("--column", "Nothing=title"), 1, "There is no column"),
        (("--column", "Status=nonsense"), 1, "is no field"),
        (("--accept", "all"), 2, "calendar files"),
        (("--sheet", "Second"), 1, "There is no table"),
        (("--relation", "PK-KZ"), 1, "no pair of countries"),
        (("--session", "NO/SUCH"), 1, "NO/SUCH"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(shell, matrix, arguments, code, words):
    answer = shell("import", matrix, *arguments)
    assert answer.exit_code == code
    assert words in answer.stderr


def test_a_read_only_register_shows_what_would_come_in_and_takes_nothing(shell, matrix):
    assert shell("--read-only", "import", matrix, *WHOLE, "--dry-run").exit_code == 0
    assert shell("--read-only", "import", matrix, *WHOLE, *ANSWERS).exit_code == 3


def test_an_answer_to_a_family_of_dates_that_is_none_is_refused(shell, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Decision,Due\nTraining of welders,by June 2027\n", encoding="utf-8")
    (asked,) = shell.json("import", path, "--dry-run")["questions"]
    wrong = shell("import", path, "--answer", f"{asked['key']}=foo")
    assert wrong.exit_code == 2
    assert asked["choices"][0] in wrong.stderr
    right = shell("import", path, "--answer", f"{asked['key']}={asked['choices'][0]}")
    assert right.exit_code == 0


def test_the_side_that_owes_is_read_by_its_name_and_any_other_is_asked_about(shell, tmp_path):
    path = tmp_path / "sides.csv"
    path.write_text("Decision,Owed by\nTyre plant,Belarus\nSeed bank,Russia\n", encoding="utf-8")
    form = shell.json("import", path, "--dry-run")
    assert form["rows"][0]["fields"]["owed_by"] == "BY"
    assert [each["question"] for each in form["questions"]] == ["Which side is “Russia”?"]


def test_a_very_long_cell_is_cut_in_what_is_printed_and_whole_in_json(shell, tmp_path):
    path, long = tmp_path / "long.csv", "x" * 40_000
    path.write_text(f"Ref,Decision,Deadline\nE/1,{long},2027\nE/2,Tyres,2027\n", "utf-8")
    printed = shell("import", path, *WHOLE, "--dry-run").stdout
    assert max(map(len, printed.splitlines())) < 300
    assert "xxx…" in printed
    form = shell.json("import", path, *WHOLE, "--dry-run")
    assert form["rows"][0]["fields"]["title"] == long


def test_tables_that_are_not_read_now_are_named_with_how_to_read_them(shell, tmp_path):
    path = tmp_path / "book.xlsx"

    def fill(book):
        for name, ref in (("Trade", "T/1"), ("Health", "H/1")):
            book.add_worksheet(name).write_row(0, 0, ["Ref", "Decision", "Deadline"])
            book.get_worksheet_by_name(name).write_row(1, 0, [ref, f"{name} point", "2027"])

    path.write_bytes(xlsx(fill))
    told = shell("import", path, *WHOLE, "--dry-run").stderr
    assert 'Only “Trade” is read now; --sheet "Health" reads “Health” (2 rows).' in told
    form = shell.json("import", path, *WHOLE, "--dry-run", "--sheet", "Health")
    assert (form["table"], form["other_tables"]) == ("Health", [{"table": "Trade", "rows": 2}])
