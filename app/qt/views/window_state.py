"""What the window remembers from one time to the next: its place, its parts, where one was."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

from app.domain.query import Grouping
from app.qt.preferences import Preferences, StartPage

_GROUPED_UP_TO = 2_000
"""Up to so many commitments are shown in groups at first; beyond, one would wait for it."""


class WindowState:
    """Reads and keeps the window's own settings; none of it is content of the register."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def restore(self, window: QMainWindow, split: QSplitter) -> None:
        """Put the window and its parts where they were."""
        geometry = self._settings.value("window/geometry")
        if geometry is not None:
            window.restoreGeometry(geometry)
        parts = self._settings.value("window/split")
        if parts is not None:
            split.restoreState(parts)

    def keep(self, window: QMainWindow, split: QSplitter, *, compact: bool, place: str) -> None:
        """Keep where everything is."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.setValue("window/split", split.saveState())
        self._settings.setValue("list/compact", "true" if compact else "false")
        self._settings.setValue("window/place", place)

    @property
    def compact(self) -> bool:
        """Whether rows of one line are shown."""
        return str(self._settings.value("list/compact")) == "true"

    @property
    def start(self) -> str:
        """The section to open with."""
        if Preferences.load(self._settings).start is StartPage.TODAY:
            return "today"
        return str(self._settings.value("window/place") or "commitments")

    def grouping(self, size: int) -> Grouping | None:
        """How the list is grouped: as chosen last, at first by timing where it is small."""
        kept = self._settings.value("list/group")
        if kept is None:
            return Grouping.TIMELINESS if size <= _GROUPED_UP_TO else None
        return next((each for each in Grouping if each.value == kept), None)

    def keep_grouping(self, grouping: Grouping | None) -> None:
        """Remember how the list is to be grouped."""
        self._settings.setValue("list/group", grouping.value if grouping else "none")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that were chosen for the list, none for the usual ones."""
        kept = self._settings.value("list/columns")
        return tuple(str(kept).split("|")) if kept else ()

    def keep_columns(self, columns: tuple[str, ...]) -> None:
        """Remember the columns that were chosen."""
        self._settings.setValue("list/columns", "|".join(columns))

    @property
    def relation(self) -> str:
        """The pair of countries that was looked at, empty for all."""
        return str(self._settings.value("window/relation") or "")

    def keep_relation(self, relation: str) -> None:
        """Remember which pair of countries is looked at."""
        self._settings.setValue("window/relation", relation)
