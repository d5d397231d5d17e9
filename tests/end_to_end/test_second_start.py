"""Starting the program twice with the same register: one window, also after a kill."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.qt.instance import address, call_first

ROOT = Path(__file__).resolve().parents[2]
LONG = 60
"""Seconds that nothing here takes: only a hang would."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="looks for a socket in a folder"),
]


@pytest.fixture
def start(home, sample_path, tmp_path):
    """Start the program on the test's register; what still runs after the test is killed."""
    started = []

    def begin(*arguments):
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "app", "--data", str(tmp_path / "data"), *arguments],
                env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
                cwd=home,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield lambda: begin("--register", str(sample_path))
    for each in started:
        each.kill()
        each.communicate(timeout=LONG)


def listens(child, register):
    """Wait until the window of a process listens for a second start."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        assert child.poll() is None, child.stderr.read()
        if os.path.lexists(address(register)) and call_first(register):
            return
    raise AssertionError


def test_a_second_start_leaves_the_register_to_the_first(start, sample_path):
    first = start()
    listens(first, sample_path)
    second = start()
    said, refused = second.communicate(timeout=LONG)
    assert (second.returncode, said) == (0, "")
    assert "Error" not in refused
    assert first.poll() is None


def test_after_the_first_was_killed_another_takes_its_place(start, sample_path):
    first = start()
    listens(first, sample_path)
    first.kill()
    first.wait(LONG)
    second = start()
    listens(second, sample_path)
    third = start()
    third.communicate(timeout=LONG)
    assert third.returncode == 0
    assert second.poll() is None
