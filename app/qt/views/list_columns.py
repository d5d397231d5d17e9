"""Choosing the columns of the list, and their order."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.qt.look.look import Look
from app.qt.models.columns import COLUMNS
from app.qt.views.checklist import Checklist
from app.qt.views.register_grid import RegisterGrid


class ListColumns(QObject):
    """Lets columns be ticked and moved; `chosen` carries the keys of those that show by then."""

    chosen = Signal(object)

    def __init__(self, look: Look, table: RegisterGrid, view: QWidget) -> None:
        """Choose for `table`; the choice opens over `view`."""
        super().__init__(view)
        self._look, self._table, self._view = look, table, view

    def choose(self, under: QWidget) -> None:
        """Open the choice under a button."""
        shown = list(self._table.columns)
        names = {each.key.value: each.full_name for each in COLUMNS}
        order = [*shown, *(key for key in names if key not in shown)]
        values = [(key, names[key]) for key in order if key in names]
        title = self.tr("Columns; Alt with an arrow moves one")
        choice = Checklist(
            self._look, "choose-columns", title, values, shown, ordered=True, parent=self._view
        )
        choice.changed.connect(self._show)
        choice.open_under(under)

    @Slot(object)
    def _show(self, keys: list[str]) -> None:
        self._table.show_columns(tuple(keys))
        self.chosen.emit(self._table.columns)
