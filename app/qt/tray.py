"""The window's messages outside it: one at a time, from an icon beside the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QSystemTrayIcon

if TYPE_CHECKING:
    from app.services.desktop_notes import DesktopNote

_KIND = QSystemTrayIcon.MessageIcon


class Tray(QObject):
    """Shows a note where the system has a place for it; without one, it says that it did not.

    `clicked` tells that the officer clicked on a note or its icon. The icon is there as long as
    there is something it told of.
    """

    clicked = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    def show_note(self, note: DesktopNote) -> bool:
        """Show a note, which takes the keyboard from nobody; whether there was a place for it."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        icon = self._made()
        icon.setToolTip(note.title)
        icon.show()
        kind = _KIND.Warning if note.urgent else _KIND.Information
        icon.showMessage(note.title, note.body, kind)
        return True

    @Slot()
    def put_away(self) -> None:
        """Take the icon away: what it told of was seen."""
        if self._icon is not None:
            self._icon.hide()

    def _made(self) -> QSystemTrayIcon:
        if self._icon is None:
            icon = QSystemTrayIcon(self._window.windowIcon(), self)
            icon.setObjectName("tray")
            icon.messageClicked.connect(self._taken)
            icon.activated.connect(self._taken)
            self._icon = icon
        return self._icon

    @Slot()
    def _taken(self) -> None:
        self.put_away()
        self.clicked.emit()
