"""What a window does about reminders by itself: looks for them, and says what has come due.

Within the window it says so in one line below, beside the section in the navigation and in the
list; outside it by one note, unless the officer has the list before his eyes or it is to be quiet.
Nothing interrupts: no dialog, no keyboard taken. Where there is no place for a note and the window
is not before the officer, nothing counts as shown: others may raise it, or this window once it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from app.qt.desk import Desk
from app.qt.look import words
from app.qt.views.reminder_words import late_words, raised_words, silent_words
from app.qt.watcher import Watcher

if TYPE_CHECKING:
    from datetime import date

    from app.qt.views.main_window import MainWindow
    from app.services.desktop_notes import DesktopNote
    from app.services.watching import Raised


class Outside(Protocol):
    """What shows a note outside the window, as `app.qt.tray.Tray` does."""

    def show_note(self, note: DesktopNote) -> bool:
        """Show a note; whether there was a place for it."""
        ...


class Reminding(QObject):
    """Watches on behalf of a window. `outside` is handed in by whoever composes the window."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        outside: Outside,
        quiet: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._outside = window, desk, outside
        self._quiet = quiet
        self._unheard = False
        self.watcher = Watcher(desk, self._waits, self)
        self.watcher.raised.connect(self._raised)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._came_forward)

    def begin(self) -> None:
        """Look from now on."""
        self.watcher.begin()

    def end(self) -> None:
        """Leave off looking."""
        self.watcher.stop()

    def say_silent(self, since: date | None) -> None:
        """Say in a banner since when the helper has not run, where it should have."""
        if since is not None and not self._window.banner.isVisible():
            self._window.banner.say("triangle-alert", silent_words(since))
            self._window.banner.show()

    @Slot(object)
    def _raised(self, raised: Raised) -> None:
        from app.services.reminders import matters  # noqa: PLC0415 - loaded by the look already

        count = len(matters(raised.fresh))
        if count:
            self._window.strip.tell(raised_words(count))
        elif raised.late:
            self._window.strip.tell(late_words(raised.late))
        if count and not self._seen:
            from app.services.desktop_notes import one_note  # noqa: PLC0415 - seldom wanted

            note = one_note(raised, self._desk.today, words.translated)
            told = note is not None and self._outside.show_note(note)
            if not told and not self._window.isActiveWindow():
                self._unheard = True
                self.watcher.give_back()

    def _waits(self) -> bool:
        """Whether nothing is to be raised now: it is to be quiet, or nobody would hear of it."""
        return self._quiet() or (self._unheard and not self._window.isActiveWindow())

    @Slot()
    def _came_forward(self) -> None:
        if self._unheard and self._window.isActiveWindow():
            self._unheard = False
            self.watcher.look()

    @property
    def _seen(self) -> bool:
        """Whether the officer has the list before his eyes."""
        return self._window.isActiveWindow() and self._window.pages.key == "reminders"
