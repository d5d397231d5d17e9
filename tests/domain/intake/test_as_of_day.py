"""The day as of which a table says that it tells: read where it stands, asked where it is two."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.intake.test_draft import read

TABLE = """
{}||
Para|Decision|{}
3.1|Tractors|Under process
"""


def as_of(title, heading="Status", **told):
    return read(TABLE.format(title, heading), **told)


@pytest.mark.parametrize(
    ("title", "edtf"),
    [
        ("Status as of 15.10.2026", "2026-10-15"),
        ("Matrix of the 8th JMC, as on 15 October 2026 (provisional)", "2026-10-15"),
        ("Ход исполнения по состоянию на 15.10.2026 г.", "2026-10-15"),
        ("по состоянию на 15 октября 2026 года, МИД", "2026-10-15"),
        ("15.10.2026 کی تاریخ تک صورتحال", "2026-10-15"),
        ("۱۵ اکتوبر ۲۰۲۶ تک پیش رفت", "2026-10-15"),
        ("As of October 2026", "2026-10"),
        ("Matrix of 15.10.2026", ""),
        ("Decisions as of the 8th session", ""),
        ("Status as of today", ""),
        ("Budget as of 2026", ""),
    ],
)
def test_what_a_title_states_is_read_and_nothing_else(title, edtf):
    draft = as_of(title)
    assert draft.as_of == edtf
    assert draft.questions == ()


def test_the_name_of_a_column_that_tells_of_progress_states_it_too():
    assert as_of("Matrix", "Progress (as on 30.06.2026)").as_of == "2026-06-30"


def test_a_column_that_tells_of_no_progress_states_nothing():
    assert as_of("Matrix", "Cost as on 30.06.2026").as_of == ""


def test_the_officer_sees_what_was_read_and_where_it_stands():
    assert as_of("Status as of 15.10.2026").notes == (
        "Progress is told as of 15 Oct 2026: “Status as of 15.10.2026” says so.",
    )


@pytest.mark.parametrize(
    ("title", "heading", "choices"),
    [
        ("Status as of 03/04/2026", "Status", ("2026-04-03", "2026-03-04")),
        ("Status as of 01.10.26", "Status", ("2026-10-01",)),
        ("As of 1 May 2026", "Progress as of 2 May 2026", ("2026-05-01", "2026-05-02")),
    ],
)
def test_what_could_be_several_days_is_asked_and_holds_the_rows(title, heading, choices):
    draft = as_of(title, heading)
    assert draft.as_of == ""
    assert [(each.key, each.choices) for each in draft.questions] == [("@as of", choices)]
    assert [each.waits for each in draft.rows] == [("@as of",)]
    answered = as_of(title, heading, answers={"@as of": choices[-1]})
    assert (answered.as_of, answered.questions) == (choices[-1], ())


def test_where_the_officer_says_it_the_title_is_neither_taken_nor_asked_about():
    draft = as_of("Status as of 03/04/2026", reported_on=date(2026, 11, 1))
    assert (draft.as_of, draft.questions, draft.notes) == ("", (), ())


def test_a_day_that_has_not_come_is_told_and_not_taken():
    draft = as_of("Status as of 31.12.2026")
    assert draft.as_of == ""
    assert "not over" in draft.notes[0]


def test_a_table_that_tells_of_no_progress_asks_nothing_of_its_day():
    draft = read("As of 03/04/2026||\nPara|Decision|Due\n3.1|Tractors|2027")
    assert (draft.as_of, draft.questions) == ("", ())
