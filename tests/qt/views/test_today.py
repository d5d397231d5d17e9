"""The page Today: what it tells of the sample, where its links lead, and by which keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.commitment import Strength
from app.domain.overview import Sign
from app.domain.query import OVERDUE, Query
from app.domain.timing import Basis, Timing
from app.qt.look.labels import InkLabel
from app.qt.look.tokens import LIGHT, Tone
from app.qt.views.today import Today
from tests.store.desks import commitment

FIRST_SCREEN = (1162, 713)


@pytest.fixture
def page_of(qtbot, look):
    """Show the page on a desk and wait until it is filled."""

    def make(desk, size=FIRST_SCREEN, *, mirrored=False):
        page = Today(desk, look)
        qtbot.addWidget(page)
        if mirrored:
            page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        page.resize(*size)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        qtbot.waitUntil(lambda: not desk.asks)
        QApplication.processEvents()
        return page

    return make


@pytest.fixture
def page(page_of, sample_desk):
    return page_of(sample_desk)


def asked(page):
    """Remember every view the page asks for, as query and heading."""
    heard = []
    page.query_wanted.connect(lambda query, heading: heard.append((query, heading)))
    return heard


def figure(page, sign):
    return next(each for each in page.figures.buttons if each.sign is sign)


def shown_in(page, widget):
    """Whether a widget lies within what is seen of the page without scrolling."""
    viewport = page._scroll.viewport()  # noqa: SLF001 - what can be seen of it
    place = QRect(widget.mapTo(viewport, widget.rect().topLeft()), widget.size())
    return viewport.rect().contains(place)


# --- what it tells -----------------------------------------------------------------------------


def test_the_headline_is_the_date_in_words(page):
    assert page.headline.text() == "Sunday, 22 November 2026"
    assert page.under.text() == (
        "56 open promises between \u2068Pakistan\u2069 and \u2068Belarus\u2069"
    )
    assert page.counts() == "56 open promises"


def test_the_strip_tells_six_figures(page):
    told = {each.sign: each.text() for each in page.figures.buttons}
    assert told == {
        Sign.OVERDUE: "4",
        Sign.RUNNING: "1",
        Sign.SOON: "0",
        Sign.WAITING: "0",
        Sign.SILENT: "56",
        Sign.UNDATED: "49",
    }


def test_only_what_is_more_than_nought_is_coloured_and_only_by_time(page):
    assert {each.sign: each.tone for each in page.figures.buttons} == {
        Sign.OVERDUE: Tone.LATE,
        Sign.RUNNING: Tone.OPEN,
        Sign.SOON: Tone.INK,
        Sign.WAITING: Tone.INK,
        Sign.SILENT: Tone.INK,
        Sign.UNDATED: Tone.INK,
    }


def test_a_figure_is_painted_in_its_tone(page):
    image = figure(page, Sign.OVERDUE).grab().toImage()
    inks = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert LIGHT.late.rgb() in inks


def test_every_number_is_what_the_view_behind_it_holds(page, sample_desk, hands):
    heard = asked(page)
    numbers = []
    for button in page.figures.buttons:
        hands.click(button)
        numbers.append(int(button.text()))
    for section in page.charts.all:
        for row, line in enumerate(section.table.lines):
            if line.query is not None:
                section.chart.chosen.emit(section.table.index(row, 0))
                numbers.append(line.bar.count)
    hands.click(page.wanting.all)
    numbers.append(page.overview.pressing_count)
    reader, today = sample_desk.register.reader, sample_desk.today
    assert numbers == [reader.count(query, today) for query, _ in heard]
    assert len(numbers) > 30
    assert all(heading for _, heading in heard)


def test_what_needs_an_answer_says_why(page):
    table = page.wanting.table
    said = [(table.index(row, 0).data(), table.index(row, 1).data()) for row in range(5)]
    assert said[1] == (
        "Meet again in Minsk to settle practical measures",
        "Two readings of the date: choose the one that counts.",
    )
    assert said[4] == (
        "Ninth Joint Ministerial Commission",
        "No day agreed: 39 days left to agree one.",
    )
    assert page.wanting.all.text() == "All 5 late, near, running or waiting →"


def test_what_has_no_sure_month_is_told_under_the_months(page):
    assert page.charts.months.note.text().splitlines() == [
        "Nothing has its last day in a month that is sure.",
        "In 2026, day not agreed: 1",
    ]
    assert page.charts.months.note.isVisibleTo(page)


def test_many_longer_times_are_summed_up(desk, page_of):
    for number in range(1, 7):
        enter(desk, f"M/{number}", f"[2026-0{number}..2027-0{number}]")
    notes = page_of(desk).charts.months.note.text().splitlines()
    assert len(notes) == 4
    assert notes[-1] == "On a day within longer times: 4"


def test_figures_and_what_needs_an_answer_are_seen_without_scrolling(page):
    assert all(shown_in(page, each) for each in page.figures.buttons)
    assert shown_in(page, page.wanting.list)


def test_plain_text_stays_plain(desk, page_of):
    enter(desk, "P/1", "2025", title="<b>Bold</b> & plain", sector="<i>trade</i>")
    page = page_of(desk)
    labels = [each for each in page.findChildren(QLabel) if isinstance(each, InkLabel)]
    assert labels
    assert {each.textFormat() for each in labels} == {Qt.TextFormat.PlainText}
    assert page.charts.sectors.table.lines[0].name == "<i>trade</i>"


# --- where its links lead ----------------------------------------------------------------------


def test_a_figure_shows_what_it_counts(page, hands):
    heard = asked(page)
    hands.click(figure(page, Sign.OVERDUE))
    assert heard == [(OVERDUE, "Overdue")]


def test_a_figure_is_taken_with_enter_and_space(page, hands):
    heard = asked(page)
    figure(page, Sign.SILENT).setFocus()
    hands.press("Return", "Space")
    assert heard == [(Query(silent=True, promises=True), "No news")] * 2


def test_a_promise_that_needs_an_answer_is_jumped_to_by_click_and_enter(page, sample_desk, hands):
    jumped = QSignalSpy(page.jumped)
    wanting = page.wanting
    hands.click(
        wanting.list.viewport(), wanting.list.visualRect(wanting.table.index(1, 0)).center()
    )
    wanting.list.setFocus()
    hands.press("Down", "Return")
    refs = [sample_desk.register.reader.ref(jumped.at(n)[0]) for n in range(jumped.count())]
    assert refs == ["PK-BY/SUM-2024-11/20", "PK-BY/JMC-8/23"]


def test_standing_on_a_promise_is_told_and_jumps_nowhere(page, hands):
    selected, jumped = QSignalSpy(page.selected), QSignalSpy(page.jumped)
    page.take_keyboard()
    hands.press("Down")
    assert selected.at(selected.count() - 1)[0] == page.overview.wanting[1].row.id == page.current
    assert page.chosen == [page.current]
    assert jumped.count() == 0
    figure(page, Sign.OVERDUE).setFocus()
    assert page.current is None


def test_a_month_has_no_view_behind_it(page):
    heard = asked(page)
    months = page.charts.months
    months.chart.chosen.emit(months.table.index(0, 0))
    assert heard == []


# --- by keys -----------------------------------------------------------------------------------


def test_arrow_keys_go_round_the_figures(page, hands):
    first, *_, last = page.figures.buttons
    first.setFocus()
    hands.press("Right", "Down")
    assert QApplication.focusWidget() is page.figures.buttons[2]
    hands.press("Left", "Up", "Left")
    assert QApplication.focusWidget() is last


def test_arrow_keys_follow_the_mirrored_layout(page_of, sample_desk, hands):
    page = page_of(sample_desk, mirrored=True)
    page.figures.buttons[0].setFocus()
    hands.press("Left")
    assert QApplication.focusWidget() is page.figures.buttons[1]
    assert page.wanting.all.text().endswith("←")


def test_tab_reaches_every_part_in_the_order_of_reading(page, hands):
    page.figures.buttons[0].setFocus()
    seen = []
    for _ in range(18):
        seen.append(QApplication.focusWidget())
        hands.press("Tab")
    sections = page.charts.all
    wanted = [
        *page.figures.buttons,
        page.wanting.all,
        page.wanting.list,
        *(part for each in sections for part in (each.toggle, each.chart)),
    ]
    assert seen[: len(wanted)] == wanted


def test_what_is_stood_on_is_brought_into_sight(page_of, sample_desk, hands):
    page = page_of(sample_desk, (706, 420))
    page.take_keyboard()
    hands.press("Down", "Down", "Down", "Down")
    chart = page.charts.sectors.chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Down", "Down", "Down", "Down", "Down", "Down", "Down")
    rect = chart.visualRect(chart.currentIndex())
    viewport = page._scroll.viewport()  # noqa: SLF001 - what can be seen of it
    place = QRect(chart.viewport().mapTo(viewport, rect.topLeft()), rect.size())
    assert viewport.rect().intersects(place)
    assert place.top() >= 0
    assert place.bottom() <= viewport.height()


def test_the_keyboard_goes_to_what_needs_an_answer(page):
    page.take_keyboard()
    assert page.wanting.list.hasFocus()


def test_the_keyboard_waits_for_the_first_answer(qtbot, look, sample_desk):
    page = Today(sample_desk, look)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
        page.take_keyboard()
    qtbot.waitUntil(lambda: not sample_desk.asks)
    qtbot.waitUntil(page.wanting.list.hasFocus)


# --- charts and their tables -------------------------------------------------------------------


def test_a_chart_gives_way_to_its_table_and_comes_back(page, hands):
    section = page.charts.statuses
    section.chart.setFocus()
    section.chart.setCurrentIndex(section.table.index(2, 0))
    section.toggle.setFocus()
    hands.press("Return")
    assert section.twin.isVisible()
    assert not section.chart.isVisible()
    assert section.twin.currentIndex().row() == 2
    hands.press("Space")
    assert section.chart.isVisible()


def test_a_row_of_the_table_is_a_link_too(page, hands):
    heard = asked(page)
    section = page.charts.statuses
    section.toggle.click()
    section.twin.setFocus()
    section.twin.setCurrentIndex(section.table.index(1, 0))
    hands.press("Return")
    assert heard == [(section.table.lines[1].query, "Status: Planned")]


def test_a_table_is_copied(page, hands):
    section = page.charts.statuses
    section.toggle.click()
    section.twin.setFocus()
    section.twin.selectRow(0)
    hands.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "Status\tPromises\nOpen\t24"
    section.twin.clearSelection()
    hands.press("Ctrl+C")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 8


# --- what changes ------------------------------------------------------------------------------


def enter(desk, ref, edtf="", **values):
    given = {"owed_by": "PK", "strength": Strength.AGREED_ACTION, **values}
    timing = Timing(edtf=edtf, basis=Basis.STATED) if edtf else Timing()
    desk.run(lambda register: register.propose(commitment(ref, **given), timing=timing))


def test_a_change_is_followed_and_who_stands_somewhere_stays_there(page, sample_desk, qtbot):
    wanting = page.wanting
    page.take_keyboard()
    wanting.list.setCurrentIndex(wanting.table.index(3, 0))
    stood_on = page.current
    enter(sample_desk, "N/1", "2020")
    qtbot.waitUntil(lambda: len(wanting.table.wanting) == 6)
    assert wanting.table.wanting[0].row.ref == "N/1"
    assert page.current == stood_on
    assert figure(page, Sign.OVERDUE).text() == "5"
    qtbot.waitUntil(lambda: wanting.list.height() == 6 * wanting.list.sizeHintForRow(0))


def test_only_the_relation_that_is_looked_at_is_told(page, sample_desk, qtbot):
    sample_desk.run(lambda register: register.add_relation("PK-KZ", "Pakistan", "Kazakhstan"))
    enter(sample_desk, "K/1", "2020", relation="PK-KZ")
    sample_desk.look_at("PK-KZ")
    qtbot.waitUntil(lambda: page.counts() == "1 open promise")
    assert "Kazakhstan" in page.under.text()
    assert page.overview.pressing.relation == "PK-KZ"
    sample_desk.look_at("")
    qtbot.waitUntil(lambda: page.under.text() == "57 open promises in 2 relations")


def test_where_nothing_needs_an_answer_it_is_said(desk, page_of):
    enter(desk, "O/1")
    page = page_of(desk)
    assert page.wanting.nothing.isVisible()
    assert not page.wanting.list.isVisible()
    assert not page.wanting.all.isVisible()
    page.take_keyboard()
    assert page.figures.buttons[0].hasFocus()


# --- an empty register -------------------------------------------------------------------------


def test_an_empty_register_offers_what_to_do(desk, page_of, hands):
    page = page_of(desk)
    new, sample = QSignalSpy(page.new_wanted), QSignalSpy(page.sample_wanted)
    page.take_keyboard()
    hands.press("Return", "Tab", "Return")
    assert (new.count(), sample.count()) == (1, 1)
    assert page.counts() == ""


def test_the_first_commitment_ends_the_empty_page(desk, page_of, qtbot):
    page = page_of(desk)
    assert not page.figures.isVisible()
    enter(desk, "Q/1", "2025")
    qtbot.waitUntil(page.figures.isVisible)
    assert figure(page, Sign.OVERDUE).text() == "1"


def test_a_relation_without_anything_says_so(page, sample_desk, qtbot):
    sample_desk.look_at("PK-KZ")
    qtbot.waitUntil(lambda: not page.figures.isVisible())
    state = page.findChildren(type(page._empty))[0]  # noqa: SLF001 - the state itself
    assert state.accessibleName() == "Nothing promised between these two yet"


# --- room --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "beside"), [(1162, True), (910, False), (480, False)])
def test_charts_go_under_where_there_is_no_room_beside(page_of, sample_desk, width, beside):
    page = page_of(sample_desk, (width, 700))
    status, wanting = page.charts.statuses, page.wanting
    top = status.mapTo(page, status.rect().topLeft()).y()
    assert (top < wanting.mapTo(page, wanting.rect().bottomLeft()).y()) is beside


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [1162, 910, 700, 480])
def test_nothing_is_wider_than_the_page(page_of, sample_desk, width, mirrored):
    page = page_of(sample_desk, (width, 600), mirrored=mirrored)
    assert page._content.width() <= page._scroll.viewport().width()  # noqa: SLF001 - its room
    assert all(each.width() >= each.minimumSizeHint().width() for each in page.figures.buttons)
    assert page.grab().width() == width


def test_every_control_has_a_name(page):
    controls = [
        *page.figures.buttons,
        page.wanting.list,
        page.wanting.all,
        *(part for each in page.charts.all for part in (each.toggle, each.chart, each.twin)),
    ]
    assert all(each.accessibleName() for each in controls)
    first = page.wanting.table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("Concrete plan to be settled the same afternoon. The day has passed")


def test_parts_survive_being_set_anew_again_and_again(page, hands):
    for width in (910, 1162, 480, 910, 480, 1162) * 5:
        page.resize(width, 700)
        QApplication.processEvents()
    page.figures.buttons[0].setFocus()
    hands.press(*["Tab"] * len(page.figures.buttons))
    assert page.wanting.all.hasFocus()
    assert page.charts.sectors.chart.isVisible()
