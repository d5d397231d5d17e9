"""Python's search for cyclic garbage, kept to the window's thread.

Left to itself it runs on whichever thread happens to allocate, and would there destroy widgets
that belong to the window's thread, which Qt does not survive.

To look through a million objects holds up the window for longer than a person overlooks. So what
is there at the start is set aside, and so is what comes in masses, as the rows of a large table
do: it is looked through when most of it is gone again. Whether it is, is told by how much memory
is in use, as to count what was set aside would take as long as to look at it.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 2_000

_MASS = 50_000
"""So many new objects at once are set aside instead of being looked through."""

_LITTLE = 2 * _MASS
"""So many blocks of memory more than before it came are little enough to be looked through."""


class Collector(QObject):
    """Collects on this thread, by the usual thresholds, from now until it is stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._usual = sys.getallocatedblocks()
        self._mass = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, if any is; set aside what is too much."""
        if gc.get_count()[0] > _MASS:
            gc.freeze()
            self._mass = True
            return
        if self._mass and sys.getallocatedblocks() < self._usual + _LITTLE:
            gc.unfreeze()  # most of the mass is gone: what is left of it is looked through
            gc.collect()
            gc.freeze()
            self._mass = False
            return
        if not self._mass:
            self._usual = sys.getallocatedblocks()
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [place for place, (count, least) in enumerate(due) if count > least > 0]
        if generations:
            gc.collect(max(generations))
            if self._mass:
                gc.freeze()  # else the mass would gather here bit by bit

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
