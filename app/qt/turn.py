"""How a thread that works for the window lets the window go first."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

_LONGEST = 0.1
_SHORT = 0.0005
_LAST = Qt.EventPriority.LowEventPriority.value
_REACHED = QEvent.Type(QEvent.registerEventType())


@contextmanager
def short_turns() -> Iterator[None]:
    """Let Python's lock change hands ten times as often as usual, until the end.

    A window takes it hundreds of times to paint once, and each time waits so long for a thread
    that does not give way by itself.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_SHORT)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


class WindowsTurn(QObject):
    """Waits on another thread until this one has done what it had to do, painting included.

    It is waited for a tenth of a second at most, and not at all once it is `ended`.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[threading.Event] = []
        self._lock = threading.Lock()
        self._ended = False

    @property
    def waited_for(self) -> bool:
        """Whether somebody waits for this thread."""
        return bool(self._waiting)

    def wait(self) -> None:
        """Wait, on a thread that works for the window."""
        had = threading.Event()
        with self._lock:
            if self._ended:
                return
            self._waiting.append(had)
            # After everything else: what is to be painted has been asked for by then.
            QCoreApplication.postEvent(self, QEvent(_REACHED), _LAST)
        had.wait(_LONGEST)

    def event(self, event: QEvent) -> bool:
        """Let those that wait go on."""
        if event.type() != _REACHED:
            return super().event(event)
        self._let_go(ended=self._ended)
        return True

    def begin(self) -> None:
        """Have others wait from now on."""
        self._ended = False

    def end(self) -> None:
        """Keep nobody waiting any more: from now on this thread waits for the others."""
        self._let_go(ended=True)

    def _let_go(self, *, ended: bool) -> None:
        with self._lock:
            self._ended = ended
            waiting, self._waiting = self._waiting, []
        for had in waiting:
            had.set()
