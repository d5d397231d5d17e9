"""The strip below: what it says, for how long, and work that takes more than a moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar

from app.qt.views.status_strip import StatusStrip


@pytest.fixture
def strip(qtbot, look):
    made = StatusStrip(look, "r.servanda")
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_names_the_register_and_says_nothing_more(strip):
    assert strip.findChild(QLabel, "status-register").text() == "r.servanda"
    assert strip.said == ""


def test_a_refusal_stands_until_the_next_word(strip):
    strip.refuse("The disk is full.")
    assert strip.said == "The disk is full."
    strip.tell("Exported 4 commitments.")
    assert strip.said == "Exported 4 commitments."
    strip.refuse("The disk is full.")
    strip.saved(datetime(2026, 11, 22, 14, 2, tzinfo=UTC))
    assert strip.said == ""
    assert strip.findChild(QLabel, "status-saved").text() == "Saved 14:02"


def test_what_was_said_fades(qtbot, strip):
    (fade,) = (each for each in strip.findChildren(QTimer) if each.interval() > 1000)
    strip.refuse("The disk is full.")
    assert fade.isActive()
    fade.setInterval(1)
    qtbot.waitUntil(lambda: strip.said == "")


def test_work_shows_its_progress_only_where_it_takes_a_moment(qtbot, strip):
    bar = strip.findChild(QProgressBar, "status-progress")
    strip.work_began()
    strip.work_ended()
    qtbot.wait(120)
    assert not bar.isVisible()
    strip.work_began()
    qtbot.waitUntil(bar.isVisible)
    assert strip.cancel.isVisible()
    strip.work_progressed(30, 120)
    assert (bar.value(), bar.maximum()) == (30, 120)
    strip.work_ended()
    assert not bar.isVisible()
    assert not strip.cancel.isVisible()
