"""What a calendar file comes to, one line for each thing to decide, with a tick to accept it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.date_words import edtf_words
from app.domain.edtf import parse
from app.domain.lifecycle import Status
from app.domain.reading import due_words
from app.domain.timing import Basis, Timing
from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP
from app.qt.look.words import isolated, kind_word, plain_tip, status_word, translated
from app.services.calendar_comparison import Line, Outcome

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADINGS = (
    _NOOP("CalendarLines", "Take over"),
    _NOOP("CalendarLines", "Entry"),
    _NOOP("CalendarLines", "In the register"),
    _NOOP("CalendarLines", "In the file"),
)
_TICKED = (Outcome.DATE, Outcome.DONE)


class CalendarLines(QAbstractTableModel):
    """Lines of a comparison, those left out that are as in the register.

    `UserRole` gives the `Line`. What changed is ticked to begin with, what is new is not;
    `chosen` tells that ticks changed.
    """

    chosen = Signal()

    def __init__(self, lines: Sequence[Line], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines = tuple(each for each in lines if each.outcome is not Outcome.SAME)
        self._accepted = {
            each.number for each in lines if each.choosable and each.outcome in _TICKED
        }

    @property
    def accepted(self) -> frozenset[int]:
        """The numbers of the lines that are ticked."""
        return frozenset(self._accepted)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines there are to look at."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return four: the tick, the entry, what the register has and what the file has."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Allow a tick where a line can be accepted."""
        flags = super().flags(index)
        if index.column() == 0 and self.lines[index.row()].choosable:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0 and line.choosable:
                ticked = line.number in self._accepted
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DisplayRole:
                return isolated(self._words(line, index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._words(line, index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._words(line, each) for each in range(len(_HEADINGS)))
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a line, or take the tick away."""
        line = self.lines[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or not line.choosable:
            return False
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        (self._accepted.add if ticked else self._accepted.discard)(line.number)
        self.dataChanged.emit(index, index, [role])
        self.chosen.emit()
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return QCoreApplication.translate("CalendarLines", _HEADINGS[section])

    def _words(self, line: Line, column: int) -> str:
        match column:
            case 0:
                return self._what(line)
            case 1:
                parts = (isolated(line.ref), isolated(line.title))
                return "  ".join(each for each in parts if each)
            case 2:
                return _held(line)
        return line.refusal or _given(line)

    @staticmethod
    def _what(line: Line) -> str:
        if line.refusal:
            return QCoreApplication.translate("CalendarLines", "Left out")
        words = {
            Outcome.DATE: QCoreApplication.translate("CalendarLines", "New date"),
            Outcome.DONE: QCoreApplication.translate("CalendarLines", "Done"),
            Outcome.NEW: QCoreApplication.translate("CalendarLines", "New draft"),
        }
        return words.get(line.outcome, "")


def _held(line: Line) -> str:
    if line.was is not None:
        return due_words(line.was, translated)
    return status_word(Status(line.before)) if line.before else ""


def _given(line: Line) -> str:
    """Return what would be written, in a few words."""
    if line.status is not None:
        when = edtf_words(parse(line.happened_on), Basis.STATED, translated)
        return f"{status_word(line.status)}, {when}"
    dated = _date(line.timing)
    if line.commitment is not None:
        return ", ".join(each for each in (kind_word(line.commitment.kind), dated) if each)
    return dated


def _date(timing: Timing | None) -> str:
    """Return a day in words, with the hour that the file gives beside it."""
    if timing is None:
        return ""
    return timing.words or due_words(timing, translated)
