"""The header of the register's table: a narrow column shows its icon for its name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.qt.delegates.quiet_header import QuietHeader
from app.qt.delegates.row_setter import LEAD, PAD
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, ICON
from app.qt.models.columns import Column, ColumnKey


class RegisterHeader(QuietHeader):
    """A header whose columns are sorted by and moved by hand."""

    def __init__(
        self, look: Look, columns: tuple[Column, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, columns, "register-header", parent)
        self._columns = columns
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)

    def _left(self, section: int) -> int:
        """After the icon of the commitment, in its column."""
        first = self._columns[section].key is ColumnKey.COMMITMENT
        return LEAD + ICON + GAP if first else PAD

    def _icon(self, section: int) -> str | None:
        return self._columns[section].icon
