"""The reminders of one commitment in the panel: when they come, and rules of its own."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.reminder_rules import Point

SESSION = "PK-BY/JMC-8/30"  # in 2026, no day agreed
ROADMAP = "PK-BY/SUM-2024-11/03"  # a span until the end of 2027
PLANT = "PK-BY/JMC-8/05"  # without a date


@pytest.fixture
def stand(panel, qtbot):
    """Stand on a commitment and wait for its reminders."""

    def on(ref):
        identity = panel.stand(ref)
        qtbot.waitUntil(lambda: not panel.desk.asks)
        return identity

    return on


@pytest.fixture
def settle(panel, qtbot):
    """Wait for what was asked last."""

    def wait():
        qtbot.wait(150)  # what is typed is previewed once it has rested
        qtbot.waitUntil(lambda: not panel.desk.asks)

    return wait


def rules(panel):
    reader = panel.desk.register.reader
    return [(each.point, each.leads, each.counting) for each in reader.reminder_rules()]


def preview(panel):
    return panel.part("own-rule-preview").text()


def test_a_commitment_without_a_date_has_none_and_offers_a_rule(panel, stand):
    stand(PLANT)
    assert not panel.seen("section-reminders")
    assert panel.seen("offer-section-reminders")


def test_reminders_stand_by_their_day_with_the_rule_and_what_became_of_them(panel, stand):
    stand(SESSION)
    said = panel.words("section-reminders")
    assert "27 Aug 2026\n90 working days of both sides before the last possible day\ndue" in said
    assert "17 Dec 2026\n10 working days of both sides before the last possible day\ncoming" in said
    assert "counted as five in a week" in panel.part("reminders-roughly").text()


def test_what_was_acknowledged_says_by_whom_and_why(panel, stand, settle):
    identity = stand(SESSION)
    from app.services.reminders import entries_of

    entries = entries_of(panel.desk.register.reader, identity, panel.desk.today)
    chosen = [entries[0].occurrence]
    panel.desk.run(lambda register: register.acknowledge(chosen, "Asked by note"))
    settle()
    assert "acknowledged by officer · Asked by note" in panel.words("section-reminders")


def test_a_rule_of_its_own_begins_with_the_one_that_holds_and_shows_its_days(panel, stand, settle):
    stand(SESSION)
    panel.click("reminders-add")
    assert panel.part("own-rule-leads").text() == "90 days, 30 days, 10 days"
    assert panel.part("own-rule-point", QComboBox).currentText() == (
        "Day of a session or visit to be agreed"
    )
    panel.write("own-rule-leads", "60 days, 2 weeks")
    panel.choose("own-rule-counting", "calendar days")
    settle()
    assert preview(panel) == "It gives: 01 Nov 2026 (has passed), 17 Dec 2026."


def test_a_rule_is_kept_changed_and_removed_each_in_one_step(panel, stand, settle):
    stand(SESSION)
    panel.click("reminders-add")
    panel.write("own-rule-leads", "60 days")
    panel.choose("own-rule-counting", "calendar days")
    panel.hands.press("Return")
    settle()
    assert rules(panel) == [(Point.AGREE_DAY, "P60D", "calendar")]
    assert not panel.seen("own-rule-form")
    assert "60 days before the last possible day (own rule)" in panel.words("section-reminders")
    panel.click("own-rule-change")
    panel.write("own-rule-leads", "45 days")
    panel.choose("own-rule-counting", "working days of Pakistan")
    panel.click("own-rule-keep")
    settle()
    assert rules(panel) == [(Point.AGREE_DAY, "P45D", "PK")]
    panel.click("own-rule-remove")
    settle()
    assert rules(panel) == []
    panel.undo()
    settle()
    assert rules(panel) == [(Point.AGREE_DAY, "P45D", "PK")]


def test_what_cannot_be_read_is_said_while_it_is_typed_and_refused_beside_it(panel, stand, settle):
    stand(SESSION)
    panel.click("reminders-add")
    panel.write("own-rule-leads", "soon")
    settle()
    assert preview(panel).startswith("“soon” is no length of time.")
    panel.hands.press("Return")
    assert panel.widget.reminders.asking.form.refused[0] == "leads"
    assert rules(panel) == []


def test_months_cannot_be_counted_in_working_days(panel, stand):
    stand(SESSION)
    panel.click("reminders-add")
    panel.write("own-rule-leads", "3 months")
    panel.hands.press("Return")
    field, said = panel.widget.reminders.asking.form.refused
    assert field == "leads"
    assert said.startswith("“3 months” is no number of working days")


def test_a_point_that_has_no_day_yet_says_so(panel, stand, settle):
    stand(SESSION)
    panel.click("reminders-add")
    panel.choose("own-rule-point", "Review date")
    panel.write("own-rule-leads", "5 days")
    panel.choose("own-rule-counting", "calendar days")
    settle()
    assert preview(panel) == "It gives no day yet: what it counts from is not dated."


def test_each_family_has_its_own_points_and_none_of_an_agency(panel, stand):
    stand(ROADMAP)
    panel.click("reminders-add")
    combo = panel.part("own-rule-point", QComboBox)
    offered = [combo.itemText(each) for each in range(combo.count())]
    assert offered == [
        "Last day", "Start", "Notice", "Proposal to extend", "Dispatch of the letter",
        "End of the period", "Review date",
    ]  # fmt: skip


def test_what_was_begun_waits_while_another_commitment_is_looked_at(panel, stand):
    stand(SESSION)
    panel.click("reminders-add")
    panel.write("own-rule-leads", "77 days")
    stand(PLANT)
    assert not panel.seen("own-rule-form")
    stand(SESSION)
    assert panel.part("own-rule-leads").text() == "77 days"


def test_the_section_goes_along_with_a_rule_for_all(panel, stand, settle):
    from app.domain.reminder_rules import ReminderRule

    stand(SESSION)
    rule = ReminderRule(id="", family="meeting", point=Point.AGREE_DAY, leads="P5D")
    panel.desk.run(lambda register: register.set_reminder_rule(rule))
    settle()
    said = panel.words("section-reminders")
    assert "26 Dec 2026\n5 days before the last possible day\ncoming" in said
    assert "27 Aug 2026" not in said


def test_the_command_opens_the_form_where_there_is_nothing_yet(
    window, stand_on, hands, qtbot, sample_desk
):
    stand_on(PLANT)
    hands.press("Ctrl+Shift+M")
    form = window.detail.findChild(QWidget, "own-rule-form")
    assert form.isVisible()
    assert form.isAncestorOf(window.focusWidget())
    hands.press("Esc")
    qtbot.waitUntil(lambda: not window.detail.reminders.isVisible())


def test_nothing_can_be_changed_in_a_register_that_is_only_read(
    panel_on, opened, desk_on, sample_path, qtbot
):
    panel = panel_on(desk_on(opened(sample_path, read_only=True)))
    panel.stand(SESSION)
    qtbot.waitUntil(lambda: not panel.desk.asks)
    assert panel.seen("section-reminders")
    assert not panel.seen("reminders-add")
