"""What was typed and not kept is known before the window closes."""

from __future__ import annotations

import pytest

from app.qt.views.new_commitment import NewCommitment


@pytest.mark.parametrize(
    "opener", ["note-add", "evidence-add", "ball-pass", "link-add", "timing-change"]
)
def test_a_form_that_was_only_opened_is_nothing_unfinished(panel, opener):
    assert not panel.widget.unfinished()
    panel.click(opener)
    assert not panel.widget.unfinished()


def test_a_note_that_was_begun_is_unfinished_until_it_is_kept(panel):
    panel.click("note-add")
    panel.hands.write("They will")
    assert panel.widget.unfinished()
    panel.hands.press("Ctrl+Return")
    assert panel.dossier.notes
    assert not panel.widget.unfinished()


def test_what_was_begun_on_another_commitment_is_unfinished_and_put_away_no_more(panel):
    panel.click("note-add")
    panel.hands.write("They will")
    panel.stand("PK-BY/JMC-8/06")
    assert not panel.seen("note-form")
    assert panel.widget.unfinished()
    panel.stand("PK-BY/JMC-8/05")
    assert panel.part("note-text").toPlainText() == "They will"
    panel.part("note-text").setFocus()
    panel.hands.press("Esc")
    assert not panel.widget.unfinished()


def test_a_choice_that_was_made_is_unfinished(panel):
    panel.click("evidence-add")
    panel.choose("evidence-stance", "contradicts")
    assert panel.widget.unfinished()


def test_a_value_that_was_refused_is_unfinished(panel):
    panel.write("edit-made_on", "2025-02-30")
    panel.hands.press("Return")
    assert panel.part("error-made_on").text()
    assert panel.widget.unfinished()
    panel.hands.press("Esc")
    assert not panel.widget.unfinished()


def test_a_date_that_is_being_typed_is_unfinished(panel):
    panel.click("timing-change")
    panel.hands.write("2027")
    assert panel.widget.unfinished()
    panel.hands.press("Esc")
    assert not panel.widget.unfinished()


def test_a_new_commitment_is_unfinished_while_something_of_it_stands_there(
    qtbot, look, desk, hands
):
    form = NewCommitment(desk, look)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    form.begin()
    assert not form.unfinished()
    hands.write("A ferry")
    assert form.unfinished()
    hands.press("Esc")
    form.begin()
    assert form.unfinished()
    hands.press("Return")
    assert not form.unfinished()
