"""Parts of a page set below or beside each other, and taken apart to be set anew."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.qt.look.tokens import GRID, GROUP_GAP

APART = 2 * GROUP_GAP + GRID
"""Between two columns of parts."""


def below(*parts: QWidget | QHBoxLayout) -> QVBoxLayout:
    """Set parts one below the other."""
    column = QVBoxLayout()
    column.setSpacing(GROUP_GAP + GRID)
    for each in parts:
        if isinstance(each, QWidget):
            column.addWidget(each)
        else:
            column.addLayout(each)
    column.addStretch(1)
    return column


def beside(*parts: QWidget) -> QHBoxLayout:
    """Set parts side by side, each in the same width."""
    row = QHBoxLayout()
    row.setSpacing(APART)
    for each in parts:
        row.addWidget(each, 1)
    return row


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and of those within it; the widgets stay."""
    while (item := layout.takeAt(0)) is not None:
        within = item.layout()
        if within is not None:
            emptied(within)
            within.deleteLater()
