"""What is set about reminding on one computer: kept whole, read with care, said where it is not."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError, StorageError
from app.services.watch_settings import (
    QuietHours,
    WatchedRegister,
    WatchSettings,
    change_settings,
    helper_silent,
    read_settings,
    settings_file,
    watch_register,
    write_settings,
)
from app.store.claims import HELPER, WINDOW, Watch

NOW = 1_795_334_400_000  # 2026-11-22T08:00:00Z
DAY = 24 * 60 * 60 * 1000
NIGHT = QuietHours(begin=time(22), end=time(7))
WHOLE = WatchSettings(
    registers=(WatchedRegister(path=Path("/srv/дела/a b.servanda"), since=NOW),),
    quiet=NIGHT,
    helper=True,
    scheduler="systemd",
    scheduled=NOW,
)

posix = pytest.mark.skipif(os.name != "posix", reason="the paths of this test are POSIX")


@pytest.fixture
def _in_minsk(monkeypatch):
    import time as clock

    monkeypatch.setenv("TZ", "Europe/Minsk")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


def test_nothing_is_set_at_first(places):
    assert read_settings(places) == WatchSettings()


@posix
def test_what_is_written_is_read_back(places):
    write_settings(places, WHOLE)
    assert read_settings(places) == WHOLE


@posix
def test_a_path_that_is_no_text_comes_back_the_same(places):
    path = Path(os.fsdecode(b"/srv/\xff\xfe.servanda"))
    watch_register(places, path, NOW)
    assert [each.path for each in read_settings(places).registers] == [path]


@posix
def test_only_the_officer_may_read_them(places):
    write_settings(places, WHOLE)
    assert stat.S_IMODE(settings_file(places).stat().st_mode) == 0o600


@posix
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"schema": 1}',
        b"[" * 100_000,
        b'"' + b"x" * 1_000_001 + b'"',
    ],
)
def test_a_damaged_file_means_nothing_is_set_and_says_so(places, content):
    places.create()
    settings_file(places).write_bytes(content)
    found = read_settings(places)
    assert replace(found, trouble="") == WatchSettings()
    assert "reminding.json" in found.trouble


@posix
@pytest.mark.parametrize(
    ("name", "value", "lost"),
    [
        ("quiet", {"begin": "22:00", "end": "22:00"}, {"quiet": None}),
        ("quiet", {"begin": "25:00", "end": "07:00"}, {"quiet": None}),
        ("quiet", "night", {"quiet": None}),
        ("helper", "yes", {"helper": False}),
        ("scheduler", 3, {"scheduler": ""}),
        ("scheduled", -1, {"scheduled": 0}),
        ("scheduled", True, {"scheduled": 0}),
        ("scheduled", 10**40, {"scheduled": 0}),
        ("registers", {}, {"registers": ()}),
        ("registers", [7], {"registers": ()}),
        ("registers", [{"path": "relative"}], {"registers": ()}),
        ("registers", [{"path": "/a\0b"}], {"registers": ()}),
        ("schema", 2, {}),
    ],
)
def test_what_is_not_understood_is_lost_alone(places, name, value, lost):
    write_settings(places, WHOLE)
    kept = json.loads(settings_file(places).read_text())
    settings_file(places).write_text(json.dumps({**kept, name: value}))
    found = read_settings(places)
    assert found.trouble
    assert replace(found, trouble="") == replace(WHOLE, **lost)


def test_a_register_is_looked_after_once_by_whatever_way_it_is_named(places, tmp_path):
    real = tmp_path / "r.servanda"
    real.touch()
    (tmp_path / "link.servanda").symlink_to(real)
    watch_register(places, real, NOW)
    watch_register(places, tmp_path / "link.servanda", NOW + 5)
    assert read_settings(places).registers == (WatchedRegister(path=real, since=NOW),)
    change_settings(places, lambda now: now.without(tmp_path / "link.servanda"))
    assert read_settings(places).registers == ()


def test_what_does_not_change_is_not_written(places):
    write_settings(places, WHOLE)
    before = settings_file(places).stat()
    change_settings(places, lambda now: replace(now, helper=True))
    after = settings_file(places).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_nothing_is_said_and_nothing_is_lost(places):
    write_settings(places, WHOLE)
    places.data.chmod(0o500)
    try:
        with pytest.raises(StorageError):
            write_settings(places, WatchSettings())
    finally:
        places.data.chmod(0o700)
    assert read_settings(places) == WHOLE


def test_a_name_that_is_taken_by_a_folder_is_said_and_nothing_is_lost(places):
    places.create()
    settings_file(places).mkdir()
    with pytest.raises(StorageError, match="no ordinary file"):
        write_settings(places, WHOLE)
    assert read_settings(places).trouble


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (time(21, 59), False),
        (time(22), True),
        (time(23, 59), True),
        (time(0), True),
        (time(6, 59), True),
        (time(7), False),
    ],
)
def test_quiet_hours_cross_midnight(at, quiet):
    assert NIGHT.holds(at) is quiet


@given(st.times(), st.times(), st.times())
def test_quiet_hours_and_the_hours_between_them_make_up_a_day(begin, end, at):
    if begin == end:
        with pytest.raises(InvalidValueError):
            QuietHours(begin=begin, end=end)
        return
    assert QuietHours(begin=begin, end=end).holds(at) is not QuietHours(begin=end, end=begin).holds(
        at
    )


@pytest.mark.usefixtures("_in_minsk")
@pytest.mark.skipif(os.name != "posix", reason="changes the zone")
def test_quiet_hours_are_those_of_the_place():
    settings = WatchSettings(quiet=QuietHours(begin=time(11), end=time(12)))
    assert settings.quiet_at(NOW)  # 8:00 UTC is 11:00 in Minsk
    assert not settings.quiet_at(NOW - 1)
    assert not WatchSettings().quiet_at(NOW)


def _watches(**places):
    return {name: Watch(place=name, day=date(2026, 1, 1), at=at) for name, at in places.items()}


@pytest.mark.parametrize(
    ("settings", "watches", "since"),
    [
        (WHOLE, _watches(), date(2026, 11, 22)),
        (WHOLE, _watches(**{WINDOW: NOW + DAY}), date(2026, 11, 22)),
        (WHOLE, _watches(**{HELPER: NOW + DAY}), date(2026, 11, 23)),
        (WHOLE, _watches(**{HELPER: NOW + 2 * DAY}), None),
        (replace(WHOLE, helper=False), _watches(), None),
        (replace(WHOLE, registers=()), _watches(), None),
        (replace(WHOLE, scheduled=NOW + 2 * DAY), _watches(), None),
    ],
)
def test_a_helper_that_has_not_looked_for_a_day_is_told_with_the_day_it_last_did(
    settings, watches, since
):
    now = NOW + 2 * DAY + DAY // 2
    assert helper_silent(settings, Path("/srv/дела/a b.servanda"), watches, now) == since


def test_a_clock_set_back_says_nothing_about_the_helper():
    path = Path("/srv/дела/a b.servanda")
    assert helper_silent(WHOLE, path, _watches(**{HELPER: NOW + 9 * DAY}), NOW) is None
