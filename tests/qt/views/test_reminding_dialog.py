"""Reminders while the window is closed: how it stands, switched on and off, quiet hours."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTime
from PySide6.QtWidgets import QLabel, QToolButton

from app.qt.views.reminding_dialog import RemindingDialog, RemindingOf
from app.services import watching
from app.services.schedules.scheduler import Ran, Surroundings
from app.services.scheduling import Scheduling
from app.services.watch_settings import (
    QuietHours,
    local_time,
    read_settings,
    settings_file,
    watch_register,
)

NOW = 1_795_334_400_000


class System:
    """A system that takes what it is told unless `refuses`, and counts it."""

    def __init__(self, home: Path, platform: str = "linux"):
        self.refuses, self.told = "", []
        self.around = Surroundings(platform=platform, home=home, environment={}, run=self.run)

    def run(self, command):
        self.told.append(tuple(command))
        refused = bool(self.refuses) and self.refuses in command
        return Ran(code=int(refused), said="Unit is masked.\n" * refused)


@pytest.fixture
def system(tmp_path):
    return System(tmp_path / "home")


@pytest.fixture
def open_dialog(qtbot, look, places, clock):
    """Open the dialog and wait until the system was asked."""

    def opened(system):
        of = RemindingOf(
            folders=places,
            clock=clock,
            actor="officer",
            scheduling=Scheduling(places, system.around),
        )
        made = RemindingDialog(look, of)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        with qtbot.waitSignal(made.changed):
            made.show()
        settle()
        return made

    return opened


def settle():
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def said(dialog):
    """Every text that is seen."""
    settle()
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]


def wait(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog.work.running)
    settle()


def test_it_is_switched_on_and_off_and_the_system_is_told(qtbot, open_dialog, system, places):
    dialog = open_dialog(system)
    assert not dialog.switch.isChecked()
    dialog.switch.click()
    wait(qtbot, dialog)
    assert read_settings(places).helper
    assert dialog.switch.isChecked()
    assert "A timer of the system looks every 15 minutes" in dialog.state.text()
    assert any("enable" in each for each in system.told)
    dialog.switch.click()
    wait(qtbot, dialog)
    assert not read_settings(places).helper
    assert not dialog.switch.isChecked()
    assert any("disable" in each for each in system.told)


def test_it_says_honestly_that_a_computer_that_is_off_cannot_remind(open_dialog, system):
    assert any("A computer that is off cannot remind" in each for each in said(open_dialog(system)))


def test_a_refusal_is_said_and_nothing_is_switched(qtbot, open_dialog, system, places, home):
    dialog = open_dialog(system)
    system.refuses = "enable"
    autostart = system.around.home / ".config" / "autostart"
    autostart.parent.mkdir(parents=True)
    autostart.write_text("no folder")  # so the desktop cannot take it over
    dialog.switch.click()
    wait(qtbot, dialog)
    assert dialog.error.isVisible()
    assert "autostart" in dialog.error.text()
    assert not dialog.switch.isChecked()
    assert dialog.switch.isEnabled()
    assert not read_settings(places).helper


def test_a_system_that_offers_nothing_says_why_it_cannot_be_switched_on(open_dialog, tmp_path):
    system = System(tmp_path / "home", platform="sunos")
    system.refuses = "show-environment"
    dialog = open_dialog(system)
    assert not dialog.switch.isEnabled()
    assert "offers nothing" in dialog.state.text()


def test_what_was_taken_away_from_the_system_is_said(qtbot, open_dialog, system, places):
    dialog = open_dialog(system)
    dialog.switch.click()
    wait(qtbot, dialog)
    dialog.close()
    for each in system.around.home.rglob("*.timer"):
        each.unlink()
    again = open_dialog(system)
    assert again.switch.isChecked()
    assert "knows nothing of it any more" in again.error.text()


def test_quiet_hours_are_kept_as_they_are_set(open_dialog, system, places):
    dialog = open_dialog(system)
    assert not dialog.quiet.isChecked()
    dialog.quiet.click()
    assert read_settings(places).quiet == QuietHours(begin=time(20), end=time(8))
    dialog.end.setTime(QTime(6, 30))
    assert read_settings(places).quiet == QuietHours(begin=time(20), end=time(6, 30))
    dialog.quiet.click()
    assert read_settings(places).quiet is None


def test_whoever_sets_hours_wants_them(open_dialog, system, places):
    dialog = open_dialog(system)
    dialog.begin.setTime(QTime(21, 0))
    assert dialog.quiet.isChecked()
    assert read_settings(places).quiet == QuietHours(begin=time(21), end=time(8))


def test_hours_without_any_length_are_refused_and_the_others_stay(open_dialog, system, places):
    dialog = open_dialog(system)
    dialog.quiet.click()
    dialog.end.setTime(QTime(20, 0))
    assert "an end other than their beginning" in dialog.error.text()
    assert read_settings(places).quiet == QuietHours(begin=time(20), end=time(8))
    dialog.end.setTime(QTime(19, 0))
    assert not dialog.error.isVisible()


def test_each_register_says_when_it_was_last_looked_at(
    qtbot, open_dialog, system, places, sample, tmp_path
):
    for path in (sample.store.path, tmp_path / "gone.servanda"):
        watch_register(places, path, NOW)
    texts = said(open_dialog(system))
    assert "Not looked at yet with the window closed." in texts
    assert any(each.startswith("There is no register at") for each in texts)
    watching.look(sample, "helper")
    at = sample.reader.watches("officer")["helper"].at
    line = f"Last looked at on 22 Nov 2026, {local_time(at):%H:%M}."
    assert line in said(open_dialog(system))


def test_a_register_is_left_alone_by_its_button(qtbot, open_dialog, system, places, sample):
    watch_register(places, sample.store.path, NOW)
    dialog = open_dialog(system)
    button = dialog.findChild(QToolButton, "reminding-forget")
    assert button.accessibleName() == "No longer look after sample.servanda"
    button.click()
    assert read_settings(places).registers == ()
    assert any(each.startswith("None yet") for each in said(dialog))


def test_damaged_settings_are_said(open_dialog, system, places):
    places.create()
    settings_file(places).write_text("{")
    assert "could not be read in full" in open_dialog(system).error.text()


def test_all_of_it_can_be_reached_by_the_keyboard(qtbot, open_dialog, system, hands):
    dialog = open_dialog(system)
    dialog.switch.setFocus()
    reached = []
    for _ in range(4):
        reached.append(dialog.focusWidget().objectName())
        dialog.focusNextChild()
    assert reached == ["reminding-on", "reminding-quiet", "reminding-begin", "reminding-end"]


def test_nothing_is_cut_off(open_dialog, system, places, sample):
    watch_register(places, sample.store.path, NOW)
    dialog = open_dialog(system)
    settle()
    for each in dialog.findChildren(QLabel):
        if each.isVisible() and each.wordWrap():
            assert each.height() >= each.heightForWidth(each.width()) - 1, each.text()
