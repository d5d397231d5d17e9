"""Tells the window when a new day has begun, also after the computer slept through midnight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_CHECK_MS = 30_000


class DayClock(QObject):
    """Looks at the wall clock every 30 seconds; a timer set for midnight would sleep with it."""

    day_changed = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        """Ask `today` for the officer's local date."""
        super().__init__(parent)
        self._today = today
        self._day = today()
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Compare the day with the one last seen, and say so when it is another."""
        today = self._today()
        if today != self._day:
            self._day = today
            self.day_changed.emit(today)
