"""The bar of a session's points and its legend, and the layout that goes on in the next line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.agenda import PointStanding, Tally
from app.qt.look.flow import Flow
from app.qt.look.tokens import DARK, LIGHT, tokens_for
from app.qt.models.points import BAR_ORDER
from app.qt.views.standing_bar import StandingPanel, paint_standing

TALLY = Tally(counts={PointStanding.SETTLED: 1, PointStanding.NEWS: 4, PointStanding.SILENT: 95})


@pytest.fixture
def panel(qtbot, look):
    made = StandingPanel(look)
    qtbot.addWidget(made)
    made.resize(600, 80)
    made.show_tally(TALLY)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_the_pieces_fill_the_bar_without_touching(panel):
    rects = [rect for _, rect in panel.bar.pieces()]
    assert rects[0].left() == 0
    assert rects[-1].right() == panel.bar.width() - 1
    assert all(one.right() < other.left() for one, other in pairwise(rects))
    assert min(rect.width() for rect in rects) >= 6


def test_no_points_draw_nothing(panel):
    panel.show_tally(Tally())
    assert panel.bar.pieces() == []
    assert panel.bar.accessibleDescription() == ""
    assert not any(key.isVisible() for key in panel.keys.values())


def test_the_legend_is_worked_by_keyboard(panel, hands, qtbot):
    key = panel.keys[PointStanding.NEWS]
    key.setFocus()
    with qtbot.waitSignal(panel.filtered):
        hands.press("Space")
    assert panel.wanted == {PointStanding.NEWS}
    panel.clear()
    assert panel.wanted == frozenset()


def test_an_entry_that_is_set_stays_though_nothing_stands_there_any_more(panel):
    panel.keys[PointStanding.SETTLED].setChecked(True)
    panel.show_tally(Tally(counts={PointStanding.SILENT: 3}))
    assert panel.keys[PointStanding.SETTLED].isVisible()
    assert panel.keys[PointStanding.SETTLED].text() == "0 settled"


def _painted(standing, tokens):
    image = QImage(24, 12, QImage.Format.Format_RGB32)
    image.fill(tokens.base)
    painter = QPainter(image)
    paint_standing(painter, QRect(0, 0, 24, 12).toRectF(), standing, tokens)
    painter.end()
    return bytes(image.constBits())


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_every_class_is_drawn_differently_in_every_scheme(qapp, contrast_palette, scheme):
    contrasting = tokens_for(Qt.ColorScheme.Dark, True, contrast_palette)
    tokens = {"light": LIGHT, "dark": DARK, "contrast": contrasting}[scheme]
    drawn = {_painted(each, tokens) for each in BAR_ORDER}
    assert len(drawn) == len(BAR_ORDER) == len(PointStanding)


def _flow(qtbot, width, direction=Qt.LayoutDirection.LeftToRight):
    holder = QWidget()
    holder.setLayoutDirection(direction)
    qtbot.addWidget(holder)
    flow = Flow(holder)
    for _ in range(4):
        label = QLabel()
        label.setFixedSize(100, 20)
        flow.addWidget(label)
    holder.resize(width, 300)
    holder.show()
    return holder, flow, [flow.itemAt(place).geometry() for place in range(4)]


def test_what_has_no_room_goes_into_the_next_line(qtbot):
    _holder, flow, places = _flow(qtbot, 330)
    assert [(rect.x(), rect.y()) for rect in places] == [(0, 0), (108, 0), (216, 0), (0, 28)]
    assert flow.heightForWidth(330) == 48
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(10) == 4 * 20 + 3 * 8


def test_mirrored_it_begins_at_the_right(qtbot):
    _holder, _flow_of_it, places = _flow(qtbot, 330, Qt.LayoutDirection.RightToLeft)
    assert [rect.right() for rect in places[:2]] == [329, 329 - 108]


def test_hidden_widgets_take_no_room(qtbot):
    _holder, flow, _ = _flow(qtbot, 330)
    for place in range(3):
        flow.itemAt(place).widget().hide()
    assert flow.heightForWidth(330) == 20
    assert flow.takeAt(9) is None
    assert flow.itemAt(-1) is None
