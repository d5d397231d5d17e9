"""Questions that a page asks in the background: figures, series, what rests on what.

One thread with a reader of its own answers them in turn. Each question has a name; a newer one of
the same name takes the place of the older, whose answer is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import BusyError, ServandaError
from app.qt.hearing import can_hear
from app.qt.turn import WindowsTurn
from app.store.turns import giving_way_by

if TYPE_CHECKING:
    from app.store.reader import Reader

_Found = TypeVar("_Found")
_PAUSE = 0.05
_TRIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One question: how it is read, who hears the answer, and how often it may still wait."""

    number: int
    name: str
    read: Callable[[Reader], Any]
    then: Callable[[Any], object]
    left: int = _TRIES


class Inquirer(QObject):
    """Reads what pages ask for without holding the window.

    `failed` carries the `ServandaError` of a question that could not be answered; where another
    program holds the register it is asked again for some seconds first.
    """

    failed = Signal(object)
    _arrived = Signal(object, object)

    def __init__(self, fresh_reader: Callable[[], Reader], parent: QObject | None = None) -> None:
        """Open the reader on the thread itself, which begins with the first question."""
        super().__init__(parent)
        self._fresh_reader = fresh_reader
        self._waiting: dict[str, _Asked] = {}
        self._latest: dict[str, int] = {}
        self._count = 0
        self._change = threading.Condition()
        self._turn = WindowsTurn(self)
        self._stopping = False
        self._reader: Reader | None = None
        self._thread: threading.Thread | None = None
        self._arrived.connect(self._deliver)

    def ask(
        self, name: str, read: Callable[[Reader], _Found], then: Callable[[_Found], object]
    ) -> None:
        """Call `read` on the inquirer's thread, then `then` with what it found on this one."""
        with self._change:
            self._count += 1
            self._latest[name] = self._count
            self._waiting.pop(name, None)
            self._waiting[name] = _Asked(number=self._count, name=name, read=read, then=then)
            self._change.notify()
        if self._thread is None and not self._stopping:
            self._thread = threading.Thread(target=self._work, name="inquirer", daemon=True)
            self._thread.start()

    @property
    def idle(self) -> bool:
        """Whether every question was answered."""
        return not self._latest

    def stop(self) -> None:
        """End the thread and wait for it; unanswered questions are dropped."""
        with self._change:
            self._stopping = True
            self._waiting.clear()
            self._latest.clear()
            if self._reader is not None:
                self._reader.interrupt()
            self._change.notify()
        self._turn.end()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Let the window go first no more, until the end: it waits for what is being read."""
        self._turn.end()
        try:
            yield
        finally:
            self._turn.begin()

    def _work(self) -> None:
        try:
            with giving_way_by(self._turn.wait):
                while (asked := self._next()) is not None:
                    self._answer(asked)
        finally:
            with self._change:
                reader, self._reader = self._reader, None
            if reader is not None:
                reader.close()

    def _next(self) -> _Asked | None:
        with self._change:
            while not self._waiting and not self._stopping:
                self._change.wait()
            if self._stopping:
                return None
            return self._waiting.pop(next(iter(self._waiting)))

    def _answer(self, asked: _Asked) -> None:
        try:
            if self._reader is None:
                self._reader = self._fresh_reader()
            found: object = asked.read(self._reader)
        except (InterruptedError, BusyError) as error:
            self._again(asked, error)
            return
        except Exception as error:  # noqa: BLE001 - a bug is raised on the window's thread
            found = error
        self._arrived.emit(asked, found)

    def _again(self, asked: _Asked, error: InterruptedError | BusyError) -> None:
        """Ask once more, a little later: a write interrupted it, or another program is writing.

        Were it asked at once, it would hold up the very write that interrupted it.
        """
        if asked.left == 0:
            self._arrived.emit(asked, error)
            return
        with self._change:
            if not self._change.wait_for(partial(self._dropped, asked), _PAUSE):
                self._waiting[asked.name] = _Asked(
                    number=asked.number,
                    name=asked.name,
                    read=asked.read,
                    then=asked.then,
                    left=asked.left - 1,
                )

    def _dropped(self, asked: _Asked) -> bool:
        return self._stopping or self._latest.get(asked.name) != asked.number

    @Slot(object, object)
    def _deliver(self, asked: _Asked, found: object) -> None:
        if self._latest.get(asked.name) != asked.number:
            return
        del self._latest[asked.name]
        if isinstance(found, ServandaError):
            self.failed.emit(found)
        elif isinstance(found, Exception):
            raise found
        elif can_hear(asked.then):
            asked.then(found)
