"""One entry in a list of the panel: its texts, and what may be done with it at its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QStyle, QWidget

from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID

_BAR = 2


class Entry(QWidget):
    """Texts one under the other, an act or two beside the first; a `lead` stands before them.

    With `barred` an upright bar stands before all, as before a quotation.
    """

    def __init__(
        self,
        *texts: QWidget,
        acts: Sequence[QWidget] = (),
        lead: QWidget | None = None,
        barred: Look | None = None,
    ) -> None:
        super().__init__()
        self._look = barred
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(2, 1)
        if barred:  # margins of a layout are not mirrored with it, its columns are
            grid.setColumnMinimumWidth(0, GAP - _BAR)
        top = Qt.AlignmentFlag.AlignTop
        rows = max(1, len(texts))
        if lead is not None:
            grid.addWidget(lead, 0, 1, rows, 1, top)
        for row, text in enumerate(texts):
            grid.addWidget(text, row, 2)
        for place, act in enumerate(acts):
            grid.addWidget(act, 0, 3 + place, rows, 1, top)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is not None:
            bar = QRect(0, 1, _BAR, self.height() - 2)
            place = QStyle.visualRect(self.layoutDirection(), self.rect(), bar)
            QPainter(self).fillRect(place, self._look.tokens.border)


def joined(pieces: Sequence[str], by: str = " · ") -> str:
    """Return the pieces that are not empty, one after the other."""
    return by.join(each for each in pieces if each)


def subject_of(sender: QObject | None) -> str:
    """Return what a button of an entry acts on."""
    return str(sender.property("subject")) if sender is not None else ""
