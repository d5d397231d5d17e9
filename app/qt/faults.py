"""Bugs: whatever escapes a slot, a thread or Qt itself is logged once, reported, and survived.

An expected refusal never comes here. The log holds where it happened, never what the register
says.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

if TYPE_CHECKING:
    from logging import Logger


class Faults(QObject):
    """Catches what nothing else caught. `caught` carries the report, without any content."""

    caught = Signal(str)

    def __init__(self, log_folder: Path, version: str, parent: QObject | None = None) -> None:
        """Log into `log_folder`; where that cannot be written, faults are only reported."""
        super().__init__(parent)
        self._version = version
        self._before = (sys.excepthook, threading.excepthook)
        self._folder = log_folder
        self._log: Logger | None = None
        sys.excepthook = self._escaped
        threading.excepthook = self._escaped_thread
        self._before_qt = qInstallMessageHandler(self._qt_said)

    def restore(self) -> None:
        """Take the hooks out again."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._before_qt)
        if self._log is not None:
            from app.qt.fault_log import closed  # noqa: PLC0415 - hardly ever needed

            closed(self._log)

    def _escaped(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        report = self.report(error, trace)
        self._written().error("%s", report)
        self.caught.emit(report)

    def _escaped_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._escaped(args.exc_type, args.exc_value, args.exc_traceback)

    def report(self, error: BaseException, trace: TracebackType | None) -> str:
        """Return where a fault happened: files, lines, functions and its kind, no values."""
        import traceback  # noqa: PLC0415 - hardly ever needed

        frames = traceback.extract_tb(trace)
        lines = [
            f"Servanda {self._version}, Python {sys.version.split()[0]}, {sys.platform}",
            *(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames),
            type(error).__name__,
        ]
        return "\n".join(lines)

    def _written(self) -> Logger:
        """Return the log, opened when there is first something to write."""
        from app.qt.fault_log import opened  # noqa: PLC0415 - hardly ever needed

        if self._log is None:
            self._log = opened(self._folder)
        return self._log

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Log Qt's own warnings; a message may quote a path, never a record."""
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            self._written().warning("Qt %s: %s", context.category, message)
