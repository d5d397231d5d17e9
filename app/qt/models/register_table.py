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
from app.domain.rows import Group, RegisterRow
from app.qt.models.columns import COLUMNS, Column
from app.qt.models.order import Order
from app.store.listing import SCREEN

_PAGES = 256
_RETRY_MS = 100
_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_BEGINNING = Qt.ItemFlag.ItemIsEnabled
_NOTHING = Qt.ItemFlag.NoItemFlags
"""Put together once: of a selection Qt asks the flags cell by cell."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
Rows = Callable[[Sequence[int]], dict[int, RegisterRow]]


class RegisterTable(QAbstractTableModel):
    """Shows the commitments of one query. `UserRole` gives a row whole, as `RegisterRow`.

    Where a group begins there is a row of its own, which cannot be selected; it gives its `Group`.
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
        self._order = Order()
        self._group_words: Callable[[Group], str] = _key
        self._pages: OrderedDict[int, dict[int, RegisterRow]] = OrderedDict()
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self._look_again)

    # What Qt asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are: commitments, and the beginnings of groups."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, or with `UserRole` the row whole."""
        if not index.isValid():
            return None
        group = self.group_at(index.row())
        if group is not None:
            return self._group_data(group, index.column(), role)
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

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A commitment can be selected; where a group begins one can only stand."""
        if not index.isValid():
            return _NOTHING
        return _BEGINNING if self._order.rids[index.row()] < 0 else _ROW

    def _group_data(self, group: Group, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.UserRole:
            return group
        if column == 0 and role == Qt.ItemDataRole.DisplayRole:
            return self._group_words(group)
        if column == 0 and role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._group_words(group)}, {group.count}"
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
        if not 0 <= position < len(self._order) or self._order.rids[position] < 0:
            return None
        number = position // SCREEN
        page = self._pages.get(number)
        if page is None:
            if self._retry.isActive():
                return None  # every attempt waits: one for all the cells of a screen is enough
            start = number * SCREEN
            try:
                page = self._read(self._wanted(start))
            except BusyError:
                self._retry.start()
                return None
            self._keep(number, page)
        else:
            self._pages.move_to_end(number)
        return page.get(self._order.rids[position])

    def group_at(self, position: int) -> Group | None:
        """Return the group that begins at a position, if one does."""
        return self._order.group_at(position)

    def group_of(self, position: int) -> int | None:
        """Return where the group begins that a position belongs to; None without groups."""
        return self._order.group_of(position)

    @property
    def grouped(self) -> bool:
        """Whether the rows stand in groups."""
        return bool(self._order.groups)

    def name_groups(self, names: Callable[[Group], str]) -> None:
        """Take the words for groups from `names`."""
        self._group_words = names

    @property
    def folded(self) -> set[str]:
        """The keys of groups of which only the beginning is shown."""
        return self._order.folded

    @property
    def shut(self) -> bool:
        """Whether some rows are not shown because their group is shut."""
        return self._order.shut

    def position_of(self, rid: int) -> int | None:
        """Return where a row number stands, or None where the query does not hold it."""
        return self._order.position_of(rid)

    def rid_at(self, position: int) -> int:
        """Return the row number at a position."""
        return self._order.rids[position]

    def rids_in(self, spans: Iterable[range]) -> array[int]:
        """Return the row numbers in ranges of positions; where groups begin there is none."""
        return self._order.commitments(spans)

    def spans_of(self, rids: Iterable[int]) -> list[range]:
        """Return where row numbers stand, as ranges from the top; see `Order.spans_of`."""
        return self._order.spans_of(rids)

    # What brings change

    def adopt(
        self, rids: array[int], rows: dict[int, RegisterRow], groups: Sequence[Group] = ()
    ) -> None:
        """Take the order of another question, with the rows of its beginning and its groups."""
        self.beginResetModel()
        self._order.take(rids, groups)
        self._pages.clear()
        self._keep_beginning(rows)
        self.endResetModel()

    def fold(self, position: int) -> None:
        """Shut the group that begins at a position, or open it again."""
        group = self.group_at(position)
        if group is None:
            return
        if group.key in self.folded:
            self._unfold(position)
        else:
            self._fold(position)
        self._tell(position)

    def _unfold(self, position: int) -> None:
        count = self._order.aside(position)
        if count:
            self.beginInsertRows(QModelIndex(), position + 1, position + count)
        self._order.unfold(position)
        if count:
            self._pages.clear()
            self.endInsertRows()

    def _fold(self, position: int) -> None:
        last = self._order.end_of(position) - 1
        if last > position:
            self.beginRemoveRows(QModelIndex(), position + 1, last)
        self._order.fold(position)
        if last > position:
            self._pages.clear()
            self.endRemoveRows()

    def open_to(self, rid: int) -> None:
        """Open the group in which a row number stands, if it is shut."""
        position = self._order.shut_over(rid)
        if position is not None:
            self.fold(position)

    def _keep_beginning(self, rows: dict[int, RegisterRow]) -> None:
        """Keep the pages of which every row came with the answer."""
        for start in range(0, len(self._order), SCREEN):
            wanted = self._wanted(start)
            page = {rid: rows[rid] for rid in wanted if rid in rows}
            if len(page) < len(wanted):
                return
            self._keep(start // SCREEN, page)

    def recount(self, groups: Sequence[Group]) -> None:
        """Take the groups of an order that is otherwise as it is shown."""
        if self._order.groups != list(groups):
            self._order.groups = list(groups)
            self.retell()

    def begins_with(self, rids: array[int]) -> bool:
        """Whether the order that is shown begins with these row numbers."""
        return not self.shut and self._order.rids[: len(rids)] == rids

    def lengthen(self, rids: array[int]) -> bool:
        """Take the whole order where it begins as the one already shown; whether it does."""
        known = len(self._order)
        if self.shut or rids[:known] != self._order.rids:
            return False
        if len(rids) > known:
            self.beginInsertRows(QModelIndex(), known, len(rids) - 1)
            self._order.rids = rids
            self._pages.pop(known // SCREEN, None)
            self.endInsertRows()
        return True

    def apply(self, change: Change) -> int:
        """Take in a change: rows that changed are read again, those that went are removed.

        Rows that were added come with `insert`, once it is known where they belong. Returns how
        many were removed here.
        """
        removed = 0
        for rid in change.removed:
            self.open_to(rid)
            position = self.position_of(rid)
            if position is not None:
                self._shrink(self.group_of(position))
                self.beginRemoveRows(QModelIndex(), position, position)
                del self._order.rids[position]
                self._pages.clear()
                self.endRemoveRows()
                removed += 1
        self.refresh(change.updated)
        return removed

    def _shrink(self, begins: int | None) -> None:
        """Count one row less in the group that begins there."""
        if begins is not None:
            self._order.shrink(begins)
            self._tell(begins)

    def insert(self, rid: int, position: int) -> None:
        """Show a row that was added, at the position its order gives it."""
        position = max(0, min(position, len(self._order)))
        self.beginInsertRows(QModelIndex(), position, position)
        self._order.rids.insert(position, rid)
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
            start = number * SCREEN
            for offset, rid in enumerate(self._order.rids[start : start + SCREEN]):
                if rid in held:
                    self._tell(start + offset)

    def reread(self) -> None:
        """Read every row again when it is next seen: another program wrote to the register."""
        self._pages.clear()
        self.retell()

    def retell(self) -> None:
        """Say that every cell may read differently: a new day has begun, or another language."""
        if self._order.rids:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._order) - 1, len(self.columns) - 1)
            )

    @Slot()
    def _look_again(self) -> None:
        self.retell()
        self.readable.emit()

    def _tell(self, position: int) -> None:
        last = len(self.columns) - 1
        self.dataChanged.emit(self.index(position, 0), self.index(position, last))

    def _wanted(self, start: int) -> array[int]:
        """The commitments of the page that begins at a position."""
        return self._order.commitments((range(start, start + SCREEN),))

    def _keep(self, number: int, page: dict[int, RegisterRow]) -> None:
        self._pages[number] = page
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)


def _key(group: Group) -> str:
    return group.key
