"""What the first picture does without, loaded on a thread of its own while the window is free."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from importlib import import_module

from PySide6.QtCore import QObject, Signal, Slot

from app.store.turns import GivingWay

MODULES = (
    "app.qt.views.detail",
    "app.services.navigation",
    "app.services.watching",
    "app.store.log",
    "app.store.merge",
    "app.store.door",
    "app.services.acts",
    "app.qt.frame",
)
"""What the panel, the counts, reminders, undo, the first change and the frame are made of."""


class Rest(QObject):
    """Loads it once; `loaded` tells when it is there.

    Whoever needs a module sooner imports it as ever, and waits for that one alone.
    """

    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Load nothing yet; `stop` must be called before the end."""
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._stopping = False

    @Slot()
    def begin(self) -> None:
        """Begin to load, unless that was begun."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load, name="rest", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Leave off after the module that is being loaded, and wait for it."""
        self._stopping = True
        if self._thread is not None:
            self._thread.join()

    def _load(self) -> None:
        between = _Between()
        sys.meta_path.insert(0, between)
        try:
            # A module that does not load is reported by whoever needs it.
            with suppress(ImportError):
                for name in MODULES:
                    if self._stopping:
                        return
                    import_module(name)
        finally:
            sys.meta_path.remove(between)
            if not self._stopping:
                self.loaded.emit()


class _Between:
    """Gives way before each module that its own thread loads; it finds none itself.

    It does so for a moment only, and waits for nobody: the window may wait for the very module.
    """

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._give_way = GivingWay()

    def find_spec(self, *_: object) -> None:
        """Be asked for a module, and leave it to the finders that follow."""
        if threading.get_ident() == self._thread:
            self._give_way()
