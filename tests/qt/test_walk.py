"""One task from start to end by keyboard alone, in the real window on the sample register."""

from __future__ import annotations

import csv
import shutil
import subprocess

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.lifecycle import Status

TRACTORS = "PK-BY/JMC-8/05"
OVERDUE = [
    "PK-BY/SUM-2024-11/18",
    "PK-BY/SUM-2024-11/20",
    "PK-BY/JMC-8/23",
    "PK-BY/JMC-8/18",
]


_COMMAS_IN_UTF_8 = "Text - txt - csv (StarCalc):44,34,76,1,,0,true"
"""As LibreOffice's own dialog proposes for our files: commas, quotes, quoted fields as text."""


def go_to(window, hands, ref):
    """Go down the list until the commitment is reached."""
    for _ in range(window.list.model.rowCount()):
        if window.list.row and window.list.row.ref == ref:
            return
        hands.press("Down")
    assert window.list.row.ref == ref


def export(window, hands, qtbot, target):
    """Export the view through the file dialog, typing the file's name."""
    hands.press("Ctrl+E")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QFileDialog))
    hands.rewrite(str(target))
    with qtbot.waitSignal(window.takeaway.work.finished):
        hands.press("Return")
    hands.back_to(window)


@pytest.mark.slow
def test_an_officer_finds_notes_moves_undoes_filters_and_exports_by_keyboard_alone(
    sample_path, opened, desk_on, shown, hands, qtbot, tmp_path
):
    register = opened(sample_path)
    window = shown(desk_on(register))
    reader = register.reader

    hands.press("Ctrl+F")
    hands.write("tractor")
    hands.settle(window)
    hands.press("Down")
    go_to(window, hands, TRACTORS)
    identity = window.detail.identity
    assert reader.row(identity).ref == TRACTORS

    hands.press("Ctrl+Shift+N")
    hands.write("The site was visited.")
    hands.press("Ctrl+Return")
    assert [note.text for note in reader.dossier(identity).notes] == ["The site was visited."]

    hands.press("Ctrl+M", "Space")
    assert reader.row(identity).status is Status.IN_PROGRESS

    hands.press("Ctrl+Z", "Ctrl+Z")
    assert reader.row(identity).status is Status.OPEN
    assert reader.dossier(identity).notes == ()
    hands.press("Ctrl+Shift+Z")
    assert [note.text for note in reader.dossier(identity).notes] == ["The site was visited."]
    assert reader.row(identity).status is Status.OPEN

    hands.press("Ctrl+0", "Ctrl+F6")
    hands.write("over")
    hands.settle(window)
    assert window.pages.key == "overdue"
    hands.press("F6")
    assert window.list.model.rowCount() == len(OVERDUE)
    target = tmp_path / "overdue.csv"
    export(window, hands, qtbot, target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert [row["ref"] for row in csv.DictReader(file)] == OVERDUE

    hands.press("Ctrl+Q")
    assert not window.isVisible()
    register.close()
    again = shown(desk_on(opened(sample_path)))
    hands.back_to(again)
    hands.press("Ctrl+Z")
    assert again.list.model.rowCount() == 76
    reader = again.list.desk.register.reader
    assert reader.dossier(identity).notes == ()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_exported_view_reads_the_same_in_libreoffice(window, hands, qtbot, tmp_path):
    target = tmp_path / "whole.csv"
    window.list.go_to_list()
    export(window, hands, qtbot, target)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--headless",
        f"--infilter={_COMMAS_IN_UTF_8}",
        "--convert-to",
        f"csv:{_COMMAS_IN_UTF_8}",
        "--outdir",
        str(tmp_path / "read"),
        str(target),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    with target.open(encoding="utf-8-sig", newline="") as file:
        ours = list(csv.reader(file))
    with (tmp_path / "read" / "whole.csv").open(encoding="utf-8-sig", newline="") as file:
        theirs = list(csv.reader(file))
    assert theirs == ours
