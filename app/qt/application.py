"""Starts the window: opens the register, wires the desk, and shows one register after the other."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import __version__
from app.domain.errors import ServandaError
from app.paths import resource
from app.qt.collector import Collector
from app.qt.desk import Desk
from app.qt.faults import Faults
from app.qt.instance import call_first
from app.qt.look.look import Look
from app.qt.preferences import Preferences, wear
from app.qt.starting import Opened, WindowOptions, opened, opened_at, sample_in
from app.qt.turn import short_turns
from app.qt.views.main_window import MainWindow

if TYPE_CHECKING:
    from app.qt.frame import Frame
    from app.qt.views.fault_report import FaultReport

__all__ = ["WindowOptions", "application", "run"]

_A_MOMENT_MS = 100
"""How long after the panel the rest is made: no hand is faster."""


def run(options: WindowOptions) -> int:
    """Show the window until it is closed; returns the exit code.

    A register that is open in another window already brings that one forward. One that cannot be
    opened is said in a dialog that offers ways on; where none is taken, the code is that of the
    command line: 1, 3, 4 or 5.
    """
    app = application(sys.argv[:1], rtl=options.rtl)
    if not options.sample and call_first(options.path, goal=options.goal):
        return 0
    settings = QSettings(str(options.folders.state / "window.ini"), QSettings.Format.IniFormat)
    preferences = Preferences.load(settings)
    look = Look.of(app, scheme=preferences.colours)
    look.follow()
    wear(preferences, app, look)
    windows = _Windows(app, look, settings, options)
    if not options.sample:
        return windows.run(None)
    with TemporaryDirectory(prefix="servanda-sample-", ignore_cleanup_errors=True) as folder:
        return windows.run(Path(folder))


def application(arguments: list[str], *, rtl: bool = False) -> QApplication:
    """Return the one application of the process, made if need be."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(arguments)
    app.setApplicationName("servanda")
    app.setApplicationDisplayName("Servanda")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("io.github.servanda.Servanda")
    app.setWindowIcon(QIcon(str(resource("icons", "servanda.svg"))))
    if rtl:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return app


class _Windows:
    """The windows of one process, one after the other, each on a register of its own."""

    def __init__(
        self, app: QApplication, look: Look, settings: QSettings, options: WindowOptions
    ) -> None:
        self._app, self._look = app, look
        self._settings, self._options = settings, options

    def run(self, throw_away: Path | None) -> int:
        """Show windows until one is closed for good; `throw_away` is the folder of the sample."""
        shown = self._first(throw_away)
        if not isinstance(shown, Opened):
            return shown
        collector = Collector()
        faults = Faults(self._options.folders.state, __version__)
        try:
            with short_turns():
                while isinstance(shown, Opened):
                    shown = self._next(shown, faults)
        finally:
            collector.stop()
            faults.restore()
        return shown

    def _first(self, throw_away: Path | None) -> Opened | int:
        """Open what is meant, or what the officer names instead; else return the exit code."""
        try:
            if throw_away is not None:
                return sample_in(self._options, throw_away)
            return opened(self._options)
        except ServandaError as error:
            return self._instead(error, self._options.path)

    def _next(self, shown: Opened, faults: Faults) -> Opened | int:
        """Show a window until it is closed; returns what is to be shown then, or the exit code."""
        try:
            code, following = self._show(shown, faults)
        except ServandaError as error:  # only now does it show that it cannot be read
            return self._instead(error, shown.register.store.path)
        return code if following is None else following

    def _instead(self, error: ServandaError, path: Path) -> Opened | int:
        """Say why a register does not open, until one does that the officer names instead."""
        while True:
            wanted = self._another(error, path)
            if wanted is None:
                return error.exit_code
            if call_first(wanted):
                return 0
            try:
                return opened_at(self._options, wanted)
            except ServandaError as another:
                error, path = another, wanted

    def _another(self, error: ServandaError, path: Path) -> Path | None:
        """Say why a register does not open; returns the one to be tried instead, if any."""
        from app.qt.views.start_failed import StartFailed  # noqa: PLC0415 - hardly ever needed

        dialog = StartFailed(self._look, error, path, self._options.folders.backups)
        dialog.exec()  # there is no other event loop yet
        return dialog.chosen

    def _show(self, shown: Opened, faults: Faults) -> tuple[int, Opened | None]:
        """Show one window until it is closed; returns the exit code, and what is shown next.

        Raises `ServandaError` where the register cannot be shown; it is closed in any case.
        """
        try:
            desk = Desk(shown.register)
            try:
                return self._show_on(desk, shown, faults)
            finally:
                desk.stop()
                desk.deleteLater()
        finally:
            shown.register.close()

    def _show_on(self, desk: Desk, shown: Opened, faults: Faults) -> tuple[int, Opened | None]:
        window = MainWindow(desk, self._look, self._settings, throw_away=shown.throw_away)
        reports = _Reports(window, self._look)
        faults.caught.connect(reports.show)
        around = _Around(window, desk, self._look, self._settings, self._options, shown)
        window.begin(shown.at)
        window.show()
        code = self._app.exec()
        following = around.leave()
        if following is not None:
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return code, following


class _Around(QObject):
    """Makes the frame of a window a moment after the first picture, and the panel, are there."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        look: Look,
        settings: QSettings,
        options: WindowOptions,
        shown: Opened,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._look = window, desk, look
        self._settings, self._options, self._shown = settings, options, shown
        self._frame: Frame | None = None
        window.rest.loaded.connect(self._wait)

    def leave(self) -> Opened | None:
        """End with the window; returns what is to be shown after it."""
        if self._frame is None:
            return None
        self._frame.end()
        return self._frame.following

    @Slot()
    def _wait(self) -> None:
        QTimer.singleShot(_A_MOMENT_MS, self._make)

    @Slot()
    def _make(self) -> None:
        from app.qt.frame import Frame  # noqa: PLC0415 - the first picture does without

        if self._window.isVisible():
            self._frame = Frame(self._window, self._desk, self._look, self._settings, self._options)
            self._frame.begin(self._shown)


class _Reports(QObject):
    """Shows the report of a fault, one at a time: a fault in painting comes again and again.

    As a `QObject` it is called on the window's thread, whichever thread failed.
    """

    def __init__(self, window: MainWindow, look: Look) -> None:
        super().__init__(window)
        self._window, self._look = window, look
        self._open: FaultReport | None = None

    @Slot(str)
    def show(self, report: str) -> None:
        """Show a report, unless one is being read."""
        from app.qt.views.fault_report import FaultReport  # noqa: PLC0415 - hardly ever needed

        if self._open is None:
            self._open = FaultReport(self._look, report, self._window)
            self._open.finished.connect(self._read)
            self._open.open()

    @Slot()
    def _read(self) -> None:
        self._open = None
