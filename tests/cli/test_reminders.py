"""remind, ack, snooze, rules, rule: what is due, what is done with it, when to be reminded."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.occurrences import occurrence_id
from app.domain.reminder_rules import Point
from app.domain.timing import Basis, Sense, Timing

VECTOR = (
    *("add", "--kind", "agreement", "--title", "Accord", "--term-start", "2018-09-27"),
    *("--term", "P36M", "--notice", "P3M", "--renewal", "tacit", "--renewal-period", "P12M"),
)
PROMISE = ("add", "--title", "A promise", "--owed-by", "PK", "--status", "open", "--due")


def items(shell, *arguments):
    return shell.json("remind", *arguments)["items"]


@pytest.fixture
def desk(fresh):
    """A register with one promise of 2026-12-01, and no word about silence."""
    assert fresh(*PROMISE, "2026-12-01", "--ref", "PK-BY/A").exit_code == 0
    assert fresh("rule", "no", "news", "--none").exit_code == 0
    return fresh


# --- the list ------------------------------------------------------------------------------------


def test_the_third_vector_alerts_first_on_6_june_2021(fresh):
    fresh(*VECTOR, "--ref", "PK-BY/V", "--today", "2021-01-01")
    fresh("rule", "notice", "--lead", "21d")
    fresh("rule", "period end", "--none")
    held = items(fresh, "--today", "2021-06-05", "--within", "1d")
    notice = [each for each in held if each["point"] == "notice"]
    assert [(each["on"], each["state"], each["target"]) for each in notice] == [
        ("2021-06-06", "pending", "2021-06-27")
    ]
    (due,) = (e for e in items(fresh, "--today", "2021-06-06") if e["point"] == "notice")
    assert due["state"] == "due"
    assert due["headline"] == "21 days left to give notice, by 27 Jun 2021"


def test_the_list_says_of_each_reminder_where_it_stands_and_why(desk):
    first = items(desk)[0]
    assert first == {
        "id": first["id"],
        "ref": "PK-BY/A",
        "title": "A promise",
        "relation": "PK-BY",
        "reason": "30 days before the last day",
        "point": "deadline",
        "on": "2026-11-01",
        "target": "2026-12-01",
        "headline": "Due in 9 days, on 01 Dec 2026",
        "lead": "P30D",
        "counting": "calendar",
        "own": False,
        "roughly": False,
        "marked": False,
        "count": None,
        "state": "due",
        "until": None,
        "who": "",
        "acknowledged_on": None,
        "note": "",
        "late": False,
    }
    whole = desk.json("remind")
    assert (whole["schema"], whole["count"], whole["older_count"]) == (1, 3, 0)
    assert [each["state"] for each in whole["items"]] == ["due", "pending", "pending"]


def test_the_list_is_grouped_as_in_the_window(desk):
    answer = desk("remind")
    lines = answer.stdout.splitlines()
    assert lines[0] == "Due (1)"
    assert lines[1].endswith("PK-BY/A  Due in 9 days, on 01 Dec 2026")
    assert lines[2].strip() == "A promise; due since 01 Nov 2026: 30 days before the last day"
    assert lines[4] == "Coming (1)"
    assert answer.stderr == "1 due, 0 snoozed, 1 coming\n"


def test_the_sample_asks_for_the_day_of_the_ninth_session(shell):
    held = {each["ref"]: each for each in items(shell, "--within", "60d")}
    session = held["PK-BY/JMC-8/30"]
    assert session["point"] == "agree the day"
    assert session["headline"] == (
        "39 days to the last possible day, 31 Dec 2026, and no day agreed"
    )


def test_another_pair_is_refused_with_those_there_are(desk):
    answer = desk("remind", "--relation", "PK-KZ")
    assert answer.exit_code == 1
    assert answer.stderr == "PK-KZ is no pair of countries here: PK-BY.\n"


def test_a_text_cannot_steer_the_terminal(fresh):
    fresh(*PROMISE, "2026-12-01", "--summary", "x", "--ref", "A")
    fresh("edit", "A", "--title", "\x1b[31mred\u202eder")
    answer = fresh("remind")
    assert "\x1b" not in answer.stdout
    assert "\u202e" not in answer.stdout


# --- what is done --------------------------------------------------------------------------------


def test_a_reminder_is_acknowledged_by_the_beginning_of_its_identity(desk):
    identity = items(desk)[0]["id"]
    answer = desk("ack", identity[:6], "--note", "told the ministry")
    assert (answer.exit_code, answer.stderr) == (0, "Acknowledged: 1 alert.\n")
    assert "due" not in {each["state"] for each in items(desk)}
    done = [each for each in items(desk, "--all") if each["state"] == "acknowledged"]
    assert [(e["id"], e["who"], e["acknowledged_on"], e["note"]) for e in done] == [
        (identity, "officer", "2026-11-22", "told the ministry")
    ]
    assert "by officer: told the ministry" in desk("remind", "--all").stdout
    again = desk("ack", identity)
    assert (again.exit_code, again.stderr) == (
        1,
        "The alert of PK-BY/A is acknowledged already.\n",
    )
    assert desk("undo").exit_code == 0
    assert items(desk)[0]["state"] == "due"


def test_the_history_says_which_day_an_acknowledged_alert_looked_ahead_to(desk):
    desk("ack", items(desk)[0]["id"], "--note", "told the ministry")
    (written,) = (
        each for each in desk("history", "A").stdout.splitlines() if "new reminder:" in each
    )
    assert "target “2026-12-01”" in written
    assert "no longer there" not in written


def test_a_reference_means_all_that_is_due_of_it(desk):
    day = ("--today", "2026-12-05")
    (one, *_) = desk.json("ack", "PK-BY/A", *day)["items"]
    assert one["state"] == "acknowledged"
    assert items(desk, *day) == []
    refused = desk("ack", "PK-BY/A", *day)
    assert (refused.exit_code, refused.stderr) == (1, "Nothing of PK-BY/A is due.\n")


def test_everything_that_is_due_is_acknowledged_at_once(shell):
    count = len([each for each in items(shell) if each["state"] == "due"])
    assert shell.json("ack", "--all")["count"] == count > 10
    answer = shell("ack", "--all")
    assert (answer.exit_code, answer.stderr) == (1, "Nothing is due.\n")


@pytest.mark.parametrize(
    ("how", "until"),
    [
        (["--until", "2026-11-30"], "2026-11-30"),
        (["--before", "7d"], "2026-11-24"),
        (["--before", "1w"], "2026-11-24"),
        (["--until-answered"], "answer"),
    ],
)
def test_a_reminder_is_put_off(desk, how, until):
    (one,) = desk.json("snooze", "A", *how)["items"]
    assert (one["state"], one["until"]) == ("snoozed", until)
    assert "Snoozed (1)" not in desk("remind", "--relation", "PK-KZ").stdout
    assert "snoozed" in {each["state"] for each in items(desk)}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ack"], 2, "Name alerts or commitments, or else --all."),
        (["ack", "A", "--all"], 2, "Name alerts or commitments, or else --all."),
        (["ack", "B"], 1, "The reference “B” is not in this register."),
        (["snooze", "A"], 2, "Say until when: --until, --before or --until-answered."),
        (["snooze", "--until", "2026-12-01"], 2, "Name alerts or commitments."),
        (["snooze", "A", "--until", "2026-11-22"], 1, "put off until a day that is ahead"),
        (["snooze", "A", "--before", "90d"], 1, "put off until a day that is ahead"),
        (["snooze", "A", "--before", "-1d"], 1, "lies after what it reminds of"),
        (["snooze", "A", "--before", "soon"], 2, "is no length of time"),
        (["snooze", "A", "--until", "2026-12-01", "--until-answered"], 2, "Say until when"),
        (["remind", "--once"], 2, "go with --notify"),
        (["remind", "--notify", "--all"], 2, "takes none of the options of the list"),
        (["rule", "deadline"], 2, "Of which kind? --kind undertaking or --kind instrument"),
        (["rule", "dinner"], 1, "“dinner” is no point."),
        (["rule", "notice", "--kind", "meeting"], 1, "no “notice” of sessions and visits"),
        (["rule", "notice", "--ref", "A", "--lead", "3d"], 1, "no “notice” of undertakings"),
        (["rule", "no news", "--ref", "A", "--none"], 1, "one rule for the whole register"),
        (["rule", "notice", "--lead", "3d", "--none"], 2, "Either --lead, --none or --default."),
        (["rule", "notice", "--working", "joint"], 2, "--working needs --lead."),
        (["rule", "notice", "--lead", "3m", "--working", "joint"], 1, "no number of working days"),
        (["rule", "notice", "--lead", "3d", "--working", "XX"], 1, "There are PK, BY."),
        (["rule", "notice", "--default"], 1, "The default holds already."),
        (["rule", "notice", "--lead", "30y"], 1, "longer than ten years"),
        (["--read-only", "ack", "A"], 3, "reading only"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_in_a_sentence(desk, arguments, code, said):
    answer = desk(*arguments)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert said in answer.stderr


def test_a_beginning_that_means_several_is_refused(register, shell_on):
    lead, day = "P30D", date(2026, 12, 1)
    met = {}
    for number in range(100_000):
        name = CommitmentId(f"{number:020x}")
        start = occurrence_id(name, Point.DEADLINE, lead, day)[:4]
        if start in met:
            break
        met[start] = name
    for each in (met[start], name):
        register.propose(
            Commitment(id=each, ref="", relation="PK-BY", title="A promise", kind=Kind.ACTION,
                       status=Status.OPEN, owed_by="PK"),
            timing=Timing(edtf=day.isoformat(), sense=Sense.POINT, basis=Basis.STATED),
        )  # fmt: skip
    refused = shell_on(register.store.path)("ack", start)
    assert refused.exit_code == 1
    assert refused.stderr == (f"2 alerts begin with “{start}”; write more of the one you mean.\n")


def test_a_register_that_is_only_read_can_be_listed(desk):
    assert desk("--read-only", "remind").exit_code == 0
    assert desk("--read-only", "rules").exit_code == 0
    assert desk("--read-only", "rule", "notice").exit_code == 0


def test_looking_back_shows_what_was_due_and_acknowledged_by_then(desk):
    desk("ack", "A")
    for by, count in (("entry", 1), ("happened", 1)):
        found = desk.json("remind", "--as-of", "2026-11-22", "--by", by, "--all")
        assert found["as_of"]["day"] == "2026-11-22"
        states = [each["state"] for each in found["items"]]
        assert states.count("acknowledged") == count


# --- rules ---------------------------------------------------------------------------------------


def test_the_rules_are_listed_with_those_that_were_changed(desk):
    desk("rule", "notice", "--lead", "3m", "--lead", "21d")
    desk("rule", "deadline", "--ref", "A", "--lead", "10d", "--working", "joint")
    rules = {(e["point"], e["kind"], e["ref"]): e for e in desk.json("rules")["items"]}
    assert rules["deadline", "undertaking", None]["default"]
    assert rules["deadline", "undertaking", None]["leads"] == ["P30D", "P7D", "P1D"]
    changed = rules["notice", "instrument", None]
    assert (changed["leads"], changed["default"]) == (["P3M", "P21D"], False)
    own = rules["deadline", None, "PK-BY/A"]
    assert own["words"] == "10 working days of both sides before the last day"
    table = desk("rules").stdout
    assert "changed" in table
    assert "PK-BY/A" in table


def test_a_rule_is_tried_before_it_is_kept(desk):
    tried = desk.json("rule", "deadline", "--ref", "A", "--lead", "3d", "--lead", "0d", "--preview")
    assert [each["on"] for each in tried["preview"]] == ["2026-11-28", "2026-12-01"]
    assert len(desk.json("rules")["items"]) == 14
    kept = desk("rule", "deadline", "--ref", "A", "--lead", "3d", "--lead", "0d")
    assert kept.stdout.splitlines() == [
        "Last day · PK-BY/A: 3 days before the last day; on the last day",
        "  28 Nov 2026  PK-BY/A  Due in 9 days, on 01 Dec 2026",
        "  01 Dec 2026  PK-BY/A  Due in 9 days, on 01 Dec 2026",
    ]
    assert kept.stderr == "The next dates this gives.\n"
    assert [each["on"] for each in items(desk)] == ["2026-11-28", "2026-12-01"]
    again = desk("rule", "deadline", "--ref", "A", "--lead", "3d", "--lead", "0d")
    assert (again.exit_code, again.stderr) == (1, "Nothing was changed: it is so already.\n")


def test_the_default_holds_again(desk):
    desk("rule", "deadline", "--kind", "undertaking", "--none")
    assert items(desk) == []
    back = desk.json("rule", "deadline", "--kind", "undertaking", "--default")
    assert (back["leads"], back["default"]) == (["P30D", "P7D", "P1D"], True)
    assert len(items(desk)) == 3
    desk("rule", "deadline", "--ref", "A", "--none")
    tried = desk.json("rule", "deadline", "--ref", "A", "--default", "--preview")
    assert [each["on"] for each in tried["preview"]] == ["2026-11-01", "2026-11-24", "2026-11-30"]
    assert items(desk) == []


def test_a_rule_is_shown_as_it_is(desk):
    answer = desk("rule", "agree-the-day", "--json")
    assert json.loads(answer.stdout)["counting"] == "joint"
