"""Columns computed by the door: dates that follow an anchor, when something was done, who leads."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.errors import InvalidValueError
from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.timing import Basis, Bounds, Sense, Timing
from tests.store.desks import commitment, created, raw, seated


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    assert opened.store.check() == []
    opened.store.close()


def stated(edtf, sense=Sense.POINT):
    return Timing(edtf=edtf, sense=sense, basis=Basis.STATED)


def proposed(register, ref, timing=None, **values):
    register.propose(commitment(ref, owed_by="PK", **values), timing=timing)
    return register.reader.find(ref)


def bounds(register, identity):
    found = register.reader.row(identity).bounds
    return tuple(each and each.isoformat() for each in (found.earliest, found.latest))


@pytest.fixture
def visit(register):
    return proposed(register, "R/1", stated("2025-02?"), kind=Kind.VISIT)


# --- anchors -----------------------------------------------------------------------------------


def test_a_date_that_hangs_on_another_has_its_bounds(register, visit):
    signing = proposed(register, "R/2", Timing(anchor=visit))
    assert bounds(register, signing) == ("2025-02-01", "2025-02-28")


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        ("P10D", ("2025-02-11", "2025-03-10")),
        ("-P1M", ("2025-01-01", "2025-01-28")),
        ("P2W", ("2025-02-15", "2025-03-14")),
        ("P1Y", ("2026-02-01", "2026-02-28")),
    ],
)
def test_an_offset_moves_both_bounds(register, visit, offset, expected):
    assert (
        bounds(register, proposed(register, "R/2", Timing(anchor=visit, offset=offset))) == expected
    )


def test_a_deadline_that_hangs_on_another_ends_with_it(register, visit):
    timing = Timing(anchor=visit, sense=Sense.DEADLINE)
    plan = proposed(register, "R/2", timing, made_on="2024-11-26")
    assert bounds(register, plan) == ("2024-11-26", "2025-02-28")


def test_dependants_move_when_the_anchor_is_postponed(register, visit):
    signing = proposed(register, "R/2", Timing(anchor=visit))
    entry = proposed(register, "R/3", Timing(anchor=signing, offset="P30D"))
    change = register.postpone(visit, stated("2025-04-11"), reason="asked by the other side")
    assert bounds(register, signing) == ("2025-04-11", "2025-04-11")
    assert bounds(register, entry) == ("2025-05-11", "2025-05-11")
    assert {visit, signing, entry} <= change.commitments


def test_dependants_hang_on_the_day_once_it_took_place(register, visit):
    signing = proposed(register, "R/2", Timing(anchor=visit))
    register.move(visit, Status.HELD, happened_on="2025-04-11")
    assert bounds(register, signing) == ("2025-04-11", "2025-04-11")
    assert bounds(register, visit) == ("2025-02-01", "2025-02-28")


def test_dependants_follow_the_date_again_when_it_did_not_take_place_after_all(register, visit):
    signing = proposed(register, "R/2", Timing(anchor=visit))
    register.move(visit, Status.HELD, happened_on="2025-04-11")
    register.undo()
    assert bounds(register, signing) == ("2025-02-01", "2025-02-28")


def test_an_undated_anchor_leaves_its_dependant_waiting(register):
    session = proposed(register, "R/1", kind=Kind.SESSION)
    point = proposed(register, "R/2", Timing(anchor=session))
    row = register.reader.row(point)
    assert (row.bounds, row.standing.anchored) == (Bounds(), True)
    register.set_timing(session, stated("2026-12"))
    assert bounds(register, point) == ("2026-12-01", "2026-12-31")


def test_a_long_row_of_anchors_moves_as_one(register):
    first = before = proposed(register, "C/0", stated("2026-01-01"))
    for number in range(1, 80):
        before = proposed(register, f"C/{number}", Timing(anchor=before, offset="P1D"))
    register.correct_timing(first, stated("2027-01-01"))
    assert bounds(register, before) == ("2027-03-21", "2027-03-21")


def test_a_date_beyond_the_calendar_is_none(register):
    last = proposed(register, "R/1", stated("9999-12-31"))
    after = proposed(register, "R/2", Timing(anchor=last, offset="P10D"))
    assert bounds(register, after) == (None, None)


def test_a_second_reading_that_hangs_on_what_hangs_here_is_refused(register, visit):
    signing = proposed(register, "R/2", Timing(anchor=visit))
    with pytest.raises(InvalidValueError, match="hang on each other"):
        register.together("Reading", lambda acts: acts.add_reading(visit, Timing(anchor=signing)))
    assert register.reader.dossier(visit).other_readings == ()


@pytest.mark.parametrize("length", [2, 3, 5])
@pytest.mark.parametrize("verb", ["correct_timing", "postpone"])
def test_a_circle_of_dates_is_refused(register, length, verb):
    first = before = proposed(register, "C/0", stated("2026-01-01"))
    for number in range(1, length):
        before = proposed(register, f"C/{number}", Timing(anchor=before))
    with pytest.raises(InvalidValueError, match="hang on each other"):
        getattr(register, verb)(first, Timing(anchor=before))
    assert bounds(register, before) == ("2026-01-01", "2026-01-01")


def test_a_circle_closed_by_choosing_a_reading_is_refused(register, visit):
    signing = proposed(register, "R/2", stated("2026"))
    register.together("Reading", lambda acts: acts.add_reading(visit, Timing(anchor=signing)))
    reading = register.reader.dossier(visit).other_readings[0].id
    register.correct_timing(signing, Timing(anchor=visit))
    with pytest.raises(InvalidValueError, match="hang on each other"):
        register.choose_timing(visit, reading)


@pytest.fixture
def circle(register):
    """Three dates that hang on each other, as only merging brings about, and one beside them."""
    made = [proposed(register, f"C/{number}", stated("2026-01-01")) for number in range(3)]
    beside = proposed(register, "C/9", Timing(anchor=made[0], offset="P1D"))
    with register.store.write("As if merged") as writer:
        for number, identity in enumerate(made):
            timing = register.reader.commitment(identity).timing
            anchor = made[(number + 1) % 3]
            writer.set("timing", timing, edtf="", anchor=anchor, offset="P10D")
    return made, beside


def test_a_circle_that_came_by_merging_has_no_dates_and_does_no_harm(register, circle):
    made, beside = circle
    assert {bounds(register, each) for each in (*made, beside)} == {(None, None)}


def test_a_circle_is_opened_again_by_dating_one_of_it(register, circle):
    made, beside = circle
    register.correct_timing(made[1], stated("2026-06-01"))
    assert bounds(register, made[0]) == ("2026-06-11", "2026-06-11")
    assert bounds(register, made[2]) == ("2026-06-21", "2026-06-21")
    assert bounds(register, beside) == ("2026-06-12", "2026-06-12")


def test_what_took_place_has_its_days_even_in_a_circle(register, circle):
    made, _ = circle
    register.move(made[1], Status.FULFILLED, happened_on="2026-03-03", why="seen")
    assert bounds(register, made[0]) == ("2026-03-13", "2026-03-13")


# --- timings -----------------------------------------------------------------------------------


def test_first_bounds_stay_when_the_date_is_postponed(register, visit):
    register.postpone(visit, stated("2025-04-11"))
    row = register.reader.row(visit)
    assert row.first == Bounds(earliest=date(2025, 2, 1), latest=date(2025, 2, 28))
    assert row.bounds == Bounds(earliest=date(2025, 4, 11), latest=date(2025, 4, 11))


def test_readings_are_counted_and_revisions_are_not(register, visit):
    assert register.reader.row(visit).readings == 1
    register.together("Reading", lambda acts: acts.add_reading(visit, stated("2025-03")))
    assert register.reader.row(visit).readings == 2
    register.postpone(visit, stated("2025-04-11"))
    assert register.reader.row(visit).readings == 2
    reading = register.reader.dossier(visit).other_readings
    assert len(reading) == 2


def test_the_reading_that_is_chosen_counts(register, visit):
    register.together("Reading", lambda acts: acts.add_reading(visit, stated("2025-03")))
    reading = register.reader.dossier(visit).other_readings[0].id
    register.choose_timing(visit, reading)
    assert bounds(register, visit) == ("2025-03-01", "2025-03-31")


def test_the_day_it_was_said_begins_a_deadline(register):
    plan = proposed(register, "R/1", stated("../2025-12-31", Sense.DEADLINE), made_on="2024-11-26")
    assert bounds(register, plan) == ("2024-11-26", "2025-12-31")
    register.amend(plan, made_on="2025-01-15")
    assert bounds(register, plan) == ("2025-01-15", "2025-12-31")


# --- done --------------------------------------------------------------------------------------


def done(register, identity):
    found = register.reader.row(identity).done
    return tuple(each and each.isoformat() for each in (found.earliest, found.latest))


def test_it_was_done_on_the_day_of_the_move_that_ended_it(register, visit):
    register.move(visit, Status.HELD, happened_on="2025-04-11")
    assert done(register, visit) == ("2025-04-11", "2025-04-11")


def test_a_later_step_within_the_done_phase_does_not_move_the_day(register, visit):
    register.move(visit, Status.HELD, happened_on="2025-04-11")
    register.move(visit, Status.CLOSED, happened_on="2025-06-01")
    assert done(register, visit) == ("2025-04-11", "2025-04-11")


def test_reopened_and_done_again_it_was_done_the_second_time(register, visit):
    register.move(visit, Status.HELD, happened_on="2025-04-11")
    register.move(visit, Status.FORESEEN, happened_on="2025-04-12", why="only the advance party")
    assert done(register, visit) == (None, None)
    register.move(visit, Status.HELD, happened_on="2025-05")
    assert done(register, visit) == ("2025-05-01", "2025-05-31")


def test_what_is_entered_as_done_was_done_on_the_day_given(register):
    held = proposed(register, "R/1", kind=Kind.VISIT, status=Status.HELD)
    assert done(register, held) == ("2026-11-22", "2026-11-22")
    register.propose(
        commitment("R/2", kind=Kind.VISIT, status=Status.HELD), happened_on="2025-04-10/2025-04-11"
    )
    assert done(register, register.reader.find("R/2")) == ("2025-04-10", "2025-04-11")


def test_what_was_dropped_was_never_done(register, visit):
    register.move(visit, Status.CANCELLED, happened_on="2025-04-11", why="called off")
    assert done(register, visit) == (None, None)


# --- the lead agency ---------------------------------------------------------------------------


def owner(register, identity):
    return (
        raw(register)
        .execute("SELECT owner_words FROM commitment WHERE id=?", (identity,))
        .fetchone()[0]
    )


def test_the_lead_is_shown_by_its_acronym_or_else_its_name(register, visit):
    for name, acronym, shown in (("Ministry", "MoI", "MoI"), ("Ministry", "", "Ministry")):
        body = Organisation(id=OrganisationId(new_id()), name=name, acronym=acronym)
        register.add_organisation(body)
        register.amend(visit, owner=body.id)
        assert owner(register, visit) == shown
    register.amend(visit, owner="")
    assert owner(register, visit) == ""


def test_a_renamed_lead_is_renamed_wherever_it_leads(register, visit):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry", acronym="MoI")
    register.add_organisation(body)
    other = proposed(register, "R/2")
    for each in (visit, other):
        register.amend(each, owner=body.id)
    with register.store.write("Rename") as writer:
        writer.set("organisation", body.id, acronym="MoID")
    assert {owner(register, each) for each in (visit, other)} == {"MoID"}
    assert writer.change.updated == {register.reader.row(each).rid for each in (visit, other)}
    register.undo()
    assert {owner(register, each) for each in (visit, other)} == {"MoI"}
