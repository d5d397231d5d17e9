"""The files by which a Linux desktop knows the program."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app import __version__
from app.paths import resource

ROOT = Path(__file__).parents[2]
NAME = "io.github.servanda.Servanda"
DESKTOP = ROOT / "packaging" / f"{NAME}.desktop"
METAINFO = ROOT / "packaging" / f"{NAME}.metainfo.xml"


@pytest.fixture
def entry():
    parser = ConfigParser(interpolation=None, delimiters=("=",), strict=True)
    parser.optionxform = str  # keys keep their case
    parser.read(DESKTOP, encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def component():
    return ET.parse(METAINFO).getroot()  # noqa: S314 - our own file


@pytest.fixture
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("desktop-file-validate", [str(DESKTOP)]),
        ("appstreamcli", ["validate", "--no-net", str(METAINFO)]),
    ],
)
def test_the_desktops_own_checker_accepts_the_file(tool, arguments):
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed here")
    checked = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_desktop_entry_starts_the_command_that_is_installed(entry, project):
    assert entry["Type"] == "Application"
    assert entry["Exec"].split()[0] in project["project"]["scripts"]
    assert entry["Terminal"] == "false"


@pytest.mark.parametrize("key", ["Name", "GenericName", "Comment", "Categories", "Keywords"])
def test_the_desktop_entry_says_what_the_program_is(entry, key):
    assert entry[key].strip()


def test_one_name_joins_entry_description_icon_and_window(entry, component):
    names = {
        entry["Icon"],
        entry["StartupWMClass"],
        component.findtext("id"),
        component.findtext("icon"),
        component.findtext("launchable").removesuffix(".desktop"),
    }
    assert names == {NAME}


def test_the_icon_is_a_square_drawing():
    icon = ET.parse(resource("icons", "servanda.svg")).getroot()  # noqa: S314 - our own file
    assert icon.get("viewBox") == "0 0 128 128"
    assert icon.get("width") == icon.get("height")


@pytest.mark.parametrize(
    "tag", ["name", "summary", "metadata_license", "developer", "description", "content_rating"]
)
def test_the_description_has_what_a_software_centre_asks_for(component, tag):
    assert component.find(tag) is not None


def test_the_description_tells_of_this_version_and_licence(component, project):
    assert component.find("releases/release").get("version") == __version__
    assert component.findtext("project_license") == project["project"]["license"]


def test_the_wheel_puts_the_files_where_desktops_look(project):
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert set(shared.values()) == {
        f"share/applications/{NAME}.desktop",
        f"share/metainfo/{NAME}.metainfo.xml",
        f"share/icons/hicolor/scalable/apps/{NAME}.svg",
    }
    assert all((ROOT / source).is_file() for source in shared)


def test_the_folder_never_hides_the_library_of_its_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()
