"""Bars: as long as they are many, taken by hand or by key, mirrored with the layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from app.qt.look.charts import Bar, BarChart
from app.qt.look.tokens import LIGHT
from app.qt.look.twin import TwinTable
from app.qt.models.overview import BarTable, Line

EDGE, DONE = LIGHT.edge.rgb(), LIGHT.done.rgb()


def line(label, count, **more):
    return Line(bar=Bar(label=label, count=count, **more), name=label)


@pytest.fixture
def chart_of(qtbot, look):
    def make(*lines, upright=False, width=300):
        chart = BarChart(look, upright=upright)
        table = BarTable(("What", "Count"), parent=chart)
        chart.setModel(table)
        qtbot.addWidget(chart)
        chart.resize(width, 200)
        chart.show()
        table.adopt(lines)
        chart.resize(width, chart.sizeHint().height())
        QApplication.processEvents()
        return chart

    return make


def inked(image, ink, row=None):
    """How many points of an ink there are, in one line of points or in all."""
    rows = range(image.height()) if row is None else [row]
    return sum(image.pixel(x, y) == ink for y in rows for x in range(image.width()))


def across(chart, place, ink=EDGE):
    """How long the bar at a place is."""
    rect = chart.visualRect(chart.model().index(place, 0))
    return inked(chart.grab().toImage(), ink, rect.center().y())


def test_a_bar_is_as_long_as_its_share_of_the_longest(chart_of):
    chart = chart_of(line("many", 40), line("half", 20), line("few", 1), line("none", 0))
    whole, half, few, none = (across(chart, place) for place in range(4))
    assert whole > 100
    assert half == pytest.approx(whole / 2, abs=2)
    assert 1 <= few <= whole / 40 + 2
    assert none == 0


def test_a_sum_of_others_has_no_length_and_shortens_no_bar(chart_of):
    alone = chart_of(line("ten", 10), line("rest", 7))
    beside = chart_of(line("ten", 10), line("rest", 900, length=False))
    assert across(beside, 0) == pytest.approx(across(alone, 0), abs=30)
    assert across(beside, 1) == 0


def test_a_bar_has_the_ink_it_is_given(chart_of):
    chart = chart_of(line("done", 3, ink="done"))
    assert across(chart, 0, DONE) > 50
    assert across(chart, 0, EDGE) == 0


def test_bars_begin_at_the_other_side_when_mirrored(chart_of):
    chart = chart_of(line("one", 8), line("two", 2))
    y = chart.visualRect(chart.model().index(1, 0)).center().y()
    image = chart.grab().toImage()
    left = [x for x in range(image.width()) if image.pixel(x, y) == EDGE]
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    image = chart.grab().toImage()
    right = [x for x in range(image.width()) if image.pixel(x, y) == EDGE]
    assert len(left) == len(right)
    assert [image.width() - 1 - x for x in reversed(right)] == left


def test_an_upright_bar_is_as_high_as_its_share(chart_of):
    chart = chart_of(line("Nov", 8), line("Dec", 4), line("Jan", 0, under="2027"), upright=True)
    image = chart.grab().toImage()
    heights = []
    for place in range(3):
        x = chart.visualRect(chart.model().index(place, 0)).center().x()
        heights.append(sum(image.pixel(x, y) == EDGE for y in range(image.height())))
    assert heights[0] > 30
    assert heights[1] == pytest.approx(heights[0] / 2, abs=2)
    assert heights[2] == 0


def test_without_any_bar_there_is_no_room_for_bars(chart_of):
    empty = chart_of(line("Nov", 0), line("Dec", 0), upright=True)
    full = chart_of(line("Nov", 1), line("Dec", 0), upright=True)
    assert empty.sizeHint().height() < full.sizeHint().height() / 2


def test_a_chart_stands_at_the_height_of_its_bars(chart_of):
    two, four = chart_of(*[line("a", 1)] * 2), chart_of(*[line("a", 1)] * 4)
    assert four.sizeHint().height() == 2 * two.sizeHint().height()
    assert two.verticalScrollBar().maximum() == 0


def test_long_words_leave_half_the_room_to_the_bars(chart_of):
    chart = chart_of(line("A ministry of very many and very long words indeed, with more", 3))
    assert chart.label_width <= 0.46 * chart.viewport().width() + 1
    assert across(chart, 0) > 80


@pytest.mark.parametrize("upright", [False, True])
def test_arrow_keys_move_along_the_bars_and_enter_takes_one(chart_of, hands, qtbot, upright):
    chart = chart_of(line("a", 1), line("b", 2), line("c", 3), upright=upright)
    with qtbot.waitActive(chart):
        chart.activateWindow()
    chosen = QSignalSpy(chart.chosen)
    chart.setFocus()
    chart.setCurrentIndex(chart.model().index(0, 0))
    hands.press(*(("Right", "Right") if upright else ("Down", "Down")), "Return")
    assert [chosen.at(place)[0].row() for place in range(chosen.count())] == [2]


def test_a_click_takes_a_bar(chart_of, hands):
    chart = chart_of(line("a", 1), line("b", 2))
    chosen = QSignalSpy(chart.chosen)
    place = chart.visualRect(chart.model().index(1, 0)).center()
    hands.click(chart.viewport(), place)
    assert chosen.at(0)[0].row() == 1


def test_the_bar_that_is_stood_on_has_a_ring(chart_of, qtbot):
    chart = chart_of(line("a", 1), line("b", 2))
    with qtbot.waitActive(chart):
        chart.activateWindow()
    chart.clearFocus()
    before = inked(chart.grab().toImage(), LIGHT.accent.rgb())
    chart.setFocus()
    chart.setCurrentIndex(chart.model().index(1, 0))
    assert inked(chart.grab().toImage(), LIGHT.accent.rgb()) > before + 100


def test_the_pointer_says_which_bars_are_links(chart_of, qtbot):
    chart = chart_of(line("a", 1), line("b", 2, linked=False))
    for place, shape in enumerate((Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor)):
        centre = chart.visualRect(chart.model().index(place, 0)).center()
        qtbot.mouseMove(chart.viewport(), centre + QPoint(1, 0))
        qtbot.mouseMove(chart.viewport(), centre)
        assert chart.viewport().cursor().shape() is shape


def test_the_twin_says_the_same_and_stands_at_its_full_height(qtbot, look):
    twin = TwinTable(look)
    table = BarTable(("What", "Count"), parent=twin)
    twin.setModel(table)
    qtbot.addWidget(twin)
    table.adopt([line("a", 1), line("b", 2), line("c", 3)])
    twin.resize(300, twin.sizeHint().height())
    twin.show()
    QApplication.processEvents()
    assert twin.verticalScrollBar().maximum() == 0
    assert twin.horizontalScrollBar().maximum() == 0
    chosen = QSignalSpy(twin.chosen)
    twin.setCurrentIndex(table.index(2, 0))
    qtbot.keyClick(twin, Qt.Key.Key_Return)
    assert chosen.at(0)[0].row() == 2
