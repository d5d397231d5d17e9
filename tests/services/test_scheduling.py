"""How each system is told to start the helper: what it would read, and that it can."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ServandaError
from app.paths import folders
from app.services.schedules import autostart, macos, systemd, windows
from app.services.schedules.scheduler import Ran, SchedulingError, Surroundings
from app.services.scheduling import Scheduling, helper_program, schedulers, this_system
from app.services.starts import Program, of_folders, this_program, window_on
from app.services.watch_settings import read_settings

NOW = 1_795_334_400_000
LONG = 60
HOSTILE = (
    "/opt/a b/p%y $HOME/python",
    "it's",
    'say "no"',
    "back\\slash\\",
    "%h%%n",
    "${PATH} $$ `x`",
    "a;b & c | d > e # ~ * ? (f)",
    "ٹریکٹر – завод",
    "",
    " leads and trails ",
)
"""Words of a command line that some system would read as something else."""
PLAIN = Program(command=("/usr/bin/servanda", "remind", "--notify"))

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the program that checks it is Linux's"
)

WORDS = st.lists(
    st.text(st.characters(min_codepoint=32, codec="utf-8", exclude_characters="\x7f"), max_size=12),
    max_size=5,
)


@dataclass
class System:
    """A system that takes whatever it is told, and keeps what that was."""

    home: Path
    platform: str = "linux"
    environment: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, ...]] = field(default_factory=list)
    answers: dict[str, Ran] = field(default_factory=dict)

    def run(self, command):
        self.told.append(tuple(command))
        found = (code for word, code in self.answers.items() if word in command)
        return next(found, Ran(code=0))

    @property
    def around(self):
        return Surroundings(
            platform=self.platform, home=self.home, environment=self.environment, run=self.run
        )


@pytest.fixture
def system(tmp_path):
    return System(home=tmp_path / "home")


def needs(tool):
    """The path of a program that checks what was written; on Linux it has to be there."""
    found = shutil.which(tool)
    assert found is not None, f"{tool} is needed; README.md names what the tests need"
    return found


# systemd


@linux
@pytest.mark.parametrize("program", [PLAIN, Program(command=HOSTILE, folder=Path("/opt/50% $a"))])
def test_systemd_finds_nothing_to_complain_about(tmp_path, program):
    real = tmp_path / "p%y $x" / "python"
    real.parent.mkdir()
    real.write_text("#!/bin/sh\n")
    real.chmod(0o755)
    program = replace(program, command=(str(real), *program.command[1:]))
    service, timer = tmp_path / f"{systemd.UNIT}.service", tmp_path / f"{systemd.UNIT}.timer"
    service.write_text(systemd.service_text(program))
    timer.write_text(systemd.timer_text())
    said = subprocess.run(
        [needs("systemd-analyze"), "verify", "--user", "--man=no", str(service), str(timer)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        timeout=LONG,
    )
    complaints = [line for line in said.stderr.splitlines() if systemd.UNIT in line]
    assert (said.returncode, complaints) == (0, [])


@linux
def test_systemd_would_complain_of_what_is_wrong(tmp_path):
    service = tmp_path / f"{systemd.UNIT}.service"
    service.write_text(systemd.service_text(PLAIN).replace("oneshot", "sometimes"))
    said = subprocess.run(
        [needs("systemd-analyze"), "verify", "--user", "--man=no", str(service)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        timeout=LONG,
    )
    assert "sometimes" in said.stderr


@linux
def test_the_timer_comes_every_quarter_of_an_hour():
    line = next(each for each in systemd.timer_text().splitlines() if "OnCalendar" in each)
    said = subprocess.run(
        [needs("systemd-analyze"), "calendar", "--iterations=3", line.partition("=")[2]],
        capture_output=True,
        text=True,
        check=True,
        timeout=LONG,
    )
    assert "*-*-* *:00/15:00" in said.stdout


def test_the_timer_catches_up_and_the_window_outlives_the_run():
    assert "Persistent=true\n" in systemd.timer_text()
    assert "WantedBy=timers.target\n" in systemd.timer_text()
    assert "KillMode=process\n" in systemd.service_text(PLAIN)
    assert "Type=oneshot\n" in systemd.service_text(PLAIN)


def read_by_systemd(line):
    """Split a line as systemd does: quotes, backslashes, then specifiers; “:” keeps dollars."""
    literal, line = line.startswith(":"), line.removeprefix(":")
    words = shlex.split(line)  # within double quotes only these escapes differ, and none is used
    assert literal or "$" not in line
    return tuple(each.replace("%%", "%") for each in words)


@given(WORDS)
def test_systemd_reads_every_word_as_it_was(words):
    command = ("/usr/bin/servanda", *words)
    assert read_by_systemd(systemd.exec_line(command)) == command


def test_a_dollar_sign_is_kept_and_older_systemds_are_spared_what_they_do_not_know():
    assert systemd.exec_line(("/a", "b")) == '"/a" "b"'
    assert systemd.exec_line(("/a", "$b")) == ':"/a" "$b"'


@pytest.mark.parametrize("folder", ["/opt/back\\", "/opt/trails "])
def test_a_folder_that_systemd_would_cut_is_refused(folder):
    with pytest.raises(SchedulingError):
        systemd.service_text(replace(PLAIN, folder=Path(folder)))


# Desktop entry


@linux
@pytest.mark.parametrize("program", [PLAIN, Program(command=HOSTILE, folder=Path("/opt/50% \\a"))])
def test_the_desktop_entry_is_valid(tmp_path, program):
    entry = tmp_path / autostart.FILE
    entry.write_text(autostart.entry_text(program), encoding="utf-8")
    said = subprocess.run(
        [needs("desktop-file-validate"), str(entry)],
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG,
    )
    assert (said.returncode, said.stdout) == (0, "")


def read_by_a_desktop(line):
    """Split a line as the specification says: first the value's escapes, then the quotes."""
    value = line.replace("\\\\", "\0").replace("\\s", " ").replace("\0", "\\")
    words, now, quoted, held = [], "", False, False
    letters = iter(value)
    for letter in letters:
        if quoted and letter == "\\":
            now += next(letters)
        elif letter == '"':
            quoted, held = not quoted, True
        elif letter == " " and not quoted:
            words, now, held = [*words, now] if now or held else words, "", False
        else:
            now += letter
    return tuple(each.replace("%%", "%") for each in ([*words, now] if now or held else words))


@given(WORDS)
def test_a_desktop_reads_every_word_as_it_was(words):
    command = ("/usr/bin/servanda", *words)
    assert read_by_a_desktop(autostart.exec_line(command)) == command


def test_a_path_with_an_equals_sign_is_refused_where_desktops_take_none():
    with pytest.raises(SchedulingError):
        autostart.entry_text(Program(command=("/opt/a=b/servanda",)))


# Windows


@pytest.fixture(scope="module")
def schema():
    return xmlschema.XMLSchema(str(Path(__file__).with_name("task.xsd")))


WINDOWS = Program(
    command=(
        "C:\\Program Files\\Servanda & Söhne\\servanda-window.exe",
        "--data",
        'D:\\Дела\\50% "new" <b>\\',
        "remind",
    ),
    folder=Path("C:/Users/ж"),
)


def task(program=WINDOWS, user="MFA\\Officer & Co"):
    content = windows.task_text(program, user)
    assert content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16")


def found(text, path):
    """What stands in an element of the task."""
    root = ET.fromstring(text.partition("?>")[2])  # noqa: S314 - our own
    return root.findtext("/".join(f"{{{windows.NAMESPACE}}}{each}" for each in path.split("/")))


@pytest.mark.parametrize("program", [PLAIN, WINDOWS])
def test_the_task_is_one(schema, program):
    schema.validate(task(program).partition("?>")[2])


def test_a_task_with_anything_else_in_it_is_none(schema):
    for before, after in (
        ("PT30M", "P32D"),
        ("IgnoreNew", "Sometimes"),
        ("<Enabled>true</Enabled>", "<Enabled>yes</Enabled>"),
        ('Context="Officer"', 'Context="Nobody"'),
    ):
        with pytest.raises(xmlschema.XMLSchemaException):
            schema.validate(task().partition("?>")[2].replace(before, after))


def test_the_task_runs_on_batteries_and_after_what_was_missed_and_at_logon():
    text = task()
    assert found(text, "Settings/StartWhenAvailable") == "true"
    assert found(text, "Settings/DisallowStartIfOnBatteries") == "false"
    assert found(text, "Settings/StopIfGoingOnBatteries") == "false"
    assert found(text, "Triggers/TimeTrigger/Repetition/Interval") == "PT30M"
    assert found(text, "Triggers/LogonTrigger/UserId") == "MFA\\Officer & Co"
    assert found(text, "Principals/Principal/LogonType") == "InteractiveToken"
    assert found(text, "Principals/Principal/RunLevel") == "LeastPrivilege"


def test_windows_reads_every_word_as_it_was():
    text = task()
    assert found(text, "Actions/Exec/Command") == WINDOWS.command[0]
    assert found(text, "Actions/Exec/Arguments") == subprocess.list2cmdline(WINDOWS.command[1:])
    assert found(text, "Actions/Exec/Arguments").startswith('--data "D:\\Дела\\50% \\"new\\"')


@pytest.mark.parametrize("word", ["C:\\%TEMP%\\servanda.exe", "C:\\$(Arg0)\\servanda.exe"])
def test_what_windows_would_put_something_else_in_place_of_is_refused(word):
    with pytest.raises(SchedulingError, match="would put something else"):
        windows.task_text(Program(command=(word,)), "officer")
    with pytest.raises(SchedulingError):
        windows.task_text(Program(command=("servanda.exe", "--data", word)), "officer")


# macOS


def test_the_agent_is_a_property_list_that_says_every_word_as_it_was():
    program = Program(command=HOSTILE, folder=Path("/opt/a b"))
    agent = plistlib.loads(macos.agent_text(program))
    assert agent == {
        "Label": macos.LABEL,
        "ProgramArguments": list(HOSTILE),
        "StartInterval": 900,
        "RunAtLoad": True,
        "AbandonProcessGroup": True,
        "WorkingDirectory": "/opt/a b",
    }


# What no file can carry


@pytest.mark.parametrize("word", ["two\nlines", "null\0", "half \ud800"])
@pytest.mark.parametrize(
    "write",
    [
        systemd.service_text,
        autostart.entry_text,
        macos.agent_text,
        lambda program: windows.task_text(program, "officer"),
    ],
)
def test_a_path_that_no_file_can_carry_is_refused(write, word):
    with pytest.raises(SchedulingError):
        write(Program(command=("/usr/bin/servanda", word)))


# On and off


def test_on_a_linux_desktop_a_timer_is_written_and_started(system, places):
    state = Scheduling(places, system.around).switch_on(NOW)
    units = system.home / ".config" / "systemd" / "user"
    assert sorted(each.name for each in units.iterdir()) == [
        "servanda-reminders.service",
        "servanda-reminders.timer",
    ]
    assert f'"--data" "{places.data}" "remind" "--notify" "--wait" "840"' in (
        units / "servanda-reminders.service"
    ).read_text().replace("%%", "%")
    assert ("systemctl", "--user", "daemon-reload") in system.told
    assert system.told[-1] == (
        *("systemctl", "--user", "enable", "--now"),
        "servanda-reminders.timer",
    )
    assert (state.wanted, state.installed, state.broken) == (True, True, False)
    settings = read_settings(places)
    assert (settings.helper, settings.scheduler, settings.scheduled) == (True, "systemd", NOW)


def test_switched_off_nothing_is_left(system, places):
    scheduling = Scheduling(places, system.around)
    scheduling.switch_on(NOW)
    state = scheduling.switch_off(NOW + 1)
    assert (state.wanted, state.installed) == (False, False)
    assert [each for each in system.home.rglob("*") if each.is_file()] == []
    assert ("systemctl", "--user", "disable", "--now", "servanda-reminders.timer") in system.told
    assert read_settings(places).helper is False
    scheduling.switch_off(NOW + 2)


def test_without_systemd_the_desktop_starts_it_at_logon(system, places):
    system.answers["show-environment"] = Ran(code=1, said="Failed to connect to bus")
    state = Scheduling(places, system.around).switch_on(NOW)
    entry = system.home / ".config" / "autostart" / autostart.FILE
    assert "remind --notify --loop" in entry.read_text()
    assert "next logging in" in state.words
    assert read_settings(places).scheduler == "autostart"
    assert Scheduling(places, system.around).state().installed
    Scheduling(places, system.around).switch_off(NOW)
    assert not entry.exists()


def test_where_systemd_refuses_the_desktop_does_it_and_nothing_half_done_is_left(system, places):
    system.answers["enable"] = Ran(code=1, said="\nUnit is masked.\n")
    Scheduling(places, system.around).switch_on(NOW)
    files = [each.name for each in system.home.rglob("*") if each.is_file()]
    assert files == [autostart.FILE]


def test_a_timer_that_somebody_took_away_is_told(system, places):
    scheduling = Scheduling(places, system.around)
    scheduling.switch_on(NOW)
    (system.home / ".config" / "systemd" / "user" / "servanda-reminders.timer").unlink()
    state = scheduling.state()
    assert (state.wanted, state.installed, state.broken) == (True, False, True)
    scheduling.switch_on(NOW)
    assert not scheduling.state().broken
    system.answers["is-enabled"] = Ran(code=1)
    assert scheduling.state().broken


def test_settings_of_the_desktop_lie_where_the_system_says(system, places, tmp_path):
    system.environment["XDG_CONFIG_HOME"] = str(tmp_path / "config")
    Scheduling(places, system.around).switch_on(NOW)
    assert (tmp_path / "config" / "systemd" / "user" / "servanda-reminders.timer").is_file()


def test_windows_is_given_a_task_and_told_why_it_was_not_taken(system, places):
    system.platform = "win32"
    system.environment.update(USERNAME="officer", USERDOMAIN="MFA")
    scheduling = Scheduling(places, system.around)
    assert scheduling.switch_on(NOW).words.startswith("The system's Task Scheduler")
    create = system.told[-1]
    assert create[:5] == ("schtasks", "/Create", "/TN", "Servanda reminders", "/XML")
    assert create[6:] == ("/F",)
    scheduling.switch_off(NOW)
    assert ("schtasks", "/Delete", "/TN", "Servanda reminders", "/F") in system.told
    system.answers["/Create"] = Ran(code=1, said="\r\nERROR: Access is denied.\r\n")
    with pytest.raises(SchedulingError, match=r"“schtasks” ended with 1 and said “ERROR: Acc"):
        scheduling.switch_on(NOW)
    assert read_settings(places).helper is False


def test_macos_is_given_an_agent_in_place_of_the_one_before(system, places):
    system.platform = "darwin"
    scheduling = Scheduling(places, system.around)
    scheduling.switch_on(NOW)
    agent = system.home / "Library" / "LaunchAgents" / f"{macos.LABEL}.plist"
    assert plistlib.loads(agent.read_bytes())["ProgramArguments"][-2:] == ["--wait", "840"]
    assert [each[1] for each in system.told] == ["bootout", "bootstrap"]
    scheduling.switch_off(NOW)
    assert not agent.exists()


def test_a_system_that_offers_nothing_is_told_so_and_nothing_is_set(system, places):
    system.platform = "sunos"
    system.answers["systemctl"] = Ran(code=127)
    scheduling = Scheduling(places, system.around)
    assert scheduling.state().unusable
    with pytest.raises(ServandaError, match="offers nothing"):
        scheduling.switch_on(NOW)
    assert read_settings(places).helper is False


def test_what_the_officer_set_besides_stays(system, places):
    from app.services.watch_settings import watch_register

    watch_register(places, system.home / "r.servanda", NOW)
    Scheduling(places, system.around).switch_on(NOW)
    assert len(read_settings(places).registers) == 1


def test_this_system_runs_its_own_commands_and_says_when_one_is_not_there():
    run = this_system().run
    assert run((sys.executable, "-c", "import sys; sys.exit('no')")) == Ran(code=1, said="no\n")
    assert run(("servanda-has-no-such-program",)).code == 127
    assert schedulers(this_system())


# What is started


@pytest.mark.slow
def test_what_a_scheduler_starts_is_this_program(places, tmp_path):
    program = helper_program(places)
    ended = subprocess.run(
        [*program.command, "--json"],
        cwd=program.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("No register is looked after yet")


def test_folders_of_ones_own_are_named_and_the_usual_ones_are_not(places):
    assert of_folders(PLAIN, places).command[-2:] == ("--data", str(places.data))
    assert of_folders(PLAIN, folders()) == PLAIN


def test_a_click_starts_the_window_at_the_record_or_at_all_reminders(places, tmp_path):
    register = tmp_path / "r.servanda"
    command = window_on(places, register, "PK-BY/1").command
    assert command[-4:] == ("--register", str(register), "--open", "PK-BY/1")
    assert window_on(places, register, "").command[-1] == "--reminders"


def test_a_bundle_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert this_program() == Program(command=(sys.executable,))


STARTING = """
import sys
from pathlib import Path
from app.services.starts import Program, start
code = "import os, sys; open(sys.argv[1], 'w').write(str(os.getsid(0) == os.getpid()))"
start(Program(command=(sys.executable, "-c", code, "pipe"), folder=Path(sys.argv[1])))
"""


@linux
def test_what_is_started_goes_on_when_the_helper_has_ended(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    subprocess.run(
        [sys.executable, "-c", STARTING, str(tmp_path)],
        check=True,
        timeout=LONG,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert (tmp_path / "pipe").read_text() == "True"  # waits for who writes into it
