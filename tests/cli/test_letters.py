"""The commands of reminder letters, on the sample."""

from __future__ import annotations

import email
import email.policy

import pytest

from app.services.opening import open_register

NO = "F. No. 3/12-2026"


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "drafts"
    place.mkdir()
    return place


@pytest.fixture
def write(shell, out):
    """Draft letters, by default a recorded mail to two agencies."""

    def run(*arguments, number=NO, to=("MoCC", "MoFA"), record=True):
        named = [part for each in to for part in ("--organisation", each)]
        return shell(
            "letters",
            *named,
            *("--reference", number, "--deadline", "2026-12-06", "--form", "eml"),
            *("--folder", out, *(["--record"] if record else []), *arguments),
        )

    return run


def test_who_owes_an_answer_is_listed_with_why(shell):
    found = shell.json("letters")
    assert found["schema"] == 1
    (mocc,) = (each for each in found["items"] if each["acronym"] == "MoCC")
    assert mocc["reasons"] == ["silent"]
    assert len(mocc["points"]) == 4
    assert mocc["heard"] == "2025-04-11"
    assert f"{found['count']} organisations owe an answer" in shell("letters").stderr


def test_drafts_alone_record_nothing(shell, write, out):
    answer = write(record=False)
    assert answer.exit_code == 0
    assert sorted(each.name for each in out.iterdir()) == [
        "F-No-3-12-2026-MoCC.eml",
        "F-No-3-12-2026-MoFA.eml",
    ]
    assert "2 letters drafted; nothing recorded" in answer.stderr
    assert shell.json("rounds")["count"] == 0


def test_letters_are_drafted_recorded_answered_and_reminded_of(shell, write, out):
    drafted = write("--json")
    assert drafted.exit_code == 0
    replied = shell(
        *("replied", NO.lower(), "--organisation", "Ministry of Foreign Affairs"),
        *("--on", "1 Dec 2026", "--letter", "U.O. 7", "--today", "2026-12-02"),
    )
    assert replied.stderr == f"{NO}: replied 1 of 2.\n"
    (held,) = shell.json("rounds")["items"]
    assert (held["replied_count"], held["asked_count"], held["awaited_count"]) == (1, 2, 1)
    by_name = {each["acronym"]: each for each in held["letters"]}
    assert by_name["MoFA"]["standing"] == "replied"
    assert (by_name["MoFA"]["replied_on"], by_name["MoFA"]["reply_letter"]) == (
        "2026-12-01",
        "U.O. 7",
    )
    again = shell(
        *("letters", "--remind", NO, "--reference", "F. No. 3/31", "--date", "2026-12-10"),
        *("--deadline", "2026-12-24", "--form", "eml", "--folder", out, "--record"),
        *("--today", "2026-12-10"),
    )
    assert again.exit_code == 0, again.stderr
    message = email.message_from_bytes(
        (out / "F-No-3-31-MoCC.eml").read_bytes(), policy=email.policy.default
    )
    assert message["Subject"].startswith("Reminder II: ")
    assert f"our letter {NO} of 22 Nov 2026" in message.get_content()
    assert not (out / "F-No-3-31-MoFA.eml").exists()
    assert [each["number"] for each in shell.json("rounds")["items"]] == [2, 1]
    assert shell.json("rounds", NO)["letters"][0]["standing"] == "reminded"


def test_one_undo_takes_a_round_back(shell, write):
    write()
    ref = shell.json("rounds", NO)["letters"][0]["points"][0]
    assert shell.json("show", ref)["ball_with"] == "PK"
    undone = shell("undo")
    assert undone.exit_code == 0
    assert shell.json("rounds")["count"] == 0
    assert shell.json("show", ref)["ball_with"] in (None, "")


def test_a_number_that_was_used_is_asked_about(shell, write, tmp_path):
    write()
    again = write("--folder", tmp_path, to=("MoCC",))
    assert again.exit_code == 1
    assert "was used already, for the letter of 2026-11-22" in again.stderr
    assert write("--again", "--folder", tmp_path, to=("MoCC",)).exit_code == 0
    several = shell("rounds", NO)
    assert several.exit_code == 1
    assert "Several letters carry" in several.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--record"], 2, "Say to whom"),
        (["--all"], 2, "Letters need --reference, --deadline, --folder."),
        (["--remind", "none", "--reference", "1", "--deadline", "2026-12-01", "--folder", "."],
         1, "No letter carries the number “none”"),
        (["--organisation", "PMU", "--reference", "1", "--deadline", "2026-12-01",
          "--folder", "."], 1, "goes by “PMU”"),
        (["--organisation", "MoCC", "--reference", "1", "--deadline", "2026-11-01",
          "--folder", "."], 1, "before the date of the letter"),
        (["--organisation", "HIT", "--reference", "1", "--deadline", "2026-12-01",
          "--folder", "."], 1, "has no open point"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_with_a_sentence(shell, arguments, code, said):
    answer = shell("letters", *arguments)
    assert answer.exit_code == code
    assert said in answer.stderr
    assert shell.json("rounds")["count"] == 0


def test_a_register_that_is_only_read_takes_no_record_and_keeps_no_draft(shell, write, out):
    answer = write("--read-only")
    assert answer.exit_code == 3
    assert list(out.iterdir()) == []


def test_classified_points_are_told_as_a_count_alone(shell, write, out, sample_path, places, clock):
    found = shell.json("letters")["items"]
    ref = next(each for each in found if each["acronym"] == "MoCC")["points"][0]
    register = open_register(sample_path, places, clock, "officer")
    identity = register.reader.find(ref)
    title = register.reader.row(identity).title
    register.amend(identity, classification="confidential")
    register.close()
    answer = write(to=("MoCC",), record=False)
    assert "1 classified point was left out" in answer.stderr
    text = (out / "F-No-3-12-2026-MoCC.eml").read_bytes()
    assert title not in email.message_from_bytes(text, policy=email.policy.default).get_content()


def test_the_list_of_rounds_is_read_by_people_too(shell, write):
    write()
    shell("replied", NO, "--organisation", "MoFA", "--on", "2026-11-22")
    text = shell("rounds").stdout
    assert "1 of 2" in text
    assert NO in text
    one = shell("rounds", NO)
    assert "MoFA" in one.stdout
    assert "replied 1 of 2" in one.stderr
    nothing = shell("replied", NO, "--organisation", "MoFA", "--on", "2026-11-22")
    assert nothing.exit_code == 1
    stranger = shell("replied", NO, "--organisation", "HIT", "--on", "2026-11-22")
    assert "did not go to HIT" in stranger.stderr


def test_what_a_later_call_does_not_give_of_a_reply_stays(shell, write):
    write()
    reply = ("replied", NO, "--organisation", "MoFA", "--note", "Under way.")
    later = ("--today", "2026-12-02")
    assert shell(*reply, "--on", "2026-12-01", "--letter", "U.O. 7", *later).exit_code == 0
    again = shell(*reply, *later)
    assert again.exit_code == 1
    assert "so already" in again.stderr
    (mofa,) = (each for each in shell.json("rounds", NO)["letters"] if each["acronym"] == "MoFA")
    assert (mofa["replied_on"], mofa["reply_letter"]) == ("2026-12-01", "U.O. 7")


def test_what_has_not_happened_yet_is_not_recorded(shell, write, out):
    ahead = write("--date", "2026-11-23")
    assert ahead.exit_code == 1
    assert "still ahead" in ahead.stderr
    assert list(out.iterdir()) == []
    write()
    reply = shell("replied", NO, "--organisation", "MoFA", "--on", "2026-11-23")
    assert reply.exit_code == 1
    assert "still ahead" in reply.stderr
