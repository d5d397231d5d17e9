"""A marking beside a table: asked about, then held of every row that has none of its own."""

from __future__ import annotations

import pytest

from app.domain.intake.asking import Told
from tests.domain.intake.test_draft import TODAY, drafted, grid, read

ABOVE = (
    "SECRET||\nDecision|Deadline|Marking\nTractors|2026|\nTyres|2027|Unclassified\nSeeds|2027|ДСП"
)


def markings(draft):
    return [each.fields.get("classification") for each in draft.rows]


def test_rows_without_a_marking_wait_where_one_stands_above_their_table():
    draft = read(ABOVE)
    assert [(each.key, each.choices) for each in draft.questions] == [
        ("@marking", ("marked", "not marked"))
    ]
    assert [each.waits for each in draft.rows] == [("@marking",), (), ()]
    assert markings(draft) == [None, "", "ДСП"]


@pytest.mark.parametrize(
    ("answer", "first", "note"),
    [
        (
            "marked",
            "SECRET",
            "Rows under “SECRET” that have no marking of their own are so marked.",
        ),
        ("not marked", None, "“SECRET” marks no row: so it was answered."),
    ],
)
def test_the_answer_marks_those_rows_or_leaves_them_and_is_shown(answer, first, note):
    draft = read(ABOVE, answers={"@marking": answer})
    assert not draft.questions
    assert [each.waits for each in draft.rows] == [(), (), ()]
    assert markings(draft) == [first, "", "ДСП"]
    assert draft.notes == (note,)


def test_a_marking_below_a_table_is_asked_about_too():
    draft = read("Para|Decision|Deadline\n1|Tractors|2026\n2|Tyres|2027\n\nConfidential||")
    assert [each.key for each in draft.questions] == ["@marking"]


def test_a_section_that_is_a_marking_is_no_sector_and_holds_for_its_rows_alone():
    text = "Para|Decision|Deadline\nSECRET|>|>\n1|Tractors|2026\nIndustry|>|>\n2|Tyres|2027"
    draft = read(text)
    assert [each.waits for each in draft.rows] == [("@marking SECRET",), ()]
    assert [each.fields.get("sector") for each in draft.rows] == [None, "Industry"]
    said = read(text, answers={"@marking secret": "marked"})
    assert markings(said) == ["SECRET", None]


def test_a_marking_that_the_file_shows_outside_its_cells_is_asked_about():
    table = grid("Decision|Deadline\nTractors|2026", marking="Restricted")
    draft = drafted(table, Told(today=TODAY, answers={"@marking": "marked"}))
    assert markings(draft) == ["Restricted"]
    assert drafted(table, Told(today=TODAY)).rows[0].waits == ("@marking",)
