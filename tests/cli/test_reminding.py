"""`servanda reminding`: on, off, how it stands; quiet hours; which registers are looked after."""

from __future__ import annotations

import json

import pytest

from app.services import watching
from app.services.opening import open_register
from app.services.watch_settings import QuietHours, local_day, local_time, read_settings

AUTOSTART = (
    "The desktop starts a small program when you log in, which looks every 15 minutes. It begins "
    "with the next logging in."
)


@pytest.fixture(autouse=True)
def system(monkeypatch, tmp_path):
    """A system without anything that could be told to start something, but a desktop's folder."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr("sys.platform", "linux")


def test_it_is_off_at_first_and_says_what_it_would_do(shell):
    answer = shell("reminding")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "Off.",
        AUTOSTART,
        "No register is looked after yet: the window adds each one that it opens.",
    ]


def test_it_is_switched_on_and_off(shell, places, home):
    answer = shell("reminding", "on")
    assert answer.stdout.splitlines()[0] == "On: you are reminded while no window is open."
    assert read_settings(places).helper
    assert list((home / ".config" / "autostart").iterdir())
    found = shell.json("reminding")
    assert (found["on"], found["installed"], found["by"]) == (True, True, "autostart")
    assert shell("reminding", "off").stdout.splitlines()[0] == "Off."
    assert not list((home / ".config" / "autostart").iterdir())


def test_what_was_taken_away_is_said(shell, home):
    shell("reminding", "on")
    for each in (home / ".config" / "autostart").iterdir():
        each.unlink()
    assert shell("reminding").stdout.startswith("On, but the system knows nothing of it")


@pytest.mark.parametrize("wrong", ["22:00", "22-7", "25:00-07:00", "22:00-22:00", "22:00+03:00-7"])
def test_hours_that_are_none_are_a_wrong_command_line(shell, places, wrong):
    answer = shell("reminding", "--quiet", wrong)
    assert answer.exit_code == 2
    assert read_settings(places).quiet is None


def test_quiet_hours_are_set_and_taken_back(shell, places):
    answer = shell("reminding", "--quiet", "22:00-07:30")
    assert "Quiet from 22:00 until 07:30." in answer.stdout.splitlines()
    quiet = read_settings(places).quiet
    assert isinstance(quiet, QuietHours)
    assert shell.json("reminding")["quiet"] == ["22:00", "07:30"]
    assert shell("reminding", "--quiet", "1:00-2:00", "--never-quiet").exit_code == 2
    shell("reminding", "--never-quiet")
    assert read_settings(places).quiet is None


def test_each_register_says_when_it_was_last_looked_at_or_why_not(
    shell, sample_path, places, clock, tmp_path
):
    for path in (sample_path, tmp_path / "gone.servanda"):
        path.touch()
        assert shell("reminding", "--watch", path).exit_code == 0
    (tmp_path / "gone.servanda").unlink()
    never, gone = shell("reminding").stdout.splitlines()[-2:]
    assert never == f"{sample_path}: not looked at yet."
    assert gone.startswith(f"{tmp_path / 'gone.servanda'}: There is no register")
    register = open_register(sample_path, places, clock, "officer")
    watching.look(register, "helper")
    at = register.reader.watches("officer")["helper"].at
    register.close()
    day, hour = local_day(at).isoformat(), f"{local_time(at):%H:%M}"
    line = shell("reminding").stdout.splitlines()[-2]
    assert line == f"{sample_path}: last looked at on {day} at {hour}."
    runs = {each["path"]: each for each in shell.json("reminding")["registers"]}
    assert runs[str(sample_path)]["last_run"].startswith(f"{day}T{hour}")
    assert runs[str(tmp_path / "gone.servanda")]["trouble"].startswith("There is no register")


def test_a_register_is_no_longer_looked_after(shell, sample_path, places):
    shell("reminding", "--watch", sample_path)
    assert shell("reminding", "--forget", sample_path).exit_code == 0
    assert read_settings(places).registers == ()
    answer = shell("reminding", "--forget", sample_path)
    assert (answer.exit_code, "is not looked after" in answer.stderr) == (1, True)


def test_a_register_that_is_not_there_is_not_looked_after(shell, places, tmp_path):
    assert shell("reminding", "--watch", tmp_path / "none.servanda").exit_code == 1
    assert read_settings(places).registers == ()


def test_damaged_settings_are_said_and_replaced_by_what_is_set(shell, places):
    places.create()
    (places.data / "reminding.json").write_text("{")
    assert "could not be read in full" in shell("reminding").stderr
    shell("reminding", "--quiet", "22:00-07:00")
    assert shell("reminding").stderr == ""
    assert json.loads((places.data / "reminding.json").read_text())["quiet"]["begin"] == "22:00"


def test_a_wrong_word_is_a_wrong_command_line(shell):
    assert shell("reminding", "maybe").exit_code == 2
