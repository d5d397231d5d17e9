"""One window for each register: a second start is led to the first, and silence is no answer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from app.qt.instance import Doorbell, address, call_first, same_file

ROOT = Path(__file__).resolve().parents[2]
LONG = 30

posix = pytest.mark.skipif(os.name != "posix", reason="sockets in folders are POSIX")

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.qt.instance import Doorbell
app = QCoreApplication([])
bell = Doorbell(Path(sys.argv[1]))
bell.rung.connect(lambda: print("rung", flush=True))
print("listens" if bell.listen() else "silent", flush=True)
app.exec()
"""
SECOND = """
import os, sys
from pathlib import Path
from app.qt.instance import call_first
before = "PySide6.QtNetwork" in sys.modules
print(call_first(Path(sys.argv[1])), "PySide6.QtNetwork" in sys.modules)
"""


@pytest.fixture
def process(home):
    """Run a few lines in a process of their own; whatever still runs is killed at the end."""
    started = []

    def start(lines, *arguments, **more):
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            **more,
        }
        child = subprocess.Popen(
            [sys.executable, "-c", lines, *map(str, arguments)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(child)
        return child

    yield start
    for each in started:
        each.kill()
        each.communicate(timeout=LONG)


def said(child):
    return child.stdout.readline().strip()


def test_the_first_window_hears_of_every_further_start(process, tmp_path):
    register = tmp_path / "r.servanda"
    first = process(FIRST, register)
    assert said(first) == "listens"
    for _ in range(2):
        assert said(process(SECOND, register)) == "True True"
        assert said(first) == "rung"


def test_a_link_to_the_register_leads_to_the_same_window(process, tmp_path):
    register, link = tmp_path / "r.servanda", tmp_path / "link.servanda"
    register.write_text("")
    link.symlink_to(register)
    first = process(FIRST, register)
    assert said(first) == "listens"
    assert said(process(SECOND, link)) == "True True"
    assert said(first) == "rung"


def test_another_register_has_a_window_of_its_own(process, tmp_path):
    first = process(FIRST, tmp_path / "r.servanda")
    assert said(first) == "listens"
    assert said(process(SECOND, tmp_path / "other.servanda")) == "False False"
    assert said(process(FIRST, tmp_path / "other.servanda")) == "listens"


LED = FIRST.replace(
    "bell.rung.connect",
    "bell.led.connect(lambda goal: print(ascii(goal), flush=True))\nbell.rung.connect",
)
LEADING = """
import sys
from pathlib import Path
from app.qt.instance import call_first
print(call_first(Path(sys.argv[1]), goal=sys.argv[2]))
"""


@pytest.mark.parametrize("token", ["", "a-token 7"])
@pytest.mark.parametrize("goal", ["open PK-BY/JMC-8/05", "page reminders", "open ПК\n%20 “x”"])
def test_a_second_start_says_where_the_window_is_to_go(process, tmp_path, goal, token):
    first = process(LED, tmp_path / "r.servanda")
    assert said(first) == "listens"
    more = {"XDG_ACTIVATION_TOKEN": token} if token else {}
    assert said(process(LEADING, tmp_path / "r.servanda", goal, **more)) == "True"
    assert [said(first), said(first)] == ["rung", ascii(goal)]


@pytest.mark.parametrize("more", [{}, {"XDG_ACTIVATION_TOKEN": "x" * 2000}])
def test_where_there_is_too_much_to_say_the_window_comes_forward(process, tmp_path, more):
    first = process(LED, tmp_path / "r.servanda")
    assert said(first) == "listens"
    assert said(process(LEADING, tmp_path / "r.servanda", "open " + "Ж" * 400, **more)) == "True"
    assert said(process(LEADING, tmp_path / "r.servanda", "page x")) == "True"
    assert [said(first) for _ in range(3)] == ["rung", "rung", "'page x'"]


def test_where_nobody_listens_the_network_is_not_even_loaded(process, tmp_path):
    assert said(process(SECOND, tmp_path / "r.servanda")) == "False False"


@posix
def test_what_a_killed_window_leaves_behind_is_silent_and_cleared_away(process, tmp_path):
    register = tmp_path / "r.servanda"
    first = process(FIRST, register)
    assert said(first) == "listens"
    first.kill()
    first.wait(LONG)
    assert os.path.lexists(address(register))
    assert said(process(SECOND, register)) == "False True"
    second = process(FIRST, register)
    assert said(second) == "listens"
    assert said(process(SECOND, register)) == "True True"
    assert said(second) == "rung"


def test_only_one_window_listens_for_a_register(process, tmp_path):
    register = tmp_path / "r.servanda"
    first = process(FIRST, register)
    assert said(first) == "listens"
    assert said(process(FIRST, register)) == "silent"
    assert said(process(SECOND, register)) == "True True"
    assert said(first) == "rung"


def test_a_window_that_does_not_answer_does_not_hinder_another(qapp, tmp_path):
    register = tmp_path / "r.servanda"
    bell = Doorbell(register)
    assert bell.listen()
    # This thread is the one that would have to answer.
    assert call_first(register, patience_ms=50) is False
    bell.close()


@posix
def test_a_closed_window_leaves_nothing_behind(qapp, tmp_path):
    bell = Doorbell(tmp_path / "r.servanda")
    assert bell.listen()
    bell.close()
    assert not os.path.lexists(address(tmp_path / "r.servanda"))


@pytest.mark.parametrize("words", [b"hello\n", b"\xff\x00\n", b"x" * 2000, b"raise" * 400])
def test_what_is_no_request_is_not_answered(qapp, qtbot, tmp_path, words):
    register, rung = tmp_path / "r.servanda", []
    bell = Doorbell(register)
    bell.rung.connect(lambda: rung.append(True))
    assert bell.listen()
    line = QLocalSocket()
    line.connectToServer(address(register))
    line.write(words)
    qtbot.waitUntil(lambda: line.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert rung == []
    assert line.readAll().isEmpty()
    bell.close()


def test_a_desktops_leave_to_come_forward_is_passed_on(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    register = tmp_path / "r.servanda"
    bell = Doorbell(register)
    assert bell.listen()
    line = QLocalSocket()
    line.connectToServer(address(register))
    with qtbot.waitSignal(bell.rung):
        line.write(b"raise leave-of-the-desktop\n")
    leave = os.environ["XDG_ACTIVATION_TOKEN"]
    assert leave == "leave-of-the-desktop"
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    bell.close()


@posix
def test_the_socket_lies_where_nobody_else_may_enter(monkeypatch, tmp_path, home):
    assert Path(address(tmp_path / "r.servanda")).parent == home / ".run"
    (home / ".run").chmod(0o755)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = Path(address(tmp_path / "r.servanda")).parent
    assert folder.parent == tmp_path
    assert folder.stat().st_mode & 0o777 == 0o700


@posix
def test_without_a_private_folder_nobody_listens(monkeypatch, tmp_path, home):
    (home / ".run").chmod(0o755)
    (tmp_path / f"servanda-{os.getuid()}").mkdir(mode=0o777)
    (tmp_path / f"servanda-{os.getuid()}").chmod(0o777)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    register = tmp_path / "r.servanda"
    assert address(register) is None
    assert Doorbell(register).listen() is False
    assert call_first(register) is False


def test_the_same_file_is_known_by_its_real_path(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    assert same_file(tmp_path / "r.servanda", tmp_path / "link" / "r.servanda")
    assert not same_file(tmp_path / "r.servanda", tmp_path / "s.servanda")
