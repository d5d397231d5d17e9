from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette

from app.domain.commitment import Strength
from app.domain.lifecycle import Status
from app.domain.timeliness import Slip, Timeliness
from app.qt.look import style
from app.qt.look.axis import scene_of
from app.qt.look.elements import (
    Banner,
    Chip,
    EmptyState,
    Hairline,
    InkLabel,
    Offer,
    Pill,
    QuietLabel,
    SectionHeading,
    StrengthSteps,
)
from app.qt.look.marks import TimingBar
from app.qt.look.timing_bar import slip_words
from app.qt.look.tokens import DARK, LIGHT

MARKUP = "<img src='file:///etc/passwd'>"
RTL = Qt.LayoutDirection.RightToLeft


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        return widget

    return show


@pytest.mark.parametrize("make", [InkLabel, QuietLabel, SectionHeading])
def test_labels_never_read_markup(look, shown, make):
    label = shown(make(look, MARKUP))
    assert label.text() == MARKUP
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_label_takes_its_ink_again_when_the_scheme_changes(qapp, look, shown):
    label = shown(QuietLabel(look, "economic"))
    look.changed(DARK)
    style.apply(qapp, DARK)
    assert label.palette().color(QPalette.ColorRole.WindowText) == DARK.text2


def test_a_label_stands_at_the_right_when_mirrored_whatever_its_text(look, shown):
    label = shown(InkLabel(look, "Ninth joint commission"))
    label.setLayoutDirection(RTL)
    wanted = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignRight
    assert label.alignment() & wanted == wanted


def test_a_label_has_the_font_of_its_script(look, shown):
    label = shown(InkLabel(look, "زرعی تحقیق"))
    assert label.font().families()[0] == "Noto Sans Arabic"


def test_a_heading_shows_its_count(look, shown):
    assert shown(SectionHeading(look, "Evidence", count=2)).text() == "Evidence  2"


def test_a_status_pill_says_the_word(look, shown):
    pill = shown(Pill(look))
    pill.show_status(Status.FORESEEN)
    assert (pill.text(), pill.accessibleName()) == ("Planned", "Planned")


def test_a_pill_for_what_is_late_stands_on_its_soft_ground(look, shown):
    pill = shown(Pill(look))
    pill.show_timeliness(Timeliness.OVERDUE)
    pill.resize(pill.sizeHint())
    image = pill.grab().toImage()
    assert image.pixelColor(pill.width() // 2, 2) == LIGHT.late_soft


def test_a_chip_shows_and_clears_its_value(look, shown, qtbot):
    chip = shown(Chip(look, "Sector", chooses=True))
    chip.set_value("trade")
    assert (chip.text(), chip.isChecked()) == ("Sector: trade", True)
    with qtbot.waitSignal(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert (chip.text(), chip.isChecked()) == ("Sector", False)


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_cross_of_a_chip_clears_it(look, shown, qtbot, mirrored):
    chip = shown(Chip(look, "Sector", chooses=True))
    chip.set_value("trade")
    chip.resize(chip.sizeHint())
    chip.setLayoutDirection(RTL if mirrored else Qt.LayoutDirection.LeftToRight)
    cross = QPoint(chip.width() - 12 if mirrored else 12, chip.height() // 2)
    with qtbot.waitSignal(chip.cleared):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    assert not chip.isChecked()


def test_a_chip_that_chooses_is_not_set_by_a_click(look, shown, qtbot):
    chip = shown(Chip(look, "Sector", chooses=True))
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not chip.isChecked()


def test_a_plain_chip_toggles(look, shown, qtbot):
    chip = shown(Chip(look, "Overdue"))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()


def test_a_chip_tells_a_screen_reader_that_it_is_set(look, shown):
    chip = shown(Chip(look, "Overdue"))
    before = chip.accessibleDescription()
    chip.setChecked(True)
    assert chip.accessibleDescription() != before


def test_a_hairline_is_one_pixel_of_its_token(look, shown):
    line = shown(Hairline(look))
    line.resize(20, 1)
    assert line.grab().toImage().pixelColor(10, 0) == LIGHT.hairline


def test_strength_is_steps_number_and_word(look, shown):
    steps = shown(StrengthSteps(look, Strength.AGREED_ACTION))
    assert steps.text() == "4, agreed action"
    assert "4 of 5" in steps.accessibleName()


def test_strength_that_is_not_known_is_said_so(look, shown):
    assert shown(StrengthSteps(look)).text() == "not stated"


def test_a_banner_without_an_action_has_no_button(look, shown):
    assert shown(Banner(look, "info", "Read only.")).button.isHidden()


def test_a_banner_s_action_is_told(look, shown, qtbot):
    banner = shown(Banner(look, "info", "Read only.", "Open a copy"))
    with qtbot.waitSignal(banner.acted):
        banner.button.click()
    assert banner.accessibleName() == "Read only."


def test_an_empty_screen_offers_three_things_at_most(look, shown, qtbot):
    offers = tuple(Offer(text=f"Offer {number}", icon="plus") for number in range(4))
    empty = shown(EmptyState(look, "handshake", "Nothing yet", "Add something.", offers))
    with qtbot.waitSignal(empty.chosen) as chosen:
        empty.buttons[1].click()
    assert chosen.args == [1]
    assert len(empty.buttons) == 3


def test_only_the_first_offer_is_filled(look, shown):
    offers = tuple(Offer(text=f"Offer {number}", icon="plus") for number in range(3))
    empty = shown(EmptyState(look, "handshake", "Nothing yet", "Add something.", offers))
    assert [button.property("kind") for button in empty.buttons] == ["filled", None, None]


@pytest.mark.parametrize("name", ["WINDOW", "SLIPPED", "DEADLINE", "DAY", "SPAN", "NO_END"])
def test_the_timing_bar_says_in_words_what_it_draws(look, shown, made_up, name):
    bar = shown(TimingBar(look))
    bar.show_row(getattr(made_up, name), made_up.TODAY)
    assert bar.accessibleDescription()
    assert not bar.isHidden()


def test_the_timing_bar_hides_where_no_day_is_known(look, shown, made_up):
    bar = shown(TimingBar(look))
    bar.show_row(made_up.UNDATED, made_up.TODAY)
    assert bar.isHidden()


@pytest.mark.parametrize("mirrored", [False, True])
def test_every_row_can_be_drawn_on_the_bar(look, shown, made_up, mirrored):
    bar = shown(TimingBar(look))
    bar.setLayoutDirection(RTL if mirrored else Qt.LayoutDirection.LeftToRight)
    bar.resize(300, bar.sizeHint().height())
    pictures = set()
    for row in made_up.ROWS:
        bar.show_row(row, made_up.TODAY)
        pictures.add(bytes(bar.grab().toImage().constBits()))
    assert len(pictures) > 8


def test_time_runs_the_other_way_when_mirrored(look, shown, made_up):
    bar = shown(TimingBar(look))
    bar.resize(300, bar.sizeHint().height())
    bar.show_row(made_up.WINDOW, made_up.TODAY)
    left, right = _solid(bar)
    assert left < right
    bar.setLayoutDirection(RTL)
    assert _solid(bar) == pytest.approx((right, left), abs=20)


def test_a_settled_matter_is_drawn_without_today(made_up):
    assert scene_of(made_up.SLIPPED, made_up.TODAY).today is None


def test_the_axis_holds_every_day_it_shows(made_up):
    scene = scene_of(made_up.DEADLINE, made_up.TODAY)
    axis = scene.axis(300)
    days = (scene.now.earliest, scene.now.latest, scene.today)
    assert all(0 <= axis.at(day) <= 300 for day in days)


def test_the_axis_reaches_the_first_day_there_is(made_up):
    row = made_up.row(99, "First", timing=made_up.timing("0001-01-01"))
    assert scene_of(row, made_up.TODAY).axis(300).first == date(1, 1, 1)


@pytest.mark.parametrize(
    ("slip", "expected"),
    [
        (Slip(sure=42, most=69), "+42 to +69 days"),
        (Slip(sure=1, most=1), "+1 day"),
        (Slip(sure=3, most=3), "+3 days"),
        (Slip(sure=3, most=None), "+3 days or more"),
    ],
)
def test_a_slip_is_a_range_with_its_sure_part_first(slip, expected):
    assert slip_words(slip) == expected


def _solid(bar):
    """How many pixels of either half are in the full ink of an open window."""
    image = bar.grab().toImage()
    inked = [
        x
        for x in range(bar.width())
        for y in range(bar.height())
        if image.pixelColor(x, y) == LIGHT.open
    ]
    half = bar.width() // 2
    return sum(x < half for x in inked), sum(x >= half for x in inked)
