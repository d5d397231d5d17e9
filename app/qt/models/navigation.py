"""The navigation as a list: sections, the everyday views, the officer's own views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.reports.request import ReportName
from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One line of the navigation: a section, a view, or with no key a heading."""

    key: str
    text: str
    icon: str = ""
    gap: bool = False
    saved: bool = False


SECTIONS: tuple[Place, ...] = (
    Place(key="today", text=_NOOP("Navigation", "Today"), icon="sun"),
    Place(key="commitments", text=_NOOP("Navigation", "Commitments"), icon="list-checks"),
    Place(key="agreements", text=_NOOP("Navigation", "Agreements"), icon="scroll-text"),
    Place(key="sessions", text=_NOOP("Navigation", "Sessions and visits"), icon="users"),
    Place(key="calendar", text=_NOOP("Navigation", "Calendar"), icon="calendar"),
    Place(key="reminders", text=_NOOP("Navigation", "Alerts"), icon="bell"),
    Place(key="reports", text=_NOOP("Navigation", "Reports"), icon="file-text"),
    Place(key="sources", text=_NOOP("Navigation", "Sources"), icon="book-open-text", gap=True),
    Place(key="organisations", text=_NOOP("Navigation", "Ministries and agencies"),
          icon="landmark"),
    Place(key="bin", text=_NOOP("Navigation", "Bin"), icon="trash-2"),
)  # fmt: skip

VIEWS: tuple[Place, ...] = (
    Place(key="", text=_NOOP("Navigation", "Views")),
    Place(key="overdue", text=_NOOP("Navigation", "Overdue"), icon="clock-alert"),
    Place(key="due soon", text=_NOOP("Navigation", "Due in 30 days"), icon="calendar-clock"),
    Place(key="waiting", text=_NOOP("Navigation", "Awaiting another"), icon="link"),
    Place(key="no news", text=_NOOP("Navigation", "No news"), icon="history"),
    Place(key="no date", text=_NOOP("Navigation", "No deadline"), icon="circle-minus"),
    Place(key="most postponed", text=_NOOP("Navigation", "Most postponed"), icon="hourglass"),
    Place(key="aspirations", text=_NOOP("Navigation", "Aspirations"), icon="circle-dashed"),
)


WITHIN = {"renewals": "agreements", "texts": "agreements", "letters": "organisations",
          "reminder-rules": "reminders", "import": "commitments",
          **{each.value: "reports" for each in ReportName}}  # fmt: skip
"""Pages that stand within a section, each with the section it belongs to."""


def place_words(place: Place) -> str:
    """Return the words of a section or of an everyday view; a saved one has its own."""
    return place.text if place.saved else QCoreApplication.translate("Navigation", place.text)


class NavigationModel(QAbstractListModel):
    """Lines of the navigation; `UserRole` gives the `Place`, `UserRole + 1` its count or None."""

    COUNT = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = [*SECTIONS, *VIEWS]
        self._counts: dict[str, int] = {}
        self._told: dict[str, int] = {}

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines there are, headings among them."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line says."""
        if not index.isValid():
            return None
        place = self._places[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return place
            case NavigationModel.COUNT:
                return self._count(place.key)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return place_words(place)
            case Qt.ItemDataRole.AccessibleTextRole:
                count = self._count(place.key)
                return place_words(place) if count is None else f"{place_words(place)}, {count}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if not index.isValid() or not self._places[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def position_of(self, key: str) -> int | None:
        """Return the line of a section or view, or of the section a page stands in."""
        wanted = WITHIN.get(key, key)
        return next((at for at, each in enumerate(self._places) if each.key == wanted), None)

    def tell(self, key: str, count: int) -> None:
        """Show how much there is in a section that is counted by itself."""
        self._told[key] = count
        position = self.position_of(key)
        if position is not None:
            self.dataChanged.emit(self.index(position, 0), self.index(position, 0))

    def _count(self, key: str) -> int | None:
        return self._told.get(key, self._counts.get(key))

    def show(self, saved: Sequence[tuple[str, str]], counts: Mapping[str, int]) -> None:
        """Show the officer's own views, as identity and name, and how much is in everything."""
        own = [
            Place(key=identity, text=name, icon="list-filter", saved=True)
            for identity, name in saved
        ]
        fixed = len(SECTIONS) + len(VIEWS)
        if self._places[fixed:] != own:
            if len(self._places) > fixed:
                self.beginRemoveRows(QModelIndex(), fixed, len(self._places) - 1)
                del self._places[fixed:]
                self.endRemoveRows()
            if own:
                self.beginInsertRows(QModelIndex(), fixed, fixed + len(own) - 1)
                self._places += own
                self.endInsertRows()
        self._counts = dict(counts)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, 0))
