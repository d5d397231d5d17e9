"""A program that a Linux desktop starts when its officer logs in, where there is no systemd."""

from __future__ import annotations

import re

from app.services.schedules.scheduler import (
    SchedulingError,
    Surroundings,
    put,
    refuse_what_cannot_be_written,
    take_away,
)
from app.services.starts import Program

FILE = "io.github.servanda.Servanda.Reminders.desktop"

_RESERVED = re.compile(r"[^A-Za-z0-9_./:,@+%=-]")
_IN_QUOTES = re.compile(r'(["`$\\])')


def entry_text(program: Program) -> str:
    """Return the desktop entry that starts the program. Raises `SchedulingError`."""
    refuse_what_cannot_be_written(program)
    if "=" in program.command[0]:
        raise SchedulingError(
            "The path of the program holds an equals sign, which no desktop entry may."
        )
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Servanda reminders",
        "Name[ru]=Напоминания Servanda",
        "Comment=Reminds of what falls due while the window of Servanda is closed",
        "Comment[ru]=Напоминает о сроках, пока окно Servanda закрыто",
        "Icon=io.github.servanda.Servanda",
        f"Exec={exec_line(program.command)}",
    ]
    if program.folder is not None:
        lines.append(f"Path={_value(str(program.folder))}")
    lines += ["Terminal=false", "NoDisplay=true", "StartupNotify=false"]
    return "\n".join(lines) + "\n"


def exec_line(command: tuple[str, ...]) -> str:
    """Return a command line as desktops read it back, with every word as it is."""
    return _value(" ".join(_quoted(each) for each in command))


def _quoted(word: str) -> str:
    text = word.replace("%", "%%")
    if text and not _RESERVED.search(text):
        return text
    return '"' + _IN_QUOTES.sub(r"\\\1", text) + '"'


def _value(text: str) -> str:
    """Escape a value as all values of the file are; only then is the command line read."""
    escaped = text.replace("\\", "\\\\")
    return "\\s" + escaped[1:] if escaped.startswith(" ") else escaped


class Autostart:
    """Puts the entry where the desktop looks when the officer logs in."""

    name = "autostart"
    words = (
        "The desktop starts a small program when you log in, which looks every 15 minutes. "
        "It begins with the next logging in."
    )

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._file = around.config / "autostart" / FILE

    def usable(self) -> bool:
        """Whether this is a system whose desktops look there."""
        return self._around.platform.startswith(("linux", "freebsd"))

    def install(self, program: Program) -> None:
        """Write the entry. Raises `SchedulingError` or `StorageError`."""
        put(self._file, entry_text(program.with_arguments("--loop")).encode())

    def remove(self) -> None:
        """Take the entry away. Raises `StorageError`."""
        take_away(self._file)

    def installed(self) -> bool:
        """Whether the entry is there."""
        return self._file.is_file()
