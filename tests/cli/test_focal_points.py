"""organisation focal-point add, edit, withdraw, erase; and what letters say of addresses."""

from __future__ import annotations

import pytest

FOCAL = ("organisation", "focal-point")


def held(shell, name="MoST"):
    """The focal points that the list of organisations shows of one, by their names."""
    (item,) = (each for each in shell.json("organisations")["items"] if each["acronym"] == name)
    return {each["name"]: each for each in item["focal_points"]}


@pytest.fixture
def khan(shell):
    answer = shell(
        *(*FOCAL, "add", "MoST", "Ayesha Khan", "--post", "Deputy Secretary"),
        *("--email", "a.khan@example.org"),
    )
    assert answer.exit_code == 0, answer.output
    return "Ayesha Khan"


def test_the_list_shows_them_with_what_is_known(shell, khan):
    assert held(shell) == {
        khan: {
            "name": khan,
            "role": "main",
            "post": "Deputy Secretary",
            "email": "a.khan@example.org",
            "telephone": None,
            "language": None,
        }
    }


def test_another_main_one_is_said_to_take_the_place_of_the_first(shell, khan):
    answer = shell(*FOCAL, "add", "MoST", "Bilal Ahmed")
    assert answer.exit_code == 0
    assert answer.stderr == (
        "Added a focal point of “Ministry of Science and Technology”. “Ayesha Khan” is an "
        "alternate from now on.\n"
    )
    assert {name: each["role"] for name, each in held(shell).items()} == {
        khan: "alternate",
        "Bilal Ahmed": "main",
    }
    back = shell.json(*FOCAL, "edit", "MoST", "A.KHAN@example.org", "--role", "main")
    assert [each["role"] for each in back["focal_points"]] == ["main", "alternate"]
    assert shell("undo").exit_code == 0
    assert held(shell)[khan]["role"] == "alternate"


def test_facts_are_put_right_and_made_unknown(shell, khan):
    form = shell.json(*FOCAL, "edit", "MoST", khan, "--name", "A. Khan", "--email", "")
    assert [(each["name"], each["email"]) for each in form["focal_points"]] == [("A. Khan", None)]
    again = shell(*FOCAL, "edit", "MoST", "a. khan", "--email", "")
    assert (again.exit_code, again.stderr) == (1, "Nothing was changed: it is so already.\n")


def test_who_is_withdrawn_can_be_erased_for_good(shell, khan, sample_path):
    assert shell(*FOCAL, "erase", khan, "--yes").exit_code == 1
    assert shell(*FOCAL, "withdraw", "MoST", khan).exit_code == 0
    assert held(shell) == {}
    asked = shell(*FOCAL, "erase", khan)
    assert asked.exit_code == 1
    assert "--yes" in asked.stderr
    assert b"a.khan@example.org" in sample_path.read_bytes()
    assert shell.json(*FOCAL, "erase", khan, "--yes") == {"schema": 1, "erased_count": 1}
    assert b"a.khan@example.org" not in sample_path.read_bytes()
    assert shell("check").exit_code == 0


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("add", "MoST", "X", "--email", "a b@example.org"), 1, "no e-mail address"),
        (("add", "MoST", "X", "--email", "a@b.org\nBcc: c@d.org"), 1, "no e-mail address"),
        (("add", "MoST", "X", "--role", "boss"), 1, "no role"),
        (("add", "MoST", " "), 1, "needs a name"),
        (("add", "Nobody", "X"), 1, "goes by “Nobody”"),
        (("add", "MoST", "ayesha", "--email", "A.KHAN@example.org"), 1, "there already"),
        (("edit", "MoST", "Nobody", "--post", "X"), 1, "There are “Ayesha Khan”"),
        (("edit", "MoST", "Ayesha Khan"), 2, "Say what to change"),
        (("withdraw", "MoFA", "Ayesha Khan"), 1, "There are none"),
        (("erase", ""), 1, "withdraw it first"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(shell, khan, options, code, said):
    before = shell.json("organisations")
    answer = shell(*FOCAL, *options)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert said in answer.stderr
    assert shell.json("organisations") == before


def test_letters_say_of_whom_no_address_is_held(shell, khan, tmp_path):
    answer = shell(
        *("letters", "--organisation", "MoST", "--organisation", "MoFA", "--form", "eml"),
        *("--reference", "F.1", "--deadline", "2026-12-06", "--folder", tmp_path),
    )
    assert answer.exit_code == 0
    assert answer.stderr.endswith("No address is held of MoFA.\n")
    assert b'To: "Ayesha Khan" <a.khan@example.org>' in (tmp_path / "F.1-MoST.eml").read_bytes()
    owing = {each["acronym"]: each["address_held"] for each in shell.json("letters")["items"]}
    assert owing["MoST"] is True
    assert owing["MoFA"] is False


def test_drafts_as_json_tell_the_addresses(shell, khan, tmp_path):
    form = shell.json(
        *("letters", "--organisation", "MoST", "--form", "eml", "--reference", "F.1"),
        *("--deadline", "2026-12-06", "--folder", tmp_path),
    )
    assert [(each["to"], each["cc"]) for each in form["letters"]] == [(["a.khan@example.org"], [])]


def test_a_merge_says_that_they_go_over(shell, khan):
    answer = shell("organisation", "merge", "MoST", "MoIP", "--dry-run")
    assert "focal points 1" in answer.stderr
    assert shell.json("organisation", "merge", "MoST", "MoIP")["focal_points_count"] == 1
    assert set(held(shell, "MoIP")) == {khan}
