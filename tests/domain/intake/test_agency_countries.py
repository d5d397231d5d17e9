"""Of which country an agency is that a table names and the register does not know."""

from __future__ import annotations

import pytest

from app.domain.intake.agency_countries import answered_country, named_country, other_side
from app.domain.intake.asking import Told
from app.domain.intake.draft import drafted
from tests.domain.intake.test_draft import TODAY
from tests.domain.intake.test_draft import grid as lines


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Ministry of Finance of the Republic of Belarus", "BY"),
        ("Belarus Ministry of Industry", "BY"),
        ("МИД РБ", "BY"),
        ("Министерство экономики Республики Беларусь", "BY"),
        ("Pakistan Railways", "PK"),
        ("Торгпредство Пакистана", "PK"),
        ("وزارت تجارت پاکستان", "PK"),
        ("Pakistan-Belarus Business Council", ""),
        ("Bellesbumprom", ""),
        ("Ministry of Railways", ""),
    ],
)
def test_the_country_in_a_name_is_the_one_that_it_names_alone(name, country) -> None:
    assert named_country(name, "PK-BY", {}) == country


def test_a_country_goes_by_the_names_that_the_register_has_for_it() -> None:
    named = {"узбекистан": "UZ"}
    assert named_country("МИД Узбекистан", "PK-UZ", named) == "UZ"


def test_an_answer_says_a_country_of_the_pair_alone() -> None:
    answers = ("new BY", "New by", "new", "new UZ", "BY")
    assert [answered_country(each, "PK-BY") for each in answers] == ["BY", "BY", "", "", ""]
    assert (other_side("PK", "PK-BY"), other_side("UZ", "PK-BY")) == ("BY", "")


def read(text, **answers):
    told = Told(
        today=TODAY,
        pair="PK-BY",
        answers=answers,
        agencies={"navttc": "NAVTTC"},
        seats={"NAVTTC": "PK"},
    )
    return drafted(lines(text), told)


TABLE = """Decision|Responsible|Counterpart|Owed by
Make A thing|Ministry of Finance of the Republic of Belarus||Belarus
Make B thing|Bellesbumprom|Ministry of Railways|Belarus
Make C thing|NAVTTC|Amkodor|both
Make D thing|Sigma Works||both"""
NEW = {"Responsible@unknown": "new", "Counterpart@unknown": "new"}


def test_it_is_proposed_from_name_and_row_and_never_from_the_place_of_a_column() -> None:
    draft = read(TABLE, **NEW)
    assert [dict(each.added) for each in draft.rows] == [
        {"ministry of finance of the republic of belarus": "BY"},
        {"bellesbumprom": "BY", "ministry of railways": "PK"},
        {"amkodor": "BY"},
        {},
    ]
    assert "would be added, of BY (its name says so)" in draft.rows[0].warnings[0]


def test_where_nothing_says_it_it_is_asked() -> None:
    draft = read(TABLE, **NEW)
    [asked] = draft.questions
    assert (asked.key, asked.choices) == (
        "Responsible@Sigma Works",
        ("new PK", "new BY", "leave out"),
    )
    assert [each.waits for each in draft.rows] == [(), (), (), ("Responsible@Sigma Works",)]
    draft = read(TABLE, **NEW, **{"Responsible@Sigma Works": "new BY"})
    assert draft.rows[3].added == {"sigma works": "BY"}


def test_what_is_proposed_is_shown_in_the_question_and_can_be_changed() -> None:
    text = "Decision|Responsible|Owed by\nMake B thing|Bellesbumprom|Belarus"
    [asked] = read(text).questions
    assert asked.question.endswith("it would be of BY: the side that its row says is responsible.")
    draft = read(text, **{"Responsible@Bellesbumprom": "new PK"})
    assert draft.rows[0].added == {"bellesbumprom": "PK"}


def test_one_answer_gives_all_their_country_but_those_of_which_something_says_it() -> None:
    text = "Decision|Responsible\nMake A|Alpha Works\nMake B|Gamma Works\nMake C|Beta РБ"
    draft = read(text, **{"Responsible@unknown": "new PK"})
    assert [dict(each.added) for each in draft.rows] == [
        {"alpha works": "PK"},
        {"gamma works": "PK"},
        {"beta рб": "BY"},
    ]


def test_a_column_says_it_by_its_name() -> None:
    text = "Decision|С белорусской стороны\nMake A|Alpha Works"
    draft = read(text, **{"С белорусской стороны@unknown": "new"})
    assert draft.rows[0].added == {"alpha works": "BY"}
