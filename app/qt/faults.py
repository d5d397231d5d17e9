"""Bugs: whatever escapes a slot, a thread or Qt itself is logged once, reported, and survived.

An expected refusal never comes here. The log holds where it happened, never what the register
says.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

_LOG = logging.getLogger("servanda")
_SIZE = 500_000


class Faults(QObject):
    """Catches what nothing else caught. `caught` carries the report, without any content."""

    caught = Signal(str)

    def __init__(self, log_folder: Path, version: str, parent: QObject | None = None) -> None:
        """Log into `log_folder`; where that cannot be written, faults are only reported."""
        super().__init__(parent)
        self._version = version
        self._before = (sys.excepthook, threading.excepthook)
        self._handler = _file_handler(log_folder)
        _LOG.addHandler(self._handler)
        _LOG.setLevel(logging.WARNING)
        _LOG.propagate = False
        sys.excepthook = self._escaped
        threading.excepthook = self._escaped_thread
        qInstallMessageHandler(_qt_said)

    def restore(self) -> None:
        """Take the hooks out again."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        _LOG.removeHandler(self._handler)
        self._handler.close()

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
        _LOG.error("%s", report)
        self.caught.emit(report)

    def _escaped_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._escaped(args.exc_type, args.exc_value, args.exc_traceback)

    def report(self, error: BaseException, trace: TracebackType | None) -> str:
        """Return where a fault happened: files, lines, functions and its kind, no values."""
        frames = traceback.extract_tb(trace)
        lines = [
            f"Servanda {self._version}, Python {sys.version.split()[0]}, {sys.platform}",
            *(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames),
            type(error).__name__,
        ]
        return "\n".join(lines)


def _file_handler(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = RotatingFileHandler(
            folder / "servanda.log", maxBytes=_SIZE, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Log Qt's own warnings by their category; the message may quote a path, never a record."""
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        _LOG.warning("Qt %s: %s", context.category, message)
