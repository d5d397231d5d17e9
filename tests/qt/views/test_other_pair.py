"""What leads to a commitment of another pair of countries turns the window to that pair."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.timing import Basis, Timing
from app.domain.view import View

PLANT = "PK-BY/JMC-8/05"
TURNED = "Now showing Kazakhstan – Pakistan, where this commitment stands."


@pytest.fixture
def wheat(sample_desk):
    """A commitment of another pair than that of the sample."""
    register = sample_desk.register
    made = Commitment(
        id=CommitmentId(new_id()), ref="KZ/1", relation="KZ-PK", kind=Kind.ACTION, title="Wheat"
    )
    register.add_relation("KZ-PK", "Kazakhstan", "Pakistan")
    register.propose(made)
    return made.id


@pytest.fixture
def looking(wheat, window, sample_desk, hands):
    """The window, looking at Pakistan and Belarus alone."""
    sample_desk.look_at("PK-BY")
    hands.settle(window)
    assert window.strip.counts.text() == "76 commitments"
    return window


def test_a_jump_turns_to_the_pair_and_says_so(looking, hands, sample_desk, wheat):
    looking.travels.jump(wheat)
    hands.settle(looking)
    assert looking.list.row.ref == "KZ/1"
    assert looking.detail.identity == wheat
    assert sample_desk.relation == "KZ-PK"
    assert looking.strip.said == TURNED
    assert looking.strip.counts.text() == "1 commitment"


@pytest.mark.parametrize("place", ["today", "sessions", "agreements", "bin"])
def test_a_jump_from_another_page_does_so_too(looking, hands, wheat, place):
    looking.go(place)
    hands.settle(looking)
    looking.travels.jump(wheat)
    hands.settle(looking)
    assert looking.pages.page is looking.list
    assert looking.list.row.ref == "KZ/1"


def test_a_click_on_what_a_date_follows_leads_to_another_pair(
    looking, hands, sample_desk, stand_on, wheat
):
    identity = stand_on(PLANT)
    hung = Timing(anchor=wheat, basis=Basis.STATED)
    sample_desk.run(lambda register: register.correct_timing(identity, hung))
    anchor = looking.detail.timing.findChild(QWidget, "timing-anchor")
    hands.click(anchor.findChild(QPushButton))
    hands.settle(looking)
    assert looking.list.row.ref == "KZ/1"
    assert hands.holder is looking.list.table


def test_within_the_pair_and_where_all_are_shown_nothing_turns(looking, hands, sample_desk, wheat):
    looking.travels.jump(sample_desk.register.reader.find(PLANT))
    hands.settle(looking)
    assert sample_desk.relation == "PK-BY"
    sample_desk.look_at("")
    looking.travels.jump(wheat)
    hands.settle(looking)
    assert sample_desk.relation == ""
    assert looking.list.row.ref == "KZ/1"
    assert "Now showing" not in looking.strip.said


def test_a_view_of_one_pair_alone_is_left_for_a_commitment_of_another(
    looking, hands, sample_desk, wheat
):
    sample_desk.look_at("")
    query = looking.list.query_now()
    of_one = View(name="Ours", query=type(query)(relation="PK-BY"))
    looking.pages.go("Ours", of_one)
    hands.settle(looking)
    assert looking.strip.counts.text() == "76 commitments"
    looking.travels.jump(wheat)
    hands.settle(looking)
    assert looking.pages.key == "commitments"
    assert looking.list.row.ref == "KZ/1"


def test_a_new_commitment_of_another_pair_is_shown_where_it_stands(looking, hands, sample_desk):
    hands.press("Ctrl+N")
    hands.write("Wheat, again")
    looking.form.pair.setFocus()
    hands.rewrite("KZ-PK")
    hands.press("Return")
    hands.settle(looking)
    assert looking.list.row.title == "Wheat, again"
    assert sample_desk.relation == "KZ-PK"


def test_from_a_pair_that_the_register_does_not_know_one_comes_back(
    looking, hands, sample_desk, wheat
):
    held = sample_desk.register.reader.relations()
    assert {each.code for each in held} == {"KZ-PK", "PK-BY"}
    sample_desk.look_at("XX-YY")  # as the window's settings may still name
    hands.settle(looking)
    looking.travels.jump(wheat)
    hands.settle(looking)
    assert sample_desk.relation == "KZ-PK"
    assert looking.list.row.ref == "KZ/1"
