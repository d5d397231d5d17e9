"""The desk: the one bridge between the window and the register's services.

Screens ask it to run a write; it tells every screen what changed, or what was refused and why.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.change import Change
from app.domain.errors import BusyError, ServandaError
from app.qt.clock import DayClock
from app.services.register import Register

_RETRY_MS = 50
_RETRIES = 100
_WATCH_MS = 1000

Write = Callable[[Register], Change]


class Desk(QObject):
    """Runs writes, then tells every screen what changed or what went wrong.

    `changed` carries the `Change` of a write of this window; `outside` tells that another
    program wrote to the register; `refused` carries the `ServandaError` of a write that was not
    made; `waiting` says whether a write waits for another program; `day_changed` carries the
    new day.
    """

    changed = Signal(object)
    outside = Signal()
    refused = Signal(object)
    waiting = Signal(bool)
    day_changed = Signal(object)

    def __init__(self, register: Register, parent: QObject | None = None) -> None:
        """Work on `register`, which stays its opener's to close."""
        super().__init__(parent)
        self.register = register
        self._clock = DayClock(register.clock.today, self)
        self._clock.day_changed.connect(self.day_changed)
        self._version = register.reader.version()
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self.look_outside)
        self._watch.start()
        self.refusal: ServandaError | None = None
        """Why the last write was not made; None where it was, or waits."""
        self._queue: list[tuple[Write, int]] = []
        self._retry = QTimer(self)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self._try_again)

    @property
    def today(self) -> date:
        """The officer's local date."""
        return self.register.clock.today()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.register.read_only

    def run(self, write: Write) -> bool:
        """Perform one write; an expected error becomes a message, a bug escapes.

        Where another program is writing, the write waits in the event loop and is tried again
        for some seconds. True when it was made.
        """
        self.refusal = None
        if self._queue:
            self._queue.append((write, _RETRIES))
            return False
        try:
            change = write(self.register)
        except BusyError:
            self._queue.append((write, _RETRIES))
            self._retry.start()
            self.waiting.emit(True)
            return False
        except ServandaError as error:
            self.refusal = error
            self.refused.emit(error)
            return False
        if change.n:
            self.changed.emit(change)
        return True

    @Slot()
    def look_outside(self) -> None:
        """See whether another program wrote to the register since the last look."""
        try:
            version = self.register.reader.version()
        except BusyError:
            return
        if version != self._version:
            self._version = version
            self.outside.emit()

    @Slot()
    def _try_again(self) -> None:
        write, left = self._queue.pop(0)
        try:
            change = write(self.register)
        except BusyError as error:
            if left > 1:
                self._queue.insert(0, (write, left - 1))
                return
            self._settle_queue()
            self.refused.emit(error)
            return
        except ServandaError as error:
            self._settle_queue()
            self.refused.emit(error)
            return
        self._settle_queue()
        if change.n:
            self.changed.emit(change)

    def _settle_queue(self) -> None:
        if not self._queue:
            self._retry.stop()
            self.waiting.emit(False)
