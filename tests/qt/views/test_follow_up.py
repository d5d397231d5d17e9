"""The follow-up of decisions in the window: from the session in three clicks to a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.domain.decisions import Choice, Decision
from app.domain.lifecycle import Status
from app.qt.printing.pages import Pages
from app.qt.views.history_words import told
from app.qt.views.report_output import ReportOutput


@pytest.fixture
def reader(sample_desk):
    return sample_desk.register.reader


@pytest.fixture
def eighth(window, reader, qtbot):
    """The page of the eighth session."""
    window.go("sessions")
    page = window.pages.page
    page.show_target(reader.find("JMC-8/01"))
    qtbot.waitUntil(lambda: page.settled and page.sheet.sheet is not None)
    return page


@pytest.fixture
def report(window, qtbot):
    """The page of the report, on its usual sessions."""
    window.go("carry-over")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.report is not None)
    return page


def select(page, reader, *refs):
    table = page.sheet.table
    flag = QItemSelectionModel.SelectionFlag
    table.clearSelection()
    for ref in refs:
        for row in table.table.rows_of(reader.find(ref)):
            table.selectionModel().select(table.table.index(row, 0), flag.Select | flag.Rows)


def decisions(reader):
    found = reader.decisions(reader.find("JMC-8/01"), reader.find("JMC-8/30"))
    return {reader.ref(each.commitment): each for each in found}


# --- the report ---------------------------------------------------------------------------------


def test_from_the_session_the_file_is_three_clicks_away(eighth, window, hands, qtbot, tmp_path):
    hands.click(eighth.findChild(QPushButton, "session-follow-up"))
    page = window.pages.page
    qtbot.waitUntil(lambda: page.name == "carry-over" and page.settled)
    assert page.report.start.ordinal == 8
    hands.click(page.save)
    dialog = window.findChild(QFileDialog, "report-save-dialog")
    assert dialog.selectedFiles()[0].endswith("follow-up-JMC-8-01-2026-11-22.pdf")
    with qtbot.waitSignal(page.output.told):
        dialog.fileSelected.emit(str(tmp_path / "report.pdf"))
    dialog.close()
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert page.said.text() == "Saved as report.pdf."


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "csv"])
def test_it_is_saved_as_the_ending_says(report, qtbot, tmp_path, ending):
    target = tmp_path / f"report.{ending}"
    with qtbot.waitSignal(report.output.told):
        report.output.save_to(report.view.pages, target)
    assert target.stat().st_size > 1_000


def test_what_cannot_be_written_is_said(report, qtbot, tmp_path):
    with qtbot.waitSignal(report.output.refused):
        report.output.save_to(report.view.pages, tmp_path / "nowhere" / "report.pdf")
    assert "there is no folder" in report.said.text()


def test_the_menu_leads_to_the_session_held_last_that_has_a_next_one(report):
    assert report.report.start.row.title == "Eighth Joint Ministerial Commission"
    assert report.choices.start.currentText() == "Eighth Joint Ministerial Commission"
    assert report.choices.end.currentText() == "Ninth Joint Ministerial Commission"
    assert report.counts() == f"26 points, page 1 of {len(report.view.pages)}"


def test_another_language_and_paper_are_shown_at_once(report, qtbot):
    report.choices.language.setCurrentIndex(report.choices.language.findData("ru"))
    report.choices.language.activated.emit(1)
    qtbot.waitUntil(lambda: report.settled and report.report.language == "ru")
    assert report.view.pages.text(0).startswith("Ход исполнения решений")


def test_a_copy_for_the_other_side_is_a_tick_away_and_says_what_it_leaves_out(
    report, reader, sample_desk, hands, qtbot
):
    point = reader.find("JMC-8/05")
    sample_desk.run(lambda register: register.amend(point, classification="Restricted"))
    qtbot.waitUntil(lambda: report.settled and report.report.marks == ("Restricted",))
    assert report.said.text() == "Internal: 1 of its points are marked."
    report.choices.shared.click()
    qtbot.waitUntil(lambda: report.settled and report.report.shared)
    assert report.said.text() == "1 marked point is left out, and everything internal."
    assert "1 marked left out" in report.counts()
    assert "Proposed" not in "".join(
        report.view.pages.text(each) for each in range(len(report.view.pages))
    )


def test_what_makes_no_sense_is_said_and_can_be_put_right(report, qtbot):
    report.choices.end.setCurrentIndex(report.choices.start.currentIndex())
    report.choices.end.activated.emit(0)
    qtbot.waitUntil(lambda: report.settled and report.report is None)
    assert "own points" in report.said.text()
    assert not report.save.isEnabled()
    report.choices.end.setCurrentText("Ninth Joint Ministerial Commission")
    report.choices.end.activated.emit(0)
    qtbot.waitUntil(lambda: report.settled and report.report is not None)
    assert report.save.isEnabled()


def test_escape_leads_back_to_the_session(report, window, hands, qtbot):
    report.take_keyboard()
    hands.press("Esc")
    qtbot.waitUntil(lambda: window.pages.page.name == "sessions")
    qtbot.waitUntil(lambda: window.pages.page.settled)
    assert window.pages.page.sheet.sheet.line.ordinal == 8


def test_the_keyboard_goes_through_the_pages_and_changes_their_size(report, hands):
    report.take_keyboard()
    assert report.view.first_in_sight == 1
    hands.press("PgDown")
    assert report.view.first_in_sight == 2
    hands.press("End")
    assert report.view.first_in_sight >= len(report.view.pages) - 1
    hands.press("Home")
    before = report.view.page_size.width()
    hands.press("-")
    assert report.view.page_size.width() < before
    hands.press("0")
    assert report.view.page_size.width() == before


def test_where_there_is_no_session_it_is_said_what_to_do(shown, desk, qtbot, hands):
    window = shown(desk)
    window.go("carry-over")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.empty.isVisible())
    hands.click(page.empty.buttons[0])
    assert window.pages.page.name == "sessions"


def test_a_printer_gets_the_pages_it_was_asked_for(report, tmp_path, qtbot):
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    output = ReportOutput(report)
    with qtbot.waitSignal(output.told) as told:
        output.print_on(printer, report.view.pages)
    assert told.args == ["1 page went to the printer."]
    assert (tmp_path / "printed.pdf").stat().st_size > 1_000


def test_the_page_read_again_after_a_change_stays_where_it_was(report, sample_desk, reader, qtbot):
    report.view.verticalScrollBar().setValue(300)
    before = report.view.pages
    point = reader.find("JMC-8/05")
    sample_desk.run(lambda register: register.note(point, "The plant works."))
    qtbot.waitUntil(lambda: report.settled and report.view.pages is not before)
    assert report.view.verticalScrollBar().value() == 300


# --- deciding -----------------------------------------------------------------------------------


def test_the_last_column_shows_what_is_proposed_and_then_what_was_chosen(
    eighth, reader, hands, qtbot
):
    table = eighth.sheet.table.table
    assert table.columns[-1].key == "decision"
    row = table.rows_of(reader.find("JMC-8/18"))[0]
    place = table.index(row, len(table.columns) - 1)
    assert place.data() == "Revise?"
    assert place.data(Qt.ItemDataRole.AccessibleTextRole) == "Proposed: Revise"
    select(eighth, reader, "JMC-8/18")
    form = eighth.sheet.decisions.form
    hands.click(eighth.sheet.decisions.decide)
    assert form.choice is Choice.REVISE
    form.due.setText("by end of 2027")
    form.why.setPlainText("The next competition is in 2027.")
    hands.click(form.findChild(QPushButton, "decision-keep"))
    qtbot.waitUntil(lambda: eighth.settled and "PK-BY/JMC-8/18" in decisions(reader))
    kept = decisions(reader)["PK-BY/JMC-8/18"]
    assert (kept.choice, kept.due_edtf) == (Choice.REVISE, "[..2027-12-31]")
    qtbot.waitUntil(lambda: place.data() == "Revise")
    assert form.isHidden()


def test_several_points_are_decided_in_one_step(eighth, reader, hands, qtbot, sample_desk):
    select(eighth, reader, "JMC-8/03", "JMC-8/04", "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    assert form.heading.text() == "3 points: what is the next session to decide?"
    assert not form.paragraph.isVisible()
    hands.press("Return")
    qtbot.waitUntil(lambda: eighth.settled and len(decisions(reader)) == 3)
    assert {each.choice for each in decisions(reader).values()} == {Choice.REITERATE}
    assert sample_desk.register.store.next_undo() == "Decisions on 3 points"


def test_only_what_the_choice_needs_is_asked(eighth, reader, hands):
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    asked = {}
    for choice, button in form.choices.items():
        button.click()
        asked[choice] = {name for name, row in form.rows.items() if row.isVisible()}
    assert asked == {
        Choice.NOTE: {"why"},
        Choice.REITERATE: {"paragraph"},
        Choice.REVISE: {"due", "why", "paragraph"},
        Choice.DROP: {"status", "why"},
    }


def test_a_refusal_stands_in_the_form_and_what_was_typed_stays(eighth, reader, hands, qtbot):
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    form = eighth.sheet.decisions.form
    form.choices[Choice.DROP].click()
    form.keep()
    qtbot.waitUntil(form.error.isVisible)
    assert "reason" in form.error.text()
    assert decisions(reader) == {}
    form.why.setPlainText("Overtaken.")
    form.keep()
    qtbot.waitUntil(lambda: eighth.settled and len(decisions(reader)) == 1)


def test_escape_puts_the_form_away_and_keeps_nothing(eighth, reader, hands):
    select(eighth, reader, "JMC-8/05")
    hands.click(eighth.sheet.decisions.decide)
    hands.press("Esc")
    assert eighth.sheet.decisions.form.isHidden()
    assert decisions(reader) == {}


def test_all_that_was_chosen_is_applied_by_one_button_and_undone_by_one_key(
    eighth, reader, sample_desk, window, hands, qtbot
):
    start, end = reader.find("JMC-8/01"), reader.find("JMC-8/30")
    base = Decision(
        id="", commitment=reader.find("JMC-8/05"), session=start, upcoming=end,
        choice=Choice.REITERATE,
    )  # fmt: skip
    dropped = replace(
        base, commitment=reader.find("JMC-8/27"), choice=Choice.DROP, why="Overtaken."
    )
    for each in (base, dropped):
        sample_desk.run(lambda register, kept=each: register.decide(kept))
    button = eighth.sheet.decisions.apply
    qtbot.waitUntil(lambda: eighth.settled and button.isVisible())
    assert button.text() == "Apply 2 decisions to the 9th session"
    hands.click(button)
    qtbot.waitUntil(lambda: eighth.settled and not button.isVisible())
    assert reader.commitment(dropped.commitment).status is Status.WITHDRAWN
    assert [each.session for each in reader.dossier(base.commitment).appearances] == [end]
    window.undo()
    assert reader.commitment(dropped.commitment).status is Status.OPEN
    assert reader.dossier(base.commitment).appearances == ()


def test_where_one_cannot_be_applied_it_is_named_and_nothing_is(
    eighth, reader, sample_desk, hands, qtbot
):
    start, end = reader.find("JMC-8/01"), reader.find("JMC-8/30")
    decision = Decision(id="", commitment=end, session=start, upcoming=end, choice=Choice.NOTE)
    sample_desk.run(lambda register: register.decide(decision))
    button = eighth.sheet.decisions.apply
    qtbot.waitUntil(lambda: eighth.settled and button.isVisible())
    hands.click(button)
    assert "Record first that PK-BY/JMC-8/30 was held" in eighth.sheet.decisions.said.text()


def test_papers_of_the_meeting_cannot_be_decided(eighth, reader):
    select(eighth, reader, "JMC-8/02")
    assert not eighth.sheet.decisions.decide.isEnabled()
    select(eighth, reader, "JMC-8/05")
    assert eighth.sheet.decisions.decide.isEnabled()


def test_without_a_next_session_nothing_is_decided(window, reader, qtbot):
    window.go("sessions")
    page = window.pages.page
    page.show_target(reader.find("SUM-2024-11/01"))
    qtbot.waitUntil(lambda: page.settled and page.sheet.sheet is not None)
    assert page.sheet.decisions.isHidden()
    hidden = [
        each.key
        for place, each in enumerate(page.sheet.table.table.columns)
        if page.sheet.table.isColumnHidden(place)
    ]
    assert "decision" in hidden


def test_the_layout_of_pages_may_be_made_off_the_windows_thread(report):
    assert isinstance(report.view.pages, Pages)
    assert report.view.accessibleName().startswith("From")
    assert "JMC-8/03" in report.view.accessibleDescription()


def test_the_history_of_a_point_tells_what_was_decided(
    window, reader, sample_desk, stand_on, hands
):
    point = stand_on("JMC-8/05")
    decision = Decision(
        id="", commitment=point, session=reader.find("JMC-8/01"), upcoming=reader.find("JMC-8/30"),
        choice=Choice.REITERATE,
    )  # fmt: skip
    sample_desk.run(lambda register: register.decide(decision))
    chosen = reader.decisions(decision.session, decision.upcoming)
    sample_desk.run(lambda register: register.apply_decisions(chosen))
    entries = sample_desk.register.store.history(point)
    changes, _ = told(entries, point, lambda _table, _identity: "", frozenset(), 2)
    said = [each.text for change in changes for each in change.details]
    assert "Decision for the next session: Reiterate" in said
    assert any("Carried out on: nothing → 22 Nov 2026" in each for each in said)
