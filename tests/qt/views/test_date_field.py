"""A line for a date: read as it is typed, asked about where it must be, chosen in a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.edtf import EdtfError
from app.qt.views.date_field import DateEcho, DateLine

TODAY = date(2026, 11, 22)
PLANT = "PK-BY/JMC-8/05"
SESSION = "PK-BY/JMC-8/30"


class Asked:
    """A line with its echo, as a form shows them."""

    def __init__(self, look, said=None, **more):
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        self.line = DateLine(look, lambda: TODAY, said=said)
        self.line.setObjectName("when")
        self.echo = DateEcho(look, self.line, "when", **more)
        column.addWidget(self.line)
        column.addWidget(self.echo)

    @property
    def said(self):
        return self.echo.said.text() if self.echo.isVisible() else ""

    @property
    def answers(self):
        found = self.echo.choices.findChildren(QPushButton)
        return [each for each in found if each.isVisible()]


@pytest.fixture
def asked(qtbot, look):
    """Show a line for a date in a window of its own."""
    made = []

    def show(**more):
        one = Asked(look, **more)
        made.append(one)
        qtbot.addWidget(one.window)
        with qtbot.waitActive(one.window):
            one.window.show()
        one.line.setFocus()
        return one

    yield show
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_reading_follows_every_keystroke(asked, hands):
    one = asked()
    for typed, said in (
        ("Q1 2026", "Read as: Q1 2026."),
        ("by end of 2025", "Read as: by 31 Dec 2025."),
        ("likely Feb 2025", "Read as: Feb 2025, likely."),
        ("yesterday", "Read as: 21 Nov 2026. Counted from 22 Nov 2026."),
    ):
        hands.rewrite(typed)
        assert one.said == said


def test_a_day_that_can_be_read_only_one_way_needs_no_echo(asked, hands):
    one = asked()
    hands.rewrite("2026-05-12")
    assert one.said == ""
    hands.rewrite("")
    assert one.said == ""


def test_what_can_be_meant_in_two_ways_is_answered_by_a_button(asked, hands):
    one = asked()
    hands.rewrite("03/04/2026")
    assert "which number is the month" in one.said
    assert [each.text() for each in one.answers] == [
        "03 Apr 2026",
        "04 Mar 2026",
        "04 Mar 2026 or 03 Apr 2026",
    ]
    with pytest.raises(EdtfError):
        one.line.edtf("when")
    hands.click(one.answers[1])
    assert one.line.edtf("when") == "2026-03-04"
    assert one.line.found().timing.words == "03/04/2026"
    assert one.answers == []
    assert hands.holder is one.line


def test_an_answer_no_longer_counts_once_something_else_is_typed(asked, hands):
    one = asked()
    hands.rewrite("03/04/2026")
    hands.click(one.answers[0])
    hands.rewrite("2027")
    assert one.line.found().timing.words == ""
    assert one.line.edtf("when") == "2027"


def test_what_is_no_date_is_said_to_be_none(asked, hands):
    one = asked()
    hands.rewrite("soon")
    assert "cannot be read as a date" in one.said
    two = asked(dates_only=False)
    hands.rewrite("soon")
    assert "kept as words, with no date" in two.said


def test_it_counts_from_the_day_it_was_said_or_asks_which_that_was(asked, hands):
    one = asked(said=lambda: date(2024, 11, 26))
    hands.rewrite("within two weeks")
    assert one.said == "Read as: by 10 Dec 2024. Counted from 26 Nov 2024."
    two = asked(said=lambda: None)
    hands.rewrite("within two weeks")
    assert [each.text() for each in two.answers] == ["by 06 Dec 2026, counted from 22 Nov 2026"]


def test_a_day_is_chosen_in_the_calendar_by_keyboard(asked, hands):
    one = asked()
    hands.rewrite("12 May 2026")
    hands.press("Alt+Down")
    picker = one.line.findChild(QWidget, "when-calendar")
    assert picker.isVisible()
    assert picker.calendar.selectedDate() == QDate(2026, 5, 12)
    hands.press("Right")
    hands.press("Return")
    assert not picker.isVisible()
    assert one.line.text() == "2026-05-13"


def test_the_button_in_the_line_opens_the_calendar_at_today_and_esc_leaves_it(asked, hands):
    one = asked()
    button = one.line.findChild(QToolButton)
    assert button.accessibleName() == "Choose a day"
    hands.click(button)
    picker = one.line.findChild(QWidget, "when-calendar")
    assert picker.calendar.selectedDate() == QDate(2026, 11, 22)
    hands.press("Esc")
    assert not picker.isVisible()
    assert one.line.text() == ""


def test_in_a_mirrored_layout_the_calendar_stands_at_the_leading_edge(asked, hands):
    one = asked()
    one.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    one.line.pick()
    picker = one.line.findChild(QWidget, "when-calendar")
    assert picker.layoutDirection() is Qt.LayoutDirection.RightToLeft
    picker.hide()


# --- where it stands -----------------------------------------------------------------------------


def text_of(panel, name):
    return panel.widget.findChild(QLabel, name).text()


def test_a_due_date_is_typed_as_the_source_says_it(panel):
    panel.stand(SESSION)
    panel.widget.timing.begin()
    panel.write("due-edtf", "by end of 2027")
    assert text_of(panel, "due-echo").startswith("Read as: by 31 Dec 2027. A deadline")
    panel.click("due-record")
    timing = panel.dossier.row.timing
    assert (timing.edtf, timing.words) == ("[..2027-12-31]", "by end of 2027")


def test_whether_the_day_is_to_be_agreed_follows_what_is_typed(panel):
    panel.stand(SESSION)
    panel.widget.timing.begin()
    tick = panel.widget.timing.form.to_agree
    assert tick.isChecked()
    for typed, agreed in (("May 2027", True), ("10 May 2027", False), ("by May 2027", True)):
        panel.write("due-edtf", typed)
        assert tick.isChecked() is agreed, typed
    panel.write("due-edtf", "by end of 2027")
    assert not tick.isChecked()
    tick.setFocus()
    panel.hands.press("Space")
    panel.write("due-edtf", "June 2027")
    assert tick.isChecked()


def test_the_words_follow_what_is_typed_until_they_are_typed_themselves(panel):
    panel.stand(SESSION)
    panel.widget.timing.begin()
    said = panel.widget.timing.form.said
    before = said.text()
    panel.write("due-edtf", "by end of 2027")
    assert said.text() == "by end of 2027"
    panel.write("due-edtf", "2027-05")
    assert said.text() == before
    panel.write("due-words", "in May, the host says")
    panel.write("due-edtf", "May 2027")
    assert said.text() == "in May, the host says"


def test_a_day_from_the_calendar_leaves_no_day_to_be_agreed(panel):
    panel.stand(SESSION)
    panel.widget.timing.begin()
    form = panel.widget.timing.form
    panel.hands.press("Alt+Down")
    panel.hands.press("Return")
    assert form.edtf.text() == "2026-11-22"
    assert not form.to_agree.isChecked()


def test_a_due_date_that_can_be_meant_in_two_ways_is_asked_about_in_place(panel):
    panel.stand(SESSION)
    panel.widget.timing.begin()
    panel.write("due-edtf", "2027-28")
    assert not panel.widget.timing.form.record.isEnabled()
    panel.click("due-choice-2")
    assert text_of(panel, "due-echo").startswith("Read as: between Jul 2027 and Jun 2028")
    panel.click("due-record")
    timing = panel.dossier.row.timing
    assert (timing.edtf, timing.words) == ("[2027-07..2028-06]", "2027-28")


def test_a_later_date_counts_from_the_day_it_was_agreed(panel):
    panel.stand(SESSION)
    panel.widget.timing.begin()
    panel.write("due-edtf", "within one month")
    assert "Which day was that?" in text_of(panel, "due-echo")
    panel.click("due-more")
    panel.write("due-agreed-on", "20 Nov 2026")
    assert text_of(panel, "due-echo").startswith("Read as: by 20 Dec 2026")


def test_what_is_no_date_is_kept_in_its_words(panel):
    panel.stand(SESSION)
    panel.widget.timing.begin()
    panel.write("due-edtf", "at an early date")
    assert "kept as words, with no date" in text_of(panel, "due-echo")
    panel.click("due-record")
    timing = panel.dossier.row.timing
    assert (timing.edtf, timing.words) == ("", "at an early date")


def test_a_note_happened_when_it_is_typed(panel):
    panel.widget.notes.begin()
    panel.write("note-text", "They wrote.")
    panel.write("note-happened-on", "yesterday")
    assert text_of(panel, "note-happened-on-echo").startswith("Read as: 21 Nov 2026")
    panel.click("note-keep")
    assert panel.dossier.notes[-1].happened_on == "2026-11-21"


def test_a_note_whose_day_can_be_meant_in_two_ways_asks_and_loses_nothing(panel):
    panel.widget.notes.begin()
    panel.write("note-text", "They wrote.")
    panel.write("note-happened-on", "03/04/2026")
    panel.click("note-keep")
    assert panel.seen("note-form")
    assert "which number is the month" in text_of(panel, "note-error")
    panel.click("note-happened-on-choice-1")
    panel.click("note-keep")
    assert panel.dossier.notes[-1].happened_on == "2026-04-03"


def test_a_step_is_due_as_it_is_typed(panel):
    panel.click("offer-section-milestones")
    panel.write("milestone-label", "Site visit")
    panel.write("milestone-due", "by end of 2026")
    panel.click("milestone-keep")
    assert panel.dossier.milestones[-1].due == "[..2026-12-31]"


def test_a_fact_takes_a_date_as_it_is_typed(panel):
    panel.write("edit-made_on", "10 Feb 2025")
    panel.hands.press("Return")
    assert panel.dossier.commitment.made_on == "2025-02-10"
