"""The small tables of the page Today: bars with their counts, and what needs an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.identity import CommitmentId
from app.domain.overview import Wanting
from app.domain.query import Query
from app.qt.look import overview_words, words
from app.qt.look.charts import Bar
from app.qt.look.words import QT_TRANSLATE_NOOP

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a chart and of its table: what is counted, how many, and the view behind it.

    `name` says in full what the bar may shorten; `heading` is that of the view, which holds what
    `query` finds; without a query there is none.
    """

    bar: Bar
    name: str
    query: Query | None = None
    heading: str = ""


class BarTable(QAbstractTableModel):
    """Lines of a chart, as two columns: what is counted, and how many. `UserRole` gives a `Line`.

    `headings` are the translated headings of the two.
    """

    def __init__(self, headings: tuple[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = headings
        self.lines: tuple[Line, ...] = ()

    def adopt(self, lines: Sequence[Line]) -> None:
        """Show other lines; the same ones again change nothing."""
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return two: the words and the number."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, or with `UserRole` the line whole."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.DisplayRole:
                return self.text(line, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.name}: {overview_words.promises(line.bar.count)}"
            case Qt.ItemDataRole.ToolTipRole:
                return words.plain_tip(f"{line.name}: {line.bar.count}")
            case Qt.ItemDataRole.TextAlignmentRole:
                return _TRAILING if index.column() else _LEADING
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the heading of a column; lines are not numbered."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self._headings):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._headings[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _TRAILING if section else _LEADING
        return None

    def text(self, line: Line, column: int) -> str:
        """Return what a line says in a column."""
        return str(line.bar.count) if column else line.name

    def copied(self, rows: Sequence[int]) -> str:
        """Return lines as a spreadsheet takes them, under their headings; none: all of them."""
        from app.domain.cells import guarded  # noqa: PLC0415 - most never copy

        chosen = [self.lines[row] for row in rows] or list(self.lines)
        texts = ["\t".join(self._headings)]
        texts += [f"{guarded(line.name)}\t{line.bar.count}" for line in chosen]
        return "\n".join(texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantingColumn:
    """One column: its untranslated heading, and what it says of a promise."""

    heading: str
    text: Callable[[Wanting, date], str]

    @property
    def title(self) -> str:
        """The heading in the interface's language."""
        return QCoreApplication.translate("Today", self.heading)


def _title(wanting: Wanting, _today: date) -> str:
    return wanting.row.title


def _due(wanting: Wanting, _today: date) -> str:
    return words.due_words(wanting.row)


def _standing(wanting: Wanting, today: date) -> str:
    return words.standing_words(wanting.row, today)


WANTING_COLUMNS = (
    WantingColumn(heading=QT_TRANSLATE_NOOP("Today", "Commitment"), text=_title),
    WantingColumn(heading=QT_TRANSLATE_NOOP("Today", "Why"), text=overview_words.why),
    WantingColumn(heading=QT_TRANSLATE_NOOP("Today", "Due"), text=_due),
    WantingColumn(heading=QT_TRANSLATE_NOOP("Today", "Time"), text=_standing),
)
"""What is told of a promise that needs an answer."""


class WantingTable(QAbstractTableModel):
    """What needs an answer, most urgent first. `UserRole` gives a `Wanting`."""

    def __init__(
        self,
        today: date,
        columns: tuple[WantingColumn, ...] = WANTING_COLUMNS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.today = today
        self.columns = columns
        self.wanting: tuple[Wanting, ...] = ()

    def adopt(self, wanting: Sequence[Wanting], today: date) -> None:
        """Show others, or the same as of another day; otherwise nothing changes."""
        if (tuple(wanting), today) != (self.wanting, self.today):
            self.beginResetModel()
            self.wanting, self.today = tuple(wanting), today
            self.endResetModel()

    def position_of(self, identity: CommitmentId | None) -> int | None:
        """Return where a commitment stands, None where it does not."""
        places = (place for place, each in enumerate(self.wanting) if each.row.id == identity)
        return next(places, None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many promises need an answer."""
        return 0 if parent.isValid() else len(self.wanting)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, or with `UserRole` the promise whole."""
        if not index.isValid():
            return None
        wanting = self.wanting[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return wanting
            case Qt.ItemDataRole.DisplayRole:
                return self.columns[index.column()].text(wanting, self.today)
            case Qt.ItemDataRole.AccessibleTextRole:
                if index.column():
                    return self.columns[index.column()].text(wanting, self.today)
                return overview_words.spoken(wanting, self.today)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading; rows are not numbered."""
        named = orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns)
        if named and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        return None
