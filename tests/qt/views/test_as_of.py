"""Looking back in the window: the day is asked for, shown, said, and left again."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCalendarWidget, QLabel, QRadioButton

from app.domain.as_of import AsOf, By
from app.qt.desk import Desk
from app.qt.views.as_of_dialog import AsOfDialog
from app.qt.work import Work
from app.services.asof import look_back

NEW_YEAR = date(2024, 12, 31)
VISIT = "PK-BY/SUM-2024-11/22"


@pytest.fixture
def asked(window, hands):
    """Open the question from the menu."""

    def ask():
        window.actions_by_name["as-of"].trigger()
        dialog = window.findChild(AsOfDialog)
        hands.back_to(dialog)
        return dialog

    return ask


@pytest.fixture
def past(sample_desk):
    """The sample as of New Year 2024."""
    looked = look_back(sample_desk.register, AsOf(day=NEW_YEAR))
    yield looked
    looked.close()


@pytest.fixture
def past_window(shown, desk_on, past):
    """The window on a past day."""
    return shown(desk_on(past))


def found_by(window):
    found = []
    window.looking.found.connect(found.append)
    return found


# --- the question --------------------------------------------------------------------------------


def test_a_day_is_typed_and_its_register_found(window, asked, hands, qtbot):
    found = found_by(window)
    dialog = asked()
    hands.write("31 Dec 2024")
    assert dialog.said.text() == "As of 31 Dec 2024, by what had happened"
    hands.press("Return")
    qtbot.waitUntil(lambda: bool(found))
    (register,) = found
    assert register.as_of == AsOf(day=NEW_YEAR)
    register.close()


def test_the_other_sense_can_be_chosen(window, asked, hands, qtbot):
    found = found_by(window)
    dialog = asked()
    hands.click(dialog.findChild(QRadioButton, "as-of-entry"))
    assert dialog.said.text().endswith("by what was known")
    hands.click(dialog.show_day)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].as_of.by is By.ENTRY
    found[0].close()


def test_calendar_and_line_show_one_day(asked, hands):
    dialog = asked()
    dialog.calendar.setSelectedDate(QDate(2025, 2, 10))
    assert dialog.day.text() == "2025-02-10"
    hands.rewrite("1 Mar 2025")
    assert dialog.calendar.selectedDate() == QDate(2025, 3, 1)
    assert dialog.wanted.day == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2030-01-01", "01 Jan 2030 is yet to come"),
        ("Dec 2024", "Name one day"),
        ("whenever", "cannot be read as a date"),
        ("", "date"),
    ],
)
def test_what_is_no_past_day_is_said_as_it_is_typed(asked, hands, text, words):
    dialog = asked()
    hands.rewrite(text)
    assert words in dialog.error.text()
    assert dialog.error.isVisible()
    assert not dialog.show_day.isEnabled()
    hands.rewrite("2024-12-31")
    assert dialog.show_day.isEnabled()
    assert not dialog.error.isVisible()


def test_weekends_are_no_warning(asked):
    calendar = asked().findChild(QCalendarWidget)
    formats = [calendar.weekdayTextFormat(day) for day in Qt.DayOfWeek]
    assert {each.foreground().color().name() for each in formats} == {QColor("black").name()}


def test_it_opens_on_the_day_that_is_shown(past_window, past):
    past_window.actions_by_name["as-of"].trigger()
    dialog = past_window.findChild(AsOfDialog)
    assert dialog.wanted == past.as_of
    assert dialog.calendar.maximumDate() == QDate(2026, 11, 22)
    dialog.close()


def test_closing_calls_the_work_off(window, asked, qtbot, monkeypatch, sample_desk):
    found = found_by(window)
    dialog = asked()
    begun = []
    real = Work.start

    def waits_for_cancel(work, task):
        def held(progress, cancelled):
            begun.append(True)
            while not cancelled():
                pass
            return task(progress, cancelled)

        return real(work, held)

    monkeypatch.setattr(Work, "start", waits_for_cancel)
    dialog.show_day.click()
    qtbot.waitUntil(lambda: bool(begun))
    assert not dialog.day.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: not sample_desk.work.running)
    assert found == []


def test_where_something_else_runs_it_says_so(asked, sample_desk, qtbot):
    dialog = asked()
    held = []
    sample_desk.work.start(lambda progress, cancelled: _until(cancelled, held))
    qtbot.waitUntil(lambda: bool(held))
    dialog.show_day.click()
    assert "still running" in dialog.error.text()
    sample_desk.work.cancel()
    qtbot.waitUntil(lambda: not sample_desk.work.running)
    dialog.close()


def _until(cancelled, begun):
    begun.append(True)
    while not cancelled():
        pass


# --- the past day --------------------------------------------------------------------------------


def test_the_banner_says_which_day_is_shown_and_leads_back(past_window, hands):
    words = past_window.banner.findChild(QLabel, "banner-words")
    assert words.text() == "As of 31 Dec 2024, by what had happened."
    assert past_window.windowTitle() == "sample.servanda, 31 Dec 2024 – Servanda"
    left = []
    past_window.looking.left.connect(lambda: left.append(True))
    assert past_window.banner.button.text() == "Back to today"
    hands.click(past_window.banner.button)
    past_window.actions_by_name["present"].trigger()
    assert left == [True, True]


def test_the_list_shows_the_31_of_that_day(past_window):
    assert past_window.list.model.rowCount() == 31
    assert past_window.list.counts() == "31 commitments"


def test_the_panel_shows_the_visit_as_it_then_was(past_window, hands, past):
    past_window.list.select(past.reader.find(VISIT))
    hands.settle(past_window)
    texts = " ".join(each.text() for each in past_window.detail.findChildren(QLabel))
    assert "59 days left" in texts
    assert "11 Apr 2025" not in texts


def test_nothing_can_be_changed_there(past_window, hands, past):
    past_window.list.select(past.reader.find(VISIT))
    hands.settle(past_window)
    actions = past_window.actions_by_name
    for name in ("new", "move", "note", "due", "ball", "discard", "undo", "edit-cell", "save-view"):
        assert not actions[name].isEnabled(), name
    assert actions["as-of"].isEnabled()
    assert actions["export"].isEnabled()


@pytest.mark.parametrize(
    "key",
    ["today", "agreements", "sessions", "sources", "organisations", "bin", "most postponed"],
)
def test_every_section_can_be_gone_to(past_window, hands, key):
    past_window.go(key)
    hands.settle(past_window)
    assert past_window.pages.key == key
    assert past_window.strip.said == ""


def test_today_is_called_by_its_day(past_window, hands):
    past_window.go("today")
    hands.settle(past_window)
    texts = [each.text() for each in past_window.pages.page.findChildren(QLabel)]
    assert "Tuesday, 31 December 2024" in texts


def test_the_way_back_is_offered_only_there(window):
    assert not window.actions_by_name["present"].isEnabled()
    assert window.looking.back is False


def test_one_begins_where_one_stood(window, past, shown, desk_on, hands, stand_on):
    stand_on(VISIT)
    window.list.head.search.setText("minister")
    hands.settle(window)
    at = window.whereabouts
    other = shown(desk_on(past))
    other.begin(at)
    hands.settle(other)
    assert other.list.query_now().text == "minister"
    assert other.list.current == past.reader.find(VISIT)


def test_what_was_not_there_yet_is_not_stood_on(window, past, shown, desk_on, hands, stand_on):
    stand_on("PK-BY/JMC-8/30")
    other = shown(desk_on(past))
    other.begin(window.whereabouts)
    hands.settle(other)
    assert other.strip.said == ""
    assert other.list.model.rowCount() == 31


def test_a_desk_on_a_past_day_looks_out_for_nobody(past, qapp):
    desk = Desk(past)
    outside = []
    desk.outside.connect(lambda: outside.append(True))
    desk.look_outside()
    desk.stop()
    desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert outside == []
