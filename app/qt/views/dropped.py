"""A file that is dropped on the window."""

from __future__ import annotations

from PySide6.QtCore import QMimeData


def dropped_file(held: QMimeData) -> str:
    """Return the path of the one file that is held, empty for anything else."""
    urls = held.urls() if held.hasUrls() else []
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
