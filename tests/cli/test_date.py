"""date: how a text is read; and typed dates wherever a command takes one."""

from __future__ import annotations

import pytest

NINTH = "PK-BY/JMC-8/30"
KEYS = ("edtf", "sense", "earliest", "latest")


def form(shell, *arguments):
    return shell.json("date", *arguments)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("on Monday (10 Feb 2025)", ("2025-02-10", "point", "2025-02-10", "2025-02-10")),
        ("for 2025-27", ("2025/2027", "span", "2025-01-01", "2027-12-31")),
        (
            "within two weeks",
            ("[2024-11-26..2024-12-10]", "deadline", "2024-11-26", "2024-12-10"),
        ),
        ("by end of 2025", ("[..2025-12-31]", "deadline", "2024-11-26", "2025-12-31")),
        ("at the earliest in May 2026", ("2026-05/..", "point", "2026-05-01", None)),
        ("II квартал 2026", ("2026-34", "point", "2026-04-01", "2026-06-30")),
        ("next session", (None, "point", None, None)),
        ("continuous", (None, "continuing", None, None)),
    ],
)
def test_a_text_is_read_from_the_day_it_was_said(empty, text, read):
    answer = form(empty, text, "--said", "2024-11-26")
    assert tuple(answer[key] for key in KEYS) == read
    assert (answer["text"], answer["question"]) == (text, None)


def test_words_need_no_quotation_marks_and_no_register(empty):
    answer = empty("date", "by", "end", "of", "2025")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "by 31 Dec 2025",
        "  EDTF     [..2025-12-31]",
        "  sense    deadline",
        "  basis    stated",
        "  earliest cannot say",
        "  latest   2025-12-31",
    ]


def test_what_can_be_meant_in_two_ways_comes_back_as_a_question(empty):
    answer = form(empty, "2026-27")
    assert "fiscal year" in answer["question"]
    assert [(each["answer"], each["latest"]) for each in answer["choices"]] == [
        ("2026/2027", "2027-12-31"),
        ("between Jul 2026 and Jun 2027", "2027-06-30"),
    ]


def test_a_question_in_words_numbers_its_answers(empty):
    answer = empty("date", "03/04/2026")
    assert answer.exit_code == 0
    assert "  1  03 Apr 2026  (2026-04-03)" in answer.stdout
    assert "--answer" in answer.stderr


@pytest.mark.parametrize("said", ["2", "2026-03-04"])
def test_an_answer_settles_it(empty, said):
    assert form(empty, "03/04/2026", "--answer", said)["edtf"] == "2026-03-04"


def test_an_answer_that_is_none_is_refused(empty):
    answer = empty("date", "03/04/2026", "--answer", "June")
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert "“2026-04-03”" in answer.stderr


def test_what_cannot_be_read_is_kept_as_words_and_said(empty):
    answer = form(empty, "as soon as possible")
    assert (answer["read"], answer["edtf"], answer["said"]) == (False, None, "as soon as possible")
    assert "kept as words" in answer["note"]


def test_what_hangs_on_an_event_wants_an_anchor(empty):
    answer = form(empty, "two weeks after the next session")
    assert (answer["anchor_wanted"], answer["offset"]) == (True, "P2W")


# --- wherever a date is typed --------------------------------------------------------------------


def test_a_due_date_is_typed_in_words_and_read_back_before_it_is_kept(fresh):
    ref = fresh("add", "--title", "A plant", "--owed-by", "PK", "--due", "by end of 2025")
    assert "Read as: by 31 Dec 2025." in ref.stderr
    due = fresh.json("show", ref.stdout.strip())["due"]
    assert (due["edtf"], due["sense"], due["said"]) == (
        "[..2025-12-31]",
        "deadline",
        "by end of 2025",
    )


def test_it_counts_from_when_it_was_made(fresh):
    made = ("--made-on", "26 November 2024")
    form = fresh.json("add", "--title", "A meeting", *made, "--due", "within two weeks")
    assert form["made_on"] == "2024-11-26"
    assert form["due"]["edtf"] == "[2024-11-26..2024-12-10]"


def test_it_counts_from_the_day_that_is_named(fresh):
    said = ("--due", "next month", "--said", "2024-11-26")
    assert fresh.json("add", "--title", "A meeting", *said)["due"]["edtf"] == "2024-12"


def test_what_is_no_date_is_kept_in_its_words(fresh):
    answer = fresh("add", "--title", "A plant", "--due", "at an early date")
    assert answer.exit_code == 0
    assert "kept as words, with no date" in answer.stderr
    due = fresh.json("show", answer.stdout.strip())["due"]
    assert (due["edtf"], due["said"]) == (None, "at an early date")


def test_what_continues_and_what_is_to_be_agreed_are_kept_so(fresh):
    going_on = fresh.json("add", "--title", "Exchange of news", "--due", "continuous")["due"]
    assert (going_on["sense"], going_on["basis"]) == ("continuing", "stated")
    agreed = fresh.json("add", "--title", "A round", "--due", "May 2026, dates to be agreed")["due"]
    assert (agreed["edtf"], agreed["basis"]) == ("2026-05-XX", "to be agreed")


def test_words_of_its_own_stand_beside_a_typed_date(fresh):
    words = ("--due", "Q1 2026", "--due-words", "early next year, we hear")
    assert fresh.json("add", "--title", "A plant", *words)["due"]["said"] == words[-1]


def test_a_new_date_counts_from_the_day_it_was_agreed(shell):
    agreed = ("--due", "within one month", "--agreed-on", "20 Nov 2026", "--agreed-by", "both")
    form = shell.json("edit", NINTH, *agreed)
    assert form["due"]["edtf"] == "[2026-11-20..2026-12-20]"


def test_a_new_date_of_which_nobody_knows_when_it_was_said_asks(shell):
    answer = shell("edit", NINTH, "--due", "within one month")
    assert answer.exit_code == 1
    assert "Which day was that?" in answer.stderr


def test_moves_and_notes_take_days_as_they_are_typed(shell):
    shell("move", "JMC-8/05", "on", "hold", "--why", "Funds", "--review-on", "+10d")
    assert "2026-12-02" in shell("show", "JMC-8/05").stdout
    note = shell("note", NINTH, "They wrote.", "--happened-on", "yesterday")
    assert note.exit_code == 0
    assert "2026-11-21" in shell("show", NINTH).stdout
    refused = shell("note", NINTH, "They wrote.", "--letter-date", "03/04/2026")
    assert refused.exit_code == 1
    assert "which number is the month" in refused.stderr
