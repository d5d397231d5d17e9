"""PySide6 6.12.0 on Python 3.11 lost a reference to None with every call that returns nothing.

The process then ended in `Fatal Python error: none_dealloc`, minutes after the cause. The version
is pinned; this notices when a new pin brings the fault back. From Python 3.12 on None is immortal
and its count stands still.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

_CALLS = 10_000
_NOISE = 300


def test_setting_the_text_of_a_label_keeps_the_references_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        label.setText("3.10")
    assert sys.getrefcount(None) > before - _NOISE


def test_naming_an_object_keeps_the_references_to_none(qapp):
    thing = QObject(qapp)
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        thing.setObjectName("register")
    after = sys.getrefcount(None)
    thing.deleteLater()
    assert after > before - _NOISE
