"""What is loaded when: Qt without a hold on Python's import, the rest while the window is free."""

from __future__ import annotations

import subprocess
import sys
import threading

from PySide6.QtCore import QThread

from app.qt import rest
from app.qt.rest import Rest

STARTED = """
import builtins, linecache, sys
from app.qt.loading import load_qt
plain = builtins.__import__
load_qt()
import app.qt.application
assert builtins.__import__ is plain
kept = [name for name in linecache.cache if "views" in name]
assert not kept, kept
late = [name for name in sys.argv[1:] if name in sys.modules]
assert not late, late
"""


def test_pyside_reads_no_source_of_ours_and_the_first_picture_does_without_the_rest():
    late = [name for name in rest.MODULES if name != "app.store.reader"]
    late += ["app.domain.particulars", "app.domain.dossier"]
    done = subprocess.run(
        [sys.executable, "-c", STARTED, *late], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_rest_is_loaded_elsewhere_and_heard_of_here(qtbot, monkeypatch):
    monkeypatch.setattr(rest, "MODULES", ("tests.qt.reminded",))
    sys.modules.pop("tests.qt.reminded", None)
    heard = []
    loading = Rest()
    loading.loaded.connect(lambda: heard.append(QThread.currentThread()))
    with qtbot.waitSignal(loading.loaded):
        loading.begin()
        loading.begin()
    loading.stop()
    assert heard == [loading.thread()]
    assert "tests.qt.reminded" in sys.modules
    assert [each for each in sys.meta_path if type(each).__module__ == rest.__name__] == []


def test_a_module_that_does_not_load_is_left_to_whoever_needs_it(qtbot, monkeypatch):
    monkeypatch.setattr(rest, "MODULES", ("app.there_is_none",))
    loading = Rest()
    with qtbot.waitSignal(loading.loaded):
        loading.begin()
    loading.stop()


def test_what_was_left_off_tells_nothing(qtbot, monkeypatch):
    monkeypatch.setattr(rest, "MODULES", ("json",) * 3)
    loading = Rest()
    with qtbot.assertNotEmitted(loading.loaded):
        loading.stop()
        loading.begin()
        loading.stop()
    assert [each.name for each in threading.enumerate() if each.name == "rest"] == []
