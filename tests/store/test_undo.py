"""Undo and redo from the log: everything back, across restarts, never over another's shoulder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.change import ChangeKind
from app.domain.errors import NothingToDoError, OvertakenError
from app.domain.identity import OrganisationId, new_id
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.timing import Timing
from tests.store.desks import (
    TEXTS,
    VERBS,
    Officer,
    acts,
    at_random,
    commitment,
    contents,
    created,
    erase,
    examples,
    exchange,
    folder,
    hand_copy,
    numbers,
    raw,
    seated,
    seeded,
)


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    opened.store.close()


@pytest.fixture
def plant(register):
    register.propose(commitment("R/1", "Tractor plant", owed_by="PK"))
    return register.reader.find("R/1")


def undone_all(register):
    """Take back everything; returns how many acts that was."""
    count = 0
    while register.store.next_undo() is not None:
        register.undo()
        count += 1
    return count


def redone_all(register):
    count = 0
    while register.store.next_redo() is not None:
        register.redo()
        count += 1
    return count


def state(register):
    return contents(register, rid=True, undone=False)


def begun(place, seed):
    """A register in which another desk worked before; its acts are none of ours to undo."""
    path = created(place / "r.servanda")
    before = seated(path, actor="before")
    Officer(before).work(at_random(seeded(seed), 12))
    before.store.close()
    return seated(path)


@examples(25)
@given(acts, st.integers(0, 3))
def test_undoing_all_restores_the_start_and_redoing_all_the_end(draws, seed):
    with folder() as place:
        register = begun(place, seed)
        start = state(register)
        Officer(register).work(draws)
        end = state(register)
        count = undone_all(register)
        assert state(register) == start
        assert redone_all(register) == count
        assert state(register) == end
        assert register.store.check() == []
        register.store.close()


@examples(15)
@given(st.lists(st.tuples(st.sampled_from([*VERBS, "undo", "undo", "redo"]), *[numbers] * 3)))
def test_undo_and_redo_amid_the_work_lead_back_to_the_start_all_the_same(draws):
    with folder() as place:
        register = begun(place, 0)
        start = state(register)
        Officer(register).work(draws)
        undone_all(register)
        assert state(register) == start
        register.store.close()


@examples(10)
@given(acts)
def test_undo_and_redo_work_after_every_restart(draws):
    with folder() as place:
        register = begun(place, 1)
        path, start = register.store.path, state(register)
        Officer(register).work(draws)
        end = state(register)
        count = 0
        while register.store.next_undo() is not None:
            register.undo()
            count += 1
            register.store.close()
            register = seated(path)
        assert state(register) == start
        for _ in range(count):
            register.redo()
            register.store.close()
            register = seated(path)
        assert state(register) == end
        register.store.close()


def test_an_undo_is_a_change_that_names_what_it_takes_back(register, plant):
    edit = register.amend(plant, sector="industry")
    undo = register.undo()
    assert (undo.kind, undo.label, undo.n) == (ChangeKind.UNDO, edit.label, 3)
    kept = raw(register).execute("SELECT undoes FROM change WHERE n=3").fetchone()[0]
    assert kept == edit.address


def test_a_bulk_edit_is_undone_in_one_step(register, plant):
    def bulk(verbs):
        for number in range(20):
            verbs.propose(commitment(f"B/{number}"))
        verbs.amend(plant, sector="industry")

    before = state(register)
    register.together("In bulk", bulk)
    register.undo()
    assert state(register) == before


def test_an_undone_creation_keeps_its_row_number(register, plant):
    rid = register.reader.row(plant).rid
    register.undo()
    register.redo()
    assert register.reader.row(plant).rid == rid


def test_a_new_act_ends_what_can_be_redone(register, plant):
    register.amend(plant, sector="industry")
    register.undo()
    assert register.store.next_redo() is not None
    register.amend(plant, title="Another plant")
    assert register.store.next_redo() is None
    with pytest.raises(NothingToDoError):
        register.redo()


def test_undo_after_a_new_act_passes_over_what_was_undone_before(register, plant):
    register.amend(plant, sector="industry")
    register.undo()
    register.amend(plant, title="Another plant")
    register.undo()
    assert register.store.next_undo() == "New commitment"


def test_nothing_to_undo_is_said_in_a_sentence(register):
    with pytest.raises(NothingToDoError, match="nothing to undo"):
        register.undo()


@pytest.mark.parametrize("text", [each for each in TEXTS if each])
def test_labels_hold_no_content(register, plant, text):
    officer = Officer(register)
    register.amend(plant, title=text[:400], summary=text, remarks=text)
    register.note(plant, text)
    register.add_milestone(plant, text)
    register.move(plant, Status.WITHDRAWN, why=text)
    register.propose(commitment("", text[:400]))
    register.set_timing(plant, Timing(words=text))
    officer.work(at_random(seeded(5), 20))
    labels = [row[0] for row in raw(register).execute("SELECT label FROM change")]
    assert not [label for label in labels if text[:20] in label]


def test_an_act_that_was_redone_within_creates_what_it_created(register):
    def come_and_go(verbs):
        verbs.discard(verbs.propose(commitment("R/9")))

    register.together("Come and go", come_and_go)
    end = state(register)
    register.undo()
    register.redo()
    assert state(register) == end
    (gone,) = raw(register).execute("SELECT gone FROM commitment").fetchone()
    assert gone == "binned"


# --- where another desk was at work ------------------------------------------------------------


@pytest.fixture
def beside(register, plant, tmp_path):
    """A second desk at the same file."""
    opened = seated(register.store.path, actor="home")
    yield opened
    opened.store.close()


def test_an_undo_over_a_later_edit_of_the_same_field_is_refused_and_names_it(
    register, plant, beside
):
    register.amend(plant, sector="industry")
    beside.amend(plant, sector="transport")
    before = state(register)
    with pytest.raises(OvertakenError, match=r"Edit sector of R/1.*came after"):
        register.undo()
    assert state(register) == before


def test_an_undo_beside_a_later_edit_of_another_field_is_done(register, plant, beside):
    register.amend(plant, sector="industry")
    beside.amend(plant, title="Another plant")
    register.undo()
    kept = register.reader.commitment(plant)
    assert (kept.sector, kept.title) == ("", "Another plant")


def test_an_undo_is_done_once_the_later_edit_is_undone_itself(register, plant, beside):
    register.amend(plant, sector="industry")
    beside.amend(plant, sector="transport")
    beside.undo()
    register.undo()
    assert register.reader.commitment(plant).sector == ""


def test_an_undo_over_the_undoing_of_an_earlier_edit_is_refused(register, plant, beside):
    beside.amend(plant, sector="industry", title="From home")
    register.amend(plant, sector="transport")
    register.undo()
    beside.undo()  # the title and the sector are as they were before beside's edit
    with pytest.raises(OvertakenError):
        register.redo()
    assert register.reader.commitment(plant).sector == ""


def test_the_creation_of_what_is_in_use_is_not_undone(register, plant, beside):
    beside.note(plant, "Foundation laid")
    with pytest.raises(OvertakenError, match="in use"):
        register.undo()
    assert register.reader.commitment(plant).title == "Tractor plant"


def test_the_creation_of_what_something_in_the_bin_hangs_on_is_not_undone(register, plant, beside):
    beside.propose(commitment("R/2", origin=plant))
    beside.discard([beside.reader.find("R/2")])
    with pytest.raises(OvertakenError, match="in use"):
        register.undo()


def test_the_creation_of_what_was_edited_since_is_not_undone(register, plant, beside):
    beside.amend(plant, sector="industry")
    with pytest.raises(OvertakenError):
        register.undo()


def test_the_creation_of_an_owner_in_use_is_not_undone(register, plant, beside):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry of Industries")
    register.add_organisation(body)
    beside.amend(plant, owner=body.id)
    with pytest.raises(OvertakenError, match="in use"):
        register.undo()


def test_a_redo_of_a_reference_given_to_another_meanwhile_is_refused(register, plant, beside):
    register.undo()
    beside.propose(commitment("R/1", "Another plant"))
    with pytest.raises(OvertakenError, match="R/1"):
        register.redo()
    assert register.store.check() == []


def test_an_undo_of_a_renaming_is_refused_where_the_old_name_was_given_away(
    register, plant, beside
):
    register.amend(plant, ref="R/2")
    beside.propose(commitment("R/1", "Another plant"))
    with pytest.raises(OvertakenError, match="R/1"):
        register.undo()
    assert register.store.check() == []


def test_an_undo_of_what_was_erased_since_is_passed_over(register, plant, beside):
    register.propose(commitment("R/2"))
    register.amend(plant, sector="industry")
    beside.discard([plant])
    erase(beside, plant)
    assert register.undo().label == "New commitment"
    assert register.store.next_undo() is None


def test_an_undo_that_finds_its_values_back_already_still_counts(register, plant):
    register.amend(plant, sector="industry")
    with register.store.write("Settle", ChangeKind.SETTLE) as writer:
        writer.settle("commitment", plant, sector="industry")
    assert register.undo().label == "Settle"
    assert register.undo().label == "Edit sector of R/1"


def test_two_desks_at_two_copies_undo_only_their_own(register, plant, tmp_path):
    other = seated(hand_copy(register, tmp_path / "two.servanda"), actor="other")
    other.amend(plant, title="From the other")
    exchange(other, register)
    register.amend(plant, sector="industry")
    register.undo()
    with pytest.raises(OvertakenError):
        register.undo()
    assert register.reader.commitment(plant).title == "From the other"
    other.store.close()


@examples(20)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1), st.sampled_from([*VERBS, "undo", "undo", "redo"]), *[numbers] * 3
        ),
        max_size=40,
    )
)
def test_desks_in_turn_at_one_file_never_break_it(draws):
    with folder() as place:
        path = created(place / "r.servanda")
        desks = [Officer(seated(path, actor=name)) for name in ("one", "two")]
        for desk, *act in draws:
            desks[desk].do(*act)
        assert desks[0].register.store.check() == []
        assert all(isinstance(each, str) for desk in desks for each in desk.refused)
        for desk in desks:
            desk.register.store.close()
