"""What the officer prefers: kept, read back, and worn by the application."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt

from app.domain.date_words import day_words
from app.qt.look import words
from app.qt.look.look import Look
from app.qt.look.tokens import DARK, LIGHT
from app.qt.preferences import (
    Days,
    IsoDays,
    LivePreferences,
    Preferences,
    Scheme,
    StartPage,
    wear,
)

DAY = date(2026, 11, 3)
OTHER = Preferences(
    text_size=130, days=Days.ISO, compact=True, start=StartPage.LAST, scheme=Scheme.DARK
)


@pytest.fixture
def settings(tmp_path):
    """Settings in which nothing was chosen yet."""
    return QSettings(str(tmp_path / "fresh.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def worn(qapp, look):
    """Wear preferences; afterwards the usual ones are worn again."""
    yield lambda preferences: wear(preferences, qapp, look)
    wear(Preferences(), qapp, look)
    QCoreApplication.processEvents()


def test_nothing_is_preferred_at_first(settings):
    assert Preferences.load(settings) == Preferences()


def test_what_is_preferred_is_read_back(settings):
    OTHER.save(settings)
    settings.sync()
    again = type(settings)(settings.fileName(), settings.format())
    assert Preferences.load(again) == OTHER


@pytest.mark.parametrize(
    ("kept", "read"), [("12", 80), ("700", 150), ("large", 100), ("-5", 100), ("", 100)]
)
def test_a_size_that_is_none_is_put_right(settings, kept, read):
    settings.setValue("preferences/text-size", kept)
    assert Preferences.load(settings).text_size == read


@pytest.mark.parametrize("field", ["days", "start", "scheme"])
def test_a_choice_that_is_none_counts_as_not_made(settings, field):
    settings.setValue(f"preferences/{field}", "purple")
    assert Preferences.load(settings) == Preferences()


def test_a_change_is_told_once_and_kept(settings, qtbot):
    live, told = LivePreferences(settings), []
    live.changed.connect(told.append)
    live.prefer(compact=True)
    live.prefer(compact=True)
    assert told == [Preferences(compact=True)]
    assert Preferences.load(settings).compact


def test_days_are_written_in_iso_while_that_is_preferred(worn):
    assert worn(Preferences(days=Days.ISO)) is True
    assert day_words(DAY, words.translated) == "2026-11-03"
    assert words.translated("Overdue") == "Overdue"
    assert QCoreApplication.translate("Words", "{day} {month}") == "{day} {month}"
    assert worn(Preferences()) is True
    assert day_words(DAY, words.translated) == "03 Nov 2026"


def test_where_days_stay_as_they_are_nothing_is_said_anew(worn, qapp):
    assert worn(Preferences(text_size=120)) is False
    assert qapp.findChild(IsoDays) is None


def test_a_chosen_scheme_counts_more_than_the_systems(worn, look, qapp):
    worn(Preferences(scheme=Scheme.DARK))
    assert look.tokens.dark
    assert qapp.palette().base().color() == DARK.base
    look.follow()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert look.tokens.dark
    worn(Preferences(scheme=Scheme.LIGHT))
    assert qapp.palette().base().color() == LIGHT.base


def test_a_scheme_that_was_chosen_is_there_from_the_first_picture(qapp, look):
    chosen = Look.of(qapp, scheme=Qt.ColorScheme.Dark)
    assert chosen.tokens.dark
    qapp.styleHints().unsetColorScheme()


def test_what_is_worn_already_is_not_worn_again(worn, look):
    worn(Preferences(text_size=120))
    before = look.generation
    worn(Preferences(text_size=120))
    assert look.generation == before
