"""The fields of the panel: edited in place, saved when left, taken back by Esc, never lost."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from app.domain.commitment import OwnerBasis, Strength
from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.particulars import Organisation

PLANT = "PK-BY/JMC-8/05"
SESSION = "PK-BY/JMC-8/30"

TYPED = {
    "title": ("Joint tractor plant", "Joint tractor plant"),
    "owed_by": ("by", "BY"),
    "sector": ("machinery", "machinery"),
    "made_on": ("2025-02-11", "2025-02-11"),
    "made_at": ("Islamabad", "Islamabad"),
    "paragraph": ("7.2", "7.2"),
    "ref": ("PK-BY/JMC-8/05a", "PK-BY/JMC-8/05a"),
    "summary": ("Assembly first, parts later.", "Assembly first, parts later."),
    "remarks": ("Ask the ministry in spring.", "Ask the ministry in spring."),
}
"""What is typed into each field of text, and what the register then holds."""

REFUSED = {
    "title": ("", "A commitment needs a title."),
    "made_on": ("2025-02-30", "30 Feb 2025 does not exist."),
    "ref": (SESSION, "is taken already"),
    "owner": ("Ministry of Silly Walks", "No ministry or agency is called"),
    "counterpart": ("Ministry of Silly Walks", "No ministry or agency is called"),
}
"""What is typed, and a piece of the reason that must stand beside the field."""


@pytest.fixture
def field(window, stand_on):
    """A field of the tractor plant by its name."""
    stand_on(PLANT)
    detail = window.detail
    return lambda name: detail.title if name == "title" else detail.facts.fields[name]


@pytest.fixture
def held(sample_desk):
    """The tractor plant as the register holds it."""
    reader = sample_desk.register.reader
    identity = reader.find(PLANT)
    return lambda: reader.commitment(identity)


def typed_in(field):
    editor = field.editor
    return editor.toPlainText() if hasattr(editor, "toPlainText") else editor.text()


@pytest.mark.parametrize(("name", "typed", "kept"), [(k, *v) for k, v in TYPED.items()])
def test_a_field_is_saved_when_it_is_left(hands, window, field, held, name, typed, kept):
    editing = field(name)
    hands.click(editing.editor)
    hands.rewrite(typed)
    hands.press("Tab")
    assert getattr(held(), name) == kept
    assert editing.refused == ""
    assert "Saved" in window.strip.findChild(type(window.strip.counts), "status-saved").text()


def test_enter_saves_a_line_and_leaves_the_keyboard_there(hands, field, held):
    for name in (each for each in TYPED if each not in ("summary", "remarks")):
        editing = field(name)
        hands.click(editing.editor)
        hands.rewrite(TYPED[name][0])
        hands.press("Return")
        assert getattr(held(), name) == TYPED[name][1]
        assert editing.editor.hasFocus()


def test_ctrl_enter_saves_a_text_of_several_lines(hands, field, held):
    editing = field("summary")
    hands.click(editing.editor)
    hands.rewrite("First line.")
    hands.press("Return")
    hands.write("Second line.")
    hands.press("Ctrl+Return")
    assert held().summary == "First line.\nSecond line."


def test_esc_takes_back_what_was_typed(hands, sample_desk, field, held):
    before, changed = held(), QSignalSpy(sample_desk.changed)
    for name in (*TYPED, "owner", "counterpart"):
        editing = field(name)
        hands.click(editing.editor)
        hands.rewrite("Something else")
        hands.press("Esc")
        assert typed_in(editing) == editing.value
    hands.press("Tab")
    assert held() == before
    assert changed.count() == 0


@pytest.mark.parametrize(("name", "typed", "reason"), [(k, *v) for k, v in REFUSED.items()])
def test_a_refused_value_says_why_beside_the_field_and_stays_there(
    hands, field, held, name, typed, reason
):
    editing, before = field(name), held()
    hands.click(editing.editor)
    hands.rewrite(typed)
    hands.press("Tab")
    assert reason in editing.refused
    assert editing.findChild(type(editing._error), f"error-{name}").isVisible()  # noqa: SLF001
    assert typed_in(editing) == typed
    assert held() == before


def test_a_title_that_is_too_long_is_refused_with_the_number_that_can_be_kept(hands, field, held):
    editing, before = field("title"), held().title
    hands.click(editing.editor)
    editing.editor.setPlainText("x" * 501)
    hands.press("Return")
    assert "501" in editing.refused
    assert "500" in editing.refused
    assert held().title == before


def test_a_date_that_cannot_be_read_is_refused(hands, field, held):
    editing, before = field("made_on"), held().made_on
    hands.click(editing.editor)
    hands.rewrite("next spring")
    hands.press("Return")
    assert editing.refused
    assert held().made_on == before


def test_a_refused_value_survives_changes_of_the_record(hands, sample_desk, field, held):
    for name in ("title", "ref"):
        editing = field(name)
        hands.click(editing.editor)
        hands.rewrite(REFUSED[name][0])
        hands.press("Tab")
        sample_desk.run(lambda register: register.amend(held().id, sector="machines"))
        sample_desk.run(lambda register: register.undo())
        assert typed_in(editing) == REFUSED[name][0]
        assert editing.refused


def test_a_refused_value_can_be_put_right(hands, field, held):
    editing = field("ref")
    hands.click(editing.editor)
    hands.rewrite(SESSION)
    hands.press("Tab")
    hands.click(editing.editor)
    assert typed_in(editing) == SESSION
    hands.rewrite("PK-BY/JMC-8/5")
    hands.press("Tab")
    assert held().ref == "PK-BY/JMC-8/5"
    assert editing.refused == ""


def test_a_value_that_was_refused_may_be_kept_later_as_it_stands(hands, sample_desk, field, held):
    editing = field("owner")
    hands.click(editing.editor)
    hands.rewrite("Board of Tractors")
    hands.press("Return")
    assert editing.refused
    board = Organisation(id=OrganisationId(new_id()), name="Board of Tractors", country="PK")
    sample_desk.run(lambda register: register.add_organisation(board))
    hands.press("Return")
    assert held().owner == board.id


def test_esc_takes_the_reason_away_with_the_refused_value(hands, field):
    editing = field("made_on")
    hands.click(editing.editor)
    hands.rewrite("2025-02-30")
    hands.press("Return", "Esc")
    assert editing.refused == ""
    assert typed_in(editing) == editing.value


# Who leads and who is on the other side


@pytest.mark.parametrize("name", ["owner", "counterpart"])
def test_an_organisation_is_found_by_its_acronym_or_name(hands, sample_desk, field, held, name):
    ministry = Organisation(
        id=OrganisationId(new_id()), name="Tractor Board", acronym="TRB", country="PK"
    )
    sample_desk.run(lambda register: register.add_organisation(ministry))
    for typed in ("trb", "Tractor Board"):
        editing = field(name)
        hands.click(editing.editor)
        hands.rewrite("")
        hands.press("Tab")
        assert getattr(held(), name) is None
        hands.click(editing.editor)
        hands.rewrite(typed)
        hands.press("Tab")
        assert getattr(held(), name) == ministry.id
        assert typed_in(editing) == "Tractor Board (TRB)"


def test_a_lead_that_the_officer_names_is_no_longer_presumed(hands, window, field, held):
    editing, basis = field("owner"), field("owner_basis")
    assert held().owner_basis is OwnerBasis.PRESUMED
    assert basis.isVisible()
    assert basis.editor.text() == "presumed: no source says so"
    hands.click(editing.editor)
    hands.rewrite("MoFA")
    hands.press("Tab")
    assert held().owner_basis is OwnerBasis.STATED
    assert not basis.isVisible()


def test_a_name_that_several_go_by_is_refused_with_the_names(hands, sample_desk, field, held):
    before = held().owner
    for name in ("Tractor Board", "Trade Board"):
        board = Organisation(id=OrganisationId(new_id()), name=name, acronym="TB", country="PK")
        sample_desk.run(lambda register, board=board: register.add_organisation(board))
    editing = field("owner")
    hands.click(editing.editor)
    hands.rewrite("TB")
    hands.press("Tab")
    assert "Tractor Board" in editing.refused
    assert "Trade Board" in editing.refused
    assert held().owner == before


def test_what_is_in_use_is_proposed_while_typing(hands, qtbot, field, held):
    editing = field("owner")
    hands.click(editing.editor)
    hands.rewrite("nav")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    hands.press("Down", "Return")
    hands.press("Tab")
    assert typed_in(editing).endswith("(NAVTTC)")


# A choice of a few


def test_a_choice_is_made_by_keyboard(hands, window, field, held):
    hands.choose(field("strength").editor, "5, obligation")
    assert held().strength is Strength.OBLIGATION
    assert window.list.row.strength is Strength.OBLIGATION
    hands.choose(field("strength").editor, "not stated")
    assert held().strength is None


def test_the_kind_of_something_under_way_stays_in_its_family(hands, field, held):
    before = held().kind
    hands.choose(field("kind").editor, "Feasibility study")
    assert held().kind is Kind.STUDY
    hands.choose(field("kind").editor, "Session")
    assert "their statuses differ" in field("kind").refused
    assert held().kind is Kind.STUDY
    assert before is not Kind.STUDY


# What is being typed belongs to its record


@pytest.mark.parametrize("name", ["title", "sector"])
def test_what_is_typed_goes_to_its_own_record_when_another_is_shown(
    hands, window, sample_desk, field, held, name
):
    other = sample_desk.register.reader.find(SESSION)
    before = sample_desk.register.reader.commitment(other)
    editing = field(name)
    hands.click(editing.editor)
    hands.rewrite("Typed for the plant")
    window.detail.show_commitment(other)  # with the keyboard still in the field
    assert getattr(held(), name) == "Typed for the plant"
    assert typed_in(editing) == getattr(before, name)
    hands.press("Tab")
    assert sample_desk.register.reader.commitment(other) == before


@pytest.mark.parametrize("name", ["title", "ref"])
def test_a_refused_value_is_not_carried_to_another_record(
    hands, window, sample_desk, field, held, name
):
    other = sample_desk.register.reader.find("PK-BY/JMC-8/07")
    before = sample_desk.register.reader.commitment(other)
    editing = field(name)
    hands.click(editing.editor)
    hands.rewrite(REFUSED[name][0])
    hands.press("Tab")
    window.list.select(other)
    assert editing.refused == ""
    assert typed_in(editing) == getattr(before, name)
    hands.click(editing.editor)
    hands.press("Tab")
    assert sample_desk.register.reader.commitment(other) == before


def test_a_title_half_typed_is_kept_when_a_filter_hides_its_record(hands, window, field, held):
    hands.click(field("title").editor)
    hands.rewrite("Half a title")
    hands.press("Ctrl+1")  # the plant is not overdue
    hands.settle(window)
    assert held().title == "Half a title"


def test_what_is_typed_is_kept_when_the_window_closes(hands, window, field, sample_path, opened):
    hands.click(field("sector").editor)
    hands.rewrite("machinery")
    window.close()
    reader = opened(sample_path).reader
    assert reader.commitment(reader.find(PLANT)).sector == "machinery"


def test_another_programs_write_leaves_what_is_being_typed(
    hands, qtbot, window, sample_desk, sample_path, opened, field, held
):
    editing = field("title")
    hands.click(editing.editor)
    hands.rewrite("Half typed")
    opened(sample_path).amend(held().id, sector="machines")
    with qtbot.waitSignal(sample_desk.outside):
        pass
    hands.settle(window)
    assert typed_in(editing) == "Half typed"
    assert editing.editor.hasFocus()
    assert typed_in(field("sector")) == "machines"
    hands.press("Return")
    assert held().title == "Half typed"


def test_a_field_says_plainly_what_it_is_to_a_screen_reader(field):
    names = [field(name).editor.accessibleName() for name in ("title", "ref", "summary", "owner")]
    assert names == ["Title", "Reference", "Summary", "Lead agency"]
    assert field("strength").editor.accessibleName().startswith("Strength: ")
