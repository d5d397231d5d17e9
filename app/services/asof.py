"""Looking back: the register as it was at the end of a past day, to be read like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from app.domain.as_of import AsOf
from app.domain.clock import Clock
from app.services.register import Register
from app.store.asof import as_of
from app.store.past import Past


class PastRegister(Register):
    """A register as it was; today is the past day, and every write is refused.

    `present` is the clock of the desk that looks back.
    """

    def __init__(self, store: Past, clock: Clock, wanted: AsOf) -> None:
        """Read `store`, which `close` closes; `clock` is that of the desk."""
        super().__init__(store, replace(clock, today=lambda: wanted.day))
        self._past = store
        self.present = clock
        self.as_of = self._wanted = wanted
        self.erased = store.layer.erased

    def again(self) -> PastRegister:
        """Open the same past day once more, for one other thread, which closes it."""
        return PastRegister(Past(self._past.layer), self.present, self._wanted)


def look_back(
    register: Register,
    wanted: AsOf,
    *,
    progress: Callable[[int, int], None] = lambda _done, _whole: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> PastRegister:
    """Return a register as it was at the end of a day; the caller closes both.

    From a past register one looks back as from the present one. `progress` hears how much of how
    much is done; where `cancelled` says so, `CancelledError` is raised. Raises
    `InvalidValueError` for a day that is yet to come, and what reading a register does.
    """
    clock = register.present if isinstance(register, PastRegister) else register.clock
    wanted.checked(clock.today())
    store = as_of(
        register.store.path,
        wanted,
        end_of(wanted.day),
        progress=progress,
        cancelled=cancelled,
    )
    return PastRegister(store, clock, wanted)


def end_of(day: date) -> int:
    """Return the instant at which a local day has ended, in UTC milliseconds since 1970."""
    if day == date.max:
        return _FOREVER
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    try:
        return int(midnight.astimezone().timestamp() * 1000)
    except (OverflowError, ValueError, OSError):  # the first and last years, on some systems
        return _FOREVER if day.year > _EPOCH else 0


_FOREVER = 2**53
_EPOCH = 1970
