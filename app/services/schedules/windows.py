"""A task of the Windows Task Scheduler: at logon, every half hour, on batteries too."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from app.services.schedules.scheduler import (
    SchedulingError,
    Surroundings,
    put,
    refuse_what_cannot_be_written,
    told,
)
from app.services.starts import Program

TASK = "Servanda reminders"
NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
WAIT = 25 * 60
"""So many seconds a run stays for clicks; the next one begins after half an hour."""

_EXPANDED = re.compile(r"%[^%]+%|\$\(")


def task_text(program: Program, user: str) -> bytes:
    """Return the task that runs the program for a user, as UTF-16 with its mark.

    Raises `SchedulingError` where Windows would read something else into the command line.
    """
    refuse_what_cannot_be_written(program)
    arguments = subprocess.list2cmdline(program.command[1:])
    folder = str(program.folder) if program.folder is not None else ""
    if any(_EXPANDED.search(each) for each in (program.command[0], arguments, folder)):
        raise SchedulingError(
            "A path of the program holds two percent signs or “$(”, in whose place Windows would "
            "put something else. Rename that folder first."
        )
    ET.register_namespace("", NAMESPACE)
    task = ET.Element(_name("Task"), {"version": "1.2"})
    about = _under(task, "RegistrationInfo")
    _under(about, "Description", "Reminds of what falls due while Servanda's window is closed.")
    _add_triggers(task, user)
    who = _under(_under(task, "Principals"), "Principal", id="Officer")
    _under(who, "UserId", user)
    _under(who, "LogonType", "InteractiveToken")
    _under(who, "RunLevel", "LeastPrivilege")
    _add_settings(task)
    action = _under(_under(task, "Actions", Context="Officer"), "Exec")
    _under(action, "Command", program.command[0])
    _under(action, "Arguments", arguments)
    if folder:
        _under(action, "WorkingDirectory", folder)
    ET.indent(task)
    written: bytes = ET.tostring(task, encoding="UTF-16", xml_declaration=True)
    return written


def _add_triggers(task: ET.Element, user: str) -> None:
    triggers = _under(task, "Triggers")
    clock = _under(triggers, "TimeTrigger")
    _under(clock, "Enabled", "true")
    _under(clock, "StartBoundary", "2026-01-01T00:00:00")  # long begun: repeated from now on
    _under(_under(clock, "Repetition"), "Interval", "PT30M")
    logon = _under(triggers, "LogonTrigger")
    _under(logon, "Enabled", "true")
    _under(logon, "UserId", user)
    _under(logon, "Delay", "PT1M")


def _add_settings(task: ET.Element) -> None:
    settings = _under(task, "Settings")
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("AllowHardTerminate", "true"),
        ("StartWhenAvailable", "true"),
        ("RunOnlyIfNetworkAvailable", "false"),
        ("AllowStartOnDemand", "true"),
        ("Enabled", "true"),
        ("Hidden", "false"),
        ("RunOnlyIfIdle", "false"),
        ("WakeToRun", "false"),
        ("ExecutionTimeLimit", "PT1H"),
        ("Priority", "7"),
    ):
        _under(settings, name, value)


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _under(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, _name(tag), attributes)
    if text:
        element.text = text
    return element


class TaskScheduler:
    """Creates the task for the officer, who needs no special rights for it."""

    name = "task scheduler"
    words = "The system's Task Scheduler looks every 30 minutes, and when you log in."

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def usable(self) -> bool:
        """Whether this is Windows."""
        return self._around.platform == "win32"

    def install(self, program: Program) -> None:
        """Create the task, or replace it. Raises `SchedulingError` or `StorageError`."""
        content = task_text(program.with_arguments("--wait", str(WAIT)), self._user())
        with tempfile.TemporaryDirectory(prefix="servanda-") as folder:
            file = Path(folder) / "reminders.xml"
            put(file, content)
            run = self._around.run
            told(run, "schtasks", "/Create", "/TN", TASK, "/XML", str(file), "/F")

    def remove(self) -> None:
        """Delete the task, if it is there. Raises `SchedulingError`."""
        if self.installed():
            told(self._around.run, "schtasks", "/Delete", "/TN", TASK, "/F")

    def installed(self) -> bool:
        """Whether the task is there."""
        return self._around.run(("schtasks", "/Query", "/TN", TASK)).code == 0

    def _user(self) -> str:
        name = self._around.environment.get("USERNAME", "")
        if not name:
            raise SchedulingError("Windows does not say whose reminders these are.")
        domain = self._around.environment.get("USERDOMAIN", "")
        return f"{domain}\\{name}" if domain else name
