"""All text in another size: labels, editors, rows and columns, exactly and back again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QLineEdit, QTableView

from app.qt.look.fonts import scaled
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.tokens import Scale


@pytest.fixture
def resize(look):
    """Resize all text; afterwards it has the system's size again."""
    yield look.resize_text
    look.resize_text(100)
    QCoreApplication.processEvents()


def points(widget):
    return widget.font().pointSizeF()


def test_widgets_without_a_font_of_their_own_follow(qtbot, resize, qapp):
    plain = QLabel("plain")
    qtbot.addWidget(plain)
    plain.show()
    before = points(plain)
    resize(150)
    assert points(plain) == pytest.approx(1.5 * before)


@pytest.mark.parametrize("percent", [80, 110, 150])
def test_labels_keep_their_step_of_the_scale_there_and_back(qtbot, look, resize, percent):
    labels = [InkLabel(look, "text", scale=each) for each in Scale]
    for each in labels:
        qtbot.addWidget(each)
    before = [points(each) for each in labels]
    resize(percent)
    assert [points(each) for each in labels] == [
        pytest.approx(look.fonts.font(each).pointSizeF()) for each in Scale
    ]
    assert points(labels[-1]) == pytest.approx(before[-1] * percent / 100)
    resize(100)
    assert [points(each) for each in labels] == before


def test_a_label_made_later_has_the_size_too(qtbot, look, resize):
    resize(150)
    label = QuietLabel(look, "late")
    qtbot.addWidget(label)
    assert points(label) == pytest.approx(look.fonts.font(Scale.CAPTION).pointSizeF())


def test_an_editor_with_a_font_of_its_own_grows_in_proportion(qtbot, look, resize):
    editor = QLineEdit()
    qtbot.addWidget(editor)
    editor.setFont(look.fonts.font(Scale.TITLE))
    before = points(editor)
    resize(120)
    assert points(editor) == pytest.approx(1.2 * before)


def test_sizes_hold_when_the_scheme_changes(shown, sample_desk, look, resize, qapp):
    window = shown(sample_desk)
    window.list.select(window.list.model.row_at(0).id)
    title, headline = window.detail.title.editor, window.detail.timing.headline
    resize(150)
    before = points(title), points(headline)
    look.choose_scheme(Qt.ColorScheme.Dark)
    assert (points(title), points(headline)) == before
    look.choose_scheme(Qt.ColorScheme.Unknown)
    resize(80)
    assert points(title) == pytest.approx(before[0] * 80 / 150)


def test_rows_get_their_height_and_columns_their_width(shown, sample_desk, resize):
    window = shown(sample_desk)
    window.resize(2600, 900)  # room for every column in either size
    table = window.list.table
    header = table.horizontalHeader()
    by_hand = [
        each
        for each in range(header.count())
        if header.sectionResizeMode(each) is QHeaderView.ResizeMode.Interactive
        and not header.isSectionHidden(each)
    ]
    height, wide = table.rowHeight(0), header.sectionSize(by_hand[0])
    resize(150)
    assert table.rowHeight(0) == table.delegate.row_height > height
    assert header.sectionSize(by_hand[0]) == round(1.5 * wide)
    resize(100)
    assert (table.rowHeight(0), header.sectionSize(by_hand[0])) == (height, wide)


def test_a_table_of_another_kind_is_left_to_itself(qtbot, resize):
    table = QTableView()
    qtbot.addWidget(table)
    resize(150)
    assert table.rowHeight(0) == 0


def test_a_font_in_pixels_is_scaled_in_pixels(look):
    font = scaled(look.fonts.font(), 1)
    font.setPixelSize(20)
    assert scaled(font, 1.5).pixelSize() == 30
