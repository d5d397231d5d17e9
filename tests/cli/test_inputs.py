"""The command that asks for inputs, and what comes back through import, on the sample."""

from __future__ import annotations

import pytest

from tests.services.inputs_filling import filled, heading_row, sheets

NO = "F. No. 7/12-2026"


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "workbooks"
    place.mkdir()
    return place


@pytest.fixture
def ask(shell, out):
    """Ask for inputs; gives the answer as JSON."""

    def run(*arguments):
        return shell.json("inputs", out, "--reference", NO, "--by", "2026-12-10", *arguments)

    return run


def first_ref(path):
    rows = sheets(path)["Points"]
    return rows[heading_row(rows) + 1][0]


def test_every_agency_with_open_points_gets_a_workbook_and_a_round_is_recorded(shell, ask, out):
    found = ask()
    assert found["recorded"] is True
    assert len(found["letters"]) == len(list(out.iterdir())) > 20
    (held,) = shell.json("rounds")["items"]
    assert (held["asked_count"], held["replied_count"]) == (len(found["letters"]), 0)
    assert {each["form"] for each in held["letters"]} == {"xlsx"}
    assert shell("undo").exit_code == 0
    assert shell.json("rounds")["count"] == 0


def test_agencies_countries_and_filters_narrow_whom_and_what(ask, shell, out):
    found = ask("--agency", "NAVTTC", "--no-record")
    assert [each["organisation"] for each in found["letters"]] == [
        "National Vocational and Technical Training Commission"
    ]
    assert found["recorded"] is False
    whole = set(found["letters"][0]["points"])
    assert len(whole) == 5
    for path in out.iterdir():
        path.unlink()
    some = ask("--agency", "NAVTTC", "--kind", "mou", "--no-record")["letters"][0]["points"]
    assert 0 < len(some) < 5
    assert set(some) < whole
    for path in out.iterdir():
        path.unlink()
    assert {each["language"] for each in ask("--country", "by", "--no-record")["letters"]} == {"ru"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--reference", NO), 2, "--by"),
        (("--by", "2026-12-10"), 2, "--reference"),
        (("--reference", NO, "--by", "2026-12-10", "--agency", "Nobody"), 1, "goes by"),
        (("--reference", NO, "--by", "2026-11-01"), 1, "before the date"),
        (("--reference", NO, "--by", "2026-12-10", "--text", "nosuchword"), 1, "no open point"),
    ],
)
def test_what_cannot_be_asked_is_refused(shell, out, arguments, code, said):
    answer = shell("inputs", out, *arguments)
    assert (answer.exit_code, list(out.iterdir())) == (code, [])
    assert said in answer.stderr


def test_inputs_of_three_agencies_are_merged_and_counted(shell, ask, out, tmp_path):
    files = {each["organisation"]: each["file"] for each in ask()["letters"]}
    total = len(files)
    for place, name in enumerate(("Ministry of Commerce", "Ministry of Interior"), 1):
        source = out / files[name]
        told = {first_ref(source): {"Progress": "Under way.", "Letter no.": str(place)}}
        back = filled(source, tmp_path / f"{place}.xlsx", told)
        answer = shell("import", back)
        assert answer.exit_code == 0, answer.stderr
        assert f"{name}: 1 note, 0 proposals for status, 0 for date." in answer.stderr
        assert f"{NO}: replied {place} of {total}." in answer.stderr
    source = out / files["National Vocational and Technical Training Commission"]
    ref = first_ref(source)
    told = {ref: {"Status": "In progress", "New date asked for": "Q1 2027"}}
    back = filled(source, tmp_path / "3.xlsx", told)
    dry = shell.json("import", back, "--dry-run")
    (row,) = (each for each in dry["rows"] if each["ref"] == ref)
    assert {each["field"]: each["proposed"] for each in row["changes"]} == {
        "progress": False,
        "status": True,
        "due": True,
    }
    answer = shell("import", back, "--accept", f"{row['row']}:status")
    assert answer.exit_code == 0, answer.stderr
    assert "NAVTTC: 1 note, 1 proposal for status, 1 for date." in answer.stderr
    assert f"replied 3 of {total}" in answer.stderr
    assert shell.json("show", ref)["status"] == "in progress"
    again = shell("import", back)
    assert again.exit_code == 1
    assert "noted already" in again.stderr


def test_what_nobody_proposes_cannot_be_accepted(shell, ask, out):
    source = ask("--agency", "NAVTTC")["letters"][0]["file"]
    answer = shell("import", source, "--accept", "title")
    assert answer.exit_code == 2
    assert "waits for nothing" in answer.stderr
    empty = shell("import", source, "--accept", "status")
    assert empty.exit_code == 1
    assert "no row of this workbook is filled in" in empty.stderr


def test_the_same_workbook_again_has_nothing_to_accept_and_says_so(shell, ask, tmp_path, out):
    source = out / ask("--agency", "NAVTTC")["letters"][0]["file"]
    told = {first_ref(source): {"Status": "In progress"}}
    back = filled(source, tmp_path / "3.xlsx", told)
    assert shell("import", back, "--accept", "all").exit_code == 0
    again = shell("import", back, "--accept", "all")
    assert again.exit_code == 1
    assert "noted already." in again.stderr


def test_what_is_warned_of_stands_beside_the_changes_and_the_letter_is_shown(
    shell, ask, tmp_path, out
):
    source = out / ask("--agency", "NAVTTC")["letters"][0]["file"]
    ref = first_ref(source)
    told = {
        "Progress": "Under way.",
        "As of": "2030-01-01",
        "Letter no.": "7/9",
        "Letter date": "2026-11-02",
    }
    answer = shell("import", filled(source, tmp_path / "3.xlsx", {ref: told}))
    assert answer.exit_code == 0, answer.stderr
    assert "progress:" in answer.stdout
    assert "2030-01-01, has not come yet" in answer.stdout
    shown = " ".join(shell("show", ref).stdout.split())
    assert "letter 7/9 of 2026-11-02, as of 2030-01-01" in shown


def test_aspirations_are_counted_where_they_are_left_out_and_asked_about_on_demand(shell, out):
    asked = ("inputs", out, "--reference", NO, "--by", "2026-12-10", "--dry-run")
    said = shell(*asked)
    assert "aspirations are asked about in no workbook; --aspirations asks" in said.stderr
    left = int(said.stderr.splitlines()[1].split()[0])
    more = shell(*asked, "--aspirations")
    assert "aspiration" not in more.stderr
    points = [int(each.stderr.split(" about ")[1].split()[0]) for each in (more, said)]
    assert left == points[0] - points[1] > 0
