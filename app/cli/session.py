"""What a command works with: the options that every command has, and the register they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.clock import Clock
from app.domain.errors import NotFoundError
from app.paths import Folders, folders
from app.services.opening import BUSY_MS, create_register, open_register
from app.services.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRequest:
    """What the window is to be opened with; `register` is None where none was named."""

    register: Path | None
    folders: Folders
    clock: Clock
    actor: str
    read_only: bool
    sample: bool
    rtl: bool
    goal: str = ""
    """Where to go: “open” and a reference, or “page” and a section's key; empty for nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What comes from outside: the clock, who sits there, the way to the window.

    `busy_ms` says how long a command waits for another program that is writing.
    """

    clock: Clock
    actor: str
    window: Callable[[WindowRequest], int]
    busy_ms: int = BUSY_MS


@dataclass(slots=True, kw_only=True)
class Session:
    """One run of the program: what it was started with and the options every command has."""

    start: Start
    register: Path | None = None
    data: Path | None = None
    today: date | None = None
    read_only: bool = False
    json: bool = False
    sample: bool = False
    rtl: bool = False
    open: str = ""
    reminders: bool = False

    @property
    def of_window(self) -> bool:
        """Whether anything was given that only the window understands."""
        return bool(self.sample or self.rtl or self.open or self.reminders)

    @property
    def clock(self) -> Clock:
        """The clock of the start, on the day `--today` names; instants stay the computer's."""
        day = self.today
        return replace(self.start.clock, today=lambda: day) if day else self.start.clock

    @property
    def folders(self) -> Folders:
        """The officer's folders."""
        return folders(self.data)

    @property
    def path(self) -> Path:
        """The register that is meant."""
        return self.register or self.folders.register

    @contextmanager
    def opened(self) -> Iterator[Register]:
        """Open the register for the length of one command. Raises what `open_register` does."""
        path = self.path
        if not path.exists():
            raise NotFoundError(
                f"There is no register at “{path}”. Make one with “servanda new”, or one to try "
                "things out with “servanda sample”."
            )
        with self.opened_at(path) as register:
            yield register

    @contextmanager
    def opened_at(self, path: Path) -> Iterator[Register]:
        """Open the register at a path for a while. Raises what `open_register` does."""
        register = open_register(
            path,
            self.folders,
            self.clock,
            self.start.actor,
            read_only=self.read_only,
            busy_ms=self.start.busy_ms,
        )
        try:
            yield register
        finally:
            register.close()

    @contextmanager
    def created(self, path: Path) -> Iterator[Register]:
        """Make a register for the length of one command. Raises what `create_register` does."""
        register = create_register(
            path, self.folders, self.clock, self.start.actor, busy_ms=self.start.busy_ms
        )
        try:
            yield register
        finally:
            register.close()

    def request(self) -> WindowRequest:
        """Return what the window is to be opened with."""
        return WindowRequest(
            register=self.register,
            folders=self.folders,
            clock=self.clock,
            actor=self.start.actor,
            read_only=self.read_only,
            sample=self.sample,
            rtl=self.rtl,
            goal=f"open {self.open}" if self.open else "page reminders" * self.reminders,
        )
