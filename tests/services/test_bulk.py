"""Changing many at once: the trial says what comes of it and keeps nothing; the change is one."""

from __future__ import annotations

import pytest

from app.domain.errors import CancelledError, InvalidValueError, ServandaError
from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.query import OPEN
from app.domain.timing import Basis, Timing
from app.services.bulk import BulkEdit, BulkField, changed, tried
from app.services.opening import open_register
from tests.conftest import TODAY
from tests.store.desks import commitment, contents


@pytest.fixture
def nine(sample):
    """Nine open points of the sample."""
    rids = [int(each) for each in sample.reader.ordered(OPEN, TODAY).split(",")]
    found = sample.reader.rows(rids)
    points = [found[rid] for rid in rids if found[rid].kind is Kind.ACTION]
    return [each.id for each in points[:9]]


@pytest.fixture
def mofa(sample):
    return sample.reader.organisations_named("MoFA")[0].id


def owners(register, chosen):
    return [register.reader.row(each).owner for each in chosen]


def test_a_trial_says_before_and_after_and_keeps_nothing(sample, nine, mofa):
    before, heads = contents(sample), sample.store.heads()
    was = owners(sample, nine)
    lines = tried(sample, nine, BulkEdit(field=BulkField.OWNER, value=mofa))
    assert [each.id for each in lines] == nine
    assert [each.before for each in lines] == was
    assert {each.after for each in lines} == {"MoFA"}
    assert [each.ref for each in lines] == [sample.reader.row(each).ref for each in nine]
    assert contents(sample) == before
    assert sample.store.heads() == heads
    assert sample.store.next_undo() is None


def test_nine_points_change_their_lead_in_one_change_with_one_undo(sample, nine, mofa):
    was = owners(sample, nine)
    change = changed(sample, nine, BulkEdit(field=BulkField.OWNER, value=mofa))
    assert change.label == "Change owner of 9 commitments"
    assert owners(sample, nine) == ["MoFA"] * 9
    sample.undo()
    assert owners(sample, nine) == was
    sample.redo()
    assert owners(sample, nine) == ["MoFA"] * 9
    assert sample.store.check() == []


def test_the_one_undo_is_there_after_a_restart(sample, nine, mofa, places, clock):
    path, was = sample.store.path, owners(sample, nine)
    changed(sample, nine, BulkEdit(field=BulkField.OWNER, value=mofa))
    sample.close()
    again = open_register(path, places, clock, "officer")
    assert again.store.next_undo() == "Change owner of 9 commitments"
    again.undo()
    assert owners(again, nine) == was
    again.close()


@pytest.fixture
def mixed(register):
    """Three that may be fulfilled, one that may not, one that is so already."""
    body = Organisation(id=OrganisationId(new_id()), name="Ministry of Commerce", acronym="MoC")
    register.add_organisation(body)
    dated = Timing(edtf="2026", basis=Basis.STATED)
    for number in range(3):
        register.propose(commitment(f"R/{number}", owed_by="PK"), timing=dated)
    register.propose(commitment("R/3", "A draft"))
    register.propose(commitment("R/4", owed_by="PK", status=Status.FULFILLED), timing=dated)
    return [register.reader.find(f"R/{number}") for number in range(5)]


def test_what_refuses_says_why_and_the_others_still_change(register, mixed):
    edit = BulkEdit(
        field=BulkField.STATUS, value="fulfilled", happened_on="2026-10-02", why="Done."
    )
    lines = tried(register, mixed, edit)
    assert [each.changes for each in lines] == [True, True, True, False, False]
    assert [bool(each.refusal) for each in lines] == [False, False, False, True, True]
    assert "cannot be moved" in lines[3].refusal
    assert lines[3].after == ""
    changed(register, [each.id for each in lines if each.changes], edit)
    for identity in mixed[:3]:
        dossier = register.reader.dossier(identity)
        assert dossier.commitment.status is Status.FULFILLED
        assert dossier.moves[-1].happened_on == "2026-10-02"
        assert dossier.moves[-1].why == "Done."


def test_where_one_refuses_none_is_changed(register, mixed):
    before = contents(register)
    with pytest.raises(ServandaError):
        changed(register, mixed, BulkEdit(field=BulkField.STATUS, value="fulfilled", why="Done."))
    assert contents(register) == before


def test_the_ball_is_handed_over_with_its_day_and_letter(register, mixed):
    edit = BulkEdit(field=BulkField.BALL, value="BY", happened_on="2026-11-01", why="Letter 5")
    assert all(each.changes for each in tried(register, mixed, edit))
    changed(register, mixed, edit)
    found = [register.reader.commitment(each) for each in mixed]
    assert {(c.ball_with, c.ball_since, c.ball_letter) for c in found} == {
        ("BY", "2026-11-01", "Letter 5")
    }
    register.undo()
    assert {register.reader.commitment(each).ball_with for each in mixed} == {""}


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (BulkField.SECTOR, "trade", "trade"),
        (BulkField.OWED_BY, "both", "PK+BY"),
        (BulkField.STRENGTH, "5", "5"),
        (BulkField.MADE_ON, "2025-02", "2025-02"),
        (BulkField.MADE_AT, "Minsk", "Minsk"),
        (BulkField.REVIEW_ON, "2027-01-15", "2027-01-15"),
        (BulkField.UPDATE_DAYS, "14", "14"),
        (BulkField.CLASSIFICATION, "internal", "internal"),
    ],
)
def test_every_plain_field_can_be_changed(register, mixed, field, value, shown):
    edit = BulkEdit(field=field, value=value)
    lines = tried(register, mixed, edit)
    assert {each.after for each in lines} == {shown}
    changed(register, mixed, edit)
    again = tried(register, mixed, edit)
    assert [each.changes for each in again] == [False] * 5
    assert {each.before for each in again} == {shown}


@pytest.mark.parametrize(
    "field", [BulkField.OWNER, BulkField.COUNTERPART, BulkField.SUPPORTING], ids=str
)
def test_every_field_that_names_an_agency_can_be_changed(register, mixed, field):
    (body,) = register.reader.organisations_named("MoC")
    edit = BulkEdit(field=field, value=body.id)
    assert {each.after for each in tried(register, mixed, edit)} == {"MoC"}
    changed(register, mixed, edit)
    assert [each.changes for each in tried(register, mixed, edit)] == [False] * 5
    assert register.store.check() == []


def test_every_field_of_a_bulk_edit_is_tried_here():
    plain = {"sector", "owed_by", "strength", "made_on", "made_at", "review_on", "update_days",
             "classification"}  # fmt: skip
    others = {"owner", "counterpart", "supporting", "status", "ball_with"}
    assert {each.value for each in BulkField} == plain | others


@pytest.mark.parametrize(
    "edit",
    [
        BulkEdit(field=BulkField.MADE_ON, value="next week"),
        BulkEdit(field=BulkField.OWED_BY, value="DE+FR+X"),
        BulkEdit(field=BulkField.STRENGTH, value="9"),
        BulkEdit(field=BulkField.UPDATE_DAYS, value="-3"),
        BulkEdit(field=BulkField.BALL, value="nobody at all"),
        BulkEdit(field=BulkField.STATUS, value="fulfilled", happened_on="soon", why="Done."),
    ],
    ids=lambda edit: edit.field.value,
)
def test_a_value_that_cannot_be_is_said_for_each_and_changes_none(register, mixed, edit):
    before = contents(register)
    lines = tried(register, mixed, edit)
    if edit.field is BulkField.OWED_BY:  # a private body may have any name
        assert all(each.changes for each in lines)
    else:
        assert all(each.refusal and not each.changes for each in lines)
    assert contents(register) == before


def test_a_trial_or_change_that_is_called_off_leaves_nothing(register, mixed):
    before, heads = contents(register), register.store.heads()
    edit = BulkEdit(field=BulkField.SECTOR, value="trade")
    for act in (tried, changed):
        asked = iter([False, False, True])
        with pytest.raises(CancelledError):
            act(register, mixed, edit, cancelled=lambda asked=asked: next(asked))
        assert contents(register) == before
    assert register.store.heads() == heads


def test_progress_is_told_one_by_one(register, mixed):
    told = []
    edit = BulkEdit(field=BulkField.SECTOR, value="trade")
    tried(register, mixed, edit, progress=lambda done, whole: told.append((done, whole)))
    assert told == [(number, 5) for number in range(1, 6)]


def test_what_is_no_longer_there_stops_the_trial_in_plain_words(register, mixed):
    register.discard([mixed[0]])
    register.erase([mixed[0]])
    with pytest.raises(ServandaError) as refused:
        tried(register, mixed, BulkEdit(field=BulkField.SECTOR, value="trade"))
    assert not isinstance(refused.value, InvalidValueError)
    assert "\n" not in str(refused.value)


@pytest.mark.slow
def test_five_hundred_change_as_one(register):
    def enter(acts):
        return [acts.propose(commitment(f"B/{number}")) for number in range(500)]

    made = []
    register.together("Many", lambda acts: made.extend(enter(acts)))
    edit = BulkEdit(field=BulkField.SECTOR, value="trade")
    assert sum(each.changes for each in tried(register, made, edit)) == 500
    assert changed(register, made, edit).label == "Change sector of 500 commitments"
    register.undo()
    assert {register.reader.row(each).sector for each in made} == {""}
    assert register.store.check() == []
