"""Letting the window's thread have its turn.

A thread that gives Python's lock up and takes it back at once, as SQLite does at every row, has it
again before another wakes, and every such waking begins the other's waiting anew. With two of them
at work a window waits for seconds. It gets its turn where they sleep, be it ever so shortly.

To paint, a window takes the lock hundreds of times, and may wait for it each time. So what works
for a window does not only sleep: it waits until the window has done all that it had to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection

_STRETCH = 0.01
_PAUSE = 0.0005

_SLICE = 1_000

_EVERY = 50_000
"""After so many steps of SQLite's machine, a few milliseconds of them."""


def _doze() -> None:
    """Let whoever waits have the lock; nobody is known to be waited for."""
    sleep(_PAUSE)


_WAY: ContextVar[Callable[[], None]] = ContextVar("way", default=_doze)
"""How this thread lets the others go first."""


@contextmanager
def giving_way_by(way: Callable[[], None]) -> Iterator[None]:
    """Have whatever gives way on this thread do it so, in place of sleeping for a moment."""
    token = _WAY.set(way)
    try:
        yield
    finally:
        _WAY.reset(token)


class GivingWay:
    """Lets others go first, where it was not done for a hundredth of a second; called often."""

    def __init__(self) -> None:
        self._last = monotonic()

    def __call__(self) -> None:
        """Let the other threads go first, if that is due."""
        if monotonic() - self._last >= _STRETCH:
            _WAY.get()()
            self._last = monotonic()


def gives_way(connection: Connection, turn: Callable[[], None] | None = None) -> Connection:
    """Have a connection that is not the window's give way within long statements; returns it.

    `turn` is called there now and then, a `GivingWay` of its own unless another is given.
    """
    connection.set_progress_handler(turn or GivingWay(), _EVERY)
    return connection


def let_go(held: list[Any]) -> None:
    """Empty a list bit by bit: the end of a hundred thousand objects at once stops every thread."""
    while held:
        del held[-_SLICE:]
