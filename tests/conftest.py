"""What every test stands on: no screen, an empty home, a repeatable search for counterexamples."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt, and whatever the desktop of whoever runs the tests has set.
for _name in [name for name in os.environ if name.startswith(("QT_", "QML", "LC_", "LANG"))]:
    del os.environ[_name]
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"

settings.register_profile("default", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("long", derandomize=False, deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_FOLDERS = {
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",  # else platformdirs asks Windows itself
}


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder, for this process and those it starts, gone after the test."""
    with tempfile.TemporaryDirectory(prefix="servanda-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        monkeypatch.setenv("HOME", str(folder))
        monkeypatch.setenv("USERPROFILE", str(folder))
        for variable, below in _FOLDERS.items():
            monkeypatch.setenv(variable, str(folder / below))
        (folder / ".run").mkdir(mode=0o700)  # Qt warns when it has to make its own
        yield folder


@pytest.fixture(autouse=True)
def _deleted_later(home: Path) -> Iterator[None]:
    """Deliver what `deleteLater` promised, so that no widget outlives its test.

    pytest-qt closes its widgets before this runs but never delivers their deletion.
    """
    yield
    core = sys.modules.get("PySide6.QtCore")  # a test without Qt stays without it
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
