"""export FILE.ics and import FILE.ics: what they write, what they ask, how they end."""

from __future__ import annotations

import json

import icalendar
import pytest

from app.services.opening import open_register

NINTH = "PK-BY/JMC-8/30"
MOVED = (b"DATE:20261231", b"DATE:20261014"), (b"DATE:20270101", b"DATE:20261015")


@pytest.fixture
def ninth(shell, tmp_path):
    """A calendar file of the ninth session, moved on a phone to 14 October 2026."""
    target = tmp_path / "ninth.ics"
    assert shell("export", target, NINTH).exit_code == 0
    data = target.read_bytes()
    for old, new in MOVED:
        assert old in data
        data = data.replace(old, new)
    target.write_bytes(data)
    return target


@pytest.fixture
def mark(sample_path, places, clock):
    """Mark commitments of the shell's register as classified."""

    def run(*refs):
        register = open_register(sample_path, places, clock, "officer")
        for each in refs:
            register.amend(register.reader.find(each), classification="confidential")
        register.close()

    return run


def titles(path):
    found = icalendar.Calendar.from_ical(path.read_bytes()).subcomponents
    return [str(each["SUMMARY"]) for each in found]


def test_the_filters_of_csv_choose_what_goes_into_the_file(shell, tmp_path):
    target = tmp_path / "late.ics"
    answer = shell("export", target, "--overdue")
    assert answer.exit_code == 0
    assert answer.stdout == ""
    assert answer.stderr == f"Wrote 4 entries of 4 commitments to “{target}”.\n"
    assert len(titles(target)) == 4


def test_single_references_choose_too(shell, tmp_path):
    target = tmp_path / "two.ICS"
    assert shell("export", target, NINTH, "PK-BY/JMC-8/05").exit_code == 0
    assert titles(target) == [
        "Ninth Joint Ministerial Commission (2026, day not agreed: last possible day)",
        *titles(target)[1:],
    ]
    assert len(titles(target)) == 2


def test_what_is_left_out_is_said_on_the_standard_error_alone(shell, mark, tmp_path):
    mark(NINTH, "PK-BY/JMC-8/05", "PK-BY/JMC-8/06")
    answer = shell("export", tmp_path / "x.ics", "--json")
    assert "3 marked records left out." in answer.stderr
    form = json.loads(answer.stdout)
    assert sorted(form) == ["count", "entry_count", "file", "schema"]
    assert "Ninth" not in "".join(titles(tmp_path / "x.ics"))


def test_where_nothing_is_left_nothing_is_written(shell, mark, tmp_path):
    mark(NINTH)
    answer = shell("export", tmp_path / "x.ics", NINTH)
    assert answer.exit_code == 1
    assert answer.stderr == "Nothing was written to “x.ics”. 1 marked record left out.\n"
    assert not (tmp_path / "x.ics").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("x.ics", NINTH, "--overdue"),
        ("x.ics", "--columns", "ref"),
        ("x.ics", "--companion"),
        ("x.csv", NINTH),
    ],
)
def test_what_does_not_go_together_is_a_wrong_command_line(shell, tmp_path, arguments):
    name, *more = arguments
    answer = shell("export", tmp_path / name, *more)
    assert answer.exit_code == 2
    assert not (tmp_path / name).exists()


def test_a_past_day_can_be_exported_too(shell, tmp_path):
    answer = shell("export", tmp_path / "x.ics", "--as-of", "2024-12-31")
    assert answer.exit_code == 0
    assert "Prime Minister to visit Belarus (Feb 2025, likely: last possible day)" in titles(
        tmp_path / "x.ics"
    )


def test_an_import_first_says_what_it_comes_to(shell, ninth):
    answer = shell("import", ninth, "--dry-run")
    assert answer.exit_code == 0
    heading, line = answer.stdout.splitlines()
    assert heading.split() == ["NO", "WHAT", "REF", "NOW", "BECOMES", "TITLE"]
    assert NINTH in line
    assert "2026, day not agreed" in line
    assert "14 Oct 2026" in line
    assert answer.stderr == "1 changed in the calendar.\n"
    assert shell.json("show", NINTH)["due"]["latest"] == "2026-12-31"


def test_without_accepting_nothing_is_written(shell, ninth):
    answer = shell("import", ninth)
    assert answer.exit_code == 1
    assert answer.stderr.splitlines()[-1] == (
        "Nothing was written: --accept says what is to be taken over."
    )
    assert shell.json("show", NINTH)["due"]["latest"] == "2026-12-31"


@pytest.mark.parametrize("which", ["1", "changes", "all", "all,1"])
def test_what_is_accepted_is_written_and_undone_in_one_step(shell, ninth, which):
    answer = shell("import", ninth, "--accept", which)
    assert answer.exit_code == 0
    assert answer.stderr == "1 taken over.\n"
    due = shell.json("show", NINTH)["due"]
    assert (due["edtf"], due["basis"]) == ("2026-10-14", "inferred")
    again = shell("import", ninth, "--accept", which.replace("1", "all"))
    assert again.exit_code == 1
    assert shell("undo").exit_code == 0
    assert shell.json("show", NINTH)["due"]["latest"] == "2026-12-31"


@pytest.mark.parametrize("which", ["2", "0", "tuesday", "new,7"])
def test_a_number_that_is_not_on_offer_is_a_wrong_command_line(shell, ninth, which):
    answer = shell("import", ninth, "--accept", which)
    assert answer.exit_code == 2
    assert shell.json("show", NINTH)["due"]["latest"] == "2026-12-31"


def test_as_json_each_entry_says_what_becomes_of_it(shell, ninth):
    form = shell.json("import", ninth, "--dry-run")
    (item,) = form["items"]
    assert (form["schema"], form["count"]) == (1, 1)
    assert (item["outcome"], item["ref"], item["edtf"]) == ("date", NINTH, "2026-10-14")
    assert item["accepted"] is False
    assert shell.json("import", ninth, "--accept", "changes")["items"][0]["accepted"] is True


def test_events_of_others_are_held_back_unless_accepted(fresh, tmp_path):
    target = tmp_path / "phone.ics"
    target.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Talks\nDTSTART:20270301\nEND:VEVENT\n"
        "END:VCALENDAR\n"
    )
    assert fresh("import", target, "--accept", "changes").exit_code == 1
    assert fresh.refs() == []
    assert fresh("import", target, "--accept", "new").exit_code == 0
    (item,) = fresh.json("list")["items"]
    assert (item["title"], item["status"], item["due"]["edtf"]) == ("Talks", "draft", "2027-03-01")
    assert fresh("import", target, "--accept", "all").exit_code == 1
    assert len(fresh.refs()) == 1


def test_a_damaged_file_gets_one_sentence(shell, tmp_path):
    target = tmp_path / "x.ics"
    target.write_text("BEGIN:VCALENDAR\nBEGIN:VTODO\n")
    answer = shell("import", target, "--accept", "all")
    assert answer.exit_code == 1
    assert answer.stderr == "“x.ics” is no whole calendar file: it breaks off.\n"
    assert shell("import", tmp_path / "none.ics").exit_code == 1
    assert shell("import", tmp_path / "x.csv").exit_code == 1


def test_a_register_that_is_only_read_takes_nothing(shell, ninth):
    assert shell("import", ninth, "--dry-run", "--read-only").exit_code == 0
    assert shell("import", ninth, "--accept", "all", "--read-only").exit_code == 3
