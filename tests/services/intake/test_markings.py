"""Markings on their way in: none is made of “Unclassified”, none is taken away by it."""

from __future__ import annotations

import pytest

from app.services.intake.applying import taken_over, tried
from app.services.intake.choosing import chosen
from app.services.intake.importing import Wanted, prepared
from app.services.intake.matching import Outcome
from app.services.intake.reading import read_tables
from tests.conftest import TODAY

TABLE = "Ref,Decision,Deadline,Classification\nU/1,Open thing,2027,Unclassified\n"


@pytest.fixture
def planned(sample, tmp_path):
    def plan(text, **said):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        wanted = Wanted(relation="PK-BY", owed_by="PK", **said)
        found = prepared(sample.reader, chosen(read_tables(path)), wanted, TODAY)
        return tried(sample, found, name=path.name)

    return plan


@pytest.fixture
def taken(sample, planned):
    """Take a table of one new point over; returns the point."""

    def take(text, **said):
        plan = planned(text, **said)
        taken_over(sample, plan, name="table.csv")
        return sample.reader.commitment(sample.reader.find(plan.proposals[0].fields["ref"]))

    return take


def test_what_is_unclassified_comes_in_without_a_marking_and_the_second_time_changes_nothing(
    taken, planned
):
    assert taken(TABLE).classification == ""
    (again,) = planned(TABLE).proposals
    assert (again.outcome, again.warnings) == (Outcome.UNCHANGED, ())


def test_a_marking_that_is_held_here_stays_and_that_is_told(sample, taken, planned):
    sample.amend(taken(TABLE).id, classification="SECRET")
    (row,) = planned(TABLE).proposals
    assert row.outcome is Outcome.UNCHANGED
    assert row.warnings == ("The file says it is not classified: “SECRET” stays, as it is here.",)


def test_a_point_is_marked_as_was_answered_of_the_line_above_its_table(taken):
    table = "SECRET,,,\nRef,Decision,Deadline\nU/2,Secret thing,2027\n"
    assert taken(table, answers={"@marking": "marked"}).classification == "SECRET"
