"""Being reminded while no window is open: switched on, switched off, and how it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.paths import Folders
from app.services.schedules.autostart import Autostart
from app.services.schedules.macos import LaunchAgent
from app.services.schedules.scheduler import Ran, Scheduler, SchedulingError, Surroundings
from app.services.schedules.systemd import Systemd
from app.services.schedules.windows import TaskScheduler
from app.services.starts import Program, of_folders, this_program
from app.services.watch_settings import WatchSettings, change_settings, read_settings

_PATIENCE_S = 30
_NOT_THERE = 127


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """How it stands with reminding while no window is open.

    `wanted` is what the officer asked for, `installed` what the system would do. `words` says what
    the system does or would do; `unusable` why nothing can be done, if so.
    """

    wanted: bool
    installed: bool
    words: str = ""
    unusable: str = ""

    @property
    def broken(self) -> bool:
        """Whether it was asked for and the system knows nothing of it."""
        return self.wanted and not self.installed


class Scheduling:
    """Switches reminding without a window on and off, by the best means the system has."""

    def __init__(self, place: Folders, around: Surroundings | None = None) -> None:
        self._place = place
        self._all = schedulers(around or this_system())

    def state(self) -> Reminding:
        """Say how it stands. May take a moment: the system is asked."""
        settings = read_settings(self._place)
        now = next((each for each in self._all if each.name == settings.scheduler), None)
        usable = now or next((each for each in self._all if each.usable()), None)
        return Reminding(
            wanted=settings.helper,
            installed=now is not None and now.installed(),
            words=usable.words if usable is not None else "",
            unusable="" if usable is not None else _UNUSABLE,
        )

    def switch_on(self, now: int) -> Reminding:
        """Have this program started while no window is open; `now` in UTC ms.

        Where the first means fails the next is tried. Raises `SchedulingError` or `StorageError`.
        """
        program = helper_program(self._place)
        failed: SchedulingError | None = None
        for each in self._all:
            if not each.usable():
                continue
            try:
                each.install(program)
            except SchedulingError as error:
                failed = error
                continue
            self._remove(other for other in self._all if other is not each)
            self._keep(helper=True, scheduler=each.name, now=now)
            return Reminding(wanted=True, installed=True, words=each.words)
        raise failed or SchedulingError(_UNUSABLE)

    def switch_off(self, now: int) -> Reminding:
        """Have it started no longer. Raises `SchedulingError` or `StorageError`."""
        settings = read_settings(self._place)
        self._keep(helper=False, scheduler="", now=now)
        for each in self._all:
            if each.name == settings.scheduler or each.usable():
                each.remove()
        return self.state()

    def _keep(self, *, helper: bool, scheduler: str, now: int) -> None:
        def changed(settings: WatchSettings) -> WatchSettings:
            return replace(settings, helper=helper, scheduler=scheduler, scheduled=now)

        change_settings(self._place, changed)

    @staticmethod
    def _remove(others: Iterable[Scheduler]) -> None:
        for each in others:
            with suppress(SchedulingError):  # what is not there need not go
                each.remove()


def helper_program(place: Folders) -> Program:
    """Return what a scheduler starts: this program, looking for reminders in these folders."""
    return of_folders(this_program(), place).with_arguments("remind", "--notify")


def schedulers(around: Surroundings) -> tuple[Scheduler, ...]:
    """Return the means of a system, the best first."""
    if around.platform == "win32":
        return (TaskScheduler(around),)
    if around.platform == "darwin":
        return (LaunchAgent(around),)
    return (Systemd(around), Autostart(around))


def this_system() -> Surroundings:
    """Return the system this program runs on."""
    return Surroundings(
        platform=sys.platform, home=Path.home(), environment=dict(os.environ), run=_run
    )


def _run(command: Sequence[str]) -> Ran:
    """Run a command of the system, without a window of its own."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        ended = subprocess.run(  # noqa: S603 - the system's own command
            list(command),
            capture_output=True,
            check=False,
            creationflags=flags,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Ran(code=_NOT_THERE, said=str(error))
    return Ran(code=ended.returncode, said=ended.stderr or ended.stdout)


_UNUSABLE = (
    "This system offers nothing that Servanda knows how to be started by; reminders are shown "
    "while its window is open."
)
