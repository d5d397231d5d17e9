"""What was postponed or came late: by how much at least, how often, and who agreed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import REVISION, TimingRole
from app.domain.query import Column, Query, Sort
from app.domain.rows import RegisterRow
from app.domain.timeliness import Slip
from app.domain.timing import Basis, Sense, Timing
from app.domain.view import MOST_POSTPONED, View
from app.services.slips import slips, slips_form
from tests.store.desks import Officer, acts, at_random, created, examples, folder, seated, seeded

TODAY = date(2026, 11, 22)
VISIT = "PK-BY/SUM-2024-11/22"


def promised(register, ref, edtf="2025-02?", sense=Sense.POINT, **values):
    given_ = {"relation": "PK-BY", "kind": Kind.ACTION, "owed_by": "PK", "title": "A promise"}
    made = Commitment(
        id=CommitmentId(new_id()), ref=ref, made_on="2024-11-26", **{**given_, **values}
    )
    timing = Timing(edtf=edtf, sense=sense, basis=Basis.STATED)
    register.propose(made, timing=timing, happened_on="2024-11-26")
    return made.id


def found(register):
    return {each.row.ref: each for each in slips(register.reader, TODAY)}


def test_the_visit_of_the_sample_came_42_to_69_days_late(sample):
    visit = found(sample)[VISIT]
    assert (visit.slip, visit.done, visit.revisions) == (Slip(sure=42, most=69), True, ())


def test_postponed_once_and_held_it_shows_the_slip_and_who_moved_it(register):
    visit = promised(register, "V/1", kind=Kind.VISIT)
    register.postpone(
        visit,
        Timing(edtf="2025-04", basis=Basis.STATED),
        asked_on="2025-02-20",
        asked_by="PK",
        agreed_on="2025-03-02",
        agreed_by="BY",
        reason="the Prime Minister's calendar",
    )
    register.move(visit, Status.HELD, happened_on="2025-04-11")
    (item,) = slips_form(slips(register.reader, TODAY))["items"]
    told = {name: item[name] for name in ("ref", "sure", "most", "changes")}
    assert told == {"ref": "V/1", "sure": 42, "most": 69, "changes": 1}
    assert item["first"]["edtf"] == "2025-02?"
    assert item["now"]["edtf"] == "2025-04"
    assert item["done"] == {"earliest": "2025-04-11", "latest": "2025-04-11"}
    (revision,) = item["revisions"]
    names = (*REVISION, "edtf", "asked", "sure", "most")
    assert {name: revision[name] for name in names} == {
        "edtf": "2025-04",
        "asked_on": "2025-02-20",
        "asked_by": "PK",
        "agreed_on": "2025-03-02",
        "agreed_by": "BY",
        "reason": "the Prime Minister's calendar",
        "asked": "in time",
        "sure": 32,
        "most": 88,
    }


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2025-02-28", "in time"),
        ("2025-03-01", "after expiry"),
        ("2025", "unknown"),
        ("", None),
    ],
)
def test_an_extension_is_asked_before_the_date_ran_out_or_after(register, asked, said):
    identity = promised(register, "R/1")
    register.postpone(identity, Timing(edtf="2025-09"), asked_on=asked)
    (item,) = slips_form(slips(register.reader, TODAY))["items"]
    assert item["revisions"][0]["asked"] == said


def test_the_worst_come_first_and_what_cannot_be_told_last(register):
    for ref, later in (("R/1", "2025-03"), ("R/2", ""), ("R/3", "2026"), ("R/4", "2025-05/..")):
        register.postpone(promised(register, ref), Timing(edtf=later))
    assert list(found(register)) == ["R/3", "R/4", "R/1", "R/2"]


def test_what_has_slipped_is_what_was_postponed_or_done_late(register):
    promised(register, "R/kept")
    register.postpone(promised(register, "R/postponed"), Timing(edtf="2025-02-14"))
    late = promised(register, "R/late")
    register.move(late, Status.FULFILLED, happened_on="2025-03-01", why="seen")
    in_time = promised(register, "R/in-time")
    register.move(in_time, Status.FULFILLED, happened_on="2025-02", why="seen")
    span = promised(register, "R/span", "2024/2025", Sense.SPAN, kind=Kind.ROADMAP)
    register.move(span, Status.SIGNED, happened_on="2024-11-26")
    assert set(found(register)) == {"R/postponed", "R/late"}


def test_a_second_reading_is_no_change_of_date(register):
    identity = promised(register, "R/1")
    register.together("R", lambda acts_: acts_.add_reading(identity, Timing(edtf="2025-03")))
    assert TimingRole.READING in {each.role for each in register.reader.dossier(identity).timings}
    assert found(register) == {}


def test_what_is_asked_for_narrows_it_down(sample):
    asked = Query(kinds=frozenset({Kind.VISIT}))
    assert [each.row.ref for each in slips(sample.reader, TODAY, asked)] == [VISIT]


def test_the_view_is_kept_as_text():
    again = View.from_text(MOST_POSTPONED.name, MOST_POSTPONED.to_text())
    assert again == MOST_POSTPONED


# --- the same in SQL -----------------------------------------------------------------------------


def late_or_moved(register, row: RegisterRow) -> bool:
    timings = register.reader.dossier(row.id).timings
    revised = any(each.role is TimingRole.REVISION for each in timings)
    judged = row.first_sense in (Sense.POINT, Sense.DEADLINE)
    done = row.phase.value == "done" and judged
    late = bool(
        done and row.first.latest and row.done.earliest and row.done.earliest > row.first.latest
    )
    return revised or late


@examples(15)
@given(acts)
def test_lists_find_and_order_what_the_domain_says_has_slipped(draws):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        work = [
            "propose",
            "propose",
            "postpone",
            "postpone",
            "move",
            "correct",
            "choose",
            "reading",
        ]
        Officer(register).work(at_random(seeded(len(draws)), 60, work))
        Officer(register).work(draws)
        reader = register.reader
        every = list(reader.each_row(Query(sort=()), TODAY))
        wanted = {row.id for row in every if late_or_moved(register, row)}
        listed = [row.id for row in reader.each_row(Query(slipped=True), TODAY)]
        order = Query(sort=(Sort(column=Column.SLIP, descending=True),))
        delays = [row.slip for row in reader.each_row(order, TODAY)]
        register.store.close()
    assert set(listed) == wanted
    known = [each for each in delays if each is not None]
    assert delays == known + [None] * (len(delays) - len(known))
    sure = [each.sure for each in known]
    assert sure == sorted(sure, reverse=True)
