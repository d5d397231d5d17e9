"""Which rows of a table are selected, told from where the selection begins and ends.

`QItemSelectionModel.selectedRows` asks the model for the flags of every selected cell instead: of
a hundred thousand rows, each time, for many seconds.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel


def selected_spans(selection: QItemSelectionModel) -> list[range]:
    """Return the selected rows as ranges from the top, none of them twice.

    A row that cannot be selected is among them where those around it were selected together.
    """
    spans: list[range] = []
    ranges = selection.selection().toList()
    for top, end in sorted((each.top(), each.bottom() + 1) for each in ranges):
        begin = max(top, spans[-1].stop) if spans else top
        if begin < end:
            spans.append(range(begin, end))
    return spans


def selected_rows(selection: QItemSelectionModel) -> list[int]:
    """Return the selected rows from the top, as `selected_spans` has them."""
    return [row for span in selected_spans(selection) for row in span]
