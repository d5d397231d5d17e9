"""Who is asked for inputs about what, and what a workbook that came back says."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.identity import CommitmentId, OrganisationId
from app.domain.inputs import asked_for_inputs
from app.domain.inputs_words import TO_FILL, InputsColumn, choices, inputs_words
from app.domain.intake.asking import Told
from app.domain.intake.draft import drafted
from app.domain.intake.grid import Cell, CellKind, Grid, GridRow
from app.domain.intake.returned import (
    is_return,
    laid_out_return,
    references,
    reply_day,
)
from app.domain.intake.returned_columns import matched_return
from app.domain.intake.values import read_status
from app.domain.kinds import Family, Kind
from app.domain.letter_drafts import Askable
from app.domain.lifecycle import statuses
from app.domain.particulars import Organisation

TODAY = date(2026, 11, 22)
MOC, MIN = OrganisationId("moc"), OrganisationId("min")
BODIES = {
    MOC: Organisation(id=MOC, name="Ministry of Commerce", country="PK"),
    MIN: Organisation(id=MIN, name="Ministry of Industry", country="BY"),
}


def point(identity, **facts):
    return Askable(id=CommitmentId(identity), relation="PK-BY", **facts)


def asked(*points, supporting=None):
    found = asked_for_inputs(points, BODIES, supporting or {})
    return {each.organisation.id: (each.points, each.marked) for each in found}


def grid(*rows, ours=()):
    return Grid(
        rows=tuple(
            GridRow(
                number=at,
                cells=tuple(Cell(text, CellKind.TEXT if text else CellKind.BLANK) for text in row),
            )
            for at, row in enumerate(rows, 1)
        ),
        ours=ours,
    )


HEADINGS = tuple(inputs_words("en").headings.values())


def row(ref, **told):
    """A row of a workbook, with what was filled in by field."""
    return [ref, *[""] * 6, *(told.get(each.value, "") for each in TO_FILL)]


def draft(*rows, **told):
    return drafted(grid(HEADINGS, *rows), Told(today=TODAY, **told))


# --- who is asked --------------------------------------------------------------------------------


def test_the_leads_of_both_sides_are_asked_about_a_point():
    found = asked(point("one", owner=MOC, counterpart=MIN), point("two", owner=MOC))
    assert found == {MOC: (("one", "two"), 0), MIN: (("one",), 0)}


def test_a_point_is_asked_about_whoever_has_the_ball():
    assert asked(point("one", owner=MOC, ball_with="BY")) == {MOC: (("one",), 0)}


def test_who_supports_is_asked_only_where_that_is_wanted():
    one = point("one", owner=MOC)
    assert asked(one) == {MOC: (("one",), 0)}
    assert asked(one, supporting={"one": [MIN, MOC]}) == {MOC: (("one",), 0), MIN: (("one",), 0)}


def test_classified_points_are_counted_and_not_listed():
    assert asked(point("one", owner=MOC, marked=True)) == {MOC: ((), 1)}


def test_what_one_side_settled_within_itself_is_put_to_no_agency_of_the_other():
    inside = point("one", owner=MOC, counterpart=MIN, internal=True, owed_by="PK")
    assert asked(inside) == {MOC: (("one",), 0)}


# --- its words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("family", list(Family))
def test_every_status_that_is_offered_is_read_back(language, family):
    for word in choices(family, language):
        found = read_status(word, family, {})
        assert found.status in statuses(family), word


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_heading_is_known_again(language):
    names = tuple(inputs_words(language).headings.values())
    fields = [each.field for each in matched_return(names, {}, {})]
    assert fields == ["ref", *[""] * 6, *(each.value for each in TO_FILL)]


# --- what came back ------------------------------------------------------------------------------


def test_a_workbook_is_known_by_its_headings_wherever_they_stand():
    moved = ("", *reversed(HEADINGS))
    assert is_return(grid(["A title"], [], moved, ["", *[""] * 13, "X/1"]))
    assert references(grid(["A title"], [], moved, ["", *[""] * 13, "X/1"])) == ("X/1",)
    assert not is_return(grid(["Reference", "Status", "Progress", "Remarks", "Letter date"]))


def test_fewer_headings_do_where_the_notes_say_what_it_is():
    short = ["Reference", "Progress"]
    assert not is_return(grid(short))
    assert is_return(grid(short, ours=(("Inputs round", "F.1"),)))


def test_a_row_that_was_left_empty_says_nothing():
    found = draft(row("X/1"), row("X/2", remarks="  "))
    assert [dict(each.fields) for each in found.rows] == [{"ref": "X/1"}, {"ref": "X/2"}]
    assert found.questions == ()


def test_all_that_was_written_is_told_in_its_own_words():
    found = draft(
        row("X/1", status="Implemented", progress="Done.\nLetter sent.", due="Q1 2027", remarks="!")
    )
    fields = found.rows[0].fields
    assert fields["progress"] == (
        "Done.\nLetter sent.\nStatus reported: Implemented\nNew date asked for: Q1 2027\nRemarks: !"
    )
    assert (fields["status"], fields["due"]) == ("fulfilled", "2027-33")
    assert "remarks" not in fields


def test_a_date_that_reads_two_ways_is_asked_for_its_column():
    found = draft(row("X/1", due="03/04/2027"), row("X/2", due="05/04/2027"))
    assert [each.key for each in found.questions] == ["New date asked for"]
    settled = draft(row("X/1", due="03/04/2027"), answers={"New date asked for": "dmy"})
    assert settled.rows[0].fields["due"] == "2027-04-03"
    assert settled.questions == ()


def test_a_year_stays_a_year():
    assert draft(row("X/1", due="2027")).rows[0].fields["due"] == "2027"


def test_a_status_is_read_for_the_kind_the_register_holds():
    told = row("X/1", status="Pending")
    assert draft(told).rows[0].fields["status"] == "open"
    agreement = draft(told, kinds={"X/1": Kind.AGREEMENT})
    assert agreement.rows[0].fields["status"] == "under negotiation"


def test_an_unknown_status_is_asked_and_holds_its_row():
    found = draft(row("X/1", status="Doing fine"))
    assert found.rows[0].waits == ("Status@Doing fine",)


def test_what_is_told_without_a_reference_is_held_with_the_reason():
    found = draft(row("", progress="Something was done"))
    assert "no reference" in found.rows[0].fault


def test_a_reference_that_stands_twice_is_held_the_second_time():
    found = draft(row("X/1", progress="one"), row("X/1", progress="two"))
    assert [bool(each.fault) for each in found.rows] == [False, True]


def test_a_heading_printed_on_every_page_is_no_point():
    layout = laid_out_return(grid(HEADINGS, row("X/1"), HEADINGS, row("X/2")))
    assert len(layout.points) == 2


def test_the_day_of_a_reply_is_the_latest_on_which_it_can_have_been_written():
    days = ["2026-11-20", "2026-11", "2026-11-21", "2027-01-01", "2026-10-01"]
    assert reply_day(days, date(2026, 11, 1), TODAY) == date(2026, 11, 21)
    assert reply_day(["2026-12-01"], date(2026, 11, 1), TODAY) is None


def test_the_fields_to_fill_are_fields_an_import_knows():
    assert InputsColumn.NEW_DATE.value == "due"
    assert {each.value for each in TO_FILL} == {
        "status", "progress", "as_of", "letter", "letter_date", "due", "remarks",
    }  # fmt: skip


def test_a_marked_workbook_is_told_to_mark_nothing():
    marked = grid(["SECRET"], [], HEADINGS, ["X/1"])
    assert drafted(marked, Told(today=TODAY)).notes == (
        "“SECRET” stands in this workbook: no point is marked by that, nor what is told of it.",
    )
