"""The moves of a commitment: made at once, or after what they need was asked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.rows import RegisterRow

PLANT = "PK-BY/JMC-8/05"
SESSION = "PK-BY/JMC-8/30"


@pytest.fixture
def moves(window):
    return window.detail.moves


@pytest.fixture
def button(moves):
    """A visible button of the moves by what stands on it."""

    def find(text):
        found = [each for each in moves.findChildren(QPushButton) if each.isVisible()]
        return next((each for each in found if each.text() == text), None)

    return find


@pytest.fixture
def asked(moves):
    """A field of the form that a move opens."""
    return lambda name: moves.findChild(QLineEdit, f"move-{name}")


@pytest.fixture
def now(window, sample_desk):
    """The commitment the window shows, as the register holds it."""
    return lambda: sample_desk.register.reader.dossier(window.detail.identity)


def reason(moves, name="error"):
    label = moves.findChild(QLabel, f"move-{name}")
    return label.text() if label.isVisible() else ""


def shown(moves):
    return [each.text() for each in moves.findChildren(QPushButton) if each.isVisible()]


def test_the_legal_moves_are_offered_as_verbs(stand_on, moves):
    stand_on(SESSION)
    assert shown(moves) == ["Agree dates", "Held", "Postpone", "More"]


def test_a_move_that_needs_nothing_is_made_at_once(hands, window, stand_on, button, moves, now):
    stand_on(PLANT)
    hands.click(button("Start"))
    assert now().commitment.status is Status.IN_PROGRESS
    assert window.list.row.status is Status.IN_PROGRESS
    assert shown(moves)[0] == "Implemented"
    assert now().moves[-1].happened_on == "2026-11-22"


def test_a_move_by_keyboard_leaves_the_keyboard_with_the_next_move(
    hands, window, stand_on, button, now
):
    stand_on(PLANT)
    hands.press("Ctrl+M", "Space")
    assert now().commitment.status is Status.IN_PROGRESS
    assert hands.holder is button("Implemented")
    hands.press("Ctrl+Z")
    assert now().commitment.status is Status.OPEN
    assert window.list.row.status is Status.OPEN


def test_enter_presses_a_button_as_space_does(hands, stand_on, button, now):
    stand_on(PLANT)
    hands.press("Ctrl+M", "Return")
    assert now().commitment.status is Status.IN_PROGRESS


def test_a_move_that_is_rarer_stands_behind_more(hands, stand_on, button, asked, now):
    stand_on(SESSION)
    hands.choose(button("More"), "Cancel the meeting")
    assert asked("why").hasFocus()
    hands.write("The host asked for it.")
    hands.press("Return")
    assert now().commitment.status is Status.CANCELLED
    assert now().moves[-1].why == "The host asked for it."


def test_what_took_place_is_asked_for_its_day(hands, stand_on, button, asked, moves, now):
    stand_on(SESSION)
    hands.click(button("Held"))
    assert asked("happened-on").text() == "2026-11-22"
    assert asked("happened-on").hasFocus()
    assert now().commitment.status is Status.FORESEEN
    hands.rewrite("2026-11-18")
    hands.press("Return")
    assert now().commitment.status is Status.HELD
    assert now().moves[-1].happened_on == "2026-11-18"
    assert not moves.form.isVisible()


def test_on_hold_asks_for_a_reason_and_the_day_to_look_again(
    hands, stand_on, button, asked, moves, now
):
    stand_on(PLANT)
    hands.click(button("Put on hold"))
    hands.press("Return")
    assert "Give a reason" in reason(moves)
    hands.write("Waiting for the study")
    hands.press("Return")
    assert "Give the day to look at it again" in reason(moves)
    asked("review-on").setFocus()
    hands.write("2027-02-30")
    hands.press("Return")
    assert "30 Feb 2027 does not exist." in reason(moves)
    assert now().commitment.status is Status.OPEN
    assert asked("why").text() == "Waiting for the study"
    hands.rewrite("2027-02-01")
    hands.press("Return")
    held = now().commitment
    assert (held.status, held.review_on) == (Status.ON_HOLD, "2027-02-01")


def test_a_day_that_cannot_be_read_is_refused_and_stays_typed(
    hands, stand_on, button, asked, moves, now
):
    stand_on(SESSION)
    hands.click(button("Held"))
    hands.rewrite("03/04/2026")
    hands.press("Return")
    assert reason(moves)
    assert asked("happened-on").text() == "03/04/2026"
    assert now().commitment.status is Status.FORESEEN


def test_a_move_is_called_off_by_esc_and_the_keyboard_goes_back(
    hands, stand_on, button, moves, now
):
    stand_on(SESSION)
    button("Held").setFocus()
    hands.press("Space", "Esc")
    assert not moves.form.isVisible()
    assert hands.holder is button("Agree dates")
    assert now().commitment.status is Status.FORESEEN


def test_the_form_of_one_move_is_not_left_open_on_another_commitment(
    hands, stand_on, button, moves
):
    stand_on(SESSION)
    hands.click(button("Held"))
    stand_on("PK-BY/JMC-8/17")
    assert not moves.form.isVisible()


def test_implemented_wants_proof_and_keeps_what_is_written_as_a_note(
    hands, shown_on, desk, moves_of
):
    identity = shown_on(owed_by="PK")
    moves = moves_of()
    moves.begin(Status.FULFILLED)
    hands.press("Return")
    assert "what shows it" in reason(moves)
    moves.findChild(QLineEdit, "move-why").setFocus()
    hands.write("Plant opened, protocol of 20 November.")
    hands.press("Return")
    dossier = desk.register.reader.dossier(identity)
    assert dossier.commitment.status is Status.FULFILLED
    assert [note.text for note in dossier.notes] == ["Plant opened, protocol of 20 November."]


def test_a_fulfilment_may_say_who_confirmed_it(hands, shown_on, desk, moves_of):
    identity = shown_on(owed_by="PK")
    moves = moves_of()
    moves.begin(Status.FULFILLED)
    assert moves.form.who.isVisible()
    hands.write("Plant opened.")
    moves.form.who.setFocus()
    hands.write("MoIP")
    hands.press("Return")
    assert desk.register.reader.dossier(identity).moves[-1].who == "MoIP"
    said = shown_on.windows[-1].detail.history.findChildren(QLabel)
    assert any("confirmed by MoIP" in each.text() for each in said)


def test_nobody_is_asked_who_confirmed_a_beginning(stand_on, button, hands, moves):
    stand_on(PLANT)
    hands.click(button("Put on hold"))
    assert not moves.form.who.isVisible()


@pytest.fixture
def shown_on(desk, shown):
    """Show a window on a register with one commitment; returns its identity."""
    windows = []

    def show(**more):
        identity = CommitmentId(new_id())
        commitment = Commitment(
            id=identity, ref="", relation="PK-BY", kind=Kind.ACTION, title="A plant", **more
        )
        timing = {"timing": RegisterRow.__dataclass_fields__["timing"].default}
        desk.register.propose(commitment, **(timing if more.get("owed_by") else {}))
        windows.append(shown(desk))
        windows[-1].list.select(identity)
        return identity

    show.windows = windows
    return show


@pytest.fixture
def moves_of(shown_on):
    return lambda: shown_on.windows[-1].detail.moves


def test_a_move_made_at_once_that_is_refused_says_why_under_the_buttons(
    hands, shown_on, desk, moves_of
):
    identity = shown_on()  # a draft for which nobody is responsible
    moves = moves_of()
    hands.click(moves.findChild(QPushButton, "move-open"))
    assert "Say which side is responsible" in reason(moves, "refused")
    assert desk.register.reader.row(identity).status is Status.DRAFT
    desk.run(lambda register: register.amend(identity, owed_by="PK"))
    hands.click(moves.findChild(QPushButton, "move-open"))
    assert "Say when it is due" in reason(moves, "refused")
