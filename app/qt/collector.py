"""Python's search for cyclic garbage, kept to the window's thread.

Left to itself it runs on whichever thread happens to allocate, and would there destroy widgets
that belong to the window's thread, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 2_000


class Collector(QObject):
    """Collects on this thread, by the usual thresholds, from now until it is stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, if any is."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [place for place, (count, least) in enumerate(due) if count > least > 0]
        if generations:
            gc.collect(max(generations))

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.enable()
