"""Where things lie, and who may look there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.paths import default_register, folders, resource

posix = pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX modes")


def test_a_resource_is_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert resource("icons", "servanda.svg").is_file()


def test_the_default_register_lies_in_the_home_but_not_among_the_documents(home):
    register = default_register()
    assert register.name == "register.servanda"
    assert register.is_relative_to(home)
    assert "Documents" not in register.parts


def test_a_named_data_folder_holds_everything(tmp_path):
    mine = folders(tmp_path / "mine")
    for place in (mine.register, mine.state, mine.backups, mine.copies):
        assert place.is_relative_to(tmp_path / "mine")
    assert default_register(tmp_path / "mine") == mine.register


def test_a_relative_data_folder_stays_where_it_was_when_the_program_moves(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mine = folders(Path("mine"))
    monkeypatch.chdir("/")
    assert mine.data == tmp_path / "mine"


def test_asking_for_the_folders_creates_nothing(home):
    before = sorted(home.rglob("*"))
    folders()
    default_register()
    assert sorted(home.rglob("*")) == before


@posix
def test_created_folders_are_open_to_the_officer_alone():
    mine = folders()
    mine.create()
    made = (mine.data, mine.state, mine.backups, mine.copies)
    assert {each.stat().st_mode & 0o777 for each in made} == {0o700}


@posix
def test_a_folder_that_was_there_keeps_its_permissions(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o750)
    folders(shared).create()
    assert shared.stat().st_mode & 0o777 == 0o750


def test_finding_a_named_folder_does_not_load_platformdirs():
    program = (
        "import sys; from pathlib import Path; from app.paths import folders; "
        "folders(Path('mine')); print('platformdirs' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert answer.stdout.strip() == "False"
