"""The reports as a list: each by its name and what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from app.domain.reports.request import ReportName
from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report: what it is called on the screen, and in one line what for."""

    name: ReportName
    title: str
    purpose: str


_LINES = (
    (ReportName.CARRY_OVER, _NOOP("Reports", "Follow-up of decisions"),
     _NOOP("Reports", "From one session to the next")),
    (ReportName.BRIEF, _NOOP("Reports", "Brief"),
     _NOOP("Reports", "For a visit, session, sector or agency")),
    (ReportName.RENEWAL_RADAR, _NOOP("Reports", "Renewal radar"),
     _NOOP("Reports", "What lapses or renews, who must write")),
    (ReportName.QUARTERLY_RETURN, _NOOP("Reports", "Quarterly return"),
     _NOOP("Reports", "Opened, closed, extended, overdue")),
    (ReportName.CHANGED_SINCE, _NOOP("Reports", "What changed"),
     _NOOP("Reports", "Since a day or an earlier report")),
    (ReportName.HANDOVER, _NOOP("Reports", "Handover note"),
     _NOOP("Reports", "What a successor has to know first")),
    (ReportName.SLIPPAGE, _NOOP("Reports", "Changes of date"),
     _NOOP("Reports", "What moved, how far, who asked")),
    (ReportName.OWED, _NOOP("Reports", "What each agency owes"),
     _NOOP("Reports", "Agency by agency, to hand out")),
    (ReportName.UNIDENTIFIED, _NOOP("Reports", "Announced but not identified"),
     _NOOP("Reports", "What has still to be found out")),
)  # fmt: skip


def report_lines() -> tuple[ReportLine, ...]:
    """Return every report in the language of the interface, in the order of the list."""
    tr = QCoreApplication.translate
    return tuple(
        ReportLine(name=name, title=tr("Reports", title), purpose=tr("Reports", purpose))
        for name, title, purpose in _LINES
    )


class ReportsModel(QAbstractListModel):
    """Lines of the list; `UserRole` gives the `ReportLine`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = report_lines()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many reports there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.ToolTipRole:
                return line.purpose
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.title}. {line.purpose}"
        return None

    def position_of(self, name: ReportName) -> int:
        """Return the line of a report."""
        return next(place for place, each in enumerate(self.lines) if each.name is name)
