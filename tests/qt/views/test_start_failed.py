"""A register that does not open: the reason in one sentence, and the ways on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from app.domain.errors import DamagedError
from app.qt.views.start_failed import StartFailed

WHY = "The register's file <b>is</b> damaged or is not a register."


@pytest.fixture
def failed(qtbot, look, tmp_path):
    def make(parent=None):
        dialog = StartFailed(
            look, DamagedError(WHY), tmp_path / "r.servanda", tmp_path / "backups", parent
        )
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def button(dialog, name):
    return dialog.findChild(QPushButton, f"cannot-open-{name}")


def test_it_says_why_in_plain_text_and_where(failed, tmp_path):
    dialog = failed()
    assert dialog.sentence.text() == WHY
    assert dialog.sentence.textFormat() is Qt.TextFormat.PlainText
    where = dialog.findChild(object, "cannot-open-where")
    assert str(tmp_path / "r.servanda") in where.text()
    assert dialog.accessibleDescription() == WHY


def test_enter_goes_on_to_another_register_and_esc_quits(failed, qtbot, hands):
    dialog = failed()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert hands.holder is button(dialog, "another")
    hands.press("Esc")
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.chosen is None


def test_another_register_can_be_chosen(failed, tmp_path):
    dialog = failed()
    button(dialog, "another").click()
    chooser = dialog.findChild(QFileDialog, "open-register")
    assert chooser.directory().path() == str(tmp_path)
    chooser.fileSelected.emit(str(tmp_path / "other.servanda"))
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.chosen == tmp_path / "other.servanda"
    chooser.close()


def test_backups_are_offered_only_where_there_are_some(failed, tmp_path):
    without = failed()
    (tmp_path / "backups").mkdir()
    empty = failed()
    (tmp_path / "backups" / "r-1.servanda").write_text("")
    some = failed()
    offered = [button(each, "backups") is not None for each in (without, empty, some)]
    assert offered == [False, False, True]


def test_backups_are_shown_in_the_systems_own_window(failed, tmp_path, monkeypatch):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "r-1.servanda").write_text("")
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    dialog = failed()
    button(dialog, "backups").click()
    assert [each.toLocalFile() for each in shown] == [str(tmp_path / "backups")]


def test_over_a_window_it_is_closed_and_quits_nothing(failed, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    over, alone = failed(window), failed()
    assert button(over, "leave").text() == "Close"
    assert button(alone, "leave").text() == "Quit"
