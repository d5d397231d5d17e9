"""Preferences: every choice acts at once, and follows what is chosen elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSpinBox

from app.qt.preferences import Days, LivePreferences, Preferences, Scheme, StartPage
from app.qt.views.preferences_dialog import PreferencesDialog


@pytest.fixture
def settings(tmp_path):
    """Settings in which nothing was chosen yet."""
    return QSettings(str(tmp_path / "fresh.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def live(settings):
    return LivePreferences(settings)


@pytest.fixture
def dialog(qtbot, look, live):
    made = PreferencesDialog(live, look, date(2026, 11, 3))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def choice(dialog, name):
    return dialog.findChild(QRadioButton, f"preferences-{name}")


def test_it_shows_what_is_preferred(dialog):
    assert dialog.text_size.value() == 100
    assert not dialog.compact.isChecked()
    for name in ("days-named", "start-today", "scheme-system"):
        assert choice(dialog, name).isChecked()


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("days-iso", "days", Days.ISO),
        ("start-last", "start", StartPage.LAST),
        ("scheme-dark", "scheme", Scheme.DARK),
        ("scheme-light", "scheme", Scheme.LIGHT),
    ],
)
def test_a_choice_acts_at_once_and_is_kept(dialog, live, settings, name, field, value):
    told = []
    live.changed.connect(told.append)
    choice(dialog, name).click()
    assert [getattr(each, field) for each in told] == [value]
    assert getattr(Preferences.load(settings), field) is value


def test_size_and_rows_act_at_once(dialog, live):
    dialog.text_size.stepUp()
    dialog.compact.click()
    assert live.now == Preferences(text_size=110, compact=True)


def test_the_size_stays_between_its_bounds(dialog, live):
    for value, kept in ((10, 80), (900, 150)):
        dialog.text_size.setValue(value)
        assert live.now.text_size == kept


def test_both_ways_of_writing_a_day_are_shown_whichever_holds(dialog):
    shown = [choice(dialog, name).accessibleName() for name in ("days-named", "days-iso")]
    assert shown == ["Days are written: 03 Nov 2026", "Days are written: 2026-11-03"]


def test_it_follows_what_is_preferred_elsewhere(dialog, live):
    live.prefer(compact=True, text_size=120, days=Days.ISO)
    assert dialog.compact.isChecked()
    assert dialog.text_size.value() == 120
    assert choice(dialog, "days-iso").isChecked()


def test_it_is_operated_by_the_keyboard_alone(dialog, hands, live):
    dialog.text_size.setFocus()
    hands.press("Up", "Tab", "Right")
    assert live.now == Preferences(text_size=110, days=Days.ISO)


def test_esc_closes_it_and_takes_nothing_back(dialog, hands, live):
    live.prefer(compact=True)
    hands.press("Esc")
    assert not dialog.isVisible()
    assert live.now.compact


def test_every_control_has_a_name(dialog):
    controls = [
        *dialog.findChildren(QRadioButton),
        *dialog.findChildren(QSpinBox),
        *dialog.findChildren(QCheckBox),
    ]
    assert len(controls) == 9
    assert [each.objectName() for each in controls if not each.accessibleName()] == []
