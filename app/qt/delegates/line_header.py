"""The header of short tables: quiet words that stand where the text below them begins."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

from app.qt.delegates.quiet_header import QuietHeader
from app.qt.delegates.row_setter import LEAD, PAD
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, ICON
from app.qt.models.lines import LineColumn


class LineHeader(QuietHeader):
    """A header of which no column is sorted by hand."""

    def __init__(self, look: Look, columns: tuple[LineColumn, ...], view: QTableView) -> None:
        super().__init__(look, columns, "line-header", view)
        self._columns = columns
        self.setSectionsClickable(False)

    def _left(self, section: int) -> int:
        """After the icon of the column, where it has one."""
        if self._columns[section].stretch:
            return LEAD + ICON + GAP
        shown = (each for each in range(self.count()) if not self.isSectionHidden(each))
        return LEAD if section == next(shown, -1) else PAD
