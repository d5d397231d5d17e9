"""The command report: renewal radar, what each agency owes, what is not established."""

from __future__ import annotations

import csv

import pytest

REPORTS = ("renewal-radar", "owed", "unidentified")
ROWS = {"renewal-radar": 27, "owed": 56, "unidentified": 49}


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_is_shown_as_text_with_its_facts(shell, name):
    answer = shell("report", name)
    assert (answer.exit_code, answer.stderr) == (0, f"{ROWS[name]} points\n")
    assert "As of: 22 Nov 2026" in answer.stdout.splitlines()
    assert "\u2068" not in answer.stdout


@pytest.mark.parametrize("name", REPORTS)
def test_json_says_what_it_is_and_of_which_state(shell, name):
    form = shell.json("report", name)
    facts = (form["schema"], form["report"], form["day"], form["left_out_count"])
    assert facts == (1, name, "2026-11-22", 0)
    assert (len(form["version"]), form["filter"]["unmarked"], form["classifications"]) == (
        12, False, [],
    )  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("ending", ["html", "docx", "csv"])
def test_a_file_is_written_as_its_ending_says(shell, tmp_path, name, ending):
    target = tmp_path / f"report.{ending}"
    answer = shell("report", name, "--language", "ru", target)
    assert (answer.exit_code, answer.stdout.splitlines()[0]) == (0, str(target))
    assert target.stat().st_size > 2_000


def test_the_groups_of_a_table_stand_above_their_rows(shell):
    lines = shell("report", "owed").stdout.splitlines()
    at = lines.index("MoCC: leads 4, overdue 1")
    assert lines[at - 1] == ""
    assert [each.split()[0] for each in lines[at + 1 : at + 5]] == [
        "JMC-8/23", "JMC-8/22", "SUM-2024-11/15", "VIS-2025-04/07",
    ]  # fmt: skip


def test_one_agency_is_asked_for_by_any_of_its_names(shell):
    form = shell.json("report", "owed", "--organisation", "Ministry of Industries and Production")
    [only] = form["agencies"]
    assert (only["agency"]["acronym"], form["filter"]["agency"]) == ("MoIP", "MoIP")
    assert len(only["leads"]) == form["counts"]["points"] == 3


def test_a_csv_names_the_agency_or_the_part_in_a_column_of_its_own(shell, tmp_path):
    target = tmp_path / "report.csv"
    shell("report", "unidentified", target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + ROWS["unidentified"]
    assert rows[0][0] == ""
    assert {each[0] for each in rows[1:]} == {
        "Announced together", "Agreements and papers", "Sessions not recorded",
        "Stated, not quoted",
    }  # fmt: skip


def test_a_past_day_can_be_looked_back_on(shell):
    form = shell.json("report", "owed", "--as-of", "2024-12-31")
    assert form["as_of"]["day"] == form["day"] == "2024-12-31"
    assert form["counts"]["points"] < ROWS["owed"]


def test_marked_points_are_left_out_where_that_is_asked(shell, sample):
    sample.amend(sample.reader.find("SUM-2024-11/16"), classification="Restricted")
    for name in REPORTS:
        whole = shell.json("report", name)
        answer = shell("report", name, "--leave-out-marked")
        assert whole["classifications"] == ["Restricted"]
        assert answer.stderr == f"{ROWS[name] - 1} points; 1 marked point left out\n"
        assert "SUM-2024-11/16" not in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("renewal-radar", "--organisation", "MoIP"), 2),
        (("owed", "--organisation", "Nobody"), 1),
        (("owed", "--relation", "PK-KZ"), 1),
        (("unidentified", "--language", "fr"), 2),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_code(shell, arguments, code):
    answer = shell("report", *arguments)
    assert answer.exit_code == code
    assert answer.stderr
