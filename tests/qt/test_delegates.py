from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QToolTip

from app.domain.rows import Group
from app.qt.delegates import RegisterHeader, RowDelegate
from app.qt.delegates.cells import GroupWords
from app.qt.look import style
from app.qt.look.tokens import DARK, LIGHT, Tone, tokens_for
from app.qt.models.column_words import row_sentence
from app.qt.models.columns import COLUMNS, ColumnKey

FULL = 14
"""The place of the made-up row that has something to say in every column."""
RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def table(qtbot, look, made_up, model_of):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model_of((*made_up.ROWS, None), COLUMNS))
    delegate = RowDelegate(look, lambda: made_up.TODAY, COLUMNS, view)
    delegate.attach(view)
    view.setHorizontalHeader(RegisterHeader(look, COLUMNS, view))
    for place, column in enumerate(COLUMNS):
        view.setColumnWidth(place, delegate.width(column))
    view.resize(1366, 700)
    return view


def painted(view, row, column, *, mirrored=False, state=None) -> QImage:
    """One cell of the table, painted by itself."""
    index = view.model().index(row, column)
    size = view.itemDelegate().sizeHint(QStyleOptionViewItem(), index)
    option = QStyleOptionViewItem()
    option.rect = QRect(QPoint(), size)
    option.widget = view
    option.direction = RTL if mirrored else LTR
    option.state = state or QStyle.StateFlag.State_Enabled
    image = QImage(size, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    view.itemDelegate().paint(painter, option, index)
    painter.end()
    return image


@pytest.mark.parametrize("place", range(len(COLUMNS)), ids=[column.key for column in COLUMNS])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_every_cell_is_painted(qapp, look, table, contrast_palette, place, mirrored, scheme):
    contrast = tokens_for(None, high_contrast=True, palette=contrast_palette)
    tokens = {"light": LIGHT, "dark": DARK, "contrast": contrast}[scheme]
    look.changed(tokens)
    style.apply(qapp, tokens)
    image = painted(table, FULL, place, mirrored=mirrored)
    inks = {image.pixelColor(x, image.height() // 3).name() for x in range(image.width())}
    assert image.pixelColor(image.width() - 1, 1) == tokens.base
    assert len(inks) > 1


@pytest.mark.parametrize("column", COLUMNS, ids=[column.key for column in COLUMNS])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [24, 60, 240])
def test_nothing_leaves_its_cell(table, made_up, column, mirrored, width):
    delegate = table.itemDelegate()
    size = QSize(width, delegate.row_height)
    inside = QRect(QPoint(), size)
    for row in made_up.ROWS:
        cell = delegate.cell(row, column, size, mirrored=mirrored)
        rects = [piece.rect for piece in (*cell.words, *cell.pictures)]
        assert all(inside.contains(rect) for rect in rects), row.title


@pytest.mark.parametrize("column", COLUMNS, ids=[column.key for column in COLUMNS])
def test_a_mirrored_cell_is_the_mirror_image(table, made_up, column):
    delegate = table.itemDelegate()
    size = QSize(240, delegate.row_height)
    plain = delegate.cell(made_up.YEAR, column, size, mirrored=False)
    mirrored = delegate.cell(made_up.YEAR, column, size, mirrored=True)
    for one, other in zip(plain.words, mirrored.words, strict=True):
        assert other.rect.right() == size.width() - 1 - one.rect.left()


def test_every_text_is_isolated(table, made_up):
    size = QSize(300, table.itemDelegate().row_height)
    cell = table.itemDelegate().cell(made_up.URDU, COLUMNS[0], size, mirrored=False)
    title, second = (piece.text for piece in cell.words)
    assert title.startswith("\u2068")
    assert title.endswith("\u2069")
    assert second.count("\u2068") == 3


def test_cut_text_ends_inside_its_isolate(table, made_up):
    size = QSize(120, table.itemDelegate().row_height)
    cell = table.itemDelegate().cell(made_up.DAY, COLUMNS[0], size, mirrored=False)
    assert cell.elided
    assert cell.words[0].text.endswith("…\u2069")


@pytest.mark.parametrize("name", ["DAY", "SOON", "WINDOW"])
def test_time_is_the_only_colour(table, made_up, look, name):
    row = getattr(made_up, name)
    delegate = table.itemDelegate()
    size = QSize(240, delegate.row_height)
    coloured = {LIGHT.late.name(), LIGHT.soon.name(), LIGHT.open.name()}
    for column in COLUMNS:
        cell = delegate.cell(row, column, size, mirrored=False)
        inks = {piece.ink.name() for piece in cell.words}
        assert bool(inks & coloured) is (column.key is ColumnKey.DUE)


def test_a_selected_row_has_its_bar_at_the_leading_edge(table):
    selected = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Enabled
    plain = painted(table, 4, 0, state=selected)
    mirrored = painted(table, 4, 0, mirrored=True, state=selected)
    middle = plain.height() // 2
    assert plain.pixelColor(1, middle) == LIGHT.edge
    assert plain.pixelColor(plain.width() - 2, middle) == LIGHT.selection
    assert mirrored.pixelColor(mirrored.width() - 2, middle) == LIGHT.edge


def test_the_bar_is_in_the_accent_where_the_table_has_the_focus(table, qtbot):
    table.show()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.selectRow(4)
    selected = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Enabled
    image = painted(table, 4, 0, state=selected)
    assert image.pixelColor(1, image.height() // 2) == LIGHT.accent
    assert image.pixelColor(100, 0) == LIGHT.accent


def test_a_moved_column_takes_the_bar_with_it(table):
    table.horizontalHeader().moveSection(3, 0)
    selected = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Enabled
    image = painted(table, 4, 3, state=selected)
    assert image.pixelColor(1, image.height() // 2) == LIGHT.edge


def test_a_row_that_is_still_loading_is_a_faint_bar(table, made_up):
    image = painted(table, len(made_up.ROWS), 0)
    assert image.pixelColor(20, image.height() // 2) == LIGHT.hairline


def test_rows_are_at_least_as_high_as_their_lines(table):
    delegate = table.itemDelegate()
    assert delegate.row_height >= 46
    delegate.compact = True
    assert delegate.row_height >= 30


def test_a_larger_font_makes_higher_rows_and_wider_columns(qapp, look, table):
    delegate = table.itemDelegate()
    before = delegate.row_height, delegate.width(COLUMNS[2])
    large = qapp.font()
    large.setPointSizeF(24)
    look.retype(large)
    assert delegate.row_height > before[0]
    assert delegate.width(COLUMNS[2]) > before[1]


def test_in_one_line_a_shape_says_what_the_colour_says(table, made_up):
    delegate = table.itemDelegate()
    delegate.compact = True
    size = QSize(240, delegate.row_height)
    late = delegate.cell(made_up.DAY, COLUMNS[2], size, mirrored=False)
    quiet = delegate.cell(made_up.AHEAD, COLUMNS[2], size, mirrored=False)
    assert len(late.pictures) == len(quiet.pictures) + 1


def test_a_changed_row_is_laid_out_again(table, made_up):
    before = painted(table, 4, 0)
    item = table.model().item(4, 0)
    item.setData(replace(made_up.WINDOW, title="Tenth joint commission"), Qt.ItemDataRole.UserRole)
    assert painted(table, 4, 0) != before


def test_the_next_day_is_painted_without_a_reset(qtbot, look, made_up, model_of):
    days = [made_up.TODAY]
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model_of(made_up.ROWS, COLUMNS))
    RowDelegate(look, lambda: days[0], COLUMNS, view).attach(view)
    before = painted(view, 4, 2)
    days[0] += timedelta(days=1)
    assert painted(view, 4, 2) != before


def test_another_scheme_is_painted_at_once(qapp, look, table):
    painted(table, 4, 0)
    look.changed(DARK)
    style.apply(qapp, DARK)
    image = painted(table, 4, 0)
    assert image.pixelColor(image.width() - 1, 1) == DARK.base


def test_the_row_under_the_pointer_has_a_ground(table, qtbot):
    table.show()
    spot = table.visualRect(table.model().index(2, 1)).center()
    qtbot.mouseMove(table.viewport(), spot)
    image = painted(table, 2, 4)
    assert image.pixelColor(image.width() - 1, 1) == LIGHT.hover


def test_a_tooltip_is_never_read_as_markup(table, made_up, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda *given: shown.append(given[1]))
    item = table.model().item(0, 0)
    title = "<img src='file:///etc/passwd'> " * 20
    item.setData(replace(made_up.DAY, title=title), Qt.ItemDataRole.UserRole)
    index = table.model().index(0, 0)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 200, 46)
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    table.itemDelegate().helpEvent(event, table, option, index)
    assert "&lt;img" in shown[0]


def test_a_presumed_lead_is_marked_and_explained(made_up):
    lead = next(column for column in COLUMNS if column.key is ColumnKey.LEAD)
    assert lead.text(made_up.SOON, made_up.TODAY) == "MoC?"
    assert "presumed" in lead.tip(made_up.SOON, made_up.TODAY)


@pytest.mark.parametrize(
    ("name", "words"),
    [("YEAR", "BY → PK"), ("SOON", "PK → BY"), ("DAY", "both"), ("URDU", "not stated")],
)
def test_who_owes_is_said_as_it_is_known(made_up, name, words):
    owed = next(column for column in COLUMNS if column.key is ColumnKey.OWED_BY)
    assert owed.text(getattr(made_up, name), made_up.TODAY) == words


def test_the_first_column_speaks_the_row_as_a_sentence(made_up):
    spoken = row_sentence(made_up.YEAR, made_up.TODAY)
    for part in (made_up.YEAR.title, "BY owes it to PK", "326 days late", "1 piece of evidence"):
        assert part in spoken


def test_conflicting_readings_are_spoken(made_up):
    evidence = next(column for column in COLUMNS if column.key is ColumnKey.EVIDENCE)
    assert "2 readings" in evidence.speech(made_up.DEADLINE, made_up.TODAY)


def test_every_key_has_exactly_one_column():
    assert [column.key for column in COLUMNS] == list(ColumnKey)


@pytest.mark.parametrize("column", COLUMNS, ids=[column.key for column in COLUMNS])
def test_every_column_speaks_and_shows_text(made_up, column):
    for row in made_up.ROWS:
        assert isinstance(column.text(row, made_up.TODAY), str)
        assert isinstance(column.speech(row, made_up.TODAY), str)
        assert isinstance(column.tip(row, made_up.TODAY), str)


def test_the_header_marks_the_sorted_column(table):
    header = table.horizontalHeader()
    header.resize(1366, header.sizeHint().height())
    before = header.grab().toImage()
    header.setSortIndicatorShown(True)
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert header.grab().toImage() != before


def test_a_narrow_heading_is_an_icon(table):
    header = table.horizontalHeader()
    place = [column.key for column in COLUMNS].index(ColumnKey.EVIDENCE)
    images = []
    for width in (46, 120):
        header.resizeSection(place, width)
        section = QImage(width, 28, QImage.Format.Format_ARGB32)
        painter = QPainter(section)
        header.paintSection(painter, QRect(0, 0, width, 28), place)
        painter.end()
        images.append(section.copy(0, 0, 40, 28))
    assert images[0] != images[1]


# Where a group begins


@pytest.fixture
def grouped(table):
    """The table with the beginning of a group in its first row; gives a way to describe it."""
    group = Group(key="trade", count=12)
    for place in range(table.model().columnCount()):
        table.model().item(0, place).setData(group, Qt.ItemDataRole.UserRole)

    def describe(**words):
        usual = {"text": "Trade", "tone": Tone.INK, "folded": False}
        table.itemDelegate().describe = lambda _: GroupWords(**{**usual, **words})

    describe()
    return describe


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("compact", [False, True])
def test_a_group_begins_in_the_first_column_alone(table, grouped, mirrored, compact):
    table.itemDelegate().compact = compact
    inked = []
    for place in range(len(COLUMNS)):
        image = painted(table, 0, place, mirrored=mirrored)
        pixels = (image.pixelColor(x, y).name() for x in range(image.width())
                  for y in range(image.height() - 1))  # fmt: skip
        inked.append(len(set(pixels)) > 1)
    assert inked == [True] + [False] * (len(COLUMNS) - 1)


def test_a_shut_group_looks_otherwise_than_an_open_one_and_its_chevron_is_mirrored(table, grouped):
    seen = {}
    for folded in (False, True):
        grouped(folded=folded)
        for mirrored in (False, True):
            seen[folded, mirrored] = painted(table, 0, 0, mirrored=mirrored)
    assert seen[True, False] != seen[False, False]
    assert seen[True, True].flipped(Qt.Orientation.Horizontal) != seen[True, True]


def test_a_group_of_what_is_late_is_told_in_the_colour_of_lateness(table, grouped):
    plain = painted(table, 0, 0)
    grouped(tone=Tone.LATE)
    assert painted(table, 0, 0) != plain


def test_the_beginning_of_a_group_has_no_tooltip(table, grouped, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda *given: shown.append(given))
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    index = table.model().index(0, 0)
    assert not table.itemDelegate().helpEvent(event, table, QStyleOptionViewItem(), index)
    assert shown == []
