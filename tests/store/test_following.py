"""What moved a date that follows another: told from the log, and only while it hung there."""

from __future__ import annotations

import pytest

from app.domain.following import standing_pulls
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.timing import Basis, Timing
from tests.store.desks import commitment, created, erase, exchange, hand_copy, seated


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    assert opened.store.check() == []
    opened.store.close()


def stated(edtf):
    return Timing(edtf=edtf, basis=Basis.STATED)


def proposed(register, ref, timing=None, **values):
    register.propose(commitment(ref, owed_by="PK", **values), timing=timing)
    return register.reader.find(ref)


def pulls(register, identity):
    found = register.reader.dossier(identity).pulls
    return [(each.ref, each.before.edtf, each.after.edtf, each.reason) for each in found]


@pytest.fixture
def visit(register):
    return proposed(register, "R/1", stated("2025-02?"), kind=Kind.VISIT)


@pytest.fixture
def plan(register, visit):
    return proposed(register, "R/2", Timing(anchor=visit))


def test_a_date_that_never_moved_was_not_pulled(register, visit, plan):
    assert pulls(register, plan) == []
    assert pulls(register, visit) == []


def test_a_revision_of_the_anchor_is_told_with_its_reason(register, visit, plan):
    register.postpone(visit, stated("2025-03"), reason="elections")
    register.move(visit, Status.HELD, happened_on="2025-04-11", why="he came")
    assert pulls(register, plan) == [
        ("R/1", "2025-02?", "2025-03", "elections"),
        ("R/1", "2025-03", "2025-04-11", "he came"),
    ]
    took_place = register.reader.dossier(plan).pulls[-1]
    assert took_place.held
    assert (took_place.actor, took_place.title) == ("officer", "A promise")


def test_it_is_told_at_the_change_that_moved_it(register, visit, plan):
    change = register.postpone(visit, stated("2025-03"))
    (pull,) = register.reader.dossier(plan).pulls
    assert (pull.copy, pull.n) == (change.copy, change.n)


def test_what_moved_before_the_date_hung_there_is_none_of_its_moves(register, visit):
    register.postpone(visit, stated("2025-03"))
    late = proposed(register, "R/3", Timing(anchor=visit))
    assert pulls(register, late) == []
    register.postpone(visit, stated("2025-05"))
    assert pulls(register, late) == [("R/1", "2025-03", "2025-05", "")]


def test_what_moves_after_the_date_was_freed_is_none_either(register, visit, plan):
    register.postpone(visit, stated("2025-03"))
    register.postpone(plan, stated("2026"))
    register.postpone(visit, stated("2025-05"))
    assert pulls(register, plan) == [("R/1", "2025-02?", "2025-03", "")]


def test_a_correction_of_the_anchor_moves_too(register, visit, plan):
    register.correct_timing(visit, stated("2025-12"))
    assert pulls(register, plan) == [("R/1", "2025-02?", "2025-12", "")]


def test_an_anchor_that_gets_its_first_date_gives_one(register):
    session = proposed(register, "R/1", kind=Kind.SESSION)
    point = proposed(register, "R/2", Timing(anchor=session))
    register.set_timing(session, stated("2026-12"))
    assert pulls(register, point) == [("R/1", "", "2026-12", "")]


def test_the_one_whose_own_date_moved_is_named_be_it_many_dates_away(register, visit, plan):
    entry = proposed(register, "R/3", Timing(anchor=plan, offset="P30D"))
    register.postpone(visit, stated("2025-06"), reason="elections")
    assert pulls(register, entry) == [("R/1", "2025-02?", "2025-06", "elections")]


def test_what_took_place_moves_no_more_whatever_it_hung_on(register, visit, plan):
    entry = proposed(register, "R/3", Timing(anchor=plan))
    register.move(plan, Status.FULFILLED, happened_on="2025-02-14", why="signed early")
    register.postpone(visit, stated("2025-06"))
    assert pulls(register, entry) == [("R/2", "", "2025-02-14", "signed early")]


def test_an_undone_move_is_told_both_ways_and_holds_no_longer(register, visit, plan):
    register.postpone(visit, stated("2025-03"))
    register.undo()
    told = register.reader.dossier(plan).pulls
    assert [(each.before.edtf, each.after.edtf) for each in told] == [
        ("2025-02?", "2025-03"),
        ("2025-03", "2025-02?"),
    ]
    assert standing_pulls(told) == ()
    register.redo()
    (held,) = standing_pulls(register.reader.dossier(plan).pulls)
    assert held.after.edtf == "2025-03"


def test_choosing_a_reading_of_the_anchor_moves_what_follows_it(register, visit, plan):
    register.add_reading(visit, stated("2025-03"))
    (reading,) = register.reader.dossier(visit).other_readings
    register.choose_timing(visit, reading.id, why="the later source")
    assert pulls(register, plan) == [("R/1", "2025-02?", "2025-03", "")]


def test_an_anchor_in_the_bin_still_tells_and_an_erased_one_keeps_its_silence(
    register, visit, plan
):
    register.postpone(visit, stated("2025-03"))
    register.discard([visit])
    assert len(pulls(register, plan)) == 1
    row = register.reader.row(plan)
    assert (row.follows.ref, row.follows.binned) == ("R/1", True)
    erase(register, visit)
    assert pulls(register, plan) == []
    row = register.reader.row(plan)
    assert (row.follows.ref, row.follows.title, row.follows.lost) == ("R/1", "", True)
    assert not row.bounds.known


def test_two_copies_tell_the_same_once_they_are_merged(register, visit, plan, tmp_path):
    other = seated(hand_copy(register, tmp_path / "other.servanda"), actor="other")
    other.postpone(visit, stated("2025-03"), reason="elections")
    exchange(other, register)
    assert pulls(register, plan) == pulls(other, plan)
    assert pulls(register, plan) == [("R/1", "2025-02?", "2025-03", "elections")]
    other.store.close()


def test_the_samples_action_plan_moved_with_the_visit(sample):
    plan = sample.reader.dossier(sample.reader.find("PK-BY/JMC-8/23"))
    (pull,) = plan.pulls
    assert (pull.ref, pull.before.edtf, pull.after.edtf) == (
        "PK-BY/SUM-2024-11/22",
        "2025-02?",
        "2025-04-11",
    )
    assert pull.reason == "the Prime Minister was in Minsk"
