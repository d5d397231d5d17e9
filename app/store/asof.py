"""Lays out a register as it was at the end of a past day, in memory, as `app.store.past` reads it.

By what had happened, the rows that name a later day are left out and what follows from them is
taken back; see `app.store.asof_happened`. By what was known, the log is folded up to that instant;
see `app.store.asof_entered`. Either way the rows keep their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.as_of import AsOf, By
from app.domain.errors import CancelledError, StorageError
from app.store import asof_entered, asof_happened
from app.store.asof_frame import Frame
from app.store.driver import translated
from app.store.past import Layer, Past

if TYPE_CHECKING:
    from sqlite3 import Connection

_FULL = 13
_LOOK_EVERY = 20_000
"""So many steps of SQLite's between two looks at whether the officer has called it off."""


def as_of(
    path: Path,
    wanted: AsOf,
    until: int,
    *,
    progress: Callable[[int, int], None] = lambda _done, _whole: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Past:
    """Return the register at `path` as it was at the end of a day; the caller closes it.

    `until` is the end of that day where the officer sits, in UTC milliseconds. `progress` hears
    how much of how much is done; as soon as `cancelled` says so, `CancelledError` is raised.
    Raises what reading a register does, and `StorageError` where memory does not hold it.
    """
    layer = Layer.over(path)
    connection = layer.connected(building=True)
    try:
        with _stoppable(connection, cancelled):
            frame = Frame(connection, progress, cancelled)
            connection.execute("BEGIN")  # one state of the file, whoever writes meanwhile
            if wanted.by is By.ENTRY:
                erased = asof_entered.lay_out(frame, until)
                views = asof_entered.views(until)
            else:
                erased = asof_happened.lay_out(frame, wanted.day, until)
                views = asof_happened.VIEWS
            connection.execute("COMMIT")
            frame.finish()
        return Past(layer.reading(views, erased))
    finally:
        connection.close()


@contextmanager
def _stoppable(connection: Connection, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Let long statements be called off, and say so where memory is too small."""
    connection.set_progress_handler(lambda: int(cancelled()), _LOOK_EVERY)
    try:
        with translated():
            yield
    except InterruptedError:
        raise CancelledError("The look back was called off.") from None
    except StorageError as error:
        if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF != _FULL:
            raise
        raise StorageError("This register is too large to be shown as of a past day.") from error
    finally:
        connection.set_progress_handler(None, 0)
