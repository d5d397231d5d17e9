"""The page of the rules of reminding: read, tried, changed, put back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from app.domain.reminder_rules import DEFAULTS, Point, rule_id

DEADLINE = rule_id(Point.DEADLINE, family="undertaking")
SILENCE = rule_id(Point.NO_NEWS)


@pytest.fixture
def page(window, hands, qtbot):
    """The page, with the keyboard on its first rule."""
    hands.press("Ctrl+Alt+6")
    made = window.pages.page
    qtbot.waitUntil(lambda: not made.desk.asks)
    return made


def sentence(page, rule):
    return page.rows[rule].sentence.text()


def begin(page, rule):
    button = page.rows[rule].change
    button.setFocus()
    button.click()
    QApplication.processEvents()


def test_every_default_is_listed_in_words(page):
    assert list(page.rows) == [each.id for each in DEFAULTS]
    assert sentence(page, DEADLINE) == "30, 7 and 1 days before the last day"
    assert sentence(page, SILENCE) == "asked about every week"
    assert sentence(page, rule_id(Point.NOTICE, family="instrument")).startswith(
        "12 months before the last day for notice; 6 months"
    )
    assert page.counts() == "0 changed"


def test_it_belongs_to_the_section_of_reminders_and_leads_back(page, window, hands):
    marked = window.navigation.list.currentIndex().data()
    assert marked == "Alerts"
    hands.click(page.back)
    assert window.pages.key == "reminders"


def test_what_is_typed_shows_the_next_days_it_gives(page, settle, sample_desk):
    begin(page, DEADLINE)
    page.form.line("leads").setText("10 days")
    settle(page)
    assert page.preview.text() == "It gives no day in the next two years."
    rule = rule_id(Point.AGREE_DAY, family="meeting")
    begin(page, rule)
    page.form.line("leads").setText("20 days")
    page.form.editors["counting"].setCurrentIndex(0)
    settle(page)
    assert page.preview.text().splitlines()[0] == "The next days this gives:"
    assert page.preview.text().splitlines()[1].startswith("11 Dec 2026")
    assert "PK-BY/JMC-8/30" in page.preview.text()


def test_a_rule_is_changed_by_keyboard_and_put_back(page, hands, settle, sample_desk):
    begin(page, DEADLINE)
    hands.rewrite("2 weeks, on the day")
    hands.press("Return")
    settle(page)
    row = page.rows[DEADLINE]
    assert sentence(page, DEADLINE) == "2 weeks before the last day; on the last day"
    assert row.was.text() == "Default: 30, 7 and 1 days before the last day"
    assert row.change.hasFocus()
    assert page.counts() == "1 changed"
    row.usual.click()
    settle(page)
    assert sentence(page, DEADLINE) == "30, 7 and 1 days before the last day"
    assert sample_desk.register.reader.reminder_rules() == []


def test_typing_the_default_again_stores_nothing(page, hands, settle, sample_desk):
    begin(page, DEADLINE)
    hands.rewrite("14 days")
    hands.press("Return")
    settle(page)
    begin(page, DEADLINE)
    hands.rewrite("30 days, 7 days, 1 day")
    hands.press("Return")
    settle(page)
    assert sample_desk.register.reader.reminder_rules() == []


def test_a_refusal_stands_beside_its_question(page, hands, sample_desk):
    begin(page, SILENCE)
    hands.rewrite("10 days")
    hands.press("Return")
    assert page.form.refused == ("leads", "How often to ask for news is counted in weeks.")
    assert sample_desk.register.reader.reminder_rules() == []


def test_a_refusal_goes_with_the_text_that_was_refused(page, hands):
    begin(page, DEADLINE)
    hands.rewrite("soon")
    hands.press("Return")
    assert page.form.refused[0] == "leads"
    hands.rewrite("2 weeks")
    assert page.form.refused == ("", "")


@pytest.mark.parametrize("typed", ["30, 7", "30 and 7", "30, 7 days", "30 and 7 days"])
def test_a_rule_is_typed_as_it_is_shown(page, hands, settle, typed):
    begin(page, DEADLINE)
    hands.rewrite(typed)
    hands.press("Return")
    settle(page)
    assert sentence(page, DEADLINE) == "30 and 7 days before the last day"


def test_a_number_alone_is_one_of_working_days_where_those_are_counted(page, hands, settle):
    begin(page, DEADLINE)
    page.form.editors["counting"].setCurrentIndex(1)
    hands.rewrite("30, 7")
    hands.press("Return")
    settle(page)
    assert sentence(page, DEADLINE) == ("30 and 7 working days of both sides before the last day")


def test_a_refusal_names_what_was_typed(page, hands):
    begin(page, DEADLINE)
    page.form.editors["counting"].setCurrentIndex(1)
    hands.rewrite("30, 1 month")
    hands.press("Return")
    field, said = page.form.refused
    assert field == "leads"
    assert said.startswith("“1 month” is no number of working days")


def test_silence_is_counted_in_no_working_days(page):
    begin(page, SILENCE)
    combo = page.form.editors["counting"]
    assert isinstance(combo, QComboBox)
    assert [combo.itemText(each) for each in range(combo.count())] == ["calendar days"]
    begin(page, DEADLINE)
    assert [combo.itemText(each) for each in range(combo.count())] == [
        "calendar days", "working days of both sides", "working days of Pakistan",
        "working days of Belarus",
    ]  # fmt: skip


def test_nothing_at_all_can_be_reminded_of(page, hands, settle):
    begin(page, DEADLINE)
    hands.rewrite("none")
    settle(page)
    assert page.preview.text() == "Nothing would be reminded of."
    hands.press("Return")
    settle(page)
    assert sentence(page, DEADLINE) == "No reminder"


def test_in_a_register_that_is_only_read_nothing_can_be_changed(
    shown, opened, desk_on, sample_path, qtbot
):
    window = shown(desk_on(opened(sample_path, read_only=True)))
    window.go("reminder-rules")
    page = window.pages.page
    qtbot.waitUntil(lambda: not page.desk.asks)
    buttons = [each for each in page.findChildren(QPushButton, "rule-change") if each.isVisible()]
    assert buttons == []
