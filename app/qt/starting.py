"""What a window is started with, and the register that it opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.clock import Clock
from app.domain.errors import NotFoundError
from app.paths import Folders, resource
from app.services.opening import create_register, open_register
from app.services.register import Register

_BUSY_MS = 50
"""The window waits no longer for another writer; it tries again in the event loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOptions:
    """What the window is opened with; without a `register` it is the officer's own."""

    register: Path | None
    folders: Folders
    clock: Clock
    actor: str
    read_only: bool = False
    sample: bool = False
    rtl: bool = False

    @property
    def path(self) -> Path:
        """Where the register lies that is to be opened."""
        return self.register or self.folders.register


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open register: `fresh` where it was made just now, `throw_away` where it is the sample."""

    register: Register
    fresh: bool = False
    throw_away: bool = False


def opened(options: WindowOptions) -> Opened:
    """Open the register that is meant; the officer's own is made when there is none yet.

    Raises what `open_register` and `create_register` do.
    """
    try:
        return opened_at(options, options.path)
    except NotFoundError:
        if options.register is not None or options.read_only:
            raise
        return made_at(options, options.path)


def opened_at(options: WindowOptions, path: Path) -> Opened:
    """Open the register at a path. Raises what `open_register` does."""
    register = open_register(
        path,
        options.folders,
        options.clock,
        options.actor,
        read_only=options.read_only,
        busy_ms=_BUSY_MS,
    )
    return Opened(register=register)


def made_at(options: WindowOptions, path: Path) -> Opened:
    """Make a register at a path and open it. Raises what `create_register` does."""
    register = create_register(
        path, options.folders, options.clock, options.actor, busy_ms=_BUSY_MS
    )
    return Opened(register=register, fresh=True)


def sample_in(options: WindowOptions, folder: Path) -> Opened:
    """Make the sample register in a folder that is thrown away, and open it."""
    from app.services.sample import load_sample  # noqa: PLC0415 - only for the sample

    place = replace(
        options.folders, data=folder, copies=folder / "copies", backups=folder / "backups"
    )
    made = made_at(replace(options, folders=place), folder / "sample.servanda")
    load_sample(made.register, resource("sample", "pakistan-belarus.json"))
    return replace(made, fresh=False, throw_away=True)
