"""The section Calendar, driven as an officer does."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from app.domain.workdays import DayKind, DayOrigin
from app.qt.look import style
from app.qt.look.tokens import tokens_for
from app.qt.views.calendar_page import CalendarPage
from app.qt.views.jumps import Jump
from app.services.holidays import fill

TODAY = date(2026, 11, 22)
EID = date(2027, 3, 10)


@pytest.fixture
def kind():
    return CalendarPage


@pytest.fixture
def filled_desk(sample_desk):
    """The desk of the sample, with this year and the next filled in."""
    years = [(code, year) for code in ("PK", "BY") for year in (2026, 2027)]
    fill(sample_desk.register, years)
    return sample_desk


@pytest.fixture
def page(page_on, filled_desk):
    return page_on(filled_desk)


@pytest.fixture
def go(page, settle):
    """Go to a day."""

    def to(day):
        page.show_target(day)
        settle(page)

    return to


def seen(page, name, kind=QWidget):
    found = [each for each in page.findChildren(kind, name) if each.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)} seen"
    return found[0]


def texts(page, name):
    """All words under a part, from the top to the bottom."""
    part = seen(page, name)
    return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisible())


def titles(page, name):
    found = page.findChild(QWidget, name).findChildren(Jump)
    return [each.accessibleName() for each in found if each.isVisible()]


def day_spoken(page, day):
    return page.grid.table.place_of(day).data(Qt.ItemDataRole.AccessibleTextRole)


# --- the month ---------------------------------------------------------------------------------


def test_it_opens_on_today(page):
    assert page.heading.text() == "November 2026"
    assert page.grid.day == TODAY
    assert "Today" in day_spoken(page, TODAY)
    assert seen(page, "day-title", QLabel).text() == "Sunday, 22 November 2026"


def test_days_off_and_working_saturdays_are_shown(page, go):
    go(date(2026, 4, 25))
    assert "extra working day" in day_spoken(page, date(2026, 4, 25))
    assert "Radunitsa" in day_spoken(page, date(2026, 4, 21))
    assert "Belarus" in texts(page, "day-countries")
    assert "extra working day" in texts(page, "day-countries")
    assert "announced for this year; from \u2068holidays 0." in texts(page, "day-countries")


def test_an_estimated_feast_says_so(page, go):
    go(EID)
    assert "estimated: it may yet move" in texts(page, "day-countries")
    assert "Belarus" in texts(page, "calendar-banner")
    assert "may yet move working days in 2027" in texts(page, "calendar-banner")


def test_what_happened_stands_on_its_day_and_nothing_imprecise_does(page, go):
    go(date(2025, 4, 11))
    on_day = titles(page, "day-rows")
    assert any("Prime Minister to visit Belarus" in each for each in on_day)
    go(date(2026, 11, 22))
    assert titles(page, "day-rows") == []
    beside = titles(page, "month-beside")
    assert any("Ninth Joint Ministerial Commission" in each for each in beside)
    spoken = [day_spoken(page, date(2026, 11, day)) for day in range(1, 31)]
    assert not any("Ninth Joint" in each for each in spoken)


def test_the_ninth_session_stands_beside_every_month_of_2026_and_no_other(page, go):
    for month in (date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)):
        go(month)
        named = any("Ninth Joint" in each for each in titles(page, "month-beside"))
        assert named is (month.year == 2026)


def test_the_strip_counts_what_has_a_day_and_what_has_none(page):
    assert page.counts() == "0 on a day, 3 without one"


def test_working_days_from_today_are_counted(page, go):
    go(date(2026, 12, 31))
    assert seen(page, "day-counted", QLabel).text() == "28 joint working days from today"
    go(date(2026, 11, 20))
    assert seen(page, "day-counted", QLabel).text() == "1 joint working day ago"
    go(date(2028, 1, 3))
    assert not page.sheet.counted.isVisible()


# --- keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["Right"], date(2026, 11, 23)),
        (["Left"], date(2026, 11, 21)),
        (["Up"], date(2026, 11, 15)),
        (["Down", "Down"], date(2026, 12, 6)),
        (["PgDown"], date(2026, 12, 22)),
        (["PgUp"], date(2026, 10, 22)),
        (["Ctrl+PgDown"], date(2027, 11, 22)),
        (["PgDown", "PgDown", "Left", "Home"], TODAY),
    ],
)
def test_the_keys_go_from_day_to_day_and_month_to_month(page, hands, settle, keys, day):
    hands.press(*keys)
    settle(page)
    assert page.grid.day == day
    assert page.grid.currentIndex() == page.grid.table.place_of(day)
    assert page.grid.hasFocus()


def test_mirrored_the_arrows_follow_the_eye(page, hands, settle):
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    hands.press("Left")
    settle(page)
    assert page.grid.day == date(2026, 11, 23)
    first, second = (page.grid.visualRect(page.grid.table.index(0, n)) for n in (0, 1))
    assert first.left() > second.left()


def test_no_key_leads_out_of_all_years(page, hands, go, settle):
    go(date.max)
    hands.press("Right", "Down", "PgDown", "Ctrl+PgDown")
    settle(page)
    assert page.grid.day == date.max
    go(date.min)
    hands.press("Left", "Up", "PgUp")
    settle(page)
    assert page.grid.day == date.min


def test_enter_lists_what_is_there_and_esc_goes_back(page, hands, go):
    go(date(2025, 4, 11))
    page.take_keyboard()
    hands.press("Return")
    holder = hands.holder
    assert isinstance(holder, Jump)
    assert page.sheet.rows.isAncestorOf(holder)
    hands.press("Esc")
    assert page.grid.hasFocus()


def test_enter_on_a_row_leads_to_it(page, hands, go, qtbot):
    go(date(2025, 4, 11))
    page.take_keyboard()
    hands.press("Return")
    with qtbot.waitSignal(page.jumped) as caught:
        hands.press("Return")
    assert page.desk.register.reader.row(caught.args[0]).done.latest == date(2025, 4, 11)


def test_a_click_stands_on_a_day_and_one_beside_turns_the_month(page, hands, settle):
    grid = page.grid
    place = grid.visualRect(grid.table.place_of(date(2026, 11, 9))).center()
    hands.click(grid.viewport(), place)
    settle(page)
    assert grid.day == date(2026, 11, 9)
    assert "Iqbal Day" in texts(page, "day-countries")
    outside = grid.visualRect(grid.table.index(0, 0)).center()
    hands.click(grid.viewport(), outside)
    settle(page)
    assert grid.day == date(2026, 10, 26)
    assert page.heading.text() == "October 2026"


def test_the_buttons_turn_the_month(page, hands, settle):
    hands.click(page.after)
    settle(page)
    assert page.heading.text() == "December 2026"
    hands.click(page.before)
    hands.click(page.before)
    settle(page)
    assert page.heading.text() == "October 2026"
    hands.click(page.now)
    settle(page)
    assert page.grid.day == TODAY


# --- filling in --------------------------------------------------------------------------------


def test_a_year_that_is_not_filled_in_is_offered(page_on, sample_desk, hands, settle):
    page = page_on(sample_desk)
    assert "not filled in" in texts(page, "calendar-banner")
    assert "not known" in day_spoken(page, date(2026, 11, 9))
    button = seen(page, "banner-action", QAbstractButton)
    assert button.text() == "Fill in 2026"
    hands.click(button)
    settle(page)
    assert not page.banner.isVisible()
    assert "Iqbal Day" in day_spoken(page, date(2026, 11, 9))
    sample_desk.run(lambda register: register.undo())
    settle(page)
    assert page.banner.isVisible()


def test_read_only_nothing_is_offered(page_on, sample_path, opened, desk_on):
    page = page_on(desk_on(opened(sample_path, read_only=True)))
    assert "not filled in" in texts(page, "calendar-banner")
    assert [each for each in page.findChildren(QAbstractButton, "banner-action")
            if each.isVisible()] == []  # fmt: skip
    assert page.findChildren(QAbstractButton, "correct-PK") == []


# --- correcting --------------------------------------------------------------------------------


def choose(page, words):
    combo = seen(page, "day-what", QComboBox)
    combo.setCurrentIndex(combo.findText(words))


def test_a_day_is_put_right_in_place(page, hands, go, settle):
    go(date(2027, 3, 13))
    hands.click(seen(page, "correct-PK", QAbstractButton))
    assert "Pakistan" in seen(page, "day-corrected", QLabel).text()
    choose(page, "off")
    seen(page, "day-name").setFocus()
    hands.rewrite("Eid-ul-Fitr")
    seen(page, "day-reason").setFocus()
    hands.rewrite("Cabinet Division, 8 March")
    hands.press("Return")
    settle(page)
    entered = page.desk.register.reader.calendar("PK").holiday(date(2027, 3, 13))
    assert (entered.name, entered.origin) == ("Eid-ul-Fitr", DayOrigin.OFFICER)
    assert not page.sheet.form.isVisible()
    assert not page.sheet.corrected.isVisible()
    assert "entered by hand: \u2068Cabinet Division, 8 March\u2069" in texts(page, "day-countries")
    assert "Eid-ul-Fitr" in day_spoken(page, date(2027, 3, 13))


def test_without_saying_where_from_nothing_is_kept(page, hands, go):
    go(EID)
    hands.click(seen(page, "correct-PK", QAbstractButton))
    choose(page, "worked")
    hands.click(seen(page, "day-keep", QAbstractButton))
    assert page.sheet.form.refused[0] == "reason"
    assert page.desk.register.reader.calendar("PK").kind(EID) is DayKind.OFF


def test_a_day_can_be_what_its_weekday_says(page, hands, go, settle):
    go(date(2026, 11, 9))
    hands.click(seen(page, "correct-PK", QAbstractButton))
    choose(page, "as its weekday")
    seen(page, "day-reason").setFocus()
    hands.rewrite("no longer a holiday")
    hands.press("Return")
    settle(page)
    assert page.desk.register.reader.calendar("PK").kind(date(2026, 11, 9)) is DayKind.WORKING
    page.desk.run(lambda register: register.undo())
    settle(page)
    assert "Iqbal Day" in texts(page, "day-countries")


def test_what_is_typed_survives_a_change_from_outside(page, hands, go, settle):
    go(EID)
    hands.click(seen(page, "correct-PK", QAbstractButton))
    seen(page, "day-reason").setFocus()
    hands.rewrite("half a sent")
    page.desk.run(lambda r: r.set_holiday("BY", "2027-03-10", name="Visit", reason="notice"))
    settle(page)
    assert page.sheet.form.typed()["reason"] == "half a sent"


def test_another_day_puts_the_form_away(page, hands, go):
    go(EID)
    hands.click(seen(page, "correct-PK", QAbstractButton))
    go(date(2027, 3, 11))
    assert not page.sheet.form.isVisible()


# --- looks -------------------------------------------------------------------------------------


def test_a_week_begins_as_the_place_has_it(page_on, filled_desk):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    try:
        page = page_on(filled_desk)
        assert page.grid.table.headerData(0, Qt.Orientation.Horizontal) == "Sunday"
        assert page.grid.currentIndex().column() == 0
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("mirrored", [False, True])
def test_high_contrast_is_painted_in_the_palette_alone(
    page, look, qapp, contrast_palette, mirrored
):
    tokens = tokens_for(Qt.ColorScheme.Dark, True, contrast_palette)
    look.changed(tokens)
    style.apply(qapp, tokens)
    direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    page.setLayoutDirection(direction)
    page.setPalette(contrast_palette)
    image = page.grid.viewport().grab().toImage()
    corner = page.grid.visualRect(page.grid.table.index(0, 0)).center()
    assert image.pixelColor(corner).name() == "#000000"
    chosen = page.grid.visualRect(page.grid.currentIndex())
    assert image.pixelColor(chosen.center()).name() == tokens.selection.name()


def test_a_narrow_page_shows_short_names_of_days(page_on, filled_desk):
    page = page_on(filled_desk, width=820, height=480)
    assert page.grid.verticalScrollBar().maximum() >= 0
    assert not page.grid.horizontalScrollBar().isVisible()
    page.grid.grab()


def test_a_pair_of_countries_alone_is_shown(page, settle):
    page.desk.register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    page.desk.look_at("PK-KZ")
    settle(page)
    assert "Kazakhstan" in texts(page, "day-countries")
    assert "Belarus" not in texts(page, "day-countries")
    assert "Kazakhstan" in texts(page, "calendar-banner")
