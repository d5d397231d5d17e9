"""organisations, and organisation add, edit, merge: each a change that one undo takes back."""

from __future__ import annotations

import pytest


def held(shell, *options):
    """What the list says, by name."""
    return {each["name"]: each for each in shell.json("organisations", *options)["items"]}


def test_the_list_says_what_each_answers_for(shell):
    answer = shell.json("organisations")
    assert answer["schema"] == 1
    assert answer["count"] == len(answer["items"]) == 48
    drap = held(shell)["Drug Regulatory Authority of Pakistan"]
    assert drap == {
        "name": "Drug Regulatory Authority of Pakistan",
        "acronym": "DRAP",
        "country": "PK",
        "kind": "authority",
        "parent": "Ministry of National Health Services, Regulations and Coordination",
        "aliases": [],
        "focal_points": [],
        "leads_count": 4,
        "supports_count": 0,
        "counterpart_count": 0,
        "pending_count": 2,
        "overdue_count": 0,
        "heard": None,
    }
    assert len(shell.refs("--owner", "DRAP")) == 4


def test_the_list_as_a_table_stands_with_a_heading(shell):
    answer = shell("organisations", "--text", "climate")
    assert answer.exit_code == 0
    heading, line = answer.stdout.splitlines()
    assert heading.split()[:3] == ["ACRONYM", "COUNTRY", "LEADS"]
    assert line.startswith("MoCC")
    assert "2025-04-11" in line
    assert answer.stderr == "1 organisation\n"


def test_the_list_is_narrowed(shell):
    assert {each["country"] for each in held(shell, "--country", "by").values()} == {"BY"}
    assert list(held(shell, "--text", "foreign office")) == ["Ministry of Foreign Affairs"]
    assert len(held(shell, "--relation", "pk-by")) == 48
    assert shell("organisations", "--relation", "PK-XX").exit_code == 1
    nothing = shell("organisations", "--text", "submarine")
    assert (nothing.stdout, nothing.stderr) == ("", "0 organisations\n")


def test_an_organisation_is_added_with_its_names(shell):
    form = shell.json(
        *("organisation", "add", "Board of Tractors"),
        *("--acronym", "BoT", "--country", "pk", "--kind", "board", "--parent", "MoIP"),
        *("--alias", "Tractor Board", "--alias", "Совет"),
    )
    assert (form["schema"], form["name"], form["country"]) == (1, "Board of Tractors", "PK")
    assert form["parent"] == "Ministry of Industries and Production"
    assert [each["name"] for each in form["aliases"]] == ["Tractor Board", "Совет"]
    assert shell("undo").exit_code == 0
    assert "Board of Tractors" not in held(shell)


@pytest.mark.parametrize(
    "options",
    [
        ("add", "mofa", "--country", "PK"),
        ("add", "A new one", "--acronym", "Foreign Office"),
        ("add", " "),
        ("add", "Board", "--country", "Pakistan"),
        ("add", "Board", "--parent", "Nobody"),
        ("edit", "Nobody", "--kind", "board"),
        ("edit", "MoFA", "--name", " "),
        ("edit", "MoFA", "--alias", "Foreign office"),
        ("edit", "MoFA", "--drop-alias", "Abroad"),
        ("edit", "MoFA", "--parent", "MoFA"),
        ("edit", "MoFA", "--alias", "МИД", "--language", "in Russian"),
        ("edit", "MoFA", "--kind", "ministry"),
        ("merge", "MoFA", "MoFA"),
        ("merge", "MoFA", "Belarusian Foreign Ministry"),
        ("merge", "MoFA", "Nobody"),
        ("merge", "NHSRC", "DRAP"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused_in_a_sentence(shell, options):
    before = held(shell)
    answer = shell("organisation", *options)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.endswith(".\n")
    assert held(shell) == before


def test_the_same_name_may_be_there_in_another_country(shell):
    added = shell("organisation", "add", "Ministry of Commerce", "--country", "BY")
    assert added.exit_code == 0
    assert added.stderr == "Added “Ministry of Commerce”.\n"


def test_editing_keeps_what_it_was_called(shell):
    form = shell.json(
        *("organisation", "edit", "MoIP", "--name", "Ministry of Industry", "--acronym", "MoI"),
        *("--alias", "Минпром", "--language", "ru"),
    )
    assert (form["name"], form["acronym"]) == ("Ministry of Industry", "MoI")
    assert form["aliases"] == [
        {"name": "Ministry of Industries and Production", "language": None, "kind": "former"},
        {"name": "MoIP", "language": None, "kind": "former"},
        {"name": "Минпром", "language": "ru", "kind": "alias"},
    ]
    assert {each["owner"] for each in shell.json("list", "--owner", "MoIP")["items"]} == {"MoI"}
    dropped = shell.json("organisation", "edit", "MoI", "--drop-alias", "moip")
    assert [each["kind"] for each in dropped["aliases"]] == ["former", "alias"]


def test_a_slip_of_the_pen_is_corrected_without_a_trace_among_the_names(shell):
    form = shell.json("organisation", "edit", "PTV", "--name", "Pakistan TV", "--correct")
    assert [each["name"] for each in form["aliases"]] == ["Pakistan Television"]
    assert shell.json("organisation", "edit", "PTV", "--parent", "")["parent"] is None


def test_an_edit_of_nothing_is_a_wrong_command_line(shell):
    answer = shell("organisation", "edit", "MoFA")
    assert answer.exit_code == 2


def test_a_merge_says_what_it_would_do_before_it_does_it(shell):
    before = held(shell)
    planned = shell.json("organisation", "merge", "TDAP", "Ministry of Commerce", "--dry-run")
    assert planned["merged"] is False
    assert held(shell) == before
    leads = before["Trade Development Authority of Pakistan"]["leads_count"]
    assert planned["leads_count"] == leads
    assert planned["spellings"] == ["Trade Development Authority of Pakistan", "TDAP"]
    done = shell.json("organisation", "merge", "TDAP", "Ministry of Commerce")
    assert done == {**planned, "merged": True}
    after = held(shell)
    assert "Trade Development Authority of Pakistan" not in after
    kept = after["Ministry of Commerce"]
    assert kept["leads_count"] == before["Ministry of Commerce"]["leads_count"] + leads
    assert {each["name"] for each in kept["aliases"]} >= {"TDAP", "Commerce Division"}
    assert shell("check").exit_code == 0
    assert shell("undo").exit_code == 0
    assert held(shell) == before


def test_a_merge_is_told_in_one_line(shell):
    answer = shell("organisation", "merge", "TDAP", "Ministry of Commerce")
    assert answer.stdout == ""
    assert answer.stderr.startswith("Merged “Trade Development Authority of Pakistan” into “")
    assert "spelling “TDAP”" in answer.stderr


def test_nothing_is_written_where_only_reading_is_allowed(shell):
    for options in (("add", "Board"), ("edit", "MoFA", "--kind", "x"), ("merge", "TDAP", "SBP")):
        assert shell("organisation", *options, "--read-only").exit_code == 3


@pytest.mark.parametrize("command", ["add", "edit", "merge"])
def test_every_command_explains_itself_and_takes_the_shared_options(empty, command):
    answer = empty.bare("organisation", command, "--help")
    assert answer.exit_code == 0
    for option in ("--register", "--data", "--today", "--read-only", "--json"):
        assert option in answer.stdout
    assert command in empty.bare("organisation", "--help").stdout


def test_shared_options_stand_before_the_verb_too(shell, sample_path, places):
    answer = shell.bare(
        *("organisation", "--register", sample_path, "--data", places.data, "--json"),
        *("merge", "TDAP", "Ministry of Commerce", "--dry-run"),
    )
    assert answer.exit_code == 0
    assert '"merged": false' in answer.stdout


def test_an_empty_register_has_none(fresh):
    assert fresh.json("organisations") == {"schema": 1, "count": 0, "items": []}
