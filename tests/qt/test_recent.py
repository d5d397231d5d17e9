"""The registers that were open lately."""

from __future__ import annotations

import pytest

from app.qt.recent import MOST, forget, recent_registers, remember


@pytest.fixture
def made(tmp_path):
    def make(number):
        path = tmp_path / f"{number}.servanda"
        path.write_text("")
        return path

    return make


def paths(settings):
    return [each.path for each in recent_registers(settings)]


def test_at_first_there_are_none(settings):
    assert recent_registers(settings) == []


def test_the_latest_comes_first(settings, made):
    one, two = made(1), made(2)
    remember(settings, one)
    assert paths(settings) == [one]
    remember(settings, two)
    assert paths(settings) == [two, one]


def test_one_that_is_opened_again_moves_to_the_head(settings, made):
    one, two = made(1), made(2)
    for each in (one, two, one):
        remember(settings, each)
    assert paths(settings) == [one, two]


def test_a_link_to_one_is_that_one(settings, made, tmp_path):
    one = made(1)
    (tmp_path / "link").symlink_to(tmp_path)
    remember(settings, one)
    remember(settings, tmp_path / "link" / one.name)
    assert paths(settings) == [tmp_path / "link" / one.name]


def test_eight_are_remembered(settings, made):
    every = [made(number) for number in range(MOST + 3)]
    for each in every:
        remember(settings, each)
    assert paths(settings) == list(reversed(every))[:MOST]


def test_one_that_is_gone_says_so(settings, made):
    one, two = made(1), made(2)
    remember(settings, one)
    remember(settings, two)
    one.unlink()
    assert [(each.name, each.there) for each in recent_registers(settings)] == [
        ("2.servanda", True),
        ("1.servanda", False),
    ]


def test_one_can_be_forgotten(settings, made):
    one, two = made(1), made(2)
    remember(settings, one)
    remember(settings, two)
    forget(settings, two)
    assert paths(settings) == [one]


def test_they_are_there_after_a_restart(settings, made):
    one = made("Протокол, № 1; “PK”")
    remember(settings, one)
    settings.sync()
    again = type(settings)(settings.fileName(), settings.format())
    assert paths(again) == [one]


def test_settings_that_hold_something_else_hold_none(settings):
    settings.setValue("recent/registers", 7)
    assert recent_registers(settings) == []
