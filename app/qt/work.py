"""Long work off the window's thread, with progress and cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import ServandaError
from app.qt.turn import WindowsTurn
from app.store.turns import GivingWay, giving_way_by

_SEEN = 0.05
_NEVER = -1.0

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Task = Callable[[Progress, Cancelled], object]


class Work(QObject):
    """One piece of work at a time on a thread of its own, which gives way to the window.

    `progressed` carries how much of how much is done; `finished` what the task returned;
    `failed` the `ServandaError` it ended with; `cancelled` that it was called off. `ended` comes
    before each of them, and also where a bug ended the task, which is raised here.
    """

    ended = Signal()
    progressed = Signal(object, object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._cancel = threading.Event()
        self._turn = WindowsTurn(self)
        self._ended.connect(self._end)

    @property
    def running(self) -> bool:
        """Whether a task is under way."""
        return self._thread is not None

    def start(self, task: Task) -> bool:
        """Begin a task unless one is running; whether it was begun."""
        if self.running:
            return False
        self._cancel.clear()
        self._turn.begin()
        self._thread = threading.Thread(target=self._run, args=(task,), name="work", daemon=True)
        self._thread.start()
        return True

    @Slot()
    def cancel(self) -> None:
        """Ask the task to leave off; it leaves nothing half done behind."""
        self._cancel.set()

    def stop(self) -> None:
        """Call the task off and wait for its end."""
        self._cancel.set()
        self._turn.end()
        if self._thread is not None:
            self._thread.join()

    def _run(self, task: Task) -> None:
        told = _NEVER
        give_way = GivingWay()

        def called_off() -> bool:
            """Whether to leave off; a task asks this often."""
            give_way()
            return self._cancel.is_set()

        def tell(done: int, whole: int) -> None:
            """Tell how far it has come, but no oftener than anybody sees."""
            nonlocal told
            give_way()
            now = monotonic()
            if now - told >= _SEEN or done >= whole:
                told = now
                self.progressed.emit(done, whole)

        try:
            with giving_way_by(self._turn.wait):
                result: object = task(tell, called_off)
        except ServandaError as error:
            result = error
        except Exception as error:  # noqa: BLE001 - handed to the window's thread and raised there
            result = error
        self._ended.emit(result)

    @Slot(object)
    def _end(self, result: object) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self.ended.emit()
        if isinstance(result, ServandaError):
            # A task that was past stopping when it was called off ends as any other.
            if self._cancel.is_set():
                self.cancelled.emit()
            else:
                self.failed.emit(result)
        elif isinstance(result, Exception):
            raise result
        else:
            self.finished.emit(result)
