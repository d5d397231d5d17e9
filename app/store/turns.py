"""Letting the window's thread have its turn.

A thread that gives Python's lock up and takes it back at once, as SQLite does at every row, has it
again before another wakes, and every such waking begins the other's waiting anew. With two of them
at work a window waits for seconds. It gets its turn where they sleep, be it ever so shortly.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection

_STRETCH = 0.01
_PAUSE = 0.0005

_SLICE = 1_000

_EVERY = 50_000
"""After so many steps of SQLite's machine, a few milliseconds of them."""


class GivingWay:
    """Sleeps for a moment where it was not done for a hundredth of a second; to be called often."""

    def __init__(self) -> None:
        self._last = monotonic()

    def __call__(self) -> None:
        """Let the other threads go first, if that is due."""
        if monotonic() - self._last >= _STRETCH:
            sleep(_PAUSE)
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
