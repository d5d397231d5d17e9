"""What is decided of the points of a session for the next one, in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton

from app.domain.decisions import Choice, Decision, with_timing
from app.domain.lifecycle import Status
from app.domain.timing import Basis, Timing
from app.qt.views.history_words import told


@pytest.fixture
def reader(sample_desk):
    return sample_desk.register.reader


@pytest.fixture
def eighth(window, reader, qtbot):
    """The page of the eighth session."""
    window.go("sessions")
    page = window.pages.page
    page.show_target(reader.find("JMC-8/01"))
    qtbot.waitUntil(lambda: page.settled and page.sheet.sheet is not None)
    return page


def select(page, reader, *refs):
    table = page.sheet.table
    flag = QItemSelectionModel.SelectionFlag
    table.clearSelection()
    for ref in refs:
        for row in table.table.rows_of(reader.find(ref)):
            table.selectionModel().select(table.table.index(row, 0), flag.Select | flag.Rows)


def decisions(reader):
    found = reader.decisions(reader.find("JMC-8/01"), reader.find("JMC-8/30"))
    return {reader.ref(each.commitment): each for each in found}


def test_the_last_column_shows_what_is_proposed_and_then_what_was_chosen(
    eighth, reader, hands, qtbot
):
    table = eighth.sheet.table.table
    assert table.columns[-1].key == "decision"
    row = table.rows_of(reader.find("JMC-8/18"))[0]
    place = table.index(row, len(table.columns) - 1)
    assert place.data() == "Revise?"
    assert place.data(Qt.ItemDataRole.AccessibleTextRole) == "Proposed: Revise"
    select(eighth, reader, "JMC-8/18")
    form = eighth.sheet.decisions.form
    hands.click(eighth.sheet.decisions.decide)
    assert form.choice is Choice.REVISE
    form.due.setText("by end of 2027")
    form.why.setPlainText("The next competition is in 2027.")
    hands.click(form.findChild(QPushButton, "decision-keep"))
    qtbot.waitUntil(lambda: eighth.settled and "PK-BY/JMC-8/18" in decisions(reader))
    kept = decisions(reader)["PK-BY/JMC-8/18"]
    assert (kept.choice, kept.due_edtf) == (Choice.REVISE, "[..2027-12-31]")
    qtbot.waitUntil(lambda: place.data() == "Revise")
    assert form.isHidden()


def test_several_points_are_decided_in_one_step(eighth, reader, hands, qtbot, sample_desk):
    select(eighth, reader, "JMC-8/03", "JMC-8/04", "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    assert form.heading.text() == "3 points: what is the next session to decide?"
    assert not form.paragraph.isVisible()
    hands.press("Return")
    qtbot.waitUntil(lambda: eighth.settled and len(decisions(reader)) == 3)
    assert {each.choice for each in decisions(reader).values()} == {Choice.REITERATE}
    assert sample_desk.register.store.next_undo() == "Decisions on 3 points"


def test_only_what_the_choice_needs_is_asked(eighth, reader, hands):
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    asked = {}
    for choice, button in form.choices.items():
        button.click()
        asked[choice] = {name for name, row in form.rows.items() if row.isVisible()}
    assert asked == {
        Choice.NOTE: {"why"},
        Choice.REITERATE: {"paragraph"},
        Choice.REVISE: {"due", "why", "paragraph"},
        Choice.DROP: {"status", "why"},
    }


def test_a_refusal_stands_in_the_form_and_what_was_typed_stays(eighth, reader, hands, qtbot):
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    form.choices[Choice.DROP].click()
    form.keep()
    qtbot.waitUntil(form.error.isVisible)
    assert "reason" in form.error.text()
    assert decisions(reader) == {}
    form.why.setPlainText("Overtaken.")
    form.status.setCurrentIndex(form.status.findData("withdrawn"))
    form.keep()
    qtbot.waitUntil(lambda: eighth.settled and len(decisions(reader)) == 1)


@pytest.mark.parametrize(
    "timing",
    [
        Timing(words="early 2027", edtf="2027", basis=Basis.STATED),
        Timing(words="within two weeks of the 9th session", basis=Basis.TO_BE_AGREED),
        Timing(basis=Basis.TO_BE_AGREED),
    ],
)
def test_a_decision_that_is_opened_again_and_kept_unchanged_stays_as_it_was(
    eighth, reader, sample_desk, hands, qtbot, timing
):
    start, end = reader.find("JMC-8/01"), reader.find("JMC-8/30")
    chosen = Decision(
        id="", commitment=reader.find("JMC-8/05"), session=start, upcoming=end,
        choice=Choice.REVISE,
    )  # fmt: skip
    sample_desk.run(lambda register: register.decide(with_timing(chosen, timing)))
    qtbot.waitUntil(lambda: eighth.settled and len(decisions(reader)) == 1)
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    form.why.setPlainText("Not ready.")
    form.keep()
    qtbot.waitUntil(lambda: eighth.settled and form.isHidden())
    kept = decisions(reader)["PK-BY/JMC-8/05"]
    assert (kept.timing, kept.why) == (timing, "Not ready.")


def test_escape_puts_the_form_away_and_keeps_nothing(eighth, reader, hands):
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    hands.press("Esc")
    assert eighth.sheet.decisions.form.isHidden()
    assert decisions(reader) == {}


def test_all_that_was_chosen_is_applied_by_one_button_and_undone_by_one_key(
    eighth, reader, sample_desk, window, hands, qtbot
):
    start, end = reader.find("JMC-8/01"), reader.find("JMC-8/30")
    base = Decision(
        id="", commitment=reader.find("JMC-8/05"), session=start, upcoming=end,
        choice=Choice.REITERATE,
    )  # fmt: skip
    dropped = replace(
        base,
        commitment=reader.find("JMC-8/27"),
        choice=Choice.DROP,
        why="Overtaken.",
        status="withdrawn",
    )
    hold(sample_desk, end)
    for each in (base, dropped):
        sample_desk.run(lambda register, kept=each: register.decide(kept))
    button = eighth.sheet.decisions.apply
    qtbot.waitUntil(lambda: eighth.settled and button.isVisible())
    assert button.text() == "Apply 2 decisions to the 9th session"
    hands.click(button)
    qtbot.waitUntil(lambda: eighth.settled and not button.isVisible())
    assert reader.commitment(dropped.commitment).status is Status.WITHDRAWN
    assert [each.session for each in reader.dossier(base.commitment).appearances] == [end]
    window.undo()
    assert reader.commitment(dropped.commitment).status is Status.OPEN
    assert reader.dossier(base.commitment).appearances == ()


def hold(desk, session):
    """Record that a session was held."""
    desk.run(lambda register: register.move(session, Status.HELD, happened_on="2026-11-20"))


def test_before_the_session_was_held_nothing_is_applied_and_what_is_missing_is_said(
    eighth, reader, sample_desk, hands, qtbot
):
    start, end = reader.find("JMC-8/01"), reader.find("JMC-8/30")
    decision = Decision(
        id="", commitment=reader.find("JMC-8/05"), session=start, upcoming=end,
        choice=Choice.REITERATE,
    )  # fmt: skip
    sample_desk.run(lambda register: register.decide(decision))
    button = eighth.sheet.decisions.apply
    qtbot.waitUntil(lambda: eighth.settled and button.isVisible())
    assert "is not recorded as held yet" in button.toolTip()
    hands.click(button)
    said = eighth.sheet.decisions.said
    assert said.isVisible()
    assert "PK-BY/JMC-8/30 is “foreseen”: what is chosen for it is carried out once" in said.text()
    assert reader.dossier(decision.commitment).appearances == ()


def test_of_language_that_only_notes_nothing_is_proposed_and_nothing_chosen_beforehand(
    eighth, reader, hands, qtbot
):
    table = eighth.sheet.table.table
    row = table.rows_of(reader.find("JMC-8/07"))[0]
    place = table.index(row, len(table.columns) - 1)
    assert place.data() == ""
    assert place.data(Qt.ItemDataRole.AccessibleTextRole) == "Nothing proposed"
    select(eighth, reader, "JMC-8/07")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    assert form.choice is None
    hands.press("Return")
    qtbot.waitUntil(form.error.isVisible)
    assert decisions(reader) == {}


def test_a_drop_begins_with_no_status_and_one_has_to_be_chosen(eighth, reader, hands, qtbot):
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    form.choices[Choice.DROP].click()
    form.why.setPlainText("Overtaken.")
    assert form.status.currentData() == ""
    form.keep()
    qtbot.waitUntil(form.error.isVisible)
    assert form.error.text().startswith("Say as what it is dropped")
    form.status.setCurrentIndex(form.status.findData("lapsed"))
    form.keep()
    qtbot.waitUntil(lambda: eighth.settled and len(decisions(reader)) == 1)
    assert decisions(reader)["PK-BY/JMC-8/05"].status == "lapsed"


def test_noting_fulfilment_asks_for_what_shows_it_where_nothing_held_does(eighth, reader, hands):
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    form.choices[Choice.NOTE].click()
    assert "it is needed" in form.why.placeholderText()


def test_papers_of_the_meeting_cannot_be_decided(eighth, reader):
    select(eighth, reader, "JMC-8/02")
    assert not eighth.sheet.decisions.decide.isEnabled()
    select(eighth, reader, "JMC-8/05")
    assert eighth.sheet.decisions.decide.isEnabled()


def test_without_a_next_session_nothing_is_decided(window, reader, qtbot):
    window.go("sessions")
    page = window.pages.page
    page.show_target(reader.find("SUM-2024-11/01"))
    qtbot.waitUntil(lambda: page.settled and page.sheet.sheet is not None)
    decisions = page.sheet.decisions
    assert [decisions.follow.isHidden(), decisions.decide.isHidden()] == [True, True]
    assert decisions.brief.isVisible()
    hidden = [
        each.key
        for place, each in enumerate(page.sheet.table.table.columns)
        if page.sheet.table.isColumnHidden(place)
    ]
    assert "decision" in hidden


def test_the_history_of_a_point_tells_what_was_decided(
    window, reader, sample_desk, stand_on, hands
):
    point = stand_on("JMC-8/05")
    decision = Decision(
        id="", commitment=point, session=reader.find("JMC-8/01"), upcoming=reader.find("JMC-8/30"),
        choice=Choice.REITERATE,
    )  # fmt: skip
    hold(sample_desk, decision.upcoming)
    sample_desk.run(lambda register: register.decide(decision))
    chosen = reader.decisions(decision.session, decision.upcoming)
    sample_desk.run(lambda register: register.apply_decisions(chosen))
    entries = sample_desk.register.store.history(point)
    changes, _ = told(entries, point, lambda _table, _identity: "", frozenset(), 2)
    said = [each.text for change in changes for each in change.details]
    assert "Decision for the next session: Reiterate" in said
    assert any("Carried out on: nothing → 20 Nov 2026" in each for each in said)
