"""Calendar files in the window: out by suffix, view or selected rows; back in with ticks."""

from __future__ import annotations

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from app.domain.query import Query
from app.qt.models.calendar_lines import CalendarLines
from app.services.calendar_file import export_calendar
from tests.conftest import TODAY

NINTH = "PK-BY/JMC-8/30"


def titles(path):
    found = icalendar.Calendar.from_ical(path.read_bytes()).subcomponents
    return [str(each["SUMMARY"]) for each in found]


@pytest.fixture
def export(qtbot, window):
    """Export to a path and wait until the window says how it went."""

    def run(path, **more):
        with qtbot.waitSignal(window.takeaway.work.ended):
            window.takeaway.export_to(str(path), **more)
        return window.strip.said

    return run


@pytest.fixture
def file(sample_desk, tmp_path):
    """A calendar file of some commitments, changed as a phone would."""

    def make(*changes, refs=(NINTH,), more=""):
        target, reader = tmp_path / "phone.ics", sample_desk.register.reader
        export_calendar(reader, [reader.find(each) for each in refs], TODAY, target)
        text = target.read_bytes().decode()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        text = text.replace("END:VCALENDAR", more + "END:VCALENDAR")
        target.write_bytes(text.encode())
        return target

    return make


MOVED = ("DATE:20261231", "DATE:20261014"), ("DATE:20270101", "DATE:20261015")
OTHER = "BEGIN:VTODO\r\nUID:x\r\nSUMMARY:Call the embassy\r\nDUE:20270301T100000Z\r\nEND:VTODO\r\n"


@pytest.fixture
def decide(qtbot, window, sample_desk):
    """Read a file and wait for the dialog."""

    def run(path):
        window.imports.read(str(path))
        qtbot.waitUntil(lambda: window.findChild(QDialog, "calendar-decisions") is not None)
        dialog = window.findChild(QDialog, "calendar-decisions")
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return run


def cells(dialog):
    """What the cells say, without the marks that keep directions apart."""
    model = dialog.model
    return [
        [
            model.index(row, column).data().translate({0x2068: None, 0x2069: None})
            for column in range(model.columnCount())
        ]
        for row in range(model.rowCount())
    ]


def ticks(dialog):
    model = dialog.model
    return [
        model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in range(model.rowCount())
    ]


# Out


def test_a_name_that_ends_in_ics_is_a_calendar_of_the_view(hands, window, tmp_path, export):
    window.go("overdue")
    hands.settle(window)
    said = export(tmp_path / "late.ics")
    assert said == "Exported 4 entries of 4 commitments to late.ics."
    shown = [window.list.model.row_at(row).title for row in range(4)]
    assert [each.partition(" (")[0] for each in titles(tmp_path / "late.ics")] == shown


def test_marked_records_are_counted_in_the_outcome(window, sample_desk, tmp_path, export):
    reader = sample_desk.register.reader
    sample_desk.run(lambda register: register.amend(reader.find(NINTH), classification="secret"))
    assert export(tmp_path / "x.ics").endswith(
        "1 marked record left out. 26 have no day and are no tasks, and were left out."
    )


def test_the_dialog_offers_the_selected_rows_and_turns_the_suffix(
    hands, qtbot, window, tmp_path, stand_on
):
    stand_on(NINTH)
    hands.press("Ctrl+E")
    dialog = window.findChild(QFileDialog, "export-dialog")
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.setDirectory(str(tmp_path))
    only = dialog.nameFilters()[4]
    assert only == "The selected one for a calendar (*.ics)"
    dialog.selectNameFilter(only)
    dialog.filterSelected.emit(only)  # as its list does when an entry is taken
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name.text() == "sample-2026-11-22.ics"
    name.setFocus()
    with qtbot.waitSignal(window.takeaway.work.finished):
        hands.press("Return")
    hands.back_to(window)
    assert len(titles(tmp_path / "sample-2026-11-22.ics")) == 1


def test_a_name_without_a_suffix_is_a_spreadsheet_as_before(hands, qtbot, window, tmp_path):
    hands.press("Ctrl+E")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QFileDialog))
    hands.rewrite(str(tmp_path / "plain"))
    with qtbot.waitSignal(window.takeaway.work.finished):
        hands.press("Return")
    hands.back_to(window)
    assert (tmp_path / "plain.csv").read_bytes().startswith(b"\xef\xbb\xbfref,")


# In


def test_a_file_that_changes_nothing_is_said_in_one_sentence(qtbot, window, file):
    path = file()
    window.imports.read(str(path))
    qtbot.waitUntil(lambda: window.strip.said == "phone.ics: 1 as in the register.")
    assert window.findChild(QDialog, "calendar-decisions") is None


def test_what_was_moved_is_shown_ticked_and_written_as_one_change(
    hands, qtbot, window, sample_desk, file, decide
):
    identity = sample_desk.register.reader.find(NINTH)
    dialog = decide(file(*MOVED, more=OTHER))
    assert cells(dialog) == [
        ["New date", f"{NINTH}  Ninth Joint Ministerial Commission", "2026, day not agreed",
         "14 Oct 2026"],
        ["New draft", "Call the embassy", "", "Action, 01 Mar 2027, 10:00 (UTC)"],
    ]  # fmt: skip
    assert ticks(dialog) == [Qt.CheckState.Checked, Qt.CheckState.Unchecked]
    assert dialog.take.text() == "Take over 1"
    with qtbot.waitSignal(sample_desk.changed) as told:
        hands.press("Return")
    assert told.args[0].label == "Import a calendar file"
    hands.back_to(window)
    qtbot.waitUntil(lambda: "taken over" in window.strip.said)
    assert window.strip.said == "phone.ics: 1 taken over, 1 new."
    reader = sample_desk.register.reader
    assert reader.row(identity).timing.edtf == "2026-10-14"
    assert reader.count(Query(), TODAY) == 76
    hands.press("Ctrl+Z")
    assert reader.row(identity).bounds.latest.isoformat() == "2026-12-31"


def test_ticks_are_set_by_keyboard_and_nothing_ticked_is_nothing_to_take(
    hands, qtbot, window, sample_desk, file, decide
):
    dialog = decide(file(*MOVED, more=OTHER))
    assert dialog.table.hasFocus()
    hands.press("Space")
    assert ticks(dialog)[0] is Qt.CheckState.Unchecked
    assert not dialog.take.isEnabled()
    hands.press("Down", "Space")
    assert dialog.model.accepted == {2}
    with qtbot.waitSignal(sample_desk.changed):
        hands.click(dialog.take)
    hands.back_to(window)
    reader = sample_desk.register.reader
    assert reader.count(Query(), TODAY) == 77
    assert reader.row(reader.find(NINTH)).bounds.latest.isoformat() == "2026-12-31"
    window.imports.read(str(file(more=OTHER)))
    qtbot.waitUntil(lambda: window.strip.said == "phone.ics: 2 as in the register.")


def test_what_is_left_out_has_no_tick_and_says_why(hands, qtbot, window, file, decide):
    dialog = decide(file(("STATUS:TENTATIVE", "STATUS:CANCELLED")))
    (line,) = cells(dialog)
    assert line[0] == "Left out"
    assert "needs a reason" in line[3]
    assert ticks(dialog) == [None]
    index = dialog.model.index(0, 0)
    assert not dialog.model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert not dialog.take.isEnabled()
    hands.press("Esc")
    qtbot.waitUntil(lambda: window.imports.dialog is None)


def test_a_damaged_file_is_refused_in_one_sentence(qtbot, window, sample_desk, tmp_path):
    heads = sample_desk.register.store.heads()
    path = tmp_path / "x.ics"
    path.write_text("BEGIN:VCALENDAR\n")
    window.imports.read(str(path))
    qtbot.waitUntil(lambda: window.strip.said != "")
    assert window.strip.said == "“x.ics” is no whole calendar file: it breaks off."
    assert sample_desk.register.store.heads() == heads


def test_the_command_asks_for_a_file_and_is_off_where_nothing_can_be_written(
    hands, qtbot, window, shown, opened, desk_on, sample_path
):
    hands.press("Ctrl+Shift+I")
    dialog = window.findChild(QFileDialog, "import-dialog")
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.nameFilters() == ["Calendar files (*.ics)"]
    hands.press("Esc")
    hands.back_to(window)
    read_only = shown(desk_on(opened(sample_path, read_only=True)))
    assert not read_only.actions_by_name["import-calendar"].isEnabled()
    assert read_only.actions_by_name["export"].isEnabled()


def test_the_model_keeps_its_promises(qtmodeltester, file, sample_desk):
    from app.services.calendar_import import compared
    from app.services.calendar_reading import read_calendar

    lines = compared(sample_desk.register, read_calendar(file(*MOVED, more=OTHER)))
    qtmodeltester.check(CalendarLines(lines), force_py=True)
