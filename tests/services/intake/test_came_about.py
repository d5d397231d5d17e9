"""When what a table says is done was done: as it says, by then at the latest, or not known."""

from __future__ import annotations

import pytest

from app.domain.timeliness import Standing, timeliness
from app.domain.timing import Timing
from app.services.intake.applying import taken_over, tried
from app.services.intake.importing import Wanted, prepared
from app.services.json_import import plan_form
from tests.conftest import TODAY
from tests.services.intake.test_applying import lines


@pytest.fixture
def desk(register):
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    return register


def taken(desk, text, **wanted):
    """Take a table over; returns its plan as it was tried."""
    grid = lines(text)
    plan = tried(
        desk, prepared(desk.reader, grid, Wanted(owed_by="PK", **wanted), TODAY), name="t.csv"
    )
    taken_over(desk, plan, name="t.csv", many=True)
    return plan


def done(desk, ref):
    """The day on which a commitment was done as its move has it, and how that stands in time."""
    held = desk.reader.dossier(desk.reader.find(ref))
    standing = Standing(
        phase=held.row.phase,
        sense=held.row.timing.sense,
        bounds=held.row.bounds,
        done=held.row.done,
    )
    return held.moves[-1].happened_on, timeliness(standing, TODAY).value


HEAD = "Ref|Decision|Deadline|Status"


def test_a_status_that_says_done_brings_no_day_of_completion(desk):
    plan = taken(desk, f"{HEAD}\nK/1|Pay tolls|30.06.2025|Implemented")
    assert done(desk, "K/1") == ("", "done, timing unknown")
    assert [each.came_about for each in plan.proposals] == [""]


def test_nor_does_it_where_the_point_is_there_already(desk):
    taken(desk, f"{HEAD}\nK/1|Pay tolls|30.06.2025|Pending")
    taken(desk, f"{HEAD}\nK/1|Pay tolls|30.06.2025|Implemented")
    assert done(desk, "K/1") == ("", "done, timing unknown")


@pytest.mark.parametrize(
    "name",
    ["Completed on", "Date of completion", "Дата исполнения", "Фактическая дата исполнения"],
)
def test_a_column_of_completion_says_the_day(desk, name):
    taken(desk, f"{HEAD}|{name}\nK/5|Pay tolls|30.06.2025|Implemented|15.05.2025")
    assert done(desk, "K/5") == ("2025-05-15", "done in time")


def test_a_column_is_one_of_completion_where_the_officer_says_so(desk):
    text = f"{HEAD}|When\nK/5|Pay tolls|30.06.2025|Implemented|15.08.2025"
    taken(desk, text, columns={"When": "done"})
    assert done(desk, "K/5") == ("2025-08-15", "done late")


def test_a_date_of_completion_alone_is_asked_about_and_may_be_the_day_it_was_done(desk):
    text = "Ref|Decision|Completion date|Status\nK/5|Pay tolls|15.05.2025|Implemented"
    plan = prepared(desk.reader, lines(text), Wanted(owed_by="PK"), TODAY)
    assert "done" in plan.draft.questions[0].choices
    taken(desk, text, answers={"Completion date@what": "done"})
    assert done(desk, "K/5")[0] == "2025-05-15"


@pytest.mark.parametrize(
    ("status", "day", "why"),
    [
        ("Pending", "15.05.2025", "nothing says that it is done"),
        ("Implemented", "15.05.2027", "has not come yet"),
    ],
)
def test_a_day_of_completion_that_cannot_be_one_is_left_out_and_said(desk, status, day, why):
    plan = taken(desk, f"{HEAD}|Completed on\nK/5|Pay tolls|30.06.2025|{status}|{day}")
    assert why in " ".join(plan.proposals[0].warnings)
    assert "done" not in plan.proposals[0].fields


def test_who_tells_as_of_a_day_says_that_it_was_done_by_then(desk):
    text = f"{HEAD}|As of\nK/5|Pay tolls|30.06.2027|Implemented|15.10.2026"
    taken(desk, text)
    assert done(desk, "K/5") == ("[..2026-10-15]", "done in time")


def test_who_tells_as_of_a_day_to_come_says_nothing_of_it(desk):
    taken(desk, f"{HEAD}|As of\nK/5|Pay tolls|30.06.2027|Implemented|15.10.2027")
    assert done(desk, "K/5") == ("", "done, timing unknown")


def test_what_just_stands_so_stands_so_since_the_day_it_was_told(desk):
    plan = taken(desk, f"{HEAD}\nK/1|Pay tolls|30.06.2027|Under process")
    assert plan.proposals[0].came_about is None
    assert desk.reader.dossier(desk.reader.find("K/1")).moves[-1].happened_on == TODAY.isoformat()


def test_json_says_the_day_that_will_be_written_or_that_it_is_not_known(desk):
    text = f"{HEAD}|Completed on\nK/1|A|2025|Implemented|\nK/2|B|2025|Implemented|15.05.2025"
    grid = lines(f"{text}\nK/3|C|2025|Pending|")
    plan = prepared(desk.reader, grid, Wanted(owed_by="PK"), TODAY)
    form = plan_form(grid, plan)
    assert [each["came_about"] for each in form["rows"]] == [
        {"on": None},
        {"on": "2025-05-15"},
        None,
    ]


def test_a_day_of_what_is_done_here_already_is_not_taken_and_that_is_said(desk):
    text = f"{HEAD}|Completed on\nK/1|Pay tolls|30.06.2025|Implemented|"
    taken(desk, text)
    again = prepared(desk.reader, lines(f"{text}15.05.2025"), Wanted(), TODAY)
    assert "its day is not changed by the file's, 2025-05-15" in again.proposals[0].warnings[0]
    same = f"{HEAD}|Completed on\nK/2|Pay tolls|30.06.2025|Implemented|15.05.2025"
    taken(desk, same)
    assert prepared(desk.reader, lines(same), Wanted(), TODAY).proposals[0].warnings == ()


def test_what_follows_a_point_that_was_done_nobody_knows_when_stays_where_it_was(desk):
    taken(desk, f"{HEAD}\nK/1|Open a road|30.06.2025|Pending\nK/2|Plant trees|2027|Pending")
    road, trees = (desk.reader.find(each) for each in ("K/1", "K/2"))
    desk.postpone(trees, Timing(anchor=road, offset="P1M"), reason="after the road")
    before = desk.reader.row(trees).bounds
    taken(desk, f"{HEAD}\nK/1|Open a road|30.06.2025|Implemented")
    assert desk.reader.row(trees).bounds == before
    assert desk.reader.dossier(trees).pulls == ()
    assert desk.store.check() == []
