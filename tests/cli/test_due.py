"""due and batch: one commitment's dates shown and changed; texts announced together."""

from __future__ import annotations

import pytest

NINTH = "PK-BY/JMC-8/30"
VISIT = "PK-BY/SUM-2024-11/22"
PLAN = "PK-BY/JMC-8/23"
MINSK = "PK-BY/SUM-2024-11/20"
ANNOUNCED = "PK-BY/SUM-2024-11/01"


def lines(answer):
    assert answer.exit_code == 0, answer.output
    return answer.stdout.splitlines()


# --- shown -------------------------------------------------------------------------------------


def test_without_a_reference_it_lists_what_falls_due(shell):
    assert VISIT not in shell("due").stdout
    assert shell.json("due")["count"] == shell.json("due", "--within", "30d")["count"]


def test_the_plan_moved_with_the_visit_and_says_why(shell):
    told = lines(shell("due", PLAN))
    assert told[-1] == (
        f"moved with {VISIT}: Feb 2025, likely → 11 Apr 2025 (the Prime Minister was in Minsk)"
    )
    (moved,) = shell.json("due", PLAN)["moved_with"]
    assert (moved["ref"], moved["before"], moved["after"], moved["held"]) == (
        VISIT,
        "2025-02?",
        "2025-04-11",
        True,
    )


def test_the_history_tells_it_where_it_happened(shell):
    shell("due", VISIT, "--due", "2025-03", "--reason", "never minded")
    assert f"moved with {VISIT}: " in shell("history", PLAN).stdout


def test_dates_are_shown_by_their_numbers_with_what_disagrees(shell):
    told = lines(shell("due", MINSK))
    assert told[2:] == [
        "1  first: by 10 Dec 2024, counts",
        "2  reading: Dec 2024",
        "The readings disagree, and none was chosen.",
    ]


# --- hanging on another ------------------------------------------------------------------------


@pytest.mark.parametrize("offset", ["P2W", "2 weeks after", "+14d"])
def test_a_date_is_hung_on_another(shell, offset):
    form = shell.json("due", NINTH, "--anchor", PLAN, "--offset", offset)
    assert form["due"]["anchor"] == PLAN
    assert (form["due"]["earliest"], form["due"]["latest"]) == ("2025-04-25", "2025-04-25")
    assert [each["role"] for each in form["timings"]] == ["first", "revision"]
    assert form["reading"].startswith("Due 2 weeks after PK-BY/JMC-8/23, “Environmental")


def test_a_new_commitment_can_hang_on_another(shell):
    ref = shell("add", "--title", "Sign it", "--owed-by", "PK", "--anchor", VISIT).stdout.strip()
    form = shell.json("show", ref)
    assert (form["due"]["anchor"], form["due"]["latest"]) == (VISIT, "2025-04-11")
    assert form["status"] == "open"


def test_an_undated_anchor_is_awaited_by_its_title(shell):
    title = shell.json("show", "PK-BY/JMC-8/05")["title"]
    shell("due", NINTH, "--anchor", "JMC-8/05")
    assert shell.json("due", NINTH)["timeliness"] == "waiting on anchor"
    (row,) = [each for each in lines(shell("list", "--text", "Ninth")) if NINTH in each]
    assert f"awaits: {title}" in row


def test_the_anchor_is_cleared_again(shell):
    shell("due", NINTH, "--anchor", PLAN)
    form = shell.json("due", NINTH, "--anchor", "", "--correct")
    assert form["due"]["anchor"] is None
    assert form["due"]["basis"] == "not stated"


def test_a_circle_is_refused_with_its_name(shell):
    answer = shell("due", VISIT, "--anchor", PLAN)
    assert answer.exit_code == 1
    assert f"{VISIT} on {PLAN}, {PLAN} on {VISIT}." in answer.stderr


def test_nothing_hangs_on_what_lies_in_the_bin(shell):
    shell("discard", PLAN)
    answer = shell("due", NINTH, "--anchor", PLAN)
    assert (answer.exit_code, "bin" in answer.stderr) == (1, True)


def test_a_list_is_told_though_an_anchor_was_erased(shell, sample):
    visit = sample.reader.find(VISIT)
    sample.discard([visit])
    sample.erase([visit])
    assert shell.json("list")["count"] == 75
    said = " ".join(shell("due", PLAN).stdout.split())
    assert f"{VISIT} is no longer in the register: give this a date of its own." in said


# --- revisions ---------------------------------------------------------------------------------


def test_a_postponement_says_who_when_and_why_and_brings_its_passage(shell):
    source = shell.json("show", NINTH)["evidence"][0]["source"]
    form = shell.json(
        *("due", NINTH, "--postpone", "--due", "2027-03", "--agreed-by", "both"),
        *("--asked-on", "2027-01-10", "--asked-by", "by", "--agreed-on", "2027-01-20"),
        *("--reason", "elections"),
        *("--source", source, "--paragraph", "7"),
    )
    revised = form["timings"][-1]
    assert (revised["asked_by"], revised["agreed_by"]) == ("BY", "PK+BY")
    assert revised["asked"] == "after it had expired"
    assert revised["slip"] == {"sure": 60, "most": 454}
    assert shell.json("show", NINTH)["evidence"][-1]["supports"] == "due"
    told = " ".join(shell("due", NINTH).stdout.split())
    assert "at least 60 days later, at most 454" in told
    assert "asked 2027-01-10 by BY after it had expired" in told
    assert "agreed 2027-01-20 by PK and BY, elections" in told
    shell("undo")
    assert len(shell.json("due", NINTH)["timings"]) == 1


def test_only_what_has_a_date_is_postponed(shell):
    shell("add", "--title", "Undated", "--ref", "X/1")
    answer = shell("due", "X/1", "--postpone", "--due", "2027")
    assert (answer.exit_code, "no date yet" in answer.stderr) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--postpone", "--correct", "--due", "2027"),
        ("--reading", "--choose", "1"),
        ("--reading",),
        ("--postpone",),
        ("--due", "2027", "--anchor", PLAN),
        ("--due", "2027", "--paragraph", "7"),
        ("--within", "30d"),
    ],
    ids=" ".join,
)
def test_what_contradicts_itself_is_a_wrong_command_line(shell, arguments):
    assert shell("due", NINTH, *arguments).exit_code == 2


def test_a_date_without_its_commitment_is_a_wrong_command_line(shell):
    assert shell("due", "--due", "2027").exit_code == 2


# --- readings ----------------------------------------------------------------------------------


def test_a_reading_is_kept_and_one_is_chosen(shell):
    form = shell.json("due", NINTH, "--reading", "--due", "2026-10")
    assert form["disputed"]
    assert form["due"]["edtf"] == "2026"
    form = shell.json(
        *("due", NINTH, "--choose", "1", "--agreed-by", "MoFA", "--agreed-on", "2026-11-20"),
        *("--reason", "the protocol says so"),
    )
    assert not form["disputed"]
    assert form["choice"] == {
        "decided_on": "2026-11-20",
        "decided_by": "MoFA",
        "why": "the protocol says so",
    }


@pytest.mark.parametrize("number", ["0", "3"])
def test_only_a_date_it_has_is_chosen(shell, number):
    assert shell("due", MINSK, "--choose", number).exit_code == 1


def test_choosing_what_is_chosen_changes_nothing(shell):
    assert shell("due", MINSK, "--choose", "1").exit_code == 0
    answer = shell("due", MINSK, "--choose", "1")
    assert (answer.exit_code, answer.stderr) == (1, "Nothing was changed: it is so already.\n")


# --- who confirmed it --------------------------------------------------------------------------


def test_a_fulfilment_says_who_confirmed_it(shell):
    shell("move", PLAN, "fulfilled", "--why", "signed in Minsk", "--confirmed-by", "MoCC")
    assert shell.json("show", PLAN)["moves"][-1]["who"] == "MoCC"
    assert "(signed in Minsk; confirmed by MoCC)" in shell("show", PLAN).stdout


# --- texts announced together ------------------------------------------------------------------


def test_the_batch_is_told_as_it_is(shell):
    told = lines(shell("batch", ANNOUNCED))
    assert told[0] == "15 announced, 14 identified, 1 not identified"
    assert len(told) == 15


def test_the_numbers_of_a_batch_stay_true(shell):
    member = shell.json("batch", ANNOUNCED)["batch"]["members"][0]

    def numbers(*arguments):
        form = shell.json("batch", ANNOUNCED, *arguments)["batch"]
        return form["announced"], form["identified"], form["unidentified"]

    assert numbers("--take-out", member) == (15, 13, 2)
    assert numbers("--add", member) == (15, 14, 1)
    assert numbers("--announced", "14") == (14, 14, 0)
    assert numbers("--announced", "") == (None, 14, None)
    assert shell("undo").exit_code == 0
    assert numbers() == (14, 14, 0)


def test_an_event_without_announced_texts_says_so(shell):
    answer = shell("batch", NINTH)
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "No texts were announced" in answer.stderr
