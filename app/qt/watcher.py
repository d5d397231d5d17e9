"""Looks for reminders while the window is open: every half minute by the wall clock, aside.

A look writes marks, so it runs on a thread of its own with a register of its own. It is made where
anything may have come due since the last one: on another day, after a change of the register,
after the computer slept, and where another program began to show something and did not end it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import ServandaError
from app.qt.desk import Desk
from app.qt.work import Cancelled, Progress, Work

if TYPE_CHECKING:
    from app.services.register import Register
    from app.services.watching import Raised

CHECK_MS = 30_000
"""So often the wall clock is looked at: what fell due in the computer's sleep is shown in time."""

_SLEPT_MS = 2 * CHECK_MS
_REST_MS = 2_000
"""After a change of the register it is looked again once it has rested so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What a look saw: the day, the log's number, and what nobody was shown yet."""

    day: date
    written: int
    raised: Raised


class Watcher(QObject):
    """Raises each reminder once. `raised` carries what a look found, where it found anything.

    Whoever hears `raised` shows it before the signal returns, or calls `give_back`; that is noted
    then. `looked` tells that a look was made. In quiet hours there is none: what comes due then is
    raised after them.
    """

    raised = Signal(object)
    looked = Signal()

    def __init__(
        self, desk: Desk, quiet: Callable[[], bool] = lambda: False, parent: QObject | None = None
    ) -> None:
        """Look at the desk's register, by its clock; `quiet` says whether it is to be quiet now."""
        super().__init__(parent)
        self._desk, self._quiet = desk, quiet
        self._last: _Seen | None = None
        self._ticked: int | None = None
        self._woke = False
        self._stopped = False
        self._told: set[str] = set()
        self._unnoted: Raised | None = None
        self._given_back = False
        self._work = Work(self)
        self._work.finished.connect(self._done)
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self.look)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        desk.changed.connect(self._changed)
        desk.outside.connect(self._changed)
        desk.day_changed.connect(self._at_once)

    def begin(self) -> None:
        """Look now, and from now on. A register that is only read is never looked at."""
        if not self._desk.read_only:
            self._timer.start()
            self.look()

    def stop(self) -> None:
        """Leave off looking, and wait for the look that is under way."""
        self._stopped = True
        self._timer.stop()
        self._rest.stop()
        self._work.stop()

    def give_back(self) -> None:
        """Say while `raised` is heard that it could not be shown: it is raised again, or by others.

        It comes again with the next look that is not made in quiet hours.
        """
        self._given_back = True

    @property
    def idle(self) -> bool:
        """Whether no look is under way."""
        return not self._work.running

    @Slot()
    def look(self) -> None:
        """Look for reminders, if anything may have come due since the last look."""
        if self._stopped or self._desk.read_only or not self._timer.isActive():
            return
        clock = self._desk.register.clock
        now = clock.now()
        # A timer counts no sleep; the wall clock does, and jumps where it was set.
        if self._ticked is not None and abs(now - self._ticked) > _SLEPT_MS:
            self._woke = True
        self._ticked = now
        if self._work.running:
            return
        if self._unnoted is not None:  # before its claim lapses, and it would be raised again
            self._work.start(partial(_note, self._desk.register, self._unnoted))
        elif not self._quiet() and self._wanted():
            self._woke = False
            self._work.start(partial(_look, self._desk.register))

    @Slot()
    def _changed(self) -> None:
        self._rest.start()

    @Slot()
    def _at_once(self) -> None:
        self.look()

    def _wanted(self) -> bool:
        last = self._last
        if last is None or self._woke or last.raised.held:
            return True
        try:
            written = self._desk.register.store.lists.written()
        except ServandaError:  # another program holds it, or it is gone: later, perhaps
            return False
        return written != last.written or self._desk.today != last.day

    @Slot(object)
    def _done(self, found: object) -> None:
        """Hear of a look: show what it found, then note that it was shown."""
        if self._stopped:
            return
        if not isinstance(found, _Seen):
            self._unnoted = None
            return
        self._last = found
        self._desk.look_outside()
        raised = found.raised
        untold = tuple(each for each in raised.fresh if each.showing not in self._told)
        self._given_back = False
        if untold or raised.late:
            self.raised.emit(replace(raised, fresh=untold))
        if self._given_back:
            self._last = None  # so that the next look is made in any case
            self._work.start(partial(_release, self._desk.register, raised))
            self.looked.emit()
            return
        self._told |= {each.showing for each in untold}
        if raised.fresh:
            self._unnoted = raised
            self._work.start(partial(_note, self._desk.register, raised))
        self.looked.emit()


def _look(register: Register, _progress: Progress, _cancelled: Cancelled) -> object:
    from app.services.watching import look  # noqa: PLC0415 - loaded on this thread
    from app.store.claims import WINDOW  # noqa: PLC0415 - loaded on this thread

    beside = register.again()
    try:
        day, written = beside.clock.today(), beside.store.lists.written()
        return _Seen(day=day, written=written, raised=look(beside, WINDOW))
    finally:
        beside.close()


def _release(
    register: Register, raised: Raised, _progress: Progress, _cancelled: Cancelled
) -> object:
    from app.services.watching import not_shown  # noqa: PLC0415 - loaded on this thread

    beside = register.again()
    try:
        not_shown(beside, raised)
    finally:
        beside.close()
    return None


def _note(register: Register, raised: Raised, _progress: Progress, _cancelled: Cancelled) -> object:
    from app.services.watching import shown  # noqa: PLC0415 - loaded on this thread

    beside = register.again()
    try:
        shown(beside, raised)
    finally:
        beside.close()
    return None
