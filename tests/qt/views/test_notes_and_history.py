"""Progress notes, what a record is connected to, and what was ever written of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

PLANT = "PK-BY/JMC-8/05"
SESSION = "PK-BY/JMC-8/30"


@pytest.fixture
def notes(window):
    return window.detail.notes


@pytest.fixture
def written(window, sample_desk):
    """The notes of the commitment that is shown, as the register holds them."""

    def read():
        found = sample_desk.register.reader.dossier(window.detail.identity).notes
        return [(note.happened_on, note.text) for note in found]

    return read


def text_of(notes):
    return notes.editor.findChild(QPlainTextEdit, "note-text")


def words_in(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def test_a_note_is_kept_with_ctrl_enter_and_the_keyboard_goes_back(hands, stand_on, notes, written):
    stand_on(PLANT)
    hands.press("Ctrl+Shift+N")
    hands.write("First line.")
    hands.press("Return")
    hands.write("Second line.")
    hands.press("Ctrl+Return")
    assert written() == [("2026-11-22", "First line.\nSecond line.")]
    assert not notes.editor.isVisible()
    assert hands.holder is notes.add
    assert "First line.\nSecond line." in words_in(notes)
    hands.press("Ctrl+Z")
    assert written() == []
    assert "None yet." in words_in(notes)


def test_a_note_may_say_when_it_happened(hands, stand_on, notes, written):
    stand_on(PLANT)
    hands.click(notes.add)
    hands.write("Letter sent.")
    hands.press("Tab")
    hands.rewrite("2026-10")
    hands.press("Return")
    assert written() == [("2026-10", "Letter sent.")]
    assert any("Oct 2026" in each for each in words_in(notes))


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("", "2026-11-22", "A note needs a text."),
        ("Letter sent.", "2026-02-30", "30 Feb 2026 does not exist."),
    ],
)
def test_a_note_that_is_refused_says_why_and_stays(
    hands, stand_on, notes, written, text, day, reason
):
    stand_on(PLANT)
    hands.press("Ctrl+Shift+N")
    hands.write(text)
    hands.press("Tab")
    hands.rewrite(day)
    hands.press("Return")
    assert notes.editor.findChild(QLabel, "note-error").text() == reason
    assert text_of(notes).toPlainText() == text
    assert notes.editor.findChild(QLineEdit, "note-happened-on").text() == day
    assert written() == []


def test_esc_drops_a_note(hands, stand_on, notes, written):
    stand_on(PLANT)
    hands.press("Ctrl+Shift+N")
    hands.write("Never mind")
    hands.press("Esc")
    assert not notes.editor.isVisible()
    assert written() == []
    hands.press("Ctrl+Shift+N")
    assert text_of(notes).toPlainText() == ""


def test_a_note_that_was_begun_waits_while_another_record_is_looked_at(
    hands, stand_on, notes, written
):
    stand_on(PLANT)
    hands.press("Ctrl+Shift+N")
    hands.write("Begun, not yet")
    stand_on(SESSION)
    assert not notes.editor.isVisible()
    assert text_of(notes).toPlainText() == ""
    assert written() == []
    stand_on(PLANT)
    assert notes.editor.isVisible()
    assert text_of(notes).toPlainText() == "Begun, not yet"
    hands.press("Ctrl+Shift+N", "Ctrl+End")
    hands.write(" kept")
    hands.press("Ctrl+Return")
    assert written() == [("2026-11-22", "Begun, not yet kept")]


def test_markup_in_a_note_is_shown_as_text(hands, stand_on, notes):
    stand_on(PLANT)
    hands.press("Ctrl+Shift+N")
    hands.write("<b>bold</b> & <img src=x>")
    hands.press("Ctrl+Return")
    assert "<b>bold</b> & <img src=x>" in words_in(notes)


# Connected


@pytest.fixture
def tie(window):
    """The line that leads to a commitment; lines are made anew with every change."""

    def find(identity):
        QCoreApplication.processEvents()
        return next(
            each
            for each in window.detail.findChildren(QPushButton, f"tie-{identity}")
            if each.isVisible()
        )

    return find


def test_a_link_leads_to_the_other_record(hands, window, stand_on, sample_desk, tie):
    identity = stand_on(PLANT)
    tied = sample_desk.register.reader.dossier(identity).ties[0]
    hands.click(tie(tied.other.id))
    assert window.list.row.id == tied.other.id
    assert window.detail.identity == tied.other.id
    assert window.list.table.hasFocus()


def test_a_link_leads_out_of_a_filter_that_hides_its_end(hands, window, stand_on, sample_desk, tie):
    late = stand_on("PK-BY/JMC-8/18")
    origin = sample_desk.register.reader.dossier(late).origin
    window.go("overdue")
    window.list.select(late)
    hands.settle(window)
    assert window.list.row.id == late
    hands.click(tie(origin.id))
    hands.settle(window)
    assert window.list.row.id == origin.id
    assert not window.list.filtered


# History


@pytest.fixture
def history(window):
    return window.detail.history


def test_history_says_who_entered_what_when_and_when_it_happened(
    hands, window, stand_on, sample_desk, history
):
    identity = stand_on(PLANT)
    sample_desk.run(lambda register: register.amend(identity, sector="machines"))
    sample_desk.run(
        lambda register: register.note(identity, "Letter sent.", happened_on="2026-10-03")
    )
    latest, before = lines(history)[:2]
    assert "Note on PK-BY/JMC-8/05" in latest
    assert "officer" in latest
    assert "happened 03 Oct 2026" in latest
    assert "entered" in latest
    assert "22 Nov 2026" in latest
    assert "Sector: industry → machines" in before


def lines(history):
    stack = history.findChild(type(history._list), "history")  # noqa: SLF001
    blocks = [stack.layout().itemAt(number).widget() for number in range(stack.layout().count())]
    return [" ".join(each.text() for each in block.findChildren(QLabel)) for block in blocks]


def test_history_shows_what_was_undone(hands, stand_on, sample_desk, history):
    identity = stand_on(PLANT)
    sample_desk.run(lambda register: register.amend(identity, sector="machines"))
    hands.click(history.findChild(QPushButton, "history-undo"))
    assert "Undone: Edit sector of PK-BY/JMC-8/05" in lines(history)[0]
    assert sample_desk.register.reader.row(identity).sector == "industry"
