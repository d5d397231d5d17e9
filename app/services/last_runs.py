"""When the helper last looked at each register that is looked after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.domain.clock import Clock
from app.domain.errors import ServandaError
from app.paths import Folders
from app.services.opening import open_register
from app.services.watch_settings import WatchedRegister
from app.store.claims import HELPER


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """When the helper last looked at a register, in UTC ms, None for never.

    `trouble` is a sentence where that cannot be said, or where it could not remind of it.
    """

    path: Path
    at: int | None = None
    trouble: str = ""


def last_runs(
    registers: Iterable[WatchedRegister], folders: Folders, clock: Clock, actor: str
) -> tuple[LastRun, ...]:
    """Look into each register, in their order. Raises nothing; what cannot be read says why."""
    return tuple(_last_run(each.path, folders, clock, actor) for each in registers)


def _last_run(path: Path, folders: Folders, clock: Clock, actor: str) -> LastRun:
    try:
        register = open_register(path, folders, clock, actor)
    except ServandaError as error:
        return LastRun(path=path, trouble=str(error))
    try:
        found = register.reader.watches(register.store.seat).get(HELPER)
        return LastRun(
            path=path,
            at=None if found is None else found.at,
            trouble=_UNWRITABLE if register.read_only else "",
        )
    except ServandaError as error:
        return LastRun(path=path, trouble=str(error))
    finally:
        register.close()


_UNWRITABLE = (
    "It can only be read here: what was shown cannot be noted in it, so nothing is shown while its "
    "window is closed."
)
