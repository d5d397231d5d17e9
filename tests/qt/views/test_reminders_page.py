"""The page Reminders: what stands in it, and dealing with it row by row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from app.domain.reminder_rules import NONE, Point, ReminderRule
from app.qt.look.tokens import Tone
from app.qt.models.navigation import NavigationModel
from app.qt.models.reminder_row import Part, RowKind
from app.qt.models.reminder_row_words import icon_of, tone_of
from app.qt.models.reminders import ReminderRows
from app.qt.views.reminder_acts import Deed
from app.services import watching
from app.services.reminder_list import listed
from app.store.claims import WINDOW
from tests.qt.reminded import TODAY, promise, without_news

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
OWED = ("FIRST", "SECOND", "THIRD")


def looked(register):
    """Look as a window does, and say that it was shown."""
    watching.shown(register, watching.look(register, WINDOW))


@pytest.fixture
def path(tmp_path, places, time):
    """Three promises that come due in three weeks of absence; one was late when it was entered."""
    made = without_news(tmp_path, places, time)
    made.set_reminder_rule(
        ReminderRule(id="", family="undertaking", point=Point.DEADLINE, leads="P30D P7D")
    )
    time.wait(days=-22)
    promise(made, "LATE", TODAY - timedelta(days=100))
    for number, ref in enumerate(OWED):
        promise(made, ref, TODAY + timedelta(days=10 + 2 * number))
    promise(made, "COMING", TODAY + timedelta(days=40))
    looked(made)
    time.wait(days=22)
    made.close()
    return made.store.path


@pytest.fixture
def register(opened, path, time):
    return opened(path, time.clock)


@pytest.fixture
def page(shown, desk_on, register, hands, qtbot):
    """The page in a window, the day after the absence, with the keyboard in its rows."""
    looked(register)
    window = shown(desk_on(register))
    hands.press("Ctrl+6")
    made = window.pages.page
    qtbot.waitUntil(lambda: made.settled and made.listed is not None)
    qtbot.waitUntil(made.list.hasFocus)
    return made


@pytest.fixture
def settle(page, qtbot):
    """Wait until the page shows what the register holds."""

    def wait():
        qtbot.waitUntil(lambda: page.settled)

    return wait


def said(page):
    """What each row says first, headings with their counts."""
    model = page.list.rows
    rows = [(row, model.index(n, 0).data()) for n, row in enumerate(model.rows)]
    counted = (RowKind.HEADING, RowKind.FOLD)
    return [f"{text} {row.count}" if row.kind in counted else text for row, text in rows]


def refs(page, part):
    return [
        row.matter.occurrence.ref
        for row in page.list.rows.rows
        if row.part is part and row.matter is not None
    ]


def stood_on(page):
    row = page.list.row
    return row.matter.occurrence.ref if row is not None and row.matter is not None else ""


def window_of(page):
    return page.window()


# --- what is shown --------------------------------------------------------------------------------


def test_what_came_in_absence_is_listed_in_order_of_urgency_above_what_was_late_before(page):
    assert said(page) == [
        "Due 3",
        "Due in 10 days, on 02 Dec 2026",
        "Due in 12 days, on 04 Dec 2026",
        "Due in 14 days, on 06 Dec 2026",
        "Already due when entered 1",
        "Coming 4",
        *(f"Due in {days} days, on {day} Dec 2026" for days, day in
          ((10, "02"), (12, "04"), (14, "06"))),
        "Due in 40 days, on 01 Jan 2027",
    ]  # fmt: skip
    assert refs(page, Part.DUE) == list(OWED)


def test_a_row_says_what_of_it_when_it_came_and_by_which_rule(page):
    index = page.list.currentIndex()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Due in 10 days, on 02 Dec 2026. Promise FIRST. "
        "came due 02 Nov 2026, rule: 30 days before the last day"
    )
    assert "FIRST" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_banner_tells_of_the_absence_until_it_is_waved_aside(page, hands, settle, register):
    assert page.banner.isVisible()
    assert page.banner.accessibleName() == (
        "You were away for 22 days. Everything that came due since 31 Oct 2026 is listed here in "
        "order; nothing expires unseen."
    )
    hands.click(page.banner.button)
    assert not page.banner.isVisible()
    settle()
    page.desk.work.stop()
    assert register.reader.watches("officer")[WINDOW].away is None


def test_the_absence_is_told_before_anybody_has_looked(shown, desk_on, register, hands, qtbot):
    window = shown(desk_on(register))
    window.go("reminders")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.listed is not None)
    assert page.banner.isVisible()


def test_the_counts_stand_below_the_badge_in_the_navigation(page, hands, settle, qtbot):
    window = window_of(page)
    model = window.navigation.model
    badge = model.index(model.position_of("reminders"), 0)
    assert badge.data(NavigationModel.COUNT) == 3
    assert window.strip.counts.text() == "3 due, 0 snoozed, 4 coming, 1 due when entered"
    assert window.strip.reminders.isHidden()
    hands.press("Ctrl+2")
    assert window.strip.reminders.isVisible()
    assert window.strip.reminders.accessibleName() == "3 alerts"
    hands.click(window.strip.reminders)
    assert window.pages.page is page


def test_acts_stand_on_the_row_stood_on_alone(page, hands):
    acts = page.list.acts
    row = page.list.visualRect(page.list.currentIndex())
    assert row.contains(acts.geometry())
    hands.press("Down")
    after = page.list.visualRect(page.list.currentIndex())
    assert after != row
    assert after.contains(acts.geometry())
    shown = [each.text() for each in acts.findChildren(QPushButton) if each.isVisible()]
    assert shown == ["Open", "Snooze", "Acknowledge"]


def test_mirrored_the_acts_stand_at_the_left(qapp, page, hands):
    qapp.setLayoutDirection(RTL)
    try:
        QApplication.processEvents()
        page.list.resize(page.list.size())
        hands.press("Down", "Up")
        assert page.list.acts.geometry().center().x() < page.list.viewport().width() / 2
    finally:
        qapp.setLayoutDirection(LTR)


def test_a_narrow_list_breaks_its_headlines_and_keeps_the_acts_within(page):
    window = window_of(page)
    wide = page.list.visualRect(page.list.currentIndex()).height()
    window.resize(window.minimumSizeHint().width(), 600)
    QApplication.processEvents()
    page.list.setFixedWidth(420)
    QApplication.processEvents()
    rect = page.list.visualRect(page.list.currentIndex())
    assert rect.height() > wide
    assert rect.contains(page.list.acts.geometry())


def test_headings_are_passed_over_and_a_screen_reader_hears_each_row(page, hands):
    seen = []
    for _ in range(8):
        seen.append(page.list.row.kind)
        hands.press("Down")
    assert RowKind.HEADING not in seen
    interface = QAccessible.queryAccessibleInterface(page.list)
    heard = interface.child(1).text(QAccessible.Text.Name)
    assert heard.startswith("Due in 10 days")


def test_an_empty_page_says_why_and_what_to_do(shown, desk, hands, qtbot):
    window = shown(desk)
    hands.press("Ctrl+6")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.listed is not None)
    empty = page.findChild(QPushButton, "see-rules")
    assert empty.isVisible()
    hands.press("F6")
    assert empty.hasFocus()
    hands.press("Space")
    assert window.pages.key == "reminder-rules"


def test_colour_says_only_how_near_the_day_is(page, time, register, settle):
    tones = {
        row.matter.occurrence.ref: tone_of(row, TODAY)
        for row in page.list.rows.rows
        if row.matter is not None and row.part is not Part.COMING
    }
    assert tones == dict.fromkeys(OWED, Tone.SOON)
    page.list.stand_on("fold late")
    page.list.toggle()
    late = page.list.rows.rows[page.list.currentIndex().row() + 1]
    assert (late.matter.occurrence.ref, tone_of(late, TODAY)) == ("LATE", Tone.LATE)
    coming = page.list.rows.rows[-1]
    assert tone_of(coming, TODAY) is Tone.QUIET
    assert icon_of(coming) == "calendar-clock"


def test_many_agencies_without_news_are_one_line_that_can_be_opened(
    shown, sample_desk, hands, qtbot
):
    window = shown(sample_desk)
    window.go("reminders")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.listed is not None)
    silent = [each for each in page.listed.due if each.occurrence.point is Point.NO_NEWS]
    assert f"No news from {len(silent)} agencies {len(silent)}" in said(page)
    before = page.list.rows.rowCount()
    page.list.stand_on("fold silent")
    hands.press("Right")
    assert page.list.rows.rowCount() == before + len(silent)
    hands.press("Left")
    assert page.list.rows.rowCount() == before
    hands.press("A")
    qtbot.waitUntil(lambda: page.settled)
    assert {each.occurrence.point for each in page.listed.due}.isdisjoint({Point.NO_NEWS})
    assert sample_desk.register.store.next_undo() == f"Acknowledge {len(silent)} alerts"


# --- what is done ---------------------------------------------------------------------------------


def test_acknowledging_goes_on_to_the_next_row_at_once(page, hands, settle, register):
    for expected in OWED:
        assert stood_on(page) == expected
        hands.press("A")
    settle()
    assert refs(page, Part.DUE) == []
    kept = register.reader.acknowledged_reminders(TODAY)
    assert len(kept) == 3
    assert {(each.who, each.happened_on) for each in kept} == {("officer", "2026-11-22")}


def test_going_down_the_list_never_leads_into_what_is_coming(page, hands, settle, register):
    coming = refs(page, Part.COMING)
    hands.press("A", "A", "A")
    assert page.list.row.key == "fold late"
    hands.press("A")
    assert page.list.row is None
    assert page.list.acts.isHidden()
    hands.press("A")
    settle()
    hands.press("A", "F6", "Shift+F6", "A")
    settle()
    assert page.list.row is None
    assert refs(page, Part.COMING) == coming
    assert len(register.reader.acknowledged_reminders(TODAY)) == 5


def test_where_nothing_is_due_one_comes_to_the_list_on_no_row(
    shown, desk_on, register, hands, qtbot
):
    found = listed(register.reader, TODAY, seat=register.store.seat, relation="PK-BY")
    due = [entry.occurrence for each in (*found.due, *found.late) for entry in each.entries]
    register.acknowledge(due)
    window = shown(desk_on(register))
    hands.press("Ctrl+6")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.listed is not None)
    qtbot.waitUntil(page.list.hasFocus)
    assert page.list.row is None
    hands.press("A")
    assert len(refs(page, Part.COMING)) == 4
    hands.press("Down")
    assert page.list.row.part is Part.COMING


def test_a_row_that_is_coming_is_acknowledged_alone_by_who_went_there(page, hands, settle):
    hands.press("Down", "Down", "Down", "Down", "A", "A")
    settle()
    assert refs(page, Part.COMING) == ["SECOND", "THIRD", "COMING"]
    assert refs(page, Part.DUE) == list(OWED)


def test_from_the_last_row_that_is_due_one_comes_back_to_the_first(page, hands, settle):
    page.list.stand_on("fold late")
    hands.press("A")
    settle()
    assert stood_on(page) == "FIRST"


def test_what_comes_due_where_nothing_was_is_stood_on(page, hands, settle):
    hands.press("A", "A", "A", "A")
    settle()
    hands.press("Ctrl+Z")
    settle()
    assert page.list.row.part is Part.LATE


def test_an_acknowledgement_is_one_step_of_undo_and_comes_back_where_it_was(page, hands, settle):
    hands.press("A")
    settle()
    assert refs(page, Part.DUE) == ["SECOND", "THIRD"]
    hands.press("Ctrl+Z")
    settle()
    assert refs(page, Part.DUE) == list(OWED)
    assert stood_on(page) == "SECOND"


def test_a_note_is_kept_with_it(page, hands, settle, register):
    hands.press("Shift+A")
    assert page.asked.note_form.isVisible()
    hands.write("Minsk answered by telephone")
    hands.press("Return")
    settle()
    (kept,) = register.reader.acknowledged_reminders(TODAY)
    assert kept.note == "Minsk answered by telephone"
    assert stood_on(page) == "SECOND"
    assert page.list.hasFocus()
    page.list.stand_on("fold settled")
    hands.press("Return", "Down")
    assert page.list.row.settled.title == "Promise FIRST"
    assert page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Promise FIRST: Last day, 02 Dec 2026. acknowledged 22 Nov 2026 by officer. "
        "Minsk answered by telephone"
    )
    hands.click(page.list.acts.buttons[Deed.TAKE_BACK])
    settle()
    assert refs(page, Part.DUE) == list(OWED)


def test_a_form_for_a_note_is_put_away_by_esc_and_nothing_is_done(page, hands, settle, register):
    hands.press("Shift+A")
    hands.write("Not yet")
    hands.press("Esc")
    assert not page.asked.note_form.isVisible()
    assert page.list.hasFocus()
    assert register.reader.acknowledged_reminders(TODAY) == []


def menu_entries():
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return [each.text() for each in menu.actions() if not each.isSeparator()]


def test_snoozing_offers_days_ahead_days_before_and_until_there_is_an_answer(page, hands):
    hands.press("S")
    offered = menu_entries()
    hands.press("Esc")
    assert offered == [
        "Tomorrow, 23 Nov 2026", "In a week, 29 Nov 2026", "Monday, 30 Nov 2026",
        "7 days before it, 25 Nov 2026", "1 day before it, 01 Dec 2026",
        "Until there is an answer", "A day…", "Days before it…",
    ]  # fmt: skip


def snooze(page, hands, words):
    """Open the menu with S and take an entry by the keyboard."""
    hands.press("S")
    menu = QApplication.activePopupWidget()
    menu.setActiveAction(next(each for each in menu.actions() if each.text().startswith(words)))
    hands.press("Return")
    hands.back_to(window_of(page))


def test_what_is_snoozed_comes_back_on_its_day(page, hands, settle, register, time):
    snooze(page, hands, "In a week")
    settle()
    assert stood_on(page) == "SECOND"
    assert refs(page, Part.SNOOZED) == ["FIRST"]
    assert page.list.rows.data(
        page.list.rows.index(page.list.rows.row_of(_key(page, Part.SNOOZED)), 0),
        Qt.ItemDataRole.AccessibleTextRole,
    ).endswith("snoozed until 29 Nov 2026")
    time.wait(days=7)
    page.desk.day_changed.emit(time.day)
    settle()
    assert "FIRST" in refs(page, Part.DUE)
    assert refs(page, Part.SNOOZED) == []


def _key(page, part):
    return next(each.key for each in page.list.rows.rows if each.part is part and each.matter)


def test_what_is_snoozed_until_an_answer_comes_back_with_the_next_note(
    page, hands, settle, register
):
    snooze(page, hands, "Until there is an answer")
    settle()
    assert refs(page, Part.SNOOZED) == ["FIRST"]
    identity = register.reader.find("FIRST")
    page.desk.run(lambda made: made.note(identity, "Minsk answered."))
    settle()
    assert "FIRST" in refs(page, Part.DUE)


@pytest.mark.parametrize(
    ("entry", "form", "typed", "until"),
    [
        ("A day…", "day_form", "5 Dec 2026", "2026-12-05"),
        ("Days before it…", "before_form", "3", "2026-11-29"),
    ],
)
def test_a_day_of_ones_own_is_typed(page, hands, settle, register, entry, form, typed, until):
    snooze(page, hands, entry)
    assert getattr(page.asked, form).isVisible()
    hands.write(typed)
    hands.press("Return")
    settle()
    (kept,) = register.reader.snoozed_reminders()
    assert kept.until == until
    assert stood_on(page) == "SECOND"


@pytest.mark.parametrize(
    ("entry", "form", "typed"),
    [
        ("A day…", "day_form", "2026"),
        ("A day…", "day_form", "2026-11-22"),
        ("Days before it…", "before_form", "many"),
        ("Days before it…", "before_form", "60"),
    ],
)
def test_what_is_no_day_ahead_is_refused_beside_its_question(
    page, hands, register, entry, form, typed
):
    snooze(page, hands, entry)
    hands.write(typed)
    hands.press("Return")
    asked = getattr(page.asked, form)
    assert asked.isVisible()
    assert asked.refused[1]
    assert register.reader.snoozed_reminders() == []


def test_all_that_is_due_is_acknowledged_in_one_step(page, hands, settle, register):
    assert page.all.text() == "Acknowledge all 3"
    hands.click(page.all)
    settle()
    assert refs(page, Part.DUE) == []
    assert not page.all.isVisible()
    assert len(register.reader.acknowledged_reminders(TODAY)) == 3
    hands.press("Ctrl+Z")
    settle()
    assert refs(page, Part.DUE) == list(OWED)


def test_what_was_due_when_entered_is_acknowledged_in_one_act(page, hands, settle, register):
    page.list.stand_on("fold late")
    hands.press("A")
    settle()
    assert [each for each in said(page) if each.startswith("Already")] == []
    (kept, other) = register.reader.acknowledged_reminders(TODAY)
    assert kept.subject == other.subject == register.reader.find("LATE")


def test_enter_opens_the_record_in_the_panel_and_the_list_is_gone_back_to(page, hands, qtbot):
    window = window_of(page)
    assert not window.side.isVisible()
    hands.press("Return")
    assert window.side.isVisible()
    assert window.detail.identity == page.current is not None
    hands.press("F6")
    assert page.list.hasFocus()
    hands.press("Down")
    assert window.detail.identity == page.current
    hands.press("Ctrl+2", "Ctrl+6")
    qtbot.waitUntil(page.list.hasFocus)
    assert not window.side.isVisible()


def test_commands_and_menu_act_on_the_row_and_are_off_elsewhere(page, hands, settle):
    window = window_of(page)
    acts = [window.actions_by_name[name] for name in ("acknowledge", "snooze")]
    assert [each.isEnabled() for each in acts] == [True, True]
    acts[0].trigger()
    settle()
    assert refs(page, Part.DUE) == ["SECOND", "THIRD"]
    hands.press("Ctrl+2")
    assert [each.isEnabled() for each in acts] == [False, False]


def test_a_register_that_is_only_read_lists_and_offers_no_act_but_opening(
    shown, desk_on, opened, path, time, hands, qtbot, register
):
    looked(register)
    window = shown(desk_on(opened(path, time.clock, read_only=True)))
    window.go("reminders")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.listed is not None)
    page.list.setFocus()
    offered = [deed for deed, each in page.list.acts.buttons.items() if each.isVisible()]
    assert offered == [Deed.OPEN]
    hands.press("A", "S", "Shift+A")
    assert QApplication.activePopupWidget() is None
    assert not page.all.isVisible()
    assert refs(page, Part.DUE) == list(OWED)


def test_selection_and_place_survive_what_others_write(page, hands, settle, opened, path, time):
    hands.press("Down")
    assert stood_on(page) == "SECOND"
    promise(opened(path, time.clock), "NEW", TODAY + timedelta(days=1))
    page.desk.look_outside()
    settle()
    assert "NEW" in refs(page, Part.DUE)
    assert stood_on(page) == "SECOND"
    assert page.list.hasFocus()


def test_midnight_updates_every_row(page, settle, time):
    time.wait(days=1)
    page.desk.day_changed.emit(time.day)
    settle()
    assert "Due in 9 days, on 02 Dec 2026" in said(page)
    assert "Due in 10 days, on 02 Dec 2026" not in said(page)


def test_the_model_keeps_to_the_rules_of_models(page, qtmodeltester):
    model = ReminderRows()
    model.show(page.listed)
    qtmodeltester.check(model)


def test_user_text_is_shown_as_text(shown, desk_on, register, hands, qtbot):
    promise(register, "HOSTILE", TODAY + timedelta(days=1))
    identity = register.reader.find("HOSTILE")
    register.amend(identity, title="<b>bold</b> & <img src=x>")
    looked(register)
    window = shown(desk_on(register))
    window.go("reminders")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.listed is not None)
    row = next(
        n for n, each in enumerate(page.list.rows.rows)
        if each.matter is not None and each.matter.occurrence.ref == "HOSTILE"
    )  # fmt: skip
    index = page.list.rows.index(row, 0)
    assert "<b>bold</b>" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_nothing_reminds_of_what_has_no_rule(page, settle, register):
    rule = ReminderRule(id="", family="undertaking", point=Point.DEADLINE, leads=NONE)
    page.desk.run(lambda made: made.set_reminder_rule(rule))
    settle()
    assert page.listed.due == page.listed.coming == ()
