"""Changing many commitments at once, in the window: a preview, one change, one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from app.domain.lifecycle import Status
from app.domain.query import OPEN, Query
from app.domain.view import View
from app.qt.models.bulk import BulkPreview
from app.services.bulk import BulkField, BulkLine
from tests.benchmarks.generator import generate

COUNT = 9


@pytest.fixture
def selected(hands, window):
    """Select the first so many rows; returns their identities."""

    def select(count):
        window.list.go_to_list()
        hands.press("Ctrl+Home", "Down", "Up", *["Shift+Down"] * (count - 1))
        assert len(window.list.chosen) == count
        return window.list.chosen

    return select


@pytest.fixture
def opened_on(hands, qtbot, window, selected):
    """Open the dialog on so many rows, by keyboard."""

    def open_on(count):
        chosen = selected(count)
        hands.press("Ctrl+Shift+E")
        dialog = dialog_of(window)
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog, chosen

    return open_on


def dialog_of(window):
    return window.findChild(QDialog, "bulk-edit")


def choose(qtbot, dialog, field, value, *, day="", why=""):
    """Choose a field, write a value, and wait for what it comes to."""
    dialog.field.setCurrentIndex(dialog.field.findData(field.value))
    dialog.value.setEditText(value)
    if day:
        dialog.day.setText(day)
    if why:
        dialog.why.setText(why)
    qtbot.waitUntil(lambda: dialog.settled)


def preview(dialog):
    """The cells of the preview."""
    model = dialog.model
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def change(qtbot, window, dialog):
    """Press the button that changes, and wait until the dialog has gone."""
    dialog.change.click()
    gone(qtbot, window)


def gone(qtbot, window):
    def is_gone():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return dialog_of(window) is None

    qtbot.waitUntil(is_gone)


def owners(desk, chosen):
    return [desk.register.reader.row(each).owner for each in chosen]


def test_nine_open_points_get_another_lead_at_once(hands, qtbot, window, sample_desk, opened_on):
    window.pages.show_query(OPEN, "Open")
    hands.settle(window)
    dialog, chosen = opened_on(COUNT)
    was = owners(sample_desk, chosen)
    choose(qtbot, dialog, BulkField.OWNER, "mofa")
    before = [f"{row.ref}  {row.title}" for row in map(sample_desk.register.reader.row, chosen)]
    assert [line[0] for line in preview(dialog)] == before
    assert [line[1] for line in preview(dialog)] == [each or "not stated" for each in was]
    assert {line[2] for line in preview(dialog)} <= {"MoFA", "as it is"}
    wanted = sum(each != "MoFA" for each in was)
    assert dialog.change.text() == f"Change {wanted}"
    assert owners(sample_desk, chosen) == was
    change(qtbot, window, dialog)
    assert owners(sample_desk, chosen) == ["MoFA"] * COUNT
    assert [window.list.model.row_at(place).owner for place in range(COUNT)] == ["MoFA"] * COUNT
    hands.back_to(window)
    assert window.actions_by_name["undo"].text() == f"&Undo: Change owner of {wanted} commitments"
    hands.press("Ctrl+Z")
    assert owners(sample_desk, chosen) == was
    assert not window.actions_by_name["undo"].isEnabled()


@pytest.fixture
def reopened(shown, opened, desk_on, sample_path, sample_desk, window):
    """Close the window and its register, and open both again; returns the window and its desk."""

    def reopen():
        window.close()
        sample_desk.register.close()
        again = desk_on(opened(sample_path))
        return shown(again), again

    return reopen


def test_the_undo_is_there_when_the_register_is_opened_again(
    hands, qtbot, window, sample_desk, opened_on, reopened
):
    dialog, chosen = opened_on(COUNT)
    was = owners(sample_desk, chosen)
    choose(qtbot, dialog, BulkField.OWNER, "MoFA")
    change(qtbot, window, dialog)
    second, again = reopened()
    hands.back_to(second)
    hands.press("Ctrl+Z")
    assert owners(again, chosen) == was


def test_what_refuses_is_left_out_and_said(hands, qtbot, window, sample_desk, opened_on):
    dialog, chosen = opened_on(COUNT)
    choose(qtbot, dialog, BulkField.STATUS, "In progress", day="2026-11-02")
    refused = [line for line in preview(dialog) if line[2].startswith("left out: ")]
    wanted = [line for line in preview(dialog) if line[2] == "In progress"]
    assert refused
    assert wanted
    assert f"{len(wanted)} will change" in dialog.said.text()
    assert f"{len(refused)} are left out" in dialog.said.text()
    was = {each: sample_desk.register.reader.row(each).status for each in chosen}
    change(qtbot, window, dialog)
    reader = sample_desk.register.reader
    moved = [each for each in chosen if reader.row(each).status is Status.IN_PROGRESS
             and was[each] is not Status.IN_PROGRESS]  # fmt: skip
    assert len(moved) == len(wanted)
    assert {reader.dossier(each).moves[-1].happened_on for each in moved} == {"2026-11-02"}


def test_the_ball_goes_over_with_its_day_and_its_letter(qtbot, window, sample_desk, opened_on):
    dialog, chosen = opened_on(3)
    choose(qtbot, dialog, BulkField.BALL, "a third party", day="2026-11-01", why="Letter 5")
    assert dialog.day.isVisible()
    assert dialog.why.isVisible()
    change(qtbot, window, dialog)
    found = [sample_desk.register.reader.commitment(each) for each in chosen]
    assert {(c.ball_with, c.ball_since, c.ball_letter) for c in found} == {
        ("third", "2026-11-01", "Letter 5")
    }


def test_day_and_reason_are_asked_for_only_where_they_belong(qtbot, opened_on):
    dialog, _ = opened_on(2)
    for field in BulkField:
        dialog.field.setCurrentIndex(dialog.field.findData(field.value))
        dated = field in (BulkField.STATUS, BulkField.BALL)
        assert (dialog.day.isVisible(), dialog.why.isVisible()) == (dated, dated)
        assert not dialog.change.isEnabled()
        assert dialog.model.rowCount() == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (BulkField.OWNER, "Ministry of Silly Walks", "is not in the register"),
        (BulkField.STATUS, "enchanted", "Choose one of the statuses"),
    ],
)
def test_a_value_that_nobody_knows_is_said_and_nothing_can_be_changed(
    qtbot, opened_on, field, value, words
):
    dialog, _ = opened_on(2)
    choose(qtbot, dialog, field, value)
    assert words in dialog.said.text()
    assert not dialog.change.isEnabled()
    assert dialog.model.rowCount() == 0


def test_a_date_that_cannot_be_read_is_said_in_every_line(qtbot, opened_on):
    dialog, _ = opened_on(2)
    choose(qtbot, dialog, BulkField.MADE_ON, "next session")
    assert all(line[2].startswith("left out: ") for line in preview(dialog))
    assert not dialog.change.isEnabled()


def test_cancelling_leaves_everything_as_it_was(hands, qtbot, window, sample_path, opened_on):
    before = sample_path.read_bytes()
    dialog, _ = opened_on(COUNT)
    choose(qtbot, dialog, BulkField.OWNER, "MoFA")
    hands.press("Esc")
    gone(qtbot, window)
    assert sample_path.read_bytes() == before
    hands.back_to(window)
    assert not window.actions_by_name["undo"].isEnabled()


def test_closing_while_a_trial_runs_leaves_nothing_and_the_next_one_is_tried(
    hands, qtbot, window, sample_desk, opened_on
):
    first, chosen = opened_on(COUNT)
    first.field.setCurrentIndex(first.field.findData(BulkField.SECTOR.value))
    first.value.setEditText("machines")
    sample_desk.work.progressed.connect(first.reject)  # the first is tried, the others are not yet
    gone(qtbot, window)
    hands.back_to(window)
    second, _ = opened_on(COUNT)
    choose(qtbot, second, BulkField.SECTOR, "trade")
    assert second.change.isEnabled()
    reader = sample_desk.register.reader
    assert "machines" not in {reader.row(each).sector for each in chosen}


def test_only_the_value_that_was_written_last_is_shown(qtbot, opened_on):
    dialog, _ = opened_on(3)
    for value in ("one", "two", "three"):
        choose(qtbot, dialog, BulkField.SECTOR, value)
        dialog.value.setEditText(value + "!")
    qtbot.waitUntil(lambda: dialog.settled)
    assert {line[2] for line in preview(dialog)} == {"three!"}


def test_nobody_takes_it_for_another_programs_work(hands, qtbot, window, sample_desk, opened_on):
    outside = QSignalSpy(sample_desk.outside)
    dialog, _ = opened_on(COUNT)
    dialog.field.setCurrentIndex(dialog.field.findData(BulkField.SECTOR.value))
    dialog.value.setEditText("machines")
    while not dialog.settled:
        sample_desk.look_outside()
        QCoreApplication.processEvents()
    sample_desk.look_outside()
    change(qtbot, window, dialog)
    sample_desk.look_outside()
    assert outside.count() == 0
    assert "Another program" not in window.strip.said


def test_every_screen_hears_of_it_once(qtbot, window, sample_desk, opened_on):
    changed, heads = QSignalSpy(sample_desk.changed), sample_desk.register.store.heads()
    dialog, chosen = opened_on(4)
    choose(qtbot, dialog, BulkField.CLASSIFICATION, "internal")
    assert changed.count() == 0
    assert sample_desk.register.store.heads() == heads
    change(qtbot, window, dialog)
    assert changed.count() == 1
    assert changed.at(0)[0].commitments == set(chosen)


def test_a_commitment_that_went_meanwhile_is_said_and_nothing_is_half_done(
    qtbot, window, sample_desk, opened, sample_path, opened_on
):
    dialog, chosen = opened_on(3)
    choose(qtbot, dialog, BulkField.SECTOR, "machines")
    other = opened(sample_path)
    other.discard([chosen[1]])
    other.erase([chosen[1]])
    dialog.change.click()
    qtbot.waitUntil(lambda: not sample_desk.work.running)
    qtbot.waitUntil(dialog.change.isEnabled)
    assert dialog.isVisible()
    assert "no" in dialog.said.text()
    reader = sample_desk.register.reader
    assert "machines" not in {reader.row(each).sector for each in (chosen[0], chosen[2])}
    dialog.reject()


def test_what_stands_on_offer_is_what_the_register_knows(opened_on, sample_desk):
    dialog, _ = opened_on(2)
    offers = {}
    for field in BulkField:
        dialog.field.setCurrentIndex(dialog.field.findData(field.value))
        offers[field] = [dialog.value.itemText(each) for each in range(dialog.value.count())]
    assert len(offers[BulkField.STATUS]) == len(Status)
    assert offers[BulkField.OWED_BY] == ["both", "BY", "PK"]
    assert offers[BulkField.BALL] == ["BY", "PK", "a third party"]
    assert "MoFA" in offers[BulkField.OWNER]
    assert offers[BulkField.SECTOR] == sample_desk.register.reader.distinct("sector")
    assert len(offers[BulkField.STRENGTH]) == 6


def test_it_can_be_done_by_keyboard_alone(hands, qtbot, window, sample_desk, opened_on):
    dialog, chosen = opened_on(3)
    dialog.field.setFocus()
    while dialog.chosen_field is not BulkField.SECTOR:
        hands.press("Down")
    hands.press("Tab")
    hands.write("machines")
    qtbot.waitUntil(lambda: dialog.settled)
    qtbot.waitUntil(dialog.change.isEnabled)
    hands.press("Return")
    gone(qtbot, window)
    assert {sample_desk.register.reader.row(each).sector for each in chosen} == {"machines"}


def test_everything_in_it_says_its_name(opened_on):
    dialog, _ = opened_on(2)
    named = [dialog.field, dialog.value, dialog.day, dialog.why, dialog.table]
    assert [each.objectName() for each in named if not each.accessibleName()] == []
    assert dialog.findChild(QDialogButtonBox) is not None


def test_the_bin_cannot_be_changed_at_once(hands, window, sample_desk, selected):
    chosen = selected(2)
    sample_desk.run(lambda register: register.discard(chosen))
    window.go("bin")
    hands.settle(window)
    window.list.go_to_list()
    hands.press("Ctrl+A")
    assert len(window.list.chosen) == 2
    assert not window.actions_by_name["bulk"].isEnabled()


@pytest.mark.slow
def test_five_hundred_are_changed_and_taken_back_in_one_step(
    hands, qtbot, shown, opened, desk_on, tmp_path
):
    path = tmp_path / "many.servanda"
    generate(path, 500)
    desk = desk_on(opened(path))
    window = shown(desk)
    outside = QSignalSpy(desk.outside)
    window.list.go_to_list()
    hands.press("Ctrl+A", "Ctrl+Shift+E")
    dialog = dialog_of(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    choose(qtbot, dialog, BulkField.SECTOR, "machines")
    assert dialog.change.text() == "Change 500"
    change(qtbot, window, dialog)
    reader, machines = desk.register.reader, Query(sectors=frozenset({"machines"}))
    assert reader.count(machines, desk.today) == 500
    desk.look_outside()
    assert outside.count() == 0
    hands.back_to(window)
    hands.press("Ctrl+Z")
    assert reader.count(machines, desk.today) == 0
    assert desk.run(lambda register: register.save_view(View(name="After")))


def test_the_preview_is_a_table_as_qt_wants_it(qapp, qtmodeltester):
    model = BulkPreview(lambda value: value.upper())
    usual = {"id": "x", "ref": "R/1", "title": "A promise"}
    lines = (
        BulkLine(**usual, before="a", after="b"),
        BulkLine(**usual, before="a", after="a"),
        BulkLine(**usual, before="", after="b"),
        BulkLine(**usual, before="a", refusal="It is too late."),
        BulkLine(**usual, before="a", after=""),
    )
    qtmodeltester.check(model)
    model.show(lines)
    qtmodeltester.check(model)
    said = [[model.index(row, column).data() for column in range(3)] for row in range(5)]
    assert said == [
        ["R/1  A promise", "A", "B"],
        ["R/1  A promise", "A", "as it is"],
        ["R/1  A promise", "not stated", "B"],
        ["R/1  A promise", "A", "left out: It is too late."],
        ["R/1  A promise", "A", "not stated"],
    ]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Now"
    assert model.index(0, 0).data(Qt.ItemDataRole.UserRole) == lines[0]
