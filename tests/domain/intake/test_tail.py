"""Whether the last rows of a table belong to it: a name and a post under it are asked about."""

from __future__ import annotations

import pytest

from app.domain.intake.layout import Role
from tests.domain.intake.test_draft import read

TABLE = """
No|Decision|Agency|Due
1|Tractors|MoIP|2026
2|Tyres|FBR|2027
"""


def waiting(text, **told):
    """The rows of a table that wait for whether they are one."""
    draft = read(text, **told)
    asked = {each.key: each.row for each in draft.questions if each.key.startswith("@row")}
    assert [each.row for each in draft.rows if set(each.waits) & set(asked)] == [*asked.values()]
    return [*asked.values()]


@pytest.mark.parametrize(
    "line",
    [
        "|Muhammad Aslam Khan, Chief of Section||",
        "|Muhammad Aslam Khan|Focal Person|",
        "|И. И. Иванов, первый заместитель||",
        "|محمد اسلم خان، سربراہ شعبہ||",
        "|Muhammad Aslam Khan, 0300-1234567||",
    ],
)
@pytest.mark.parametrize("between", ["", "|||\n"])
def test_a_name_and_a_post_under_a_table_are_asked_about(line, between):
    last = 5 if between else 4
    assert waiting(f"{TABLE}{between}{line}\n") == [last]


@pytest.mark.parametrize("answer", ["a row", "no row"])
def test_the_answer_lets_it_in_or_sets_it_aside(answer):
    text = f"{TABLE}|||\n|Muhammad Aslam Khan, Chief of Section||\n"
    draft = read(text, answers={"@row 5": answer})
    assert draft.questions == ()
    comes = answer == "a row"
    assert (5 in [each.row for each in draft.rows]) is comes
    assert ((5, Role.REMARK) in [(each.row, each.reason) for each in draft.aside]) is not comes


def test_the_question_shows_what_stands_there():
    questions = read(f"{TABLE}|Muhammad Aslam|Focal Person|\n").questions
    asked = next(each for each in questions if each.key == "@row 4")
    assert asked.question == (
        "Below the table stands “Muhammad Aslam · Focal Person”. Is this a row of the table?"
    )


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        f"{TABLE}3|Training||\n",
        f"{TABLE}|Training|NAVTTC|2028\n",
        "\nDecision|Due\nTractors|2026\nTyres|\nSeeds|2027\nTraining|\n",
        "\nDecision|Agency\nTractors|MoIP\nTyres|FBR\n",
        "\nPara|Decision|Due\n3.1|Tractors|2026\n|(a) tyres|\n|(b) seeds|\n",
        "\nPara|Decision|Due\n3.1|Tractors|2026\n\n3.2|Tyres|2027\n\n3.3|Seeds|2028\n",
    ],
)
def test_what_is_as_full_as_the_others_or_numbered_is_a_row(text):
    assert waiting(text) == []


def test_in_a_table_that_says_little_throughout_its_end_is_what_a_blank_row_parts():
    text = "\nDecision|Agency\nTractors|MoIP\nTyres|FBR\n|\nMuhammad Aslam|Chief of Section\n"
    assert waiting(text) == [5]
