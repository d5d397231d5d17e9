"""A timer of the officer's own systemd: every quarter of an hour, and what was slept through."""

from __future__ import annotations

from pathlib import Path

from app.services.schedules.scheduler import (
    SchedulingError,
    Surroundings,
    put,
    refuse_what_cannot_be_written,
    take_away,
    told,
)
from app.services.starts import Program

UNIT = "servanda-reminders"
WAIT = 14 * 60
"""So many seconds a run stays for clicks; the next one begins after a quarter of an hour."""

_SYSTEMCTL = ("systemctl", "--user")


def service_text(program: Program) -> str:
    """Return the unit that runs the program once."""
    refuse_what_cannot_be_written(program)
    lines = [
        "[Unit]",
        "Description=Servanda: reminders while its window is closed",
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={exec_line(program.command)}",
    ]
    if program.folder is not None:
        lines.append(f"WorkingDirectory={_folder(program.folder)}")
    lines += [
        "# A window that was opened by a click stays when the run ends.",
        "KillMode=process",
        "Nice=5",
    ]
    return "\n".join(lines) + "\n"


def timer_text() -> str:
    """Return the unit that starts the service: by the clock, after a sleep, and after logon."""
    lines = [
        "[Unit]",
        "Description=Servanda: look for reminders while its window is closed",
        "",
        "[Timer]",
        "OnCalendar=*:0/15",
        "OnStartupSec=2min",
        "Persistent=true",
        "AccuracySec=1min",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def exec_line(command: tuple[str, ...]) -> str:
    """Return a command line as systemd reads it back: each word quoted, nothing expanded."""
    # Only “:” keeps a dollar sign in the program's own path; older systemds do not know it.
    literal = any("$" in each for each in command)
    return (":" if literal else "") + " ".join(_quoted(each) for each in command)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _folder(folder: Path) -> str:
    text = str(folder)
    if text.endswith(("\\", " ")):
        raise SchedulingError(
            f"The folder of the program ends with a character that systemd drops: “{text}”."
        )
    return text.replace("%", "%%")


class Systemd:
    """Installs the timer for the officer, and starts it at once."""

    name = "systemd"
    words = "A timer of the system looks every 15 minutes, and soon after logging in."

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        folder = around.config / "systemd" / "user"
        self._service = folder / f"{UNIT}.service"
        self._timer = folder / f"{UNIT}.timer"

    def usable(self) -> bool:
        """Whether the officer's own systemd answers."""
        linux = self._around.platform.startswith("linux")
        return linux and self._around.run((*_SYSTEMCTL, "show-environment")).code == 0

    def install(self, program: Program) -> None:
        """Write both units and start the timer. Raises `SchedulingError` or `StorageError`."""
        service = service_text(program.with_arguments("--wait", str(WAIT)))
        files = (self._service, self._timer)
        put(self._service, service.encode())
        put(self._timer, timer_text().encode())
        told(self._around.run, *_SYSTEMCTL, "daemon-reload", undo=files)
        told(self._around.run, *_SYSTEMCTL, "enable", "--now", self._timer.name, undo=files)

    def remove(self) -> None:
        """Stop the timer and take both units away. Raises `StorageError`."""
        if not (self._timer.exists() or self._service.exists()):
            return
        self._around.run((*_SYSTEMCTL, "disable", "--now", self._timer.name))
        take_away(self._timer, self._service)
        self._around.run((*_SYSTEMCTL, "daemon-reload"))

    def installed(self) -> bool:
        """Whether the timer is there and would be started."""
        if not self._timer.is_file():
            return False
        return self._around.run((*_SYSTEMCTL, "is-enabled", "--quiet", self._timer.name)).code == 0
