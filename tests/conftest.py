"""What every test stands on: no screen, an empty home, a repeatable search for counterexamples."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
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


TODAY = date(2026, 11, 22)
"""The day on which every test of the register takes place."""

_FIRST_INSTANT = 1_795_334_400_000  # 2026-11-22T08:00:00Z


@pytest.fixture
def clock():
    """A clock that stands on one day and ticks a second with every look at it."""
    from app.domain.clock import Clock

    seconds = itertools.count(_FIRST_INSTANT, 1000)
    return Clock(today=lambda: TODAY, now=lambda: next(seconds))


@pytest.fixture
def places(tmp_path):
    """The program's own folders, below the test's."""
    from app.paths import folders

    return folders(tmp_path / "data")


@pytest.fixture
def register(tmp_path, places, clock):
    """An empty register about Pakistan and Belarus."""
    from app.services.opening import create_register

    opened = create_register(tmp_path / "register.servanda", places, clock, "officer")
    opened.add_relation("PK-BY", "Pakistan", "Belarus")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_master(tmp_path_factory):
    """A register with the sample, made once; take a copy of it from `sample_path`."""
    from app.domain.clock import Clock
    from app.paths import folders, resource
    from app.services.opening import create_register
    from app.services.sample import load_sample

    folder = tmp_path_factory.mktemp("sample")
    made = create_register(
        folder / "sample.servanda",
        folders(folder / "data"),
        Clock(today=lambda: TODAY, now=lambda: _FIRST_INSTANT),
        "officer",
    )
    load_sample(made, resource("sample", "pakistan-belarus.json"))
    made.close()
    return made.store.path


@pytest.fixture
def sample_path(tmp_path, sample_master):
    """A copy of a register with the sample, as a colleague might have sent it.

    Its changes are not this computer's own: `undo` takes back only what the test does.
    """
    path = tmp_path / "sample.servanda"
    shutil.copyfile(sample_master, path)
    return path


@pytest.fixture
def sample(sample_path, places, clock):
    """The sample register, open."""
    from app.services.opening import open_register

    opened = open_register(sample_path, places, clock, "officer")
    yield opened
    opened.close()
