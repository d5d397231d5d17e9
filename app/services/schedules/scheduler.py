"""What each system's scheduler has in common: what it is asked, and what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.errors import ServandaError, StorageError
from app.services.starts import Program
from app.services.written import beside

_OPEN_FOLDER = 0o755
_UNWRITABLE = re.compile("[\x00-\x1f\ud800-\udfff]")


class SchedulingError(ServandaError):
    """The system did not take, or does not offer, what would remind with the window closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command of the system ended, and what it said."""

    code: int
    said: str = ""


Run = Callable[[Sequence[str]], Ran]
"""Runs a command of the system and waits for its end; one that is not there ends with 127."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The system as a scheduler meets it, so that a test can hand in another.

    `platform` is as `sys.platform`, `home` the officer's folder, `environment` what is set.
    """

    platform: str
    home: Path
    environment: Mapping[str, str]
    run: Run

    @property
    def config(self) -> Path:
        """The folder of settings on a Linux desktop."""
        given = self.environment.get("XDG_CONFIG_HOME", "")
        return Path(given) if given.startswith("/") else self.home / ".config"


class Scheduler(Protocol):
    """One way in which a system starts the helper again and again.

    `name` is kept in the settings; `words` says to the officer what it does.
    """

    name: str
    words: str

    def usable(self) -> bool:
        """Whether this system has it, and it answers."""

    def install(self, program: Program) -> None:
        """Have the program started; what was installed before is replaced.

        Raises `SchedulingError` or `StorageError`, and leaves nothing half done behind.
        """

    def remove(self) -> None:
        """Have it started no longer, if it was. Raises `SchedulingError` or `StorageError`."""

    def installed(self) -> bool:
        """Whether the system would start it."""


def put(path: Path, content: bytes) -> None:
    """Write a file for the system, with the folders above it. Raises `StorageError`."""
    try:
        path.parent.mkdir(mode=_OPEN_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"“{path.parent}” cannot be made: {error.strerror}.") from error
    with beside(path) as file:
        file.write(content)


def take_away(*paths: Path) -> None:
    """Remove files that were written for the system. Raises `StorageError`."""
    for each in paths:
        try:
            each.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"“{each.name}” cannot be removed: {error.strerror}.") from error


def told(run: Run, *command: str, undo: Sequence[Path] = ()) -> None:
    """Tell the system something it must take; what was written before is taken away if not."""
    ran = run(command)
    if ran.code == 0:
        return
    for each in undo:
        with suppress(OSError):
            each.unlink(missing_ok=True)
    why = next((line.strip() for line in ran.said.splitlines() if line.strip()), "")
    raise SchedulingError(
        f"The system did not take it: “{command[0]}” ended with {ran.code}"
        + (f" and said “{why}”." if why else ".")
    )


def refuse_what_cannot_be_written(program: Program) -> None:
    """Raise `SchedulingError` where a path holds what no scheduler's file can carry."""
    words = [*program.command, *([str(program.folder)] if program.folder else [])]
    for each in words:
        if _UNWRITABLE.search(each):
            raise SchedulingError(
                "The path of the program or of its files holds a line break or a character that "
                "is none; the system's scheduler cannot be told of such a path."
            )
