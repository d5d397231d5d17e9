"""The command report: quarterly return, slippage, what changed since."""

from __future__ import annotations

import csv

import pytest


def test_the_return_is_shown_as_text_and_adds_up(shell):
    answer = shell("report", "quarterly-return", "--quarter", "2025-Q2")
    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert lines[:2] == ["Quarterly return", "01 Apr to 30 Jun 2025, second quarter of 2025"]
    said = "49 open at the beginning + 9 opened − 2 carried out − 0 dropped = 56 open at the end."
    assert said in lines
    assert answer.stderr == "58 points\n"


def test_the_return_as_json_has_one_row_for_each_lead_agency_or_sector(shell):
    by_lead = shell.json("report", "quarterly-return")
    by_sector = shell.json("report", "quarterly-return", "--rows", "sector")
    assert by_lead["quarter"]["name"] == "2026-Q3"
    assert by_lead["counts"] == by_sector["counts"]
    for form in (by_lead, by_sector):
        closing = [each["went"]["open at the end"] for each in form["rows"]]
        assert sum(closing) == form["counts"]["went"]["open at the end"] == 56
    assert by_sector["filter"] == {"rows": "sector", "unmarked": False}


def test_the_return_ties_to_the_one_that_was_filed_at_a_version(shell):
    version = shell.json("report", "quarterly-return")["version"]
    shell("discard", "JMC-8/05")
    form = shell.json("report", "quarterly-return", "--filed", version)
    assert [(each["ref"], each["reason"]) for each in form["corrections"]] == [
        ("PK-BY/JMC-8/05", "put in the bin")
    ]
    assert (form["counts"]["previous"], form["counts"]["corrected"]) == (56, -1)


def test_slippage_is_told_as_a_range(shell):
    answer = shell("report", "slippage")
    assert "delays if those days are taken as said: 84 to 138 days." in answer.stdout
    form = shell.json("report", "slippage", "--sector", "political", "--rows", "sector")
    assert [each["ref"] for each in form["points"]] == ["PK-BY/SUM-2024-11/22"]
    form = shell.json("report", "slippage", "--organisation", "MoFA")
    assert [each["ref"] for each in form["points"]] == ["PK-BY/SUM-2024-11/21"]


def test_what_changed_since_the_version_on_an_earlier_report_is_listed(shell):
    version = shell.json("report", "slippage")["version"]
    shell("note", "JMC-8/05", "The plant works.", "--happened-on", "2026-11-01")
    shell("move", "JMC-8/03", "in progress")
    shell("undo")
    form = shell.json("report", "changed-since", "--since", version)
    assert [(each["ref"], each["changed"]) for each in form["points"]] == [
        ("PK-BY/JMC-8/05", "progress")
    ]
    assert form["points"][0]["entered_late"][0]["days"] == 21
    answer = shell("report", "changed-since", "--since", version)
    assert "Progress reported" in answer.stdout
    assert answer.stderr == "1 point\n"


@pytest.mark.parametrize("report", ["quarterly-return", "slippage"])
@pytest.mark.parametrize("ending", ["html", "docx", "csv"])
def test_each_is_written_as_a_file(shell, tmp_path, report, ending):
    target = tmp_path / f"report.{ending}"
    answer = shell("report", report, target)
    assert answer.exit_code == 0
    assert target.stat().st_size > 300


def test_the_csv_of_a_return_has_every_table(shell, tmp_path):
    target = tmp_path / "return.csv"
    shell("report", "quarterly-return", target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    totals = [row for row in rows if row[:1] == ["In all"]]
    assert [row[-1] for row in totals][:1] == ["56"]
    assert len(totals) == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("quarterly-return", "--quarter", "2026-Q5"), 1),
        (("quarterly-return", "--quarter", "2027-Q1"), 1),
        (("quarterly-return", "--rows", "colour"), 2),
        (("quarterly-return", "--filed", "0123456789ab"), 1),
        (("slippage", "--organisation", "nothing"), 1),
        (("changed-since",), 2),
        (("changed-since", "--since", "yesterday"), 1),
        (("changed-since", "--since", "0123456789ab"), 1),
        (("changed-since", "--since", "2025-01-01", "--as-of", "2026-01-01"), 1),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_code(shell, arguments, code):
    answer = shell("report", *arguments)
    assert answer.exit_code == code
    assert answer.stderr
    assert answer.stdout == ""
