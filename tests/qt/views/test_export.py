"""Exporting the view: what is shown, in its order, to where the officer says; or a plain no."""

from __future__ import annotations

import csv
import json
import os
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from python_calamine import CalamineWorkbook

from app.domain.query import Query
from app.qt.views import takeaway
from app.services.intake.reading import read_tables
from tests.benchmarks.generator import generate


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def export(qtbot, window):
    """Export to a path and wait until the window says how it went."""

    def run(path):
        with qtbot.waitSignal(window.takeaway.work.ended):
            window.takeaway.export_to(str(path))
        return window.strip.said

    return run


def test_the_view_is_exported_in_its_order(hands, window, tmp_path, export):
    window.go("overdue")
    hands.settle(window)
    target = tmp_path / "late.csv"
    assert export(target) == "Exported 4 commitments to late.csv; late.csv.about.txt says which"
    refs = [each["ref"] for each in rows_of(target)]
    shown = [window.list.model.row_at(row).ref for row in range(window.list.model.rowCount())]
    assert refs == shown


def test_beside_a_csv_stands_what_it_is_and_by_that_it_is_known_again(window, tmp_path, export):
    target = tmp_path / "all.csv"
    export(target)
    said = target.with_name("all.csv.about.txt").read_text(encoding="utf-8")
    assert "As of: 2026-11-22\n" in said
    assert "Commitments: 76\n" in said
    assert all(each.ours for each in read_tables(target))


def copied(window):
    """What the clipboard holds, as rows of cells."""
    return [line.split("\t") for line in QApplication.clipboard().text().split("\n")]


def test_many_rows_are_copied_in_the_background_as_few_are(hands, qtbot, window, monkeypatch):
    window.list.table.selectAll()
    hands.press("Ctrl+Shift+C")
    at_once = copied(window)
    assert len(at_once) == 77
    QApplication.clipboard().clear()
    monkeypatch.setattr(takeaway, "_AT_ONCE", 10)
    with qtbot.waitSignal(window.takeaway.work.finished):
        hands.press("Ctrl+Shift+C")
    assert copied(window) == at_once
    assert window.strip.said == "Copied 76 commitments"


def test_home_and_end_go_to_the_first_and_the_last_row(hands, window):
    table = window.list.table
    table.setFocus()
    hands.press("End")
    assert table.currentIndex().row() == window.list.model.rowCount() - 1
    hands.press("Shift+Home")
    assert len(table.chosen_rids) == 76
    hands.press("Down", "Home")
    assert (table.currentIndex().row(), len(table.chosen_rids)) == (0, 1)


def test_search_and_sort_count_too(hands, window, tmp_path, export):
    hands.press("Ctrl+F")
    hands.write("tractor")
    header = window.list.table.horizontalHeader()
    header.sectionClicked.emit(0)
    hands.settle(window)
    target = tmp_path / "tractors.csv"
    export(target)
    titles = [each["title"] for each in rows_of(target)]
    assert len(titles) == 3
    assert titles == sorted(titles, key=str.casefold)


def test_the_dialog_proposes_a_name_and_remembers_the_folder(
    hands, qtbot, window, tmp_path, export
):
    export(tmp_path / "first.csv")
    hands.press("Ctrl+E")
    dialog = window.findChild(QFileDialog, "export-dialog")
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.directory().path() == str(tmp_path)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name.text() == "sample-2026-11-22.csv"
    hands.press("Esc")
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    assert [each.name for each in tmp_path.glob("*.csv")] == ["first.csv"]


def test_a_folder_that_may_not_be_written_is_said_and_nothing_left(tmp_path, export):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):  # root may write anywhere
        folder = tmp_path / "not" / "there"
    said = export(folder / "late.csv")
    assert said.startswith("“late.csv” was not written: ")
    assert list(tmp_path.rglob("late*")) == []


def test_the_register_itself_is_not_overwritten(sample_path, export, sample_desk):
    before = sample_path.read_bytes()
    assert "that file is a register" in export(sample_path)
    assert sample_path.read_bytes() == before
    assert sample_desk.run(
        lambda register: register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    )


def test_after_a_failure_the_register_can_be_written(tmp_path, export, sample_desk, stand_on):
    identity = stand_on("PK-BY/JMC-8/05")
    export(tmp_path / "not" / "there" / "late.csv")
    assert sample_desk.run(lambda register: register.amend(identity, sector="machines"))


def test_a_cancelled_export_leaves_nothing(qtbot, shown, opened, desk_on, tmp_path):
    path = tmp_path / "many.servanda"
    generate(path, 4_000)  # so many that nobody is done before the button is pressed
    window = shown(desk_on(opened(path)))
    before = set(tmp_path.iterdir())
    with qtbot.waitSignal(window.takeaway.work.cancelled):
        window.takeaway.export_to(str(tmp_path / "late.csv"))
        window.strip.cancel.click()
    assert window.strip.said == "Cancelled; nothing was written."
    assert set(tmp_path.iterdir()) == before


def test_only_one_export_at_a_time(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.takeaway.work.finished):
        window.takeaway.export_to(str(tmp_path / "one.csv"))
        window.takeaway.export_to(str(tmp_path / "two.csv"))
        assert window.strip.said == "Another export is still running."
    assert not (tmp_path / "two.csv").exists()


def test_closing_the_window_stops_an_export(window, tmp_path):
    window.takeaway.export_to(str(tmp_path / "late.csv"))
    window.close()
    assert [each.name for each in tmp_path.glob(".*.part")] == []


def test_an_export_of_nothing_is_a_heading(hands, window, tmp_path, export):
    hands.press("Ctrl+F")
    hands.write("zeppelin")
    hands.settle(window)
    said = export(tmp_path / "none.csv")
    assert said.startswith("Exported 0 commitments to none.csv")
    assert rows_of(tmp_path / "none.csv") == []


def test_an_old_export_is_replaced_after_a_question(hands, qtbot, window, tmp_path, export):
    target = tmp_path / "late.csv"
    export(target)
    target.write_text("old")
    hands.press("Ctrl+E")
    dialog = window.findChild(QFileDialog, "export-dialog")
    qtbot.waitUntil(dialog.isActiveWindow)
    asked = []

    def yes():
        box = QApplication.activeModalWidget()
        if box is dialog or not box.isActiveWindow():
            QTimer.singleShot(5, yes)  # not asked yet
            return
        asked.append(box)
        hands.press("Alt+Y")

    hands.rewrite(str(target))
    QTimer.singleShot(0, yes)
    with qtbot.waitSignal(window.takeaway.work.finished):
        hands.press("Return")
    assert len(asked) == 1
    assert len(rows_of(target)) == window.list.model.rowCount()


def test_what_the_query_says_is_what_is_exported(window):
    assert window.list.query_now() == Query()


def test_a_view_is_exported_as_a_workbook_too(hands, window, tmp_path, export):
    window.go("overdue")
    hands.settle(window)
    assert export(tmp_path / "late.xlsx") == "Exported 4 commitments to late.xlsx"
    book = CalamineWorkbook.from_path(tmp_path / "late.xlsx")
    shown = [window.list.model.row_at(row).ref for row in range(window.list.model.rowCount())]
    assert [row[0] for row in book.get_sheet_by_index(0).iter_rows()] == ["ref", *shown]


def test_the_sheets_are_mirrored_where_the_window_is(hands, window, tmp_path, export):
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    export(tmp_path / "x.xlsx")
    with ZipFile(tmp_path / "x.xlsx") as archive:
        assert b'rightToLeft="1"' in archive.read("xl/worksheets/sheet1.xml")


def test_the_whole_register_is_exported_whatever_the_view_shows(hands, window, tmp_path, export):
    window.go("overdue")
    hands.settle(window)
    said = export(tmp_path / "whole.json")
    form = json.loads((tmp_path / "whole.json").read_text(encoding="utf-8"))
    count = sum(map(len, form["records"].values()))
    assert said == f"Exported the whole register, {count} records, to whole.json"
    assert len(form["records"]["commitment"]) == 76


def test_the_proposed_name_ends_as_the_kind_of_file_that_is_chosen(hands, window):
    hands.press("Ctrl+E")
    dialog = window.findChild(QFileDialog, "export-dialog")
    for wanted in ("xlsx", "json", "ics", "csv"):
        chosen = next(each for each in dialog.nameFilters() if each.endswith(f"(*.{wanted})"))
        dialog.selectNameFilter(chosen)
        dialog.filterSelected.emit(chosen)  # as its list does when an entry is taken
        assert dialog.defaultSuffix() == wanted
        assert dialog.selectedFiles()[0].endswith(f".{wanted}")
    dialog.reject()
