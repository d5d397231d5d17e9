"""The program as a process: started as an officer starts it, beside commands, and killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from app.paths import folders
from app.services.opening import open_register

ROOT = Path(__file__).resolve().parents[2]
PLANT = "PK-BY/JMC-8/05"
LONG = 60
"""Seconds that nothing here takes: only a hang would."""

pytestmark = pytest.mark.slow


@pytest.fixture
def environment(home):
    """What a process of the program is started in."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def process(environment, home):
    """Start a process; whatever is still running after the test is killed."""
    started = []

    def start(*command):
        started.append(
            subprocess.Popen(
                [sys.executable, *map(str, command)],
                env=environment,
                cwd=home,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.communicate(timeout=LONG)


@pytest.fixture
def command(process, sample_path, tmp_path):
    """Run a command of the program on the test's register."""

    def run(*arguments):
        child = process(
            "-m", "app", "--data", tmp_path / "data", "--register", sample_path, *arguments
        )
        said, refused = child.communicate(timeout=LONG)
        assert child.returncode == 0, refused
        return said

    return run


def shown(child, path):
    """Wait until the window has its list: then both its connections hold the register open."""
    own, end = psutil.Process(child.pid), time.monotonic() + LONG
    while time.monotonic() < end:
        assert child.poll() is None, child.stderr.read()
        if sum(each.path == str(path) for each in own.open_files()) >= 2 and own.num_threads() > 1:
            return
    raise AssertionError


def test_a_window_killed_beside_commands_that_write_loses_nothing(
    process, command, sample_path, tmp_path, clock
):
    window = process("-m", "app", "--data", tmp_path / "data", "--register", sample_path)
    shown(window, sample_path)
    command("note", PLANT, "Letter sent.")
    command("move", PLANT, "in progress")
    window.kill()
    window.wait(LONG)
    command("move", PLANT, "open")
    register = open_register(sample_path, folders(tmp_path / "data"), clock, "officer")
    plant = register.reader.dossier(register.reader.find(PLANT))
    assert [note.text for note in plant.notes] == ["Letter sent."]
    assert plant.commitment.status == "open"
    assert register.store.check() == []
    register.undo()
    assert register.reader.row(plant.row.id).status == "in progress"
    register.close()
    again = process("-m", "app", "--data", tmp_path / "data", "--register", sample_path)
    shown(again, sample_path)


@pytest.mark.faults
def test_a_window_killed_while_it_writes_keeps_what_it_said_was_saved(
    process, sample_path, tmp_path, clock
):
    kept = 0
    for edits in (1, 3, 10):
        window = process(
            ROOT / "tests" / "end_to_end" / "window_at_work.py", sample_path, tmp_path / "data"
        )
        for _ in range(edits):
            line = window.stdout.readline()
            assert line, window.stderr.read()
        window.kill()
        rest, _ = window.communicate(timeout=LONG)
        told = int((rest.split() or [line])[-1])
        register = open_register(sample_path, folders(tmp_path / "data"), clock, "officer")
        title = register.reader.row(register.reader.find(PLANT)).title
        assert register.store.check() == []
        register.close()
        assert int(title.removeprefix("Edit ")) in (told, told + 1)
        kept += told
    assert kept >= 14
