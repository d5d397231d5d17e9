"""Commands look back on a past day, in two senses; and they list what slipped."""

from __future__ import annotations

import json

import pytest

VISIT = "SUM-2024-11/22"


def test_a_list_as_of_new_year_2024_has_31_records(shell):
    answer = shell.json("list", "--as-of", "2024-12-31")
    assert answer["count"] == 31
    assert answer["as_of"] == {"day": "2024-12-31", "by": "happened", "erased_count": 0}
    visit = next(each for each in answer["items"] if each["ref"].endswith(VISIT))
    assert (visit["status"], visit["timeliness"], visit["done"]) == ("foreseen", "not yet", None)


def test_by_entry_the_sample_was_empty_the_day_before_and_is_whole_today(shell):
    before = shell.json("list", "--as-of", "2026-11-21", "--by", "entry")
    today = shell.json("list", "--as-of", "2026-11-22", "--by", "entry")
    assert (before["count"], today["count"]) == (0, 76)


def test_people_are_told_which_day_they_look_at(shell):
    answer = shell("list", "--as-of", "2024-12-31")
    assert "As of 31 Dec 2024, by what had happened." in answer.stderr
    assert "31 commitments" in answer.stderr
    assert len(answer.stdout.splitlines()) == 32


def test_one_commitment_is_shown_as_it_was(shell):
    answer = shell.json("show", VISIT, "--as-of", "2024-12-31")
    assert (answer["status"], answer["notes"], answer["as_of"]["day"]) == (
        "foreseen",
        [],
        "2024-12-31",
    )


def test_what_was_due_then_was_late_then(shell):
    answer = shell.json("due", "--as-of", "2025-03-05")
    late = {each["ref"]: each["overdue"] for each in answer["items"]}
    assert late[f"PK-BY/{VISIT}"] == "yes"


def test_what_was_not_there_yet_is_refused_by_its_name(shell):
    answer = shell("show", "JMC-8/30", "--as-of", "2024-12-31")
    assert (answer.exit_code, "JMC-8/30" in answer.stderr) == (1, True)


def test_history_ends_with_the_day(shell):
    whole = shell.json("history", VISIT)
    then = shell.json("history", VISIT, "--as-of", "2024-12-31")
    assert 0 < then["count"] < whole["count"]


def test_an_export_of_a_past_day_says_so_beside_it(shell, tmp_path):
    target = tmp_path / "then.csv"
    answer = shell.json("export", target, "--as-of", "2024-12-31", "--companion")
    assert (answer["count"], answer["as_of"]["by"]) == (31, "happened")
    about = (tmp_path / "then.csv.about.txt").read_text()
    assert "As of: 2024-12-31, by what had happened\n" in about


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("list", "--by", "entry"), 2, "--by goes with --as-of"),
        (("list", "--as-of", "2026-11"), 2, "is not a day"),
        (("list", "--as-of", "2026-11-23"), 1, "23 Nov 2026 is yet to come"),
        (("due", VISIT, "--as-of", "2024-12-31"), 2, "servanda show"),
        (("list", "--as-of", "2024-12-31", "--by", "hearsay"), 2, "hearsay"),
    ],
)
def test_what_makes_no_sense_is_refused(shell, arguments, code, words):
    answer = shell(*arguments)
    assert (answer.exit_code, words in answer.stderr) == (code, True)


def test_what_was_erased_for_good_is_said_to_be_missing(fresh):
    fresh("add", "--title", "Plant", "--relation", "PK-BY", "--ref", "R/1", "--made-on", "2024")
    from app.services.opening import open_register

    start = fresh.start
    register = open_register(
        fresh.before[3], _folders(fresh), start.clock, "officer", busy_ms=start.busy_ms
    )
    identity = register.reader.find("R/1")
    register.discard([identity])
    register.erase([identity])
    register.close()
    answer = fresh("list", "--as-of", "2024-12-31")
    assert "1 commitment was erased for good" in answer.stderr
    assert fresh.json("list", "--as-of", "2024-12-31")["as_of"]["erased_count"] == 1


def _folders(shell):
    from app.paths import folders

    return folders(shell.before[1])


# --- slips ---------------------------------------------------------------------------------------


def test_slips_are_told_the_sure_part_first(shell):
    text = shell("slips").stdout
    assert "At least 42 days late, up to 69." in text
    assert "first: Feb 2025, likely" in text
    assert "done: 11 Apr 2025" in text


def test_slips_in_json_name_who_agreed_and_when(fresh):
    add = ("add", "--title", "Visit", "--kind", "visit", "--relation", "PK-BY", "--ref", "V/1")
    more = ("--owed-by", "both", "--made-on", "2024-11-26", "--due", "2025-02?")
    assert fresh(*add, *more).exit_code == 0
    new = ("due", "V/1", "--due", "2025-04", "--asked-on", "2025-03-03", "--agreed-on")
    agreed = ("2025-03-05", "--asked-by", "PK", "--agreed-by", "both", "--reason", "Eid")
    assert fresh(*new, *agreed).exit_code == 0
    assert fresh("move", "V/1", "held", "--happened-on", "2025-04-11").exit_code == 0
    answer = fresh.json("slips")
    (item,) = answer["items"]
    assert (answer["schema"], answer["count"]) == (1, 1)
    assert (item["sure"], item["most"], item["changes"]) == (42, 69, 1)
    (revision,) = item["revisions"]
    assert (revision["agreed_by"], revision["agreed_on"]) == ("PK+BY", "2025-03-05")
    assert revision["asked_by"] == "PK"
    assert (revision["asked"], revision["reason"]) == ("after expiry", "Eid")
    told = " ".join(fresh("slips").stdout.split())
    assert "asked 2025-03-03 by PK, after it had expired; agreed 2025-03-05 by PK and BY" in told
    assert json.dumps(item)


def test_slips_as_of_a_day_before_are_none(shell):
    assert shell.json("slips", "--as-of", "2025-02-28")["items"] == []
