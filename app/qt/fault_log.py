"""The log of faults: a small file in the program's own folder, holding where and never what."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_NAME = "servanda"
_SIZE = 500_000
_PRIVATE = 0o700


def opened(folder: Path) -> logging.Logger:
    """Open the log in `folder`; where that cannot be written, nothing is kept."""
    log = logging.getLogger(_NAME)
    log.setLevel(logging.WARNING)
    log.propagate = False
    handler = _handler(folder)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    return log


def closed(log: logging.Logger) -> None:
    """Close the log's files."""
    for handler in tuple(log.handlers):
        log.removeHandler(handler)
        handler.close()


def _handler(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
        return RotatingFileHandler(
            folder / f"{_NAME}.log", maxBytes=_SIZE, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()
