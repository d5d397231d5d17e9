"""workdays, and holidays list, add, remove, year, fill."""

from __future__ import annotations

import pytest

VECTOR = ("workdays", "--relation", "PK-BY", "--before", "2026-05-29", "--days", "10")


def days(form):
    """The day answered for each country, and for both."""
    return {**{code: each["day"] for code, each in form["countries"].items()},
            "joint": form["joint"]["day"]}  # fmt: skip


@pytest.fixture
def fresh(register, shell_on):
    """A shell on an empty register of which no year is filled in, as older ones are."""
    return shell_on(register.store.path)


@pytest.fixture
def filled(fresh):
    """A shell on an empty register in which this year and the next are filled in."""
    assert fresh("holidays", "fill").exit_code == 0
    return fresh


# --- workdays ----------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["fresh", "shell"])
def test_the_vector_comes_out_of_any_register(request, which):
    form = request.getfixturevalue(which).json(*VECTOR)
    assert form["schema"] == 1
    assert (form["relation"], form["before"], form["days"]) == ("PK-BY", "2026-05-29", 10)
    assert days(form) == {"PK": "2026-05-12", "BY": "2026-05-15", "joint": "2026-05-12"}


def test_it_says_which_days_made_the_difference(filled):
    form = filled.json(*VECTOR)
    assert [each["day"] for each in form["countries"]["PK"]["unusual"]] == [
        "2026-05-26",
        "2026-05-27",
        "2026-05-28",
    ]
    assert form["countries"]["BY"]["unusual"] == []
    assert form["joint"]["doubts"] == []


def test_counting_on_goes_over_a_working_saturday(filled):
    form = filled.json("workdays", "--after", "2026-04-17", "--days", "5")
    assert days(form) == {"PK": "2026-04-24", "BY": "2026-04-27", "joint": "2026-04-28"}


def test_a_stretch_counts_both_its_ends(filled):
    form = filled.json("workdays", "--between", "2026-05-01", "2026-05-31")
    assert (form["from"], form["to"]) == ("2026-05-01", "2026-05-31")
    counts = {code: each["workday_count"] for code, each in form["countries"].items()}
    assert counts == {"PK": 17, "BY": 20}
    assert form["joint"]["workday_count"] == 17


def test_an_estimated_feast_is_said_to_be_one(filled):
    answer = filled("workdays", "--before", "2027-03-16", "--days", "5")
    assert "Estimated: PK 2027-03-10 Eid-ul-Fitr; the answer may yet change." in answer.stderr
    assert "BY may yet move working days in 2027" in answer.stderr
    form = filled.json("workdays", "--before", "2027-03-16", "--days", "5")
    doubts = form["countries"]["PK"]["doubts"]
    assert [each["estimated"]["day"] for each in doubts] == [
        "2027-03-10",
        "2027-03-11",
        "2027-03-12",
    ]
    assert form["countries"]["BY"]["doubts"][0]["unsettled_year"] == 2027


def test_a_year_that_is_wanting_is_filled_in_and_said(fresh):
    answer = fresh(*VECTOR)
    assert "Filled in PK 2026 from holidays 0." in answer.stderr
    assert fresh(*VECTOR).stderr == ""
    assert "Working days of PK, BY in 2026" in fresh("undo").stderr
    assert fresh.json("holidays", "list")["count"] == 0


def test_read_only_nothing_is_filled_in_and_nothing_guessed(fresh):
    answer = fresh(*VECTOR, "--read-only")
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert "PK in 2026 are not known" in answer.stderr


def test_the_table_has_a_line_for_each_and_one_for_both(filled):
    heading, *lines = filled(*VECTOR).stdout.splitlines()
    assert heading.split()[:2] == ["COUNTRY", "ANSWER"]
    assert [each.split()[:2] for each in lines] == [
        ["PK", "2026-05-12"],
        ["BY", "2026-05-15"],
        ["joint", "2026-05-12"],
    ]


@pytest.mark.parametrize(
    "given",
    [
        ("--days", "10"),
        ("--before", "2026-05-29"),
        ("--before", "2026-05-29", "--after", "2026-05-29", "--days", "10"),
        ("--between", "2026-05-01", "2026-05-31", "--days", "3"),
        ("--before", "2026", "--days", "3"),
        ("--before", "2026-05-29", "--days", "-1"),
    ],
)
def test_anything_but_one_question_is_a_wrong_command_line(filled, given):
    assert filled("workdays", *given).exit_code == 2


def test_an_unknown_pair_is_refused_with_those_there_are(filled):
    answer = filled("workdays", "--relation", "PK-KZ", "--before", "2026-05-29", "--days", "1")
    assert answer.exit_code == 1
    assert "PK-BY" in answer.stderr


# --- holidays ----------------------------------------------------------------------------------


def test_filling_in_takes_the_years_in_use(fresh):
    form = fresh.json("holidays", "fill")
    assert form["filled"] == [
        {"country": code, "year": year} for code in ("PK", "BY") for year in (2026, 2027)
    ]
    again = fresh("holidays", "fill")
    assert again.exit_code == 1
    assert "Nothing was filled in" in again.stderr


def test_one_country_and_year_can_be_named(fresh):
    form = fresh.json("holidays", "fill", "--country", "by", "--year", "2031")
    assert form["filled"] == [{"country": "BY", "year": 2031}]


def test_a_year_no_library_knows_is_said_to_be_unknown(fresh):
    answer = fresh("holidays", "fill", "--year", "2300")
    assert answer.exit_code == 1
    assert "The library knows nothing of PK 2300." in answer.stderr


def test_the_list_names_days_and_years(filled):
    form = filled.json("holidays", "list", "--country", "BY", "--year", "2026")
    saturday = next(each for each in form["items"] if each["day"] == "2026-04-25")
    assert saturday == {
        "country": "BY",
        "day": "2026-04-25",
        "off": False,
        "name": "In place of 2026-04-20",
        "certainty": "announced",
        "origin": "library",
        "reason": "",
    }
    (year,) = form["years"]
    assert (year["year"], year["weekend"], year["settled"]) == (2026, "67", True)
    lines = filled("holidays", "list").stdout.splitlines()
    assert lines[0].split() == ["DAY", "COUNTRY", "WHAT", "CERTAINTY", "ORIGIN", "NAME"]
    assert len(lines) == filled.json("holidays", "list")["count"] + 1


def test_an_empty_list_says_what_to_do(fresh):
    answer = fresh("holidays", "list")
    assert answer.stdout == ""
    assert "servanda holidays fill" in answer.stderr


def test_a_day_is_added_and_taken_out_and_undone(filled):
    day = ("PK", "2026-11-23")
    added = filled.json("holidays", "add", *day, "--name", "State visit", "--reason", "notice")
    assert (added["kind"], added["entered"]["origin"]) == ("day off", "officer")
    removed = filled.json("holidays", "remove", *day, "--reason", "postponed")
    assert (removed["kind"], removed["entered"]) == ("working", None)
    assert filled("undo").exit_code == 0
    form = filled.json("workdays", "--between", "2026-11-23", "2026-11-23")
    assert form["countries"]["PK"]["workday_count"] == 0


def test_a_working_day_needs_no_name_but_a_reason(filled):
    assert filled("holidays", "add", "BY", "2026-11-28", "--working").exit_code == 1
    added = filled.json("holidays", "add", "BY", "2026-11-28", "--working", "--reason", "decree")
    assert added["kind"] == "extra working day"


def test_the_same_again_is_nothing_done(filled):
    again = ("holidays", "add", "PK", "2026-11-23", "--name", "Visit", "--reason", "notice")
    assert [filled(*again).exit_code for _ in range(2)] == [0, 1]


def test_a_country_of_no_pair_is_refused(filled):
    answer = filled("holidays", "add", "KZ", "2026-11-23", "--name", "Visit", "--reason", "x")
    assert answer.exit_code == 1
    assert "PK" in answer.stderr


def test_a_day_of_a_year_that_is_not_filled_in_is_kept_and_said(fresh):
    answer = fresh("holidays", "add", "PK", "2027-03-10", "--name", "Eid", "--reason", "notice")
    assert answer.exit_code == 0
    assert "PK 2027 is not filled in yet" in answer.stderr


def test_the_officer_settles_a_year(filled):
    form = filled.json("holidays", "year", "BY", "2027", "--settled", "--reason", "decree")
    assert (form["settled"], form["origin"]) == (True, "officer")
    assert filled("holidays", "year", "BY", "2027").exit_code == 2
    counted = filled.json("workdays", "--between", "2027-02-01", "2027-02-05")
    assert counted["countries"]["BY"]["doubts"] == []


def test_a_weekend_can_be_said_of_a_year(filled):
    assert filled("holidays", "year", "PK", "2026", "--weekend", "7").exit_code == 1
    filled.json("holidays", "year", "PK", "2026", "--weekend", "7", "--reason", "six-day week")
    form = filled.json("workdays", "--between", "2026-11-21", "2026-11-22")
    assert form["countries"]["PK"]["workday_count"] == 1


def test_the_register_and_its_log_still_agree(filled):
    filled("holidays", "add", "PK", "2026-11-23", "--name", "Visit", "--reason", "notice")
    filled("holidays", "remove", "PK", "2026-11-09", "--reason", "notice")
    assert filled("check").exit_code == 0
