"""The form for a new commitment: a title is enough, what is wrong is said beside it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.timing import Basis, Bounds, Sense
from app.services.opening import create_register


@pytest.fixture
def form(window, hands):
    hands.press("Ctrl+N")
    return window.form


@pytest.fixture
def added(window, sample_desk):
    """The commitment the window stands on, as the register holds it."""
    return lambda: sample_desk.register.reader.dossier(window.list.row.id)


def error(form, name):
    label = form.findChild(QLabel, f"new-error-{name}")
    return label.text() if label.isVisible() else ""


def test_it_opens_with_the_keyboard_in_the_title_and_the_pair_filled_in(form):
    assert form.title.hasFocus()
    assert form.pair.text() == "PK-BY"


def test_a_title_is_enough_for_a_draft(hands, window, form, added):
    hands.write("Mango exports")
    hands.press("Return")
    hands.settle(window)
    commitment = added().commitment
    assert (commitment.title, commitment.status) == ("Mango exports", Status.DRAFT)
    assert commitment.ref == "PKBY.2026.001"
    assert window.detail.identity == commitment.id
    assert window.detail.isVisible()
    assert not window.side.form_is_open
    assert window.list.table.hasFocus()
    assert window.strip.counts.text() == "77 commitments"


def test_every_field_is_reached_with_tab_and_kept(hands, window, form, added):
    hands.write("Mango exports")
    hands.press("Tab")
    hands.write("P")  # to “Project”
    hands.press("Tab", "Tab")
    hands.write("pk")
    hands.press("Tab")
    hands.write("2027-05")
    assert form.echo.said.text().startswith("Read as: May 2027")
    hands.press("Tab")
    assert hands.holder is form.anchor.other
    hands.press("Tab")
    hands.write("MNFSR")
    hands.press("Tab")
    assert hands.holder is form.findChild(QPushButton, "new-add")
    hands.press("Space")
    hands.settle(window)
    dossier = added()
    assert dossier.commitment.kind is Kind.PROJECT
    assert dossier.commitment.owed_by == "PK"
    assert dossier.commitment.status is Status.OPEN
    assert dossier.row.timing.edtf == "2027-05"
    assert dossier.owner.acronym == "MNFSR"


def test_the_next_session_leads_to_what_it_follows_by_keyboard_alone(hands, window, form, added):
    hands.write("Report on mangoes")
    form.due.setFocus()
    hands.write("two weeks after the next session")
    assert "hangs on another commitment: say on which" in form.echo.said.text()
    hands.press("Return")
    assert hands.holder is form.anchor.other
    assert window.side.form_is_open
    hands.write("JMC-8/30 ")
    assert not form.due.isEnabled()
    assert form.anchor.offset.text() == "2 weeks after"
    assert form.hangs.text().startswith("Read as: two weeks after the next session.")
    assert "Due 2 weeks after PK-BY/JMC-8/30" in form.hangs.text()
    hands.press("Return")
    hands.settle(window)
    row = added().row
    assert (row.follows.ref, row.timing.offset) == ("PK-BY/JMC-8/30", "P2W")
    assert row.timing.words == "two weeks after the next session"
    assert row.bounds == Bounds(earliest=date(2026, 1, 15), latest=date(2027, 1, 14))
    hands.press("Ctrl+N")
    assert (form.anchor.other.text(), form.anchor.offset.text()) == ("", "")
    assert form.due.isEnabled()


def test_by_the_next_session_is_no_later_than_that(hands, window, form, added):
    hands.write("Report on mangoes")
    form.due.setFocus()
    hands.write("by the next session")
    hands.press("Tab")
    hands.write("JMC-8/30 ")
    assert "no later than 31 Dec 2026" in form.hangs.text()
    hands.press("Return")
    hands.settle(window)
    assert added().row.timing.sense is Sense.DEADLINE


def test_an_event_that_nobody_names_stays_words_without_a_date(hands, window, form, added):
    hands.write("Report on mangoes")
    form.due.setFocus()
    hands.write("during the visit")
    hands.press("Return", "Return")
    hands.settle(window)
    timing = added().row.timing
    assert (timing.words, timing.edtf, timing.anchor) == ("during the visit", "", None)


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("anchor", "JMC-8/99 ", "JMC-8/99"),
        ("offset", "soon", "“soon” is no distance in time"),
    ],
)
def test_what_cannot_be_followed_is_said_once_and_stays_typed(
    hands, window, form, name, typed, reason
):
    form.title.setText("Report on mangoes")
    form.anchor.other.setFocus()
    hands.write(typed if name == "anchor" else "JMC-8/30 ")
    form.anchor.offset.setFocus()
    hands.write(typed if name == "offset" else "")
    hands.press("Return")
    assert reason in form.hangs.text()
    assert error(form, name) == ""
    assert window.side.form_is_open
    assert window.list.model.rowCount() == 76


def test_with_a_responsible_side_and_no_date_it_is_open_and_the_date_not_stated(
    hands, window, form, added
):
    hands.write("Mango exports")
    form.owed_by.setFocus()
    hands.write("both")
    hands.press("Return")
    hands.settle(window)
    dossier = added()
    assert dossier.commitment.owed_by == "PK+BY"
    assert dossier.commitment.status is Status.OPEN
    assert dossier.row.timing.basis is Basis.NOT_STATED


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("title", "", "A commitment needs a title."),
        ("title", "x" * 501, "501 characters"),
        ("relation", "Pakistan", "is no pair of countries"),
        ("due", "2025-02-30", "30 Feb 2025 does not exist."),
        ("due", "03/04/2026", "which number is the month"),
        ("owner", "Ministry of Silly Walks", "is not in the register"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_stays_typed(
    hands, window, form, sample_desk, name, typed, reason
):
    editors = {"title": form.title, "relation": form.pair, "due": form.due, "owner": form.owner}
    form.title.setText("Mango exports")
    editor = editors[name]
    editor.setText(typed)
    editor.setFocus()
    hands.press("Return")
    said = form.echo.said.text() if name == "due" else error(form, name)
    assert said
    assert reason in said
    others = [each for each in editors if each != name and error(form, each)]
    assert others == []
    assert editor.text() == typed
    assert window.side.form_is_open
    assert window.list.model.rowCount() == 76
    assert sample_desk.register.store.next_undo() is None


def test_what_was_typed_survives_ctrl_n_esc_and_a_look_at_the_list(
    hands, window, form, sample_desk
):
    hands.write("Mango exports")
    hands.press("Ctrl+N")
    assert form.title.text() == "Mango exports"
    window.list.select(sample_desk.register.reader.find("PK-BY/JMC-8/05"))
    assert window.side.form_is_open
    hands.press("Esc")
    assert window.detail.isVisible()
    assert not window.side.form_is_open
    assert window.list.table.hasFocus()
    hands.press("Ctrl+N")
    assert form.title.text() == "Mango exports"


def test_after_adding_the_form_is_empty_again(hands, window, form):
    hands.write("Mango exports")
    hands.press("Return", "Ctrl+N")
    assert (form.title.text(), form.due.text(), form.pair.text()) == ("", "", "PK-BY")


def test_adding_is_undone_and_done_again(hands, window, form, added):
    hands.write("Mango exports")
    hands.press("Return")
    hands.settle(window)
    identity = window.list.row.id
    assert window.actions_by_name["undo"].text() == "&Undo: New commitment"
    hands.press("Ctrl+Z")
    assert window.list.model.rowCount() == 76
    assert window.detail.identity != identity
    hands.press("Ctrl+Y")
    hands.settle(window)
    assert window.list.model.rowCount() == 77
    window.list.select(identity)
    assert added().commitment.title == "Mango exports"


def test_a_filter_that_shows_the_new_one_stays_set(hands, window, form):
    window.list.bar.choose("status")
    hands.tick("draft")
    hands.back_to(window)
    hands.settle(window)
    before = window.list.model.rowCount()
    form.title.setText("Mango exports")
    form.title.setFocus()
    hands.press("Return")
    hands.settle(window)
    assert window.list.bar.chips["status"].isChecked()
    assert window.list.model.rowCount() == before + 1
    assert window.list.row.title == "Mango exports"


def test_a_filter_that_hides_the_new_one_is_cleared(hands, window, form):
    window.go("overdue")
    hands.settle(window)
    form.title.setText("Mango exports")
    form.title.setFocus()
    hands.press("Return")
    hands.settle(window)
    assert window.list.row.title == "Mango exports"
    assert window.list.chosen == [window.list.row.id]
    assert not window.list.filtered


def test_the_first_commitment_makes_the_first_relation(
    hands, shown, desk_on, opened, tmp_path, places, clock
):
    path = tmp_path / "mine.servanda"
    create_register(path, places, clock, "officer").close()
    register = opened(path)
    window = shown(desk_on(register))
    hands.press("Ctrl+N")
    hands.write("Wheat imports")
    form = window.form
    hands.press("Return")
    assert "is no pair of countries" in error(form, "relation")
    form.pair.setFocus()
    hands.write("kz-pk")
    hands.press("Return")
    hands.settle(window)
    assert window.list.row.relation == "KZ-PK"
    assert [each.code for each in register.reader.relations()] == ["KZ-PK"]
    assert window.strip.counts.text() == "1 commitment"


def test_while_another_program_writes_it_is_added_once(
    hands, qtbot, window, form, sample_path, locked
):
    hands.write("Mango exports")
    with locked(sample_path):
        hands.press("Return", "Return")
        assert window.side.form_is_open
        assert form.title.text() == "Mango exports"
        assert "Waiting" in window.strip.said
    qtbot.waitUntil(lambda: not window.side.form_is_open)
    hands.settle(window)
    assert window.strip.counts.text() == "77 commitments"
    assert window.list.row.title == "Mango exports"
