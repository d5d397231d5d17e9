"""The command report: the carry-over on the screen, as JSON, as a file."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from app.domain.reports.document import Heading
from app.domain.reports.request import ReportName, Request
from app.services.reports.catalogue import made
from app.services.reports.marks import unmarked

EIGHTH = ("--from", "JMC-8/01", "--to", "JMC-8/30")


def test_the_report_is_shown_as_text_with_its_facts(shell):
    answer = shell("report", "carry-over", *EIGHTH)
    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert lines[0] == "Follow-up of decisions"
    assert "As of: 22 Nov 2026" in lines
    assert (
        "For the next session: 1 Note fulfilment, 19 Reiterate, 2 Revise, 4 Nothing proposed"
        in lines
    )
    assert sum(each.startswith("JMC-8/") for each in lines) == 26
    assert answer.stderr == "26 points\n"
    assert "\u2068" not in answer.stdout


@pytest.mark.parametrize("report", ["brief", "owed", "slippage", "quarterly-return"])
def test_the_text_has_every_heading_of_the_report(shell, sample, report):
    lines = shell("report", report).stdout.splitlines()
    request = Request(name=ReportName(report))
    document = made(sample.reader, request, date(2026, 11, 22)).document
    headings = [each.text for each in document.blocks if isinstance(each, Heading)]
    assert headings
    assert [each for each in headings if unmarked(each) not in lines] == []


def test_a_sheet_of_one_agency_counts_what_it_lists(shell, sample):
    answer = shell("report", "owed", "--organisation", "RIPO")
    assert answer.stderr == "2 points\n"


def test_a_brief_of_all_pairs_does_not_name_them_as_if_they_were_two_countries(shell, sample):
    sample.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    said = shell("report", "brief").stdout
    assert "Brief: all pairs of countries" in said
    assert "Every point of all pairs of countries" in said
    assert "Every point between" not in said


def test_json_holds_the_same_with_a_number_of_its_form(shell):
    form = shell.json("report", "carry-over", *EIGHTH)
    assert (form["schema"], form["report"], form["day"]) == (1, "carry-over", "2026-11-22")
    assert (form["from"]["ref"], form["to"]["ref"]) == ("PK-BY/JMC-8/01", "PK-BY/JMC-8/30")
    assert form["counts"]["lines"] == {
        "note fulfilment": 1, "reiterate": 19, "revise": 2, "none": 4,
    }  # fmt: skip
    late = next(each for each in form["points"] if each["ref"] == "PK-BY/JMC-8/18")
    assert (late["timeliness"], late["status_then"], late["status_now"]) == (
        "overdue", "open", "open",
    )  # fmt: skip
    assert late["proposed"] == {
        "choice": "revise", "reason": "its last day is over", "day": "2025-12-31",
    }  # fmt: skip
    assert len(form["version"]) == 12


def test_the_version_changes_with_every_write(shell):
    before = shell.json("report", "carry-over", *EIGHTH)["version"]
    shell("note", "JMC-8/05", "The plant works.")
    assert shell.json("report", "carry-over", *EIGHTH)["version"] != before


@pytest.mark.parametrize(
    ("language", "title"), [("ru", "Ход исполнения решений"), ("ur", "فیصلوں پر عمل درآمد")]
)
def test_the_report_comes_in_the_language_asked_for(shell, language, title):
    answer = shell("report", "carry-over", *EIGHTH, "--language", language)
    assert answer.stdout.splitlines()[0] == title


def test_a_copy_for_the_other_side_has_no_internal_column_and_says_what_is_left_out(shell, sample):
    sample.amend(sample.reader.find("JMC-8/05"), classification="Restricted")
    answer = shell("report", "carry-over", *EIGHTH, "--copy-for-other-side")
    assert "Points left out: 1" in answer.stdout
    assert "PROGRESS" not in answer.stdout
    assert answer.stderr == "25 points; 1 marked point left out\n"


def test_marked_points_are_left_out_where_that_is_asked(shell, sample):
    sample.amend(sample.reader.find("JMC-8/05"), classification="Restricted")
    whole = shell.json("report", "carry-over", *EIGHTH)
    part = shell.json("report", "carry-over", *EIGHTH, "--leave-out-marked")
    assert (len(whole["points"]), whole["classifications"]) == (26, ["Restricted"])
    assert (len(part["points"]), part["left_out_count"]) == (25, 1)


@pytest.mark.parametrize("ending", ["html", "docx", "csv"])
def test_a_file_is_written_as_its_ending_says(shell, tmp_path, ending):
    target = tmp_path / f"report.{ending}"
    answer = shell("report", "carry-over", *EIGHTH, target)
    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[0] == str(target)
    assert target.stat().st_size > 2_000


def test_a_csv_has_one_row_for_each_point(shell, tmp_path):
    target = tmp_path / "report.csv"
    shell("report", "carry-over", *EIGHTH, target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert (len(rows), len({len(each) for each in rows})) == (27, 1)


def test_a_past_day_can_be_looked_back_on(shell):
    form = shell.json("report", "carry-over", *EIGHTH, "--as-of", "2025-12-30")
    assert form["as_of"]["day"] == form["day"] == "2025-12-30"
    assert not any(
        each["timeliness"] == "overdue" and each["ref"].endswith("/18") for each in form["points"]
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--from", "JMC-8/01"), 2),
        ((*EIGHTH, "--language", "fr"), 2),
        ((*EIGHTH, "--json", "x.html"), 2),
        ((*EIGHTH, "--template", "x.docx"), 2),
        ((*EIGHTH, "x.pdf"), 1),
        (("--from", "JMC-8/01", "--to", "JMC-8/01"), 1),
        (("--from", "JMC-8/01", "--to", "nothing"), 1),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_code(shell, arguments, code):
    answer = shell("report", "carry-over", *arguments)
    assert answer.exit_code == code
    assert answer.stderr


def test_the_brief_for_a_visit_is_shown_and_written(shell, tmp_path):
    answer = shell("report", "brief", "--for", "VIS-2025-04/01")
    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert lines[:2] == [
        "Brief: Prime Minister Shehbaz Sharif in Minsk",
        "Pakistan – Belarus · Held: 11 Apr 2025 · Minsk",
    ]
    assert answer.stderr == "39 points\n"
    assert shell("report", "brief", tmp_path / "b.docx", "--for", "VIS-2025-04/01").exit_code == 0
    assert (tmp_path / "b.docx").stat().st_size > 1000


def test_a_brief_is_about_one_thing(shell):
    answer = shell("report", "brief", "--for", "JMC-8/30", "--sector", "health")
    assert answer.exit_code == 1
    assert "A brief is about one thing" in answer.stderr


def test_the_handover_note_comes_as_json(shell):
    form = shell.json("report", "handover")
    assert (form["report"], form["counts"]["late"]) == ("handover", 4)
    assert form["unrecorded"][0]["numbers"] == [[2, 7]]
