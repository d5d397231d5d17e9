"""How this installation is started again by others: the desktop, a timer, a click."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.paths import Folders, folders

_WINDOWS = sys.platform == "win32"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A command line, and the folder to start it in where it needs one."""

    command: tuple[str, ...]
    folder: Path | None = None

    def with_arguments(self, *arguments: str) -> Program:
        """Return the same program with more arguments."""
        return Program(command=(*self.command, *arguments), folder=self.folder)


def this_program() -> Program:
    """Return what starts this very installation, on Windows without a console."""
    executable = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return Program(command=(str(_without_console(executable, "servanda-window.exe")),))
    root = Path(__file__).resolve().parents[2]
    interpreter = _without_console(executable, "pythonw.exe")
    return Program(command=(str(interpreter), "-m", "app"), folder=root)


def of_folders(program: Program, place: Folders) -> Program:
    """Return a program that works in these folders of an officer's, unless they are the usual."""
    if place == folders():
        return program
    return program.with_arguments("--data", str(place.data))


def start(program: Program) -> None:
    """Start a program that goes on after this one. Raises `OSError`."""
    flags: dict[str, object] = {"start_new_session": True}
    if sys.platform == "win32":
        flags = {"creationflags": subprocess.DETACHED_PROCESS}
    subprocess.Popen(  # noqa: S603 - our own program
        program.command,
        cwd=program.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        **flags,  # type: ignore[call-overload] # which flags there are depends on the system
    )


def window_on(place: Folders, register: Path, ref: str) -> Program:
    """Return what opens the window of a register, at a commitment or else at the reminders."""
    program = of_folders(this_program(), place).with_arguments("--register", str(register))
    where: Sequence[str] = ("--open", ref) if ref else ("--reminders",)
    return program.with_arguments(*where)


def _without_console(executable: Path, name: str) -> Path:
    """Return the twin of a program on Windows that opens no console, where there is one."""
    twin = executable.with_name(name)
    return twin if _WINDOWS and twin.is_file() else executable
