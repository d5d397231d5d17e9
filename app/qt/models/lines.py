"""Short tables that are read whole: lines of one kind, and lines that span all columns.

A line that spans is a heading, a gap or an offer. The model shows what it is given; which lines
there are is said by whoever composes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RECORD = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_SPAN = Qt.ItemFlag.ItemIsEnabled
_NOTHING = Qt.ItemFlag.NoItemFlags


class SpanKind(StrEnum):
    """What a line across all columns is."""

    PART = "part"
    HEADING = "heading"
    GAP = "gap"
    FOLD = "fold"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spanning:
    """A line across all columns: its words, quieter words after them, and what Enter does.

    `key` names what is folded or asked for; a heading and a gap have none.
    """

    kind: SpanKind
    text: str
    quiet: str = ""
    key: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineColumn:
    """One column: what it is called and what it says of a line.

    `heading` and `name` are untranslated literals of the context “Sessions”. `speech` is what a
    screen reader says, `tip` what a tooltip shows. A table that is too narrow goes without the
    column with the lowest `spare` above nothing first.
    """

    key: str
    heading: str
    name: str
    text: Callable[[Any, date], str]
    speech: Callable[[Any, date], str]
    tip: Callable[[Any, date], str]
    width: int = 96
    stretch: bool = False
    spare: int = 0

    @property
    def title(self) -> str:
        """The heading in the interface's language."""
        return QCoreApplication.translate("Sessions", self.heading)

    @property
    def full_name(self) -> str:
        """The whole name in the interface's language, for tooltips and screen readers."""
        return QCoreApplication.translate("Sessions", self.name)


class LineTable(QAbstractTableModel):
    """Shows lines. `UserRole` gives a line whole, be it one that spans or one of the columns."""

    def __init__(
        self,
        columns: tuple[LineColumn, ...],
        today: Callable[[], date],
        identity: Callable[[Any], str],
        parent: QObject | None = None,
    ) -> None:
        """`identity` says which record a line of the columns is about."""
        super().__init__(parent)
        self.columns = columns
        self.lines: tuple[Any, ...] = ()
        self._today = today
        self._identity = identity

    # What Qt asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let a line be stood on; only what is a record can be selected."""
        if not index.isValid():
            return _NOTHING
        return _SPAN if isinstance(self.lines[index.row()], Spanning) else _RECORD

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, or with `UserRole` the line whole."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(line, Spanning):
            return f"{line.text} {line.quiet}".strip() if index.column() == 0 else ""
        column = self.columns[index.column()]
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        return (column.speech if spoken else column.text)(line, self._today())

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading; lines are not numbered."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].full_name
        return None

    # What the view asks

    def show(self, lines: Sequence[Any]) -> bool:
        """Show other lines; where the same records stand in the same places nothing moves.

        Returns whether the table was reset, and with it what was selected.
        """
        shown, self_same = tuple(lines), self._frame(self.lines) == self._frame(lines)
        if self_same:
            self.lines = shown
            if shown:
                last = self.index(len(shown) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self.lines = shown
        self.endResetModel()
        return True

    def identity_at(self, row: int) -> str | None:
        """Return which record stands in a row, None for a line that spans or no row."""
        if not 0 <= row < len(self.lines) or isinstance(self.lines[row], Spanning):
            return None
        return self._identity(self.lines[row])

    def rows_of(self, identity: str) -> list[int]:
        """Return where a record stands: nowhere, once, or in several parts of the table."""
        return [row for row in range(len(self.lines)) if self.identity_at(row) == identity]

    def _frame(self, lines: Sequence[Any]) -> list[object]:
        return [
            (each.kind, each.key) if isinstance(each, Spanning) else self._identity(each)
            for each in lines
        ]
