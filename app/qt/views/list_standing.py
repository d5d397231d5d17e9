"""Where the officer stands in the list, and what he selected, through every new order of it."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QObject, Signal

from app.domain.rows import RegisterRow
from app.qt.models.register_table import RegisterTable
from app.qt.views.register_grid import RegisterGrid


class ListStanding(QObject):
    """Stands on rows, and finds the one stood on again; `lost` tells that there is none any more.

    `first_wanted` says that the first row is to be stood on, should there be no other.
    """

    lost = Signal()

    def __init__(self, table: RegisterGrid, model: RegisterTable, parent: QObject) -> None:
        """Stand in `table`, which shows `model`."""
        super().__init__(parent)
        self._table, self._model = table, model
        self.wanted: int | None = None
        """The row number to stand on once it is shown."""
        self.first_wanted = False
        self._insists = False
        self._chosen: array[int] = array("q")  # several that are to be selected once more
        self._near: int | None = None  # where to stand should the wanted row have gone

    @property
    def row(self) -> RegisterRow | None:
        """The row of the commitment the officer stands on."""
        index = self._table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    # Going to a row

    def go_to(self, rid: int) -> bool:
        """Stand on a row number alone, now if it is shown: whether it is, else once it can be."""
        self._chosen = array("q")
        self._model.open_to(rid)
        position = self._model.position_of(rid)
        if position is None:
            self.wanted, self._insists = rid, True
            return False
        self._stand_on(position)
        return True

    def go_to_first(self) -> None:
        """Stand on the current row, or on the first, if none is selected."""
        if self._table.selectionModel().hasSelection() and self.row is not None:
            return
        position = max(0, self._table.currentIndex().row())
        while position < self._model.rowCount() and self._model.group_at(position) is not None:
            position += 1
        if position < self._model.rowCount():
            self._stand_on(position)

    def _stand_on(self, position: int) -> None:
        self.wanted = None
        self._table.stand_on(position)

    # Another order

    def hold(self, *, same: bool, reread: bool) -> None:
        """Remember where one stands and what is selected, before another order is shown.

        `same` says that the same rows come, so that what is selected stays so; `reread` that
        another program may have taken the row away that is stood on.
        """
        current = self._table.currentIndex()
        if self.wanted is None and current.isValid():
            rid = self._model.rid_at(current.row())
            self.wanted = rid if rid >= 0 else None
        self._near = current.row() if current.isValid() and reread else None
        chosen = self._table.chosen_rids
        if len(chosen) > 1 or not same:
            self._chosen = chosen if same else array("q")

    def settle(self, *, filtered: bool) -> bool:
        """Stand and select as before, in an order that is shown whole.

        False where the row one went to is not in it, and that may be for being `filtered`: it is
        looked for in the next order once more.
        """
        wanted, self.wanted = self.wanted, None
        insists, self._insists = self._insists, False
        position = self._found(wanted, insists=insists)
        hidden = position is None and insists and filtered
        if position is not None:
            self._stand_on(position)
        elif hidden:
            self.wanted = wanted
        elif not self._table.currentIndex().isValid():
            self._stand_near()
        chosen, self._chosen = self._chosen, array("q")
        if chosen:
            self._table.choose(chosen)
        return not hidden

    def _found(self, wanted: int | None, *, insists: bool) -> int | None:
        if wanted is None:
            return None
        if insists:
            self._model.open_to(wanted)
        return self._model.position_of(wanted)

    def _stand_near(self) -> None:
        """Stand near a row that another program took away; where none was, on none."""
        near, self._near = self._near, None
        if near is None or not self._model.rowCount():
            self.lost.emit()
            return
        position = min(near, self._model.rowCount() - 1)
        while position > 0 and self._model.group_at(position) is not None:
            position -= 1
        if self._model.group_at(position) is None:
            self._stand_on(position)
        else:
            self.go_to_first()
