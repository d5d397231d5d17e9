"""The preview of a change to many commitments, one line each: before, after, or why not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP
from app.services.bulk import BulkLine

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADINGS = (
    _NOOP("Bulk", "Commitment"),
    _NOOP("Bulk", "Now"),
    _NOOP("Bulk", "Becomes"),
)


class BulkPreview(QAbstractTableModel):
    """Lines of a trial; `UserRole` gives the `BulkLine`. `shown` puts a value into words."""

    def __init__(self, shown: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._lines: tuple[BulkLine, ...] = ()

    def show(self, lines: tuple[BulkLine, ...]) -> None:
        """Show another trial."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many commitments were tried."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return three: the commitment, now, and what it becomes."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._words(line, index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return QCoreApplication.translate("Bulk", _HEADINGS[section])

    def _words(self, line: BulkLine, column: int) -> str:
        if column == 0:
            return f"{line.ref}  {line.title}"
        if column == 1:
            return self._shown(line.before) or QCoreApplication.translate("Bulk", "not stated")
        if line.refusal:
            template = QCoreApplication.translate("Bulk", "left out: {reason}")
            return template.format(reason=line.refusal)
        if not line.changes:
            return QCoreApplication.translate("Bulk", "as it is")
        return self._shown(line.after) or QCoreApplication.translate("Bulk", "not stated")
