"""Pieces side by side, in the next line where there is no more room, mirrored with the layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.qt.look.flow import Flow


@pytest.fixture
def row(qtbot):
    """Make a row of pieces of 100 × 20 in a holder of some width."""

    def make(width, count=3, *, trailing=False, mirrored=False):
        holder = QWidget()
        qtbot.addWidget(holder)
        if mirrored:
            holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        layout = Flow(trailing=trailing)
        pieces = [QLabel() for _ in range(count)]
        for each in pieces:
            each.setFixedSize(100, 20)
            layout.addWidget(each)
        holder.setLayout(layout)
        holder.resize(width, layout.heightForWidth(width))
        holder.show()
        layout.holder = holder  # else nothing keeps it
        return layout, pieces

    return make


def test_pieces_go_on_in_the_next_line(row):
    layout, pieces = row(220)
    assert [(each.x(), each.y()) for each in pieces] == [(0, 0), (108, 0), (0, 28)]
    assert layout.heightForWidth(220) == 48
    assert layout.heightForWidth(400) == 20
    assert layout.minimumSize().width() == 100


def test_mirrored_they_begin_at_the_right(row):
    _, pieces = row(220, mirrored=True)
    assert [(each.x(), each.y()) for each in pieces] == [(120, 0), (12, 0), (120, 28)]


def test_the_last_one_may_stand_at_the_end_of_its_line(row):
    _, pieces = row(400, trailing=True)
    assert [each.x() for each in pieces] == [0, 108, 300]


def test_what_is_hidden_takes_no_room(row):
    layout, pieces = row(220)
    pieces[0].hide()
    layout.activate()
    assert [(each.x(), each.y()) for each in pieces[1:]] == [(0, 0), (108, 0)]


def test_a_text_that_is_too_long_breaks_its_lines(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = Flow()
    text = QLabel("a private body with a very long name " * 4)
    text.setWordWrap(True)
    layout.addWidget(text)
    holder.setLayout(layout)
    holder.resize(120, layout.heightForWidth(120))
    holder.show()
    assert text.width() == 120
    assert text.height() == text.heightForWidth(120)
