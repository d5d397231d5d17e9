"""Files that are dropped on the window."""

from __future__ import annotations

from PySide6.QtCore import QMimeData


def dropped_files(held: QMimeData) -> tuple[str, ...]:
    """Return the paths of the files that are held, none where anything else is among them."""
    urls = held.urls() if held.hasUrls() else []
    local = all(each.isLocalFile() for each in urls)
    return tuple(each.toLocalFile() for each in urls) if local else ()
