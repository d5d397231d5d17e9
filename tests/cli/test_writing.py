"""add, edit, move, note, discard, restore, undo, redo: each is one change that undo takes back."""

from __future__ import annotations

import json

import pytest

NINTH = "PK-BY/JMC-8/30"


def words(value):
    """What a case is called: the arguments of its command."""
    return " ".join(value) if isinstance(value, list) else None


# --- add -----------------------------------------------------------------------------------------


def test_add_writes_the_reference_it_gave(fresh):
    answer = fresh("add", "--title", "A tractor plant", "--owed-by", "PK", "--due", "2027")
    assert answer.exit_code == 0
    assert answer.stdout == "PKBY.2026.001\n"
    assert fresh("add", "--title", "Another").stdout == "PKBY.2026.002\n"


def test_everything_given_is_kept(shell):
    form = shell.json(
        "add",
        *("--title", "  A joint\tstudy "),
        *("--kind", "Study"),
        *("--relation", "pk-by"),
        *("--owed-by", "both"),
        *("--due", "2025-02?"),
        *("--due-words", "in February, it is thought"),
        *("--basis", "inferred"),
        *("--due-why", "from a later letter"),
        *("--owner", "mofa"),
        *("--owner-basis", "presumed"),
        *("--counterpart", "RIPO"),
        *("--sector", "education"),
        *("--strength", "3"),
        *("--origin", "JMC-8/01"),
        *("--paragraph", "3.10"),
        *("--made-on", "2025-02-10"),
        *("--made-at", "Minsk"),
        *("--summary", "Both sides study it."),
        *("--status", "in-progress"),
        *("--ref", "MoFA/2026/7"),
        *("--remarks", "Heard twice."),
        *("--happened-on", "2025-03"),
    )
    due = form.pop("due")
    assert {name: form[name] for name in form if form[name]} == {
        "schema": 1,
        "ref": "MoFA/2026/7",
        "relation": "PK-BY",
        "kind": "study",
        "title": "A joint study",
        "summary": "Both sides study it.",
        "status": "in progress",
        "phase": "active",
        "timeliness": "overdue",
        "overdue": "yes",
        "owed_by": "PK+BY",
        "strength": 3,
        "sector": "education",
        "owner": "MoFA",
        "owner_basis": "presumed",
        "counterpart": "RIPO",
        "origin": "PK-BY/JMC-8/01",
        "paragraph": "3.10",
        "made_on": "2025-02-10",
        "made_at": "Minsk",
        "completion": "no evidence",
        "remarks": "Heard twice.",
        "reading_count": 1,
    }
    assert due == {
        "words": "Feb 2025, likely",
        "said": "in February, it is thought",
        "edtf": "2025-02?",
        "sense": "point",
        "basis": "inferred",
        "earliest": "2025-02-01",
        "latest": "2025-02-28",
        "anchor": None,
    }
    whole = shell.json("show", "MoFA/2026/7")
    assert whole["moves"][0]["happened_on"] == "2025-03"
    assert whole["timings"][0]["why"] == "from a later letter"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], "draft"),
        (["--owed-by", "PK"], "draft"),
        (["--due", "2027"], "draft"),
        (["--owed-by", "PK", "--due", "2027"], "open"),
        (["--owed-by", "PK", "--basis", "not stated"], "open"),
        (["--owed-by", "PK", "--due", "2027", "--kind", "visit"], "foreseen"),
        (["--owed-by", "PK", "--due", "2027", "--status", "draft"], "draft"),
        (["--kind", "MoU", "--status", "signed", "--owed-by", "both", "--due", ""], "signed"),
        (["--status", "closed"], "closed"),
    ],
    ids=words,
)
def test_a_commitment_arrives_where_what_is_known_of_it_allows(fresh, options, status):
    assert fresh.json("add", "--title", "A plant", *options)["status"] == status


@pytest.mark.parametrize(
    ("edtf", "sense", "basis", "earliest", "latest"),
    [
        ("2026-05-29", "point", "stated", "2026-05-29", "2026-05-29"),
        ("2026-XX-XX", "point", "stated", "2026-01-01", "2026-12-31"),
        ("2025/2027", "span", "stated", "2025-01-01", "2027-12-31"),
        ("[..2025-12-31]", "deadline", "stated", None, "2025-12-31"),
        ("2026-33", "point", "stated", "2026-01-01", "2026-03-31"),
        ("2026-05/..", "point", "stated", "2026-05-01", None),
        ("", "point", "not stated", None, None),
    ],
)
def test_a_date_says_no_more_than_was_given(fresh, edtf, sense, basis, earliest, latest):
    due = fresh.json("add", "--title", "A plant", "--due", edtf)["due"]
    assert due["edtf"] == (edtf or None)
    assert (due["sense"], due["basis"]) == (sense, basis)
    assert (due["earliest"], due["latest"]) == (earliest, latest)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--title", "  "], "needs a title"),
        (["--title", "x" * 501], "over-long"),
        (["--due", "2025-02-30"], "30 Feb 2025 does not exist"),
        (["--due", "within two weeks"], "counts from the day it was said"),
        (["--due", "03/04/2026"], "Write “2026-04-03”, “2026-03-04”"),
        (["--made-on", "2025-13-01"], "month 13"),
        (["--ref", NINTH], "taken already"),
        (["--ref", "=cmd|calc"], "cannot be a reference"),
        (["--kind", "promise"], "“action”"),
        (["--status", "delayed"], "“in progress”"),
        (["--status", "held"], "cannot be “held”"),
        (["--status", "open"], "responsible side"),
        (["--strength", "6"], "0 to 5"),
        (["--basis", "guessed"], "“to be agreed”"),
        (["--basis", "inferred", "--due", "2027"], "inferred from"),
        (["--sense", "sometime", "--due", "2027"], "“deadline”"),
        (["--sense", "span", "--due", "[..2027]"], "A/B"),
        (["--owner", "MoFB"], "“MoFA” (Ministry of Foreign Affairs)"),
        (["--counterpart", "Ministry of Weather"], "No ministry or agency"),
        (["--origin", "JMC-9/99"], "JMC-9/99"),
        (["--relation", "PK-TR"], "--names"),
        (["--relation", "Pakistan"], "PK-BY"),
        (["--happened-on", "next session"], "names no date"),
    ],
    ids=words,
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_entered(shell, sample_path, options, says):
    before = sample_path.read_bytes()
    title = [] if "--title" in options else ["--title", "A plant"]
    answer = shell("add", *title, *options)
    assert answer.exit_code == 1
    assert says in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert answer.stdout == ""
    assert sample_path.read_bytes() == before


def test_a_long_summary_is_kept_whole(fresh):
    summary = "Both sides said so. " * 5_000
    assert (
        fresh.json("add", "--title", "A plant", "--summary", summary)["summary"] == summary.strip()
    )


def test_every_script_is_kept(fresh):
    title = "Завод в Минске, ٹریکٹر پلانٹ, «протокол»"
    ref = fresh("add", "--title", title).stdout.strip()
    assert fresh.json("show", ref)["title"] == title
    assert fresh.refs("--text", "заво") == [ref]


def test_the_first_pair_of_a_register_needs_no_names(empty):
    empty("new")
    refused = empty("add", "--title", "A plant")
    assert refused.exit_code == 1
    assert "--relation" in refused.stderr
    assert empty.json("add", "--title", "A plant", "--relation", "PK-BY")["relation"] == "PK-BY"
    assert empty.json("add", "--title", "Another")["relation"] == "PK-BY"


def test_a_further_pair_is_begun_by_naming_its_countries(fresh):
    fresh("add", "--title", "A", "--relation", "PK-TR", "--names", "Pakistan,Türkiye", "--ref", "T")
    answer = fresh("add", "--title", "Whose?")
    assert answer.exit_code == 1
    assert "PK-BY, PK-TR" in answer.stderr
    assert fresh.refs("--relation", "pk-tr") == ["T"]


# --- edit ----------------------------------------------------------------------------------------


def test_edit_changes_only_what_was_named(shell):
    before = shell.json("show", NINTH)
    after = shell.json("edit", NINTH, "--title", "Ninth session", "--sector", "economy")
    assert (after["title"], after["sector"]) == ("Ninth session", "economy")
    same = set(after) - {"title", "sector"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


def test_several_fields_are_one_change(shell):
    shell("edit", NINTH, "--title", "Ninth", "--due", "2027-01", "--summary", "")
    assert shell("undo").stderr == f"Undone: Edit due, summary, title of {NINTH}.\n"
    assert shell.json("show", NINTH)["title"] == "Ninth Joint Ministerial Commission"


def test_an_empty_text_empties_a_field(shell):
    form = shell.json(
        "edit", NINTH, "--owner", "", "--origin", "", "--strength", "", "--sector", ""
    )
    assert (form["owner"], form["origin"], form["strength"], form["sector"]) == (
        None,
        None,
        None,
        "",
    )


def test_a_new_date_stands_beside_the_first_which_stays(shell):
    shell(
        *("edit", NINTH, "--due", "2027-02", "--reason", "Elections in Minsk"),
        *("--asked-on", "2026-11-01", "--agreed-on", "2026-11-20", "--agreed-by", "mutual"),
    )
    form = shell.json("show", NINTH)
    first, revised = form["timings"]
    assert (first["role"], first["edtf"], first["counts"]) == ("first", "2026", False)
    assert (revised["role"], revised["edtf"], revised["counts"]) == ("revision", "2027-02", True)
    assert revised["asked_on"] == "2026-11-01"
    assert revised["agreed_on"] == "2026-11-20"
    assert revised["agreed_by"] == "PK+BY"
    assert revised["reason"] == "Elections in Minsk"
    assert form["due"]["latest"] == "2027-02-28"
    assert form["slip"] == {"sure": 32, "most": 423}


def test_a_correction_is_no_new_date(shell):
    form = shell.json("edit", NINTH, "--due", "2027", "--correct")
    assert form["due"]["edtf"] == "2027"
    assert form["due"]["basis"] == "to be agreed"
    assert form["slip"] is None
    assert len(shell.json("show", NINTH)["timings"]) == 1
    history = shell.json("history", NINTH)["items"]
    (step,) = [item for item in history if item["record"] == "timing" and item["kind"] == "do"]
    assert {"field": "edtf", "old": "2026", "new": "2027"} in step["fields"]


def test_the_words_of_a_date_can_be_put_right_alone(shell):
    form = shell.json("edit", NINTH, "--due-words", "in the course of 2026", "--correct")
    assert (form["due"]["said"], form["due"]["edtf"]) == ("in the course of 2026", "2026")


def test_a_commitment_without_a_date_gets_its_first(fresh):
    ref = fresh("add", "--title", "A plant").stdout.strip()
    fresh("edit", ref, "--due", "2027")
    (only,) = fresh.json("show", ref)["timings"]
    assert (only["role"], only["edtf"]) == ("first", "2027")


@pytest.mark.parametrize(
    "options",
    [
        ["--title", "Ninth Joint Ministerial Commission"],
        ["--due", "2026", "--basis", "to be agreed"],
        ["--due", "2026", "--correct"],
    ],
    ids=words,
)
def test_an_edit_that_changes_nothing_says_so(shell, sample_path, options):
    before = sample_path.read_bytes()
    answer = shell("edit", NINTH, *options)
    assert answer.exit_code == 1
    assert "Nothing was changed" in answer.stderr
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--title", ""], "needs a title"),
        (["--due", "2025-02-30"], "does not exist"),
        (["--due", "03/04/2026", "--correct"], "which number is the month"),
        (["--due", "2027", "--agreed-on", "2025-02-30"], "does not exist"),
        (["--ref", "PK-BY/JMC-8/01"], "taken already"),
        (["--kind", "action"], "statuses differ"),
        (["--owner", "MoFB"], "MoFA"),
        (["--title", "Another", "--due", "2027-13"], "month 13"),
    ],
    ids=words,
)
def test_a_refused_edit_keeps_the_old_values(shell, sample_path, options, says):
    before = sample_path.read_bytes()
    answer = shell("edit", NINTH, *options)
    assert answer.exit_code == 1
    assert says in answer.stderr
    assert sample_path.read_bytes() == before


# --- move and note -------------------------------------------------------------------------------


def test_a_move_is_dated_by_when_it_happened(shell):
    form = shell.json("move", NINTH, "dates", "agreed", "--happened-on", "2026-11-20")
    assert (form["status"], form["phase"]) == ("dates agreed", "active")
    assert shell.json("show", NINTH)["moves"][-1]["happened_on"] == "2026-11-20"


def test_an_illegal_move_names_the_legal_ones(shell):
    answer = shell("move", NINTH, "closed")
    assert answer.exit_code == 1
    for legal in ("“dates agreed”", "“held”", "“postponed”", "“cancelled”"):
        assert legal in answer.stderr
    assert shell.json("show", NINTH)["status"] == "foreseen"


def test_an_unknown_status_names_the_legal_ones_too(shell):
    answer = shell("move", NINTH, "finished")
    assert answer.exit_code == 1
    assert "“finished” is no status" in answer.stderr
    assert "“foreseen”" in answer.stderr
    assert "“dates agreed”" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["JMC-8/05", "on hold"], "reason"),
        (["JMC-8/05", "on hold", "--why", "No money"], "look at it again"),
        (["JMC-8/09", "withdrawn"], "reason"),
        (["SUM-2024-11/22", "foreseen"], "reason"),
        (["JMC-8/30", "held", "--happened-on", "2026-02-30"], "does not exist"),
    ],
    ids=words,
)
def test_a_move_says_what_it_needs(shell, arguments, says):
    answer = shell("move", *arguments)
    assert answer.exit_code == 1
    assert says in answer.stderr


def test_fulfilment_needs_what_shows_it(fresh):
    ref = fresh("add", "--title", "A plant", "--owed-by", "PK", "--due", "2027").stdout.strip()
    assert fresh("move", ref, "fulfilled").exit_code == 1
    fresh("note", ref, "The plant opened.")
    assert "Say what shows it" in fresh("move", ref, "fulfilled").stderr
    answer = fresh.json("move", ref, "fulfilled", "--why", "The plant was seen at work.")
    assert answer["timeliness"] == "done in time"


def test_a_hold_has_its_reason_and_its_day_of_review(shell):
    shell("move", "JMC-8/05", "on-hold", "--why", "No money", "--review-on", "2027-01")
    form = shell.json("show", "JMC-8/05")
    assert (form["status"], form["review_on"]) == ("on hold", "2027-01")
    assert form["moves"][-1]["why"] == "No money"


def test_a_note_keeps_who_said_it_when_and_how(shell):
    shell(
        *("note", NINTH, "Minsk proposes December."),
        *("--happened-on", "2026-11-18", "--as-of", "2026-11-17", "--reporter", "mofa"),
        *("--channel", "letter", "--letter", "EUR-2/14", "--letter-date", "2026-11-18"),
        *("--completion", "limited", "--basis", "evidenced"),
    )
    assert shell.json("show", NINTH)["notes"] == [
        {
            "text": "Minsk proposes December.",
            "happened_on": "2026-11-18",
            "as_of": "2026-11-17",
            "reporter": "MoFA",
            "channel": "letter",
            "letter": "EUR-2/14",
            "letter_date": "2026-11-18",
            "completion": "limited",
            "basis": "evidenced",
        }
    ]


def test_a_note_is_of_today_unless_said_otherwise(shell):
    shell("note", NINTH, "Minsk proposes December.", "--today", "2026-12-01")
    assert shell.json("show", NINTH)["notes"][0]["happened_on"] == "2026-12-01"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["  "], "needs a text"),
        (["Heard", "--happened-on", "2025-02-30"], "does not exist"),
        (["Heard", "--reporter", "nobody at all"], "No ministry or agency"),
        (["Heard", "--basis", "rumour"], "“self-reported”"),
        (["Heard", "--completion", "half"], "“limited”"),
    ],
    ids=words,
)
def test_a_note_that_cannot_be_kept_is_refused(shell, arguments, says):
    answer = shell("note", NINTH, *arguments)
    assert answer.exit_code == 1
    assert says in answer.stderr
    assert shell.json("show", NINTH)["notes"] == []


# --- the bin, undo and redo ----------------------------------------------------------------------


def test_what_is_discarded_lies_in_the_bin_until_restored(shell):
    shell("discard", "JMC-8/30", "JMC-8/26", NINTH)
    assert sorted(shell.refs("--bin")) == ["PK-BY/JMC-8/26", NINTH]
    assert shell.json("list")["count"] == 74
    assert "in the bin" in shell("show", NINTH).stdout
    assert shell("restore", NINTH).exit_code == 0
    assert shell.refs("--bin") == ["PK-BY/JMC-8/26"]


def test_one_unknown_reference_discards_nothing(shell):
    answer = shell("discard", NINTH, "JMC-9/99")
    assert answer.exit_code == 1
    assert shell.refs("--bin") == []


@pytest.mark.parametrize("command", ["discard", "restore"])
def test_what_is_there_already_is_refused(shell, command):
    if command == "discard":
        shell("discard", NINTH)
    answer = shell(command, NINTH)
    assert answer.exit_code == 1
    assert "bin" in answer.stderr


def test_undo_and_redo_go_step_by_step_and_name_what_they_do(shell):
    shell("note", "JMC-8/05", "Site found.")
    shell("move", "JMC-8/05", "in progress")
    assert shell("undo").stderr == "Undone: Move PK-BY/JMC-8/05 to in progress.\n"
    assert shell("undo").stderr == "Undone: Note on PK-BY/JMC-8/05.\n"
    form = shell.json("show", "JMC-8/05")
    assert (form["status"], form["notes"]) == ("open", [])
    assert shell("redo").stderr == "Done again: Note on PK-BY/JMC-8/05.\n"
    form = shell.json("show", "JMC-8/05")
    assert (form["status"], len(form["notes"])) == ("open", 1)


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_where_there_is_nothing_to_take_back_it_says_so(shell, command):
    answer = shell(command)
    assert answer.exit_code == 1
    assert f"nothing to {command}" in answer.stderr


def test_an_undo_tells_other_programs_what_it_touched(shell):
    shell("discard", "JMC-8/26", NINTH)
    answer = shell("undo", "--json")
    form = json.loads(answer.stdout)
    assert form["kind"] == "undo"
    assert form["refs"] == ["PK-BY/JMC-8/26", NINTH]
    assert form["count"] == 2


def test_each_command_is_one_change_and_undoing_all_leaves_nothing(fresh):
    ref = fresh("add", "--title", "A plant", "--owed-by", "PK", "--due", "2027").stdout.strip()
    fresh("edit", ref, "--due", "2028", "--title", "A larger plant")
    fresh("note", ref, "Site found.")
    fresh("move", ref, "in progress")
    fresh("discard", ref)
    labels = [fresh("undo").exit_code for _ in range(6)]
    assert labels == [0] * 6
    assert fresh("undo").exit_code == 1
    assert fresh("show", ref).exit_code == 1
    for _ in range(6):
        assert fresh("redo").exit_code == 0
    assert fresh.refs("--bin") == [ref]
    assert fresh("check").exit_code == 0
