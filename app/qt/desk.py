"""The desk: the one bridge between the window and the register's services.

Screens ask it to run a write; it tells every screen what changed, or what was refused and why.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.change import Change
from app.domain.errors import BusyError, CancelledError, ServandaError
from app.qt.clock import DayClock
from app.qt.hearing import can_hear
from app.qt.inquirer import Inquirer
from app.qt.work import Cancelled, Progress, Work
from app.services.register import Register

if TYPE_CHECKING:
    from app.store.reader import Reader

_Found = TypeVar("_Found")

_RETRY_MS = 50
_RETRIES = 100
_WATCH_MS = 1000

Write = Callable[[Register], Change]
LongWrite = Callable[[Register, Progress, Cancelled], object]
Outcome = Callable[[ServandaError | None], None]
"""Hears how a write ended: None where it was made, else why it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A write that another program keeps waiting, and how often it will be tried again."""

    write: Write
    then: Outcome | None
    left: int


class Desk(QObject):
    """Runs writes, then tells every screen what changed or what went wrong.

    `changed` carries the `Change` of a write of this window; `outside` tells that another
    program wrote to the register, `marked` that something was only marked there as shown, by
    another program or aside; `refused` carries the `ServandaError` of a write that was not
    made; `waiting` says whether a write waits for another program; `day_changed` carries the
    new day; `relation_changed` the code of the pair of countries that is looked at from now on,
    empty for all of them.
    """

    changed = Signal(object)
    outside = Signal()
    marked = Signal()
    refused = Signal(object)
    waiting = Signal(bool)
    day_changed = Signal(object)
    relation_changed = Signal(str)

    def __init__(self, register: Register, parent: QObject | None = None) -> None:
        """Work on `register`, which stays its opener's to close."""
        super().__init__(parent)
        self.register = register
        self._clock = DayClock(register.clock.today, self)
        self._clock.day_changed.connect(self.day_changed)
        self._version = register.store.lists.version()
        self._written = register.store.lists.written()
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self.look_outside)
        self._watch.start()
        self.relation = ""
        """The pair of countries that is looked at; empty for all of them."""
        self._inquirer = Inquirer(register.store.fresh_reader, self)
        self._inquirer.failed.connect(self.refused)
        self.refusal: ServandaError | None = None
        """Why the last write was not made; None where it was, or waits."""
        self._lost: ServandaError | None = None
        self._queue: list[_Waiting] = []
        self.work = Work(self)
        """What takes more than a moment: see `run_aside`."""
        self._aside: Callable[[object, ServandaError | None], object] | None = None
        self.work.finished.connect(self._aside_done)
        self.work.failed.connect(self._aside_failed)
        self.work.cancelled.connect(self._aside_cancelled)
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

    @property
    def waits(self) -> bool:
        """Whether a write waits for another program."""
        return bool(self._queue)

    @property
    def asks(self) -> bool:
        """Whether an answer is still on its way to a page."""
        return not self._inquirer.idle

    def stop(self) -> None:
        """Leave off watching and reading the register, which is about to be closed."""
        self._watch.stop()
        self._retry.stop()
        self._inquirer.stop()
        self.work.stop()

    def look_at(self, relation: str) -> None:
        """Look at one pair of countries from now on, or at all of them (“”)."""
        if relation != self.relation:
            self.relation = relation
            self.relation_changed.emit(relation)

    def ask(
        self, name: str, read: Callable[[Reader], _Found], then: Callable[[_Found], object]
    ) -> None:
        """Read in the background, then hear what was found; see `Inquirer.ask`."""
        self._inquirer.ask(name, read, then)

    def run(self, write: Write, then: Outcome | None = None) -> bool:
        """Perform one write; an expected error becomes a message, a bug escapes.

        Where another program is writing, the write waits in the event loop and is tried again
        for some seconds. True when it was made at once; `then` hears how it ended in any case,
        now or later.
        """
        self.refusal = None
        outcome = None if self._queue else self._attempt(write)
        if outcome is None or isinstance(outcome, BusyError):
            self._queue.append(_Waiting(write=write, then=then, left=_RETRIES))
            self._retry.start()
            self.waiting.emit(True)
            return False
        return self._told(outcome, then)

    def run_aside(
        self, act: LongWrite, then: Callable[[object, ServandaError | None], object]
    ) -> bool:
        """Run what takes more than a moment on a thread of its own, with a register of its own.

        `then` hears what `act` returned, or why it did not. A `Change` it returned is told to
        every screen like any other. False where something else is still running.
        """
        register = self.register

        def task(progress: Progress, cancelled: Cancelled) -> object:
            beside = register.again()
            try:
                return act(beside, progress, cancelled)
            finally:
                beside.close()

        if not self.work.start(task):
            return False
        self._aside = then
        return True

    @Slot(object)
    def _aside_done(self, found: object) -> None:
        if isinstance(found, Change) and found.n:
            with suppress(ServandaError):  # else it is told once more, as from outside
                self._version = self.register.store.lists.version()
                self._written = self.register.store.lists.written()
            self.changed.emit(found)
        self._end_aside(found, None)

    @Slot(object)
    def _aside_failed(self, error: ServandaError) -> None:
        self._end_aside(None, error)

    @Slot()
    def _aside_cancelled(self) -> None:
        self._end_aside(None, CancelledError(self.tr("Cancelled; nothing was written.")))

    def _end_aside(self, found: object, error: ServandaError | None) -> None:
        then, self._aside = self._aside, None
        if then is not None and can_hear(then):
            then(found, error)

    @Slot()
    def look_outside(self) -> None:
        """See whether another program wrote to the register since the last look.

        A register that can no longer be read, such as one on a stick that was pulled out, is
        said once.
        """
        if self.work.running:
            return  # it is told by itself what it wrote
        lists = self.register.store.lists
        try:
            version = lists.version()
            moved = version != self._version
            written = lists.written() if moved else self._written
        except BusyError:
            return
        except ServandaError as error:
            if self._lost is None:
                self._lost = error
                self.refused.emit(error)
            return
        self._lost = None
        if moved:
            self._version = version
            known, self._written = self._written, written
            (self.marked if written == known else self.outside).emit()

    def _attempt(self, write: Write) -> Change | ServandaError:
        with self._inquirer.hurried():
            try:
                return write(self.register)
            except ServandaError as error:
                return error

    def _told(self, outcome: Change | ServandaError, then: Outcome | None) -> bool:
        """Tell every screen how a write ended, and last whoever asked for it."""
        refusal = outcome if isinstance(outcome, ServandaError) else None
        if refusal is not None:
            self.refusal = refusal
            self.refused.emit(refusal)
        elif isinstance(outcome, Change) and outcome.n:
            self._note_written()
            self.changed.emit(outcome)
        if then is not None and can_hear(then):
            then(refusal)
        return refusal is None

    def _note_written(self) -> None:
        """Know the log's number after a write of this window; what others wrote is told later."""
        with suppress(ServandaError):
            lists = self.register.store.lists
            alone = lists.version() == self._version
            self._written = lists.written() if alone else self._written + 1

    @Slot()
    def _try_again(self) -> None:
        first = self._queue.pop(0)
        try:
            outcome = self._attempt(first.write)
            if isinstance(outcome, BusyError) and first.left > 1:
                self._queue.insert(0, replace(first, left=first.left - 1))
                return
        finally:  # also where a bug escapes: nothing may be tried for ever
            self._settle_queue()
        self._told(outcome, first.then)

    def _settle_queue(self) -> None:
        if not self._queue:
            self._retry.stop()
            self.waiting.emit(False)
