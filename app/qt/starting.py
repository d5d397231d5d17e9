"""What a window is started with, and the register that it opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.clock import Clock
from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId
from app.domain.view import View
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
    goal: str = ""
    """Where the first window goes: “open” and a reference, or “page” and a section's key."""

    @property
    def path(self) -> Path:
        """Where the register lies that is to be opened."""
        return self.register or self.folders.register


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where one stands in a window: a section or view, what the list shows of it, a commitment.

    `key` is empty for what has no place in the navigation; `view` is None where there is no list.
    """

    key: str
    heading: str = ""
    view: View | None = None
    current: CommitmentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open register: `fresh` where it was made just now, `throw_away` where it is the sample.

    `at` is where its window is to begin; None for where it usually does. `goal` is where it goes
    then, if anywhere.
    """

    register: Register
    fresh: bool = False
    throw_away: bool = False
    at: Whereabouts | None = None
    goal: str = ""


def opened(options: WindowOptions) -> Opened:
    """Open the register that is meant; the officer's own is made when there is none yet.

    Raises what `open_register` and `create_register` do.
    """
    try:
        return replace(opened_at(options, options.path), goal=options.goal)
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


def opened_again(options: WindowOptions, shown: Opened) -> Opened:
    """Open the present register of a window that looked back. Raises what `opened_at` does."""
    path = shown.register.store.path
    if shown.throw_away:
        options = _within(options, path.parent)
    return replace(opened_at(options, path), throw_away=shown.throw_away)


def _within(options: WindowOptions, folder: Path) -> WindowOptions:
    """Return options by which all that belongs to a register lies in a folder."""
    place = replace(
        options.folders, data=folder, copies=folder / "copies", backups=folder / "backups"
    )
    return replace(options, folders=place)


def sample_in(options: WindowOptions, folder: Path) -> Opened:
    """Make the sample register in a folder that is thrown away, and open it."""
    from app.services.sample import load_sample  # noqa: PLC0415 - only for the sample

    inside, path = _within(options, folder), folder / "sample.servanda"
    # Entered under another copy's name, it is nothing that the officer could take back.
    elsewhere = replace(inside, folders=replace(inside.folders, copies=folder / "before"))
    made = made_at(elsewhere, path)
    load_sample(made.register, resource("sample", "pakistan-belarus.json"), working_days=True)
    made.register.close()
    return replace(opened_at(inside, path), fresh=False, throw_away=True)
