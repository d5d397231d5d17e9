"""new and sample: how a register comes to be."""

from __future__ import annotations

import json
import os
import stat

import pytest


def test_new_makes_an_empty_register(empty, tmp_path):
    answer = empty("new")
    assert answer.exit_code == 0
    assert "mine.servanda" in answer.stderr
    assert empty.json("list") == {"schema": 1, "count": 0, "items": []}


def test_new_takes_the_file_after_its_name_too(empty, tmp_path, places):
    answer = empty.bare("--data", places.data, "new", tmp_path / "deep" / "other.servanda")
    assert answer.exit_code == 0
    assert (tmp_path / "deep" / "other.servanda").is_file()


def test_new_without_a_name_makes_the_usual_register(empty, places):
    assert empty.bare("--data", places.data, "new").exit_code == 0
    assert places.register.is_file()
    assert empty.bare("--data", places.data, "list", "--json").exit_code == 0


def test_new_names_the_two_countries(empty):
    empty("new", "--relation", "pk-by", "--names", " Pakistan , Belarus ")
    empty("add", "--title", "A plant", "--owed-by", "both", "--due", "2027", "--ref", "A.1")
    assert "Responsible side  Pakistan and Belarus" in empty("show", "A.1").stdout


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX modes")
def test_a_new_register_is_the_officers_alone(empty, tmp_path):
    empty("new")
    assert stat.S_IMODE((tmp_path / "mine.servanda").stat().st_mode) == 0o600


@pytest.mark.parametrize("command", ["new", "sample"])
def test_nothing_is_written_over_a_file_that_is_there(empty, tmp_path, command):
    letter = tmp_path / "mine.servanda"
    letter.write_text("Dear colleague")
    answer = empty(command)
    assert answer.exit_code in (1, 4)
    assert answer.stderr
    assert letter.read_text() == "Dear colleague"


def test_new_leaves_a_register_that_is_there_as_it_is(shell, sample_path):
    before = sample_path.read_bytes()
    assert shell("new").exit_code == 1
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize("code", ["Pakistan", "PK", "PK-", "PKBY", ""])
def test_a_relation_that_is_no_pair_leaves_no_file_behind(empty, tmp_path, code):
    answer = empty("new", "--relation", code)
    assert answer.exit_code == 1
    assert "PK-BY" in answer.stderr
    assert not (tmp_path / "mine.servanda").exists()


@pytest.mark.parametrize("names", ["Pakistan", "Pakistan,", "Pakistan,Belarus,Türkiye"])
def test_names_that_are_not_two_leave_no_file_behind(empty, tmp_path, names):
    assert empty("new", "--relation", "PK-BY", "--names", names).exit_code == 2
    assert not (tmp_path / "mine.servanda").exists()


def test_a_folder_that_cannot_be_made_is_named(empty, tmp_path, places):
    (tmp_path / "letter").write_text("in the way")
    answer = empty.bare("--data", places.data, "new", tmp_path / "letter" / "r.servanda")
    assert answer.exit_code == 1
    assert "cannot be made" in answer.stderr


def test_the_programs_own_folder_in_the_way_is_named(empty, tmp_path):
    (tmp_path / "letter").write_text("in the way")
    answer = empty.bare("--data", tmp_path / "letter", "--register", tmp_path / "r", "new")
    assert answer.exit_code == 1
    assert "letter" in answer.stderr
    assert not (tmp_path / "r").exists()


def test_the_sample_makes_a_register_of_76(empty):
    answer = empty("sample", "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["count"] == 76
    assert empty.json("list")["count"] == 76


def test_the_sample_fills_an_empty_register_that_is_there(fresh):
    assert fresh("sample").exit_code == 0
    assert fresh.json("list")["count"] == 76


def test_the_sample_is_not_mixed_with_an_officers_own_entries(fresh):
    fresh("add", "--title", "My own", "--owed-by", "PK", "--due", "2027")
    answer = fresh("sample")
    assert answer.exit_code == 1
    assert "into a new one" in answer.stderr
    assert fresh.json("list")["count"] == 1


def test_the_sample_is_not_mixed_with_what_lies_in_the_bin(fresh):
    ref = fresh("add", "--title", "My own", "--owed-by", "PK").stdout.strip()
    fresh("discard", ref)
    assert fresh("sample").exit_code == 1


def test_the_sample_is_not_loaded_twice(shell):
    assert shell("sample").exit_code == 1
    assert shell.json("list")["count"] == 76


# --- working days --------------------------------------------------------------------------------


def filled_years(shell):
    found = shell.json("holidays", "list")
    return {(each["country"], each["year"]) for each in found["years"]}


def test_a_new_register_knows_the_working_days_of_this_year_and_the_next(fresh):
    assert filled_years(fresh) == {(code, year) for code in ("PK", "BY") for year in (2026, 2027)}
    assert fresh("undo").stderr == "Undone: New relation.\n"


def test_the_sample_knows_those_of_every_year_in_use_and_counts_joint_days_by_them(empty):
    assert empty.json("sample")["count"] == 76
    years = {year for _, year in filled_years(empty)}
    assert {2024, 2025, 2026, 2027} <= years
    (session,) = (
        each
        for each in empty.json("remind")["items"]
        if each["ref"] == "PK-BY/JMC-8/30" and each["lead"] == "P10D"
    )
    assert (session["roughly"], session["on"]) == (False, "2026-12-16")
    assert session["reason"] == "10 working days of both sides before the last possible day"
    assert empty("check").exit_code == 0
    assert empty("undo").stderr == "Undone: Sample register.\n"
    assert empty("list").stderr == "0 commitments\n"


@pytest.mark.parametrize("how", ["add", "due", "edit"])
def test_a_date_in_another_year_fills_that_year_in_with_the_same_change(fresh, how):
    add = ("add", "--title", "A visit", "--kind", "visit", "--ref", "A", "--owed-by", "PK")
    dated = ("--due", "2029-05-01")
    assert fresh(*add, *(dated if how == "add" else ())).exit_code == 0
    if how != "add":
        assert ("PK", 2029) not in filled_years(fresh)
        assert fresh(how, "A", *dated).exit_code == 0
    assert {("PK", 2029), ("BY", 2029)} <= filled_years(fresh)
    assert fresh("undo").exit_code == 0
    assert ("PK", 2029) not in filled_years(fresh)
