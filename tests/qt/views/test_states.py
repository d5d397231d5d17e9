"""States of the whole window: read only, thrown away, waiting for another program; and dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.qt.look.fonts import MEDIUM
from app.qt.look.tokens import Scale
from app.qt.views.commands import COMMANDS
from app.qt.views.inline_editor import editor_in

PLANT = "PK-BY/JMC-8/05"


@pytest.fixture
def read_only(shown, opened, desk_on, sample_path):
    """The window on the sample, open for reading only."""
    desk = desk_on(opened(sample_path, read_only=True))
    window = shown(desk)
    window.list.select(desk.register.reader.find(PLANT))
    return window


def banner(window):
    return (
        window.banner.findChild(QLabel, "banner-words").text() if window.banner.isVisible() else ""
    )


def test_an_ordinary_window_has_no_banner(window):
    assert banner(window) == ""


def test_a_register_that_is_only_read_says_so(read_only):
    assert "open for reading only" in banner(read_only)


def test_a_file_that_may_not_be_written_opens_for_reading(
    shown, opened, desk_on, sample_path, monkeypatch
):
    sample_path.chmod(0o400)
    # Root may write whatever the mode says, so what the mode says has to be asked of it.
    monkeypatch.setattr("app.store.file._writable", lambda path: bool(path.stat().st_mode & 0o200))
    window = shown(desk_on(opened(sample_path)))
    assert "open for reading only" in banner(window)


def test_nothing_can_be_written_in_it(read_only):
    writing = [each.name for each in COMMANDS if each.writes]
    assert [name for name in writing if read_only.actions_by_name[name].isEnabled()] == []
    reading = [
        each.name
        for each in COMMANDS
        if not each.writes and each.needs not in ("binned", "past", "pages")
    ]
    assert [name for name in reading if not read_only.actions_by_name[name].isEnabled()] == []
    assert not read_only.list.head.new.isEnabled()
    assert not read_only.list.head.save.isVisible()


def test_no_field_and_no_move_is_offered_in_it(hands, read_only):
    detail = read_only.detail
    editors = detail.findChildren(QLineEdit) + detail.findChildren(QPlainTextEdit)
    assert [e.objectName() for e in editors if e.isVisible() and not e.isReadOnly()] == []
    choices = [detail.facts.fields[name].editor for name in ("kind", "strength")]
    assert [each.isEnabled() for each in choices] == [False, False]
    assert detail.moves.legal() == ()
    quiet = ("timing-change", "note-add", "history-undo")
    buttons = [detail.findChild(QPushButton, name) for name in quiet]
    assert [each.objectName() for each in buttons if each.isVisible()] == []


def test_keys_that_write_do_nothing_in_it(hands, read_only, sample_path):
    before = sample_path.read_bytes()
    read_only.list.table.setFocus()
    hands.press("Del", "Ctrl+N", "Ctrl+M", "Ctrl+D", "Ctrl+Shift+N", "Ctrl+Z", "Ctrl+Y", "F2")
    hands.press("Ctrl+Shift+E", "Ctrl+B", "Ctrl+Shift+S", "Shift+F2", "Shift+Del", "Ctrl+R")
    assert not read_only.side.form_is_open
    assert editor_in(read_only.list.table) is None
    assert QApplication.activeModalWidget() is None
    assert read_only.list.model.rowCount() == 76
    assert sample_path.read_bytes() == before


def test_searching_and_copying_still_work_in_it(hands, read_only):
    hands.press("Ctrl+F")
    hands.write("tractor")
    hands.press("Return")
    hands.settle(read_only)
    assert read_only.list.model.rowCount() == 3
    assert read_only.actions_by_name["copy"].isEnabled()


def test_the_sample_says_that_it_is_thrown_away(shown, sample_desk):
    window = shown(sample_desk, throw_away=True)
    assert "thrown away" in banner(window)
    assert window.windowTitle().startswith("Sample register")


# Another program is writing


def test_what_waits_for_another_program_says_so_and_is_then_saved(
    hands, qtbot, window, stand_on, sample_desk, sample_path, locked
):
    identity = stand_on(PLANT)
    with locked(sample_path):
        hands.click(window.detail.facts.fields["sector"].editor)
        hands.rewrite("machines")
        hands.press("Return")
        assert "Waiting for another program" in window.strip.said
    qtbot.waitUntil(lambda: not sample_desk.waits)
    assert sample_desk.register.reader.row(identity).sector == "machines"
    assert window.strip.said == ""
    assert window.list.row.sector == "machines"


def test_a_note_that_waits_stays_in_sight_and_is_kept_once(
    hands, qtbot, window, stand_on, sample_desk, sample_path, locked
):
    identity = stand_on(PLANT)
    notes = window.detail.notes
    with locked(sample_path):
        hands.press("Ctrl+Shift+N")
        hands.write("Letter sent.")
        hands.press("Ctrl+Return", "Ctrl+Return")
        assert notes.editor.isVisible()
    qtbot.waitUntil(lambda: not notes.editor.isVisible())
    kept = sample_desk.register.reader.dossier(identity).notes
    assert [note.text for note in kept] == ["Letter sent."]


def test_a_note_that_could_not_be_kept_is_not_lost(
    hands, qtbot, monkeypatch, window, stand_on, sample_path, locked
):
    monkeypatch.setattr("app.qt.desk._RETRIES", 2)
    stand_on(PLANT)
    notes = window.detail.notes
    with locked(sample_path):
        hands.press("Ctrl+Shift+N")
        hands.write("Letter sent.")
        hands.press("Ctrl+Return")
        error = notes.editor.findChild(QLabel, "note-error")
        qtbot.waitUntil(error.isVisible)
    assert notes.editor.findChild(QPlainTextEdit, "note-text").toPlainText() == "Letter sent."
    assert "Another program" in error.text()


def test_a_new_date_that_waits_is_recorded_once(
    hands, qtbot, window, stand_on, sample_desk, sample_path, locked
):
    identity = stand_on("PK-BY/JMC-8/30")
    form = window.detail.timing.form
    with locked(sample_path):
        hands.press("Ctrl+D")
        hands.rewrite("2027-03")
        hands.press("Return", "Return")
        assert form.isVisible()
    qtbot.waitUntil(lambda: not form.isVisible())
    assert len(sample_desk.register.reader.dossier(identity).timings) == 2


def test_a_form_opens_while_another_program_holds_the_file(hands, window, sample_path, locked):
    with locked(sample_path, "EXCLUSIVE"):
        hands.press("Ctrl+N")
        assert window.form.title.hasFocus()
        assert window.form.pair.text() == ""
    hands.press("Ctrl+N")
    assert window.form.pair.text() == "PK-BY"


def test_a_name_that_cannot_be_looked_up_is_said_beside_it(
    hands, window, stand_on, sample_path, locked
):
    stand_on(PLANT)
    owner = window.detail.facts.fields["owner"]
    hands.click(owner.editor)
    hands.rewrite("MoFA")
    with locked(sample_path, "EXCLUSIVE"):
        hands.press("Return")
        assert "Another program" in owner.refused
    hands.press("Return")
    assert owner.refused == ""
    assert window.list.row.owner == "MoFA"


# Adding an organisation


@pytest.fixture
def organisation(hands, qtbot, window):
    """The form for a ministry or agency, open."""
    window.actions_by_name["organisation"].trigger()
    dialog = window.findChild(QWidget, "organisation-form")
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_a_ministry_is_added_by_keyboard(hands, qtbot, window, organisation, sample_desk):
    hands.write("Tractor  Board")
    hands.press("Tab")
    hands.write("TRB")
    hands.press("Tab")
    hands.write("pk")
    hands.press("Return")
    qtbot.waitUntil(lambda: window.findChild(QWidget, "organisation-form") is None)
    (board,) = sample_desk.register.reader.organisations_named("trb")
    assert (board.name, board.acronym, board.country) == ("Tractor Board", "TRB", "PK")


def test_a_ministry_without_a_name_is_refused_and_what_was_typed_stays(
    hands, organisation, sample_desk
):
    hands.press("Tab")
    hands.write("TRB")
    hands.press("Return")
    error = organisation.findChild(QLabel, "organisation-error")
    assert error.isVisible()
    assert error.text() == "A ministry or agency needs a name."
    assert organisation.acronym.text() == "TRB"
    assert sample_desk.register.reader.organisations_named("TRB") == []


def test_a_ministry_just_added_can_be_the_lead(
    hands, qtbot, window, stand_on, organisation, sample_desk
):
    hands.write("Tractor Board")
    hands.press("Return")
    qtbot.waitUntil(lambda: window.findChild(QWidget, "organisation-form") is None)
    hands.back_to(window)
    identity = stand_on(PLANT)
    hands.click(window.detail.facts.fields["owner"].editor)
    hands.rewrite("tractor board")
    hands.press("Tab")
    assert sample_desk.register.reader.row(identity).owner == "Tractor Board"


# Scripts


URDU = "زرعی تحقیق میں تعاون کی مفاہمتی یادداشت"
RUSSIAN = "Совместное производство тракторов «Беларус»"


@pytest.mark.parametrize(
    ("title", "word"),
    [(URDU, "تحقیق"), (RUSSIAN, "беларус"), ("Plant 🚜 & “quotes” <b>bold</b>", "quotes")],
)
def test_a_title_in_any_script_is_kept_shown_and_found(
    hands, window, stand_on, sample_desk, title, word
):
    identity = stand_on(PLANT)
    hands.press("Shift+F2")
    window.detail.title.editor.setPlainText(title)  # as an input method does
    hands.press("Return")
    assert sample_desk.register.reader.row(identity).title == title
    assert window.list.row.title == title
    window.list.head.search.setText(word)
    hands.settle(window)
    model = window.list.model
    assert identity in [model.row_at(row).id for row in range(model.rowCount())]


def test_a_row_in_urdu_is_as_high_as_its_letters_need(window, stand_on, sample_desk, look):
    identity = stand_on(PLANT)
    sample_desk.run(lambda register: register.amend(identity, title=URDU))
    table = window.list.table
    height = table.rowHeight(table.currentIndex().row())
    needed = look.fonts.metrics(Scale.BODY, MEDIUM, URDU).height()
    assert height >= needed + look.fonts.line_height(Scale.CAPTION)


def test_mirrored_the_panel_stands_at_the_left(qapp, shown, sample_desk):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = shown(sample_desk)
        window.list.select(sample_desk.register.reader.find(PLANT))
        assert window.list.chosen == [window.detail.identity]
        side = window.side.mapTo(window, window.side.rect().topLeft()).x()
        assert side < window.list.mapTo(window, window.list.rect().topLeft()).x()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
