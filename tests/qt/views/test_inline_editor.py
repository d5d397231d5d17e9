"""Editing a cell where it stands: kept, left, refused, gone on from, and never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from app.domain.commitment import OwnerBasis
from app.qt.models.columns import COLUMNS
from app.qt.views.inline_editor import EDITED_INLINE, editor_in

PLANT = "PK-BY/JMC-8/05"
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
ALL = ("commitment", "owed by", "lead", "counterpart", "sector", "paragraph", "made on", "ref")


def section(key):
    return next(place for place, each in enumerate(COLUMNS) if each.key.value == key)


@pytest.fixture
def editing(hands, window, stand_on):
    """Stand on the cell of a column and open its editor with F2."""

    def edit(key, ref=PLANT):
        identity = stand_on(ref)
        window.list.table.show_columns(("commitment", key) if key != "commitment" else ())
        table = window.list.table
        table.setFocus()
        index = window.list.model.index(table.currentIndex().row(), section(key))
        table.selectionModel().setCurrentIndex(index, table.selectionModel().SelectionFlag.NoUpdate)
        hands.press("F2")
        return identity

    return edit


def editor(window):
    """The open editor, once what was put away is gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return editor_in(window.list.table)


def write(hands, window, text):
    """Write in place of what stands in the cell; what is offered meanwhile is not taken."""
    hands.rewrite(text)
    offered = editor(window).completer()
    if offered is not None and offered.popup().isVisible():
        hands.press("Esc")
    QCoreApplication.processEvents()
    hands.back_to(window)


def cell(window, key):
    table = window.list.table
    return table.visualRect(window.list.model.index(table.currentIndex().row(), section(key)))


@pytest.mark.parametrize(
    ("key", "field", "text", "kept"),
    [
        ("commitment", "title", "Assemble ploughs", "Assemble ploughs"),
        ("owed by", "owed_by", "both", "PK+BY"),
        ("sector", "sector", "machines", "machines"),
        ("paragraph", "paragraph", "14 bis", "14 bis"),
        ("made on", "made_on", "2025-02", "2025-02"),
        ("ref", "ref", "PK-BY/X-1", "PK-BY/X-1"),
    ],
)
def test_enter_keeps_what_was_written_in_the_cell(
    hands, window, editing, sample_desk, key, field, text, kept
):
    identity = editing(key)
    assert editor(window).hasFocus()
    write(hands, window, text)
    hands.press("Return")
    assert editor(window) is None
    assert getattr(sample_desk.register.reader.commitment(identity), field) == kept
    assert window.list.table.hasFocus()
    assert window.list.current == identity


def test_every_field_that_is_edited_in_the_list_has_a_column():
    assert EDITED_INLINE - {each.field for each in COLUMNS} == set()


def test_esc_leaves_the_cell_as_it_was(hands, window, editing, sample_desk):
    identity = editing("sector")
    before = sample_desk.register.reader.commitment(identity)
    write(hands, window, "machines")
    hands.press("Esc")
    assert editor(window) is None
    assert sample_desk.register.reader.commitment(identity) == before
    assert window.list.table.hasFocus()


def test_esc_puts_away_what_is_offered_before_the_cell(hands, window, editing):
    editing("sector")
    hands.rewrite("indu")
    assert editor(window).completer().popup().isVisible()
    hands.press("Esc")
    assert not editor(window).completer().popup().isVisible()
    assert editor(window).text() == "indu"
    hands.back_to(window)
    hands.press("Esc")
    assert editor(window) is None


def test_what_is_offered_is_taken_with_down_and_enter(hands, qtbot, window, editing, sample_desk):
    identity = editing("sector")
    hands.rewrite("agri")
    hands.press("Down", "Return")
    hands.back_to(window)
    qtbot.waitUntil(lambda: editor(window) is None)
    assert sample_desk.register.reader.row(identity).sector == "agriculture"


def test_what_was_not_changed_is_not_written(hands, window, editing, sample_desk):
    heads = sample_desk.register.store.heads()
    editing("sector")
    hands.press("Return")
    assert sample_desk.register.store.heads() == heads


def test_a_double_click_edits_the_cell_that_was_clicked(window, stand_on, sample_desk):
    stand_on(PLANT)
    window.list.table.show_columns(("commitment", "sector"))
    spot = cell(window, "sector").center()
    QTest.mouseClick(window.list.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(window.list.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert editor(window).text() == "industry"
    assert cell(window, "sector").contains(editor(window).geometry().center())


def test_the_editor_stands_over_its_cell(window, editing):
    editing("sector")
    assert cell(window, "sector").contains(editor(window).geometry())


def test_mirrored_it_stands_over_its_cell_too(qapp, hands, shown, sample_desk):
    qapp.setLayoutDirection(RTL)
    try:
        window = shown(sample_desk)
        window.list.select(sample_desk.register.reader.find(PLANT))
        hands.settle(window)
        window.list.table.setFocus()
        hands.press("F2")
        assert cell(window, "commitment").contains(editor(window).geometry())
        assert editor(window).alignment() & Qt.AlignmentFlag.AlignRight
    finally:
        qapp.setLayoutDirection(LTR)


def test_tab_keeps_and_goes_on_to_the_next_cell_that_can_be_edited(
    hands, qtbot, window, editing, sample_desk
):
    identity = editing("commitment")
    window.list.table.show_columns(("commitment", "sector", "evidence", "paragraph"))
    write(hands, window, "Assemble ploughs")
    hands.press("Tab")
    qtbot.waitUntil(lambda: editor(window) is not None)
    assert editor(window).accessibleName() == "Sector"
    assert sample_desk.register.reader.row(identity).title == "Assemble ploughs"
    write(hands, window, "machines")
    hands.press("Tab")
    qtbot.waitUntil(lambda: editor(window) is not None)
    assert editor(window).accessibleName() == "Paragraph of the protocol"
    hands.press("Backtab")
    qtbot.waitUntil(lambda: editor(window) is not None)
    assert editor(window).accessibleName() == "Sector"
    assert editor(window).text() == "machines"
    hands.press("Esc")
    assert window.list.chosen == [identity]


def test_tab_from_the_last_cell_goes_back_to_the_list(hands, window, editing, sample_desk):
    identity = editing("sector")
    write(hands, window, "machines")
    hands.press("Tab")
    QCoreApplication.processEvents()
    assert editor(window) is None
    assert window.list.table.hasFocus()
    assert sample_desk.register.reader.row(identity).sector == "machines"


# Refused


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        ("commitment", "", "needs a title"),
        ("made on", "next session", "next session"),
        ("ref", "PK-BY/JMC-8/07", "is taken already"),
        ("lead", "Ministry of Silly Walks", "is not in the register"),
    ],
)
def test_what_is_refused_stays_with_its_reason(
    hands, window, editing, sample_desk, key, text, reason
):
    identity = editing(key)
    before = sample_desk.register.reader.commitment(identity)
    write(hands, window, text)
    hands.press("Return")
    assert editor(window).hasFocus()
    assert editor(window).text() == text
    assert reason in editor(window).accessibleDescription()
    assert sample_desk.register.reader.commitment(identity) == before
    hands.press("Esc")
    assert editor(window) is None
    QToolTip.hideText()


def test_what_was_refused_can_be_mended(hands, window, editing, sample_desk):
    identity = editing("made on")
    write(hands, window, "next session")
    hands.press("Return")
    write(hands, window, "2025-02-10")
    hands.press("Return")
    assert editor(window) is None
    assert sample_desk.register.reader.row(identity).made_on == "2025-02-10"
    QToolTip.hideText()


def test_a_reason_is_never_read_as_markup(hands, window, editing):
    editing("lead")
    write(hands, window, "<b>bold</b>")
    hands.press("Return")
    assert "<b>" not in editor(window).toolTip()
    hands.press("Esc")
    QToolTip.hideText()


# Agencies


@pytest.mark.parametrize(("key", "field"), [("lead", "owner"), ("counterpart", "counterpart")])
def test_an_agency_is_named_by_acronym_or_name_and_taken_out_by_nothing(
    hands, qtbot, window, editing, sample_desk, key, field
):
    reader = sample_desk.register.reader
    (mofa,) = reader.organisations_named("MoFA")
    for text in ("mofa", "", mofa.name):
        identity = editing(key)
        write(hands, window, text)
        hands.press("Return")
        qtbot.waitUntil(lambda: editor(window) is None)
        now = getattr(reader.commitment(identity), field)
        assert now == (mofa.id if text else None)


def test_a_lead_that_is_written_is_no_longer_presumed(hands, window, editing, sample_desk):
    identity = editing("lead")
    sample_desk.run(lambda register: register.amend(identity, owner_basis=OwnerBasis.PRESUMED))
    write(hands, window, "MoFA")
    hands.press("Return")
    assert sample_desk.register.reader.row(identity).owner_basis is OwnerBasis.STATED


# What else happens


def test_a_row_that_is_edited_stays_where_it_stands(hands, window, editing):
    editing("commitment")
    place = window.list.table.currentIndex().row()
    write(hands, window, "Aaa, first of all")
    hands.press("Return")
    hands.settle(window)
    assert window.list.table.currentIndex().row() == place
    assert window.list.model.row_at(place).title == "Aaa, first of all"


def test_the_keyboard_may_go_elsewhere_and_takes_what_was_written_along(
    hands, window, editing, sample_desk
):
    identity = editing("sector")
    write(hands, window, "machines")
    hands.press("Ctrl+F")
    assert editor(window) is None
    assert window.list.head.search.hasFocus()
    assert sample_desk.register.reader.row(identity).sector == "machines"


def test_a_command_takes_the_keyboard_from_the_cell(hands, window, editing):
    editing("sector")
    hands.press("Ctrl+Shift+N")
    assert editor(window) is None
    assert hands.holder.objectName() == "note-text"


def test_the_editor_follows_its_cell_when_the_list_is_scrolled(window, editing):
    editing("sector")
    before = editor(window).geometry()
    bar = window.list.table.verticalScrollBar()
    bar.setValue(bar.value() + (40 if bar.value() < bar.maximum() - 40 else -40))
    assert editor(window).geometry() != before
    assert cell(window, "sector").contains(editor(window).geometry())


def test_the_editor_follows_its_row_when_others_come_and_go(
    hands, window, editing, opened, sample_path, sample_desk
):
    editing("sector", "PK-BY/JMC-8/18")
    window.list.table.scrollToTop()
    write(hands, window, "machi")
    other = opened(sample_path)
    other.discard([other.reader.find("PK-BY/SUM-2024-11/18")])
    sample_desk.look_outside()
    hands.settle(window)
    assert editor(window).text() == "machi"
    assert window.list.row.ref == "PK-BY/JMC-8/18"
    assert cell(window, "sector").contains(editor(window).geometry())
    hands.write("nes")
    hands.press("Return")
    reader = sample_desk.register.reader
    assert reader.row(reader.find("PK-BY/JMC-8/18")).sector == "machines"


def test_it_goes_when_another_program_takes_its_row_away(
    hands, window, editing, opened, sample_path, sample_desk
):
    identity = editing("sector")
    write(hands, window, "machines")
    other = opened(sample_path)
    other.discard([identity])
    sample_desk.look_outside()
    hands.settle(window)
    assert editor(window) is None
    assert sample_desk.register.reader.row(identity).sector == "industry"


def test_a_write_that_waits_is_made_once(hands, qtbot, window, editing, sample_path, sample_desk,
                                         locked):  # fmt: skip
    identity = editing("sector")
    with locked(sample_path):
        write(hands, window, "machines")
        hands.press("Return")
        assert editor(window) is not None
    qtbot.waitUntil(lambda: not sample_desk.waits)
    qtbot.waitUntil(lambda: editor(window) is None)
    assert sample_desk.register.reader.row(identity).sector == "machines"
    sample_desk.run(lambda register: register.undo())
    assert sample_desk.register.reader.row(identity).sector == "industry"


def test_while_the_register_cannot_be_read_no_editor_opens(
    hands, window, stand_on, sample_path, locked
):
    stand_on(PLANT)
    with locked(sample_path, "EXCLUSIVE"):
        window.list.edit_cell()
        assert editor(window) is None
        assert "Another program" in window.strip.said
    window.list.edit_cell()
    assert editor(window).isVisible()
    hands.press("Esc")


@pytest.mark.parametrize(
    ("key", "name"),
    [("status", "move-in-progress"), ("due", "due-edtf"), ("kind", "inline-editor")],
)
def test_what_needs_more_than_a_line_is_edited_beside_the_list(hands, editing, key, name):
    editing(key)
    assert hands.holder.objectName() == name


def test_a_cell_that_is_not_shown_is_not_edited(hands, window, editing):
    editing("sector")
    hands.press("Esc")
    window.list.table.show_columns(("commitment", "due"))
    hands.press("F2")
    assert editor(window).accessibleName() == "Commitment"
    assert editor(window).isVisible()
    assert editor(window).width() > 50


def test_nothing_is_edited_in_the_bin_or_where_nothing_may_be_written(
    hands, window, stand_on, sample_desk, shown, opened, desk_on, sample_path
):
    identity = stand_on(PLANT)
    sample_desk.run(lambda register: register.discard([identity]))
    window.go("bin")
    hands.settle(window)
    window.list.select(identity)
    window.list.edit_cell()
    assert editor(window) is None
    second = shown(desk_on(opened(sample_path, read_only=True)))
    second.list.go_to_list()
    second.list.edit_cell()
    assert editor(second) is None
