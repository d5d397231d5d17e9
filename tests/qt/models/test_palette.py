"""What the palette finds for a few letters, and what it shows first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.qt.models.palette import EntryKind, PaletteEntry, PaletteList, matching


def entry(text, context="", keys=""):
    return PaletteEntry(
        kind=EntryKind.COMMAND, text=text, context=context, keys=keys, run=lambda: None
    )


MENU = [
    entry("New commitment", "File", "Ctrl+N"),
    entry("Open register…", "File"),
    entry("Open overview", "View"),
    entry("Export this view to CSV…", "File"),
    entry("Overdue", "View"),
    entry("Go to the list", "View"),
    entry("Übersicht öffnen", "Datei"),
    entry("Новое обязательство", "Файл"),
]


def texts(typed, entries=MENU):
    return [each.text for each in matching(entries, typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [each.text for each in MENU]),
        ("over", ["Overdue", "Open overview"]),
        ("OVER", ["Overdue", "Open overview"]),
        ("view over", ["Overdue", "Open overview"]),
        ("o over", ["Open overview"]),
        ("over o", ["Open overview"]),
        ("list go", ["Go to the list"]),
        ("csv", ["Export this view to CSV…"]),
        ("verdue", []),
        ("overdue overdue", []),
        ("uber", ["Übersicht öffnen"]),
        ("обяз", ["Новое обязательство"]),
        ("“…”", [each.text for each in MENU]),
    ],
)
def test_every_typed_word_begins_a_word_of_its_own(typed, found):
    assert texts(typed) == found


def test_what_begins_as_it_was_typed_comes_first():
    assert texts("open")[:2] == ["Open register…", "Open overview"]
    assert texts("view")[0] == "Export this view to CSV…"


def test_words_beside_the_text_count_less_than_words_in_it():
    entries = [entry("Copy", "Export"), entry("Export")]
    assert texts("export", entries) == ["Export", "Copy"]


def test_what_is_equally_good_stays_in_its_order():
    entries = [entry(f"Note {number}") for number in range(20)]
    assert texts("note", entries) == [each.text for each in entries]


def test_the_model_keeps_its_contract(qtmodeltester):
    model = PaletteList()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(MENU)
    qtmodeltester.check(model)
    model.show([])
    assert tester.model() is model
    assert model.rowCount() == 0


def test_a_row_is_whole_and_says_all_of_itself():
    model = PaletteList()
    model.show(MENU)
    index = model.index(0)
    assert index.data() == "New commitment"
    assert index.data(Qt.ItemDataRole.UserRole) is MENU[0]
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "New commitment, File, Ctrl+N"
