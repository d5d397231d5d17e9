"""list, show, due, history, check and export: what is read, as text and as JSON."""

from __future__ import annotations

import json
import sqlite3

import pytest

PROMISED = [
    "ref",
    "relation",
    "kind",
    "title",
    "summary",
    "status",
    "phase",
    "timeliness",
    "overdue",
    "owed_by",
    "strength",
    "sector",
    "owner",
    "counterpart",
    "origin",
    "paragraph",
    "made_on",
    "completion",
    "due",
]

LATE = [
    "PK-BY/SUM-2024-11/18",
    "PK-BY/SUM-2024-11/20",
    "PK-BY/JMC-8/23",
    "PK-BY/JMC-8/18",
]


def words(value):
    """What a case is called: the arguments of its command."""
    return " ".join(value) if isinstance(value, list) else None


def test_a_list_has_its_schema_its_count_and_whole_records(shell):
    answer = shell.json("list")
    assert (answer["schema"], answer["count"], len(answer["items"])) == (1, 76, 76)
    for item in answer["items"]:
        assert set(PROMISED) <= set(item)
        assert {"words", "edtf", "sense", "basis", "earliest", "latest"} <= set(item["due"])


def test_every_record_of_a_list_has_the_same_keys_as_the_record_shown_alone(shell):
    item = shell.json("list", "--text", "Ninth Joint")["items"][0]
    alone = shell.json("show", "JMC-8/30")
    assert {name: alone[name] for name in item} == item


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--overdue"], 4),
        (["--due-soon"], 0),
        (["--overdue", "--due-soon"], 4),
        (["--status", "held"], 8),
        (["--status", "In-Force", "--status", "agreed_text"], 4),
        (["--kind", "mou", "--sector", "EDUCATION"], 1),
        (["--relation", "PK-BY"], 76),
        (["--owed-by", "BY", "--origin", "JMC-8/01", "--kind", "visit"], 3),
        (["--text", "tractor"], 3),
        (["--text", "nowhere to be found"], 0),
        (["--bin"], 0),
    ],
    ids=words,
)
def test_filters_choose(shell, options, count):
    assert shell.json("list", *options)["count"] == count


def test_an_agency_is_found_by_its_acronym_its_name_and_its_alias(shell):
    by_acronym = shell.refs("--owner", "mofa")
    assert by_acronym
    assert shell.refs("--owner", "Ministry of Foreign Affairs") == by_acronym
    assert shell.refs("--owner", "Foreign Office") == by_acronym


def test_filters_narrow_each_other(shell):
    everyone = set(shell.refs("--origin", "PK-BY/JMC-8/01"))
    open_ones = set(shell.refs("--open", "--origin", "PK-BY/JMC-8/01"))
    assert open_ones < everyone
    assert open_ones == everyone & set(shell.refs("--open"))


def test_what_is_open_leaves_out_events_and_mere_statements(shell):
    for item in shell.json("list", "--open")["items"]:
        assert item["phase"] in ("open", "active")
        assert not item["event"]
        assert item["strength"] is None or item["strength"] >= 2


def test_a_list_is_sorted_as_asked(shell):
    refs = shell.refs("--sort", "ref")
    assert refs == sorted(refs)
    assert shell.refs("--sort", "-ref") == refs[::-1]
    items = shell.json("list", "--sort", "sector,-made-on")["items"]
    keys = [(not item["sector"], item["sector"]) for item in items]
    assert keys == sorted(keys)
    trade = [item["made_on"] for item in items if item["sector"] == "trade"]
    assert trade == sorted(trade, reverse=True)


def test_a_limit_keeps_the_first(shell):
    assert shell.refs("--overdue", "--limit", "2") == LATE[:2]
    assert shell.refs("--limit", "500") == shell.refs()


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--owner", "MoFB"], "MoFA"),
        (["--owner", "Ministry of Foreign Affair"], "Ministry of Foreign Affairs"),
        (["--status", "delayed"], "“in progress”"),
        (["--kind", "promise"], "“working group”"),
        (["--sector", "weather"], "“trade”"),
        (["--relation", "PK-TR"], "“PK-BY”"),
        (["--origin", "JMC-9/99"], "JMC-9/99"),
        (["--sort", "colour"], "“owed by”"),
        (["--sort", ","], "“,”"),
    ],
    ids=words,
)
@pytest.mark.parametrize("command", ["list", "export"])
def test_what_is_unknown_is_refused_with_what_there_is(shell, tmp_path, command, options, names):
    target = [tmp_path / "out.csv"] if command == "export" else []
    answer = shell(command, *target, *options)
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert names in answer.stderr
    assert not (tmp_path / "out.csv").exists()


def test_an_agency_like_no_other_is_refused_without_a_guess(shell):
    answer = shell("list", "--owner", "zzzzzz")
    assert answer.exit_code == 1
    assert "nearest" not in answer.stderr


def test_a_name_that_two_agencies_share_is_asked_about(register, shell_on):
    from app.domain.identity import OrganisationId, new_id
    from app.domain.particulars import Organisation

    for country in ("PK", "BY"):
        register.add_organisation(
            Organisation(
                id=OrganisationId(new_id()),
                name=f"Ministry of Energy {country}",
                acronym="MoE",
                country=country,
            )
        )
    answer = shell_on(register.store.path)("list", "--owner", "MoE")
    assert answer.exit_code == 1
    assert "Ministry of Energy PK" in answer.stderr
    assert "Ministry of Energy BY" in answer.stderr


# --- plain text ----------------------------------------------------------------------------------


def test_a_list_is_a_table_with_the_date_and_where_it_stands(shell):
    lines = shell("list", "--overdue").stdout.splitlines()
    place = lines[0].index("STANDING")
    assert [line.split()[0] for line in lines[1:]] == LATE
    assert [line[place:].split("  ")[0] for line in lines[1:]] == [
        "726 days late",
        "712 days late",
        "590 days late",
        "326 days late",
    ]
    assert "2025, day not stated" in lines[4]


def test_a_table_for_a_file_is_whole_and_has_no_colour(shell):
    text = shell("list").stdout
    assert "\x1b" not in text
    assert "Agreement on financial intelligence on money laundering and terror finance" in text


def test_an_event_is_not_shown_as_a_promise(shell):
    lines = [each for each in shell("list").stdout.splitlines() if "PK-BY/JMC-8/01 " in each]
    assert "event" in lines[0]


def test_an_empty_list_writes_no_heading(shell):
    answer = shell("list", "--bin")
    assert answer.stdout == ""
    assert answer.stderr == "0 commitments\n"


def test_a_text_cannot_steer_the_terminal(fresh):
    hostile = "Plant \x1b[2J\x1b]0;owned\x07 \u202etxt.exe"
    ref = fresh("add", "--title", hostile, "--owed-by", "PK", "--due", "2027").stdout.strip()
    fresh("note", ref, "first\x1b[31m\nsecond")
    for command in (["list"], ["show", ref], ["history", ref]):
        shown = fresh(*command).stdout
        assert "Plant" in shown
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)


# --- one commitment ------------------------------------------------------------------------------


def test_the_relation_before_the_reference_may_be_left_out(shell):
    assert shell.json("show", "JMC-8/30") == shell.json("show", "PK-BY/JMC-8/30")


def test_an_unknown_reference_is_named(shell):
    answer = shell("show", "JMC-9/01")
    assert answer.exit_code == 1
    assert "JMC-9/01" in answer.stderr


def test_what_is_shown_names_dates_sides_and_sources(shell):
    text = shell("show", "SUM-2024-11/22").stdout
    for words in (
        "Feb 2025, likely",
        "42 to 69 days",
        "PMO (Prime Minister's Office) (presumed)",
        "Pakistan and Belarus",
        "Dawn, 2024-11-27, ¶ 10",
        "2025-04-11 status: held",
    ):
        assert words in text


def test_a_session_says_which_of_its_series_are_not_recorded(shell):
    assert "Not recorded      2, 3, 4, 5, 6, 7\n" in shell("show", "JMC-8/01").stdout


def test_texts_announced_together_are_counted_with_the_one_nobody_named(shell):
    text = shell("show", "SUM-2024-11/01").stdout
    assert "15 announced, 14 identified, 1 not identified" in text


def test_both_readings_of_a_date_are_shown(shell):
    text = shell("show", "SUM-2024-11/20").stdout
    assert "first: by 10 Dec 2024, counts" in text
    assert "reading: Dec 2024" in text
    assert "contradicts due" in text


def test_a_date_that_follows_another_names_it(shell):
    said = " ".join(shell("show", "JMC-8/23").stdout.split())
    assert "Follows the date of PK-BY/SUM-2024-11/22, “Prime Minister to visit Belarus”." in said
    assert "moved with PK-BY/SUM-2024-11/22: Feb 2025, likely → 11 Apr 2025" in said


# --- due -----------------------------------------------------------------------------------------


def test_due_lists_what_is_late_and_what_falls_due_in_time(shell):
    assert [item["ref"] for item in shell.json("due")["items"]] == LATE
    later = shell.json("due", "--within", "6w")["items"]
    assert [item["ref"] for item in later] == [*LATE, "PK-BY/JMC-8/30"]


@pytest.mark.parametrize("within", ["39", "39d", "6w"])
def test_the_span_of_due_is_written_in_days_or_weeks(shell, within):
    assert shell.json("due", "--within", within)["count"] == 5


def test_due_within_nothing_is_what_is_due_by_today(shell):
    assert shell.json("due", "--within", "38d")["count"] == 4


# --- history -------------------------------------------------------------------------------------


def test_a_history_is_newest_first_and_says_who_and_when(shell):
    shell("edit", "JMC-8/30", "--sector", "economy")
    shell("move", "JMC-8/30", "dates agreed", "--happened-on", "2026-11-20")
    items = shell.json("history", "JMC-8/30")["items"]
    assert items[0]["label"] == "Move PK-BY/JMC-8/30 to dates agreed"
    assert items[-1]["kind"] == "import"
    assert {item["actor"] for item in items} == {"officer"}
    assert items[0]["at"].startswith("2026-11-22T08:00:")
    (edit,) = [item for item in items if item["label"].startswith("Edit")]
    assert edit["fields"] == [{"field": "sector", "old": "trade", "new": "economy"}]
    assert "2026-11-20" in [item["happened_on"] for item in items]


def test_a_history_in_words_shows_the_old_and_the_new(shell):
    shell("edit", "JMC-8/30", "--owner", "MoFA", "--origin", "SUM-2024-11/01")
    text = shell("history", "JMC-8/30").stdout
    assert "commitment: owner “EAD” → “MoFA”" in text
    assert "commitment: origin “PK-BY/JMC-8/01” → “PK-BY/SUM-2024-11/01”" in text
    assert "Sample register (import)" in text


def test_the_bin_shows_in_a_history(shell):
    shell("discard", "JMC-8/30")
    shell("restore", "JMC-8/30")
    text = shell("history", "JMC-8/30").stdout
    assert "commitment: put away" in text
    assert "commitment: brought back" in text


# --- check ---------------------------------------------------------------------------------------


def test_a_register_that_is_whole_passes_the_check(shell):
    answer = shell("check", "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == {"schema": 1, "count": 0, "items": []}


def test_a_register_altered_behind_the_log_does_not(shell, sample_path):
    other = sqlite3.connect(sample_path)
    other.execute("UPDATE note SET text='All is well.'")
    other.commit()
    other.close()
    answer = shell("check")
    assert answer.exit_code == 4
    assert "contents: “text” of a note" in answer.stdout
    assert "damaged" in answer.stderr
    assert json.loads(shell("check", "--json").stdout)["count"] > 0


# --- export --------------------------------------------------------------------------------------


def test_export_writes_what_the_same_list_shows(shell, tmp_path):
    target = tmp_path / "late.csv"
    answer = shell("export", target, "--overdue", "--sort", "-ref", "--columns", "ref,due-edtf")
    assert answer.exit_code == 0
    assert "4 commitments" in answer.stderr
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5
    assert [line.split(",")[0].strip('"') for line in lines[1:]] == sorted(LATE, reverse=True)


def test_export_tells_other_programs_how_much_it_wrote(shell, tmp_path):
    form = shell.json("export", tmp_path / "all.csv", "--companion")
    assert (form["schema"], form["count"]) == (1, 76)
    assert (tmp_path / "all.csv.about.txt").is_file()


@pytest.mark.parametrize("columns", ["colour", "ref,colour", ","])
def test_a_column_there_is_not_is_refused_with_those_there_are(shell, tmp_path, columns):
    answer = shell("export", tmp_path / "out.csv", "--columns", columns)
    assert answer.exit_code == 1
    assert "due_edtf" in answer.stderr
    assert not (tmp_path / "out.csv").exists()


def test_a_target_that_cannot_be_written_is_named(shell, tmp_path):
    answer = shell("export", tmp_path / "nowhere" / "out.csv")
    assert answer.exit_code == 1
    assert "out.csv" in answer.stderr or "nowhere" in answer.stderr
