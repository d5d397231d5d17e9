"""An agent of the officer's own on macOS: every quarter of an hour, and at logon."""

from __future__ import annotations

import os
import plistlib

from app.services.schedules.scheduler import (
    Surroundings,
    put,
    refuse_what_cannot_be_written,
    take_away,
    told,
)
from app.services.starts import Program

LABEL = "io.github.servanda.Servanda.reminders"
WAIT = 14 * 60
_EVERY = 15 * 60


def agent_text(program: Program) -> bytes:
    """Return the agent that runs the program; what was slept through runs once on waking."""
    refuse_what_cannot_be_written(program)
    agent: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": list(program.command),
        "StartInterval": _EVERY,
        "RunAtLoad": True,
        # A window that was opened by a click stays when the run ends.
        "AbandonProcessGroup": True,
    }
    if program.folder is not None:
        agent["WorkingDirectory"] = str(program.folder)
    return plistlib.dumps(agent)


class LaunchAgent:
    """Installs the agent for the officer, and starts it at once."""

    name = "launchd"
    words = "The system looks every 15 minutes, and when you log in."

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._file = around.home / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def usable(self) -> bool:
        """Whether this is macOS."""
        return self._around.platform == "darwin"

    def install(self, program: Program) -> None:
        """Write the agent and load it. Raises `SchedulingError` or `StorageError`."""
        content = agent_text(program.with_arguments("--wait", str(WAIT)))
        self._around.run(("launchctl", "bootout", f"{_domain()}/{LABEL}"))
        put(self._file, content)
        told(
            self._around.run,
            *("launchctl", "bootstrap", _domain(), str(self._file)),
            undo=(self._file,),
        )

    def remove(self) -> None:
        """Unload the agent and take it away. Raises `StorageError`."""
        if self._file.exists():
            self._around.run(("launchctl", "bootout", f"{_domain()}/{LABEL}"))
            take_away(self._file)

    def installed(self) -> bool:
        """Whether the agent is there and loaded."""
        if not self._file.is_file():
            return False
        return self._around.run(("launchctl", "print", f"{_domain()}/{LABEL}")).code == 0


def _domain() -> str:
    return f"gui/{os.getuid()}"
