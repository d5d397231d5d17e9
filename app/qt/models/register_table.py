"""The table of the register: ordered row numbers, and pages of rows read as they are seen.

An edit never resets it: changed rows are read again where they stand, new ones are inserted,
binned ones removed. Only another question (filter, search, sort) brings another order.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.domain.change import Change
from app.domain.errors import BusyError
from app.domain.rows import RegisterRow
from app.qt.models.columns import COLUMNS, Column

_PAGE = 256
_PAGES = 64
_RETRY_MS = 100

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
Rows = Callable[[Sequence[int]], dict[int, RegisterRow]]


class RegisterTable(QAbstractTableModel):
    """Shows the commitments of one query. `UserRole` gives a row whole, as `RegisterRow`.

    What cannot be read because another program holds the register is an empty place that is read
    again soon; `readable` tells that it is worth another look.
    """

    readable = Signal()

    def __init__(
        self,
        rows: Rows,
        today: Callable[[], date],
        columns: tuple[Column, ...] = COLUMNS,
        parent: QObject | None = None,
    ) -> None:
        """Read rows by number through `rows`; it is called on this thread, a page at a time."""
        super().__init__(parent)
        self._read = rows
        self._today = today
        self.columns = columns
        self._rids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, RegisterRow]] = OrderedDict()
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self._look_again)

    # What Qt asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many commitments the query found."""
        return 0 if parent.isValid() else len(self._rids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, or with `UserRole` the row whole."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row, self._today())
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.speech(row, self._today())
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.alignment
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading; rows are not numbered."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.full_name
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.alignment
        return None

    # What the window asks

    def row_at(self, position: int) -> RegisterRow | None:
        """Return the row at a position, reading its page if need be; None where it is gone."""
        if not 0 <= position < len(self._rids):
            return None
        number = position // _PAGE
        page = self._pages.get(number)
        if page is None:
            if self._retry.isActive():
                return None  # every attempt waits: one for all the cells of a screen is enough
            start = number * _PAGE
            try:
                page = self._read(self._rids[start : start + _PAGE])
            except BusyError:
                self._retry.start()
                return None
            self._keep(number, page)
        else:
            self._pages.move_to_end(number)
        return page.get(self._rids[position])

    def position_of(self, rid: int) -> int | None:
        """Return where a row number stands, or None where the query does not hold it."""
        try:
            return self._rids.index(rid)
        except ValueError:
            return None

    def rid_at(self, position: int) -> int:
        """Return the row number at a position."""
        return self._rids[position]

    # What brings change

    def adopt(self, rids: array[int], rows: dict[int, RegisterRow]) -> None:
        """Take the order of another question, with the rows of its beginning."""
        self.beginResetModel()
        self._rids = rids
        self._pages.clear()
        start = {rid: rows[rid] for rid in rids[:_PAGE] if rid in rows}
        if len(start) == min(len(rids), _PAGE):
            self._keep(0, start)
        self.endResetModel()

    def begins_with(self, rids: array[int]) -> bool:
        """Whether the order that is shown begins with these row numbers."""
        return self._rids[: len(rids)] == rids

    def lengthen(self, rids: array[int]) -> bool:
        """Take the whole order where it begins as the one already shown; whether it does."""
        known = len(self._rids)
        if rids[:known] != self._rids:
            return False
        if len(rids) > known:
            self.beginInsertRows(QModelIndex(), known, len(rids) - 1)
            self._rids = rids
            self._pages.pop(known // _PAGE, None)
            self.endInsertRows()
        return True

    def apply(self, change: Change) -> None:
        """Take in a change: rows that changed are read again, those that went are removed.

        Rows that were added come with `insert`, once it is known where they belong.
        """
        for rid in change.removed:
            position = self.position_of(rid)
            if position is not None:
                self.beginRemoveRows(QModelIndex(), position, position)
                del self._rids[position]
                self._pages.clear()
                self.endRemoveRows()
        self.refresh(change.updated)

    def insert(self, rid: int, position: int) -> None:
        """Show a row that was added, at the position its order gives it."""
        position = max(0, min(position, len(self._rids)))
        self.beginInsertRows(QModelIndex(), position, position)
        self._rids.insert(position, rid)
        self._pages.clear()
        self.endInsertRows()

    def refresh(self, rids: Iterable[int]) -> None:
        """Read rows again where they stand, as far as they are held at all."""
        wanted = set(rids)
        # Whoever is told may read at once, which moves pages: so not the dictionary itself.
        for number, page in list(self._pages.items()):
            held = wanted & page.keys()
            if not held:
                continue
            try:
                page.update(self._read(list(held)))
            except BusyError:
                self._pages.pop(number, None)
                self._retry.start()
                continue
            start = number * _PAGE
            for offset, rid in enumerate(self._rids[start : start + _PAGE]):
                if rid in held:
                    self._tell(start + offset)

    def reread(self) -> None:
        """Read every row again when it is next seen: another program wrote to the register."""
        self._pages.clear()
        self.retell()

    def retell(self) -> None:
        """Say that every cell may read differently: a new day has begun, or another language."""
        if self._rids:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._rids) - 1, len(self.columns) - 1)
            )

    @Slot()
    def _look_again(self) -> None:
        self.retell()
        self.readable.emit()

    def _tell(self, position: int) -> None:
        last = len(self.columns) - 1
        self.dataChanged.emit(self.index(position, 0), self.index(position, last))

    def _keep(self, number: int, page: dict[int, RegisterRow]) -> None:
        self._pages[number] = page
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)
