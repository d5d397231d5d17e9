"""The form in which a meeting gets its place in a series."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.qt.views.sessions import Sessions
from app.services.sessions import session_sheet

EIGHTH, LOOSE = "PK-BY/JMC-8/01", "PK-BY/SUM-2024-11/20"


@pytest.fixture
def opened_form(qtbot, sample_desk, look, hands):
    """Open the form on a session by its button."""

    def open_on(ref):
        page = Sessions(sample_desk, look)
        qtbot.addWidget(page)
        page.resize(1000, 713)
        page.show_target(sample_desk.register.reader.find(ref))
        with qtbot.waitActive(page):
            page.show()
        qtbot.waitUntil(lambda: not sample_desk.asks)
        hands.click(page.sheet.head.edit)
        return page.sheet.head.form

    return open_on


@pytest.fixture
def sheet_of(sample_desk):
    """Read a session as it is in the register now."""

    def read(ref):
        reader = sample_desk.register.reader
        return session_sheet(reader, reader.find(ref), sample_desk.today)

    return read


def choose(form, text):
    form.series.setCurrentIndex(form.series.findText(text))


def press(form, name):
    form.findChild(QPushButton, name).click()


def refused(form):
    label = form.findChild(QLabel, "meeting-error")
    return label.text() if label.isVisible() else ""


def test_it_begins_with_what_is_known(opened_form):
    form = opened_form(EIGHTH)
    assert form.series.currentText() == "Joint Ministerial Commission"
    assert (form.ordinal.text(), form.host.text()) == ("8", "BY")
    assert form.chairs.text().startswith("Aleksey Kushnarenko")
    assert form.series.hasFocus()
    assert not form.name.isVisible()


def test_a_session_without_a_series_is_put_into_one(opened_form, sheet_of, hands):
    form = opened_form(LOOSE)
    assert form.series.currentText() == "none"
    choose(form, "Joint Ministerial Commission")
    form.ordinal.setFocus()
    hands.write("7")
    form.host.setFocus()
    hands.write("by")
    hands.press("Return")
    sheet = sheet_of(LOOSE)
    assert (sheet.series.acronym, sheet.line.ordinal, sheet.line.host) == ("JMC", 7, "BY")
    assert not form.isVisible()


def test_a_new_series_and_its_first_meeting_are_one_change(
    opened_form, sheet_of, sample_desk, hands
):
    form = opened_form(LOOSE)
    choose(form, "a new series…")
    assert form.name.isVisible()
    form.name.setText("Practical measures group")
    form.acronym.setText("PMG")
    form.ordinal.setText("1")
    press(form, "meeting-keep")
    sheet = sheet_of(LOOSE)
    assert (sheet.series.name, sheet.series.relation) == ("Practical measures group", "PK-BY")
    sample_desk.run(lambda register: register.undo())
    assert sheet_of(LOOSE).series is None
    assert len(sample_desk.register.reader.series()) == 2


def test_a_new_series_needs_a_name(opened_form, sheet_of):
    form = opened_form(LOOSE)
    choose(form, "a new series…")
    press(form, "meeting-keep")
    assert refused(form) == "A series needs a name."
    assert form.name.hasFocus()
    assert sheet_of(LOOSE).series is None


def test_a_number_that_is_none_is_refused_in_the_form_and_stays_typed(opened_form, sheet_of):
    form = opened_form(EIGHTH)
    form.ordinal.setText("eighth")
    press(form, "meeting-keep")
    assert "whole number" in refused(form)
    assert form.ordinal.text() == "eighth"
    assert sheet_of(EIGHTH).line.ordinal == 8


def test_a_meeting_is_taken_out_of_its_series(opened_form, sheet_of):
    form = opened_form(EIGHTH)
    choose(form, "none")
    form.ordinal.clear()
    press(form, "meeting-keep")
    sheet = sheet_of(EIGHTH)
    assert (sheet.series, sheet.line.ordinal) == (None, None)


@pytest.mark.parametrize("way", ["Esc", "button"])
def test_putting_it_away_changes_nothing_and_stays_in_the_session(
    opened_form, sheet_of, hands, way
):
    form = opened_form(EIGHTH)
    form.host.setText("PK")
    if way == "Esc":
        form.host.setFocus()
        hands.press("Esc")
    else:
        press(form, "meeting-away")
    assert not form.isVisible()
    assert form.parentWidget().isVisible()
    assert sheet_of(EIGHTH).line.host == "BY"


def test_what_is_typed_survives_a_change_made_elsewhere(opened_form, sample_desk, qtbot):
    form = opened_form(EIGHTH)
    form.chairs.setText("Two ministers")
    identity = sample_desk.register.reader.find("PK-BY/JMC-8/03")
    sample_desk.run(lambda register: register.amend(identity, title="Talks on labour"))
    page = form.window()
    qtbot.waitUntil(lambda: page.settled)
    assert form.isVisible()
    assert form.chairs.text() == "Two ministers"


def test_another_session_puts_the_form_away(opened_form, sample_desk, qtbot):
    form = opened_form(EIGHTH)
    form.window().show_target(sample_desk.register.reader.find(LOOSE))
    qtbot.waitUntil(lambda: not sample_desk.asks)
    assert not form.isVisible()
