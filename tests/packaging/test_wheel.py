"""What is installed is whole: built, put into an empty environment, and used from elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE_ROWS = 76
POSIX = os.name == "posix"

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """The program in an environment of its own, and a folder far from the source."""

    scripts: Path
    packages: Path
    elsewhere: Path

    def run(self, command, *arguments):
        """Run a command of the environment, with an empty home and nothing else inherited."""
        home = self.elsewhere / "home"
        home.mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        answer = subprocess.run(
            [self.scripts / f"{command}{'' if POSIX else '.exe'}", *arguments],
            capture_output=True,
            check=False,
            cwd=self.elsewhere,
            encoding="utf-8",
            env=kept | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUTF8": "1"},
        )
        assert answer.returncode == 0, answer.stderr
        return answer.stdout


def _run(*command):
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    _run("hatchling", "build", "-t", "wheel", "-d", str(folder))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel in an empty environment that borrows the libraries of this one.

    Borrowing goes through a .pth file: it lends what lies in the folder, but follows no .pth in
    it, so an editable install of the source is not lent.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", symlinks=POSIX)
    base = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    packages = Path(sysconfig.get_path("purelib", "venv", base))
    scripts = Path(sysconfig.get_path("scripts", "venv", base))
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    _run(
        "pip",
        f"--python={scripts / ('python' if POSIX else 'python.exe')}",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-cache-dir",
        "--no-deps",
        "--no-index",
        str(wheel),
    )
    return Installed(scripts=scripts, packages=packages, elsewhere=folder)


def test_the_wheel_holds_code_resources_and_licences(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"app/__main__.py", "app/paths.py", "app/resources/icons/servanda.svg"} <= names
    licences = {name.partition(".dist-info/licenses/")[2] for name in names}
    assert {"LICENSE", "resources/fonts/OFL.txt", "resources/icons/LICENSE"} <= licences


def test_the_wheel_carries_every_resource_of_the_source(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    source = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    expected = {f"app/{path.relative_to(ROOT).as_posix()}" for path in source}
    pictures = {name for name in expected if name.startswith("app/resources/pictures/")}
    assert expected - pictures <= names


def test_the_wheel_claims_no_other_name_in_the_environment(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.startswith("servanda-")} == {"app"}


def test_the_program_that_runs_is_the_one_from_the_wheel(installed):
    asked = (
        "import app; from app.paths import resource; "
        "print(app.__file__); print(resource('icons', 'servanda.svg').resolve(strict=True))"
    )
    code, icon = installed.run("python", "-c", asked).splitlines()
    assert Path(code).is_relative_to(installed.packages.resolve())
    assert Path(icon).is_relative_to(installed.packages.resolve())


def test_the_installed_command_fills_and_lists_the_sample_register(installed):
    installed.run("servanda", "--register", "r.servanda", "sample")
    listed = installed.run(
        "servanda", "--register", "r.servanda", "--today", "2026-11-22", "list", "--json"
    )
    answer = json.loads(listed)
    assert answer["schema"] == 1
    assert answer["count"] == len(answer["items"]) == SAMPLE_ROWS
