"""The commands decide and decisions: a choice kept, listed, carried out as one step, undone."""

from __future__ import annotations

import pytest

from app.domain.lifecycle import Status

BETWEEN = ("--from", "JMC-8/01", "--to", "JMC-8/30")
DROP = ("drop", "--status", "withdrawn")


@pytest.fixture
def hold(sample):
    """Record when the ninth session was held."""

    def held():
        sample.move(sample.reader.find("JMC-8/30"), Status.HELD, happened_on="2026-11-20")

    return held


def point(shell, ref):
    """What the list of decisions says of a point."""
    items = shell.json("decisions", *BETWEEN)["items"]
    return next(each for each in items if each["ref"] == f"PK-BY/{ref}")


def status(register, ref):
    return register.reader.commitment(register.reader.find(ref)).status


def test_a_choice_is_kept_and_nothing_happens_to_the_point(shell, sample):
    answer = shell("decide", "JMC-8/05", "reiterate", *BETWEEN, "--paragraph", "2.1")
    assert (answer.exit_code, answer.stderr) == (0, "PK-BY/JMC-8/05: Reiterate.\n")
    held = point(shell, "JMC-8/05")["decision"]
    assert (held["choice"], held["paragraph"], held["applied_on"]) == ("reiterate", "2.1", None)
    assert status(sample, "JMC-8/05") is Status.OPEN
    shell("undo")
    assert point(shell, "JMC-8/05")["decision"] is None


def test_a_new_date_is_read_as_everywhere_and_echoed(shell):
    answer = shell(
        "decide", "JMC-8/18", "revise", *BETWEEN, "--due", "by end of 2027", "--why", "x"
    )
    assert answer.stderr.splitlines() == [
        "Read as: by 31 Dec 2027.",
        "PK-BY/JMC-8/18: Revise: by 31 Dec 2027.",
    ]
    due = point(shell, "JMC-8/18")["decision"]["due"]
    assert (due["edtf"], due["latest"], due["sense"]) == (
        "[..2027-12-31]",
        "2027-12-31",
        "deadline",
    )


def test_a_date_still_to_be_agreed_is_said_to_be(shell):
    answer = shell("decide", "JMC-8/27", "revise", *BETWEEN, "--due", "to be agreed")
    assert answer.stderr.endswith("PK-BY/JMC-8/27: Revise: to be agreed.\n")
    assert point(shell, "JMC-8/27")["decision"]["due"]["basis"] == "to be agreed"


def test_a_choice_of_two_words_needs_no_quotes(shell):
    answer = shell("decide", "JMC-8/05", "note", "fulfilment", *BETWEEN, "--why", "Letter 5.")
    assert answer.stderr.startswith("PK-BY/JMC-8/05: Note fulfilment.\n")


def test_a_fulfilment_that_nothing_shows_is_said_to_rest_on_the_reason(shell, sample):
    noting = ("decide", "JMC-8/05", "note fulfilment", *BETWEEN)
    refused = shell(*noting)
    assert (refused.exit_code, "Say what shows" in refused.stderr) == (1, True)
    said = shell(*noting, "--why", "Letter 5.").stderr
    assert "no report says that it is complete: it rests on the reason given." in said
    identity = sample.reader.find("JMC-8/05")
    sample.note(identity, "It is done.", completion="complete")
    assert "only who owes it says so" in shell(*noting, "--why", "Letter 6.").stderr
    sample.note(identity, "It is done.", completion="complete", basis="evidenced")
    assert shell(*noting, "--why", "Letter 7.").stderr == "PK-BY/JMC-8/05: Note fulfilment.\n"


def test_json_gives_the_point_with_what_is_chosen_and_proposed(shell):
    form = shell.json("decide", "JMC-8/18", *DROP, *BETWEEN, "--why", "Over.")
    assert (form["schema"], form["ref"]) == (1, "PK-BY/JMC-8/18")
    assert form["decision"]["status"] == "withdrawn"
    assert form["proposed"]["choice"] == "revise"


def test_a_choice_is_taken_back(shell):
    shell("decide", "JMC-8/05", "reiterate", *BETWEEN)
    assert shell("decide", "JMC-8/05", "--withdraw", *BETWEEN).exit_code == 0
    assert point(shell, "JMC-8/05")["decision"] is None
    assert shell("decide", "JMC-8/05", "--withdraw", *BETWEEN).exit_code == 1


def test_every_point_is_listed_with_what_is_proposed_and_why(shell):
    form = shell.json("decisions", *BETWEEN)
    assert (form["schema"], form["count"], len(form["items"])) == (1, 26, 26)
    assert (form["from"], form["to"]) == ("PK-BY/JMC-8/01", "PK-BY/JMC-8/30")
    assert form["items"][0].keys() == {
        "ref", "paragraph", "title", "status_now", "decision", "proposed",
    }  # fmt: skip
    lines = shell("decisions", *BETWEEN).stdout.splitlines()
    late = next(each for each in lines if "JMC-8/18" in each)
    assert "Revise" in late
    assert "Its last day was 31 Dec 2025." in late


def test_what_is_chosen_is_carried_out_as_one_step_that_one_undo_takes_back(shell, sample, hold):
    hold()
    shell("decide", "JMC-8/05", "reiterate", *BETWEEN, "--paragraph", "2.1")
    shell("decide", "JMC-8/26", *DROP, *BETWEEN, "--why", "Overtaken.")
    form = shell.json("decisions", *BETWEEN, "--apply")
    assert (form["count"], form["refs"]) == (2, ["PK-BY/JMC-8/05", "PK-BY/JMC-8/26"])
    assert status(sample, "JMC-8/26") is Status.WITHDRAWN
    reader = sample.reader
    [restated] = reader.dossier(reader.find("JMC-8/05")).appearances
    assert (restated.session, restated.paragraph) == (reader.find("JMC-8/30"), "2.1")
    assert point(shell, "JMC-8/26")["decision"]["applied_on"] == "2026-11-20"
    shell("undo")
    assert status(sample, "JMC-8/26") is Status.OPEN
    assert reader.dossier(reader.find("JMC-8/05")).appearances == ()
    assert shell("decisions", *BETWEEN).stderr == "26 points: 2 chosen, 0 carried out\n"


def test_nothing_is_carried_out_before_the_session_was_held_and_that_is_said(shell, sample):
    shell("decide", "JMC-8/30", "note fulfilment", *BETWEEN)
    shell("decide", "JMC-8/26", *DROP, *BETWEEN, "--why", "Overtaken.")
    answer = shell("decisions", *BETWEEN, "--apply")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == (
        "PK-BY/JMC-8/30 is “foreseen”: what is chosen for it is carried out once it is recorded "
        "as held, with its day.\n"
    )
    assert status(sample, "JMC-8/26") is Status.OPEN
    assert shell("decisions", *BETWEEN).stderr == "26 points: 2 chosen, 0 carried out\n"


def test_nothing_is_proposed_for_language_that_only_notes(shell):
    assert point(shell, "JMC-8/07")["proposed"] == {
        "choice": None, "reason": "its language only notes", "day": None,
    }  # fmt: skip
    lines = shell("decisions", *BETWEEN).stdout.splitlines()
    noted = next(each for each in lines if "JMC-8/07" in each)
    assert "Only noted: nothing is owed." in noted
    assert "Reiterate" not in noted


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("JMC-8/05", *BETWEEN), 2, "Say what is chosen"),
        (("JMC-8/05", "reiterate", "--withdraw", *BETWEEN), 2, "Say what is chosen"),
        (("JMC-8/05", "reiterate", "--from", "JMC-8/01"), 2, "--to"),
        (("JMC-8/05", "postpone", *BETWEEN), 1, "“revise”, “drop”"),
        (("JMC-8/05", "reiterate", "--due", "2027", *BETWEEN), 2, "--due goes with “revise”"),
        (("JMC-8/05", "revise", "--status", "lapsed", *BETWEEN), 2, "--status goes with “drop”"),
        (("JMC-8/05", "reiterate", "--basis", "stated", *BETWEEN), 2, "A date goes with"),
        (("JMC-8/05", "revise", *BETWEEN), 1, "Say which new date"),
        (("JMC-8/05", "revise", "--due", "03/04/2027", *BETWEEN), 1, "03/04/2027"),
        (("JMC-8/05", "revise", "--anchor", "JMC-8/30", *BETWEEN), 1, "cannot follow another"),
        (("JMC-8/05", *DROP, *BETWEEN), 1, "reason"),
        (("JMC-8/05", "drop", "--why", "x", *BETWEEN), 1, "Say as what it is dropped"),
        (("JMC-8/30", "reiterate", *BETWEEN), 1, "is to decide itself"),
        (("JMC-8/05", "drop", "--why", "x", "--status", "held", *BETWEEN), 1, "“superseded”"),
        (("SUM-2024-11/18", "reiterate", *BETWEEN), 1, "neither made nor restated"),
        (("JMC-9/99", "reiterate", *BETWEEN), 1, "is not in this register"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_a_code_and_a_sentence(shell, arguments, code, words):
    answer = shell("decide", *arguments)
    assert answer.exit_code == code
    assert words in answer.stderr


def test_the_same_choice_again_and_an_empty_list_of_choices_are_nothing_to_do(shell):
    assert shell("decisions", *BETWEEN, "--apply").exit_code == 1
    shell("decide", "JMC-8/05", "reiterate", *BETWEEN)
    again = shell("decide", "JMC-8/05", "reiterate", *BETWEEN)
    assert (again.exit_code, again.stderr) == (
        1, "Nothing was changed: that is chosen already.\n",
    )  # fmt: skip


def test_what_was_carried_out_is_not_decided_otherwise(shell, hold):
    hold()
    shell("decide", "JMC-8/05", "reiterate", *BETWEEN)
    shell("decisions", *BETWEEN, "--apply")
    answer = shell("decide", "JMC-8/05", *DROP, "--why", "x", *BETWEEN)
    assert answer.exit_code == 1
    assert "was carried out on 20 Nov 2026" in answer.stderr


def test_a_register_that_is_only_read_is_not_written_to(shell):
    answer = shell("--read-only", "decide", "JMC-8/05", "reiterate", *BETWEEN)
    assert answer.exit_code == 3
    assert point(shell, "JMC-8/05")["decision"] is None


def done(register):
    """Record that a point was implemented."""
    identity = register.reader.find("JMC-8/05")
    register.move(identity, Status.FULFILLED, why="Done.", happened_on="2026-01-05")


def test_what_is_settled_is_not_carried_over_and_that_is_said_at_once(shell, sample):
    done(sample)
    answer = shell("decide", "JMC-8/05", "reiterate", *BETWEEN)
    assert answer.exit_code == 1
    assert "is “fulfilled”: what is settled is not carried over." in answer.stderr
    assert point(shell, "JMC-8/05")["decision"] is None


def test_a_point_that_cannot_be_carried_over_any_more_is_named_once(shell, sample, hold):
    hold()
    shell("decide", "JMC-8/05", "reiterate", *BETWEEN)
    done(sample)
    answer = shell("decisions", "--apply", *BETWEEN)
    assert (answer.exit_code, answer.stderr.count("JMC-8/05")) == (1, 1)
