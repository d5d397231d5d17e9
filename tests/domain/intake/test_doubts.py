"""What a table leaves in doubt is asked or told: which date, which side, what is left out."""

from __future__ import annotations

import pytest

from app.domain.intake.layout import Role
from app.domain.intake.parties import read_party
from tests.domain.intake.test_draft import read


def fields(draft, name):
    return [each.fields.get(name) for each in draft.rows]


def columns(draft):
    return {each.name: each.field for each in draft.columns}


@pytest.mark.parametrize(
    "name",
    [
        "Last updated",
        "Received on",
        "Closed on",
        "Start date",
        "Visited",
        "Дата протокола",
        "Date of birth",
        "Date",
        "Date of completion",
        "Original date",
    ],
)
def test_a_column_of_dates_that_is_no_deadline_by_its_name_is_asked_about(name) -> None:
    draft = read(f"Decision|{name}\nTractors|01.02.2026\nTyres|13.02.2026\nSeeds|")
    key = f"{name}@what"
    assert fields(draft, "due") == [None, None, None]
    assert [each.waits for each in draft.rows] == [(key,), (key,), ()]
    [asked] = draft.questions
    assert (asked.key, asked.choices) == (key, ("due", "done", "made_on", "letter_date", "none"))


@pytest.mark.parametrize(
    ("answer", "field"), [("due", "due"), ("made_on", "made_on"), ("none", None)]
)
def test_the_answer_says_what_a_column_of_dates_is(answer, field) -> None:
    text = "Decision|Closed on\nTractors|01.02.2026\nTyres|13.02.2026"
    draft = read(text, answers={"closed on@what": answer})
    assert not draft.questions
    assert not draft.notes  # the officer said so
    held = [{name: row.fields.get(name) for name in ("due", "made_on")} for row in draft.rows]
    assert held[0] == {"due": None, "made_on": None} | ({field: "2026-02-01"} if field else {})


@pytest.mark.parametrize("name", ["", "Agreed deadline"])
def test_dates_under_no_name_or_a_plain_one_are_due(name) -> None:
    draft = read(f"Decision|Status|{name}\nTractors|open|01.02.2026\nTyres|open|13.02.2026")
    assert fields(draft, "due") == ["2026-02-01", "2026-02-13"]


def test_two_columns_of_one_name_are_told_apart_and_each_is_asked_about() -> None:
    text = "Decision|Date|Date\nTractors|01.02.2026|15.03.2026\nTyres|13.02.2026|14.03.2026"
    draft = read(text)
    assert columns(draft) == {"Decision": "title", "Date": "", "Date (2)": ""}
    assert [each.key for each in draft.questions] == ["Date@what", "Date (2)@what"]
    draft = read(text, answers={"Date@what": "made_on", "Date (2)@what": "due"})
    assert fields(draft, "made_on") == ["2026-02-01", "2026-02-13"]
    assert fields(draft, "due") == ["2026-03-15", "2026-03-14"]


def test_one_field_given_as_two_answers_is_asked_again() -> None:
    text = "Decision|Date|Date\nTractors|01.02.2026|15.03.2026\nTyres|13.02.2026|14.03.2026"
    draft = read(text, answers={"Date@what": "due", "Date (2)@what": "due"})
    assert fields(draft, "due") == ["2026-02-01", "2026-02-13"]
    assert draft.notes == (
        "Columns left out, because they are no field that is known here: “Date (2)”.",
    )


@pytest.mark.parametrize("first", ["Original date", "Due date"])
def test_a_revised_date_holds_and_where_there_is_none_the_one_before_does(first) -> None:
    draft = read(
        f"Decision|{first}|Revised date|Date of completion\n"
        "Tractors|2026|2027|\nTyres|2028||14.02.2026"
    )
    assert fields(draft, "due") == ["2027", "2028"]
    assert draft.rows[0].warnings == (f"{first}: “2026” stood before: left out.",)
    assert draft.rows[1].warnings == (
        "“Date of completion” says 2026-02-14, and nothing says that it is done: left out.",
    )


def test_a_column_with_something_in_it_that_is_left_out_is_told() -> None:
    draft = read("Decision|Due|Colour|Empty\nTractors|2026|red|\nTyres|2027|blue|")
    assert draft.notes == (
        "Columns left out, because they are no field that is known here: “Colour”.",
    )
    assert not read("Decision|Due|Colour\nA|2026|red", fields={"Colour": ""}).notes


@pytest.mark.parametrize("name", ["Present status", "Overall status", "Нынешний статус"])
def test_a_heading_that_tells_the_status_is_one_whatever_words_stand_there(name) -> None:
    draft = read(f"Decision|{name}\nTractors|going well\nTyres|Pending")
    assert columns(draft)[name] == "status"
    assert [each.key for each in draft.questions] == [f"{name}@going well"]


@pytest.mark.parametrize(
    ("kind", "status", "read_as"),
    [
        ("Action", "Signed", None),
        ("MoU", "Signed", "signed"),
        ("MoU", "Signed (initialled only)", None),
        ("Action", "in force", None),
        ("Action", "Closed", "closed"),
    ],
)
def test_a_status_is_proposed_only_where_the_kind_has_it_and_nothing_takes_it_back(
    kind, status, read_as
) -> None:
    draft = read(f"Decision|Kind|Status\nTractors|{kind}|{status}")
    assert fields(draft, "status") == [read_as]
    assert [each.key for each in draft.questions] == ([] if read_as else [f"Status@{status}"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pak side", "PK"),
        ("РБ", "BY"),
        ("PK/BY", "PK+BY"),
        ("the Belarusian side", "BY"),
        ("Пакистан, Беларусь", "PK+BY"),
        ("بیلاروس", "BY"),
        ("دونوں فریق", "PK+BY"),
        ("Govt of Pakistan", "PK"),
        ("Russia", ""),
        ("Pakistan and Russia", ""),
        ("MTZ", ""),
        ("?", ""),
    ],
)
def test_a_side_is_read_by_its_names_in_three_languages_or_not_at_all(text, found) -> None:
    assert read_party(text, "PK-BY", {}) == found


def test_a_party_that_is_neither_side_is_asked_about_once() -> None:
    text = "Decision|Owed by\nTractors|Russia\nTyres|russia\nSeeds|РБ"
    draft = read(text, pair="PK-BY")
    assert [each.key for each in draft.questions] == ["Owed by@Russia"]
    assert fields(draft, "owed_by") == [None, None, "BY"]
    assert [bool(each.waits) for each in draft.rows] == [True, True, False]
    draft = read(text, pair="PK-BY", answers={"Owed by@Russia": "as written"})
    assert fields(draft, "owed_by") == ["Russia", "russia", "BY"]
    draft = read(text, pair="PK-BY", answers={"Owed by@Russia": "PK+BY"})
    assert fields(draft, "owed_by") == ["PK+BY", "PK+BY", "BY"]


FOOT = (
    "(Muhammad Ahmed)",
    "Joint Secretary (Bilateral)",
    "Tel: 051-9204567",
    "Copy to: SO (Europe)",
    "Islamabad, the 5th Nov 2026",
    "Исп. Иванов И.И. тел. 222-33",
)


@pytest.mark.parametrize("line", FOOT)
def test_what_is_signed_below_a_table_is_set_aside(line) -> None:
    draft = read(f"S.No|Decision|Due\n1|Tractors|2026\n2|Tyres|2027\n|{line}|")
    assert [each.row for each in draft.rows] == [2, 3]
    assert (draft.aside[-1].row, draft.aside[-1].reason) == (4, Role.REMARK)


def test_one_text_alone_below_the_total_is_none_of_the_points() -> None:
    text = "S.No|Decision|Due\n1|Tractors|2026\n2|Tyres|2027\n{}|Seen by the desk|"
    assert len(read(text.format("|Total|2\n")).rows) == 2
    assert len(read(text.format("")).rows) == 3  # it may be a point of which no more is known


def test_a_signature_between_points_stays_one() -> None:
    draft = read("S.No|Decision|Due\n1|Tractors|2026\n|Joint Secretary (Bilateral)|\n2|Tyres|2027")
    assert len(draft.rows) == 3


# Two columns that are one field, and row numbers that are none


TWINS = "Decision|Deadline|Deadline\nTractors|2027|2028\nTyres|2027|2027\nSeeds||2029"


def test_a_second_column_of_a_field_is_asked_about_where_it_says_something_else() -> None:
    draft = read(TWINS)
    [asked] = draft.questions
    assert (asked.key, asked.choices) == (
        "Deadline (2)@what",
        ("due", "done", "made_on", "letter_date", "none"),
    )
    assert [each.waits for each in draft.rows] == [(asked.key,), (), (asked.key,)]


@pytest.mark.parametrize(
    ("answer", "due"), [("due", ["2028", "2027", "2029"]), ("none", ["2027", "2027", None])]
)
def test_the_answer_says_which_of_two_columns_holds(answer, due) -> None:
    draft = read(TWINS, answers={"Deadline (2)@what": answer})
    assert not draft.questions
    assert fields(draft, "due") == due


def test_a_second_agency_column_may_be_who_supports() -> None:
    text = "Decision|Responsible|Ministry\nTractors|FBR|NAVTTC"
    [asked] = read(text).questions
    assert asked.choices == ("owner", "supporting", "counterpart", "none")
    said = read(text, answers={asked.key: "supporting"})
    assert (fields(said, "owner"), fields(said, "supporting")) == (["FBR"], ["NAVTTC"])


def test_a_column_beside_the_one_that_was_named_is_told_to_be_left_out() -> None:
    draft = read(TWINS, fields={"Deadline (2)": "due"})
    assert not draft.questions
    assert draft.notes == ("Columns left out, because another column is that field: “Deadline”.",)


NUMBERED = "Sr.|Decision|Deadline\n{}|Tractors|2026\n{}|Tyres|2027\n{}|Seeds|2027"


@pytest.mark.parametrize(
    ("numbers", "read_as"),
    [
        (("3.1", "3.2(a)", "3.10"), ["3.1", "3.2(a)", "3.10"]),
        (("3.1", "", "3.2"), ["3.1", None, "3.2"]),
        (("1", "2", "3"), [None, None, None]),
        (("1.", "2.", "2.1"), [None, None, None]),
    ],
)
def test_paragraphs_under_the_heading_of_row_numbers_are_paragraphs(numbers, read_as) -> None:
    assert fields(read(NUMBERED.format(*numbers)), "paragraph") == read_as


def test_a_sub_point_goes_under_the_paragraph_that_stands_among_row_numbers() -> None:
    draft = read("Sr.|Decision|Deadline\n3.1|Tractors|\n3.2|Sign|\n|(a) share the draft|2026")
    assert fields(draft, "paragraph") == ["3.1", "3.2", "3.2(a)"]
    assert fields(draft, "title")[2] == "share the draft"


@pytest.mark.parametrize("numbers", [("TR-1", "TR-2", "TR-3"), ("1.", "2.", "2.1")])
def test_row_numbers_that_say_more_are_told_to_be_left_out(numbers) -> None:
    [note] = read(NUMBERED.format(*numbers)).notes
    assert "“Sr.” was taken for the number of a row and left out" in note
    assert not read(NUMBERED.format("1", "2.", "3)")).notes
