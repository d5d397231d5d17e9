"""What every layout of a row begins with: its two lines, its inks and its icons."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPixmap

from app.qt.delegates.lines import Cell, Line, State
from app.qt.look.look import Look
from app.qt.look.tokens import ICON, Scale, Tokens

PAD = 8
"""Left and right of what stands in a cell."""
LEAD = 12
"""Before the first column's icon: room for the bar of a selected row."""
LINE_GAP = 3
"""Between the two lines of a row."""
SMALL_ICON = 14


class RowSetter:
    """Lays out cells of one line or two; knows the look and nothing of views or painters' state."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def forget(self) -> None:
        """Drop what was made from former tokens."""

    def _tokens(self, state: State) -> Tokens:
        tokens = self._look.tokens
        return tokens.selected() if state.selected else tokens

    def _icon(self, name: str, ink: QColor, state: State, size: int = ICON) -> QPixmap:
        return self._look.icons.pixmap(name, ink, size, state.dpr)

    def _first(self, cell: Cell, state: State, leading: int = PAD) -> Line:
        """The line of the title; the only one, in the middle, where rows are compact."""
        return self._line(cell, state, leading, self._top(state), Scale.BODY)

    def _second(self, cell: Cell, state: State, leading: int = PAD) -> Line:
        """The small line under it."""
        top = self._top(state) + self._look.fonts.line_height() + LINE_GAP
        return self._line(cell, state, leading, top, Scale.CAPTION)

    def _line(self, cell: Cell, state: State, leading: int, top: int, scale: Scale) -> Line:
        width = max(0, state.size.width() - leading - PAD)
        rect = QRect(leading, top, width, self._look.fonts.line_height(scale))
        return Line(cell, state, self._look, rect)

    def _top(self, state: State) -> int:
        height = self._look.fonts.line_height()
        if not state.compact:
            height += LINE_GAP + self._look.fonts.line_height(Scale.CAPTION)
        return (state.size.height() - 1 - height) // 2
