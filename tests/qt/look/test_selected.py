"""Which rows are selected, told from where the selection begins and ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QStringListModel

from app.qt.look.selected import selected_rows, selected_spans

_FLAGS = QItemSelectionModel.SelectionFlag
HOWS = (_FLAGS.Select, _FLAGS.Deselect, _FLAGS.Toggle, _FLAGS.ClearAndSelect)
ROWS = 12
ACTS = st.lists(
    st.tuples(st.integers(0, ROWS - 1), st.integers(0, ROWS - 1), st.sampled_from(HOWS)), max_size=8
)


def selection_of(count):
    """A selection on a model of so many rows, which the selection keeps."""
    selection = QItemSelectionModel()
    model = QStringListModel([str(row) for row in range(count)], selection)
    selection.setModel(model)
    return selection


def select(selection, top, bottom, how=_FLAGS.Select):
    model = selection.model()
    selection.select(QItemSelection(model.index(top, 0), model.index(bottom, 0)), how)


def test_of_nothing_selected_there_is_nothing(qapp):
    assert selected_spans(selection_of(5)) == []
    assert selected_rows(selection_of(0)) == []


def test_parts_that_stand_apart_come_from_the_top(qapp):
    selection = selection_of(20)
    select(selection, 12, 14)
    select(selection, 2, 3)
    select(selection, 7, 7)
    assert selected_spans(selection) == [range(2, 4), range(7, 8), range(12, 15)]
    assert selected_rows(selection) == [2, 3, 7, 12, 13, 14]


@given(ACTS)
def test_they_are_the_rows_that_qt_itself_names(qapp, acts):
    selection = selection_of(ROWS)
    for one, other, how in acts:
        select(selection, min(one, other), max(one, other), how)
    rows = selected_rows(selection)
    assert rows == sorted(index.row() for index in selection.selectedRows())
    spans = selected_spans(selection)
    assert [row for span in spans for row in span] == rows
    assert all(spans)
