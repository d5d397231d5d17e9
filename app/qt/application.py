"""Starts the window: opens the register, reads its first page while Qt loads, wires the desk."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QSettings, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import __version__
from app.domain.clock import Clock
from app.domain.errors import NotFoundError, ServandaError
from app.paths import Folders, resource
from app.qt.collector import Collector
from app.qt.desk import Desk
from app.qt.faults import Faults
from app.qt.look.look import Look
from app.qt.views.main_window import MainWindow
from app.services.opening import create_register, open_register
from app.services.register import Register

if TYPE_CHECKING:
    from app.qt.views.fault_report import FaultReport

_BUSY_MS = 50
"""The window waits no longer for another writer; it tries again in the event loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOptions:
    """What the window is opened with; without a `register` it is the officer's own."""

    register: Path | None
    folders: Folders
    clock: Clock
    actor: str
    read_only: bool = False
    sample: bool = False
    rtl: bool = False


def run(options: WindowOptions) -> int:
    """Show the window until it is closed; returns the exit code.

    A register that cannot be opened is said in a message, and the code is that of the command
    line: 1, 3, 4 or 5.
    """
    app = application(sys.argv[:1], rtl=options.rtl)
    look = Look.of(app)
    look.follow()
    if not options.sample:
        return _session(app, look, options, None)
    with TemporaryDirectory(prefix="servanda-sample-", ignore_cleanup_errors=True) as folder:
        return _session(app, look, options, Path(folder))


def _session(app: QApplication, look: Look, options: WindowOptions, throw_away: Path | None) -> int:
    try:
        register = _opened(options, throw_away)
    except ServandaError as error:
        _tell(error)
        return error.exit_code
    return _shown(app, look, register, options, throw_away=throw_away is not None)


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


def _opened(options: WindowOptions, throw_away: Path | None) -> Register:
    """Open the register that is meant; the officer's own is made when there is none yet."""
    if throw_away is not None:
        place = replace(
            options.folders,
            data=throw_away,
            copies=throw_away / "copies",
            backups=throw_away / "backups",
        )
        register = create_register(
            throw_away / "sample.servanda", place, options.clock, options.actor, busy_ms=_BUSY_MS
        )
        from app.services.sample import load_sample  # noqa: PLC0415 - only for the sample

        load_sample(register, resource("sample", "pakistan-belarus.json"))
        return register
    path = options.register or options.folders.register
    try:
        return open_register(
            path,
            options.folders,
            options.clock,
            options.actor,
            read_only=options.read_only,
            busy_ms=_BUSY_MS,
        )
    except NotFoundError:
        if options.register is not None or options.read_only:
            raise
        return create_register(
            path, options.folders, options.clock, options.actor, busy_ms=_BUSY_MS
        )


def _shown(
    app: QApplication,
    look: Look,
    register: Register,
    options: WindowOptions,
    *,
    throw_away: bool,
) -> int:
    collector = Collector()
    faults = Faults(options.folders.state, __version__)
    desk = Desk(register)
    settings = QSettings(str(options.folders.state / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, look, settings, throw_away=throw_away)
    window.sample_wanted.connect(_open_sample)
    reports = _Reports(window, look)
    faults.caught.connect(reports.show)
    window.list.begin()
    window.show()
    try:
        return app.exec()
    finally:
        collector.stop()
        faults.restore()
        register.close()


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


def _open_sample() -> None:
    """Open the sample register beside this one, in a process of its own."""
    frozen = getattr(sys, "frozen", False)
    before = [] if frozen else ["-m", "app"]
    QProcess.startDetached(sys.executable, [*before, "--sample"])


def _tell(error: ServandaError) -> None:
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - hardly ever needed

    box = QMessageBox(QMessageBox.Icon.Warning, "Servanda", str(error))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setObjectName("cannot-open")
    box.exec()
